/**
 * How entries lie in Forge's storage: packed into pages, so that a thousand of them are one request, with long events in parts of their
 * own. The project's order is kept apart, as pages of places: which stream, which version.
 */
import { Malformed } from '@countersign/core/failure.ts';
import type { Entry, Json } from '@countersign/core/record/port.ts';
import { type Change, LARGEST_VALUE, sizeOf } from './storage.ts';

/** A page is closed when it is half as large as a value may be; a single entry always fits into the other half. */
const FULL_PAGE = LARGEST_VALUE / 2;
/** Places in a page. */
export const PLACES = 1000;
/** Characters of a part of a long event; none needs more than three bytes, and escapes of escapes fit as well. */
const PART = 60_000;
/** Parts that fit into one transaction beside the rest of an append. */
const MOST_PARTS = 16;

/** The event travels as text: whatever JSON can say comes back letter by letter, and its hash holds. A long one is kept in parts of its own. */
export type Kept = Omit<Entry, 'ref' | 'event'> & { readonly event: string | { readonly parts: number } };
/** A change request's place leaves its kind out. */
export type Place = readonly [stream: string, version: number, kind?: string];

export const pageKey = (stream: string, page: number): string => `page:${stream}:${page}`;
export const placesKey = (project: string, page: number): string => `places:${project}:${page}`;
const partKey = (stream: string, version: number, part: number): string => `part:${stream}:${version}:${part}`;

/** Keys of a long event's parts, in order. */
export function partKeys(stream: string, version: number, parts: number): readonly string[] {
  return Array.from({ length: parts }, (_, part) => partKey(stream, version, part));
}

/**
 * What has to be written for new entries of a stream.
 * @param page number of the last page, from 1, which holds `before`
 * @throws Malformed for more than fits into one transaction
 */
export function packed(
  stream: string,
  page: number,
  before: readonly Kept[],
  fresh: readonly Entry[],
): { readonly changes: readonly Change[]; readonly page: number } {
  const parts: Change[] = [];
  const pages: { page: number; entries: Kept[]; size: number }[] = [
    { page, entries: [...before], size: sizeOf(before) },
  ];
  for (const { ref: _, event, ...rest } of fresh) {
    const entry: Kept = { ...rest, event: keptEvent(stream, rest.version, JSON.stringify(event), parts) };
    const size = sizeOf(entry) + 1;
    let open = pages.at(-1);
    if (!open || (open.entries.length > 0 && open.size + size > FULL_PAGE)) {
      open = { page: (open?.page ?? 0) + 1, entries: [], size: 2 };
      pages.push(open);
    }
    open.entries.push(entry);
    open.size += size;
  }
  const written = pages.map(
    (one): Change => ({ key: pageKey(stream, one.page), value: one.entries as unknown as Json }),
  );
  return { changes: [...written, ...parts], page: pages.at(-1)?.page ?? page };
}

/** The pages of places with those of new entries, after `sequence` places of which the last page holds `before`. */
export function placed(
  project: string,
  sequence: number,
  before: readonly Place[],
  fresh: readonly Entry[],
): readonly Change[] {
  const first = Math.floor(sequence / PLACES);
  const last = Math.floor((sequence + fresh.length - 1) / PLACES);
  const held = new Map<number, Place[]>([[first, [...before]]]);
  for (let page = first + 1; page <= last; page += 1) held.set(page, []);
  for (const { ref, version, sequence: at } of fresh)
    held.get(Math.floor((at - 1) / PLACES))?.push(ref.kind ? [ref.stream, version, ref.kind] : [ref.stream, version]);
  return [...held].map(([page, places]) => ({ key: placesKey(project, page), value: places as unknown as Json }));
}

/** An event as its entry keeps it; a long one goes into `parts`. */
function keptEvent(stream: string, version: number, text: string, parts: Change[]): Kept['event'] {
  if (text.length <= PART) return text;
  const count = Math.ceil(text.length / PART);
  if (parts.length + count > MOST_PARTS)
    throw new Malformed(`what happened is longer than Forge can keep at once (${MOST_PARTS * PART} characters)`);
  for (let part = 0; part < count; part += 1)
    parts.push({ key: partKey(stream, version, part), value: text.slice(part * PART, (part + 1) * PART) });
  return { parts: count };
}
