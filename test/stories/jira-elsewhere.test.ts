/** Requests that are hidden for a while, or moved while nobody tells of it: their record knows where they are, and shows them to nobody who may not see them. Out of the bundle. */
import type { ChangeData } from '@countersign/jira/port/data.ts';
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

test('5.6: an emergency that is declared in a project where its mover rules opens no gate at home, and each register lists what lives there', async () => {
  forge = await openForge();
  const issue = forge.file('rosa', {}, 'Sell the harbour');
  await forge.settled();
  forge.site.project('10007', { key: 'OTHER', like: PROJECT });
  await forge.govern('10007', (text) => text.replace(/^roles:$/m, 'roles:\n  emergency-authority: ["@dara"]'));
  const moves = async (project: string) => {
    forge.site.edit('dara', issue.id, { project: { id: project } });
    await forge.settled();
  };
  await moves('10007');
  await forge.says('dara', issue, '/emergency INC-1 Invoices go out wrong');
  expect((await forge.state(issue))?.stage).toBe('implementing');
  expect(await forge.invoke('mei', 'register', { offset: 0 })).toMatchObject({ rows: [] });
  await moves(PROJECT);
  expect(await forge.state(issue)).toMatchObject({ stage: 'assessing', reapproval: { detail: 'OTHER' } });
  expect((await forge.state(issue))?.emergency).toBeUndefined();
  expect(await forge.invoke('mei', 'register', { offset: 0 })).toMatchObject({ rows: [{ title: 'Sell the harbour' }] });
  // What was found by the night goes the same way.
  unheard(forge.site, () => forge.site.edit('dara', issue.id, { project: { id: '10007' } }));
  await forge.nightly();
  await forge.settled();
  unheard(forge.site, () => forge.site.edit('dara', issue.id, { project: { id: PROJECT } }));
  await forge.nightly();
  await forge.settled();
  expect((await forge.state(issue))?.moves.map(({ to }) => to.project)).toEqual(['10007', PROJECT, '10007', PROJECT]);
});

test('7.2, 4.3: whoever is taken out of the policy votes no more on what is before its board; the panel shows who gains a seat, and then goes over', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  const before = (await forge.state(issue))?.policy;
  await forge.govern(PROJECT, (text) => text.replaceAll('@mei', '@dara'));
  await forge.says('mei', issue, '/approve');
  expect((await forge.state(issue))?.votes).toEqual([]);
  const panel = async (by: string) => (await forge.panel(by, issue)) as ChangeData;
  expect((await panel('mei')).offers.map(({ type }) => type)).not.toContain('migrate');
  const { migration, asked, offers } = await panel('dara');
  expect(asked).toContain('migrate');
  expect(offers.map(({ type }) => type)).toContain('migrate');
  expect(migration?.says).toMatch(/Gaining a seat: .*project manager.*losing one: .*project manager/);
  expect(await forge.act('dara', issue, { type: 'migrate', to: 'another' })).toMatchObject({ kind: 'refused' });
  expect((await forge.state(issue))?.policy).toBe(before);
  expect(await forge.act('dara', issue, { type: 'migrate', to: migration?.version ?? '' })).toMatchObject({
    kind: 'done',
  });
  const { policy, stage } = (await forge.state(issue)) ?? {};
  expect([policy === before, stage]).toEqual([false, 'in-review']);
  expect((await panel('dara')).migration).toBeUndefined();
  await forge.says('dara', issue, '/approve');
  expect((await forge.state(issue))?.votes.map(({ voter }) => voter.id)).toEqual(['jira:dara']);
});

test('5.6: a request that was moved starts nowhere while its record has not heard of it, whoever decided where it was', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  await forge.decide(issue);
  expect((await forge.state(issue))?.stage).toBe('approved');
  forge.site.project('10007', { key: 'OTHER', like: PROJECT });
  await forge.govern('10007');
  unheard(forge.site, () => forge.site.edit('dara', issue.id, { project: { id: '10007' } }));
  expect(await forge.move('mei', issue, 'implementing')).toMatchObject({ result: false });
  // Whoever asked is enough for the record to look.
  await forge.settled();
  expect(await forge.state(issue)).toMatchObject({ stage: 'assessing', reapproval: { detail: 'SHIP' } });
});

test.each(['of both late', 'of the way back alone'])(
  'T13, 5.6: a request that was moved there and back, told %s, is decided anew, once',
  async (told) => {
    forge = await openForge();
    const issue = forge.file('rosa');
    await forge.settled();
    await forge.assess(issue);
    await forge.decide(issue);
    expect((await forge.state(issue))?.stage).toBe('approved');
    forge.site.project('10007', { key: 'OTHER', like: PROJECT });
    await forge.govern('10007');
    const leave = () => forge.site.edit('dara', issue.id, { project: { id: '10007' } });
    if (told === 'of both late') leave();
    else unheard(forge.site, leave);
    forge.site.edit('dara', issue.id, { project: { id: PROJECT } });
    await forge.settled();
    const { stage, moves, votes, approval, reapproval } = (await forge.state(issue)) ?? {};
    expect({ stage, moves: moves?.length, approval }).toEqual({ stage: 'assessing', moves: 1, approval: undefined });
    expect(votes?.every((one) => one.voided)).toBe(true);
    expect(reapproval?.cause).toBe('moved');
  },
);
