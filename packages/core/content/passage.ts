/** Which part of a request's before and after is said of which affected item (`rules.md 2.1`): found by headings when the text is written, and recorded with it. */
import { digestOf } from '../ledger/canonical.ts';
import type { Block, Text } from '../text/block.ts';
import { type AffectedItem, isUnwritten, type Passage, type RequestContent } from './request.ts';

const SIDES = ['before', 'after'] as const;
type Side = (typeof SIDES)[number];

/** What is said of one item. */
export type ItemTexts = { readonly [Name in Side]?: Text };

/**
 * The request with the passages of its items. A heading that begins with an item's name (`#7`, `SHIP-9: the export`) opens its passage, which
 * goes on to the next heading of the same rank or a higher one, or of another item. An item that is named by two headings of one text has no passage in it.
 * @param recorded the request as it stands: while its texts and items stay, so do its passages
 */
export function withPassages(request: RequestContent, recorded?: RequestContent): RequestContent {
  if (recorded && saidIn(recorded) === saidIn(request)) {
    const known = new Map(recorded.items.map((item) => [item.id, item]));
    return { ...request, items: request.items.map((item) => withSides(item, (side) => known.get(item.id)?.[side])) };
  }
  const found = { before: passagesIn(request.before, request.items), after: passagesIn(request.after, request.items) };
  return { ...request, items: request.items.map((item) => withSides(item, (side) => found[side].get(item.id))) };
}

/** What is said of this item alone; of the only one that exists and stays, all of it. `undefined` where texts speak of several together. */
export function textsOf(request: RequestContent, item: AffectedItem): ItemTexts | undefined {
  if (hasPassages(request)) {
    const texts: { [Name in Side]?: Text } = {};
    for (const side of SIDES) {
      const at = item[side];
      if (at) texts[side] = (request[side] ?? []).slice(at.from, at.to);
    }
    return texts.before || texts.after ? texts : undefined;
  }
  if (only(request.items)?.id !== item.id) return undefined;
  const { before, after } = request;
  return { ...(before ? { before } : {}), ...(after ? { after } : {}) };
}

/** What is said of all items together, where some of them have passages of their own. */
export function textsOfAll(request: RequestContent): ItemTexts {
  const rest = (side: Side) => {
    const own = new Set<number>();
    // The heading before a passage is its item's name.
    for (const item of request.items)
      for (let at = (item[side]?.from ?? 1) - 1; at < (item[side]?.to ?? 0); at += 1) own.add(at);
    return (request[side] ?? []).filter((_, at) => !own.has(at));
  };
  const [before, after] = [rest('before'), rest('after')];
  return { ...(before.length > 0 ? { before } : {}), ...(after.length > 0 ? { after } : {}) };
}

/** The texts as they are shown: whole, or first what is said of all items, then each item that something is said of. */
export function partsOf(
  request: RequestContent,
): readonly { readonly item?: AffectedItem; readonly texts: ItemTexts }[] {
  const all = textsOfAll(request);
  if (!hasPassages(request)) return [{ texts: all }];
  const own = request.items.flatMap((item) => {
    const texts = textsOf(request, item);
    return texts ? [{ item, texts }] : [];
  });
  return [...(all.before || all.after ? [{ texts: all }] : []), ...own];
}

/**
 * The items that nothing is said of (`rules.md 2.1`): where a text is divided and no part of it is said of all, those without a passage in it. A
 * deleted one needs no text after the change, a new one none before, and of a new one its own words tell, too.
 */
export function textless(request: RequestContent): readonly AffectedItem[] {
  const all = textsOfAll(request);
  const isDivided = (side: Side) => request.items.some((one) => one[side] !== undefined);
  const divided = { before: isDivided('before'), after: isDivided('after') };
  const isMissing = (item: AffectedItem, side: Side): boolean =>
    all[side] === undefined && item[side] === undefined && divided[side];
  return request.items.filter(
    (item) =>
      (item.action !== 'delete' && item.text === undefined && isMissing(item, 'after')) ||
      (item.action !== 'add' && isMissing(item, 'before')),
  );
}

export function hasPassages({ items }: RequestContent): boolean {
  return items.some((item) => item.before ?? item.after);
}

/** As people see it, and as a tracker tells it: the passages are ours. */
export function withoutPassages(item: AffectedItem): AffectedItem {
  return withSides(item, () => undefined);
}

function withSides(item: AffectedItem, passage: (side: Side) => Passage | undefined): AffectedItem {
  const { before: _, after: __, ...bare } = item;
  const [before, after] = [passage('before'), passage('after')];
  return { ...bare, ...(before ? { before } : {}), ...(after ? { after } : {}) };
}

function saidIn({ before, after, items }: RequestContent): string {
  return digestOf([before ?? null, after ?? null, items.map(({ id, label }) => [id, label])]);
}

/** The item that a text can only be about: a deleted one has no text after, and of one that nobody has written yet its own words tell. */
function only(items: readonly AffectedItem[]): AffectedItem | undefined {
  const staying = items.filter(({ action }) => action !== 'delete');
  const written = staying.filter((item) => !isUnwritten(item));
  const [first, ...others] = [written, staying, items].find((some) => some.length > 0) ?? [];
  return others.length === 0 ? first : undefined;
}

