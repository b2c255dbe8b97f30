/** Whatever is shown for an impact is read back as that impact, in both languages (`rules.md 2.2`). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { POLICY } from '../../../../test/instruments/scenario.ts';
import { contradictionsIn } from '../../impact/contradiction.ts';
import {
  DIMENSIONS,
  type Dimension,
  EFFORT_UNITS,
  type Impacts,
  type ImpactValue,
  impactValueSchemas,
  QUALITY_ATTRIBUTES,
} from '../../impact/dimension.ts';
import { LOCALES, type Locale } from '../../text/locale.ts';
import type { DetailLine } from '../../view/detailline.ts';
import { impactDetails, impactMeaning } from '../../view/impacts.ts';
import { PLAIN, speaker } from '../../view/sentence.ts';
import { readImpact } from '../impact.ts';
import { isMisread, type TypedFacts } from '../reading.ts';

const SEED = Number(process.env.FC_SEED ?? Date.now() % 1_000_000);
const PEOPLE = ['mei', 'arch', 'dev-7'].map((name) => ({ id: `github:${name}`, name }));
const TODAY = '2026-11-30';

/** What people write: words, figures and the marks between them. */
const TEXTS = {
  en: fc
    .array(
      fc.constantFrom(
        ...[
          'Fonts',
          'are',
          'missing',
          'the vendor',
          'is late',
          'v2.0',
          '1,000',
          'and',
          'half of it',
          '(really)',
          '50 %',
        ],
        ...[
          'CNY 5',
          'worse',
          'risk',
          'cost',
          'none',
          'by',
          'due',
          'owner',
          'open',
          'A/B',
          'on the critical path',
          '3x',
          '–2',
        ],
      ),
      { minLength: 2, maxLength: 7 },
    )
    .map((all) => `Text ${all.join(' ')} end`),
  'zh-CN': fc
    .array(
      fc.constantFrom(
        ...[
          '缺少字体',
          '供应商',
          '延期',
          '接口不稳定',
          '第2版',
          '1,000 条',
          '关键路径',
          '可能',
          '（约）',
          '50%',
          '成本上升',
        ],
        ...[
          '性能下降',
          '部分',
          '全部',
          '接受',
          '资源',
          '技术',
          '合同变更',
          '剩余',
          '三天',
          '5人日',
          'API 网关',
          '无',
          '有条件',
        ],
      ),
      { minLength: 2, maxLength: 7 },
    )
    .map((all) => `文字${all.join('')}完`),
} as const satisfies Record<Locale, unknown>;

const day = fc
  .integer({ min: 0, max: 2_000 })
  .map((add) => new Date(Date.UTC(2026, 0, 1 + add)).toISOString().slice(0, 10));
const half = fc.integer({ min: -4_000, max: 4_000 }).map((quarters) => quarters / 4);
const may = <Value>(one: fc.Arbitrary<Value>) => fc.option(one, { nil: undefined });
const filled = <One extends object>(one: One): One =>
  Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)) as One;
const care = { owner: may(fc.constantFrom(...PEOPLE)), due: may(day) };
const money = (currency: string) =>
  fc.integer({ min: -9_999_999_99, max: 9_999_999_99 }).map((minor) => ({ minor, currency }));

const VALUES: { readonly [D in Dimension]: (text: fc.Arbitrary<string>) => fc.Arbitrary<object> } = {
  schedule: (text) =>
    fc
      .record({
        p50: half,
        p90: may(half),
        criticalPath: fc.boolean(),
        contractMilestone: fc.boolean(),
        milestones: fc.array(fc.record({ name: text, from: may(day), to: day }).map(filled), { maxLength: 4 }),
      })
      .map(filled),
  cost: (text) =>
    fc.constantFrom('CNY', 'USD', 'JPY', 'KWD', 'EUR').chain((currency) =>
      fc
        .record({
          oneOff: money(currency),
          recurring: may(money(currency)),
          effort: may(fc.record({ amount: half.map(Math.abs), unit: fc.constantFrom(...EFFORT_UNITS) })),
          resources: may(text),
          split: may(
            fc
              .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }))
              .map(([one, two]) => [Math.min(one, two), Math.max(one, two)] as const)
              .map(([one, two]) => ({ customer: one, vendor: two - one, other: 100 - two })),
          ),
          negotiation: may(fc.constantFrom('open', 'offered', 'agreed')),
        })
        .map(filled),
    ),
  quality: (text) =>
    fc.record({
      attributes: fc
        .shuffledSubarray([...QUALITY_ATTRIBUTES], { maxLength: 5 })
        .chain((names) =>
          fc.tuple(
            ...names.map((name) =>
              fc
                .record({ direction: fc.constantFrom('up', 'down'), mitigated: fc.boolean() })
                .map(({ direction, mitigated }) => ({ name, direction, mitigated: mitigated && direction === 'down' })),
            ),
          ),
        )
        // Shown as what gets worse, then what gets better.
        .map((all) => [...all].sort((one, other) => one.direction.localeCompare(other.direction))),
      acceptanceCriteriaChanged: fc.boolean(),
      regression: fc.constantFrom('none', 'partial', 'full'),
      controls: fc.array(fc.record({ text, ...care }).map(filled), { maxLength: 3 }),
      meetsCustomerRequirements: fc.boolean(),
      cosmetic: fc.boolean(),
    }),
  risk: (text) =>
    fc.record({
      entries: fc.array(
        fc
          .record({
            text,
            probability: fc.integer({ min: 1, max: 5 }),
            impact: fc.integer({ min: 1, max: 5 }),
            response: fc.constantFrom('avoid', 'mitigate', 'transfer', 'accept'),
            residual: may(fc.integer({ min: 0, max: 25 })),
            ...care,
          })
          .map(({ residual, ...one }) =>
            filled({ ...one, residual: residual === one.probability * one.impact ? undefined : residual }),
          ),
        { minLength: 1, maxLength: 4 },
      ),
    }),
  feasibility: (text) => {
    const answer = fc.constantFrom('yes', 'with-conditions', 'no');
    return fc.record({ technical: answer, resources: answer, contract: answer, text: may(text) }).map(filled);
  },
};

