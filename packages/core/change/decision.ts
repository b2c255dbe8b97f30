/** The shape of a decision and the few guards that many commands ask. */
import { barred } from '../approval/eligible.ts';
import type { Ballot } from '../approval/tally.ts';
import type { Person } from '../content/person.ts';
import { holds, mayBeSame, surelySame } from '../policy/authority.ts';
import type { Policy } from '../policy/policy.ts';
import type { Role } from '../policy/role.ts';
import type { ChangeEvent } from './event.ts';
import { type GivenFor, type Refusal, type RefusalCode, refuse } from './refusal.ts';
import type { Situation } from './situation.ts';
import type { Stage, TransitionRule } from './stage.ts';
import type { ChangeState } from './state.ts';
import { unrecordableEdit } from './unrecordable.ts';

export type Decision = { readonly events: readonly ChangeEvent[] } | { readonly refusal: Refusal };

export function happens(...events: readonly ChangeEvent[]): Decision {
  return { events };
}

export function refused<Code extends RefusalCode>(code: Code, ...given: GivenFor<Code>): Decision {
  return { refusal: refuse(code, ...given) };
}

/** The event that moves a request along one rule of the table. */
export function move(rule: TransitionRule, state: ChangeState, to: Stage, reason?: string): ChangeEvent {
  const claims = to === 'implementing' ? ({ claims: true } as const) : {};
  return { type: 'moved', rule, from: state.stage, to, ...(reason ? { reason } : {}), ...claims };
}

/** `undefined` when the request is in one of the stages. */
export function outside(state: ChangeState, stages: readonly Stage[]): Decision | undefined {
  if (stages.includes(state.stage)) return undefined;
  if (state.stage === 'closed' || state.stage === 'withdrawn') return refused('already-final', { stage: state.stage });
  return refused('not-in-this-stage', { stage: state.stage, stages });
}

/** In the light profile the lead stands for everyone on the provider's side (`rules.md 3.3`). */
const LEAD_IS: readonly Role[] = [
  'change-manager',
  'assessor',
  'technical-expert',
  'project-manager',
  'chair',
  'owner',
  'verifier',
  'emergency-authority',
];

/** Who stands in for a role that a policy does not fill. Seats have no stand-ins; nor has the emergency authority. */
const STAND_INS: Partial<Record<Role, readonly Role[]>> = {
  'change-manager': ['project-manager'],
  assessor: ['change-manager', 'project-manager', 'technical-expert'],
  chair: ['project-manager'],
  verifier: ['quality', 'technical-expert', 'project-manager', 'customer'],
};

/** The roles of the policy whose holders may act as the given role. */
export function rolesActingAs(policy: Policy, role: Role): readonly Role[] {
  const roles: Role[] = [role];
  if (!policy.roles[role]) roles.push(...(STAND_INS[role] ?? []));
  if (policy.profile === 'light' && LEAD_IS.includes(role)) roles.push('lead');
  return roles;
}

/** Somebody, and what says which roles they hold. */
type Acting = Pick<Situation, 'actor' | 'authority' | 'policy'>;

export function isRequester(state: ChangeState, situation: Pick<Acting, 'actor' | 'authority'>): boolean {
  const same = (person: Person | undefined) =>
    person !== undefined && surelySame(situation.authority, person.id, situation.actor.id);
  return same(state.requester) || same(state.onBehalfOf);
}

/** Whom the plan names for its steps, as far as this project has had a say: a plan that came along from another project names people by its policy, until it is written anew, approved or ratified here (`rules.md 6.4`, T13). */
export function stepOwners({
  content,
  isPlanOfElsewhere,
}: Pick<ChangeState, 'content' | 'isPlanOfElsewhere'>): readonly Person[] {
  return isPlanOfElsewhere ? [] : (content.plan?.steps ?? []).flatMap(({ owner }) => owner ?? []);
}

/** Whoever the plan names for a step implements this request. A pull request alone makes nobody more than its author: anyone can open one. */
function ownsStep(state: ChangeState, { actor, authority }: Acting): boolean {
  return stepOwners(state).some(({ id }) => surelySame(authority, id, actor.id));
}

/** Whether the actor holds any of the roles: the accountable owner of this request counts as `owner`, its requester as `requester`. */
export function hasRole(state: ChangeState, situation: Acting, wanted: readonly Role[]): 'yes' | 'no' | 'unknown' {
  const { actor, authority, policy } = situation;
  let unknown = false;
  for (const role of wanted) {
    if (role === 'requester' && isRequester(state, situation)) return 'yes';
    if (role === 'owner' && state.owner && surelySame(authority, state.owner.id, actor.id)) return 'yes';
    if (role === 'implementer' && ownsStep(state, situation)) return 'yes';
    for (const acting of rolesActingAs(policy, role)) {
      const answer = holds(authority, acting, actor.id);
      if (answer === 'yes') return 'yes';
      if (answer === 'unknown') unknown = true;
    }
  }
  return unknown ? 'unknown' : 'no';
}

/** Whoever may say after the fact what an emergency was: the chair, or who acts as one, but not who started it (`rules.md 4.8`). */
export function ratifiers(
  { emergency }: Pick<ChangeState, 'emergency'>,
  { policy, authority }: Pick<Situation, 'policy' | 'authority'>,
): readonly Person[] {
  const found = new Map<string, Person>();
  for (const role of rolesActingAs(policy, 'chair'))
    for (const person of authority.roles[role]?.people ?? []) {
      const isStarter = emergency !== undefined && mayBeSame(authority, emergency.by.id, person.id);
      if (!isStarter && holds(authority, role, person.id) === 'yes') found.set(person.id, person);
    }
  return [...found.values()];
}

/** `undefined` when the actor holds one of the roles; a refusal otherwise, also when it cannot be known. */
export function lacksRole(state: ChangeState, situation: Situation, wanted: readonly Role[]): Decision | undefined {
  const answer = hasRole(state, situation, wanted);
  if (answer === 'yes') return undefined;
  return refused(answer === 'unknown' ? 'role-unreadable' : 'needs-role', { roles: wanted });
}

/** A member of this request's board who is not barred from it: whoever could fill one of its seats. */
export function isBoardMember(state: ChangeState, situation: Situation): boolean {
  const { actor, authority, policy } = situation;
  const seats = state.seats.length > 0 ? state.seats : policy.seats.minor;
  return seats.some((seat) => {
    if (seat === 'member') return false;
    if (holds(authority, seat, actor.id) !== 'yes') return false;
    return seat === 'customer' || barred(authority, authorshipOf(state), actor.id) === undefined;
  });
}

export function authorshipOf(state: ChangeState): Ballot['authorship'] {
  return {
    requester: state.requester,
    authors: state.authors,
    ...(state.onBehalfOf ? { onBehalfOf: state.onBehalfOf } : {}),
    ...(state.represented ? { represented: state.represented } : {}),
    ...(state.programs ? { programs: state.programs } : {}),
  };
}

/** The state as the tally sees it. */
export function ballotOf(state: ChangeState): Ballot {
  return {
    content: state.content,
    authorship: authorshipOf(state),
    class: state.class,
    seats: state.seats,
    round: state.round,
    votes: state.votes,
    isOverdue: state.reminded?.share === 100,
    unrecordable: unrecordableEdit(state),
  };
}
