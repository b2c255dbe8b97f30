/** The ledger on Forge's storage: an append with its register row and its jobs is one transaction, guarded by the versions it was decided on. */
import { Conflict, Malformed } from '@countersign/core/failure.ts';
import { chained, origin } from '@countersign/core/ledger/chain.ts';
import type { Append, Entry, Job, Json, Ledger, StreamRef } from '@countersign/core/ports.ts';
import { registerChange } from './register.ts';
import { type Attributes, type Change, keyOf, LARGEST_VALUE, type Storage } from './storage.ts';

/*
 * Entries of a stream are packed into pages, so that a thousand of them are a few reads. A page is closed when it is half as large as
 * a value may be. The project's order is kept apart, as pages of places: which stream, which version.
 */
const FULL_PAGE = LARGEST_VALUE / 2;
const PLACES = 1000;
/** Characters of a part of a long event; none needs more than three bytes, and escapes of escapes fit as well. */
const PART = 60_000;
/** Parts that fit into one transaction beside the rest of an append. */
const MOST_PARTS = 16;
/** Two appends to one project meet at its head; the later one tries again on the newer head. */
const TRIES = 12;

interface StreamHead extends Attributes {
  readonly version: number;
  readonly hash: string;
  /** Number of the last page, from 1. */
  readonly page: number;
}

interface ProjectHead extends Attributes {
  readonly sequence: number;
  readonly hash: string;
}

/** The event travels as text: whatever JSON can say comes back letter by letter, and its hash holds. A long one is kept in parts of its own. */
type Kept = Omit<Entry, 'ref' | 'event'> & { readonly event: string | { readonly parts: number } };
type Place = readonly [stream: string, version: number];

export interface LedgerOptions {
  /** UTC instant, ISO 8601. */
  readonly now?: () => string;
  /** Told of jobs that were stored, so that they are run at once; what it loses is found by the sweep (`jobs.ts`). */
  readonly stored?: (outbox: string, jobs: readonly Job[]) => Promise<void>;
}

