/** Who held the roles of a policy when it was put in force, as ids: names change, and the chain holds none (`rules.md 5.6`, `7.2`). */
import { z } from 'zod';
import type { Authority } from '../policy/authority.ts';
import { UNREAD } from '../policy/meaning.ts';
import type { Policy } from '../policy/policy.ts';
import type { Role } from '../policy/role.ts';

const holdersSchema = z.object({
  /** Ids of everybody who held it, by name or in a team, in order. */
  people: z.array(z.string()),
  /** Teams whose members are among them, as the tracker names them in the policy. */
  teams: z.array(z.string()),
  /** So many of its users and teams could not be read: who they are is not known. */
  unread: z.number().int(),
  /** So many people without an account. */
  contacts: z.number().int(),
});

export const rolesSchema = z.object({
  /** Instant of the oldest reading among them, ISO 8601. */
  asOf: z.string(),
  /** By role; a role that the policy does not fill is absent. */
  holders: z.record(z.string(), holdersSchema),
  /** Ids of the accounts that its text names, in the order of `named.ts`; absent where they are not known. */
  accounts: z.array(z.string()).optional(),
  /** Ids of the teams that its text names, in the order of `named.ts`; absent in entries from before they were bound. */
  teamIds: z.array(z.string()).optional(),
});

export type RolesOnRecord = z.infer<typeof rolesSchema>;

/** Whether the record says whom the policy means by its names. */
export function isBound(roles: RolesOnRecord | undefined): boolean {
  return roles?.accounts !== undefined && roles.teamIds !== undefined;
}

/** Whether some of its names are not bound, because the tracker refused to show whom they meant. */
export function isUnread(roles: RolesOnRecord | undefined): boolean {
  return [...(roles?.accounts ?? []), ...(roles?.teamIds ?? [])].includes(UNREAD);
}

/** What was bound stays; what could not be read then is what it is found to be now. */
export function withRead(roles: RolesOnRecord, now: RolesOnRecord): RolesOnRecord {
  const filled = (was: readonly string[] = [], is: readonly string[] = []): string[] =>
    was.map((id, index) => (id === UNREAD && was.length === is.length ? (is[index] ?? id) : id));
  const { accounts, teamIds } = roles;
  return {
    ...roles,
    ...(accounts ? { accounts: filled(accounts, now.accounts) } : {}),
    ...(teamIds ? { teamIds: filled(teamIds, now.teamIds) } : {}),
  };
}

/** What the record says of a policy's roles. */
export function rolesOnRecord(policy: Policy, authority: Authority): RolesOnRecord {
  const holders: RolesOnRecord['holders'] = {};
  for (const role of Object.keys(policy.roles).sort() as Role[]) {
    const { users, teams, contacts } = policy.roles[role] ?? { users: [], teams: [], contacts: [] };
    const named = [...users, ...teams];
    const { people, unreadable } = authority.roles[role] ?? { people: [], unreadable: named };
    // What is none of its names stands for all of them.
    const unread = unreadable.every((one) => named.includes(one)) ? unreadable : named;
    holders[role] = {
      people: [...new Set(people.map(({ id }) => id))].sort(),
      teams: teams.filter((one) => !unread.includes(one)).sort(),
      unread: unread.length,
      contacts: contacts.length,
    };
  }
  return { asOf: authority.asOf, holders };
}
