/** What an edit changed: which governed parts, to find the edit behind a lost vote, and what each was and is. */
import type { Facet } from '../approval/facet.ts';
import type { ChangeEvent } from '../change/event.ts';
import { DIMENSIONS, type Dimension, type Impacts } from '../impact/dimension.ts';
import { digestOf } from '../ledger/canonical.ts';
import type { DetailLine } from './detailline.ts';
import { impactDetails, impactParts } from './impacts.ts';
import { facetName } from './names.ts';
import { clip, commas, type Sentence, type Value, words } from './sentence.ts';
import type { Told } from './told.ts';

export function changesOf(event: ChangeEvent): readonly Facet[] {
  switch (event.type) {
    case 'request-written':
      return event.changed;
    case 'rebased':
      return ['items'];
    case 'assessed':
      return [event.dimension];
    case 'planned':
      return ['plan'];
    case 'alternatives-written':
    case 'triaged':
      return ['reason'];
    default:
      return [];
  }
}

/** One part of an edit, as short as it can be said. */
export interface Difference {
  readonly what: Sentence;
  readonly from: Value;
  readonly to: Value;
}

/** Longest title that a difference quotes, in characters. */
const TITLE = 80;

/** What was and what is, for the parts that are short enough to be said in a line; long texts are marked where the text is shown. */
export function differencesOf({ event, before }: Told, facets: readonly Facet[]): readonly Difference[] {
  if (!before) return [];
  if (event.type === 'assessed') {
    const { dimension, impacts } = event;
    const found = facets.includes(dimension) ? impactDifference(before.impacts, impacts, dimension) : undefined;
    return found ? [found] : [];
  }
  if (event.type !== 'request-written' || !facets.includes('title') || !before.request.title) return [];
  const [from, to] = [before.request.title, event.request.title ?? ''];
  return from === to ? [] : [{ what: facetName('title'), from: clip(from, TITLE), to: clip(to, TITLE) }];
}

/** "USD 8,000 → USD 9,000", or "cost: USD 8,000 → USD 9,000" where several parts changed. */
export function differenceSentence(found: readonly Difference[]): Value {
  const [only, ...more] = found;
  if (only && more.length === 0) return words('status.change', { from: only.from, to: only.to });
  return commas(found.map(({ what, from, to }) => words('status.revision', { what, from, to })));
}

/** `undefined` for a first assessment, and where nothing differs that a line can say. */
function impactDifference(before: Impacts, after: Impacts, dimension: Dimension): Difference | undefined {
  if (!before[dimension] || !after[dimension]) return undefined;
  const [was, is] = [partsOf(before, dimension), partsOf(after, dimension)];
  const [gone, come] = [apart(was, is), apart(is, was)];
  if (gone.length + come.length === 0) return undefined;
  const [from, to] = [gone, come].map(joined);
  return { what: facetName(dimension), from: from ?? '', to: to ?? '' };
}

function partsOf(impacts: Impacts, dimension: Dimension): readonly Value[] {
  const recorded = impacts[dimension];
  if (!recorded) return [];
  const parts = [...impactParts(impacts, dimension)];
  // The text of a risk counts as much as its score, and so does who sees to it.
  parts.push(...impactDetails(impacts, dimension).map(detailPart));
  return [...parts, words(`impact.sure.${recorded.confidence}`)];
}

/** A detail with its facts, in one. */
function detailPart({ text, facts }: DetailLine): Value {
  return facts.length > 0 ? commas([text, ...facts]) : text;
}

const apart = (some: readonly Value[], others: readonly Value[]): readonly Value[] => {
  const known = new Set(others.map((one) => digestOf(one as never)));
  return some.filter((one) => !known.has(digestOf(one as never)));
};

function joined(parts: readonly Value[]): Value {
  const [only, ...more] = parts;
  if (only === undefined) return words('status.revision.nothing');
  if (more.length > 0) return commas(parts);
  // An amount alone needs no word for what kind of cost it is.
  const money =
    typeof only === 'object' && 'id' in only && only.id === 'impact.one-off' ? only.values.money : undefined;
  return money ?? only;
}

/** What each impact was before it was edited under the eyes of the board; only those that were. */
export function impactsBefore(told: readonly Told[]): Readonly<Partial<Record<Dimension, Value>>> {
  const opened = told.findIndex((one) => one.event.type === 'review-opened');
  if (opened < 0) return {};
  const edits = told.slice(opened);
  return Object.fromEntries(
    DIMENSIONS.flatMap((dimension): [Dimension, Value][] => {
      const [found] = edits
        .toReversed()
        .flatMap((one) => (one.event.type === 'assessed' ? differencesOf(one, [dimension]) : []));
      return found ? [[dimension, found.from]] : [];
    }),
  );
}