interface Heading {
  readonly at: number;
  readonly depth: number;
  readonly id: string | undefined;
}

function passagesIn(text: Text | undefined, items: readonly AffectedItem[]): ReadonlyMap<string, Passage> {
  const blocks = text ?? [];
  const named = naming(items);
  const headings = blocks.flatMap((block, at): Heading[] =>
    block.kind === 'heading' ? [{ at, depth: block.depth, id: named(block)?.id }] : [],
  );
  const counts = new Map<string, number>();
  for (const { id } of headings) if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
  const ends = endsOf(headings, blocks.length);
  const passages = new Map<string, Passage>();
  for (const [index, { at, id }] of headings.entries()) {
    if (id === undefined || counts.get(id) !== 1) continue;
    const passage = { from: at + 1, to: ends[index] ?? blocks.length };
    if (passage.from < passage.to) passages.set(id, passage);
  }
  return passages;
}

/** Where a passage ends that each heading begins: at the next of its rank or a higher one, or of an item. Looked for from the end, once. */
function endsOf(headings: readonly Heading[], end: number): readonly number[] {
  const ends: number[] = [];
  const nextOf = new Map<number, number>();
  for (const { at, depth, id } of headings.toReversed()) {
    let to = nextOf.get(0) ?? end;
    for (let rank = 1; rank <= depth; rank += 1) to = Math.min(to, nextOf.get(rank) ?? end);
    ends.push(to);
    nextOf.set(id === undefined ? depth : 0, at);
  }
  return ends.reverse();
}

/** Tells which item a heading names. What is told of the items alone is told once, for however many headings. */
function naming(
  items: readonly AffectedItem[],
): (heading: Extract<Block, { kind: 'heading' }>) => AffectedItem | undefined {
  const written = new Map<string, AffectedItem[]>();
  for (const item of items) {
    const label = plain(item.label);
    if (!isUnwritten(item) && label !== '') written.set(label, [...(written.get(label) ?? []), item]);
  }
  const lengths = [...new Set([...written.keys()].map((label) => label.length))];
  const newOne = namingNew(items);
  /** The one item that a heading names; none where it names several, or where something else stands first. */
  return ({ runs }) => {
    if (runs.some((run) => run.kind !== 'text' || run.strike)) return undefined;
    const words = plain(runs.map((run) => (run.kind === 'text' ? run.text : '')).join(''));
    const named = new Map<AffectedItem, number>();
    for (const { at, label } of labelsIn(words, lengths))
      for (const item of written.get(label) ?? []) if (!named.has(item)) named.set(item, at);
    const [first, ...others] = named;
    if (!first) return newOne(words);
    if (others.length > 0) return undefined;
    const [item, at] = first;
    return isFirst(at, words) && !MORE.test(words.slice(at + plain(item.label).length)) ? item : undefined;
  };
}

/** All that may be a label in words, as a whole: `#7` does not stand in `#70`. */
function* labelsIn(words: string, lengths: readonly number[]): Generator<{ at: number; label: string }> {
  for (let at = 0; at < words.length; at += 1) {
    if (isOfWord(words[at - 1])) continue;
    for (const length of lengths)
      if (at + length <= words.length && !isOfWord(words[at + length]))
        yield { at, label: words.slice(at, at + length) };
  }
}

const isOfWord = (letter = ''): boolean => /^\w/.test(letter);

const NEW_ONE = /^(?:NEW REQUIREMENT|新需求|新增需求)(?![\p{L}\p{N}])[\s:.–—-]*/u;

/** The requirement that nobody has written yet: the only one of a request, or the one whose words begin with those of the heading. */
function namingNew(items: readonly AffectedItem[]): (words: string) => AffectedItem | undefined {
  const unwritten = items.filter(isUnwritten);
  const sorted = unwritten
    .map((item) => ({ item, said: plain(item.text ?? '') }))
    .sort((one, other) => (one.said < other.said ? -1 : one.said > other.said ? 1 : 0));
  return (words) => {
    const [begin] = NEW_ONE.exec(words) ?? [];
    if (begin === undefined || unwritten.length < 2) return begin === undefined ? undefined : unwritten[0];
    const said = words.slice(begin.length);
    if (said === '') return undefined;
    let [from, to] = [0, sorted.length];
    while (from < to) {
      const middle = Math.floor((from + to) / 2);
      if ((sorted[middle]?.said ?? '') < said) from = middle + 1;
      else to = middle;
    }
    const [meant, another] = sorted.slice(from, from + 2).filter((one) => one.said.startsWith(said));
    return another ? undefined : meant?.item;
  };
}

const plain = (words: string): string => words.normalize('NFKC').trim().toUpperCase();

/** What makes more than one name of it: `#7–9`, `#7 and 8`. */
const MORE = /^\s*(?:[-–—~～,，、/&+]|AND\b|TO\b|和|与|及|至|到)\s*#?\d/u;

/** At the beginning, or at the end of an address that is all there is before it. */
function isFirst(at: number, words: string): boolean {
  return at === 0 || /^HTTPS?:\/\/[^\s]*\/$/.test(words.slice(0, at));
}
