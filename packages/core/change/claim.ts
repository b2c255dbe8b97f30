/** Who may say that work implements a request, and whether somebody has (`rules.md 6.4`). What the work may touch is asked elsewhere. */
import type { Person } from '../content/person.ts';
import { holds, samePerson } from '../policy/authority.ts';
import type { Role } from '../policy/role.ts';
import { type Decision, happens, hasRole, refused } from './decision.ts';
import type { Situation } from './situation.ts';
import type { ChangeState, LinkedWork } from './state.ts';

/** Why nobody has claimed work; `undefined` where somebody has. */
export type Unclaimed = 'needed' | 'agent' | 'fork' | 'pushed' | 'unseen' | 'unreadable';

type Asking = Pick<Situation, 'policy' | 'authority'>;

/** Roles whose holders claim by themselves where the policy says `role`. */
const CLAIMING: readonly Role[] = ['owner', 'lead', 'implementer'];

/**
 * @param head the commit that is asked about, and whether its author was seen to bring it; absent where only what is on record counts
 */
export function whyNotClaimed(
  state: ChangeState,
  work: LinkedWork,
  asking: Asking,
  head?: { readonly commit: string; readonly isSeen: boolean },
): Unclaimed | undefined {
  const { claim } = asking.policy.merge;
  const { accepted } = work;
  const origin = work.by && isListedProgram(asking.policy, work.by) ? 'agent' : (work.origin ?? 'own');
  if (accepted)
    return head && !head.isSeen && accepted.head !== undefined && accepted.head !== head.commit ? 'unseen' : undefined;
  if (origin !== 'own') return origin;
  if (claim === 'anyone') return undefined;
  if (work.pushedByOthers) return 'pushed';
  if (head && !head.isSeen) return 'unseen';
  if (claim === 'accepted' || !work.by) return 'needed';
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
  const steps = (state.content.plan?.steps ?? []).flatMap(({ owner }) => owner ?? []);
  const managers = asking.authority.roles[managing(asking)]?.people ?? [];
  const { owner, emergency } = state;
  const all = [...(owner ? [owner] : []), ...steps, ...managers, ...(emergency ? [emergency.by] : [])];
  return all.filter(
    (one, at) => all.findIndex(({ id }) => samePerson(asking.authority, id, one.id) || id === one.id) === at,
  );
}

/** A policy names a program as its tracker knows it: by its login, or by its account, whatever that is called. */
function isListedProgram({ bots }: Asking['policy'], { id, name }: Person): boolean {
  return bots.some((one) => one === name || one === id.slice(id.indexOf(':') + 1));
}

/** Why somebody may not accept work; never a program, in whosever name. */
export function whyNoAcceptor(state: ChangeState, situation: Situation): Decision | undefined {
  const { authority, actor, policy } = situation;
  const roles = ['owner', 'implementer', managing(situation)] as const;
  if (isListedProgram(policy, actor)) return refused('needs-role', { roles });
  if (acceptors(state, situation).some(({ id }) => samePerson(authority, id, actor.id))) return undefined;
  const answer = holds(authority, managing(situation), actor.id);
  return refused(answer === 'unknown' ? 'role-unreadable' : 'needs-role', { roles });
}

/** The work that is named, by what people call it. */
export function workNamed({ work }: ChangeState, label: string): LinkedWork | undefined {
  const plain = label.trim().toLowerCase();
  return work.find((one) => one.label.toLowerCase() === plain) ?? work.find(({ id }) => id === label);
}

export function accept(
  state: ChangeState,
  { work: named, head: asked }: { readonly work: string; readonly head?: string },
  { actor }: Situation,
): Decision {
  const work = workNamed(state, named);
  // What is accepted is the work as it was last told of.
  const head = asked ?? work?.head;
  if (!work) return refused('no-such-work', { work: named, known: state.work.map(({ label }) => label) });
  if (work.merged) return refused('work-over', { work: work.label });
  const isSame = work.accepted !== undefined && (head === undefined || work.accepted.head === head);
  return isSame
    ? happens()
    : happens({ type: 'work-accepted', work: work.id, label: work.label, ...(head ? { head } : {}), by: actor });
}
