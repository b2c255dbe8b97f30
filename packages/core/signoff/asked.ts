/** What a contact is asked to sign on a request now, and the command that it becomes (`rules.md 4.7`). */
import { ineligible } from '../approval/eligible.ts';
import { contentDigest } from '../approval/facet.ts';
import type { Command } from '../change/command.ts';
import { confirmable } from '../change/confirm.ts';
import { authorshipOf } from '../change/decision.ts';
import { needsPlanConfirmation } from '../change/settle.ts';
import type { Situation } from '../change/situation.ts';
import type { ChangeState } from '../change/state.ts';
import { standingVotes } from '../change/vote.ts';
import type { Person } from '../content/person.ts';
import { samePerson } from '../policy/authority.ts';
import type { Offer, SignAct, SignChoice } from './decider.ts';

/** The facts of a request that nobody in particular looks at. */
export type Around = Pick<Situation, 'now' | 'policy' | 'authority' | 'items'>;

/** One thing at a time: the plan first, then the vote. `undefined` where nothing is asked of them. */
export function actAsked(state: ChangeState, around: Around, contact: Person): SignAct | undefined {
  const { authority, policy } = around;
  const asked = confirmable(state, { ...around, actor: contact, workingDaysLater: (from) => from });
  if (asked.includes('plan') && needsPlanConfirmation(state, policy)) return 'confirm';
  // In light the confirmation of the final content is the vote.
  if (asked.includes('vote')) return 'confirm';
  if (asked.includes('result') && policy.acceptance) return 'accept';
  if (state.stage !== 'in-review' || !state.seats.includes('customer')) return undefined;
  if (ineligible(authority, authorshipOf(state), 'customer', contact.id)) return undefined;
  const hasVoted = standingVotes(state).some(
    (one) => one.seat === 'customer' && samePerson(authority, one.voter.id, contact.id),
  );
  return hasVoted ? undefined : 'vote';
}

/** What a link is for; another content, round or act is another link. */
export function offerFor(state: ChangeState, act: SignAct): Pick<Offer, 'act' | 'content' | 'round'> {
  return { act, content: contentDigest(state.content), round: state.round };
}

interface Chosen {
  readonly act: SignAct;
  readonly choice: SignChoice;
  /** Why they decline, or what they ask. */
  readonly text: string;
  /** Content that stood on the page. */
  readonly saw: string;
  readonly signedAs?: Person;
}

/** By the same commands as everybody's: the same guards, the same record. */
export function commandFor({ act, choice, text, saw, signedAs }: Chosen): Command {
  const own = { authenticated: 'link', ...(signedAs ? { signedAs } : {}) } as const;
  if (choice === 'ask') return { type: 'concern', text };
  if (choice === 'decline')
    return act === 'vote'
      ? { type: 'vote', verdict: 'reject', seat: 'customer', reason: text, ...own }
      : { type: 'concern', text };
  return act === 'vote'
    ? { type: 'vote', verdict: 'approve', seat: 'customer', saw, ...own }
    : { type: 'confirm', saw, ...own };
}
