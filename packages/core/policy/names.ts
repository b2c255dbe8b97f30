/** Every account and team that a policy names, so that a surface can read them all before anything is decided on them. */
import type { Policy } from './policy.ts';

export interface PolicyNames {
  /** Logins without `@`, each once, sorted. */
  readonly users: readonly string[];
  /** `org/team-slug`, each once, sorted. */
  readonly teams: readonly string[];
}

/** The names behind all roles and aliases; bots and exempt authors decide nothing and are not among them. */
export function roleNames(policy: Pick<Policy, 'roles' | 'aliases'>): PolicyNames {
  const fillings = Object.values(policy.roles).filter((filling) => filling !== undefined);
  const once = (names: readonly string[]) => [...new Set(names)].sort();
  return {
    users: once([
      ...fillings.flatMap(({ users, alternate }) => [...users, ...(alternate === undefined ? [] : [alternate])]),
      ...policy.aliases.flat(),
    ]),
    teams: once(fillings.flatMap((filling) => filling.teams)),
  };
}
