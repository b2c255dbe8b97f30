/** The account that the app itself has on a site: what it did is not taken for what people did. */
import { Transient } from '@countersign/core/failure.ts';
import { ACCOUNT } from '@countersign/core/kept.ts';
import type { Desk } from '../desk.ts';
import { userSchema } from '../schema.ts';

/**
 * @param account whoever did something; nobody in particular is not us
 * @throws Transient while Jira does not say who we are
 */
export async function isOurAccount(desk: Desk, account: string | undefined): Promise<boolean> {
  if (account === undefined) return false;
  const key = { tenant: desk.tenant, project: ACCOUNT, kind: 'own', id: 'account' };
  const known = await desk.documents.find(key);
  if (known) return known.data === account;
  const answer = await desk.client.request('GET', '/rest/api/3/myself');
  const read = answer.ok ? userSchema.safeParse(answer.data) : undefined;
  if (!read?.success) throw new Transient('Jira does not say which account the app has');
  await desk.documents.keep({ ...key, data: read.data.accountId, fetchedAt: new Date(desk.now()).toISOString() });
  return read.data.accountId === account;
}
