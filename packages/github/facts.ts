/** The facts of one repository, as the core asks for them. */
import type { Facts } from '@countersign/core/facts.ts';
import { readAuthority } from './directory.ts';
import { itemsNow } from './items.ts';
import { currentPolicy, pinnedPolicy, pinPolicy } from './policyfile.ts';
import type { Reader } from './reader.ts';
import type { Place } from './translation.ts';

/** What the record knows of a project's other requests. */
export type Others = Pick<Facts, 'request' | 'overdueReviews'>;

export function githubFacts(reader: Reader, place: Place, others: Others): Facts {
  return {
    ...others,
    now: () => new Date(reader.now()).toISOString(),
    policy: () => currentPolicy(reader, place),
    pinned: (version) => pinnedPolicy(reader, place, version),
    pin: (policy) => pinPolicy(reader, place, policy),
    authority: (policy) => readAuthority(reader, place.tenant, policy),
    // Every delivery about an issue is stored before it is acknowledged, and handled before those that came after it.
    asRecorded: async () => 'yes',
    items: (items, policy) => itemsNow(reader, place, items, policy.requirementLabel),
  };
}
