/** Whom the names of a policy mean: the accounts that had them when it was put in force. A login may be anybody's later (`rules.md` 4.4, 6.1). */
import { ENACTMENT, policyStream, type Version } from '@countersign/core/enactment/decider.ts';
import { accountNames, type Meant, meantBy } from '@countersign/core/enactment/named.ts';
import type { Policy } from '@countersign/core/policy/policy.ts';
import { folded } from '@countersign/core/record/run.ts';
import { userNamed } from '@countersign/github/directory.ts';
import { pinnedPolicy } from '@countersign/github/policyfile.ts';
import type { Place } from '@countersign/github/translation.ts';
import { readOnce } from './home.ts';
import { type Parts, readerFor } from './parts.ts';

/**
 * Of a policy that was read just now, and is put on record in a moment, its names mean what they meant before it.
 * @returns `undefined` where the record says nothing; of a name that is not in it nothing is known
 */
export async function meantIn(parts: Parts, place: Place, policy: Policy): Promise<Meant | undefined> {
  const versions = folded(ENACTMENT, await readOnce(parts, policyStream(place)));
  const { accounts } = versions.findLast((one) => one.version === policy.version)?.roles ?? {};
  return meantBy(policy, accounts) ?? meantBefore(parts, place, versions.at(-1));
}

/**
 * The accounts that a policy names as it is put in force, in the order of its names. A name that the policy before it had goes on meaning the
 * same account, so that an edit of something else gives it to nobody.
 * @returns `undefined` where GitHub does not show one of them
 * @throws Transient while GitHub is away
 */
export async function accountsOf(parts: Parts, place: Place, policy: Policy): Promise<readonly string[] | undefined> {
  const reader = await readerFor(parts, place, true);
  const versions = folded(ENACTMENT, await parts.ledger.read(policyStream(place)));
  const before = await meantBefore(parts, place, versions.at(-1));
  const accounts: string[] = [];
  for (const name of accountNames(policy)) {
    const user = before?.get(name) ?? (await userNamed(reader, place.tenant, name));
    if (user === 'unreadable') return undefined;
    accounts.push(typeof user === 'object' ? user.id : user === 'unknown' ? '' : user);
  }
  return accounts;
}

async function meantBefore(parts: Parts, place: Place, last: Version | undefined): Promise<Meant | undefined> {
  if (!last?.roles?.accounts) return undefined;
  const state = await pinnedPolicy(await readerFor(parts, place), place, last.version);
  return state.kind === 'in-force' ? meantBy(state.policy, last.roles.accounts) : undefined;
}
