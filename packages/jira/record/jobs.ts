/** Work that follows from appends: stored with them, run from a Forge queue, and found by the sweep when a queue lost it. */
import type { Job, Json } from '@countersign/core/record/port.ts';
import type { Attributes, Change, Storage } from './storage.ts';

export interface Outbox extends Attributes {
  /** When it was stored, or is to be looked at again. */
  readonly at: string;
  /** `all`, or `parked` for what was given up. */
  readonly part: string;
  readonly jobs: Json;
  readonly tries: number;
}

/** Whoever stores jobs with something else. */
export interface Storing {
  /** UTC instant, ISO 8601. */
  readonly now?: () => string;
  /** Told of jobs that were stored, so that they are run at once; what it loses is found by the sweep. */
  readonly stored?: (outbox: string, jobs: readonly Job[]) => Promise<void>;
}

/** Jobs as part of the transaction that they follow from; none where there are none. */
export function boxChanges(box: string, jobs: readonly Job[], at: string): readonly Change[] {
  const value: Outbox = { at, part: 'all', jobs: jobs as unknown as Json, tries: 0 };
  return jobs.length > 0 ? [{ entity: 'outbox', key: box, value }] : [];
}

/** Losing this loses nothing: the jobs are stored, and the sweep finds them. */
export async function tellStored({ stored }: Storing, box: string, jobs: readonly Job[]): Promise<void> {
  if (jobs.length > 0) await stored?.(box, jobs).catch(() => {});
}

/** What one append left to do. */
export interface Box {
  readonly name: string;
  readonly jobs: readonly Job[];
  readonly at: string;
  /** How often it was put into its queue again. */
  readonly tries: number;
}

export interface Jobs {
  /** Jobs of one append by the name of their box; empty when they were done. */
  open(box: string): Promise<readonly Job[]>;
  /** After all of its jobs were done. Doing them twice does no harm, losing them would. */
  done(box: string): Promise<void>;
  /** Boxes of before that instant that are still there, oldest first: their queue lost them, or is still at it. */
  waiting(before: string, most?: number): Promise<readonly Box[]>;
  /** Until that instant it is not among those that wait. What was done meanwhile stays done. */
  putOff(box: Box, until: string): Promise<void>;
  /** It stays, and never waits again. @returns false when it was done meanwhile */
  park(box: Box): Promise<boolean>;
}

export function forgeJobs(storage: Storage): Jobs {
  const change = async ({ name, jobs, at, tries }: Box, changed: Partial<Outbox>): Promise<boolean> => {
    const value: Outbox = { at, part: 'all', jobs: jobs as unknown as Json, tries, ...changed };
    const only = { attribute: 'at', is: at };
    return (await storage.transact([{ entity: 'outbox', key: name, value, only }])) === 'done';
  };
  return {
    async open(box) {
      const found = (await storage.read([{ entity: 'outbox', key: box }])).get(box) as Outbox | undefined;
      return (found?.jobs ?? []) as unknown as readonly Job[];
    },
    done: (box) => storage.remove('outbox', box),
    async waiting(before, most = Number.POSITIVE_INFINITY) {
      const boxes: Box[] = [];
      for (let cursor: string | undefined; ; ) {
        const asked = { index: 'waiting', partition: ['all'], before };
        const found = await storage.find('outbox', { ...asked, ...(cursor ? { cursor } : {}) });
        for (const { key: name, value } of found.rows) {
          const { jobs, at, tries } = value as Outbox;
          boxes.push({ name, jobs: jobs as unknown as readonly Job[], at, tries });
        }
        if (!found.cursor || boxes.length >= most) return boxes.slice(0, most);
        cursor = found.cursor;
      }
    },
    async putOff(box, until) {
      await change(box, { at: until, tries: box.tries + 1 });
    },
    park: (box) => change(box, { part: 'parked' }),
  };
}
