/** Whose votes an edit of a request's own words would end, said before it is written (`rules.md 4.3`, `4.4`). */
import { type Facet, facetsOf } from '../approval/facet.ts';
import { tally } from '../approval/tally.ts';
import type { KeptVote } from '../approval/vote.ts';
import { ballotOf } from '../change/decision.ts';
import { AUTHORED } from '../change/evolve.ts';
import { itemsApartFromOwn } from '../change/requirement.ts';
import type { Situation } from '../change/situation.ts';
import type { ChangeState } from '../change/state.ts';
import { samePerson } from '../policy/authority.ts';

/**
 * Votes that count now and would not after it: those that rest on what it changes, and a yes of whoever becomes its author by it.
 * @param changed what of the content it changes
 */
export function votesEndedBy(
  state: ChangeState,
  { actor, authority, items }: Situation,
  changed: readonly Facet[],
): readonly KeptVote[] {
  const { seats } = tally(ballotOf(state), authority, itemsApartFromOwn(state, items));
  const isAuthor = changed.some((facet) => AUTHORED.has(facet));
  const ended = seats.flatMap(({ votes }) =>
    votes.flatMap(({ vote, not }) => {
      const depends = facetsOf(vote.seat);
      const isOwn = isAuthor && vote.seat !== 'customer' && samePerson(authority, vote.voter.id, actor.id);
      return !not && (isOwn || changed.some((facet) => depends.has(facet))) ? [vote] : [];
    }),
  );
  // Two seats of one role hold the same list.
  return [...new Set(ended)];
}
