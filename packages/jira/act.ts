/** Does what was asked of a request, once, with all that follows from it. */

import { act as actWith } from '@countersign/core/act.ts';
import type { Command } from '@countersign/core/change/command.ts';
import type { Outcome, Ran } from '@countersign/core/change/decider.ts';
import type { Person } from '@countersign/core/content/person.ts';
import type { Job, Json, StreamRef } from '@countersign/core/record/port.ts';
import type { Desk } from './desk.ts';
import { factsAt } from './facts.ts';
import { type FollowUp, jobOf } from './queue/job.ts';
import { compareSoon } from './queue/queue.ts';

export interface Asked {
  readonly ref: StreamRef;
  readonly actor: Person;
  readonly command: Command;
  /** Names the event and the place in it. */
  readonly cause: string;
  /** How a refusal is answered, where somebody typed the command. */
  readonly answer?: (outcome: Outcome) => string | undefined;
  /** Whom it concerns besides, and what they are told; where it was pressed, nothing else tells them. */
  readonly tells?: (outcome: Outcome) => Pick<Extract<FollowUp, { kind: 'answer' }>, 'text' | 'to'> | undefined;
  /** Of the comment in which it was typed, where not everybody may read it. */
  readonly visibility?: Json;
  readonly isInternal?: true;
}

/** Does what was asked, once, and has it shown. @throws Transient and Conflict, tried again by the queue. */
export async function act(desk: Desk, asked: Asked): Promise<Ran> {
  const { ref, actor, command, cause } = asked;
  const follow = (outcome: Outcome): readonly Job[] => {
    const jobs: Job[] = outcome.events.length > 0 ? [jobOf({ kind: 'show', ref })] : [];
    const text = asked.answer?.(outcome);
    const { visibility, isInternal } = asked;
    const heard = { ...(visibility ? { visibility } : {}), ...(isInternal ? { isInternal } : {}) };
    if (text) jobs.push(jobOf({ kind: 'answer', ref, text, cause, ...heard }));
    const told = asked.tells?.(outcome);
    if (told) jobs.push(jobOf({ kind: 'answer', ref, cause: `${cause}:told`, ...told }));
    return jobs;
  };
  const ran = await actWith(desk.ledger, factsAt(desk, ref, { patient: true }), { ref, actor, command, cause, follow });
  if (ran.kind === 'done' && ran.outcome.refusal?.code === 'not-as-recorded') await compareSoon(desk, ref);
  return ran;
}

/** Has something said on a request's issue, once for its cause. */
export async function tell(desk: Desk, said: Omit<Extract<FollowUp, { kind: 'answer' }>, 'kind'>): Promise<void> {
  const { ref, cause } = said;
  await desk.ledger.store({ tenant: ref.tenant, jobs: [jobOf({ kind: 'answer', ...said })], cause });
}
