/** A change request as the record knows it: its rules wired into the one run of all kinds. */
import { conclude as concludeOf, type Decider, type Outcome as OutcomeOf } from '../record/decider.ts';
import type { Kind } from '../record/kind.ts';
import type { Ledger, StreamRef } from '../record/port.ts';
import * as record from '../record/run.ts';
import type { Command } from './command.ts';
import { decide } from './decide.ts';
import { dueOf } from './due.ts';
import { type ChangeEvent, eventSchema } from './event.ts';
import { evolve } from './evolve.ts';
import type { Refusal } from './refusal.ts';
import { type ChangeShown, searchedOf, shownOf } from './register.ts';
import { settle } from './settle.ts';
import type { Situation } from './situation.ts';
import type { ChangeState } from './state.ts';

export interface Change {
  readonly state: ChangeState | undefined;
  readonly command: Command;
  readonly event: ChangeEvent;
  readonly situation: Situation;
  readonly refusal: Refusal;
  readonly row: ChangeShown;
}

export const CHANGE: Decider<Change> = {
  kind: 'change' satisfies Kind,
  initial: undefined,
  decide(state, command, situation) {
    const decision = decide(state, command, situation);
    if (!('refusal' in decision)) return decision;
    const { refusal } = decision;
    if (!state || !refusal.onRecord) return { events: [], refusal };
    // A refused attempt at authority goes on record (`rules.md 7.1`).
    const attempt = {
      type: 'attempt-refused',
      command: command.type,
      ...(command.type === 'vote' ? { verdict: command.verdict } : {}),
      refusal: refusal.code,
      by: situation.actor,
    } as const;
    return { events: [attempt], refusal };
  },
  evolve,
  settle: (state, situation) => (state ? settle(state, situation) : []),
  row: (state) => state && shownOf(state),
  searched: (state) => (state ? searchedOf(state) : ''),
  due: (state, after) => state && dueOf(state, after),
  schema: eventSchema,
};

export type Outcome = OutcomeOf<Change>;
export type Ran = record.Ran<Change>;
export type Run = record.Run<Change>;

/** Decides a command and lets the engine settle; nothing is stored. */
export function conclude(state: ChangeState | undefined, command: Command, situation: Situation): Outcome {
  return concludeOf(CHANGE, state, command, situation);
}

/** Runs one command on a change request. @throws Conflict and Malformed as the record's run does. */
export function run(ledger: Ledger, asked: Run): Promise<Ran> {
  return record.run(ledger, CHANGE, asked);
}

/** The state of a change request on record; `undefined` when there is none. */
export async function load(ledger: Ledger, ref: StreamRef): Promise<ChangeState | undefined> {
  return record.folded(CHANGE, await ledger.read(ref));
}

/** What happened to a change request, as its fold takes it and views tell of it. */
export const happenings = record.happenings<ChangeEvent>;
