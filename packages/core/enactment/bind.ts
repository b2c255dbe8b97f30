/** Whom a policy means by its names as it is put in force: what the policy before it meant, and whoever has a name that is new in it (`rules.md 5.6`). */
import { entryNamed } from '../policy/account.ts';
import { UNREAD } from '../policy/meaning.ts';
import type { Policy } from '../policy/policy.ts';
import { accountNames, type Meant, teamNames } from './named.ts';
import type { RolesOnRecord } from './roles.ts';

type Found = { readonly id: string } | 'nobody' | 'unreadable';

/** Who has a name now. */
export interface NamedNow {
  account(name: string): Promise<Found>;
  team(name: string): Promise<Found>;
}

/**
 * A name that the policy before had goes on meaning the same, so that an edit of something else gives it to nobody; an id that is written means itself.
 * @param before whom the names of the policy before meant; `undefined` where nothing is on record
 */
export async function bind(
  policy: Policy,
  before: Meant | undefined,
  now: NamedNow,
): Promise<Required<Pick<RolesOnRecord, 'accounts' | 'teamIds'>>> {
  const bound = async (entry: string, look: NamedNow['account']): Promise<string> => {
    const { name = entry, id = before?.get(entry) } = entryNamed(entry);
    if (id !== undefined && id !== UNREAD) return id;
    const found = await look(name);
    if (typeof found === 'object') return found.id;
    return found === 'nobody' ? '' : UNREAD;
  };
  const accounts: string[] = [];
  for (const entry of accountNames(policy)) accounts.push(await bound(entry, now.account));
  const teamIds: string[] = [];
  for (const entry of teamNames(policy)) teamIds.push(await bound(entry, now.team));
  return { accounts, teamIds };
}