export function forgeLedger(storage: Storage, options: LedgerOptions = {}): Ledger {
  const streamKey = ({ tenant, project, stream }: StreamRef) => keyOf('stream', tenant, project, stream);
  const projectKey = (tenant: string, project: string) => keyOf('project', tenant, project);
  const pageKey = (stream: string, page: number) => `page:${stream}:${page}`;
  const placesKey = (project: string, page: number) => `places:${project}:${page}`;

  async function append(asked: Append): Promise<readonly Entry[] | 'repeated'> {
    const { ref, expected, cause } = asked;
    const keys = {
      stream: streamKey(ref),
      project: projectKey(ref.tenant, ref.project),
      cause: keyOf('cause', ref.tenant, cause),
    };
    for (let attempt = 1; ; attempt += 1) {
      const read = await storage.read([
        { entity: 'stream', key: keys.stream },
        { entity: 'project', key: keys.project },
        { entity: 'cause', key: keys.cause },
      ]);
      if (read.has(keys.cause)) return 'repeated';
      const stream = read.get(keys.stream) as StreamHead | undefined;
      const version = stream?.version ?? 0;
      if (version !== expected)
        throw new Conflict(`the stream stands at version ${version}, the decision was made on version ${expected}`);
      const made = await changes(asked, keys, stream, read.get(keys.project) as ProjectHead | undefined);
      if (await storage.transact(made.changes, made.checks)) {
        // Losing this loses nothing: the jobs are stored, and the sweep finds them.
        if (asked.jobs.length > 0) await options.stored?.(keys.cause, asked.jobs).catch(() => {});
        return made.entries;
      }
      if (attempt >= TRIES) throw new Conflict('others kept coming first');
    }
  }

  async function changes(
    { ref, expected, entries, register, jobs }: Append,
    keys: { readonly stream: string; readonly project: string; readonly cause: string },
    stream: StreamHead | undefined,
    project: ProjectHead | undefined,
  ): Promise<{ changes: readonly Change[]; checks: readonly Omit<Change, 'value'>[]; entries: readonly Entry[] }> {
    const now = options.now?.() ?? entries[0]?.at ?? '';
    const fresh = chained(
      ref,
      {
        version: expected,
        hash: stream?.hash ?? origin,
        sequence: project?.sequence ?? 0,
        projectHash: project?.hash ?? origin,
      },
      entries,
    );
    const found: Change[] = [
      { entity: 'cause', key: keys.cause, value: { at: now }, only: { attribute: 'at', is: 'absent' } },
    ];
    if (jobs.length > 0)
      found.push({ entity: 'outbox', key: keys.cause, value: { at: now, part: 'all', jobs: jobs as unknown as Json } });
    if (register) found.push(registerChange(register));
    const onStream = { attribute: 'version', is: stream ? expected : ('absent' as const) };
    const last = fresh.at(-1);
    // Jobs alone: the stream has to stand where the decision was made, and stays there.
    if (!last) return { changes: found, checks: [{ entity: 'stream', key: keys.stream, only: onStream }], entries: [] };
    const parts: Change[] = [];
    const pages = await pagesOf(keys.stream, stream?.page ?? 1, fresh, parts);
    const head: StreamHead = { version: last.version, hash: last.hash, page: pages.at(-1)?.page ?? 1 };
    found.push({ entity: 'stream', key: keys.stream, value: head, only: onStream });
    for (const { page, entries: kept } of pages)
      found.push({ key: pageKey(keys.stream, page), value: kept as unknown as Json });
    found.push(...parts, ...(await placesOf(keys.project, project?.sequence ?? 0, fresh)));
    found.push({
      entity: 'project',
      key: keys.project,
      value: { sequence: last.sequence, hash: last.projectHash },
      only: { attribute: 'sequence', is: project ? project.sequence : 'absent' },
    });
    return { changes: found, checks: [], entries: fresh };
  }

  /** The pages that have to be written for these entries, the last one with what it held before. */
  async function pagesOf(stream: string, page: number, fresh: readonly Entry[], parts: Change[]) {
    const key = pageKey(stream, page);
    const before = ((await storage.read([{ key }])).get(key) ?? []) as unknown as readonly Kept[];
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
    return pages;
  }

  async function placesOf(project: string, sequence: number, fresh: readonly Entry[]): Promise<readonly Change[]> {
    const first = Math.floor(sequence / PLACES);
    const last = Math.floor((sequence + fresh.length - 1) / PLACES);
    const key = placesKey(project, first);
    const held = new Map<number, Place[]>([
      [first, [...(((await storage.read([{ key }])).get(key) ?? []) as unknown as readonly Place[])]],
    ]);
    for (let page = first + 1; page <= last; page += 1) held.set(page, []);
    for (const { ref, version, sequence: at } of fresh)
      held.get(Math.floor((at - 1) / PLACES))?.push([ref.stream, version]);
    return [...held].map(([page, places]) => ({ key: placesKey(project, page), value: places as unknown as Json }));
  }

  async function read(ref: StreamRef): Promise<readonly Entry[]> {
    const key = streamKey(ref);
    const first = pageKey(key, 1);
    // A short stream is one request.
    const found = await storage.read([{ entity: 'stream', key }, { key: first }]);
    const head = found.get(key) as StreamHead | undefined;
    if (!head) return [];
    const rest = Array.from({ length: head.page - 1 }, (_, index) => pageKey(key, index + 2));
    const more = rest.length > 0 ? await storage.read(rest.map((one) => ({ key: one }))) : new Map<string, Json>();
    const kept = [found.get(first), ...rest.map((one) => more.get(one))].flatMap(
      (page) => (page ?? []) as unknown as readonly Kept[],
    );
    // An append between the two reads is not seen half.
    return whole(
      ref,
      key,
      kept.filter((entry) => entry.version <= head.version),
    );
  }

  /** Puts the events of entries together again. */
  async function whole(ref: StreamRef, stream: string, kept: readonly Kept[]): Promise<readonly Entry[]> {
    const keys = kept.flatMap(({ version, event }) =>
      typeof event === 'string' ? [] : Array.from({ length: event.parts }, (_, part) => partKey(stream, version, part)),
    );
    const parts = keys.length > 0 ? await storage.read(keys.map((key) => ({ key }))) : new Map<string, Json>();
    return kept.map(({ event, ...entry }) => {
      const text =
        typeof event === 'string'
          ? event
          : Array.from({ length: event.parts }, (_, part) => parts.get(partKey(stream, entry.version, part))).join('');
      return { ref, ...entry, event: JSON.parse(text) as Json };
    });
  }

  return {
    read,
    append,
    async readProject(tenant, project, after, limit) {
      const key = projectKey(tenant, project);
      const head = (await storage.read([{ entity: 'project', key }])).get(key) as ProjectHead | undefined;
      const until = Math.min(head?.sequence ?? 0, after + limit);
      const pages: string[] = [];
      for (let page = Math.floor(after / PLACES); page * PLACES < until; page += 1) pages.push(placesKey(key, page));
      const read_ = await storage.read(pages.map((one) => ({ key: one })));
      const places = pages.flatMap((one) => (read_.get(one) ?? []) as unknown as readonly Place[]);
      const from = Math.floor(after / PLACES) * PLACES;
      const wanted = places.slice(after - from, until - from);
      const streams = new Map<string, readonly Entry[]>();
      for (const stream of new Set(wanted.map(([name]) => name)))
        streams.set(stream, await read({ tenant, project, stream }));
      return wanted.flatMap(([stream, version]) => streams.get(stream)?.[version - 1] ?? []);
    },
  };
}

const partKey = (stream: string, version: number, part: number): string => `part:${stream}:${version}:${part}`;

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

function sizeOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
