/** Facts that are believed for a while because webhooks tell when they change: who was not told has to read them again (`docs/decisions/facts-and-truth.md`). */
import { ACCOUNT } from '@countersign/core/kept.ts';
import type { Parts } from '../desk.ts';
import { forgetTeams } from '../facts/directory.ts';
import { policyChanged } from '../policy/policyfile.ts';
import type { Place } from '../translation.ts';

/** What is read of one repository. */
const OF_A_REPOSITORY = ['branch-tip', 'item', 'names', 'rules', 'rebase-merging'] as const;

export async function forgetToldFacts({ documents, now }: Parts, place: Place): Promise<void> {
  const { tenant, project } = place;
  await policyChanged({ facts: documents, now }, place, {});
  for (const kind of OF_A_REPOSITORY) await documents.forget({ tenant, project, kind });
  await forgetTeams({ facts: documents }, tenant);
  await documents.forget({ tenant, project: ACCOUNT, kind: 'user' });
}
