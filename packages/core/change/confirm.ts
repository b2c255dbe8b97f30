/** `/confirm` means what the person can confirm now: that the request is understood, that the plan is agreed, or that the result is accepted. */
import { ineligible } from '../approval/eligible.ts';
import { contentDigest, wordsDigest } from '../approval/facet.ts';
import { tally } from '../approval/tally.ts';
import { samePerson } from '../policy/authority.ts';
import type { Profile } from '../policy/policy.ts';
import type { Command } from './command.ts';
import { authorshipOf, ballotOf, type Decision, happens, isRequester, refused } from './decision.ts';
import type { ChangeEvent } from './event.ts';
import { confirmationDigest } from './requirement.ts';
import type { Situation } from './situation.ts';
import { UNDECIDED } from './stage.ts';
import type { ChangeState } from './state.ts';
import { isOfAnotherRound, unseenFacets, vote } from './vote.ts';

/** `vote`: in light the customer's confirmation of the final digest is the customer's vote (3.3). */
export type Confirmation = 'understood' | 'plan' | 'vote' | 'result';

/** What waits for this person's confirmation and has none for what stands now; empty when nothing does. */
export function confirmable(state: ChangeState, situation: Situation): readonly Confirmation[] {
  const { actor, authority, policy } = situation;
  const found: Confirmation[] = [];
  if (isRequester(state, situation) && UNDECIDED.includes(state.stage) && !isUnderstood(state))
    found.push('understood');
  if (ineligible(authority, authorshipOf(state), 'customer', actor.id)) return found;
  if (state.stage === 'in-review') {
    if (state.planConfirmed?.digest !== confirmationDigest(state.content)) found.push('plan');
    if (policy.profile === 'light' && state.seats.includes('customer') && !hasApproved(state, situation))
      found.push('vote');
  }
  if (state.stage === 'verifying' && !state.accepted) found.push('result');
  return found;
}

/** Whether anything waits for anybody's confirmation; in light each of the customer's people may still give the vote (3.3). */
export function isConfirmable(state: ChangeState, profile: Profile): boolean {
  const { stage, seats, planConfirmed, content, accepted } = state;
  if (UNDECIDED.includes(stage) && !isUnderstood(state)) return true;
  if (stage === 'verifying') return !accepted;
  const isAgreed = planConfirmed?.digest === confirmationDigest(content);
  return stage === 'in-review' && (!isAgreed || (profile === 'light' && seats.includes('customer')));
}

/** The requester has said that the words, as they stand now, are what was meant. */
export function isUnderstood({ understood, content }: ChangeState): boolean {
  return understood !== undefined && understood.words === wordsDigest(content.request);
}

function hasApproved(state: ChangeState, { actor, authority, items }: Situation): boolean {
  const seats = tally(ballotOf(state), authority, items).seats.filter((one) => one.seat === 'customer');
  return seats.some(({ votes }) =>
    votes.some(
      ({ vote: one, not }) => !not && one.verdict === 'approve' && samePerson(authority, one.voter.id, actor.id),
    ),
  );
}

export function confirm(
  state: ChangeState,
  command: Extract<Command, { type: 'confirm' }>,
  situation: Situation,
): Decision {
  const { actor } = situation;
  const { authenticated, signedAs } = command;
  // An account says by itself whose word it is.
  const signature = authenticated === 'link' ? { authenticated, ...(signedAs ? { signedAs } : {}) } : {};
  const events: ChangeEvent[] = [];
  const asked = confirmable(state, situation);
  // Plan and vote rest on what stood shown; that the words are understood, on the words alone.
  const rests = asked.some((one) => one === 'plan' || one === 'vote');
  const unseen = rests ? unseenFacets(state, command.seen, 'customer') : [];
  if (unseen.length > 0) return refused('not-seen', { facets: unseen });
  if (rests && isOfAnotherRound(state, command.round)) return refused('another-round');
  for (const one of asked) {
    if (one === 'understood') events.push({ type: 'understood', by: actor, digest: contentDigest(state.content) });
    if (one === 'plan')
      events.push({ type: 'plan-confirmed', by: actor, digest: confirmationDigest(state.content), ...signature });
    if (one === 'result') events.push({ type: 'accepted', by: actor, ...signature });
    if (one !== 'vote') continue;
    const own = { authenticated, ...(signedAs ? { signedAs } : {}) };
    const decision = vote(state, { type: 'vote', verdict: 'approve', seat: 'customer', ...own }, situation);
    if ('refusal' in decision) return decision;
    events.push(...decision.events);
  }
  return events.length > 0 ? happens(...events) : refused('nothing-to-confirm', { stage: state.stage });
}
