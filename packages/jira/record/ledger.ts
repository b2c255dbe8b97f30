/** The ledger on Forge's storage: an append with its register row and its jobs is one transaction, guarded by the versions it was decided on. */
import { Conflict, Transient } from '@countersign/core/failure.ts';
import { chained, origin } from '@countersign/core/ledger/chain.ts';
import { addressOf, partsOf } from '@countersign/core/record/kind.ts';
import type { Append, Entry, Job, Json, Ledger, RegisterRow, Store, StreamRef } from '@countersign/core/record/port.ts';
import { dueChange } from './dues.ts';
import { boxChanges, type Storing, tellStored } from './jobs.ts';
import { type Kept, PLACES, type Place, packed, pageKey, partKeys, placed, placesKey } from './page.ts';
import { countedAs, registerChange, rowKey } from './register.ts';
import { type Attributes, type Change, keyOf, type Storage } from './storage.ts';
import { cellsKey, stagesKey, tallyChanges } from './tally.ts';

/**
 * Pages that are asked for together with the head, whether they are there or not: a thousand entries of a change request are one request, in
 * which there is room for what set-up found. Streams of other kinds are short.
 */
const FIRST_PAGES = 16;
const FIRST_PAGES_OF_OTHERS = 1;
/** Two appends to one project meet at its head; the later one tries again on the newer head. */
const TRIES = 12;
/** Refusals in a row though nobody came first, and reads in a row that do not fit together, until it is left to the queue's back-off. */
const PATIENCE = 4;

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

/** What was read for an append. */
interface Stood {
  readonly stream: StreamHead | undefined;
  readonly project: ProjectHead | undefined;
  /** Heads and first pages. */
  readonly read: ReadonlyMap<string, Json>;
}

const tallyKeys = (part: string) => [stagesKey(part), cellsKey(part)].map((key) => ({ entity: 'tally' as const, key }));

/** Of a change request what it is counted by. */
function countedKeys(register: RegisterRow | undefined) {
  const after = register && countedAs(register);
  return after ? [{ entity: 'request' as const, key: rowKey(register.ref) }, ...tallyKeys(after.part)] : [];
}

