/** What a request says differently from an earlier state of its content, line by line: the revision after a rejection shows it (T22). */
import { changedFacets, type Facet, facetDigests } from '../approval/facet.ts';
import type { Governed } from '../content/governed.ts';
import { DIMENSIONS } from '../impact/dimension.ts';
import { digestOf } from '../ledger/canonical.ts';
import type { Policy } from '../policy/policy.ts';
import type { Json } from '../record/port.ts';
import { readable } from '../text/readable.ts';
import { type AnswerId, answersOf } from './answers.ts';
import { impactMeaning } from './impacts.ts';
import { facetName } from './names.ts';
import { and, clip, type Sentence, type Value, words } from './sentence.ts';

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
  plan: pair('plan', ({ plan }) => listed((plan?.steps ?? []).map((one) => clip(one.text, 80)))),
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
  const texts = (content: Governed) => content.alternatives.map((one) => clip(one.text, 80));
  if (digestOf(before.alternatives) !== digestOf(after.alternatives))
    found.push(line(words('page.alternatives'), listed(texts(before)), listed(texts(after))));
  return found;
}

function shortened(value: Value | undefined): Value {
  return typeof value === 'string' || value === undefined ? quoted(value) : value;
}
