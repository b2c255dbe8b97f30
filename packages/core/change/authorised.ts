/** Who may give a command: one guard for each way of saying it in a command's row (`acts.ts`), asked before any other guard but the text's. */
import { whyNoWitness } from '../approval/attested.ts';
import { holdsSeatRole, ineligible } from '../approval/eligible.ts';
import type { Person } from '../content/person.ts';
import { mayBeSame, samePerson, surelySame } from '../policy/authority.ts';
import { type Role, SEAT_ROLES, type SeatRole } from '../policy/role.ts';
import type { Act, Who } from './acts.ts';
import { whyNoAcceptor } from './claim.ts';
import type { Command } from './command.ts';
import { confirmable } from './confirm.ts';
import {
  authorshipOf,
  type Decision,
  hasRole,
  isBoardMember,
  isRequester,
  lacksRole,
  refused,
  rolesActingAs,
} from './decision.ts';
import { holdsOn } from './hold.ts';
import { underCurrent } from './migrate.ts';
import { boardFor } from './requirement.ts';
import type { Situation } from './situation.ts';
import type { ChangeState } from './state.ts';
import { doubtfulSeat, standingVotesOf, whyNoSeat } from './vote.ts';

interface Asked {
  readonly state: ChangeState;
  readonly situation: Situation;
  readonly roles: readonly Role[];
  /** Absent while it is only offered. */
  readonly command: Command | undefined;
}

/** Why the person may not give a command; `undefined` when they may. */
export function whyNotAuthorised(
  { roles, who = 'role', closes }: Pick<Act, 'roles' | 'who' | 'closes'>,
  state: ChangeState,
  situation: Situation,
  command?: Command,
): Decision | undefined {
  const why = GUARDS[who]({ state, situation, roles, command });
  // What only closes is not held up by what nobody can read.
  return closes && why && 'refusal' in why && why.refusal.code === 'role-unreadable' ? undefined : why;
}

const GUARDS: Readonly<Record<Who, (asked: Asked) => Decision | undefined>> = {
  role: ({ state, situation, roles }) => lacksRole(state, situation, roles),
  anyone: () => undefined,
  requester: ({ state, situation }) =>
    isRequester(state, situation) ? undefined : refused('not-requester', { requester: state.requester.name }),
  // A proxy hands in for a requester who cannot (T2); what was rejected is its requester's alone (T22).
  proxy: (asked) => (asked.state.stage !== 'rejected' && isHolder(asked) ? undefined : GUARDS.requester(asked)),
  confirmer: ({ state, situation }) =>
    confirmable(state, situation).length > 0 ? undefined : refused('nothing-to-confirm', { stage: state.stage }),
  seat: ({ state, situation, command }) => {
    const vote = command?.type === 'vote' ? command : undefined;
    if (vote?.verdict === 'reject' && doubtfulSeat(state, situation, vote.seat)) return undefined;
    return whyNoSeat(state, situation, vote?.seat);
  },
  voter: ({ state, situation, command }) => {
    const seat = command?.type === 'retract' ? command.seat : undefined;
    return standingVotesOf(state, situation, seat).length > 0 ? undefined : refused('no-vote-of-yours');
  },
  board: ({ state, situation }) =>
    isBoardMember(state, situation) ? undefined : refused('needs-role', { roles: [...new Set(state.seats)] }),
  second: ({ state, situation }) => {
    const seats = state.seats.length > 0 ? state.seats : boardFor(state, situation.policy, 'minor');
    const { authority, actor } = situation;
    if (isProposer(state, situation)) return refused('second-yourself');
    if (state.pendingAct && mayBeActor(situation, state.pendingAct.by.id)) return refused('role-unreadable');
    if (state.pendingAct?.act.act === 'attest') return whyNoSecondWitness(state, situation, seats);
    if (seats.some((seat) => !ineligible(authority, authorshipOf(state), seat, actor.id))) return undefined;
    return refused('needs-role', { roles: SEAT_ROLES.filter((role) => seats.includes(role)) });
  },
  affected: (asked) => {
    const { state, situation } = asked;
    if (isBoardMember(state, situation) || isRequester(state, situation)) return undefined;
    const answer = hasRole(state, situation, asked.roles);
    if (answer === 'yes') return undefined;
    return answer === 'unknown' ? refused('role-unreadable') : refused('needs-role', { roles: ['stakeholder'] });
  },
  'who-raised': (asked) => {
    const { state, situation, command } = asked;
    const open = state.concerns.filter((one) => !one.resolved);
    const meant = command?.type === 'resolve' ? open.filter((one) => isNamed(one, command.concern)) : open;
    const [first] = meant;
    if (meant.some((one) => isActorsOwn(situation, one.by.id)) || isHolder(asked)) return undefined;
    return refused('not-your-concern', { id: first?.id ?? '', by: first?.by.name ?? '' });
  },
  'who-held': (asked) => {
    const isOwn = holdsOn(asked.state).some(({ by }) => isActorsOwn(asked.situation, by.id));
    return isOwn ? undefined : GUARDS.role(asked);
  },
  independent: (asked) => {
    return GUARDS.role(asked) ?? whyNotAnother(asked, asked.state.implementers, 'implementer-verifies');
  },
  // Two people (4.8): whoever opened it needs another who takes the responsibility of starting at once.
  'not-opener': (asked) => {
    const { requester, onBehalfOf, represented = [] } = asked.state;
    const opened = [requester, ...(onBehalfOf ? [onBehalfOf] : []), ...represented];
    return GUARDS.role(asked) ?? whyNotAnother(asked, opened, 'own-emergency');
  },
  'manager-now': ({ state, situation, roles }) => {
    const now = underCurrent(situation);
    return now ? lacksRole(state, now, roles) : refused('nothing-to-migrate');
  },
  acceptor: ({ state, situation }) => whyNoAcceptor(state, situation),
  witness: (asked) =>
    GUARDS.role(asked) ?? notWitnessing(asked.state, asked.situation) ?? whyNotInItsPlace(asked.state, asked.situation),
  'not-starter': (asked) => {
    const { emergency } = asked.state;
    return GUARDS.role(asked) ?? whyNotAnother(asked, emergency ? [emergency.by] : [], 'own-emergency');
  },
};

