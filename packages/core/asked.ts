/** Whether somebody is asked for a vote: only then are words that sound like one worth an answer (`rules.md 4.1`). */
import { happenings } from './change/decider.ts';
import { fold } from './change/evolve.ts';
import type { Person } from './content/person.ts';
import { type Facts, policyFor, touchedBy, viewSituation } from './facts.ts';
import type { Ledger, StreamRef } from './record/port.ts';
import { isAwaited } from './view/seats.ts';
import { statusView } from './view/status.ts';

/** @throws Transient while the policy or who holds its roles cannot be read. */
export async function isAskedToVote(
  ledger: Pick<Ledger, 'read'>,
  facts: Facts,
  ref: StreamRef,
  person: Person,
): Promise<boolean> {
  const told = happenings(await ledger.read(ref));
  const state = fold(told);
  if (state?.stage !== 'in-review') return false;
  const policy = await policyFor(facts, state);
  const view = await viewSituation(facts, policy, touchedBy(state));
  return isAwaited(statusView(state, view, told), person);
}
