/** What a tracker's adapter has to find out about the outside, and what a decision is made of it. Closed where it cannot be known. */

import { type Absence, holdingAt } from './absence/absence.ts';
import type { ItemsNow } from './approval/tally.ts';
import { workingDeadline } from './calendar/clock.ts';
import { calendarOf } from './calendar/project.ts';
import { isOfTheText } from './change/acts.ts';
import type { Command } from './change/command.ts';
import { filesUnder } from './change/filed.ts';
import { homeAfterMoves } from './change/rehome.ts';
import type { AsRecorded, Situation } from './change/situation.ts';
import { DECIDED } from './change/stage.ts';
import type { ChangeState } from './change/state.ts';
import type { Person } from './content/person.ts';
import type { AffectedItem } from './content/request.ts';
import { Transient } from './failure.ts';
import type { GateSituation } from './gate/change.ts';
import { type PolicyState, whyNoPolicy } from './gate/merge.ts';
import { type Authority, both } from './policy/authority.ts';
import { closedPolicy } from './policy/closed.ts';
import type { Policy } from './policy/policy.ts';
import { ROLES, type Role } from './policy/role.ts';

/** Facts of one project at this moment. What cannot be read is said to be unreadable, never empty; `Transient` where asking again may help. */
export interface Facts {
  /** UTC instant, ISO 8601 with milliseconds. */
  now(): string;
  /** The policy that stands now. @param home project that the request moved to, where that is not the one that was asked about */
  policy(home?: string): Promise<PolicyState>;
  /** The policy of a version that was pinned; unreadable when it was not kept. @param home as of `policy` */
  pinned(version: string, home?: string): Promise<PolicyState>;
  /** Keeps the policy under its version, so that requests can go on being decided under it. Twice is once. */
  pin(policy: Policy): Promise<void>;
  /** Who holds which role. */
  authority(policy: Policy): Promise<Authority>;
  /** The controlled content of these items, as digests. */
  items(items: readonly AffectedItem[], policy: Policy): Promise<ItemsNow>;
  /** Whether the tracker still says what is on record of this request. */
  asRecorded(state: ChangeState, policy: Policy): Promise<AsRecorded>;
  /** Another change request of the project by what people call it. */
  request(label: string): Promise<ChangeState | undefined>;
  /** Labels of the emergencies of the project whose retrospective review is overdue (4.8). @param home as of `policy` */
  overdueReviews(home?: string): Promise<readonly string[]>;
  /** Which of these files were erased, by digest. */
  erasedFiles(digests: readonly string[]): Promise<readonly string[]>;
  /** Who said that they are away from the project whose policy was asked for last. */
  absences(): Promise<readonly Absence[]>;
}

/** What says by which policy a request is decided. */
export interface Ground {
  /** The pinned one; absent while the current one decides. */
  readonly version: string | undefined;
  /** The project in which it lives; absent where that is the one that is asked about. */
  readonly home: string | undefined;
}

export function groundOf(state: ChangeState | undefined): Ground {
  const isPinned = state?.policy !== undefined && (state.stage === 'in-review' || DECIDED.includes(state.stage));
  return { version: isPinned ? state.policy : undefined, home: state && homeAfterMoves(state) };
}

/**
 * The policy that a request is decided under: the pinned one while it is before the board or decided, otherwise the current one (7.2).
 * A freeze binds everybody from the moment it stands (6.1): those of the current policy hold for a pinned one, too.
 */
export async function policyFor(
  facts: Facts,
  state: ChangeState | undefined,
  { version, home }: Ground = groundOf(state),
): Promise<PolicyState> {
  const [current, own] = await Promise.all([
    facts.policy(home),
    version === undefined ? undefined : facts.pinned(version, home),
  ]);
  if (!own) return current;
  // A freeze may stand in what nobody can read now, or ever again, and it binds everybody; so does who lost a role by it.
  if (current.kind === 'unreadable') return current;
  // Nobody knows what it allowed: that is said in the language of now.
  if (own.kind === 'unreadable' && current.kind === 'in-force')
    return { ...own, locale: current.policy.locale, ...(own.gone ? { current: current.policy } : {}) };
  if (own.kind !== 'in-force' || current.kind !== 'in-force' || own.policy.version === current.policy.version)
    return own;
  const policy = { ...own.policy, freezes: [...own.policy.freezes, ...current.policy.freezes] };
  return { kind: 'in-force', policy, current: current.policy };
}

/**
 * The policy, unless the tracker does not give it now: whoever decides or shows anything has to wait for it then.
 * @param where the repository or project, for the log
 * @throws Transient with the time after which asking again may help
 */
