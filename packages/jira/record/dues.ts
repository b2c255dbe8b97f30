/** What streams wait for, on Forge's storage: one value a stream, written in the transaction of its append, found by its time. */
import { addressOf, partsOf } from '@countersign/core/record/kind.ts';
import type { Due, DueRow, Dues, Json, StreamRef } from '@countersign/core/record/port.ts';
import { boxChanges, type Storing, tellStored } from './jobs.ts';
import { type Attributes, type Change, keyOf, type Storage } from './storage.ts';

interface Waiting extends Attributes {
  /** `all`, or `none` for what waits for nothing: it stands there to say that this is known. */
  readonly part: string;
  /** No instant where nothing is waited for: then it is not the one that any clock saw. */
  readonly at: string;
  readonly what: string;
  readonly version: number;
  readonly ref: Json;
}

const NOTHING = { part: 'none', at: 'none', what: 'nothing' } as const;

/** A page of Forge's. */
const MOST = 100;

const keyFor = (ref: StreamRef): string => keyOf('due', ...partsOf(ref));

/** What a stream waits for, as part of an append's transaction. */
export function dueChange(ref: StreamRef, version: number, due: Due | 'nothing'): Change {
  const waits = due === 'nothing' ? NOTHING : { part: 'all', at: due.at, what: due.what };
  const value: Waiting = { ...waits, version, ref: addressOf(ref) as unknown as Json };
  return { entity: 'due', key: keyFor(ref), value };
}

export interface ForgeDues extends Dues {
  /** The stream's version of which it is known what it waits for; `undefined` of one that was last appended to before that was kept. */
  known(ref: StreamRef): Promise<number | undefined>;
}

export function forgeDues(storage: Storage, options: Storing = {}): ForgeDues {
  /** The stream as it stood when the row was read: an append that came between has written its own. */
  const standsAt = (ref: StreamRef, version: number) =>
    ({ entity: 'stream', key: keyOf('stream', ...partsOf(ref)), only: { attribute: 'version', is: version } }) as const;
  return {
    async due(at, limit) {
      const before = new Date(Date.parse(at) + 1).toISOString();
      const asked = { index: 'by-time', partition: ['all'], before, limit: Math.min(limit, MOST) };
      const { rows } = await storage.find('due', asked);
      return rows.map(({ value }) => rowOf(value as Waiting));
    },
    async fire({ ref, version, at }, next, jobs) {
      const box = keyOf('fired', ...partsOf(ref), String(version), at);
      const moved = { ...dueChange(ref, version, next ?? 'nothing'), only: { attribute: 'at', is: at } };
      const stored = boxChanges(box, jobs, options.now?.() ?? new Date().toISOString());
      const result = await storage.transact([moved, ...stored], [standsAt(ref, version)]);
      if (result !== 'done') return 'overtaken';
      await tellStored(options, box, jobs);
      return 'fired';
    },
    async rewrite(ref, version, due) {
      await storage.transact([dueChange(ref, version, due ?? 'nothing')], [standsAt(ref, version)]);
    },
    async known(ref) {
      const key = keyFor(ref);
      return ((await storage.read([{ entity: 'due', key }])).get(key) as Waiting | undefined)?.version;
    },
  };
}

const rowOf = ({ ref, version, at, what }: Waiting): DueRow => ({
  ref: ref as unknown as StreamRef,
  version,
  at,
  what,
});
