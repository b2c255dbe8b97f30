/** Reads all requirements of a repository as they stand: what no delivery told of comes on record before anybody votes on a baseline (`rules.md 5.1`, 5.2). */
import { isBaseline } from '@countersign/core/baseline/manifest.ts';
import type { Command } from '@countersign/core/change/command.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import { NOBODY } from '@countersign/core/content/person.ts';
import { Transient } from '@countersign/core/failure.ts';
import type { RegisterRow } from '@countersign/core/record/port.ts';
import { type Requirement, requirementStream } from '@countersign/core/requirement/decider.ts';
import { snapshotDigest } from '@countersign/core/requirement/snapshot.ts';
import { ask } from '../client.ts';
import { type Parts, readerFor } from '../desk.ts';
import { isChangeRequest, isRequirement } from '../place.ts';
import { policyAt } from '../policy/policy.ts';
import { issueSchema } from '../schema.ts';
import type { Place } from '../translation.ts';
import { requirementTold } from './requirement.ts';

const PAGE = 100;
/** Before these somebody looks at what a baseline would hold. */
const LOOKING: readonly Command['type'][] = ['open', 'write', 'submit', 'review'];

export function asksBaseline(command: Command, state: ChangeState | undefined): boolean {
  if (!LOOKING.includes(command.type)) return false;
  const { items } = 'request' in command ? command.request : (state?.content.request ?? { items: [] });
  return items.some(isBaseline);
}

/** @throws Transient while GitHub does not give the list, or nobody can say what a requirement is */
export async function lookAtRequirements(parts: Parts, place: Place, cause: string): Promise<void> {
  const reader = await readerFor(parts, place, true);
  const policy = await policyAt(parts, reader, place);
  if (policy.kind !== 'in-force') return;
  const { requirementLabel, controlled } = policy.policy;
  const { owner, repo, tenant, project } = place;
  for (let page = 1; ; page += 1) {
    const asked = { owner, repo, labels: requirementLabel, state: 'all', per_page: PAGE, page } as const;
    const answer = await ask(reader.client, 'GET /repos/{owner}/{repo}/issues', asked);
    if (!answer.ok) throw new Transient(`GitHub refuses the requirements of ${owner}/${repo}: ${answer.message}`);
    const listed = answer.data as readonly unknown[];
    for (const data of listed) {
      const issue = issueSchema.safeParse(data).data;
      if (!issue || !isRequirement(issue, requirementLabel)) continue;
      const text = { title: issue.title, body: issue.body ?? '' };
      const known = (await parts.register.row(requirementStream(tenant, project, issue.node_id))) as
        | (RegisterRow & Requirement['row'])
        | undefined;
      if (!known && isChangeRequest(issue)) continue;
      if (known?.snapshot === snapshotDigest(text) && known.isMarked && !known.isGone) continue;
      const { node_id: id, number, updated_at: saved = '' } = issue;
      await requirementTold(
        parts,
        {
          ...{ kind: 'requirement', place, issue: id, number, actor: NOBODY, control: controlled },
          told: [
            { type: 'save', text, saved, isFound: true },
            { type: 'name', label: `#${number}`, project: `${owner}/${repo}` },
            { type: 'mark', is: true },
            { type: 'see-again' },
          ],
        },
        `${cause}/standing/${id}`,
      );
    }
    if (listed.length < PAGE) return;
  }
}
