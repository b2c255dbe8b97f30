/** Whose votes an edit of one impact would end, said before it is saved (`rules.md 4.3`). */
import { facetsOf } from '@countersign/core/approval/facet.ts';
import { tally } from '@countersign/core/approval/tally.ts';
import { ballotOf } from '@countersign/core/change/decision.ts';
import { itemsApartFromOwn } from '@countersign/core/change/requirement.ts';
import type { Situation } from '@countersign/core/change/situation.ts';
import { DECIDED } from '@countersign/core/change/stage.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import type { Dimension } from '@countersign/core/impact/dimension.ts';
import { dimensionName, roleName } from '@countersign/core/view/names.ts';
import { commas, words } from '@countersign/core/view/sentence.ts';
import type { Said } from '../port/data.ts';
import type { Voice } from './voice.ts';

/** `undefined` while no vote depends on it. */
export function endingBy(
  { state, situation }: { readonly state: ChangeState; readonly situation: Situation },
  dimension: Dimension,
  voice: Voice,
): Said | undefined {
  if (state.stage !== 'in-review' && !DECIDED.includes(state.stage)) return undefined;
  const seats = tally(ballotOf(state), situation.authority, itemsApartFromOwn(state, situation.items)).seats;
  const votes = new Set(
    seats.flatMap((one) => one.votes.filter(({ not, vote }) => !not && facetsOf(vote.seat).has(dimension))),
  );
  // Two seats of one role hold the same list.
  const ended = [...new Map([...votes].map(({ vote }) => [`${vote.seat} ${vote.voter.id}`, vote])).values()];
  const reapproval = DECIDED.includes(state.stage);
  if (ended.length === 0 && !reapproval) return undefined;
  return voice.say(
    words(reapproval ? 'impact.ends.approval' : 'impact.ends.votes', {
      dimension: dimensionName(dimension),
      votes: commas(
        ended.map((vote) => words('impact.ends.vote', { person: { person: vote.voter }, seat: roleName(vote.seat) })),
      ),
      votesCount: ended.length,
    }),
  );
}
