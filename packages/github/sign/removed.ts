/** Tells whoever the policy names no more as a contact: a new address never takes the place of an old one in silence (`rules.md 4.7`). */
import { Transient } from '@countersign/core/failure.ts';
import type { Parts } from '../desk.ts';
import { factsAt } from '../factsat.ts';
import type { FollowUp } from '../record/job.ts';
import { removedLetter } from './letters.ts';
import { post } from './offer.ts';

/** @throws Transient while it cannot be sent */
export async function tellRemoved(
  parts: Parts,
  { place, contact, role, at }: Extract<FollowUp, { kind: 'tell-removed' }>,
): Promise<void> {
  if (!parts.post) return;
  const policy = await (await factsAt(parts, place)).policy();
  const { locale, timeZone } = policy.kind === 'in-force' ? policy.policy : { locale: 'en' as const, timeZone: 'UTC' };
  const carried = await post(
    parts,
    place.tenant,
    contact,
    removedLetter({
      id: `removed/${place.project}/${contact}/${role}/${at}`,
      setting: { locale, timeZone },
      project: `${place.owner}/${place.repo}`,
      thread: `${place.tenant}/${place.project}/contacts`,
      role,
    }),
  );
  if (carried.kind === 'later') throw new Transient(carried.reason);
}
