/** Who is a program, as the policies list them: by its account, whatever that is called by now, or else by its name (`rules.md 4.4`, `6.3`). */
import type { Person } from '../content/person.ts';
import { entryNamed } from './account.ts';
import type { Authority } from './authority.ts';
import type { Policy } from './policy.ts';

/** Whether somebody is a program by any of the policies; names are said without regard to case, as trackers take them. */
export function isProgram(
  { programs = [] }: Pick<Authority, 'programs'>,
  policies: readonly Pick<Policy, 'bots'>[],
  person: Person,
): boolean {
  // Its name may be another by now, or be erased.
  return programs.includes(person.id) || policies.some(({ bots }) => bots.some((entry) => lists(entry, person)));
}

/** An entry says an id, a name, or, in Jira, the account without its tracker. */
function lists(entry: string, { id, name }: Person): boolean {
  const named = entryNamed(entry);
  if (named.id !== undefined) return named.id === id;
  return entry.toLowerCase() === name.toLowerCase() || entry === id.slice(id.indexOf(':') + 1);
}
