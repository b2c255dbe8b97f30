/** The clock on Forge: the sweep asks what is due, and each instant is looked at by a job in its request's turn. Nothing is asked of requests that wait for no time. */
import { CHANGE } from '@countersign/core/change/decider.ts';
import { fireDue } from '@countersign/core/due/clock.ts';
import type { DueRow, StreamRef } from '@countersign/core/record/port.ts';
import { dueAfter } from '@countersign/core/record/run.ts';
import { WAITING } from '@countersign/core/waiting.ts';
import type { Desk } from '../desk.ts';
import { jobOf } from './job.ts';
import { reconsider } from './touched.ts';

/** In one sweep, which lasts five minutes at most; Forge's queues take 500 events a minute, and people work meanwhile. */
const MOST = 100;

/** @returns how many were fired */
export function lookAtDue({ ledger, dues, now }: Pick<Desk, 'ledger' | 'dues' | 'now'>): Promise<number> {
  const jobs = ({ ref, at, what }: DueRow) => [jobOf({ kind: 'due', ref, at, what })];
  return fireDue({ ledger, dues, kinds: WAITING, jobs }, new Date(now()).toISOString(), MOST);
}

/** A request from before it was kept what it waits for: what has come is looked at now, and what comes is found by the clock. */
export async function findDue(desk: Desk, ref: StreamRef, night: string): Promise<void> {
  if ((await desk.dues.known(ref)) !== undefined) return;
  const entries = await desk.ledger.read(ref);
  const last = entries.at(-1);
  if (!last) return;
  await reconsider(desk, ref, `night/${night}`);
  // What the look put on record says for itself what is due now, and this is overtaken by it.
  await desk.dues.rewrite(ref, last.version, dueAfter(CHANGE, entries, new Date(desk.now()).toISOString()));
}
