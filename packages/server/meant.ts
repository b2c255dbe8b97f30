/** Whom the names of a policy mean: the accounts that had them when it was put in force. A login may be anybody's later (`rules.md` 4.4, 6.1). */
import { ENACTMENT, policyStream } from '@countersign/core/enactment/decider.ts';
import { accountNames, type Meant, meantBy } from '@countersign/core/enactment/named.ts';
import type { Policy } from '@countersign/core/policy/policy.ts';
import { folded } from '@countersign/core/record/run.ts';
import { userNamed } from '@countersign/github/directory.ts';
import { pinnedPolicy } from '@countersign/github/policyfile.ts';
import type { Place } from '@countersign/github/translation.ts';
import { readOnce } from './home.ts';
import { type Parts, readerFor } from './parts.ts';

/** @returns `undefined` where the record does not say: a policy that was read just now is put on record in a moment */
export async function meantIn(
  parts: Parts,
  place: Pick<Place, 'tenant' | 'project'>,
  policy: Policy,
): Promise<Meant | undefined> {
  const versions = folded(ENACTMENT, await readOnce(parts, policyStream(place)));
  const { accounts } = versions.findLast((one) => one.version === policy.version)?.roles ?? {};
  return meantBy(policy, accounts);
}

/**
 * The accounts that a policy names as it is put in force, in the order of its names. A name that the policy before it had goes on meaning the
 * same account, so that an edit of something else gives it to nobody.
 * @returns `undefined` where GitHub does not show one of them
 * @throws Transient while GitHub is away
 */
export async function accountsOf(parts: Parts, place: Place, policy: Policy): Promise<readonly string[] | undefined> {
  const reader = await readerFor(parts, place, true);
  const before = await meantBefore(parts, place);
  const accounts: string[] = [];
  for (const name of accountNames(policy)) {
    const user = before?.get(name) || (await userNamed(reader, place.tenant, name));
    if (user === 'unreadable') return undefined;
    accounts.push(typeof user === 'object' ? user.id : user === 'unknown' ? '' : user);
  }
  return accounts;
}

async function meantBefore(parts: Parts, place: Place): Promise<Meant | undefined> {
  const last = folded(ENACTMENT, await parts.ledger.read(policyStream(place))).at(-1);
  const state = last && (await pinnedPolicy(await readerFor(parts, place, true), place, last.version));
  return state?.kind === 'in-force' ? meantBy(state.policy, last?.roles?.accounts) : undefined;
}
