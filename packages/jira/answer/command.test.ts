/** From what was pressed and typed to the core's commands; what cannot be read is answered at its field. */

import { type Ask, askSchema, type ImpactForm } from '@countersign/core/ask/ask.ts';
import { commandOf, isAboutAnother } from '@countersign/core/ask/command.ts';
import { readImpact } from '@countersign/core/ask/impactform.ts';
import { ATTRIBUTES } from '@countersign/core/ask/impactquestions.ts';
import { impactForm } from '@countersign/core/ask/impactstart.ts';
import { namedBy } from '@countersign/core/ask/named.ts';
import { QUALITY_ATTRIBUTES } from '@countersign/core/impact/dimension.ts';
import { expect, test } from 'vitest';
import { story } from '../../../test/tools/preview/story.ts';
import { issueTyped } from './typed.ts';

const names = { home: 'jira', called: new Map([['dara', 'Dara Okoye']]) };
const asking = { locale: 'en', currency: 'USD', names, labelIn: issueTyped } as const;
const state = story('voided', 'en').state();
const reading = { ...asking, impacts: {} };

const form = (dimension: ImpactForm['dimension'], fields: ImpactForm['fields']): ImpactForm => ({
  ...impactForm(dimension, {}, 'jira'),
  fields: { ...impactForm(dimension, {}, 'jira').fields, ...fields },
});

const problems = (given: ImpactForm) => {
  const read = readImpact(given, reading);
  return 'problems' in read ? read.problems.map((one) => [one.field, one.text]) : [];
};

test('2.2: every impact on record fills its form, and the form gives the same impact back', () => {
  for (const [dimension, recorded] of Object.entries(state.content.impacts)) {
    const filled = impactForm(dimension as ImpactForm['dimension'], state.content.impacts, 'jira');
    const read = readImpact(filled, { ...asking, impacts: state.content.impacts });
    expect('input' in read && read.input.value, dimension).toEqual(recorded?.value);
  }
});

test('2.5: money is read exactly, in the currency that is written or else the project’s', () => {
  const read = readImpact(form('cost', { oneOff: '8,000.50', recurring: '¥600' }), { ...reading, currency: 'CNY' });
  expect('input' in read && read.input.value).toEqual({
    kind: 'value',
    value: { oneOff: { minor: 800_050, currency: 'CNY' }, recurring: { minor: 60_000, currency: 'CNY' } },
  });
});

test('2.5: what cannot be read is said at its field, in the reader’s language', () => {
  expect(problems(form('cost', { oneOff: 'a lot' }))).toEqual([
    ['oneOff', '“a lot” is not an amount we can read. Write it like USD 48,000.'],
  ]);
  expect(problems(form('schedule', { days: 'soon', milestones: 'v2 in May' })).map(([field]) => field)).toEqual([
    'days',
    'milestones',
  ]);
  expect(problems(form('cost', { oneOff: '1', customer: '60', vendor: '30' }))[0]?.[1]).toContain('90\u00a0%');
  const chinese = readImpact(form('schedule', {}), { ...reading, locale: 'zh-CN' });
  expect('problems' in chinese && chinese.problems[0]?.text).toBe('请填写此项。');
});

test('2.2: “none” needs its reason', () => {
  expect(problems({ ...form('risk', {}), none: true })).toEqual([['reason', 'Please fill this in.']]);
  const read = readImpact({ ...form('risk', {}), none: true, reason: 'tests cover it' }, reading);
  expect('input' in read && read.input.value).toEqual({ kind: 'none', reason: 'tests cover it' });
});

test('2.2: a risk is complete or it is not taken', () => {
  expect(problems(form('risk', { text0: 'Fonts', probability0: '3' })).map(([field]) => field)).toEqual([
    'impact0',
    'response0',
  ]);
  expect(problems(form('risk', { text0: 'Fonts', probability0: '9', impact0: '1', response0: 'avoid' }))).toHaveLength(
    1,
  );
});

