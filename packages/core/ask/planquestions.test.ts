/** The form of the plan and of its alternatives: what stands on record comes back as it was, whoever fills in nothing. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChangeState } from '../change/state.ts';
import { NOTHING_GOVERNED } from '../content/governed.ts';
import type { Plan } from '../content/plan.ts';
import { commandOf } from './command.ts';
import { alternativeRows, alternativesAnswered, planAnswered, planForm, planRows } from './planquestions.ts';
import type { Answers, Question } from './questions.ts';
import { type Rows, rowIn, rowsOf } from './rows.ts';
import { askWording } from './words.ts';

const word = askWording('en');

/** The answers of whoever sends a form as it stands. */
function untouched(rows: Rows, count: number): Answers {
  const asked = [...rows.before, ...rowsOf(rows, count), ...rows.after(count)];
  const flat = asked.flatMap((one): readonly Question[] => (one.kind === 'row' ? one.fields : [one]));
  const value = (name: string) => {
    const found = flat.find((one) => one.kind !== 'row' && one.name === name);
    return found && 'value' in found ? found.value : undefined;
  };
  return {
    text: (name) => String(value(name) ?? ''),
    flag: (name) => value(name) === true,
    list: () => [],
    person: (name) => (value(name) ? { accountId: String(value(name)), name: '' } : undefined),
  };
}

const line = fc
  .string({ minLength: 1, maxLength: 40 })
  .filter((one) => one.trim() === one && one !== '' && !/[\n\r]/.test(one));
const day = fc.integer({ min: 1, max: 28 }).map((one) => `2027-03-${String(one).padStart(2, '0')}`);
const person = fc.constantFrom('github:1', 'github:22', 'jira:5b10').map((id) => ({ id, name: `name of ${id}` }));
const maybe = <Key extends string, Value>(key: Key, value: fc.Arbitrary<Value>) =>
  fc
    .option(value, { nil: undefined })
    .map((one) => (one === undefined ? {} : { [key]: one }) as { [K in Key]?: Value });
const steps = fc.array(fc.tuple(line, maybe('owner', person), maybe('start', day)), { minLength: 1, maxLength: 6 });
const plan = fc
  .tuple(
    steps,
    maybe('resources', line),
    maybe('rollback', line),
    maybe('tests', line),
    fc.array(line, { maxLength: 3 }),
  )
  .map(([rows, resources, rollback, tests, acceptance]): Plan => {
    const list = rows.map(([text, owner, start], index) => ({ id: String(index + 1), text, ...owner, ...start }));
    return { steps: list, ...resources, ...rollback, ...tests, acceptance };
  });

test('2.4: a plan that nobody touched is sent as it stands, with rows to spare or without', () => {
  fc.assert(
    fc.property(plan, fc.integer({ min: 0, max: 3 }), (known, spare) => {
      const content = { ...NOTHING_GOVERNED, plan: known };
      const form = planForm(content, 'github');
      const rows = planRows(form, word);
      const count = rows.known + spare;
      const ask = planAnswered(form, untouched(rows, count), { count, idOf: (index) => rows.idOf?.(index) ?? '' });
      const names = { home: 'github', called: new Map(['1', '22'].map((one) => [one, `name of github:${one}`])) };
      const read = commandOf(ask, { content } as ChangeState, {
        locale: 'en',
        currency: 'CNY',
        names,
        labelIn: () => undefined,
      });
      expect(read).toEqual({ command: { type: 'plan', plan: known } });
    }),
  );
});

test('2.1: alternatives that nobody touched are sent as they stand', () => {
  const known = [
    { text: 'Do nothing', recommended: false, doNothing: true },
    { text: 'Buy it', recommended: true, doNothing: false },
  ];
  const rows = alternativeRows(known, word);
  expect(alternativesAnswered(untouched(rows, 4), 4, word)).toEqual({ type: 'alternatives', list: known });
});

test.each([
  ['text0', 0],
  ['controlOwner17', 17],
  ['rollback', undefined],
  ['text1234567', undefined],
  ['1', undefined],
])('%s is a field of row %s', (name, row) => {
  expect(rowIn(name)).toBe(row);
});
