/** Requests that are hidden for a while, or moved while nobody tells of it: their record knows where they are, and shows them to nobody who may not see them. Out of the bundle. */
import { afterEach, expect, test } from 'vitest';
import { type Forge, openForge, PROJECT, unheard } from '../instruments/forge.ts';

let forge: Forge;
afterEach(() => forge.close());

test('5.6: a request that can be seen again is not listed as deleted, least of all to somebody who may not see it', async () => {
  forge = await openForge();
  const issue = forge.file('rosa', {}, 'Sell the harbour');
  await forge.settled();
  await forge.assess(issue);
  // For one night issue security hides it from the app: it looks deleted.
  const { answer } = forge.site;
  const hidden = { errorMessages: ['Issue does not exist or you do not have permission to see it.'], errors: {} };
  forge.site.answer = async (meta, path, init) =>
    path.includes(`/issue/${issue.id}`) && !path.includes('bulkfetch')
      ? Response.json(hidden, { status: 404 })
      : answer(meta, path, init);
  await forge.nightly();
  await forge.settled();
  forge.site.person('ada').administers.add(PROJECT);
  forge.site.secret.add(issue.id);
  const listed = async () => JSON.stringify(await forge.invoke('ada', 'register', { offset: 0 }));
  expect(await listed()).toMatch(/harbour/);
  forge.site.answer = answer;
  await forge.nightly();
  await forge.settled();
  expect((await forge.state(issue))?.irregularities.map(({ kind }) => kind)).toEqual(['item-deleted', 'item-seen']);
  expect(await listed()).not.toMatch(/harbour/);
});

test('5.6: the address of a request that was moved while its event was lost is that of its issue', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  forge.site.project('10007', { key: 'OTHER', like: PROJECT });
  unheard(forge.site, () => forge.site.edit('mei', issue.id, { project: { id: '10007' } }));
  await forge.nightly();
  await forge.settled();
  expect(await forge.state(issue)).toMatchObject({ label: 'OTHER-1', address: `${forge.site.address}/browse/OTHER-1` });
});
