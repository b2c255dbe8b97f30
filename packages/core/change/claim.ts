/** Who may say that work implements a request, and whether somebody has (`rules.md 6.4`). What the work may touch is asked elsewhere. */
import type { Person } from '../content/person.ts';
import { type Holds, holds, surelySame } from '../policy/authority.ts';
import type { Policy } from '../policy/policy.ts';
import { isProgram } from '../policy/program.ts';
import type { Role } from '../policy/role.ts';
import type { Command } from './command.ts';
import { type Decision, happens, hasRole, refused, stepOwners } from './decision.ts';
import { isBefore } from './earlier.ts';
import type { Situation } from './situation.ts';
import type { ChangeState, LinkedWork } from './state.ts';

/** Why nobody has claimed work; `undefined` where somebody has. */
export type Unclaimed = 'needed' | 'agent' | 'fork' | 'pushed' | 'named' | 'unseen' | 'lapsed' | 'unreadable';

export type Asking = Pick<Situation, 'policy' | 'authority' | 'current'>;

/** Roles whose holders claim by themselves where the policy says `role`. */
const CLAIMING: readonly Role[] = ['owner', 'lead', 'implementer'];

/** What grants more takes both policies, that under which it is decided and that of now (`rules.md 4.3`); what bars takes either. */
function asked({ policy, current, authority }: Asking): {
  readonly claim: Policy['merge']['claim'];
  isProgram(person: Person): boolean;
} {
  const both = [policy, ...(current ? [current] : [])];
  const claims = both.map((one) => one.merge.claim);
  return {
    claim: STRICTEST.find((one) => claims.includes(one)) ?? 'accepted',
    isProgram: (person) => isProgram(authority, both, person),
  };
}

const STRICTEST = ['accepted', 'role', 'anyone'] as const;

/** The commit that is asked about. */
export interface AskedHead {
  readonly commit: string;
  /** Its author was seen to bring it, and all that it was pushed upon. */
  readonly isSeen: boolean;
  /** What it was pushed upon, as far as its author was seen to push, down to what nobody was. */
  readonly upon?: readonly string[];
}

/** @param head absent where only what is on record counts */
export function whyNotClaimed(
  state: ChangeState,
  work: LinkedWork,
  asking: Asking,
  head?: AskedHead,
): Unclaimed | undefined {
  const { accepted } = work;
  const given = accepted?.by ? mayAccept(state, asking, accepted.by) : 'yes';
  if (!accepted || given !== 'yes') {
    const why = whyNotBySelf(state, work, asking, head);
    if (!accepted || !why) return why;
    return given === 'unknown' ? 'unreadable' : 'lapsed';
  }
  if (!head || head.isSeen || accepted.head === undefined) return undefined;
  return [head.commit, ...(head.upon ?? [])].includes(accepted.head) ? undefined : 'unseen';
}

/** Why it is not claimed by who its author is. */
function whyNotBySelf(
  state: ChangeState,
  work: LinkedWork,
  asking: Asking,
  head: AskedHead | undefined,
): Unclaimed | undefined {
  const { claim, isProgram: isOne } = asked(asking);
  const origin = work.by && isOne(work.by) ? 'agent' : (work.origin ?? 'own');
  if (origin !== 'own') return origin;
  if (claim === 'anyone') return undefined;
  if (work.pushedByOthers) return 'pushed';
  if (head && !head.isSeen) return 'unseen';
  if (claim === 'accepted' || !work.by) return 'needed';
  // By a role somebody says what their own work is, and not what another made of it.
  if (work.namedByOthers) return 'named';
  const answer = hasRole(state, { ...asking, actor: work.by }, CLAIMING);
  return answer === 'yes' ? undefined : answer === 'no' ? 'needed' : 'unreadable';
}

/** Work whose claim stands: it starts what is approved (T12). */
export function claimedWork(state: ChangeState, asking: Asking): readonly LinkedWork[] {
  return state.work.filter((one) => !whyNotClaimed(state, one, asking));
}

/** Open work that waits for somebody to accept it. */
export function unacceptedWork(state: ChangeState, asking: Asking): readonly LinkedWork[] {
  return state.work.filter((one) => !one.merged && whyNotClaimed(state, one, asking));
}

