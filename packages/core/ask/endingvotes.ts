/** Whose votes an edit would end, said before it is sent: of one part, or of the request's own words (`rules.md 4.3`, `4.4`). */
import { type Facet, facetsOf } from '../approval/facet.ts';
import { tally } from '../approval/tally.ts';
import type { KeptVote } from '../approval/vote.ts';
import { ballotOf } from '../change/decision.ts';
import { AUTHORED } from '../change/evolve.ts';
import { itemsApartFromOwn } from '../change/requirement.ts';
import type { Situation } from '../change/situation.ts';
import { DECIDED } from '../change/stage.ts';
import type { ChangeState } from '../change/state.ts';
import type { Dimension } from '../impact/dimension.ts';
import { samePerson } from '../policy/authority.ts';
import { facetName, roleName } from '../view/names.ts';
import { commas, type Sentence, words } from '../view/sentence.ts';

/** The part of the content that a form is about. */
export type Edited = Dimension | 'plan' | 'alternatives';

const facetOf = (edited: Edited): Facet => (edited === 'alternatives' ? 'reason' : edited);

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

/** The same of one part as a sentence; `undefined` while no vote depends on it. */
export function endingBy(
  { state, situation }: { readonly state: ChangeState; readonly situation: Situation },
  edited: Edited,
): Sentence | undefined {
  const reapproval = DECIDED.includes(state.stage);
  if (state.stage !== 'in-review' && !reapproval) return undefined;
  const ended = votesEndedBy(state, situation, [facetOf(edited)]);
  if (ended.length === 0 && !reapproval) return undefined;
  return words(reapproval ? 'impact.ends.approval' : 'impact.ends.votes', {
    dimension: edited === 'alternatives' ? words('impact.ends.alternatives') : facetName(edited),
    votes: commas(
      ended.map((vote) => words('impact.ends.vote', { person: { person: vote.voter }, seat: roleName(vote.seat) })),
    ),
    votesCount: ended.length,
  });
}
