/** Finds edits of issues that GitHub never told of: what was approved would else stay approved over another text (`rules.md 4.3`). */
import { isChangeRequest } from '@countersign/github/place.ts';
import { ask } from '@countersign/github/project/client.ts';
import { issueSchema } from '@countersign/github/schema.ts';
import type { Place } from '@countersign/github/translation.ts';
import { streamOf } from './home.ts';
import { handle, NOBODY } from './line.ts';
import { type Parts, readerFor } from './parts.ts';

/** So new an edit is probably on its way to us, with its author. */
const GRACE_MS = 60_000;
/** Looked back at beyond what was looked at last: GitHub shows some of it late. */
const LOOK_BACK_MS = 3_600_000;
const MOST_PAGES = 20;

/** Until when the issues of a repository were looked at; what failed, or was too much for one round, begins there again. */
const lookedKey = ({ tenant, project }: Place) => ({ tenant, project, kind: 'looked', id: 'issues' });

/**
 * Takes issues that were updated since then as they are. One that is on record as it is changes nothing.
 * @throws Transient when GitHub is away.
 */
export async function unseenEdits(parts: Parts, place: Place, since: number): Promise<void> {
  const { client } = await readerFor(parts, place);
  const { owner, repo, project, tenant, installation } = place;
  const began = new Date(parts.now()).toISOString();
  const looked = (await parts.documents.find(lookedKey(place)))?.data;
  const last = typeof looked === 'string' ? Math.min(Date.parse(looked), since) : since;
  const from = new Date(last - LOOK_BACK_MS).toISOString();
  const until = (data: string) => parts.documents.keep({ ...lookedKey(place), data, fetchedAt: began });
  if (looked === undefined) await until(new Date(since).toISOString());
  let newest = from;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const parameters = {
      owner,
      repo,
      state: 'all',
      since: from,
      sort: 'updated',
      direction: 'asc',
      per_page: 100,
      page,
    };
    const answer = await ask(client, 'GET /repos/{owner}/{repo}/issues', parameters);
    if (!answer.ok) return;
    const some = answer.data as readonly unknown[];
    for (const data of some) {
      const read = issueSchema.safeParse(data);
      if (!read.success || read.data.pull_request) continue;
      const issue = read.data;
      if (issue.updated_at && issue.updated_at > newest) newest = issue.updated_at;
      if (!issue.updated_at || Date.parse(issue.updated_at) > parts.now() - GRACE_MS) continue;
      const known = (await parts.register.find(await streamOf(parts, place, issue.node_id))) !== undefined;
      const payload = {
        action: known || !isChangeRequest(issue) ? 'edited' : 'opened',
        issue,
        changes: { body: {} },
        sender: NOBODY,
        installation: { id: installation },
        repository: {
          id: 0,
          node_id: project,
          name: repo,
          full_name: `${owner}/${repo}`,
          owner: { id: Number(tenant.split(':')[1]) },
        },
      };
      await handle(parts, { guid: `unseen/${issue.node_id}/${issue.updated_at}`, event: 'issues', payload });
    }
    if (some.length < 100) {
      await until(began);
      return;
    }
  }
  await until(newest);
}
