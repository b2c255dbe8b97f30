/** What a request says differently from an earlier state of its content, line by line: the revision after a rejection shows it (T22). */
import { changedFacets, type Facet, facetDigests } from '../approval/facet.ts';
import type { Governed } from '../content/governed.ts';
import type { Plan } from '../content/plan.ts';
import { DIMENSIONS } from '../impact/dimension.ts';
import { digestOf } from '../ledger/canonical.ts';
import type { Policy } from '../policy/policy.ts';
import type { Json } from '../record/port.ts';
import { readable } from '../text/readable.ts';
import { type AnswerId, answersOf } from './answers.ts';
import { impactMeaning } from './impacts.ts';
import { facetName } from './names.ts';
import { and, clip, commas, type Sentence, type Value, words } from './sentence.ts';
import { alternativeFacts, stepFacts } from './terms.ts';

/** So much of a text is shown of either side; the page marks the differences of the whole. */
const SHOWN = 300;

/** One line for each governed part that differs, old and new; empty when nothing does. */
export function revisionLines(before: Governed, after: Governed, policy: Policy): readonly Sentence[] {
  const changed = changedFacets(facetDigests(before), facetDigests(after));
  return changed.flatMap((facet) => LINES[facet](before, after, policy));
}

type Lines = (before: Governed, after: Governed, policy: Policy) => readonly Sentence[];

const LINES: Record<Facet, Lines> = {
  title: pair('title', ({ request }) => quoted(request.title)),
  text: pair('text', ({ request }) => quoted(request.after && readable(request.after))),
  reason: reasons,
  items: pair('items', ({ request }) =>
    listed(request.items.map((one) => (one.text ? clip(one.text, SHOWN) : { reference: one.label }))),
  ),
  plan: planLines,
  ...(Object.fromEntries(
    DIMENSIONS.map((dimension) => [
      dimension,
      pair(dimension, ({ impacts }, policy) => impactMeaning(impacts, dimension, policy)),
    ]),
  ) as Record<(typeof DIMENSIONS)[number], Lines>),
};

function pair(facet: Facet, side: (content: Governed, policy: Policy) => Value): Lines {
  return (before, after, policy) => [line(facetName(facet), side(before, policy), side(after, policy))];
}

function line(what: Value, from: Value, to: Value): Sentence {
  return words('status.revision', { what, from, to });
}

function quoted(text: string | undefined): Value {
  return text ? clip(text, SHOWN) : words('status.revision.nothing');
}

function listed(parts: readonly Value[]): Value {
  return parts.length > 0 ? and(parts) : words('status.revision.nothing');
}

/** Questions whose answers are reasons. */
const REASONS: readonly AnswerId[] = ['cause', 'causeText', 'motive', 'outcome', 'origin', 'notChanging'];

/** Each reason by itself; alternatives by their texts. */
function reasons(before: Governed, after: Governed): readonly Sentence[] {
  const found: Sentence[] = [];
  const [was, is] = [answersOf({ content: before }), answersOf({ content: after })];
  for (const id of REASONS) {
    const [from, to] = [was, is].map((answers) => answers.find((one) => one.id === id));
    if (digestOf((from?.value ?? null) as Json) !== digestOf((to?.value ?? null) as Json))
      found.push(line((from ?? to)?.name ?? '', shortened(from?.value), shortened(to?.value)));
  }
  const texts = (content: Governed) => content.alternatives.map((one) => described(one.text, alternativeFacts(one)));
  if (digestOf(before.alternatives) !== digestOf(after.alternatives))
    found.push(line(words('page.alternatives'), listed(texts(before)), listed(texts(after))));
  return found;
}

/** A text with what is known of it besides, one after another. */
function described(text: string, facts: readonly Value[]): Value {
  return facts.length > 0 ? commas([clip(text, 80), ...facts]) : clip(text, 80);
}

/** Each step that was added, left out or changed, and each of the plan's texts. */
function planLines({ plan: was }: Governed, { plan: is }: Governed): readonly Sentence[] {
  const steps = (plan: Plan | undefined) =>
    new Map((plan?.steps ?? []).map((one) => [one.id, described(one.text, stepFacts(one))]));
  const [before, after] = [steps(was), steps(is)];
  const said = (value: Value | undefined) => value ?? words('status.revision.nothing');
  const found: Sentence[] = [];
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    const [from, to] = [before.get(id), after.get(id)];
    if (digestOf(from ?? null) !== digestOf(to ?? null))
      found.push(line(words('status.revision.step', { id }), said(from), said(to)));
  }
  for (const name of ['resources', 'rollback', 'tests'] as const)
    if (was?.[name] !== is?.[name])
      found.push(line(words(`status.revision.${name}`), quoted(was?.[name]), quoted(is?.[name])));
  const criteria = (plan: Plan | undefined) => (plan?.acceptance ?? []).map((one) => clip(one, 80));
  if (digestOf(criteria(was)) !== digestOf(criteria(is)))
    found.push(line(words('status.revision.acceptance'), listed(criteria(was)), listed(criteria(is))));
  // What is left is their order.
  if (found.length === 0)
    found.push(line(facetName('plan'), listed([...before.values()]), listed([...after.values()])));
  return found;
}

function shortened(value: Value | undefined): Value {
  return typeof value === 'string' || value === undefined ? quoted(value) : value;
}
