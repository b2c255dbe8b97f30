/** Whatever is shown of a plan, a condition, a deferral, an alternative, a class, a seat, a stage, actuals, a vote or a reason is read back as the same, in both languages (`rules.md` 2.2, 2.4). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asksOnly, TYPED_ACTS } from '../change/acts.ts';
import type { Condition } from '../content/governed.ts';
import type { PlanStep } from '../content/plan.ts';
import type { Alternative } from '../content/request.ts';
import { CLASSES } from '../impact/class.ts';
import { DIMENSIONS } from '../impact/dimension.ts';
import { LOCALES, type Locale } from '../text/locale.ts';
import { actName, className, dimensionName, roleName } from '../view/names.ts';
import { PLAIN, speaker, type Value, words } from '../view/sentence.ts';
import { alternativeFacts, conditionFacts, stepFacts } from '../view/terms.ts';
import { takesBack } from './assent.ts';
import { readComment } from './read.ts';
import { entryFor } from './table.ts';
import { SEAT_WORDS } from './word.ts';

const SEED = Number(process.env.FC_SEED ?? Date.now() % 1_000_000);
const PEOPLE = ['mei', 'arch', 'dev-7'].map((name) => ({ id: `github:${name}`, name }));

const say = (locale: Locale) => speaker({ locale, timeZone: 'Asia/Shanghai', year: '2026' }, PLAIN);
const line = (text: string, facts: readonly Value[], locale: Locale): string =>
  [text, ...facts.map(say(locale))].join(' · ');

function commandOf(comment: string, locale: Locale): unknown {
  const people = new Map(PEOPLE.map((one) => [one.name, one]));
  const actions = readComment(comment, { people, locale, currency: 'CNY', today: '2026-11-30' });
  const [first] = actions;
  return actions.length === 1 && first?.kind === 'command' ? first.command : actions;
}

const WORDS = {
  en: [
    'Build',
    'the export',
    'v2.0',
    '1,000',
    'owner',
    'due',
    'by',
    'half of it',
    '50 %',
    'the vendor',
    'before',
    'of',
  ],
  'zh-CN': ['开发', '导出', '第2版', '1,000 条', '负责人', '期限', '一半', '50%', '供应商', '性能测试', '前端'],
} as const satisfies Record<Locale, readonly string[]>;

const textIn = (locale: Locale) =>
  fc
    .array(fc.constantFrom(...WORDS[locale]), { minLength: 1, maxLength: 6 })
    .map((all) => (locale === 'en' ? `Text ${all.join(' ')} end` : `文字${all.join('')}完`));
const day = fc
  .integer({ min: 0, max: 2_000 })
  .map((add) => new Date(Date.UTC(2026, 0, 1 + add)).toISOString().slice(0, 10));
const may = <One>(one: fc.Arbitrary<One>) => fc.option(one, { nil: undefined });
const filled = <One extends object>(one: One): One =>
  Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)) as One;
const person = fc.constantFrom(...PEOPLE);

function holds<One>(values: fc.Arbitrary<One>, isRead: (value: One) => void): void {
  fc.assert(fc.property(values, isRead), { numRuns: 300, seed: SEED });
}

test.each(LOCALES)('2.4: the steps of a plan as they are shown in %s are read back with owner and dates', (locale) => {
  const step = fc
    .record({ text: textIn(locale), owner: may(person), start: may(day), end: may(day) })
    .filter(({ start, end }) => !start || !end || start <= end)
    .map(filled);
  holds(fc.array(step, { minLength: 1, maxLength: 5 }), (given) => {
    const steps = given.map((one, at): PlanStep => ({ id: String(at + 1), ...one }) as PlanStep);
    const lines = steps.map((one) => `- ${line(one.text, stepFacts(one), locale)}`);
    const typed = locale === 'en' ? '/plan\nsteps:\n' : '/计划\n步骤：\n';
    expect(commandOf(`${typed}${lines.join('\n')}`, locale), lines.join('\n')).toEqual({
      type: 'plan',
      plan: { steps, acceptance: [] },
    });
  });
});

test.each(LOCALES)('4.6: a condition as it is shown in %s is read back with owner, stage and day', (locale) => {
  const blocks = fc.constantFrom('start', 'merge', 'deploy', 'close');
  holds(fc.record({ text: textIn(locale), owner: person, blocks, due: may(day) }).map(filled), (given) => {
    const shown = line(given.text, conditionFacts({ id: 'K1', ...given } as Condition), locale);
    expect(commandOf(`${locale === 'en' ? '/condition' : '/条件'} ${shown}`, locale), shown).toEqual({
      type: 'condition',
      ...given,
    });
  });
});

test.each(LOCALES)(
  'T10: a deferral as it is shown in %s is read back with its day and what is waited for',
  (locale) => {
    const values = fc
      .record({ until: may(day), trigger: may(textIn(locale)) })
      .map(filled)
      .filter(({ until, trigger }) => until !== undefined || trigger !== undefined);
    holds(values, (given) => {
      const shown = say(locale)(actName({ act: 'defer', reason: '', ...given }));
      const comment = `/${shown.replace(/^推迟，?/, '推迟 ')}`;
      expect(commandOf(comment, locale), comment).toMatchObject({ type: 'defer', ...given });
    });
  },
);

test.each(LOCALES)('2.1: alternatives as they are shown in %s are read back', (locale) => {
  const values = fc
    .array(fc.record({ text: textIn(locale), doNothing: fc.boolean() }), { minLength: 1, maxLength: 5 })
    .chain((all) => fc.tuple(fc.constant(all), fc.nat(all.length - 1)))
    .map(([all, at]) => all.map((one, index): Alternative => ({ ...one, recommended: index === at })));
  holds(values, (alternatives) => {
    const lines = alternatives.map((one) => `- ${line(one.text, alternativeFacts(one), locale)}`);
    const typed = locale === 'en' ? '/alternative\noptions:\n' : '/备选方案\n方案：\n';
    expect(commandOf(`${typed}${lines.join('\n')}`, locale), lines.join('\n')).toEqual({
      type: 'alternatives',
      alternatives,
    });
  });
});

test.each(LOCALES)('what is called a class, a seat or a dimension in %s is known by that name', (locale) => {
  for (const one of CLASSES)
    expect(commandOf(`/raise-class ${say(locale)(className(one))} why`, locale)).toMatchObject({ class: one });
  for (const one of Object.keys(SEAT_WORDS) as (keyof typeof SEAT_WORDS)[])
    expect(commandOf(`/approve as ${say(locale)(roleName(one))}`, locale), say(locale)(roleName(one))).toMatchObject({
      seat: one,
    });
  for (const one of DIMENSIONS)
    expect(commandOf(`/assess ${say(locale)(dimensionName(one))} none: tests cover it`, locale)).toMatchObject({
      inputs: [{ dimension: one, value: { kind: 'none', reason: 'tests cover it' } }],
    });
});

test.each([
  'Do nothing',
  'Doing nothing.',
  'No change',
  '不变更',
  '不作变更',
  '不做变更。',
  '什么都不做',
  '什么也不做',
  '不采取措施',
  '维持现状',
  '保持现状',
])('2.4: “%s” says by itself that it is “do nothing”, to whoever reads it and to whoever shows it', (text) => {
  const nothing = { text, recommended: true, doNothing: true };
  for (const locale of LOCALES) {
    expect(alternativeFacts(nothing).map(say(locale))).toEqual(
      alternativeFacts({ ...nothing, doNothing: false }).map(say(locale)),
    );
    const typed = locale === 'en' ? '/alternative\noptions:\n' : '/备选方案\n方案：\n';
    expect(commandOf(`${typed}- ${line(text, alternativeFacts(nothing), locale)}`, locale)).toEqual({
      type: 'alternatives',
      alternatives: [nothing],
    });
  }
});

const CURRENCIES = ['CNY', 'USD', 'EUR', 'JPY'] as const;

test.each(LOCALES)(
  'T16: what the work really took, as it is shown in %s, is read back to the day and the cent',
  (locale) => {
    const values = fc.record({
      days: fc.integer({ min: 0, max: 999_999 }).map((hundredths) => hundredths / 100),
      minor: fc.integer({ min: 0, max: 9_999_999_999 }),
      currency: fc.constantFrom(...CURRENCIES),
    });
    holds(values, ({ days, minor, currency }) => {
      const cost = { minor, currency };
      const shown = say(locale)(words('status.plan.actuals', { days, money: { money: cost } }));
      const told = say(locale)(
        words('event.actuals-recorded', {
          by: { person: PEOPLE[0] ?? { id: '', name: '' } },
          days,
          money: { money: cost },
        }),
      );
      const value = told.replace(/^mei (?:recorded|登记实际投入：)/, '').replace(/ as actuals$/, '');
      for (const text of [shown, value])
        expect(commandOf(`${locale === 'en' ? '/actuals' : '/实际投入'} ${text}`, locale), text).toEqual({
          type: 'actuals',
          days,
          cost,
        });
    });
  },
);

test.each(['12345d CNY 5', '1.234d CNY 5', '1,23 days CNY 5', '1,2345 days CNY 5', '3.1.2d CNY 5'])(
  'T16: of “%s” no part is read as days',
  (text) => {
    const [first] = readComment(`/actuals ${text}`, { people: new Map(), locale: 'en', currency: 'CNY' });
    expect(first).toMatchObject({ kind: 'misunderstood' });
  },
);

test.each(LOCALES)('4.1: a vote as it is shown in %s is read back with its seat and its reason', (locale) => {
  const en = locale === 'en';
  const typed = {
    approve: en ? '/approve as % reason: ' : '/批准 作为% 理由：',
    reject: en ? '/reject as %: ' : '/反对 作为%：',
    abstain: en ? '/abstain as %: ' : '/弃权 作为%：',
  };
  const seats = Object.keys(SEAT_WORDS) as (keyof typeof SEAT_WORDS)[];
  const values = fc
    .record({
      verdict: fc.constantFrom(...(Object.keys(typed) as (keyof typeof typed)[])),
      seat: fc.constantFrom(...seats),
      reason: textIn(locale),
    })
    // No yes is on record whose reason takes something back.
    .filter(({ verdict, reason }) => verdict !== 'approve' || !takesBack(reason));
  holds(values, ({ verdict, seat, reason }) => {
    const comment = `${typed[verdict].replace('%', say(locale)(roleName(seat)))}${say(locale)(reason)}`;
    expect(commandOf(comment, locale), comment).toMatchObject({ type: 'vote', verdict, seat, reason });
  });
});

test.each(LOCALES)(
  'a reason as it is shown in %s is read back as the same by whatever asks for nothing else',
  (locale) => {
    const types = TYPED_ACTS.filter((type) => asksOnly('reason', type) && entryFor(type) !== undefined);
    expect(types.length).toBeGreaterThan(3);
    holds(fc.record({ type: fc.constantFrom(...types), reason: textIn(locale) }), ({ type, reason }) => {
      const shown = say(locale)(reason);
      expect(commandOf(`/${type} ${shown}`, locale), `${type} ${shown}`).toMatchObject({ type, reason });
    });
  },
);
