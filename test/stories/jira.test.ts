/** Shows the line inside Jira, out of the bundle: filed, assessed, decided by the board, and only then started. */

import { createHmac } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { type Forge, openForge, REQUIREMENT } from '../instruments/forge.ts';

let forge: Forge;
afterEach(() => forge.close());

const paragraphs = (...lines: readonly string[]) => ({
  type: 'doc',
  version: 1,
  content: lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
});

const approve = { type: 'vote', verdict: 'approve', reason: '' } as const;

test('a change is filed, assessed and decided in Jira, and only then the work may start', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  expect(await forge.state(issue)).toMatchObject({ stage: 'draft', label: issue.key, requester: { id: 'jira:rosa' } });
  await forge.assess(issue);
  expect(issue.comments.filter((one) => one.author === 'app-account')).toEqual([]);
  expect((await forge.state(issue))?.stage).toBe('in-review');
  expect(forge.status(issue)).toBe('in-review');
  const early = await forge.move('dara', issue, 'implementing');
  expect(early.result).toBe(false);
  expect(await forge.move('mei', issue, 'approved')).toMatchObject({
    result: false,
    errorMessage: expect.stringMatching(/board’s votes/),
  });
  expect((await forge.act('dara', issue, { ...approve, seat: 'project-manager' })).kind).toBe('refused');
  expect((await forge.act('mei', issue, { ...approve, seat: 'project-manager' })).kind).toBe('done');
  expect((await forge.act('theo', issue, { ...approve, seat: 'technical-expert' })).kind).toBe('done');
  expect((await forge.act('carla', issue, { ...approve, seat: 'customer' })).kind).toBe('done');
  await forge.settled();
  expect((await forge.state(issue))?.stage).toBe('approved');
  expect(forge.status(issue)).toBe('approved');
  expect((await forge.move('mei', issue, 'implementing')).result).toBe(true);
  await forge.settled();
  expect((await forge.state(issue))?.stage).toBe('implementing');
  expect(issue.properties.get('countersign')).toMatchObject({ stage: 'implementing' });
});

test('4.3: an edit of the text in Jira voids what rested on it, and the status goes back', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  await forge.decide(issue);
  expect(forge.status(issue)).toBe('approved');
  forge.site.edit('rosa', issue.id, { summary: 'Export invoices to my own server' });
  await forge.settled();
  const state = await forge.state(issue);
  expect(state?.stage).not.toBe('approved');
  expect(state?.votes.every((vote) => vote.voided)).toBe(true);
  expect(forge.status(issue)).toBe(state?.stage);
});

test('6.2: a status that somebody moved without the right is moved back, and the attempt is on record', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  forge.site.validator = undefined;
  await forge.move('dara', issue, 'approved');
  await forge.settled();
  expect(forge.status(issue)).toBe('draft');
  expect((await forge.state(issue))?.irregularities.map((one) => one.kind)).toEqual(['status-by-hand']);
});

test('closed on any doubt: no set-up', async () => {
  forge = await openForge({ isEmpty: true });
  const issue = forge.file('rosa');
  await forge.settled();
  expect(await forge.move('rosa', issue, 'submitted')).toMatchObject({
    result: false,
    errorMessage: expect.stringMatching(/not set up in this project/),
  });
  expect(forge.status(issue)).toBe('draft');
});

test('closed on any doubt: no policy, no Jira, no storage', async () => {
  forge = await openForge({ policy: null });
  const issue = forge.file('rosa');
  await forge.settled();
  expect(await forge.move('rosa', issue, 'submitted')).toMatchObject({
    result: false,
    errorMessage: expect.stringMatching(/policy/),
  });
  forge.site.faults.push({ status: 503 });
  expect(await forge.move('rosa', issue, 'submitted')).toMatchObject({
    result: false,
    errorMessage: expect.stringMatching(/could not read/),
  });
  forge.storage.faults.push({ status: 500 } as never);
  expect(await forge.move('rosa', issue, 'submitted')).toMatchObject({
    result: false,
    errorMessage: expect.stringMatching(/could not read/),
  });
  expect((await forge.state(issue))?.stage).toBe('draft');
});

test('a blocked transition costs two reads of the storage', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  forge.storage.spoken.length = 0;
  expect((await forge.move('dara', issue, 'implementing')).result).toBe(false);
  expect(forge.storage.spoken).toHaveLength(2);
});

test('4.8: an emergency goes on without a board, in the open, and whoever declared it does not look back on it', async () => {
  forge = await openForge({ role: 'emergency-authority: ["@mei"]' });
  const issue = forge.file('rosa');
  await forge.settled();
  const ask = { type: 'emergency', incident: 'INC-7', reason: 'Invoices go out with wrong totals' } as const;
  expect((await forge.act('theo', issue, ask)).kind).toBe('refused');
  expect((await forge.act('mei', issue, ask)).kind).toBe('done');
  await forge.settled();
  expect(forge.status(issue)).toBe('implementing');
  expect(await forge.state(issue)).toMatchObject({ stage: 'implementing', emergency: { incident: 'INC-7' } });
  const asked = { issueKey: issue.key };
  const context = { installContext: 'ari:cloud:jira::site/cloud-1' };
  expect(await forge.handlers.standing(asked, context)).toMatchObject({ open: true, stage: 'implementing' });
  expect(JSON.stringify(await forge.panel('mei', issue))).toContain('INC-7');
  const ratify = { type: 'ratify', outcome: 'ratified', reason: 'it was right' } as const;
  expect(await forge.act('mei', issue, ratify)).toMatchObject({ kind: 'refused', rule: '4.8' });
});

test('T19: a request is superseded by the issue that was named and by no other, in whatever project that is', async () => {
  forge = await openForge();
  const [first, second] = [forge.file('rosa'), forge.file('rosa', {}, 'Export invoices as PDF/A')];
  await forge.settled();
  await forge.act('rosa', first, { type: 'submit' });
  await forge.act('rosa', second, { type: 'submit' });
  const supersede = async (by: string) => {
    forge.site.comment('mei', second.id, paragraphs(`/supersede by ${by} because it says more`));
    await forge.settled();
    return (await forge.state(second))?.closing;
  };
  // A key of the same number elsewhere, one that is not there, and itself.
  for (const wrong of [second.key.replace('SHIP', 'NOPE'), 'SHIP-999', second.key])
    expect(await supersede(wrong), wrong).toBeUndefined();
  expect(await supersede(first.key)).toMatchObject({ reason: 'superseded', target: first.key });
});

test('6.1: a request whose issue got another type is still the one that the merge gate and an automation ask', async () => {
  forge = await openForge();
  process.env.COUNTERSIGN_GATE_SECRET = 'a secret of thirty-two letters or more';
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  await forge.decide(issue);
  await forge.move('mei', issue, 'implementing');
  await forge.settled();
  issue.fields.issuetype = { id: REQUIREMENT };
  const pull = { address: 'https://github.com/acme/shop/pull/1', title: 'acme/shop#1' };
  const body = JSON.stringify({ issue: issue.key, at: Date.now(), pull });
  const signature = createHmac('sha256', process.env.COUNTERSIGN_GATE_SECRET).update(body).digest('hex');
  const headers = { 'x-countersign-signature': [`sha256=${signature}`] };
  const context = { installContext: 'ari:cloud:jira::site/cloud-1' };
  expect(await forge.handlers.gate({ body, headers }, context)).toEqual({ outputKey: 'open' });
  expect(await forge.handlers.standing({ issueKey: issue.key }, context)).toMatchObject({ open: true });
  delete process.env.COUNTERSIGN_GATE_SECRET;
});
