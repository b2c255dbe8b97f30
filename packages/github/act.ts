/** Runs one command on one change request of a repository, with everything on GitHub that follows from it. */
import { act as actWith } from '@countersign/core/act.ts';
import type { Command } from '@countersign/core/change/command.ts';
import type { Ran } from '@countersign/core/change/decider.ts';
import type { Person } from '@countersign/core/content/person.ts';
import type { Facts } from '@countersign/core/facts.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import type { Parts } from './desk.ts';
import { factsAt } from './factsat.ts';
import { followUps, type SaidIn } from './record/job.ts';
import { onWholeRecord } from './record/recordlost.ts';
import type { Place } from './translation.ts';

export interface Act {
  readonly place: Place;
  readonly ref: StreamRef;
  readonly number: number;
  readonly actor: Person;
  readonly command: Command;
  /** Names the delivery and the place in it. */
  readonly cause: string;
  /** The line that a person typed; empty when nobody did. */
  readonly line: string;
  /** More follows from the same delivery, and whoever asks will have the whole shown at the end. */
  readonly more?: boolean;
  /** Nobody who reads the issue saw it asked: what is recorded is told there. */
  readonly tells?: boolean;
  readonly saidIn?: SaidIn;
  /** As of the core's `act`. */
  readonly isOvertaken?: () => Promise<boolean>;
}

/**
 * Does what was asked, once. An outcome with a refusal has its answer queued.
 * @throws as the core's `act`: Transient, also while the record lacks what is shown there, and Conflict, tried again by the queue.
 */
export async function act(parts: Parts, asked: Act): Promise<Ran> {
  const { place, ref, actor, command, cause, isOvertaken } = asked;
  await onWholeRecord(parts, place);
  const follow = (outcome: Parameters<typeof followUps>[0]) => followUps(outcome, asked);
  const facts = await factsAt(parts, place, { patient: true });
  return actWith(parts.ledger, facts, { ref, actor, command, cause, follow, ...(isOvertaken ? { isOvertaken } : {}) });
}

/** The same where nothing can be asked of the repository that the request is in, so that no policy is known. @param asked with a place from which it is told */
export async function actBlindly(parts: Parts, asked: Act): Promise<Ran> {
  const { place, ref, actor, command, cause } = asked;
  await onWholeRecord(parts, place);
  const follow = (outcome: Parameters<typeof followUps>[0]) => followUps(outcome, asked);
  const facts: Facts = { ...(await factsAt(parts, place)), policy: async () => ({ kind: 'missing' }) };
  return actWith(parts.ledger, facts, { ref, actor, command, cause, follow });
}
