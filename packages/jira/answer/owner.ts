/** Whom a form names: people of this site by their accounts, and people of other trackers as they were. */
import type { Person } from '@countersign/core/content/person.ts';
import { accountOf, personOf as personAt } from '../place.ts';

/** What Jira calls whom a form names, by account. */
export type Names = ReadonlyMap<string, string>;

export const personOf = (accountId: string, names: Names): Person =>
  personAt({ accountId, displayName: names.get(accountId) });

/** The form cannot pick people of other trackers, so one who is left as they were stays who they are. */
export function ownerOf(account: string, before: Person | undefined, names: Names): Person {
  if (!before || accountOf(before) !== account) return personOf(account, names);
  return { id: before.id, name: names.get(account) ?? before.name };
}
