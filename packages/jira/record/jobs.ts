/** Work that follows from appends: stored with them, run from a Forge queue, and found by the sweep when a queue lost it. */
import type { Job, Json } from '@countersign/core/ports.ts';
import type { Attributes, Storage } from './storage.ts';

interface Outbox extends Attributes {
  readonly at: string;
  readonly part: string;
  readonly jobs: Json;
}

export interface Jobs {
  /** Jobs of one append by the name of their box; empty when they were done. */
  open(box: string): Promise<readonly Job[]>;
  /** After all of its jobs were done. Doing them twice does no harm, losing them would. */
  done(box: string): Promise<void>;
  /** Boxes stored before the instant that are still there, oldest first: their queue lost them, or is still at it. */
  waiting(before: string): Promise<readonly string[]>;
}

export function forgeJobs(storage: Storage): Jobs {
  return {
    async open(box) {
      const found = (await storage.read([{ entity: 'outbox', key: box }])).get(box) as Outbox | undefined;
      return (found?.jobs ?? []) as unknown as readonly Job[];
    },
    done: (box) => storage.remove('outbox', box),
    async waiting(before) {
      const boxes: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const asked = { index: 'waiting', partition: ['all'], before };
        const found = await storage.find('outbox', { ...asked, ...(cursor ? { cursor } : {}) });
        boxes.push(...found.rows.map(({ key }) => key));
        if (!found.cursor) return boxes;
        cursor = found.cursor;
      }
    },
  };
}
