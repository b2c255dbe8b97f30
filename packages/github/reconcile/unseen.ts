/** Finds edits of issues that GitHub never told of: what was approved would else stay approved over another text (`rules.md 4.3`). */
import { isOpen } from '@countersign/core/change/stage.ts';
import { type Parts, readerFor } from '../desk.ts';
import { isItemAsKept } from '../facts/items.ts';
import { GHOST_ACCOUNT, isChangeRequest } from '../place.ts';
import { handle } from '../receive/line.ts';
import { reconsiderEach } from '../receive/reconsider.ts';
import { streamOf } from '../record/home.ts';
import { type Issue, issueSchema } from '../schema.ts';
import type { Place } from '../translation.ts';
import { GRACE_MS, readUpdated } from './looked.ts';

/**
 * Takes issues that were updated since then as they are. One that is on record as it is changes nothing.
 * @returns as `readUpdated`
 * @throws Transient when GitHub is away.
 */
export async function unseenEdits(parts: Parts, place: Place, since: number): Promise<string | undefined> {
  const { client } = await readerFor(parts, place);
  const { owner, repo, project, tenant, installation } = place;
  return readUpdated(parts, {
    ...{ client, place, since, list: 'issues' },
    async each(data) {
      const read = issueSchema.safeParse(data);
      if (!read.success || read.data.pull_request) return;
      const issue = read.data;
      if (!issue.updated_at || Date.parse(issue.updated_at) > parts.now() - GRACE_MS) return;
      const known = (await parts.register.find(await streamOf(parts, place, issue.node_id))) !== undefined;
      const payload = {
        action: known || !isChangeRequest(issue) ? 'edited' : 'opened',
        issue,
        changes: { body: {} },
        sender: GHOST_ACCOUNT,
        installation: { id: installation },
        repository: {
          id: 0,
          node_id: project,
          name: repo,
          full_name: `${owner}/${repo}`,
          owner: { id: Number(tenant.split(':')[1]) },
        },
      };
      const guid = `unseen/${issue.node_id}/${issue.updated_at}`;
      await handle(parts, { guid, event: 'issues', payload });
      await itemSeen(parts, place, issue, guid);
    },
  });
}

/** An item whose label was taken away is told of as one no more, and requests rest on its text still (`rules.md 4.2`). */
async function itemSeen(parts: Parts, place: Place, issue: Issue, cause: string): Promise<void> {
  const { node_id: id, number, title, body } = issue;
  const resting = await parts.register.touching(place.tenant, place.project, [id]);
  const open = resting.filter(({ stage }) => isOpen(stage));
  if (open.length === 0) return;
  if (await isItemAsKept({ facts: parts.documents }, place, { id, number, title, body: body ?? '' })) return;
  await reconsiderEach(parts, open, cause);
}
