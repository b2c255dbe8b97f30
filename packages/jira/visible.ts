/** Which issues somebody may see: Jira's permissions and issue security, asked with their own rights. */
import { z } from 'zod';
import type { JiraClient } from './client.ts';

/** Jira's limit for one question. */
const MOST = 100;

const found = z.object({ issues: z.array(z.object({ id: z.union([z.string(), z.number()]).transform(String) })) });

/**
 * @param ids of issues
 * @returns those that are seen; none of them when Jira does not say
 * @throws Transient when Jira is away
 */
export async function visibleTo(asUser: JiraClient, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  for (let from = 0; from < ids.length; from += MOST) {
    const issueIdsOrKeys = ids.slice(from, from + MOST);
    const answer = await asUser.request('POST', '/rest/api/3/issue/bulkfetch', { issueIdsOrKeys, fields: ['status'] });
    const read = answer.ok ? found.safeParse(answer.data) : undefined;
    for (const { id } of read?.data?.issues ?? []) seen.add(id);
  }
  return seen;
}
