/** Reads the form of an impact: working days, money with its currency, attributes, risks (`rules.md 2.2`); what is wrong is said at its field. */
import type { PlainDate } from '../calendar/date.ts';
import type { AssessedInput } from '../change/command.ts';
import type { Person } from '../content/person.ts';
import { type Candidate, type Contradiction, contradictionsIn } from '../impact/contradiction.ts';
import { type Dimension, type Impacts, type ImpactValue, impactValueSchemas } from '../impact/dimension.ts';
import type { Money } from '../money/amount.ts';
import { type MoneyProblem, parseMoney } from '../money/parse.ts';
import { catalogue, type MessageId } from '../text/catalogue.ts';
import type { Locale } from '../text/locale.ts';
import { readImpact as readTyped } from '../typed/impact.ts';
import { isMisread } from '../typed/reading.ts';
import type { ImpactForm, Problem } from './ask.ts';
import { readDate, readNumber } from './figure.ts';
import { type Names, ownerOf } from './owner.ts';
import { askWording } from './words.ts';

export interface ImpactReading {
  readonly locale: Locale;
  /** Of amounts that name none. */
  readonly currency: string;
  readonly names: Names;
  /** What is on record: whoever sees to something and is of another tracker stays who they are. */
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
  /** Working days, in the words of either language. */
  days(name: string, needed?: boolean): number | undefined;
  effort(): { readonly amount: number; readonly unit: string } | undefined;
  date(name: string): PlainDate | undefined;
  money(name: string, needed?: boolean): Money | undefined;
  /** Numbers of the rows whose first field is called so. */
  rows(name: string): readonly number[];
  said(id: MessageId): string;
  miss(name: string): void;
  wrong(name: string, text: string): void;
}

function desk(form: ImpactForm, reading: ImpactReading): Desk {
  const { locale, currency } = reading;
  const problems: Problem[] = [];
  const word = askWording(locale);
  const text = (name: string) => String(form.fields[name] ?? '').trim();
  const wrong = (field: string, message: string) => void problems.push({ field, text: message });
  const miss = (name: string) => wrong(name, word('form.needed'));
  return {
    problems,
    text,
    wrong,
    miss,
    rows: (name) => rowsOf(form, name),
    said: (id) => catalogue(locale)(id, {}),
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
      const read = readNumber(written.replace(/\s*[%％]$/, ''));
      if (read === undefined) wrong(name, word('form.number', { text: written }));
      return read;
    },
    days: (name, needed = false) => {
      const written = text(name);
      if (written === '') {
        if (needed) miss(name);
        return undefined;
      }
      const said =
        readNumber(written) ??
        (EITHER_WAY.test(written) ? undefined : daysAlone(inWords('schedule', written, reading)));
      if (said === undefined) wrong(name, word('form.number', { text: written }));
      return said;
    },
    effort: () => {
      const written = text('effort');
      if (written === '') return undefined;
      const amount = readNumber(written);
      if (amount !== undefined) return { amount, unit: text('effortUnit') || 'person-days' };
      const said = EITHER_WAY.test(written) ? undefined : effortAlone(inWords('cost', written, reading));
      if (said === undefined) wrong('effort', word('form.number', { text: written }));
      return said;
    },
    date: (name) => {
      const read = text(name) ? readDate(text(name), locale) : undefined;
      if (read && 'problem' in read) wrong(name, read.problem);
      return read && 'date' in read ? read.date : undefined;
    },
    money: (name, needed = false) => {
      if (text(name) === '' && !needed) return undefined;
      const read = parseMoney(text(name), { currency, signed: true });
      if (read.ok) return read.money;
      const said = moneyAlone(inWords('cost', text(name), reading), name === 'recurring');
      if (said === undefined) wrong(name, moneyProblem(read, locale, currency));
      return said;
    },
  };
}

type Known<D extends Dimension> = Extract<ImpactValue<D>, { kind: 'value' }>['value'];

/** By a comma between figures one may mean thousands and another a fraction. */
const EITHER_WAY = /\d[,，]\d/;

/** What a field says in words is read as the same words are in a comment. */
function inWords<D extends Dimension>(dimension: D, text: string, reading: ImpactReading): Known<D> | undefined {
  const { locale, currency } = reading;
  const facts = { people: new Map(), locale, currency };
  const read = readTyped(dimension, text, { facts, line: '', block: undefined });
  return isMisread(read) || read.value.kind !== 'value' ? undefined : (read.value.value as Known<D>);
}

function daysAlone(said: Known<'schedule'> | undefined): number | undefined {
  if (!said || said.p90 !== undefined || said.milestones.length > 0) return undefined;
  return said.criticalPath || said.contractMilestone ? undefined : said.p50;
}

function effortAlone(said: Known<'cost'> | undefined): { readonly amount: number; readonly unit: string } | undefined {
  const isAlone = said && said.oneOff.minor === 0 && !said.recurring && !said.split && !said.negotiation;
  return isAlone && !said.resources ? said.effort : undefined;
}

function moneyAlone(said: Known<'cost'> | undefined, comesBack: boolean): Money | undefined {
  if (!said || said.effort || said.split || said.negotiation || said.resources) return undefined;
  if (!comesBack) return said.recurring ? undefined : said.oneOff;
  return said.recurring && said.oneOff.minor === 0 ? said.recurring : undefined;
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
  const contradictions = form.none ? [] : contradictionsIn(form.dimension, value as Candidate[Dimension]);
  if (contradictions.length > 0) return { problems: contradictions.map((one) => problemOf(one, reading.locale)) };
  const candidate = form.none ? { kind: 'none', reason: form.reason.trim() } : { kind: 'value', value };
  const parsed = impactValueSchemas[form.dimension].safeParse(candidate);
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[1] ?? '');
    return { problems: [{ field, text: askWording(reading.locale)('form.unreadable') }] };
  }
  return {
    input: {
      dimension: form.dimension,
      value: parsed.data as ImpactValue,
      confidence: form.confidence,
      evidence: form.evidence.trim(),
    },
  };
}

