/** What leaves for the customer: the fields that are theirs, and no word of any other (`rules.md 4.7`, `9`). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draws } from '../../../test/instruments/draws.ts';
import { person } from '../../../test/instruments/scenario.ts';
import type { Governed } from '../content/governed.ts';
import type { Money } from '../money/amount.ts';
import { LOCALES } from '../text/locale.ts';
import { markdownToText } from '../text/markdown.ts';
import { type CustomerLine, customerChanges, customerView } from './customer.ts';
import { PLAIN, type Sentence, speaker } from './sentence.ts';

const recorded = <Value>(value: Value) => ({
  value: { kind: 'value' as const, value },
  ...{ confidence: 'high' as const, assessor: person('CANARY-assessor'), at: '2026-11-02T09:00:00.000Z' },
  evidence: 'CANARY-evidence',
});

/** Every internal field holds a canary; what it costs us is 7,654,321. */
const CONTENT: Governed = {
  type: 'normal',
  request: {
    title: 'Export as PDF',
    before: markdownToText('CSV'),
    after: markdownToText('CSV and PDF'),
    cause: { code: 'other', text: 'CANARY-cause' },
    motive: markdownToText('CANARY-motive'),
    outcome: markdownToText('CANARY-outcome'),
    notChanging: markdownToText('CANARY-not-changing'),
    besides: markdownToText('CANARY-besides'),
    items: [{ id: 'CANARY-id', label: 'CANARY-label', action: 'modify', text: 'CANARY-item' }],
    missing: ['CANARY-missing'],
    attachments: ['CANARY-attachment'],
  },
  impacts: {
    schedule: recorded({
      p50: 5,
      p90: 8_888,
      milestones: [{ name: 'v2.0', from: '2026-12-14', to: '2026-12-22' }],
      criticalPath: true,
      contractMilestone: true,
    }),
    cost: recorded({
      oneOff: { minor: 765_432_100, currency: 'CNY' },
      recurring: { minor: 123_456_700, currency: 'CNY' },
      effort: { amount: 9_999, unit: 'person-days' as const },
      resources: 'CANARY-resources',
      split: { customer: 10, vendor: 83, other: 7 },
      negotiation: 'offered' as const,
    }),
    quality: recorded({
      attributes: [{ name: 'security' as const, direction: 'down' as const, mitigated: true }],
      acceptanceCriteriaChanged: true,
      regression: 'full' as const,
      controls: [{ text: 'CANARY-control', owner: person('CANARY-controller') }],
      meetsCustomerRequirements: false,
      cosmetic: false,
    }),
    risk: recorded({
      entries: [
        { text: 'CANARY-risk', probability: 5, impact: 5, response: 'accept' as const, owner: person('CANARY-risker') },
      ],
    }),
    feasibility: recorded({
      technical: 'yes' as const,
      resources: 'no' as const,
      contract: 'yes' as const,
      text: 'CANARY-feasible',
    }),
  },
  plan: {
    steps: [{ id: '1', text: 'Build it', owner: person('CANARY-owner'), start: '2026-12-01', end: '2026-12-10' }],
    resources: 'CANARY-plan-resources',
    rollback: 'CANARY-rollback',
    tests: 'CANARY-tests',
    acceptance: ['A PDF opens'],
  },
  alternatives: [{ text: 'CANARY-alternative', recommended: true, doNothing: false }],
  conditions: [
    {
      id: 'K1',
      text: 'Fonts are licensed',
      owner: person('CANARY-conditioner'),
      by: person('CANARY-by'),
      blocks: 'close',
    },
  ],
};

const told = (content: Governed, locale: (typeof LOCALES)[number]): string => {
  const say = speaker({ locale, timeZone: 'UTC' }, PLAIN);
  const view = customerView(content);
  const lines = view.fields.flatMap(({ lines }) => lines.flatMap(({ text, facts }) => [say(text), ...facts.map(say)]));
  return [view.title, JSON.stringify([view.before, view.after]), ...lines].join('\n').replaceAll('\u00a0', ' ');
};

test.each(LOCALES)(
  '4.7: the customer reads what changes, when and for how much, and nothing that is ours (%s)',
  (locale) => {
    const text = told(CONTENT, locale);
    expect(text).not.toContain('CANARY');
    for (const ours of [/7,?654,?321/, /1,?234,?567(?!\d)/, /9,?999/, /8,?888/, /83/]) expect(text).not.toMatch(ours);
    for (const theirs of [
      'Export as PDF',
      '765,432.1',
      '123,456.7',
      'v2.0',
      'Build it',
      'A PDF opens',
      'Fonts are licensed',
    ])
      expect(text).toContain(theirs);
  },
);

