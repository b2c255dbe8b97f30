/** The accounts and teams that a policy names, in an order that its text tells: the record holds ids, and who is called what is read in the text (`rules.md 5.6`). */
import type { Person } from '../content/person.ts';
import { isAddress } from '../policy/contact.ts';
import { UNREAD } from '../policy/meaning.ts';
import type { Policy } from '../policy/policy.ts';
import type { RolesOnRecord } from './roles.ts';

/** Every account's name in a policy, once, lower case: of roles, of aliases, of exempt authors and bumps and, behind these, of programs and alternates. Members of teams are not named there. */
export function accountNames(policy: Policy): readonly string[] {
  const before = withoutPrograms(policy);
  const programs = once(programNames(policy)).filter((name) => !before.includes(name));
  const known = [...before, ...programs];
  return [...known, ...once(alternateNames(policy)).filter((name) => !known.includes(name))];
}

/** Accounts of people's kind that a policy lists as programs; an app's account is known for one wherever it is met. */
export function programNames({ bots }: Pick<Policy, 'bots'>): readonly string[] {
  return bots.filter((name) => !name.endsWith('[bot]'));
}

function alternateNames({ roles }: Policy): readonly string[] {
  return Object.values(roles).flatMap((filling) => filling?.alternate ?? []);
}

/** As versions put them on record that asked of no program's account. */
function withoutPrograms({ roles, aliases, merge }: Policy): readonly string[] {
  const inRoles = Object.values(roles).flatMap((filling) => filling?.users ?? []);
  return once([
    ...inRoles,
    ...aliases.flat().filter((one) => !isAddress(one)),
    ...merge.exemptAuthors,
    ...(merge.exemptBumps ?? []),
  ]);
}

/** Every team's name in a policy, once, lower case. */
export function teamNames({ roles }: Policy): readonly string[] {
  return once(Object.values(roles).flatMap((filling) => filling?.teams ?? []));
}

const once = (names: readonly string[]): readonly string[] =>
  [...new Set(names.map((name) => name.toLowerCase()))].sort();

/** Ids by name, of accounts and of teams, lower case; empty for a name that was nobody's, `UNREAD` for one that could not be read. */
export type Meant = ReadonlyMap<string, string>;

/** Whether somebody is who the name means; so is whoever has a name of which nothing is on record. `unread`: what it meant could not be read. */
export function isMeant(meant: Meant | undefined, { id, name }: Person): boolean | 'unread' {
  const known = meant?.get(name.toLowerCase());
  if (known === UNREAD) return 'unread';
  return known === undefined || known === id;
}

/** Whom each name means, by ids in the order of `accountNames` and `teamNames`; `undefined` where they are not those of this policy. */
export function meantBy(
  policy: Policy,
  roles: Pick<RolesOnRecord, 'accounts' | 'teamIds'> | undefined,
): Meant | undefined {
  const accounts = paired([accountNames(policy), withoutPrograms(policy)], roles?.accounts);
  const teams = paired([teamNames(policy)], roles?.teamIds);
  return accounts || teams ? new Map([...(accounts ?? []), ...(teams ?? [])]) : undefined;
}

/** @param listings of which one has as many names as there are ids, if any has */
function paired(
  listings: readonly (readonly string[])[],
  ids: readonly string[] | undefined,
): readonly (readonly [string, string])[] | undefined {
  const names = listings.find(({ length }) => length === ids?.length);
  if (!ids || !names) return undefined;
  return names.map((name, index) => [name, ids[index] ?? ''] as const);
}