function notWitnessing(state: ChangeState, { authority, actor }: Situation): Decision | undefined {
  const why = whyNoWitness(authority, authorshipOf(state), actor.id);
  if (why === undefined) return undefined;
  if (why === 'program') return refused('barred-program');
  if (why === 'author-unknown') return refused('barred-unknown', { open: [] });
  if (why === 'role-unreadable' || why === 'staff-unreadable') return refused('role-unreadable');
  return refused(why === 'no-role' || why === 'provider-staff' ? 'witness-other-side' : 'witness-maker');
}

/** What the board is asked gives way to nobody who has no say there. */
function whyNotInItsPlace(state: ChangeState, situation: Situation): Decision | undefined {
  const { pendingAct } = state;
  if (!pendingAct || pendingAct.act.act === 'attest' || isBoardMember(state, situation)) return undefined;
  const isElsewhere = lacksRole(state, situation, ['chair', 'change-manager']) !== undefined;
  return isElsewhere ? refused('act-waits', { by: pendingAct.by.name }) : undefined;
}

/** A second of the provider's people, with a seat of theirs or as change manager (`rules.md 4.7`). */
function whyNoSecondWitness(
  state: ChangeState,
  situation: Situation,
  seats: readonly SeatRole[],
): Decision | undefined {
  const { authority, actor } = situation;
  const theirs = seats.filter((seat) => seat !== 'customer' && seat !== 'member');
  const isSeated = theirs.some((seat) => holdsSeatRole(authority, seat, actor.id) === 'yes');
  const no = isSeated ? undefined : lacksRole(state, situation, ['change-manager']);
  if (!no) return notWitnessing(state, situation) ?? whyNotBrought(state, situation);
  const isUnknown = 'refusal' in no && no.refusal.code === 'role-unreadable';
  return isUnknown ? no : refused('needs-role', { roles: ['change-manager', ...(theirs as Role[])] });
}

/** Whoever brought it is asked again: since then they may have left, or be known to have made the request. */
function whyNotBrought(state: ChangeState, situation: Situation): Decision | undefined {
  const by = state.pendingAct?.by;
  const why = by && whyNoWitness(situation.authority, authorshipOf(state), by.id);
  if (!by || why === undefined) return undefined;
  if (why === 'author-unknown') return refused('barred-unknown', { open: [] });
  const isUnknown = why === 'role-unreadable' || why === 'staff-unreadable';
  return isUnknown ? refused('role-unreadable') : refused('witness-gone', { by: by.name });
}

/** Roles that a request itself gives, whatever its policy says. */
const OF_THE_REQUEST: readonly Role[] = ['requester', 'owner', 'implementer'];
/** Who may only by a role. */
const BY_ROLE: readonly Who[] = ['role', 'independent', 'not-opener', 'not-starter', 'witness'];

/** Whether a command is given by roles alone of which the policy fills none: then nobody may, whoever asks. */
export function isNobodys(
  { roles, who = 'role' }: Pick<Act, 'roles' | 'who'>,
  { policy, authority }: Pick<Situation, 'policy' | 'authority'>,
): boolean {
  if (!BY_ROLE.includes(who) || roles.some((one) => OF_THE_REQUEST.includes(one))) return false;
  return !roles.some((role) => rolesActingAs(policy, role).some((one) => authority.roles[one] !== undefined));
}

const isHolder = ({ state, situation, roles }: Asked): boolean => hasRole(state, situation, roles) === 'yes';

const isActorsOwn = ({ authority, actor }: Situation, id: string): boolean => surelySame(authority, id, actor.id);

const isActor = ({ authority, actor }: Situation, id: string): boolean => samePerson(authority, id, actor.id);

/** Two people are asked for: somebody who may be one of these under another account is not known to be another. */
const mayBeActor = ({ authority, actor }: Situation, id: string): boolean => mayBeSame(authority, id, actor.id);

function whyNotAnother(
  { situation }: Asked,
  others: readonly Person[],
  code: 'implementer-verifies' | 'own-emergency',
): Decision | undefined {
  if (situation.authority.programs?.includes(situation.actor.id)) return refused('barred-program');
  if (others.some(({ id }) => isActor(situation, id))) return refused(code);
  return others.some(({ id }) => mayBeActor(situation, id)) ? refused('role-unreadable') : undefined;
}

/** Whether a concern, condition or proposal is the one that is named; people write `c1` for `C1`. */
export function isNamed({ id }: { readonly id: string }, named: string): boolean {
  return id.toLowerCase() === named.toLowerCase();
}

/** Whose act it is that waits for its second (`rules.md 3.4`). */
export function isProposer({ pendingAct }: ChangeState, situation: Situation): boolean {
  return pendingAct !== undefined && isActor(situation, pendingAct.by.id);
}
