/** The policy in force, with every default filled in: what the rest of the core reads. How it is written down is in `key/keys.ts`. */
import type { PlainDate } from '../calendar/date.ts';
import type { Origin } from '../content/request.ts';
import { type ChangeClass, CLASSES, type Yardstick } from '../impact/class.ts';
import type { Control } from '../requirement/controlled.ts';
import type { Edits } from '../requirement/edits.ts';
import type { Locale } from '../text/locale.ts';
import type { AsWritten } from './key/whole.ts';
import type { Profile } from './profile.ts';
import type { Role, SeatRole } from './role.ts';

export type { Locale, Profile };

/** Who fills a role: a union of users and teams by the names the tracker knows them by, and of contacts without an account. */
export interface RoleFilling {
  readonly users: readonly string[];
  /** `org/team-slug`. */
  readonly teams: readonly string[];
  readonly contacts: readonly { readonly name: string; readonly mail: string }[];
  /** To whom its votes go when the board's time is over (`rules.md 4.5`). */
  readonly alternate?: string;
}

export interface MergeGatePolicy {
  /** `observe`: the check says what it would hold back, and holds nothing back (`rules.md 6.1`). */
  readonly mode: 'observe' | 'enforce';
  /** Globs of base branches that are covered; a pull request into another branch needs no change request. */
  readonly branches: readonly string[];
  /** Globs of files that are covered; absent: every file. */
  readonly paths?: readonly string[];
  /** Files and authors that never need a change request. */
  readonly exemptPaths: readonly string[];
  readonly exemptAuthors: readonly string[];
  /** Programs whose new versions of what workflows use pass by themselves; absent where the file does not say. */
  readonly exemptBumps?: readonly string[];
  /** So does the pull request by which the app offers a policy. */
  readonly exemptOnboarding: boolean;
  /** `all`: every covered pull request needs a change request; `linked`: only those that name one are held. */
  readonly covers: 'all' | 'linked';
  /** Who may say that work implements a request (`rules.md 6.4`). */
  readonly claim: 'accepted' | 'role' | 'anyone';
  /** Keys of the Jira projects whose requests open this gate; another project's policy is in other hands. */
  readonly jira: readonly string[];
}

export interface Freeze {
  /** UTC instants; from inclusive, to exclusive. */
  readonly from: string;
  readonly to: string;
  readonly stages: readonly ('start' | 'merge' | 'deploy')[];
  readonly reason: string;
}

/** Keys that are in force as they are written come from their rows (`key/keys.ts`); the others are read by `inforce.ts`. */
export interface Policy extends AsWritten {
  /** Digest of the policy's source: what a change request pins (`rules.md 7.2`). */
  readonly version: string;
  /** The language of comments, checks and labels. */
  readonly locale: Locale;
  /** ISO 4217 code that amounts without a currency are in. */
  readonly currency: string;
  readonly yardstick: Yardstick;
  /** The project's own days off, and days that it works although its calendar has them off. */
  readonly daysOff: readonly PlainDate[];
  readonly makeUpDays: readonly PlainDate[];
  readonly roles: Readonly<Partial<Record<Role, RoleFilling>>>;
  /** Each group of names is one person (`rules.md 4.4`). */
  readonly aliases: readonly (readonly string[])[];
  readonly merge: MergeGatePolicy;
  readonly freezes: readonly Freeze[];
  /** Bots whose comments may carry commands (`rules.md 6.3`). */
  readonly bots: readonly string[];
  /** Relative deviation of actuals from the approved estimate above which T13 asks for a new plan. */
  readonly tolerance: { readonly schedule: number; readonly cost: number };
  /** Label (or issue type) that marks an issue as a requirement under control. */
  readonly requirementLabel: string;
  /** What of a requirement's text is under control (`rules.md 5.2`). */
  readonly controlled: Control;
  /** What follows where a requirement of a baseline is edited and nobody approved it (`rules.md 5.2`). */
  readonly edits: Edits;
}

/** True when the policy names anyone at all as the customer; a project without a customer has another second person (3.3). */
export function hasCustomer(policy: Policy): boolean {
  return policy.roles.customer !== undefined;
}

/** Who is all that a role has, where that is people without an account: they sign by links, and not all of them may (`rules.md 4.7`). */
export function onlyContacts({ roles }: Pick<Policy, 'roles'>, role: Role | SeatRole): readonly string[] {
  const { users = [], teams = [], contacts = [] } = (role === 'member' ? undefined : roles[role]) ?? {};
  return users.length + teams.length > 0 ? [] : contacts.map(({ name }) => name);
}

/** The seats that a class asks for, in the order in which they are shown (`rules.md 3.2`, `3.3`). */
export function seatsFor(policy: Policy, found: ChangeClass, origin: Origin | undefined): readonly SeatRole[] {
  if (policy.profile === 'standard') return policy.seats[found];
  if (origin === 'customer') return ['lead', 'customer'];
  return hasCustomer(policy) ? ['customer'] : ['member'];
}

/**
 * One seat more than these (`rules.md 4.8`): the first that a larger class would add, else the first other role that the policy fills,
 * else any further member. Never none: a board that should be larger is larger.
 */
export function furtherSeat(policy: Policy, seats: readonly SeatRole[], origin: Origin | undefined): SeatRole {
  const larger = CLASSES.flatMap((one) => seatsFor(policy, one, origin));
  const filled = (['sponsor', 'quality', 'safety', 'lead'] as const).filter((role) => policy.roles[role]);
  return [...larger, ...filled].find((seat) => !seats.includes(seat)) ?? 'member';
}
