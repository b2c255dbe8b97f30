/** Which issues somebody may see: Jira's permissions and issue security, asked with their own rights. */
import { z } from 'zod';
import type { JiraClient } from '../client.ts';
import { idSchema } from '../schema.ts';

/** Jira's limit for one question. */
const MOST = 100;

const found = z.object({ issues: z.array(z.object({ id: idSchema, key: z.string() })) });

/**
 * @param ids of issues
 * @returns what each of those that are seen is called now; none of them when Jira does not say
 * @throws Transient when Jira is away
 */
export async function visibleTo(asUser: JiraClient, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const seen = new Map<string, string>();
  const look = async (issueIdsOrKeys: readonly string[]): Promise<void> => {
    const answer = await asUser.request('POST', '/rest/api/3/issue/bulkfetch', { issueIdsOrKeys, fields: ['status'] });
    const read = answer.ok ? found.safeParse(answer.data) : undefined;
    for (const { id, key } of read?.data?.issues ?? []) seen.set(id, key);
  };
  const batches = Array.from({ length: Math.ceil(ids.length / MOST) }, (_, at) =>
    ids.slice(at * MOST, (at + 1) * MOST),
  );
  await Promise.all(batches.map(look));
  return seen;
}

const projects = z.object({ values: z.array(z.object({ id: idSchema })) });

/** Projects that a search answers at once. */
const MOST_PROJECTS = 50;

/** @returns those of these projects that somebody may see; none of them when Jira does not say. @throws Transient when Jira is away */
export async function projectsSeen(asUser: JiraClient, ids: readonly string[]): Promise<readonly string[]> {
  const seen: string[] = [];
  for (let at = 0; at < ids.length; at += MOST_PROJECTS) {
    const some = ids.slice(at, at + MOST_PROJECTS).map((id) => `id=${encodeURIComponent(id)}`);
    const answer = await asUser.request(
      'GET',
      `/rest/api/3/project/search?maxResults=${MOST_PROJECTS}&${some.join('&')}`,
    );
    const found = answer.ok ? projects.safeParse(answer.data).data : undefined;
    seen.push(...(found?.values ?? []).map(({ id }) => id));
  }
  return seen.filter((id) => ids.includes(id));
}
