/** The account that the app itself has on a site: what it did is not taken for what people did. */
import type { Desk } from './desk.ts';
import { ACCOUNT } from './place.ts';
import { userSchema } from './schema.ts';

/** @param account whoever did something; nobody in particular is not us */
export async function isOurAccount(desk: Desk, account: string | undefined): Promise<boolean> {
  if (account === undefined) return false;
  const key = { tenant: desk.tenant, project: ACCOUNT, kind: 'own', id: 'account' };
  const known = await desk.documents.find(key);
  if (known) return known.data === account;
  const answer = await desk.client.request('GET', '/rest/api/3/myself');
  const read = answer.ok ? userSchema.safeParse(answer.data) : undefined;
  // Not said: Jira's own event tells of the same, and it leaves out what we did.
  if (!read?.success) return true;
  await desk.documents.keep({ ...key, data: read.data.accountId, fetchedAt: new Date(desk.now()).toISOString() });
  return read.data.accountId === account;
}
