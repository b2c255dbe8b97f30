/** Whom a form names: people of its tracker by their accounts, and people of other trackers as they were. */
import type { Person } from '../content/person.ts';

export interface Names {
  /** What ids of people of this tracker begin with, before the colon. */
  readonly home: string;
  /** What the tracker calls whom the form names, by account: a name that comes with a form is whatever its sender's browser says. */
  readonly called: ReadonlyMap<string, string>;
}

export const personOf = (account: string, { home, called }: Names): Person => ({
  id: `${home}:${account}`,
  name: called.get(account) ?? account,
});

/** The account of a person of this tracker; of people of other trackers their whole id, which no account is. */
export const accountOf = ({ id }: Person, home: string): string =>
  id.startsWith(`${home}:`) ? id.slice(home.length + 1) : id;

/** The form cannot pick people of other trackers, so one who is left as they were stays who they are. */
export function ownerOf(account: string, before: Person | undefined, names: Names): Person {
  if (!before || accountOf(before, names.home) !== account) return personOf(account, names);
  return { id: before.id, name: names.called.get(account) ?? before.name };
}
