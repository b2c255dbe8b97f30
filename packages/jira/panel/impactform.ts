/** An impact as a form asks for it and as the core keeps it: working days, money with its currency, attributes, risks (`domain.md 2.2`). */
import type { AssessedInput } from '@countersign/core/change/command.ts';
import {
  type Dimension,
  type Impacts,
  type ImpactValue,
  impactValueSchemas,
  QUALITY_ATTRIBUTES,
} from '@countersign/core/impact/dimension.ts';
import { decimalOf, type Money } from '@countersign/core/money/amount.ts';
import { type MoneyProblem, parseMoney } from '@countersign/core/money/parse.ts';
import { catalogue } from '@countersign/core/text/catalogue.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import type { Problem } from './data.ts';
import type { ImpactForm } from './port.ts';
import { wording } from './words.ts';

export type Fields = ImpactForm['fields'];

/** Rows that the form for risks has at most. */
export const MOST_RISKS = 10;

const EMPTY: Readonly<Record<Dimension, Fields>> = {
  schedule: { days: '', late: '', milestones: '', criticalPath: false, contractMilestone: false },
  cost: {
    oneOff: '',
    recurring: '',
    effort: '',
    effortUnit: 'person-days',
    customer: '',
    vendor: '',
    other: '',
    negotiation: '',
  },
  quality: {
    worse: [],
    mitigated: [],
    better: [],
    regression: '',
    acceptanceCriteriaChanged: false,
    missesRequirement: false,
    cosmetic: false,
    controls: '',
  },
  risk: {},
  feasibility: { technical: '', resources: '', contract: '', text: '' },
};

/** What the form begins with: the impact on record, or nothing. */
export function impactForm(dimension: Dimension, impacts: Impacts): ImpactForm {
  const recorded = impacts[dimension];
  const base = {
    dimension,
    none: recorded?.value.kind === 'none',
    reason: recorded?.value.kind === 'none' ? recorded.value.reason : '',
    confidence: recorded?.confidence ?? ('medium' as const),
    evidence: recorded?.evidence ?? '',
  };
  const fields = recorded?.value.kind === 'value' ? FILL[dimension](impacts) : {};
  return { ...base, fields: { ...EMPTY[dimension], ...fields } };
}

const amountOf = (money: Money | undefined) => (money ? `${money.currency} ${decimalOf(money)}` : '');
const numberOf = (value: number | undefined) => (value === undefined ? '' : String(value));

const FILL: Readonly<Record<Dimension, (impacts: Impacts) => Fields>> = {
  schedule: ({ schedule }) => {
    if (schedule?.value.kind !== 'value') return {};
    const { p50, p90, milestones, criticalPath, contractMilestone } = schedule.value.value;
    const lines = milestones.map((one) => `${one.name}: ${one.from ? `${one.from} → ` : ''}${one.to}`);
    return { days: numberOf(p50), late: numberOf(p90), milestones: lines.join('\n'), criticalPath, contractMilestone };
  },
  cost: ({ cost }) => {
    if (cost?.value.kind !== 'value') return {};
    const { oneOff, recurring, effort, split, negotiation } = cost.value.value;
    return {
      oneOff: amountOf(oneOff),
      recurring: amountOf(recurring),
      effort: numberOf(effort?.amount),
      effortUnit: effort?.unit ?? 'person-days',
      customer: numberOf(split?.customer),
      vendor: numberOf(split?.vendor),
      other: numberOf(split?.other),
      negotiation: negotiation ?? '',
    };
  },
  quality: ({ quality }) => {
    if (quality?.value.kind !== 'value') return {};
    const { attributes, regression, controls, ...rest } = quality.value.value;
    const named = (wanted: (one: (typeof attributes)[number]) => boolean) =>
      attributes.filter(wanted).map((one) => one.name);
    return {
      worse: named((one) => one.direction === 'down'),
      mitigated: named((one) => one.direction === 'down' && one.mitigated),
      better: named((one) => one.direction === 'up'),
      regression,
      acceptanceCriteriaChanged: rest.acceptanceCriteriaChanged,
      missesRequirement: !rest.meetsCustomerRequirements,
      cosmetic: rest.cosmetic,
      controls: controls.map((one) => one.text).join('\n'),
    };
  },
  risk: ({ risk }) => {
    if (risk?.value.kind !== 'value') return {};
    return Object.fromEntries(
      risk.value.value.entries.flatMap((one, index) => [
        [`text${index}`, one.text],
        [`probability${index}`, String(one.probability)],
        [`impact${index}`, String(one.impact)],
        [`response${index}`, one.response],
        [`residual${index}`, numberOf(one.residual)],
      ]),
    );
  },
  feasibility: ({ feasibility }) => {
    if (feasibility?.value.kind !== 'value') return {};
    const { technical, resources, contract, text } = feasibility.value.value;
    return { technical, resources, contract, text: text ?? '' };
  },
};

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
      const written = text(name).normalize('NFKC').replace('−', '-').replace(',', '.').replace(/^\+/, '');
      if (written === '') {
        if (needed) miss(name);
        return undefined;
      }
      if (/^-?\d{1,6}(\.\d{1,2})?$/.test(written)) return Number(written);
      wrong(name, word('form.number', { text: text(name) }));
      return undefined;
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

const READ: Readonly<Record<Dimension, (at: Desk, reading: ImpactReading) => unknown>> = {
  schedule: (at, { locale }) => ({
    p50: at.number('days', true),
    ...given('p90', at.number('late')),
    criticalPath: at.flag('criticalPath'),
    contractMilestone: at.flag('contractMilestone'),
    milestones: lines(at.text('milestones')).flatMap((line) => {
      const found = /^(.{1,200}?)\s*[:：]\s*(?:(\d{4}-\d\d-\d\d)\s*(?:→|->|–|到)\s*)?(\d{4}-\d\d-\d\d)$/.exec(line);
      if (found) return [{ name: found[1], ...given('from', found[2]), to: found[3] }];
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
  quality: (at, { impacts }) => {
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
