/** Forgets what somebody is called; the record holds ids, so that panels and pages call them a former member from then on (`rules.md 7.1`). */
import { ACCOUNT } from '@countersign/core/kept.ts';
import type { Desk } from '../desk.ts';
import { projectsOf } from '../facts/site.ts';
import { forgetWaiting } from '../facts/waiting.ts';
import { accountOf } from '../place.ts';
import { projectPolicies } from './policies.ts';

/** Every name of somebody. Doing it again changes nothing. @param id as the record has it */
export async function forgetPerson(desk: Desk, id: string): Promise<void> {
  const { tenant, documents } = desk;
  const account = accountOf({ id, name: '' });
  const { names } = await desk.people.recall(tenant, [id]);
  await forgetWaiting(desk, [account, ...names.values()]);
  await desk.people.erase(tenant, id);
  await forgetName(desk, account);
  await documents.forgetRead({ tenant, project: ACCOUNT, kind: 'user', id: account });
  // Members of groups are kept with their names.
  for (const group of await documents.list(tenant, ACCOUNT, 'group'))
    if (JSON.stringify(group.data).includes(JSON.stringify(account))) await documents.forgetRead(group);
  for (const project of await projectsOf(desk)) await projectPolicies(desk, project).forgetName(id);
}

/** Asked of Jira again when it is next shown. */
export async function forgetName({ tenant, documents }: Desk, account: string): Promise<void> {
  await documents.forgetRead({ tenant, project: ACCOUNT, kind: 'name', id: account });
}
