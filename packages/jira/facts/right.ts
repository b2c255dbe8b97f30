/** Jira's own permissions decide who may set the site up and who may write a project's policy. */
import { Transient } from '@countersign/core/failure.ts';
import { z } from 'zod';
import { type JiraClient, path } from '../client.ts';

const permissionsSchema = z.object({
  permissions: z.record(z.string(), z.object({ havePermission: z.boolean().optional() })),
});

/**
 * @param asUser Jira with the rights of whoever asks
 * @param project id; absent for the whole site
 * @returns false on any doubt
 */
export async function mayAdminister(asUser: JiraClient, project?: string): Promise<boolean> {
  const [right, asked] =
    project === undefined
      ? ['ADMINISTER', path`permissions=ADMINISTER`]
      : ['ADMINISTER_PROJECTS', path`projectId=${project}&permissions=ADMINISTER_PROJECTS`];
  const answer = await asUser.request('GET', `/rest/api/3/mypermissions?${asked}`);
  const read = answer.ok ? permissionsSchema.safeParse(answer.data).data : undefined;
  return read?.permissions[right]?.havePermission === true;
}

/** Whether Jira shows a project to somebody and hides it from the app; what neither sees, or Jira does not tell now, is not said to be hidden. */
export async function isHiddenFromApp(app: JiraClient, asUser: JiraClient, project: string): Promise<boolean> {
  const asked = path`/rest/api/3/project/${project}`;
  const hides = [403, 404];
  try {
    const seen = await app.request('GET', asked);
    if (seen.ok || !hides.includes(seen.status)) return false;
    return (await asUser.request('GET', asked)).ok;
  } catch (error) {
    if (error instanceof Transient) return false;
    throw error;
  }
}
