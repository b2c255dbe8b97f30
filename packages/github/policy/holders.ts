/** Whom the names of a policy mean: the accounts and teams that had them when it was put in force. A name may be anybody's later (`rules.md` 4.4, 5.6, 6.1). */
import { bind } from '@countersign/core/enactment/bind.ts';
import { ENACTMENT, policyStream, type Version } from '@countersign/core/enactment/decider.ts';
import { type Meant, meantBy } from '@countersign/core/enactment/named.ts';
import type { RolesOnRecord } from '@countersign/core/enactment/roles.ts';
import type { Policy } from '@countersign/core/policy/policy.ts';
import { folded } from '@countersign/core/record/run.ts';
import { type Parts, readerFor } from '../desk.ts';
import { teamNamed, userNamed } from '../facts/directory.ts';
import { readOnce } from '../record/home.ts';
import type { Place } from '../translation.ts';
import { pinnedPolicy } from './policyfile.ts';

/**
 * Of a policy that was read just now, and is put on record in a moment, its names mean what they meant before it.
 * @returns `undefined` where the record says nothing; of a name that is not in it nothing is known
 */
export async function meantIn(parts: Parts, place: Place, policy: Policy): Promise<Meant | undefined> {
  const versions = folded(ENACTMENT, await readOnce(parts, policyStream(place)));
  const own = versions.findLast((one) => one.version === policy.version);
  return meantBy(policy, own?.roles) ?? meantBefore(parts, place, versions.at(-1));
}

/**
 * The ids that a policy's names mean as it is put in force.
 * @throws Transient while GitHub is away
 */
export async function boundIn(
  parts: Parts,
  place: Place,
  policy: Policy,
): Promise<Required<Pick<RolesOnRecord, 'accounts' | 'teamIds'>>> {
  const reader = await readerFor(parts, place, true);
  const versions = folded(ENACTMENT, await parts.ledger.read(policyStream(place)));
  return bind(policy, await meantBefore(parts, place, versions.at(-1)), {
    account: (name) => userNamed(reader, place.tenant, name),
    team: (name) => teamNamed(reader, place.tenant, name),
  });
}

async function meantBefore(parts: Parts, place: Place, last: Version | undefined): Promise<Meant | undefined> {
  if (!last?.roles?.accounts && !last?.roles?.teamIds) return undefined;
  const state = await pinnedPolicy(await readerFor(parts, place), place, last.version);
  return state.kind === 'in-force' ? meantBy(state.policy, last.roles) : undefined;
}
