/**
 * What whoever signs from outside sees of a request: fields that are named here, and no other (`rules.md 4.7`, `9`). What something costs us,
 * who does it, what may go wrong and what people said of it among themselves is none of them.
 */
import type { Governed } from '../content/governed.ts';
import type { Impacts } from '../impact/dimension.ts';
import type { Money } from '../money/amount.ts';
import type { Block } from '../text/block.ts';
import type { MessageId } from '../text/catalogue.ts';
import { and, type Sentence, type Value, words } from './sentence.ts';

/** One line of a field. */
export interface CustomerLine {
  readonly text: Value;
  /** Its dates. */
  readonly facts: readonly Value[];
}

export interface CustomerField {
  readonly id: 'dates' | 'price' | 'quality' | 'plan' | 'criteria' | 'conditions';
  readonly name: Extract<MessageId, `sign.field.${string}`>;
  readonly lines: readonly CustomerLine[];
}

/** In the order in which it is read. */
export interface CustomerView {
  readonly title: string;
  readonly before: readonly Block[] | undefined;
  readonly after: readonly Block[] | undefined;
  readonly fields: readonly CustomerField[];
}

/** Of what is theirs everything, however long: what a page leaves out is signed unseen, and its edits with it. */
export function customerView(content: Governed): CustomerView {
  const { request, impacts, plan, conditions } = content;
  const all: readonly CustomerField[] = [
    field('dates', dates(impacts)),
    field('price', price(impacts)),
    field('quality', quality(impacts)),
    field(
      'plan',
      (plan?.steps ?? []).map(({ text, start, end }) => ({ text, facts: span(start, end) })),
    ),
    field('criteria', (plan?.acceptance ?? []).map(said)),
    field(
      'conditions',
      conditions.map(({ text, due }) => ({
        text,
        facts: due ? [words('status.condition.due', { due: { date: due } })] : [],
      })),
    ),
  ];
  return {
    title: request.title ?? '',
    before: request.before,
    after: request.after,
    fields: all.filter(({ lines }) => lines.length > 0),
  };
}

const field = (id: CustomerField['id'], lines: readonly CustomerLine[]): CustomerField => ({
  id,
  name: `sign.field.${id}`,
  lines,
});

const line = (text: Sentence): CustomerLine => ({ text, facts: [] });
const said = (text: string): CustomerLine => ({ text, facts: [] });

function span(start: string | undefined, end: string | undefined): readonly Value[] {
  if (start && end) return [words('sign.span', { start: { date: start }, end: { date: end } })];
  if (end) return [words('sign.until-day', { day: { date: end } })];
  return start ? [words('sign.from-day', { day: { date: start } })] : [];
}

/** Why there is none is an internal word. */
function dates({ schedule }: Impacts): readonly CustomerLine[] {
  if (!schedule) return [];
  if (schedule.value.kind === 'none') return [line(words('sign.dates.none'))];
  const { p50, milestones, contractMilestone } = schedule.value.value;
  return [
    line(words('sign.schedule.moved', { days: Math.abs(p50), way: { choice: way(p50) } })),
    ...milestones.map(({ name, from, to }) => ({
      text: name,
      facts: [
        from
          ? words('sign.milestone', { from: { date: from }, to: { date: to } })
          : words('sign.milestone-new', { to: { date: to } }),
      ],
    })),
    ...(contractMilestone ? [line(words('sign.dates.contract'))] : []),
  ];
}

const way = (days: number): string => (days === 0 ? 'none' : days > 0 ? 'later' : 'earlier');

/** The customer's share, and never the whole: what it costs us is ours. */
function price({ cost }: Impacts): readonly CustomerLine[] {
  if (!cost) return [];
  if (cost.value.kind === 'none') return [line(words('sign.price.none'))];
  const { oneOff, recurring, split, negotiation } = cost.value.value;
  if (!split) return [line(words('sign.price.unsettled'))];
  const once = share(oneOff, split.customer);
  const yearly = recurring && share(recurring, split.customer);
  const nothing = once.minor === 0 && (yearly?.minor ?? 0) === 0;
  return [
    nothing ? line(words('sign.price.none')) : line(words('sign.price.once', { money: { money: once } })),
    ...(yearly && yearly.minor !== 0 ? [line(words('sign.price.yearly', { money: { money: yearly } }))] : []),
    ...(negotiation && !nothing ? [line(words(`sign.price.${negotiation}`))] : []),
  ];
}

/** Exact to the minor unit, halves away from zero: large amounts do not lose their last digit. */
function share({ minor, currency }: Money, percent: number): Money {
  const product = BigInt(minor) * BigInt(percent);
  const half = product < 0n ? -50n : 50n;
  return { minor: Number((product + half) / 100n), currency };
}

function quality({ quality: found }: Impacts): readonly CustomerLine[] {
  if (!found) return [];
  if (found.value.kind === 'none') return [line(words('sign.quality.none'))];
  const { attributes, acceptanceCriteriaChanged, meetsCustomerRequirements } = found.value.value;
  const named = (direction: 'up' | 'down'): readonly Value[] =>
    attributes.filter((one) => one.direction === direction).map(({ name }) => words(`impact.attribute.${name}`));
  const [worse, better] = [named('down'), named('up')];
  return [
    line(words(meetsCustomerRequirements ? 'sign.quality.met' : 'sign.quality.missed')),
    ...(worse.length > 0 ? [line(words('impact.worse', { attributes: and(worse) }))] : []),
    ...(better.length > 0 ? [line(words('impact.better', { attributes: and(better) }))] : []),
    ...(acceptanceCriteriaChanged ? [line(words('impact.acceptance-changed'))] : []),
  ];
}

/** What of it is another than they last saw; `undefined` for what is as it was. */
export interface CustomerChange {
  readonly name: Extract<MessageId, `sign.field.${string}`>;
  readonly was: readonly CustomerLine[];
  readonly now: readonly CustomerLine[];
}

export interface CustomerChanges {
  readonly title?: string;
  /** The text that was to be, before. */
  readonly after?: readonly Block[];
  readonly before?: readonly Block[];
  readonly fields: readonly CustomerChange[];
}

/** @returns `undefined` where all that they see is as it was */
export function customerChanges(was: CustomerView, now: CustomerView): CustomerChanges | undefined {
  const ids = [...new Set([...was.fields, ...now.fields].map(({ id }) => id))];
  const fields = ids.flatMap((id): readonly CustomerChange[] => {
    const [old, young] = [was, now].map((view) => view.fields.find((one) => one.id === id));
    if (isSame(old?.lines, young?.lines)) return [];
    return [{ name: `sign.field.${id}`, was: old?.lines ?? [], now: young?.lines ?? [] }];
  });
  const changes: CustomerChanges = {
    ...(was.title === now.title ? {} : { title: was.title }),
    ...(isSame(was.before, now.before) ? {} : { before: was.before ?? [] }),
    ...(isSame(was.after, now.after) ? {} : { after: was.after ?? [] }),
    fields,
  };
  return fields.length + Object.keys(changes).length > 1 ? changes : undefined;
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