export function given(state: PolicyState, where: string): PolicyState {
  if (state.kind === 'unreadable' && state.away)
    throw new Transient(`the policy of ${where} could not be read: ${state.detail}`, state.away);
  return state;
}

/** What of a request is looked up outside of its record. */
export interface Touched {
  readonly items: readonly AffectedItem[];
  /** Digests of the files that it rests on. */
  readonly files: readonly string[];
}

export const touchedBy = (state: ChangeState): Touched => ({
  items: state.content.request.items,
  files: filesUnder(state),
});

/** Where no request is looked at. */
export const UNTOUCHED: Touched = { items: [], files: [] };

/** What a comment or a list is computed from. A gate asks for more. */
export async function viewSituation(
  facts: Facts,
  state: PolicyState,
  { items, files }: Touched,
): Promise<Omit<GateSituation, 'asRecorded'>> {
  const now = facts.now();
  const policy =
    state.kind === 'in-force' ? state.policy : closedPolicy(state.kind === 'unreadable' ? state.locale : undefined);
  const current = 'current' in state ? state.current : undefined;
  const [pinned, standing, itemsNow, told, erasedFiles] = await Promise.all([
    state.kind === 'in-force' ? facts.authority(policy) : unreadableAuthority(ROLES, now),
    current && facts.authority(current),
    facts.items(items, policy),
    facts.absences(),
    files.length > 0 ? facts.erasedFiles(files) : [],
  ]);
  const absences = told.filter(({ until }) => now < until);
  const holders = standing ? both(pinned, standing) : pinned;
  const holding = holdingAt(absences, now);
  const authority = holding.length > 0 ? { ...holders, absences: holding } : holders;
  const gone =
    state.kind === 'unreadable' && state.gone
      ? { policyGone: { version: state.detail, how: state.gone } }
      : state.kind === 'in-force'
        ? {}
        : { noPolicy: whyNoPolicy(state) };
  return {
    now,
    policy,
    authority,
    items: itemsNow,
    ...(current ? { current } : {}),
    ...(absences.length > 0 ? { absences } : {}),
    ...(erasedFiles.length > 0 ? { erasedFiles } : {}),
    ...gone,
  };
}

/** What a gate is computed from. */
export async function gateSituation(facts: Facts, policy: PolicyState, state: ChangeState): Promise<GateSituation> {
  const view = await viewSituation(facts, policy, touchedBy(state));
  return { ...view, asRecorded: await facts.asRecorded(state, view.policy) };
}

interface Deciding {
  readonly actor: Person;
  readonly policy: PolicyState;
  /** Those of the request as it is, and as the command would make it. */
  readonly items: readonly AffectedItem[];
  readonly command: Command;
}

/** What a decision is made of. */
export async function situationFor(
  facts: Facts,
  state: ChangeState | undefined,
  { actor, policy, items, command }: Deciding,
): Promise<Situation> {
  const touched = { items, files: state ? filesUnder(state) : [] };
  const [view, others] = await Promise.all([viewSituation(facts, policy, touched), othersFor(facts, command, state)]);
  const rests = state !== undefined && restsOnText(state, command);
  const text = rests ? { asRecorded: await facts.asRecorded(state, view.policy) } : {};
  const calendar = await calendarOf(view.policy, view.now);
  return {
    ...view,
    ...others,
    ...text,
    actor,
    calendar: calendar.version,
    workingDaysLater: (from, days) => workingDeadline(from, days, calendar),
  };
}

/** Work that is linked starts what is approved by itself, whatever the command. */
function restsOnText(state: ChangeState, command: Command): boolean {
  return isOfTheText(command) || command.type === 'link-work' || state.work.length > 0;
}

/** What a command has to know of other requests; most need nothing. */
async function othersFor(
  facts: Facts,
  command: Command,
  state: ChangeState | undefined,
): Promise<Pick<Situation, 'named' | 'overdueReviews'>> {
  if (command.type === 'supersede') return { named: (await facts.request(command.successor)) ?? 'unknown' };
  if (command.type === 'emergency')
    return { overdueReviews: await facts.overdueReviews(state && homeAfterMoves(state)) };
  return {};
}

/** An authority of which nothing can be told: it grants nobody anything and ends nobody's vote. */
function unreadableAuthority(roles: readonly Role[], now: string): Authority {
  const members = { people: [], unreadable: ['policy'] };
  return { roles: Object.fromEntries(roles.map((role) => [role, members])), aliases: [], asOf: now };
}
