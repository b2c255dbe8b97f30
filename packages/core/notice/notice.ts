/** Notices: who is to hear of what happened to a request, and how soon. Made from events by a pure function; which channel carries one it does not know. */
import type { ChangeEvent } from '../change/event.ts';
import type { ChangeState } from '../change/state.ts';
import { ENGINE, NOBODY, type Person } from '../content/person.ts';
import { humanBehind, samePerson } from '../policy/authority.ts';
import { AUDIENCES, type Audience, cellOf, type Occasion, URGENCIES, type Urgency } from '../policy/telling.ts';
import { meant, type Surroundings, type Told } from './audience.ts';
import { occasionsIn } from './occasions.ts';

/** One for each human and append, whatever of it concerns them: nobody is told twice of one thing. */
export interface Notice {
  readonly to: Person;
  readonly urgency: Urgency;
  /** What they are told of, each with the capacity in which it concerns them most. */
  readonly matters: readonly Matter[];
}

export interface Matter {
  readonly occasion: Occasion;
  readonly audience: Audience;
  readonly urgency: Urgency;
}

/** Whom programs and the engine stand for is nobody whom one can tell. */
const NO_READER: readonly string[] = [ENGINE.id, NOBODY.id];

/** What an append tells. @param events those of one append, in their order @param state after it */
export function noticesOf(
  events: readonly ChangeEvent[],
  state: ChangeState,
  situation: Surroundings,
): readonly Notice[] {
  return noticesFor(occasionsIn(events, state, situation), { events, state, situation });
}

/** One for each human, whatever of these concerns them. */
export function noticesFor(occasions: readonly Occasion[], told: Told): readonly Notice[] {
  const { authority } = told.situation;
  const found = new Map<string, { readonly to: Person; readonly matters: Map<Occasion, Matter> }>();
  for (const occasion of occasions)
    for (const audience of AUDIENCES) {
      const cell = cellOf(told.situation.policy.notices, occasion, audience);
      if (!cell) continue;
      for (const to of meant(audience, cell, told)) {
        if (!isReader(to, told) || (cell.urgency !== 'act' && did(to, told))) continue;
        const human = humanBehind(authority, to.id);
        const mine = found.get(human) ?? { to, matters: new Map() };
        found.set(human, mine);
        const known = mine.matters.get(occasion);
        if (!known || isStronger(cell.urgency, known.urgency))
          mine.matters.set(occasion, { occasion, audience, urgency: cell.urgency });
      }
    }
  return [...found.values()].map(({ to, matters }) => {
    const all = [...matters.values()];
    return { to, matters: all, urgency: strongest(all) };
  });
}

export function strongest(matters: readonly Pick<Matter, 'urgency'>[]): Urgency {
  return URGENCIES.find((one) => matters.some(({ urgency }) => urgency === one)) ?? 'digest';
}

function isStronger(one: Urgency, other: Urgency): boolean {
  return URGENCIES.indexOf(one) < URGENCIES.indexOf(other);
}

function isReader({ id }: Person, { situation, state }: Told): boolean {
  const programs = [...(situation.authority.programs ?? []), ...(state.programs ?? []).map((one) => one.id)];
  return !NO_READER.includes(id) && !programs.includes(id);
}

/** Nobody is told what they did themselves, but for what it asks of them. */
function did(person: Person, { events, situation }: Told): boolean {
  return events.some((event) => {
    const by = event.type === 'voted' ? event.vote.voter : 'by' in event ? event.by : undefined;
    return by !== undefined && samePerson(situation.authority, by.id, person.id);
  });
}
