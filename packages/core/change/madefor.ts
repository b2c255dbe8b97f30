/** For whom a request is, and for whom programs wrote in it (`rules.md 4.4`). */
import { changedFacets, type Facet, facetDigests } from '../approval/facet.ts';
import type { Command } from './command.ts';
import { type Decision, happens, refused } from './decision.ts';
import { AUTHORED } from './evolve.ts';
import type { Situation } from './situation.ts';
import type { ChangeState } from './state.ts';
import { isOther } from './vote.ts';

type Saying = Extract<Command, { type: 'represent' | 'made-for' }>;

/** Whoever says for whom a program wrote speaks of what they had seen of it: what it wrote later is still nobody's. */
export function madeFor(state: ChangeState, command: Saying, { actor }: Situation): Decision {
  const { person } = command;
  const isOfPrograms = (state.programs ?? []).length > 0;
  if (isOfPrograms && command.type === 'made-for') {
    if (isOther(state, command.saw)) return refused('edited-meanwhile');
    const unseen = unseenWriting(state, command);
    if (unseen.length > 0) return refused('not-seen', { facets: unseen });
  }
  const known = [state.requester, state.onBehalfOf, ...(state.represented ?? [])];
  const isKnown = known.some((one) => one?.id === person.id);
  return isKnown && !isOfPrograms ? happens() : happens({ type: 'represented', person, by: actor });
}

function unseenWriting({ content }: ChangeState, { seen }: Extract<Saying, { type: 'made-for' }>): readonly Facet[] {
  return seen ? changedFacets(seen, facetDigests(content)).filter((facet) => AUTHORED.has(facet)) : [];
}
