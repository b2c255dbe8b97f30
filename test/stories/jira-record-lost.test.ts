/** Shows that a request whose record is lost stays closed and is told, and that nothing but an administrator’s own decision begins another. Out of the bundle. */
import type { PanelData, RegisterData } from '@countersign/jira/port/data.ts';
import { afterEach, expect, test } from 'vitest';
import { type Forge, openForge, PROJECT } from '../instruments/forge.ts';
import type { Issue } from '../standins/jira/record.ts';

let forge: Forge;
afterEach(() => forge.close());

/** An approved request, of which the storage then holds nothing more: as after a restore, or on a copy of the site. */
async function lostRequest(): Promise<Issue> {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  await forge.decide(issue);
  expect(forge.status(issue)).toBe('approved');
  await forge.beginAnew();
  expect(await forge.state(issue)).toBeUndefined();
  return issue;
}

/** What the app wrote on the issue of the loss. */
const said = ({ comments }: Issue) =>
  comments.map(({ body }) => JSON.stringify(body)).filter((one) => one.includes('is lost'));

test('7.1: an edit of a request whose record is lost begins no draft, moves nothing, and is told once', async () => {
  const issue = await lostRequest();
  for (const summary of ['Export invoices as PDF, too', 'Export invoices as PDF/A']) {
    forge.site.edit('rosa', issue.id, { summary });
    await forge.settled();
  }
  expect(await forge.state(issue)).toBeUndefined();
  expect(forge.status(issue)).toBe('approved');
  expect(said(issue)).toHaveLength(1);
  expect(said(issue)[0]).toContain('version');
  expect(said(issue)[0]).toContain('(approved)');
});

test('7.1: a lost record stays closed at every transition, to a command, an agent and the panel, each with its sentence', async () => {
  const issue = await lostRequest();
  for (const stage of ['draft', 'implementing', 'closed']) {
    const { result, errorMessage } = await forge.move('mei', issue, stage);
    expect([stage, result, errorMessage]).toEqual([stage, false, expect.stringContaining('is lost')]);
  }
  await forge.says('mei', issue, '/start');
  expect(said(issue).length).toBe(2);
  const agent = await forge.handlers.whyBlocked(
    { issueKey: issue.key },
    { installContext: 'ari:cloud:jira::site/cloud-1', principal: { accountId: 'mei' } },
  );
  expect(agent).toContain('is lost');
  expect(await forge.panel('rosa', issue)).toMatchObject({ kind: 'lost', may: false });
  expect(await forge.state(issue)).toBeUndefined();
});

test('7.1: only who administers the project begins a new record, which says that the former one is lost', async () => {
  const issue = await lostRequest();
  forge.site.edit('rosa', issue.id, { summary: 'Export invoices as PDF, too' });
  await forge.settled();
  const start = async (by: string) => (await forge.invoke(by, 'startAnew', {}, issue)) as PanelData;
  expect(await start('rosa')).toMatchObject({ kind: 'lost', may: false });
  expect(await forge.state(issue)).toBeUndefined();
  forge.site.person('ada').administers.add(PROJECT);
  const listed = async () => ((await forge.invoke('ada', 'register', { offset: 0 })) as RegisterData).lost;
  expect(await listed()).toEqual([{ key: issue.key, version: expect.any(Number) }]);
  expect(((await forge.invoke('rosa', 'register', { offset: 0 })) as RegisterData).lost).toEqual([]);
  expect(await forge.panel('ada', issue)).toMatchObject({ kind: 'lost', may: true });
  const shown = await start('ada');
  await forge.settled();
  if (shown.kind !== 'change') throw new Error('no new record');
  const lines = shown.history.map((one) => one.line.map((part) => part.text).join(''));
  expect(lines.at(-1)).toMatch(
    /^Ada began a new record of the change request of Rosa: the former one, of \d+ entries, is lost/,
  );
  expect(await forge.state(issue)).toMatchObject({ stage: 'draft', requester: { id: 'jira:rosa' }, votes: [] });
  expect(forge.status(issue)).toBe('draft');
  expect(await listed()).toEqual([]);
  // It is a request like any other from now on, and nobody begins a third.
  const before = (await forge.state(issue))?.version;
  await start('ada');
  expect((await forge.state(issue))?.version).toBe(before);
});

test('an issue that was never on record becomes a request, though a hand wrote another property on it', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  issue.properties.set('countersign', { stage: 'approved' });
  await forge.settled();
  expect((await forge.state(issue))?.stage).toBe('draft');
});
