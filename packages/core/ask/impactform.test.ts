/** The form of an impact: it begins with what is on record, gives the same back, and says at its field what cannot be so (`rules.md 2.2`). */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { costs, opened, scenario } from '../../../test/instruments/scenario.ts';
import type { Impacts } from '../impact/dimension.ts';
import { readImpact as readTyped } from '../typed/impact.ts';
import { isMisread } from '../typed/reading.ts';
import { askSchema, type ImpactForm, impactFormSchema } from './ask.ts';
import { commandOf } from './command.ts';
import { readImpact } from './impactform.ts';
import { impactForm } from './impactstart.ts';
import { namedBy } from './named.ts';

const names = { home: 'jira', called: new Map([['dara', 'Dara Okoye']]) };
const people = new Map([
  ['dara', { id: 'jira:dara', name: 'Dara Okoye' }],
  ['mei', { id: 'github:1', name: 'mei' }],
]);

type Dimension = ImpactForm['dimension'];

function form(dimension: Dimension, fields: ImpactForm['fields'], impacts: Impacts = {}): ImpactForm {
  const begun = impactForm(dimension, impacts, 'jira');
  return { ...begun, fields: { ...begun.fields, ...fields } };
}

function read(given: ImpactForm, locale: 'en' | 'zh-CN' = 'en', impacts: Impacts = {}) {
  return readImpact(given, { locale, currency: 'CNY', names, impacts });
}

function valueIn(given: ImpactForm, locale: 'en' | 'zh-CN' = 'en', impacts: Impacts = {}): unknown {
  const found = read(given, locale, impacts);
  return 'problems' in found ? found.problems : found.input.value.kind === 'value' ? found.input.value.value : 'none';
}

function recorded(dimension: Dimension, typed: string): Impacts {
  const facts = { people, locale: 'en' as const, currency: 'CNY' };
  const input = readTyped(dimension, typed, { facts, line: '', block: undefined });
  if (isMisread(input)) throw new Error(JSON.stringify(input));
  const { value, confidence, evidence } = input;
  const one = { value, confidence, assessor: { id: 'jira:dara', name: 'Dara' }, at: '2026-11-30T00:00:00Z' };
  return { [dimension]: { ...one, ...(evidence ? { evidence } : {}) } } as Impacts;
}

test.each([
  ['schedule', '+6d p90 9d critical-path milestone v2.0: 2026-12-14 -> 2026-12-22 evidence: run 42'],
  ['schedule', '-2.5d'],
  ['cost', 'CNY 48,000, CNY 6,000 a year, effort 12d, split 60/35/5, offered resources: two testers, one device'],
  ['cost', '-CNY 5,000'],
  ['cost', 'effort 2pm'],
  [
    'quality',
    'better usability worse reliability mitigated regression partial control: Load test @mei due 2026-12-20; Review @dara; Audit',
  ],
  ['quality', 'worse security better compatibility'],
  ['risk', 'Fonts 2x3 mitigate residual 2 owner @mei due 2026-12-20; Vendor 3x3 owner @dara; Third 1x1'],
  ['risk', Array.from({ length: 14 }, (_, at) => `Risk number ${at + 1} 2x3`).join('; ')],
  ['feasibility', 'technical yes, resources with conditions, contract no, needs a licence'],
  ['risk', 'none: covered by tests evidence: run 42'],
] as const)('2.2: the form of %s on record (“%s”) gives the same impact back', (dimension, typed) => {
  const impacts = recorded(dimension, typed);
  const begun = impactFormSchema.parse(impactForm(dimension, impacts, 'jira'));
  for (const locale of ['en', 'zh-CN'] as const) {
    const found = read(begun, locale, impacts);
    const { value, confidence, evidence = '' } = impacts[dimension] ?? {};
    expect(found).toEqual({ input: { dimension, value, confidence, evidence } });
  }
});