/** Where a policy names no project manager the lead stands for one. */
const managing = ({ policy }: Asking): Role => (policy.roles['project-manager'] ? 'project-manager' : 'lead');

/** Those who may accept work, as far as they are known: the owner, whoever owns a step, the project manager, and who started an emergency. */
export function acceptors(state: ChangeState, asking: Asking): readonly Person[] {
  const role = managing(asking);
  const named = asking.authority.roles[role]?.people ?? [];
  const managers = named.filter(({ id }) => holds(asking.authority, role, id) === 'yes');
  const { owner, emergency } = state;
  const all = [...(owner ? [owner] : []), ...stepOwners(state), ...managers, ...(emergency ? [emergency.by] : [])];
  return all.filter(
    (one, at) => all.findIndex(({ id }) => surelySame(asking.authority, id, one.id) || id === one.id) === at,
  );
}

/** Whether somebody may accept work: asked when it is said, and for as long as that is to count. Never a program, in whosever name. */
function mayAccept(state: ChangeState, asking: Asking, giver: Person): Holds {
  const { authority } = asking;
  if (asked(asking).isProgram(giver)) return 'no';
  if (acceptors(state, asking).some(({ id }) => surelySame(authority, id, giver.id))) return 'yes';
  return holds(authority, managing(asking), giver.id);
}

/** Whether an acceptance counts for who gave it; of what older versions let pass nobody is known. */
export function isGiven(state: ChangeState, { by }: NonNullable<LinkedWork['accepted']>, asking: Asking): boolean {
  return !by || mayAccept(state, asking, by) === 'yes';
}

/** Why somebody may not accept work. */
export function whyNoAcceptor(state: ChangeState, situation: Situation): Decision | undefined {
  const roles = ['owner', 'implementer', managing(situation)] as const;
  const answer = mayAccept(state, situation, situation.actor);
  if (answer === 'yes') return undefined;
  return refused(answer === 'unknown' ? 'role-unreadable' : 'needs-role', { roles });
}

/** The work that somebody speaks of. */
export function workMeant(state: ChangeState, { work, id }: Pick<Accepting, 'work' | 'id'>): LinkedWork | undefined {
  return id === undefined ? workNamed(state, work) : state.work.find((one) => one.id === id);
}

/** The work that is named, by what people call it. */
function workNamed({ work }: ChangeState, label: string): LinkedWork | undefined {
  const plain = label.trim().toLowerCase();
  return work.find((one) => one.label.toLowerCase() === plain) ?? work.find(({ id }) => id === label);
}

/** Whether it became what it is when it was accepted, or later: of that its writer knew nothing. Two things of one second have no order. */
function isMovedSince(
  { since, pushedAt }: LinkedWork,
  { saidAt, headAt }: Pick<Accepting, 'saidAt' | 'headAt'>,
): boolean {
  if (saidAt === undefined) return false;
  const isAfter = [pushedAt, headAt].some((at) => at !== undefined && !isBefore(at, saidAt));
  return isAfter || (since !== undefined && isBefore(saidAt, since));
}

type Accepting = Extract<Command, { type: 'accept' }>;

export function accept(state: ChangeState, command: Accepting, situation: Situation): Decision {
  const { work: named } = command;
  const { actor } = situation;
  const work = workMeant(state, command);
  // What is accepted is the work as it was last told of.
  const head = command.head ?? work?.head;
  if (!work) return refused('no-such-work', { work: named, known: state.work.map(({ label }) => label) });
  if (work.merged) return refused('work-over', { work: work.label });
  const isOther = command.seen !== undefined && command.seen !== head;
  if (isOther || isMovedSince(work, command)) return refused('work-moved', { work: work.label });
  const { accepted } = work;
  // Of what counts no more for its giver's sake, somebody else's word is news.
  const isSame =
    accepted !== undefined && isGiven(state, accepted, situation) && (head === undefined || accepted.head === head);
  return isSame
    ? happens()
    : happens({ type: 'work-accepted', work: work.id, label: work.label, ...(head ? { head } : {}), by: actor });
}
