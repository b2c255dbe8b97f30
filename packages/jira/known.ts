/** Where requests began: their projects for the nightly comparison, and their own for the day when an issue is moved. */
import { type Desk, homeKey } from './desk.ts';
import { ACCOUNT } from './place.ts';

export async function rememberBeginning(
  { documents, tenant, now }: Desk,
  issue: string,
  project: string,
): Promise<void> {
  const fetchedAt = new Date(now()).toISOString();
  const key = { tenant, project: ACCOUNT, kind: 'project', id: project };
  await documents.keep({ ...homeKey(tenant, issue), data: project, fetchedAt });
  if (!(await documents.find(key))) await documents.keep({ ...key, data: true, fetchedAt });
}
