/** The server's clock: what is due is looked at by a job of its own. Replicas share the record, and each instant is fired by one of them. */
import { fireDue } from '@countersign/core/due/clock.ts';
import type { DueRow } from '@countersign/core/record/port.ts';
import { WAITING } from '@countersign/core/waiting.ts';
import type { Parts } from '../desk.ts';
import { jobOf } from '../record/job.ts';

/** In one turn of the clock, which are a few seconds apart: after an upgrade every open request is due once. */
const MOST = 500;

/** @returns how many were fired here */
export function lookAtDue({ ledger, dues, now }: Pick<Parts, 'ledger' | 'dues' | 'now'>): Promise<number> {
  const jobs = ({ ref, at, what }: DueRow) => [jobOf({ kind: 'due', ref, at, what })];
  return fireDue({ ledger, dues, kinds: WAITING, jobs }, new Date(now()).toISOString(), MOST);
}