/** As the status comment, the change page and the panel have it: the line, and below it what belongs to it. */
function shown(impacts: Impacts, dimension: Dimension, locale: Locale): string {
  const say = speaker({ locale, timeZone: 'Asia/Shanghai', year: '2026' }, PLAIN);
  const line = ({ text, facts }: DetailLine) => [text, ...facts].map(say).join(' · ');
  const details = impactDetails(impacts, dimension).map(line);
  return [say(impactMeaning(impacts, dimension, POLICY)), ...details].join('\n');
}

function back(dimension: Dimension, text: string, locale: Locale) {
  const facts: TypedFacts = {
    people: new Map(PEOPLE.map((one) => [one.name, one])),
    currency: 'CNY',
    today: TODAY,
    locale,
  };
  return readImpact(dimension, text, { facts, line: '', block: undefined });
}

test.each(DIMENSIONS.flatMap((dimension) => LOCALES.map((locale) => [dimension, locale] as const)))(
  '2.2: what is shown of %s in %s is read back as the same value, with its evidence',
  (dimension, locale) => {
    const confidence = fc.constantFrom('low', 'medium', 'high');
    fc.assert(
      fc.property(VALUES[dimension](TEXTS[locale]), may(TEXTS[locale]), confidence, (value, evidence, sure) => {
        const parsed = impactValueSchemas[dimension].parse({ kind: 'value', value }) as ImpactValue;
        fc.pre(parsed.kind === 'value' && contradictionsIn(dimension, parsed.value as never).length === 0);
        const recorded = { value: parsed, confidence: sure, assessor: PEOPLE[0], at: '2026-11-30T00:00:00Z' };
        const impacts = { [dimension]: { ...recorded, ...(evidence ? { evidence } : {}) } } as Impacts;
        const text = shown(impacts, dimension, locale);
        const read = back(dimension, text, locale);
        expect(isMisread(read) ? { text, ...read } : read.value, text).toEqual(parsed);
        expect(isMisread(read) ? undefined : [read.confidence, read.evidence], text).toEqual([sure, evidence]);
      }),
      { numRuns: 300, seed: SEED },
    );
  },
);

test.each(LOCALES)('2.2: a text that is nearly as long as a line can be is read back whole from %s', (locale) => {
  const text = `${locale === 'en' ? 'Fonts' : '字体'}${' x'.repeat(850)}`;
  const risk = { entries: [{ text, probability: 2, impact: 3, response: 'accept' }] };
  for (const [dimension, value] of [
    ['risk', risk],
    ['feasibility', { technical: 'yes', resources: 'yes', contract: 'no', text }],
  ] as const) {
    const parsed = { kind: 'value', value };
    const recorded = { value: parsed, confidence: 'high', assessor: PEOPLE[0], at: '2026-11-30T00:00:00Z' };
    const read = back(dimension, shown({ [dimension]: recorded } as Impacts, dimension, locale), locale);
    expect(read).toEqual({ dimension, value: parsed, confidence: 'high' });
  }
});

test.each(LOCALES)('2.2: what is shown of no impact in %s is read back with its reason and evidence', (locale) => {
  fc.assert(
    fc.property(fc.constantFrom(...DIMENSIONS), TEXTS[locale], may(TEXTS[locale]), (dimension, reason, evidence) => {
      const recorded = {
        value: { kind: 'none', reason },
        confidence: 'high',
        assessor: PEOPLE[0],
        at: '2026-11-30T00:00:00Z',
      };
      const impacts = { [dimension]: { ...recorded, ...(evidence ? { evidence } : {}) } } as Impacts;
      const read = back(dimension, shown(impacts, dimension, locale), locale);
      expect(read).toEqual({
        dimension,
        value: { kind: 'none', reason },
        confidence: 'high',
        ...(evidence ? { evidence } : {}),
      });
    }),
    { numRuns: 200, seed: SEED },
  );
});