function problemOf({ field, code, values }: Contradiction, locale: Locale): Problem {
  return { field, text: catalogue(locale)(`command.estimate-${code}`, values) };
}

/** Rows of a form that can be added to; a form that was opened before a risk had an owner has fewer fields. */
function rowsOf({ fields }: ImpactForm, name: string): readonly number[] {
  const row = new RegExp(`^${name}(\\d{1,2})$`);
  return Object.keys(fields)
    .flatMap((one) => row.exec(one)?.[1] ?? [])
    .map(Number)
    .sort((one, other) => one - other);
}

const lines = (text: string) =>
  text
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean);

/** Measures of a form that was opened before each had a row, one a line. */
function linesBefore<One extends { readonly text: string }>(
  text: string,
  before: readonly One[],
): readonly (One | { readonly text: string })[] {
  return lines(text).map((line) => before.find((one) => one.text === line) ?? { text: line });
}

/** In the order in which they stand on record: another order is no other value, and ends no vote. */
function asBefore<One extends { readonly name: string }>(
  all: readonly One[],
  before: readonly { readonly name: string }[],
): readonly One[] {
  const place = ({ name }: One) => {
    const at = before.findIndex((one) => one.name === name);
    return at < 0 ? before.length : at;
  };
  return [...all].sort((one, other) => place(one) - place(other));
}

function ownerNamed(account: string, before: Person | undefined, names: Names): Person | undefined {
  return account ? ownerOf(account, before, names) : undefined;
}

const given = <Key extends string, Value>(key: Key, value: Value | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value };

const READ: Readonly<Record<Dimension, (at: Desk, reading: ImpactReading) => unknown>> = {
  schedule: (at, { locale }) => ({
    p50: at.days('days', true),
    ...given('p90', at.days('late')),
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
      at.wrong('milestones', askWording(locale)('form.milestone', { text: line }));
      return [];
    }),
  }),
  cost: (at) => {
    const shares = ['customer', 'vendor', 'other'] as const;
    const split = shares.some((one) => at.text(one) !== '')
      ? { customer: at.number('customer') ?? 0, vendor: at.number('vendor') ?? 0, other: at.number('other') ?? 0 }
      : undefined;
    return {
      oneOff: at.money('oneOff', true),
      ...given('recurring', at.money('recurring')),
      ...given('effort', at.effort()),
      ...given('split', split),
      ...given('negotiation', at.text('negotiation') || undefined),
      ...given('resources', at.text('resources') || undefined),
    };
  },
  quality: (at, { impacts, names }) => {
    if (at.text('regression') === '') at.miss('regression');
    const worse = at.list('worse');
    const better = at.list('better');
    const mitigated = at.list('mitigated');
    if (mitigated.some((one) => !worse.includes(one)))
      at.wrong('mitigated', at.said('command.estimate-mitigated-not-worse'));
    const known = impacts.quality?.value.kind === 'value' ? impacts.quality.value.value : undefined;
    const before = known?.controls ?? [];
    const controls = at.rows('control').flatMap((index) => {
      const text = at.text(`control${index}`);
      const [owner, due] = [at.text(`controlOwner${index}`), at.date(`controlDue${index}`)];
      if (text === '' && !before[index] && (owner || due)) at.miss(`control${index}`);
      return text === ''
        ? []
        : [{ text, ...given('owner', ownerNamed(owner, before[index]?.owner, names)), ...given('due', due) }];
    });
    const attributes = [
      ...worse.map((name) => ({ name, direction: 'down', mitigated: mitigated.includes(name) })),
      ...better.map((name) => ({ name, direction: 'up', mitigated: false })),
    ];
    return {
      attributes: asBefore(attributes, known?.attributes ?? []),
      acceptanceCriteriaChanged: at.flag('acceptanceCriteriaChanged'),
      meetsCustomerRequirements: !at.flag('missesRequirement'),
      cosmetic: at.flag('cosmetic'),
      regression: at.text('regression'),
      controls: [...controls, ...linesBefore(at.text('controls'), before)],
    };
  },
  risk: (at, { impacts, names }) => {
    const before = impacts.risk?.value.kind === 'value' ? impacts.risk.value.value.entries : [];
    const entries = at.rows('text').flatMap((index) => {
      const text = at.text(`text${index}`);
      const isBegun = ['probability', 'impact', 'response', 'residual', 'owner', 'due'].some(
        (name) => at.text(`${name}${index}`) !== '',
      );
      // A row of which only the text was taken out is taken out.
      if (text === '' && isBegun && !before[index]) at.miss(`text${index}`);
      if (text === '') return [];
      for (const name of ['probability', 'impact', 'response'])
        if (at.text(`${name}${index}`) === '') at.miss(`${name}${index}`);
      return [
        {
          text,
          probability: Number(at.text(`probability${index}`)),
          impact: Number(at.text(`impact${index}`)),
          response: at.text(`response${index}`),
          ...given('residual', at.number(`residual${index}`)),
          ...given('owner', ownerNamed(at.text(`owner${index}`), before[index]?.owner, names)),
          ...given('due', at.date(`due${index}`)),
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
