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
  /** Who holds the roles under the policy that stands now, where it is another: what a role grants takes both, what it bars either (`rules.md 4.3`). */
  readonly also?: Authority['roles'];
  /** Instant at which the oldest of these facts was read. */
  readonly asOf: string;
}

export type Holds = 'yes' | 'no' | 'unknown';

/** Whether a person holds a role. `unknown` must be treated as "no" by whoever grants, and as "yes" by whoever bars. */
export function holds(authority: Authority, role: Role, personId: string): Holds {
  const answers = policiesOf(authority).map((one) => holdsUnder(one, role, personId));
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

/** The same facts as each of the policies has them. */
export function policiesOf({ also, ...authority }: Authority): readonly Authority[] {
  return also ? [authority, { ...authority, roles: also }] : [authority];
}

function holdsUnder(authority: Authority, role: Role, personId: string): Holds {
  const members = authority.roles[role];
  if (!members) return 'no';
  if (members.people.some((person) => samePerson(authority, person.id, personId))) return 'yes';
  return members.unreadable.length > 0 ? 'unknown' : 'no';
}

/** Of a request that is decided under one policy while another stands. */
export function both(pinned: Authority, current: Authority): Authority {
  return {
    roles: pinned.roles,
    also: current.roles,
    aliases: joined([...pinned.aliases, ...current.aliases]),
    asOf: pinned.asOf < current.asOf ? pinned.asOf : current.asOf,
  };
}

/** Groups that share somebody are one. */
function joined(groups: Authority['aliases']): Authority['aliases'] {
  return groups.reduce<readonly (readonly string[])[]>((known, group) => {
    const touching = known.filter((one) => one.some((id) => group.includes(id)));
    const apart = known.filter((one) => !touching.includes(one));
    return [...apart, [...new Set([...touching.flat(), ...group])]];
  }, []);
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
  return holdsAny(authority, PROVIDER_ROLES, personId);
}

/** Whether a person holds any of the roles, under any of the policies. */
export function holdsAny(authority: Authority, roles: readonly Role[], personId: string): Holds {
  const answers = policiesOf(authority).flatMap((one) => roles.map((role) => holdsUnder(one, role, personId)));
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}
