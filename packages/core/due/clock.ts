/** The clock of the record: asks what is due and has it looked at, whatever kind it is. Time is due, not polled: a quiet record is asked one question. */
import { kindOf } from '../record/kind.ts';
import type { Due, DueRow, Dues, Entry, Job, Ledger } from '../record/port.ts';

/** What a stream of one kind waits for after an instant (`dueAfter` in `record/run.ts`). */
export type Next = (entries: readonly Entry[], after: string) => Due | undefined;

export interface Clock {
  readonly ledger: Pick<Ledger, 'read'>;
  readonly dues: Dues;
  /** By kind. What belongs to no kind of these is left to whoever knows it. */
  readonly kinds: Readonly<Record<string, Next>>;
  /** The work of one that is due. It is stored once, and run at least once: looking twice has to change nothing. */
  readonly jobs: (row: DueRow) => readonly Job[];
}

/**
 * Fires what is due, oldest first, each once. What was missed while no clock ran is fired late, and as often as it came: once.
 * @param now UTC instant
 * @param most so many are fired; the rest waits for the next turn of the clock
 * @returns how many were fired here
 */
export async function fireDue({ ledger, dues, kinds, jobs }: Clock, now: string, most: number): Promise<number> {
  let fired = 0;
  while (fired < most) {
    const rows = await dues.due(now, most - fired);
    let moved = 0;
    for (const row of rows) {
      const next = kinds[kindOf(row.ref)];
      if (!next) continue;
      // From when it was due, not from now: of two that were missed neither swallows the other.
      const after = next(await ledger.read(row.ref), row.at);
      if ((await dues.fire(row, after, jobs(row))) === 'fired') moved += 1;
    }
    fired += moved;
    // Others came first, or what is left is of no kind that is known here.
    if (moved === 0) break;
  }
  return fired;
}
