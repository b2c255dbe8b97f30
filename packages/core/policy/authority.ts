/** Who holds which role right now, as facts that a directory read from the tracker; anything unreadable stays unknown. */
import { NOBODY, type Person } from '../content/person.ts';
import { PROVIDER_ROLES, type Role } from './role.ts';

export interface RoleMembers {
  readonly people: readonly Person[];
  /** Teams or users that could not be read, by name: whoever might be in them is neither in nor out. */
  readonly unreadable: readonly string[];
}

export interface Authority {
  /** Roles that the policy does not fill are absent. */
  readonly roles: Readonly<Partial<Record<Role, RoleMembers>>>;
  /** Groups of person ids that are one and the same human (`rules.md 4.4`). */
  readonly aliases: readonly (readonly string[])[];
  /** Instant at which the oldest of these facts was read. */
  readonly asOf: string;
}

export type Holds = 'yes' | 'no' | 'unknown';

/** Whether a person holds a role. `unknown` must be treated as "no" by whoever grants, and as "yes" by whoever bars. */
export function holds(authority: Authority, role: Role, personId: string): Holds {
  const members = authority.roles[role];
  if (!members) return 'no';
  if (members.people.some((person) => samePerson(authority, person.id, personId))) return 'yes';
  return members.unreadable.length > 0 ? 'unknown' : 'no';
}

/** True when both ids belong to one human, as far as the policy says. */
export function samePerson(authority: Authority, a: string, b: string): boolean {
  if (a === NOBODY.id || b === NOBODY.id) return false;
  return a === b || authority.aliases.some((group) => group.includes(a) && group.includes(b));
}

/** One id that stands for the human behind an id, the same for all aliases. */
export function humanBehind(authority: Authority, personId: string): string {
  const group = authority.aliases.find((one) => one.includes(personId));
  return group ? ([...group].sort()[0] ?? personId) : personId;
}

/** Whether a person is provider staff: holds any role of the provider's side (`rules.md 4.7`). */
export function isProviderStaff(authority: Authority, personId: string): Holds {
  let unknown = false;
  for (const role of PROVIDER_ROLES) {
    const answer = holds(authority, role, personId);
    if (answer === 'yes') return 'yes';
    if (answer === 'unknown') unknown = true;
  }
  return unknown ? 'unknown' : 'no';
}
