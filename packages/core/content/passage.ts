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
    const passages = request.items.flatMap((item) => item[side] ?? []);
    // The heading before a passage is its item's name.
    return (request[side] ?? []).filter((_, at) => !passages.some(({ from, to }) => from - 1 <= at && at < to));
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
  const isMissing = (item: AffectedItem, side: Side): boolean =>
    all[side] === undefined && item[side] === undefined && request.items.some((one) => one[side] !== undefined);
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

function passagesIn(text: Text | undefined, items: readonly AffectedItem[]): ReadonlyMap<string, Passage> {
  const blocks = text ?? [];
  const headings = blocks.flatMap((block, at) =>
    block.kind === 'heading' ? [{ at, depth: block.depth, id: itemNamed(block, items)?.id }] : [],
  );
  const passages = new Map<string, Passage>();
  for (const { at, depth, id } of headings) {
    if (id === undefined || headings.filter((one) => one.id === id).length > 1) continue;
    const next = headings.find((one) => one.at > at && (one.depth <= depth || one.id !== undefined));
    const passage = { from: at + 1, to: next?.at ?? blocks.length };
    if (passage.from < passage.to) passages.set(id, passage);
  }
  return passages;
}

/** The one item that a heading names; none where it names several, or where something else stands first. */
function itemNamed(
  { runs }: Extract<Block, { kind: 'heading' }>,
  items: readonly AffectedItem[],
): AffectedItem | undefined {
  if (runs.some((run) => run.kind !== 'text' || run.strike)) return undefined;
  const words = plain(runs.map((run) => (run.kind === 'text' ? run.text : '')).join(''));
  const named = items.filter((item) => !isUnwritten(item) && placeOf(plain(item.label), words) !== -1);
  const [item, ...others] = named;
  if (!item) return newItem(words, items);
  if (others.length > 0) return undefined;
  const label = plain(item.label);
  const at = placeOf(label, words);
  return isFirst(at, words) && !MORE.test(words.slice(at + label.length)) ? item : undefined;
}

const NEW_ONE = /^(?:NEW REQUIREMENT|新需求|新增需求)(?![\p{L}\p{N}])[\s:.–—-]*/u;

/** The requirement that nobody has written yet: the only one of a request, or the one whose words begin with those of the heading. */
function newItem(words: string, items: readonly AffectedItem[]): AffectedItem | undefined {
  const [begin] = NEW_ONE.exec(words) ?? [];
  const unwritten = items.filter(isUnwritten);
  if (begin === undefined || unwritten.length < 2) return begin === undefined ? undefined : unwritten[0];
  const said = words.slice(begin.length);
  const meant = unwritten.filter(({ text = '' }) => said !== '' && plain(text).startsWith(said));
  return meant.length === 1 ? meant[0] : undefined;
}

const plain = (words: string): string => words.normalize('NFKC').trim().toUpperCase();

/** What makes more than one name of it: `#7–9`, `#7 and 8`. */
const MORE = /^\s*(?:[-–—~～,，、/&+]|AND\b|TO\b|和|与|及|至|到)\s*#?\d/u;

/** Where a name stands in words, as a whole: `#7` does not stand in `#70`. */
function placeOf(label: string, words: string): number {
  if (label === '') return -1;
  for (let at = words.indexOf(label); at !== -1; at = words.indexOf(label, at + 1))
    if (!/^\w/.test(words.slice(at + label.length)) && !/\w$/.test(words.slice(0, at))) return at;
  return -1;
}

/** At the beginning, or at the end of an address that is all there is before it. */
function isFirst(at: number, words: string): boolean {
  return at === 0 || /^HTTPS?:\/\/[^\s]*\/$/.test(words.slice(0, at));
}
