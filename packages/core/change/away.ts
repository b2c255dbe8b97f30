/** Saying that one is away, and who votes meanwhile (`rules.md 4.5`, `4.7`). It is said on a request, and counts for all of its project. */
import type { Away } from '../absence/absence.ts';
import { holdsSeatRole, standsOnSide } from '../approval/eligible.ts';
import { dayIn } from '../calendar/date.ts';
import { dayBegins, dayEnds } from '../calendar/moment.ts';
import { mayBeSame, samePerson } from '../policy/authority.ts';
import { SEAT_ROLES, type SeatRole } from '../policy/role.ts';
import type { Command } from './command.ts';
import { type Decision, happens, refused } from './decision.ts';
import type { Situation } from './situation.ts';

type Of<Type extends Command['type']> = Extract<Command, { type: Type }>;

export function away({ from, until, to, seats, largest, reason }: Of<'away'>, situation: Situation): Decision {
  const { actor, authority, now, policy } = situation;
  const today = dayIn(now, policy.timeZone);
  if (until < today || (from !== undefined && until < from)) return refused('away-over', { until });
  const own = SEAT_ROLES.filter((seat) => seat !== 'member' && holdsSeatRole(authority, seat, actor.id) === 'yes');
  const others = (seats ?? []).filter((seat) => !own.includes(seat));
  if (others.length > 0) return refused('not-your-seat', { seats: others });
  const no = to && whyNoStandIn(to.id, seats ?? own, situation);
  if (no) return no;
  const begins = from === undefined || from <= today ? now : dayBegins(from, policy.timeZone);
  const absence: Away = {
    ...{ person: actor, from: begins, until: dayEnds(until, policy.timeZone) },
    ...(to ? { to } : {}),
    ...(seats ? { seats: [...seats] } : {}),
    ...(largest ? { largest } : {}),
    ...(reason ? { reason } : {}),
  };
  return happens({ type: 'away', absence, by: actor });
}

/** Whom nobody may be stood in for by in any of the seats. On which requests they may is asked with each vote. */
function whyNoStandIn(id: string, seats: readonly SeatRole[], { actor, authority }: Situation): Decision | undefined {
  if (mayBeSame(authority, id, actor.id)) return refused('stand-in-yourself');
  if (authority.programs?.includes(id)) return refused('stand-in-program');
  const isOnSide = seats.some((seat) => standsOnSide(authority, seat, id) === undefined);
  return isOnSide ? undefined : refused('stand-in-other-side');
}

/** Who is away now or will be, as far as they said so. */
export function absencesOf({ absences = [], authority, actor, now }: Situation): readonly Away[] {
  return absences.filter(({ person, until }) => now < until && samePerson(authority, person.id, actor.id));
}

export function back(situation: Situation): Decision {
  const { actor } = situation;
  const away = new Map(absencesOf(situation).map(({ person }) => [person.id, person]));
  if (away.size === 0) return refused('not-away');
  const isOwnAlone = away.size === 1 && away.has(actor.id);
  return happens({ type: 'back', by: actor, ...(isOwnAlone ? {} : { accounts: [...away.values()] }) });
}
