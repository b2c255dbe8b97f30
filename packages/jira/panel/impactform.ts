/** Reads the form of an impact: working days, money with its currency, attributes, risks (`rules.md 2.2`); what is wrong is said at its field. */
import type { AssessedInput } from '@countersign/core/change/command.ts';
import {
  type Dimension,
  type Impacts,
  type ImpactValue,
  impactValueSchemas,
  QUALITY_ATTRIBUTES,
} from '@countersign/core/impact/dimension.ts';
import type { Money } from '@countersign/core/money/amount.ts';
import { type MoneyProblem, parseMoney } from '@countersign/core/money/parse.ts';
import { catalogue } from '@countersign/core/text/catalogue.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import type { Problem } from './data.ts';
import type { ImpactForm } from './port.ts';
import { readDate, readNumber } from './typed.ts';
import { wording } from './words.ts';

/** Rows that the form for risks has at most. */
const MOST_RISKS = 10;

export interface ImpactReading {
  readonly locale: Locale;
  /** Of amounts that name none. */
  readonly currency: string;
  /** What is on record: owners and dates that the form does not ask for are kept. */
  readonly impacts: Impacts;
}

/** What is wrong with an amount, with an example in the project's currency. */
export function moneyProblem(found: MoneyProblem, locale: Locale, currency: string): string {
  const filled: Record<string, string | number> = { example: `${currency} 48,000` };
  for (const [name, value] of Object.entries(found)) {
    if (typeof value === 'string' || typeof value === 'number') filled[name] = value;
    else if (Array.isArray(value)) filled[name] = value.join(', ');
  }
  return catalogue(locale)(`form.money.${found.problem}`, filled);
}

/** Collects what is wrong while a form is read, each with its field. */
interface Desk {
  readonly problems: Problem[];
  text(name: string): string;
  flag(name: string): boolean;
  list(name: string): readonly string[];
  number(name: string, needed?: boolean): number | undefined;
  money(name: string, needed?: boolean): Money | undefined;
  miss(name: string): void;
  wrong(name: string, text: string): void;
}

function desk(form: ImpactForm, { locale, currency }: ImpactReading): Desk {
  const problems: Problem[] = [];
  const word = wording(locale);
  const text = (name: string) => String(form.fields[name] ?? '').trim();
  const wrong = (field: string, message: string) => void problems.push({ field, text: message });
  const miss = (name: string) => wrong(name, word('form.needed'));
  return {
    problems,
    text,
    wrong,
    miss,
    flag: (name) => form.fields[name] === true,
    list: (name) => {
      const value = form.fields[name];
      return Array.isArray(value) ? value : [];
    },
    number: (name, needed = false) => {
      const written = text(name);
      if (written === '') {
        if (needed) miss(name);
        return undefined;
      }
      const read = readNumber(written);
      if (read === undefined) wrong(name, word('form.number', { text: written }));
      return read;
    },
    money: (name, needed = false) => {
      if (text(name) === '' && !needed) return undefined;
      const read = parseMoney(text(name), { currency });
      if (read.ok) return read.money;
      wrong(name, moneyProblem(read, locale, currency));
      return undefined;
    },
  };
}

/** @returns the core's input, or everything that is wrong, each at its field and in the reader's language */
export function readImpact(
  form: ImpactForm,
  reading: ImpactReading,
): { readonly input: AssessedInput } | { readonly problems: readonly Problem[] } {
  const at = desk(form, reading);
  if (form.none && form.reason.trim() === '') at.miss('reason');
  const value = form.none ? undefined : READ[form.dimension](at, reading);
  if (at.problems.length > 0) return { problems: at.problems };
  const candidate = form.none ? { kind: 'none', reason: form.reason.trim() } : { kind: 'value', value };
  const parsed = impactValueSchemas[form.dimension].safeParse(candidate);
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[1] ?? '');
    return { problems: [{ field, text: wording(reading.locale)('form.unreadable') }] };
  }
  const evidence = form.evidence.trim();
  return {
    input: {
      dimension: form.dimension,
      value: parsed.data as ImpactValue,
      confidence: form.confidence,
      ...(evidence ? { evidence } : {}),
    },
  };
}

const lines = (text: string) =>
  text
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean);

const given = <Key extends string, Value>(key: Key, value: Value | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value };

/** What is exceeded in one case of ten is never less than what is exceeded in one of two. */
function daysOf(at: Desk, locale: Locale) {
  const [p50, p90] = [at.number('days', true), at.number('late')];
  if (p50 !== undefined && p90 !== undefined && p90 < p50)
    at.wrong('late', wording(locale)('form.late-first', { days: p50 }));
  return { p50, ...given('p90', p90) };
}