export function forgeLedger(storage: Storage, options: Storing = {}): Ledger {
  const streamKey = (ref: StreamRef) => keyOf('stream', ...partsOf(ref));
  const projectKey = (tenant: string, project: string) => keyOf('project', tenant, project);

  async function append(asked: Append): Promise<readonly Entry[] | 'repeated'> {
    const { ref, expected, cause } = asked;
    const keys = {
      stream: streamKey(ref),
      project: projectKey(ref.tenant, ref.project),
      cause: keyOf('cause', ref.tenant, cause),
    };
    let stood = '';
    let still = 0;
    for (let attempt = 1; ; attempt += 1) {
      const read = await storage.read([
        { entity: 'stream', key: keys.stream },
        { entity: 'project', key: keys.project },
        { entity: 'cause', key: keys.cause },
        // While both are short these are the pages that are written on.
        { key: pageKey(keys.stream, 1) },
        { key: placesKey(keys.project, 0) },
        ...countedKeys(asked.register),
      ]);
      if (read.has(keys.cause)) return 'repeated';
      const stream = read.get(keys.stream) as StreamHead | undefined;
      const project = read.get(keys.project) as ProjectHead | undefined;
      const version = stream?.version ?? 0;
      if (version !== expected)
        throw new Conflict(`the stream stands at version ${version}, the decision was made on version ${expected}`);
      const made = await changes(asked, keys, { stream, project, read });
      const result = made && (await storage.transact(made.changes, made.checks));
      if (made && result === 'done') {
        await tellStored(options, keys.cause, asked.jobs);
        return made.entries;
      }
      const stands = `${version} ${project?.sequence ?? 0} ${made?.counts ?? ''}`;
      still = stands === stood ? still + 1 : 1;
      stood = stands;
      if (still >= PATIENCE)
        throw new Transient(
          typeof result === 'object'
            ? `Forge refuses this though nobody came first: ${result.refused}`
            : 'Forge answers older pages than heads',
        );
      if (attempt >= TRIES) throw new Conflict('others kept coming first');
    }
  }

  async function store({ tenant, jobs, cause }: Store): Promise<'stored' | 'repeated'> {
    const key = keyOf('cause', tenant, cause);
    for (let attempt = 1; ; attempt += 1) {
      if ((await storage.read([{ entity: 'cause', key }])).has(key)) return 'repeated';
      const result = await storage.transact(applied(key, jobs));
      if (result === 'done') {
        await tellStored(options, key, jobs);
        return 'stored';
      }
      if (attempt >= PATIENCE) throw new Transient(`Forge refuses this though nobody came first: ${result.refused}`);
    }
  }

  /** The cause, which must not be there, and the jobs that it leaves. */
  function applied(cause: string, jobs: readonly Job[]): Change[] {
    const at = options.now?.() ?? new Date().toISOString();
    return [
      { entity: 'cause', key: cause, value: { at }, only: { attribute: 'at', is: 'absent' } },
      ...boxChanges(cause, jobs, at),
    ];
  }

  /** What the append writes; `undefined` when what was read does not fit together. */
  async function changes(
    { ref, expected, entries, register, due, jobs }: Append,
    keys: { readonly stream: string; readonly project: string; readonly cause: string },
    { stream, project, read }: Stood,
  ): Promise<
    | {
        changes: readonly Change[];
        checks: readonly Omit<Change, 'value'>[];
        entries: readonly Entry[];
        /** Stamps of the counts that it was made on. */
        counts?: string;
      }
    | undefined
  > {
    const fresh = chained(
      addressOf(ref),
      {
        version: expected,
        hash: stream?.hash ?? origin,
        sequence: project?.sequence ?? 0,
        projectHash: project?.hash ?? origin,
      },
      entries,
    );
    const found = applied(keys.cause, jobs);
    const counts = register ? await counted(register, expected, read) : [];
    if (register) found.push(registerChange(register), ...counts);
    if (due) found.push(dueChange(ref, expected + entries.length, due));
    const onStream = { attribute: 'version', is: stream ? expected : ('absent' as const) };
    const last = fresh.at(-1);
    // Jobs alone: the stream has to stand where the decision was made, and stays there.
    if (!last) return { changes: found, checks: [{ entity: 'stream', key: keys.stream, only: onStream }], entries: [] };
    const held = await lastPages(keys, { stream, project, read });
    if (!held) return undefined;
    const { changes: pages, page } = packed(keys.stream, stream?.page ?? 1, held.entries, fresh);
    const head: StreamHead = { version: last.version, hash: last.hash, page };
    found.push({ entity: 'stream', key: keys.stream, value: head, only: onStream }, ...pages);
    found.push(...placed(keys.project, project?.sequence ?? 0, held.places, fresh));
    found.push({
      entity: 'project',
      key: keys.project,
      value: { sequence: last.sequence, hash: last.projectHash },
      only: { attribute: 'sequence', is: project ? project.sequence : 'absent' },
    });
    const stamps = counts.map(({ only }) => only?.is ?? '').join(' ');
    return { changes: found, checks: [], entries: fresh, counts: stamps };
  }

  /** What is counted of a request, and where it was counted before, which its row says. */
  async function counted(
    register: RegisterRow,
    expected: number,
    read: ReadonlyMap<string, Json>,
  ): Promise<readonly Change[]> {
    const after = countedAs(register);
    if (!after) return [];
    const value = read.get(rowKey(register.ref)) as { readonly row?: Json } | undefined;
    const row = value?.row as RegisterRow | undefined;
    const before = row && countedAs(row);
    const isCertain = (row?.version ?? 0) === expected;
    const isMoved = before && before.part !== after.part;
    const tallies = isMoved ? await storage.read([before, after].flatMap(({ part }) => tallyKeys(part))) : read;
    return tallyChanges({ counted: before, isCertain }, after, tallies, async (part) => {
      const listed = { index: 'by-change', partition: [part], limit: 1 };
      return (await storage.find('request', listed)).rows.length === 0;
    });
  }

  /** The pages that are written on; `undefined` when one is older or newer than its head: writing on it would lose what is not in it. */
  async function lastPages(
    keys: { readonly stream: string; readonly project: string },
    { stream, project, read: already }: Stood,
  ): Promise<{ readonly entries: readonly Kept[]; readonly places: readonly Place[] } | undefined> {
    const sequence = project?.sequence ?? 0;
    const page = pageKey(keys.stream, stream?.page ?? 1);
    const places = placesKey(keys.project, Math.floor(sequence / PLACES));
    const isFirst = page === pageKey(keys.stream, 1) && places === placesKey(keys.project, 0);
    const read = isFirst ? already : await storage.read([{ key: page }, { key: places }]);
    const entries = (read.get(page) ?? []) as unknown as readonly Kept[];
    const listed = (read.get(places) ?? []) as unknown as readonly Place[];
    const last = entries.at(-1);
    const fits =
      last?.version === stream?.version && last?.hash === stream?.hash && listed.length === sequence % PLACES;
    return fits ? { entries, places: listed } : undefined;
  }

  async function read(ref: StreamRef): Promise<readonly Entry[]> {
    for (let attempt = 1; ; attempt += 1) {
      const entries = await readOnce(ref);
      if (entries) return entries;
      // A record with a hole decides nothing: whoever asked is closed, or asks again.
      if (attempt >= PATIENCE) throw new Transient(`the record of ${ref.stream} could not be read as a whole`);
    }
  }

  /** @returns `undefined` when an append came between, and what was read of it is not all of it. */
  async function readOnce(asked: StreamRef): Promise<readonly Entry[] | undefined> {
    const ref = addressOf(asked);
    const key = streamKey(ref);
    const pages = (from: number, to: number) =>
      Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => ({ key: pageKey(key, from + at) }));
    const most = ref.kind ? FIRST_PAGES_OF_OTHERS : FIRST_PAGES;
    const first = pages(1, most);
    const found = await storage.read([{ entity: 'stream', key }, ...first]);
    const head = found.get(key) as StreamHead | undefined;
    if (!head) return [];
    const rest = pages(most + 1, head.page);
    const more = rest.length > 0 ? await storage.read(rest) : found;
    const kept = pages(1, head.page)
      .flatMap(({ key: page }) => (found.get(page) ?? more.get(page) ?? []) as unknown as readonly Kept[])
      .filter(({ version }) => version <= head.version);
    const complete = kept.length === head.version && kept.every(({ version }, at) => version === at + 1);
    return complete ? whole(ref, key, kept) : undefined;
  }

  /** Puts the events of entries together again; `undefined` when a part of one is not there. */
  async function whole(ref: StreamRef, stream: string, kept: readonly Kept[]): Promise<readonly Entry[] | undefined> {
    const keys = kept.flatMap(({ version, event }) =>
      typeof event === 'string' ? [] : partKeys(stream, version, event.parts),
    );
    const parts = keys.length > 0 ? await storage.read(keys.map((key) => ({ key }))) : new Map<string, Json>();
    if (keys.some((key) => !parts.has(key))) return undefined;
    return kept.map(({ event, ...entry }) => {
      const text =
        typeof event === 'string'
          ? event
          : partKeys(stream, entry.version, event.parts)
              .map((key) => parts.get(key))
              .join('');
      return { ref: addressOf(ref), ...entry, event: JSON.parse(text) as Json };
    });
  }

  return {
    read,
    append,
    store,
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
      const refOf = ([stream, , kind]: Place): StreamRef => ({ tenant, project, stream, ...(kind ? { kind } : {}) });
      const streams = new Map<string, readonly Entry[]>();
      for (const place of wanted) {
        const named = streamKey(refOf(place));
        if (!streams.has(named)) streams.set(named, await read(refOf(place)));
      }
      return wanted.flatMap((place) => streams.get(streamKey(refOf(place)))?.[place[1] - 1] ?? []);
    },
  };
}
