/** The projects that have change requests, so that the nightly comparison finds them. */
import type { Desk } from './desk.ts';
import { ACCOUNT } from './place.ts';

export async function rememberProject({ documents, tenant, now }: Desk, project: string): Promise<void> {
  const key = { tenant, project: ACCOUNT, kind: 'project', id: project };
  if (await documents.find(key)) return;
  await documents.keep({ ...key, data: true, fetchedAt: new Date(now()).toISOString() });
}