const READ: Readonly<Record<Dimension, (at: Desk, reading: ImpactReading) => unknown>> = {
  schedule: (at, { locale }) => ({
    ...daysOf(at, locale),
    criticalPath: at.flag('criticalPath'),
    contractMilestone: at.flag('contractMilestone'),
    milestones: lines(at.text('milestones')).flatMap((line) => {
      const found = /^(.{1,200}?)\s*[:：]\s*(?:(\d{4}-\d\d-\d\d)\s*(?:→|->|–|到)\s*)?(\d{4}-\d\d-\d\d)$/.exec(line);
      if (found) {
        const [, name, from, to = ''] = found;
        for (const day of [from, to]) {
          const read = day === undefined ? undefined : readDate(day, locale);
          if (read && 'problem' in read) at.wrong('milestones', read.problem);
        }
        return [{ name, ...given('from', from), to }];
      }
      at.wrong('milestones', wording(locale)('form.milestone', { text: line }));
      return [];
    }),
  }),
  cost: (at, { locale, impacts }) => {
    const amount = at.number('effort');
    const shares = ['customer', 'vendor', 'other'] as const;
    const split = shares.some((one) => at.text(one) !== '')
      ? { customer: at.number('customer') ?? 0, vendor: at.number('vendor') ?? 0, other: at.number('other') ?? 0 }
      : undefined;
    if (split && split.customer + split.vendor + split.other !== 100)
      at.wrong('customer', wording(locale)('form.split', { sum: split.customer + split.vendor + split.other }));
    const before = impacts.cost?.value.kind === 'value' ? impacts.cost.value.value.resources : undefined;
    return {
      oneOff: at.money('oneOff', true),
      ...given('recurring', at.money('recurring')),
      ...given('effort', amount === undefined ? undefined : { amount, unit: at.text('effortUnit') || 'person-days' }),
      ...given('split', split),
      ...given('negotiation', at.text('negotiation') || undefined),
      ...given('resources', before),
    };
  },
  quality: (at, { locale, impacts }) => {
    if (at.flag('cosmetic') && at.flag('missesRequirement')) at.wrong('cosmetic', wording(locale)('form.only-looks'));
    if (at.text('regression') === '') at.miss('regression');
    const worse = at.list('worse');
    const mitigated = at.list('mitigated');
    const better = at.list('better').filter((one) => !worse.includes(one));
    const before = impacts.quality?.value.kind === 'value' ? impacts.quality.value.value.controls : [];
    return {
      attributes: QUALITY_ATTRIBUTES.flatMap((name) =>
        worse.includes(name)
          ? [{ name, direction: 'down', mitigated: mitigated.includes(name) }]
          : better.includes(name)
            ? [{ name, direction: 'up', mitigated: false }]
            : [],
      ),
      acceptanceCriteriaChanged: at.flag('acceptanceCriteriaChanged'),
      meetsCustomerRequirements: !at.flag('missesRequirement'),
      cosmetic: at.flag('cosmetic'),
      regression: at.text('regression'),
      controls: lines(at.text('controls')).map((text) => before.find((one) => one.text === text) ?? { text }),
    };
  },
  risk: (at, { impacts }) => {
    const before = impacts.risk?.value.kind === 'value' ? impacts.risk.value.value.entries : [];
    const entries = Array.from({ length: MOST_RISKS }, (_, index) => index).flatMap((index) => {
      const text = at.text(`text${index}`);
      if (text === '') return [];
      for (const name of ['probability', 'impact', 'response'])
        if (at.text(`${name}${index}`) === '') at.miss(`${name}${index}`);
      const known = before.find((one) => one.text === text);
      return [
        {
          text,
          probability: Number(at.text(`probability${index}`)),
          impact: Number(at.text(`impact${index}`)),
          response: at.text(`response${index}`),
          ...given('residual', at.number(`residual${index}`)),
          ...given('owner', known?.owner),
          ...given('due', known?.due),
        },
      ];
    });
    if (entries.length === 0) at.miss('text0');
    return { entries };
  },
  feasibility: (at) => {
    for (const name of ['technical', 'resources', 'contract']) if (at.text(name) === '') at.miss(name);
    return {
      technical: at.text('technical'),
      resources: at.text('resources'),
      contract: at.text('contract'),
      ...given('text', at.text('text') || undefined),
    };
  },
};
