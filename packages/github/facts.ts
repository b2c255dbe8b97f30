/** The facts of one repository, as the core asks for them. */
import type { ItemNow } from '@countersign/core/approval/tally.ts';
import { isBaseline } from '@countersign/core/baseline/manifest.ts';
import type { Meant } from '@countersign/core/enactment/named.ts';
import type { Facts } from '@countersign/core/facts.ts';
import type { Directory } from '@countersign/core/policy/holder.ts';
import type { Policy } from '@countersign/core/policy/policy.ts';
import { readAuthority } from './facts/directory.ts';
import { itemsNow } from './facts/items.ts';
import type { Reader } from './facts/reader.ts';
import { currentPolicy, pinnedPolicy, pinPolicy } from './policy/policyfile.ts';
import type { Place } from './translation.ts';

/** What the record knows of a project: its other requests, and whom the names of its policies mean. */
export interface Others extends Pick<Facts, 'request' | 'overdueReviews' | 'absences' | 'erasedFiles'> {
  meant(policy: Policy): Promise<Meant | undefined>;
  /** Its contacts, who have no account. */
  contacts(policy: Policy): Promise<Pick<Directory, 'contact' | 'mailbox'>>;
  /** All requirements of the project, as a baseline of now would hold them. */
  manifest(): Promise<ItemNow | 'unreadable'>;
}

export function githubFacts(reader: Reader, place: Place, others: Others): Facts {
  const { request, overdueReviews, absences, erasedFiles } = others;
  return {
    request,
    overdueReviews,
    absences,
    erasedFiles,
    now: () => new Date(reader.now()).toISOString(),
    policy: () => currentPolicy(reader, place),
    pinned: (version) => pinnedPolicy(reader, place, version),
    pin: (policy) => pinPolicy(reader, place, policy),
    authority: async (policy) =>
      readAuthority(reader, place.tenant, policy, await others.meant(policy), await others.contacts(policy)),
    // Every delivery about an issue is stored before it is acknowledged, and handled before those that came after it.
    asRecorded: async () => 'yes',
    async items(items, policy) {
      const asked = items.find(isBaseline);
      const now = await itemsNow(reader, place, items, policy);
      return asked ? new Map(now).set(asked.id, await others.manifest()) : now;
    },
  };
}