test('2.2: owners and dates of risks and measures are entered and changed, each in its row', () => {
  const filled = form('risk', {
    ...{ text0: 'Fonts', probability0: '2', impact0: '3', response0: 'mitigate', residual0: '2' },
    ...{ owner0: 'dara', due0: '2026-12-20' },
  });
  expect(valueIn(filled)).toEqual({
    entries: [
      {
        ...{ text: 'Fonts', probability: 2, impact: 3, response: 'mitigate', residual: 2, due: '2026-12-20' },
        owner: { id: 'jira:dara', name: 'Dara Okoye' },
      },
    ],
  });
  expect(namedBy({ type: 'assess', form: filled })).toEqual(['dara']);
  const measures = { regression: 'none', control0: 'Load test', controlOwner0: 'dara', controlDue0: '2026-12-20' };
  expect(valueIn(form('quality', measures))).toMatchObject({
    controls: [{ text: 'Load test', owner: { id: 'jira:dara' }, due: '2026-12-20' }],
  });
  // Whose text is renamed keeps the owner of the row, also one of another tracker.
  const impacts = recorded('risk', 'Fonts 2x3 owner @mei due 2026-12-20');
  expect(valueIn(form('risk', { text0: 'Fonts and icons' }, impacts), 'en', impacts)).toMatchObject({
    entries: [{ text: 'Fonts and icons', owner: { id: 'github:1', name: 'mei' }, due: '2026-12-20' }],
  });
  expect(valueIn(form('risk', { owner0: '', due0: '' }, impacts), 'en', impacts)).toEqual({
    entries: [{ text: 'Fonts', probability: 2, impact: 3, response: 'accept' }],
  });
});

test('2.2: a form that was opened by a version without these fields loses no measure', () => {
  const impacts = recorded('quality', 'control: Load test @mei due 2026-12-20');
  const { control0: _, controlOwner0: __, controlDue0: ___, ...fields } = impactForm('quality', impacts, 'jira').fields;
  const old = { ...impactForm('quality', impacts, 'jira'), fields: { ...fields, controls: 'Load test\nReview' } };
  expect(valueIn(old, 'en', impacts)).toMatchObject({
    controls: [{ text: 'Load test', owner: { id: 'github:1' }, due: '2026-12-20' }, { text: 'Review' }],
  });
});

const RISK = { text0: 'Fonts', probability0: '2', impact0: '3', response0: 'mitigate' };
const QUALITY = { regression: 'none' };

test.each([
  ['schedule', { days: '6', late: '3' }, 'late', 'worst case', '最坏情况'],
  ['schedule', { days: '6', milestones: 'v2: 2026-12-22 → 2026-12-14' }, 'milestones', 'earlier day', '提前了'],
  ['schedule', { days: '-6', milestones: 'v2: 2026-12-14 → 2026-12-22' }, 'milestones', 'later day', '推后了'],
  ['schedule', { days: '6', milestones: 'v2: 2026-12-14\nV2: 2026-12-15' }, 'milestones', 'named twice', '写了两次'],
  ['schedule', { days: '-6', contractMilestone: true }, 'contractMilestone', 'cannot be missed', '不会错过'],
  [
    'cost',
    { oneOff: '5', customer: '33.3', vendor: '33.3', other: '33.4' },
    'customer',
    'whole percents',
    '整数百分比',
  ],
  ['cost', { oneOff: '5', customer: '60', vendor: '30' }, 'customer', '90\u00a0%', '90%'],
  ['cost', { oneOff: '5', customer: '110', vendor: '-10' }, 'customer', 'below 0', '不能小于 0'],
  ['cost', { oneOff: '0', customer: '60', vendor: '40' }, 'customer', 'nothing that is paid', '却没有成本'],
  ['cost', { oneOff: '5', effort: '-5' }, 'effort', 'below zero', '不能小于零'],
  ['quality', { ...QUALITY, cosmetic: true, missesRequirement: true }, 'cosmetic', 'Only how it looks', '仅外观'],
  ['quality', { ...QUALITY, cosmetic: true, worse: ['security'] }, 'cosmetic', 'Only how it looks', '仅外观'],
  ['quality', { ...QUALITY, worse: ['security'], better: ['security'] }, 'better', 'better and worse', '既提升又下降'],
  ['quality', { ...QUALITY, mitigated: ['security'] }, 'mitigated', 'can be mitigated', '才需要减轻'],
  ['quality', { ...QUALITY, control0: 'Test', control1: 'test' }, 'control1', 'named twice', '写了两次'],
  ['quality', { ...QUALITY, control0: 'Test', controlDue0: 'soon' }, 'controlDue0', 'not a date', '日期'],
  ['quality', { ...QUALITY, controlOwner0: 'dara', control0: '' }, 'control0', 'fill this in', '填写'],
  ['risk', { ...RISK, residual0: '9' }, 'residual0', 'more than it was', '不能大于'],
  ['risk', { ...RISK, residual0: '2.5' }, 'residual0', 'whole number', '整数'],
  ['risk', { ...RISK, residual0: '-1' }, 'residual0', 'whole number', '整数'],
  ['risk', { ...RISK, due0: '2026-02-30' }, 'due0', 'There is no', '2026-02-30'],
  [
    'risk',
    { ...RISK, text1: 'fonts', probability1: '1', impact1: '1', response1: 'avoid' },
    'text1',
    'named twice',
    '写了两次',
  ],
  ['risk', { ...RISK, probability1: '1', text1: '' }, 'text1', 'fill this in', '填写'],
] as const)('2.2: %s %j is refused at its field', (dimension, fields, field, english, chinese) => {
  for (const [locale, words] of [
    ['en', english],
    ['zh-CN', chinese],
  ] as const) {
    const found = valueIn(form(dimension, fields as unknown as ImpactForm['fields']), locale) as {
      field: string;
      text: string;
    }[];
    expect(found).toContainEqual({ field, text: expect.stringContaining(words) });
  }
});