test('4.7: why there is no impact is an internal word, and what nobody has settled is said to be so', () => {
  const none = {
    value: { kind: 'none' as const, reason: 'CANARY-none' },
    confidence: 'high' as const,
    assessor: person('a'),
    at: '2026-11-02T09:00:00.000Z',
  };
  const impacts = { schedule: none, cost: none, quality: none, risk: none, feasibility: none };
  const text = told({ ...CONTENT, impacts }, 'en');
  expect(text).not.toContain('CANARY');
  expect(text).toContain('It costs you nothing.');
  const cost = recorded({ oneOff: { minor: 765_432_100, currency: 'CNY' } });
  const unsettled = told({ ...CONTENT, impacts: { cost } }, 'en');
  expect(unsettled).toContain('Who pays is not settled.');
  expect(unsettled).not.toContain('7,654,321');
});

test('4.7: the share of the customer is exact to the minor unit, whatever the amount', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.integer({ min: 0, max: 100 }), (minor, customer) => {
      const cost = recorded({
        oneOff: { minor, currency: 'CNY' },
        split: { customer, vendor: 100 - customer, other: 0 },
      });
      const [line] =
        customerView({ ...CONTENT, impacts: { cost } }).fields.find(({ id }) => id === 'price')?.lines ?? [];
      const { money } = (line as CustomerLine & { readonly text: Sentence }).text.values as {
        readonly money?: { readonly money: Money };
      };
      const share = BigInt(money?.money.minor ?? 0);
      const twice = 2n * (share * 100n - BigInt(minor) * BigInt(customer));
      expect(twice >= -100n && twice <= 100n).toBe(true);
    }),
  );
});

test('4.7: what changed since they last looked is what they see of it, and no more', () => {
  const now = customerView(CONTENT);
  const internal: Governed = {
    ...CONTENT,
    plan: { steps: [], acceptance: [], ...CONTENT.plan, rollback: 'CANARY-other' },
    alternatives: [],
  };
  expect(customerChanges(customerView(internal), now)).toBeUndefined();
  const dearer: Governed = { ...CONTENT, request: { ...CONTENT.request, title: 'Export' }, impacts: {} };
  const changes = customerChanges(customerView(dearer), now);
  expect(changes).toMatchObject({ title: 'Export' });
  expect(changes?.fields.map(({ name }) => name)).toEqual(
    ['sign.field.dates', 'sign.field.price', 'sign.field.quality'].map((one) => expect.stringMatching(one)),
  );
});

/** Longer than anybody thinks of, and more of them. */
const LONG = fc.integer({ min: 1, max: 3000 }).map((length) => `${'x'.repeat(length)} end`);
const many = fc.array(fc.oneof(fc.constant('A word'), LONG), { minLength: 1, maxLength: 130 });

test('4.7: whatever is signed is shown to its last word, and no change of it goes without being told', () => {
  fc.assert(
    fc.property(
      fc.record({ title: LONG, steps: many, acceptance: many, conditions: many, milestones: many }),
      fc.constantFrom('title', 'steps', 'acceptance', 'conditions', 'milestones'),
      fc.nat(),
      (texts, field, nth) => {
        const content = ({ title, steps, acceptance, conditions, milestones }: typeof texts): Governed => ({
          ...CONTENT,
          request: { ...CONTENT.request, title },
          impacts: {
            schedule: recorded({
              ...{ p50: 5, p90: 5, criticalPath: false, contractMilestone: false },
              milestones: milestones.map((name) => ({ name, to: '2026-12-22' })),
            }),
          },
          plan: { steps: steps.map((text, at) => ({ id: String(at), text })), acceptance },
          conditions: conditions.map((text, at) => ({
            ...{ id: `K${at}`, text, owner: person('a'), by: person('b') },
            blocks: 'close' as const,
          })),
        });
        const shown = told(content(texts), 'en');
        for (const text of new Set(Object.values(texts).flat())) expect(shown.includes(text)).toBe(true);
        const changed = (old: string) => `${old}!`;
        const other = texts[field];
        const at = nth % other.length;
        const edited =
          typeof other === 'string' ? changed(other) : other.map((one, index) => (index === at ? changed(one) : one));
        const now = customerView(content({ ...texts, [field]: edited }));
        expect(customerChanges(customerView(content(texts)), now)).toBeDefined();
      },
    ),
    { numRuns: draws(60) },
  );
});
