/** What a tracker's adapter has to find out about the outside, and what a decision is made of it. Closed where it cannot be known. */
import type { ItemsNow } from './approval/tally.ts';
import { workingDeadline } from './calendar/clock.ts';
import { calendarOf } from './calendar/project.ts';
import type { Command } from './change/command.ts';
import type { Situation } from './change/situation.ts';
import { DECIDED } from './change/stage.ts';
import type { ChangeState } from './change/state.ts';
import type { Person } from './content/person.ts';
import type { AffectedItem } from './content/request.ts';
import type { GateSituation } from './gate/change.ts';
import type { PolicyState } from './gate/merge.ts';
import type { Authority } from './policy/authority.ts';
import { closedPolicy } from './policy/closed.ts';
import type { Policy } from './policy/policy.ts';
import { ROLES, type Role } from './policy/role.ts';

/** Facts of one project at this moment. What cannot be read is said to be unreadable, never empty; `Transient` where asking again may help. */
export interface Facts {
  /** UTC instant, ISO 8601 with milliseconds. */
  now(): string;
  /** The policy that stands now. */
  policy(): Promise<PolicyState>;
  /** The policy of a version that was pinned; unreadable when it was not kept. */
  pinned(version: string): Promise<PolicyState>;
  /** Keeps the policy under its version, so that requests can go on being decided under it. Twice is once. */
  pin(policy: Policy): Promise<void>;
  /** Who holds which role. */
  authority(policy: Policy): Promise<Authority>;
  /** The controlled content of these items, as digests. */
  items(items: readonly AffectedItem[], policy: Policy): Promise<ItemsNow>;
  /** Another change request of the project by what people call it. */
  request(label: string): Promise<ChangeState | undefined>;
  /** Labels of the emergencies of the project whose retrospective review is overdue (4.8). */
  overdueReviews(): Promise<readonly string[]>;
}

/**
 * The policy that a request is decided under: the pinned one while it is before the board or decided, otherwise the current one (7.2).
 * A freeze binds everybody from the moment it stands (6.1): those of the current policy hold for a pinned one, too.
 */
export async function policyFor(facts: Facts, state: ChangeState | undefined): Promise<PolicyState> {
  const pinned = state?.policy !== undefined && (state.stage === 'in-review' || DECIDED.includes(state.stage));
  const version = pinned ? state.policy : undefined;
  const [current, own] = await Promise.all([facts.policy(), version === undefined ? undefined : facts.pinned(version)]);
  if (!own) return current;
  if (own.kind !== 'in-force' || current.kind !== 'in-force' || own.policy.version === current.policy.version)
    return own;
  return { kind: 'in-force', policy: { ...own.policy, freezes: [...own.policy.freezes, ...current.policy.freezes] } };
}

/** What a gate, a comment or a page is computed from. */
export async function gateSituation(
  facts: Facts,
  state: PolicyState,
  items: readonly AffectedItem[],
): Promise<GateSituation> {
  const now = facts.now();
  const policy = state.kind === 'in-force' ? state.policy : closedPolicy();
  const [authority, itemsNow] = await Promise.all([
    state.kind === 'in-force' ? facts.authority(policy) : unreadableAuthority(ROLES, now),
    facts.items(items, policy),
  ]);
  return { now, policy, authority, items: itemsNow };
}

/** What a decision is made of. */
export async function situationFor(
  facts: Facts,
  actor: Person,
  state: PolicyState,
  items: readonly AffectedItem[],
  command: Command,
): Promise<Situation> {
  const [gate, others] = await Promise.all([gateSituation(facts, state, items), othersFor(facts, command)]);
  const calendar = await calendarOf(gate.policy, gate.now);
  return { ...gate, ...others, actor, workingDaysLater: (from, days) => workingDeadline(from, days, calendar) };
}

/** What a command has to know of other requests; most need nothing. */
async function othersFor(facts: Facts, command: Command): Promise<Pick<Situation, 'named' | 'overdueReviews'>> {
  if (command.type === 'supersede') return { named: (await facts.request(command.successor)) ?? 'unknown' };
  if (command.type === 'emergency') return { overdueReviews: await facts.overdueReviews() };
  return {};
}

/** An authority of which nothing can be told: it grants nobody anything and ends nobody's vote. */
export function unreadableAuthority(roles: readonly Role[], now: string): Authority {
  const members = { people: [], unreadable: ['policy'] };
  return { roles: Object.fromEntries(roles.map((role) => [role, members])), aliases: [], asOf: now };
}