test.each([
  ['schedule', { days: '−2' }, { p50: -2 }],
  ['schedule', { days: '–2' }, { p50: -2 }],
  ['schedule', { days: '延期3天' }, { p50: 3 }],
  ['schedule', { days: '+6 个工作日', late: '9天' }, { p50: 6, p90: 9 }],
  ['schedule', { days: '约3天' }, { p50: 3 }],
  ['cost', { oneOff: '约5万元' }, { oneOff: { minor: 5_000_000 } }],
  ['cost', { oneOff: '9.6w' }, { oneOff: { minor: 9_600_000 } }],
  ['cost', { oneOff: '−5000元' }, { oneOff: { minor: -500_000 } }],
  ['cost', { oneOff: '0', recurring: '每月500元' }, { recurring: { minor: 600_000 } }],
  ['cost', { oneOff: '0', effort: '5人日' }, { effort: { amount: 5, unit: 'person-days' } }],
  ['cost', { oneOff: '0', effort: '2人月' }, { effort: { amount: 2, unit: 'person-months' } }],
  ['cost', { oneOff: '0', effort: '工作量5人天' }, { effort: { amount: 5, unit: 'person-days' } }],
  ['cost', { oneOff: '5', customer: '40%', vendor: '60％' }, { split: { customer: 40, vendor: 60, other: 0 } }],
] as const)('2.2: %s %j is read as the same words are in a comment', (dimension, fields, value) => {
  expect(valueIn(form(dimension, fields), 'zh-CN')).toMatchObject(value);
});

test('2.2: whatever stands in a field of a number is read or refused there, and never as another number', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -999, max: 999 }),
      fc.constantFrom('', ' ', ' d', '天', ' 天', ' days'),
      (days, unit) => {
        expect(valueIn(form('schedule', { days: `${days}${unit}` }))).toMatchObject({ p50: days });
      },
    ),
    { numRuns: 100 },
  );
});

test('2.2: of several impacts it can be said by one form that there is none, and of none that is on record', () => {
  const play = scenario();
  play.when('carla', opened());
  play.when('carla', { type: 'submit' });
  play.when('mei', { type: 'triage' });
  play.when('mei', { type: 'assess', inputs: [costs(100_000)] });
  const none = (given: Partial<ImpactForm>) =>
    askSchema.parse({
      type: 'assess',
      form: { ...form('schedule', {}), none: true, reason: 'only words change', ...given },
    });
  const asking = { locale: 'en', currency: 'CNY', names, labelIn: () => undefined } as const;
  const inputs = (given: Partial<ImpactForm>) => {
    const understood = commandOf(none(given), play.state(), asking);
    if (!('command' in understood) || understood.command.type !== 'assess') throw new Error('not understood');
    return understood.command.inputs;
  };
  const said = inputs({ also: ['quality', 'risk', 'cost', 'schedule'] });
  expect(said.map(({ dimension }) => dimension)).toEqual(['schedule', 'quality', 'risk']);
  expect(new Set(said.map(({ value }) => JSON.stringify(value)))).toEqual(
    new Set(['{"kind":"none","reason":"only words change"}']),
  );
  expect(inputs({})).toHaveLength(1);
  expect(inputs({ none: false, also: ['risk'], fields: { days: '2' } })).toHaveLength(1);
  play.when('mei', { type: 'assess', inputs: said });
  expect(Object.keys(play.state().content.impacts).sort()).toEqual(['cost', 'quality', 'risk', 'schedule']);
});
