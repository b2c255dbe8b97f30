/** Whether somebody who may has said that work implements a request (`rules.md 6.4`). */
import { type Asking, acceptors, isGiven, whyNotClaimed } from '../change/claim.ts';
import type { ChangeState } from '../change/state.ts';
import { leaf, type Verdict } from './verdict.ts';

/** Work that is to be merged, as its tracker shows it. */
export interface Claimed {
  readonly id: string;
  /** The commit that is judged. */
  readonly head: string;
  /** Its author was seen to bring that commit, and what it was pushed upon; as in `AskedHead`. */
  readonly isSeen: boolean;
  readonly upon?: readonly string[];
}

/** One reason; none where anybody may claim and nothing is said of it. */
export function claim(state: ChangeState, { id, head, isSeen, upon }: Claimed, situation: Asking): readonly Verdict[] {
  const work = state.work.find((one) => one.id === id);
  if (!work) return [leaf(false, 'claim-unlinked', { label: state.label })];
  const { label, by, accepted } = work;
  const why = whyNotClaimed(state, work, situation, { commit: head, isSeen, ...(upon ? { upon } : {}) });
  const author = by?.name ?? '';
  if (why) {
    const people = acceptors(state, situation).map(({ name }) => name);
    const values = { work: label, request: state.label, author, people };
    if (why === 'lapsed') return [leaf(false, 'claim-lapsed', { ...values, by: accepted?.by?.name ?? '' })];
    return [leaf(false, `claim-${why}`, values)];
  }
  const counts = accepted && isGiven(state, accepted, situation) ? accepted : undefined;
  if (counts?.by) return [leaf(true, 'claim-accepted', { work: label, by: counts.by.name, at: counts.at })];
  if (counts) return [leaf(true, 'claim-before', { work: label })];
  return situation.policy.merge.claim === 'anyone' ? [] : [leaf(true, 'claim-own', { work: label, author })];
}
