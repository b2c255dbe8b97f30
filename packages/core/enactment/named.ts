/** The accounts that a policy names, in an order that its text tells: the record holds ids, and who is called what is read in the text (`rules.md 5.6`). */
import type { Person } from '../content/person.ts';
import type { Policy } from '../policy/policy.ts';

/** Every account's name in a policy, once, lower case: of roles, of aliases and of exempt authors. Members of teams are not named there. */
export function accountNames({ roles, aliases, merge }: Policy): readonly string[] {
  const inRoles = Object.values(roles).flatMap((filling) => filling?.users ?? []);
  const names = [...inRoles, ...aliases.flat(), ...merge.exemptAuthors];
  return [...new Set(names.map((name) => name.toLowerCase()))].sort();
}

/** Ids by name, lower case; empty for a name that was nobody's. */
export type Meant = ReadonlyMap<string, string>;

/** Whether somebody is who the name means; so is whoever has a name of which nothing is known. */
export function isMeant(meant: Meant | undefined, { id, name }: Person): boolean {
  const known = meant?.get(name.toLowerCase());
  return known === undefined || known === id;
}

/** Whom each name means, by ids in the order of `accountNames`; `undefined` where they are not those of this policy. */
export function meantBy(policy: Policy, accounts: readonly string[] | undefined): Meant | undefined {
  const names = accountNames(policy);
  if (accounts?.length !== names.length) return undefined;
  return new Map(names.map((name, index) => [name, accounts[index] ?? '']));
}
