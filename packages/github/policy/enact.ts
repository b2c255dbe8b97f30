/** Has a repository's own stream say which policy stands, since when, by whom, and who held its roles then (`rules.md 7.2`). */
import { NOBODY, type Person } from '@countersign/core/content/person.ts';
import { ENACTMENT, type Enactment, policyStream } from '@countersign/core/enactment/decider.ts';
import { meantBy } from '@countersign/core/enactment/named.ts';
import { isUnread, type RolesOnRecord, rolesOnRecord } from '@countersign/core/enactment/roles.ts';
import { given } from '@countersign/core/facts.ts';
import type { Policy } from '@countersign/core/policy/policy.ts';
import { folded, putOnRecord } from '@countersign/core/record/run.ts';
import { type Parts, readerFor } from '../desk.ts';
import { readAuthority } from '../facts/directory.ts';
import { enqueue } from '../record/job.ts';
import { type Stands, standsBy } from '../record/policyinforce.ts';
import type { Place, PolicyPush } from '../translation.ts';
import { contactsIn, standContacts } from './contacts.ts';
import { boundIn } from './holders.ts';
import { noteUnread } from './judgedby.ts';
import { currentPolicy, pinnedPolicy, policyAtCommit } from './policyfile.ts';

/** Somebody read it, and nobody was told of a push that brought it. */
export async function enactFound(
  parts: Parts,
  { place, stands, at }: { readonly place: Place; readonly stands: Stands; readonly at: string },
): Promise<void> {
  await enact(parts, place, stands, { by: NOBODY, at, cause: `found/${at}` });
}

/**
 * A push is whose the policy is that stands by it: what is there after it, and was not before. Of a push that is told of late, or that left
 * the policy as it was, nothing is said.
 * @throws Transient while GitHub does not tell what stands
 */
export async function enactPushed(
  parts: Parts,
  { place, push, at }: { readonly place: Place; readonly push: PolicyPush; readonly at: string },
): Promise<void> {
  const reader = await readerFor(parts, place, true);
  const stands = standsBy(given(await currentPolicy(reader, place), place.project));
  if (!stands) return;
  const isThere = async (ref: string): Promise<boolean> =>
    JSON.stringify(standsBy(await policyAtCommit(reader, place, ref))) === JSON.stringify(stands);
  if (!(await isThere(push.after)) || (push.before !== undefined && (await isThere(push.before)))) return;
  await enact(parts, place, stands, { by: push.by, at, cause: `pushed/${push.after}/${at}` });
}

async function enact(
  parts: Parts,
  place: Place,
  stands: Stands,
  { by, at: now, cause }: { readonly by: Person; readonly at: string; readonly cause: string },
): Promise<void> {
  // The chain holds the id alone; what it is called has to be known to whoever looks.
  if (by.id !== NOBODY.id) await parts.people.seal(place.tenant, [by]);
  const before = folded(ENACTMENT, await parts.ledger.read(policyStream(place))).at(-1);
  const versions = await putOnRecord(parts.ledger, ENACTMENT, {
    ref: policyStream(place),
    command: await commandFor(parts, place, stands),
    cause: `policy/${place.project}/${cause}`,
    situation: { now, actor: by },
  });
  await standContacts(parts, place, await policyOf(parts, place, stands), { by: by.id, at: now, cause });
  const last = versions.at(-1);
  await noteUnread(parts, place, isUnread(last?.roles));
  // What was closed for a name that could not be read opens by it.
  const isRead = last?.version === before?.version && JSON.stringify(last?.roles) !== JSON.stringify(before?.roles);
  if (isRead && isUnread(before?.roles))
    await enqueue(parts, place.tenant, [{ kind: 'show-open', place }], `policy/${place.project}/${cause}/read`);
}

async function commandFor(parts: Parts, place: Place, stands: Stands): Promise<Enactment['command']> {
  if ('none' in stands) return { type: 'taken-out', why: stands.none };
  const { version } = stands;
  const roles = await rolesOf(parts, place, version);
  return { type: 'put-in-force', version, ...(roles ? { roles } : {}) };
}

/** @returns `undefined` where none stands, or its text is gone by now */
async function policyOf(parts: Parts, place: Place, stands: Stands): Promise<Policy | undefined> {
  if ('none' in stands) return undefined;
  const state = await pinnedPolicy(await readerFor(parts, place, true), place, stands.version);
  return state.kind === 'in-force' ? state.policy : undefined;
}

/** @returns `undefined` where its text is gone by now, and with it the names of its roles */
async function rolesOf(parts: Parts, place: Place, version: string): Promise<RolesOnRecord | undefined> {
  const reader = await readerFor(parts, place, true);
  const state = await pinnedPolicy(reader, place, version);
  if (state.kind !== 'in-force') return undefined;
  const bound = await boundIn(parts, place, state.policy);
  const meant = meantBy(state.policy, bound);
  const contacts = await contactsIn(parts, place, state.policy);
  const authority = await readAuthority(reader, place.tenant, state.policy, meant, contacts);
  const roles = rolesOnRecord(state.policy, authority);
  return { ...roles, ...bound };
}
