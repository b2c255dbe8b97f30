/** What a request says differently from an earlier state of its content, line by line: the revision after a rejection shows it (T22). */
import { changedFacets, type Facet, facetDigests } from '../approval/facet.ts';
import type { Governed } from '../content/governed.ts';
import type { Plan } from '../content/plan.ts';
import type { RequestContent } from '../content/request.ts';
import { DIMENSIONS } from '../impact/dimension.ts';
import { digestOf } from '../ledger/canonical.ts';
import type { Policy } from '../policy/policy.ts';
import { readable } from '../text/readable.ts';
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

function line(what: Sentence, from: Value, to: Value): Sentence {
  return words('status.revision', { what, from, to });
}

function quoted(text: string | undefined): Value {
  return text ? clip(text, SHOWN) : words('status.revision.nothing');
}

function listed(parts: readonly Value[]): Value {
  return parts.length > 0 ? and(parts) : words('status.revision.nothing');
}

const REASONS: readonly (readonly ['page.motive' | 'page.outcome' | 'page.not-changing', keyof RequestContent])[] = [
  ['page.motive', 'motive'],
  ['page.outcome', 'outcome'],
  ['page.not-changing', 'notChanging'],
];

/** Cause, motive, outcome and the impact of not changing, each by itself; alternatives by their texts. */
function reasons(before: Governed, after: Governed): readonly Sentence[] {
  const found: Sentence[] = [];
  const [was, is] = [before.request, after.request];
  if (digestOf(was.cause ?? null) !== digestOf(is.cause ?? null))
    found.push(line(words('page.cause'), causeOf(was), causeOf(is)));
  for (const [name, field] of REASONS) {
    const [from, to] = [textOf(was, field), textOf(is, field)];
    if (from !== to) found.push(line(words(name), quoted(from), quoted(to)));
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

function causeOf({ cause }: RequestContent): Value {
  if (!cause) return words('status.revision.nothing');
  return cause.text ? clip(cause.text, SHOWN) : words(`page.cause.${cause.code}`);
}

function textOf(request: RequestContent, field: keyof RequestContent): string | undefined {
  const text = request[field] as RequestContent['motive'];
  return text?.length ? readable(text) : undefined;
}
