/** Of whom a change request asks something now, by id: for the dashboards and lists of whoever wants to know what waits for them. */
import { tally } from '../approval/tally.ts';
import { ballotOf } from '../change/decision.ts';
import { itemsApartFromOwn } from '../change/requirement.ts';
import { isOpen } from '../change/stage.ts';
import type { ChangeState } from '../change/state.ts';
import type { GateSituation } from '../gate/change.ts';
import { nextSteps } from './next.ts';
import type { Value } from './sentence.ts';

/** Candidates of open seats, whoever the next steps call, and owners of the request, its steps and its conditions; each by all their ids. Nobody once it is over. */
export function askedOf(state: ChangeState, situation: GateSituation): readonly string[] {
  if (!isOpen(state.stage)) return [];
  const { authority, items } = situation;
  const { stage, owner, requester } = state;
  const { conditions, plan } = state.content;
  const counted = tally(ballotOf(state), authority, itemsApartFromOwn(state, items));
  const next = nextSteps({ state, situation, tally: stage === 'in-review' ? counted : undefined });
  const isOwners = next.length > 0 && !['draft', 'in-review', 'deferred'].includes(stage);
  const ids = new Set([
    ...next.flatMap(({ values }) => Object.values(values).flatMap(called)),
    ...(stage === 'in-review' ? counted.seats.flatMap((seat) => seat.candidates.map(({ id }) => id)) : []),
    ...(stage === 'draft' ? [requester.id] : []),
    ...(isOwners && owner ? [owner.id] : []),
    ...(stage === 'implementing' ? (plan?.steps ?? []) : []).flatMap((one) =>
      one.owner && !state.steps.some(({ step }) => step === one.id) ? [one.owner.id] : [],
    ),
    ...conditions.filter(({ id }) => !state.conditionsMet.some((met) => met.id === id)).map((one) => one.owner.id),
  ]);
  const also = authority.aliases.filter((group) => group.some((id) => ids.has(id))).flat();
  return [...new Set([...ids, ...also])].toSorted();
}

/** Ids of those in a sentence who have to act now. */
function called(value: Value): readonly string[] {
  if (typeof value !== 'object') return [];
  if ('person' in value) return value.calls ? [value.person.id] : [];
  if ('list' in value) return value.list.flatMap(called);
  return 'values' in value ? Object.values(value.values).flatMap(called) : [];
}
