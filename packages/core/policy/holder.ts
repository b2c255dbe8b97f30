/** Who holds each role of a policy, asked of a tracker: what cannot be read is unreadable, never empty (`rules.md 4.4`). */
import type { Person } from '../content/person.ts';
import type { Authority, RoleMembers } from './authority.ts';
import type { Policy } from './policy.ts';
import type { Role } from './role.ts';

/** What a tracker knows of people, by the names that its policies use. */
export interface Directory {
  /** Somebody who does not exist is unreadable too: the policy means somebody we cannot tell. */
  user(name: string): Promise<Person | 'unreadable'>;
  /** @returns its members and the instant at which they were read, ISO 8601 */
  team(name: string): Promise<{ readonly people: readonly Person[]; readonly at: string } | 'unreadable'>;
}

/** Reads every role at once. @param now instant, ISO 8601 */
export async function roleHolders(
  directory: Directory,
  policy: Policy,
  now: string,
): Promise<Pick<Authority, 'roles' | 'asOf'>> {
  const roles: Partial<Record<Role, RoleMembers>> = {};
  let asOf = now;
  const filled = Object.entries(policy.roles).map(async ([role, filling]) => {
    const [users, teams] = await Promise.all([
      Promise.all(filling.users.map(directory.user)),
      Promise.all(filling.teams.map(directory.team)),
    ]);
    return { role: role as Role, filling, users, teams };
  });
  for (const { role, filling, users, teams } of await Promise.all(filled)) {
    const people = new Map<string, Person>();
    const unreadable: string[] = [];
    for (const [index, user] of users.entries()) {
      if (user === 'unreadable') unreadable.push(filling.users[index] ?? user);
      else people.set(user.id, user);
    }
    for (const [index, team] of teams.entries()) {
      if (team === 'unreadable') {
        unreadable.push(filling.teams[index] ?? team);
        continue;
      }
      for (const person of team.people) people.set(person.id, person);
      if (team.at < asOf) asOf = team.at;
    }
    roles[role] = { people: [...people.values()], unreadable };
  }
  return { roles, asOf };
}
