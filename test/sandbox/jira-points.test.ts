/** Shows that the stand-in for Jira counts points as Atlassian documents them, and refuses what is beyond the hour's in the documented shape. */

import { Transient } from '@countersign/core/failure.ts';
import { appClient } from '@countersign/jira/client.ts';
import { afterEach, expect, test } from 'vitest';
import { enterForge } from '../standins/forge/runtime.ts';
import { forgeStorage } from '../standins/forge/storage.ts';
import { jiraSite } from '../standins/jira/site.ts';

let leave = (): void => {};
afterEach(() => leave());

test('a call costs a point, and what it reads one more for each object; beyond the hour’s points Jira asks to wait', async () => {
  const site = jiraSite(['Draft']);
  leave = enterForge({ storage: forgeStorage([]), pushed: [], jira: site.answer });
  const client = appClient();
  const issues = Array.from({ length: 4 }, () =>
    site.create('mei', { project: '10000', issuetype: '1', summary: 'x' }),
  );
  const [first] = issues;
  await client.request('GET', `/rest/api/3/issue/${first?.id}`);
  expect(site.points.used).toBe(2);
  const issueIdsOrKeys = issues.map(({ id }) => id);
  await client.request('POST', '/rest/api/3/issue/bulkfetch', { issueIdsOrKeys, fields: ['status'] });
  expect(site.points.used).toBe(7);
  await client.request('PUT', `/rest/api/3/issue/${first?.id}/properties/x`, {});
  expect(site.points.used).toBe(8);
  site.points.limit = 8;
  const refused: unknown = await client.request('GET', '/rest/api/3/myself').catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Transient);
  expect((refused as Transient).retryAfterMs).toBe(1_800_000);
  site.points.renew();
  expect(await client.request('GET', `/rest/api/3/issue/${first?.id}`)).toMatchObject({ ok: true });
});
