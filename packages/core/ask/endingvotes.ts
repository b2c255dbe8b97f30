/** Whose votes an edit of one part would end, said before it is sent (`rules.md 4.3`). */
import { type Facet, facetsOf } from '../approval/facet.ts';
import { tally } from '../approval/tally.ts';
import { ballotOf } from '../change/decision.ts';
import { itemsApartFromOwn } from '../change/requirement.ts';
import type { Situation } from '../change/situation.ts';
import { DECIDED } from '../change/stage.ts';
import type { ChangeState } from '../change/state.ts';
import type { Dimension } from '../impact/dimension.ts';
import { facetName, roleName } from '../view/names.ts';
import { commas, type Sentence, words } from '../view/sentence.ts';

/** The part of the content that a form is about. */
export type Edited = Dimension | 'plan' | 'alternatives';

const facetOf = (edited: Edited): Facet => (edited === 'alternatives' ? 'reason' : edited);

/** `undefined` while no vote depends on it. */
export function endingBy(
  { state, situation }: { readonly state: ChangeState; readonly situation: Situation },
  edited: Edited,
): Sentence | undefined {
  if (state.stage !== 'in-review' && !DECIDED.includes(state.stage)) return undefined;
  const seats = tally(ballotOf(state), situation.authority, itemsApartFromOwn(state, situation.items)).seats;
  const votes = new Set(
    seats.flatMap((one) => one.votes.filter(({ not, vote }) => !not && facetsOf(vote.seat).has(facetOf(edited)))),
  );
  // Two seats of one role hold the same list.
  const ended = [...new Map([...votes].map(({ vote }) => [`${vote.seat} ${vote.voter.id}`, vote])).values()];
  const reapproval = DECIDED.includes(state.stage);
  if (ended.length === 0 && !reapproval) return undefined;
  return words(reapproval ? 'impact.ends.approval' : 'impact.ends.votes', {
    dimension: edited === 'alternatives' ? words('impact.ends.alternatives') : facetName(edited),
    votes: commas(
      ended.map((vote) => words('impact.ends.vote', { person: { person: vote.voter }, seat: roleName(vote.seat) })),
    ),
    votesCount: ended.length,
  });
}