test('4.1: a vote says which words it was about; one against needs a reason', () => {
  const vote = { type: 'vote', verdict: 'reject', seat: 'customer', reason: ' ' } as const;
  expect(commandOf(vote, state, asking)).toMatchObject({ problems: [{ field: 'reason' }] });
  expect(commandOf({ ...vote, reason: 'too late' }, state, asking)).toMatchObject({
    command: {
      type: 'vote',
      verdict: 'reject',
      reason: 'too late',
      authenticated: 'button',
      saw: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  });
});

test('4.1: what is said of a content that was changed meanwhile is not taken', () => {
  const vote: Ask = { type: 'vote', verdict: 'approve', seat: 'customer', reason: '' };
  expect(isAboutAnother(vote, '0'.repeat(64), state)).toBe(true);
  expect(isAboutAnother({ type: 'concern', text: 'x' }, '0'.repeat(64), state)).toBe(false);
});

test('2.4: a step keeps its id while others come and go before it', () => {
  const step = (id: string, text: string) => ({ id, text, start: '', end: '' });
  const plan = {
    steps: [step('', 'new'), step('1', ''), step('2', 'kept')],
    resources: '',
    rollback: 'off',
    tests: '',
    acceptance: 'a\n\n b ',
  };
  const read = commandOf({ type: 'plan', form: plan }, state, asking);
  expect('command' in read && read.command).toEqual({
    type: 'plan',
    plan: {
      steps: [
        { id: '4', text: 'new' },
        { id: '2', text: 'kept' },
      ],
      rollback: 'off',
      acceptance: ['a', 'b'],
    },
  });
});

test('5.6: whoever is picked is called as Jira calls the account, whatever name comes with it; who is unknown is the account', () => {
  const owner = (accountId: string) => ({ accountId, name: 'Carla' });
  const condition = { type: 'condition', text: 'x', due: '', blocks: 'merge' } as const;
  expect(commandOf({ ...condition, owner: owner('dara') }, state, asking)).toMatchObject({
    command: { owner: { id: 'jira:dara', name: 'Dara Okoye' } },
  });
  const steps = ['dara', 'gone'].map((one) => ({ id: '', text: 'x', start: '', end: '', owner: owner(one) }));
  const form = { steps, resources: '', rollback: '', tests: '', acceptance: '' };
  expect(namedBy({ type: 'plan', form })).toEqual(['dara', 'gone']);
  const read = commandOf({ type: 'plan', form }, state, asking);
  expect('command' in read && read.command).toMatchObject({
    plan: { steps: [{ owner: { id: 'jira:dara', name: 'Dara Okoye' } }, { owner: { id: 'jira:gone', name: 'gone' } }] },
  });
});

test('2.4: dates that are none, or that end before they begin, are said at their step', () => {
  const step = { id: '1', text: 'x', start: '2026-12-09', end: '2026-12-01' };
  const read = commandOf(
    { type: 'plan', form: { steps: [step], resources: '', rollback: '', tests: '', acceptance: '' } },
    state,
    asking,
  );
  expect('problems' in read && read.problems.map((one) => one.field)).toEqual(['end0']);
});

const EMPTY_PLAN = { resources: '', rollback: '', tests: '', acceptance: '' };
const OWNER = { accountId: 'mei', name: 'Mei' };

test.each<[string, string, (day: string) => Ask]>([
  ['condition', 'due', (due) => ({ type: 'condition', text: 'x', owner: OWNER, due, blocks: 'merge' })],
  ['deferral', 'until', (until) => ({ type: 'defer', reason: 'x', until, trigger: '' })],
  [
    'step',
    'end0',
    (end) => ({ type: 'plan', form: { ...EMPTY_PLAN, steps: [{ id: '', text: 'x', start: '', end }] } }),
  ],
])(
  '2.5: a day that no calendar has is said at the field of a %s, and what is read can be recorded',
  (_, field, ask) => {
    expect(commandOf(ask('2027-02-31'), state, asking)).toEqual({
      problems: [{ field, text: 'There is no 2027-02-31: that month has 28 days.' }],
    });
    expect(commandOf(ask('soon'), state, asking)).toMatchObject({ problems: [{ field }] });
    expect(JSON.stringify(commandOf(ask(' ２０２８-02-29 '), state, asking))).toContain('"2028-02-29"');
  },
);

test('2.5: a milestone on a day that no calendar has is said at its field', () => {
  expect(problems(form('schedule', { days: '1', milestones: 'v2: 2027-02-31 → 2027-03-01' }))).toEqual([
    ['milestones', 'There is no 2027-02-31: that month has 28 days.'],
  ]);
});

test.each([
  ['1,5', 1.5],
  ['−2.5', -2.5],
  ['+３', 3],
  ['1,500', undefined],
  ['soon', undefined],
])('2.5: %s is the same number, or none, in the forms of an impact and of what it took', (typed, days) => {
  const actuals = commandOf({ type: 'actuals', days: typed, cost: 'USD 1' }, state, asking);
  const impact = readImpact(form('schedule', { days: typed }), reading);
  if (days === undefined) {
    expect(actuals).toMatchObject({ problems: [{ field: 'days' }] });
    expect(impact).toMatchObject({ problems: [{ field: 'days' }] });
  } else {
    expect(actuals).toMatchObject({ command: { days } });
    expect(impact).toMatchObject({ input: { value: { value: { p50: days } } } });
  }
});

test('what comes over the bridge is checked: no command of another shape, no person without an id', () => {
  expect(askSchema.safeParse({ type: 'note', irregularity: 'x' }).success).toBe(false);
  expect(
    askSchema.safeParse({ type: 'condition', text: 'x', owner: { accountId: '', name: '' }, due: '', blocks: 'merge' })
      .success,
  ).toBe(false);
  expect(askSchema.safeParse({ type: 'withdraw', reason: '  ' }).success).toBe(false);
});

test('2.2: the form asks for every quality attribute', () => {
  expect(ATTRIBUTES).toEqual(QUALITY_ATTRIBUTES);
});

test('2.5: amounts on record are written so that people and the form read the same', () => {
  for (const [minor, currency] of [
    [4_800_050, 'CNY'],
    [480, 'JPY'],
    [1_234_567, 'KWD'],
    [0, 'USD'],
  ] as const) {
    const value = { kind: 'value' as const, value: { oneOff: { minor, currency } } };
    const recorded = { value, confidence: 'high' as const, assessor: state.requester, at: '2026-11-23T09:00:00.000Z' };
    const read = readImpact(impactForm('cost', { cost: recorded }, 'jira'), { ...asking, impacts: {} });
    expect('input' in read && read.input.value).toEqual(value);
  }
});

test('2.2: an estimate that contradicts itself is refused at its field', () => {
  const late = 'The worst case cannot be less than the likely one (10\u00a0d).';
  expect(problems(form('schedule', { days: '10', late: '1' }))).toEqual([['late', late]]);
  expect(problems(form('schedule', { days: '-3', late: '-1' }))).toEqual([]);
  const fields = { regression: 'none', cosmetic: true };
  expect(problems(form('quality', { ...fields, missesRequirement: true }))).toEqual([
    ['cosmetic', expect.stringContaining('Only how it looks')],
  ]);
  expect(problems(form('quality', fields))).toEqual([]);
});
