/** Names of a policy behind which Jira knows nobody: said to whoever saves it, for they give nobody a role, keep a seat empty, and make no account a program (`rules.md 4.4`). */
import { programNames } from '@countersign/core/enactment/named.ts';
import { Transient } from '@countersign/core/failure.ts';
import type { PolicyHint } from '@countersign/core/gate/hint.ts';
import { entryNamed } from '@countersign/core/policy/account.ts';
import { roleNames } from '@countersign/core/policy/names.ts';
import type { Policy } from '@countersign/core/policy/policy.ts';
import { type JiraClient, path } from '../client.ts';
import { GROUP_ID, programNamed } from '../directory.ts';
import { userSchema } from '../schema.ts';
import type { Reader } from './reader.ts';

/** So many are looked up for one page; a policy that names more says groups. */
const MOST = 100;

/** What is said of them; of what Jira does not tell now nothing is said. */
export async function unknownNames(reader: Reader, tenant: string, policy: Policy): Promise<readonly PolicyHint[]> {
  const { client } = reader;
  const { users, teams } = roleNames(policy);
  const asked = [
    ...users.map((name) => async () => ((await isThere(client, name)) ? [] : [said('unknown-account', `@${name}`)])),
    ...teams.map((name) => async () => ((await isGroup(client, name)) ? [] : [said('unknown-group', `@${name}`)])),
    ...programNames(policy).map((name) => async () => {
      const isNobody = (await programNamed(reader, tenant, name)) === 'nobody';
      return isNobody ? [said('unknown-program', name)] : [];
    }),
  ];
  try {
    return (await Promise.all(asked.slice(0, MOST).map((one) => one()))).flat();
  } catch (error) {
    if (error instanceof Transient) return [];
    throw error;
  }
}

const HOME = 'jira:';

const said = (code: 'unknown-account' | 'unknown-group' | 'unknown-program', name: string): PolicyHint => ({
  code,
  values: { name },
});

/** Whoever was deactivated fills nothing any more; of an account of another tracker Jira knows nothing. */
async function isThere(client: JiraClient, entry: string): Promise<boolean> {
  const { id = `${HOME}${entry}` } = entryNamed(entry);
  if (!id.startsWith(HOME)) return true;
  const answer = await client.request('GET', path`/rest/api/3/user?accountId=${id.slice(HOME.length)}`);
  if (!answer.ok) return answer.status !== 404 && answer.status !== 400;
  return userSchema.safeParse(answer.data).data?.active !== false;
}

async function isGroup(client: JiraClient, name: string): Promise<boolean> {
  const group = name.slice(name.indexOf('/') + 1);
  const which = GROUP_ID.test(group) ? path`groupId=${group}` : path`groupname=${group}`;
  const answer = await client.request('GET', `/rest/api/3/group/member?${which}&maxResults=1`);
  return answer.ok || answer.status !== 404;
}
