/** Edits of which Jira tells late or never: nothing rests on a text that the record does not know, and it is taken in as soon as somebody notices (4.3). */

import { afterEach, expect, test } from 'vitest';
import { type Forge, openForge, unheard } from '../instruments/forge.ts';
import type { Issue } from '../standins/jira/record.ts';

const CONTEXT = { installContext: 'ari:cloud:jira::site/cloud-1' };

let forge: Forge;
afterEach(() => forge.close());

async function decided(): Promise<Issue> {
  forge = await openForge({ role: 'verifier: ["@theo"]' });
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  await forge.decide(issue);
  return issue;
}

async function verifying(): Promise<Issue> {
  const issue = await decided();
  await forge.says('mei', issue, '/start', '/done 1', '/evidence 1 run 42', '/actuals 2d USD 5,000', '/done');
  expect((await forge.state(issue))?.stage).toBe('verifying');
  return issue;
}

/** Jira tells nobody of this edit. @returns tells of it after all */
const editsUnheard = (by: string, issue: Issue): (() => void) =>
  unheard(forge.site, () => forge.site.edit(by, issue.id, { summary: 'To my own server' }));

const starts = {
  button: (issue: Issue) => forge.move('mei', issue, 'implementing'),
  panel: (issue: Issue) => forge.act('mei', issue, { type: 'start' }),
  comment: (issue: Issue) => forge.says('mei', issue, '/start'),
};

test.each(Object.entries(starts))(
  'T12: an edit of which Jira told nobody holds the start by the %s, and is on record because somebody tried',
  async (_, start) => {
    const issue = await decided();
    editsUnheard('rosa', issue);
    await start(issue);
    await forge.settled();
    const state = await forge.state(issue);
    expect([state?.stage, state?.content.request.title]).toEqual(['assessing', 'To my own server']);
    expect(state?.authors.map(({ name }) => name)).toContain('Rosa');
  },
);

const closings = {
  button: (issue: Issue) => forge.move('theo', issue, 'closed'),
  comment: (issue: Issue) => forge.says('theo', issue, '/verify pass'),
};

test.each(Object.entries(closings))(
  'T16: an edit of which Jira told nobody holds the closing by the %s',
  async (_, close) => {
    const issue = await verifying();
    editsUnheard('rosa', issue);
    await close(issue);
    await forge.settled();
    const state = await forge.state(issue);
    expect([state?.stage, state?.content.request.title]).toEqual(['assessing', 'To my own server']);
  },
);

test('T16: a closing that overtakes the edit before it closes nothing, though Jira’s button let it through', async () => {
  const issue = await verifying();
  const moved = await forge.move('theo', issue, 'closed');
  const tell = editsUnheard('theo', issue);
  await forge.settled();
  tell();
  await forge.settled();
  expect(moved.result).toBe(true);
  expect((await forge.state(issue))?.stage).toBe('assessing');
  expect(forge.status(issue)).toBe('assessing');
});

test('T16: who edits what is closed is on record, and what was closed stands', async () => {
  const issue = await verifying();
  await forge.says('theo', issue, '/verify pass');
  expect(forge.status(issue)).toBe('closed');
  forge.site.edit('rosa', issue.id, { summary: 'To my own server' });
  await forge.settled();
  const state = await forge.state(issue);
  expect([state?.stage, state?.content.request.title]).toEqual(['closed', 'Export invoices as PDF']);
  expect(state?.irregularities.map(({ kind }) => kind)).toContain('edited-when-over');
  const panel = await forge.panel('mei', issue);
  expect(JSON.stringify(panel)).toContain('edited this request after it was over');
});

test('6.1: between an edit and its event everybody who asks is told what the gate says', async () => {
  const issue = await decided();
  await forge.act('mei', issue, { type: 'start' });
  await forge.settled();
  const standing = () => forge.handlers.standing({ issueKey: issue.key }, CONTEXT);
  expect(await standing()).toMatchObject({ open: true });
  editsUnheard('rosa', issue);
  expect(await standing()).toMatchObject({ open: false, reasons: expect.stringContaining('not what is on record') });
  expect(await forge.panel('mei', issue)).toMatchObject({ gate: { open: false } });
});

test('4.4: while the issue cannot be read nothing is started, and the sentence says what to do', async () => {
  const issue = await decided();
  const { answer } = forge.site;
  Object.assign(forge.site, {
    answer: (...[meta, path, init]: Parameters<typeof answer>) =>
      /\/issue\/\d+\?properties=[^&]+$/.test(path)
        ? Promise.resolve(Response.json({}, { status: 503 }))
        : answer(meta, path, init),
  });
  const moved = await forge.move('mei', issue, 'implementing');
  Object.assign(forge.site, { answer });
  expect(moved).toMatchObject({ result: false, errorMessage: expect.stringContaining('Try again') });
});

test('4.1: nobody agrees to a text that Jira shows no more, and the vote is taken once the edit is on record', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  editsUnheard('rosa', issue);
  for (const by of ['mei', 'theo', 'carla']) await forge.says(by, issue, '/approve');
  const { stage, content, votes = [] } = (await forge.state(issue)) ?? {};
  expect([stage, content?.request.title]).toEqual(['in-review', 'To my own server']);
  // The first was refused, and had the edit taken in; the others were given for what stands there.
  expect(votes.map(({ voter }) => voter.name)).toEqual(['Theo', 'Carla']);
});

test('T16, 3.4: nothing is closed in part on a text of which Jira told nobody', async () => {
  const issue = await verifying();
  editsUnheard('mei', issue);
  await forge.says('mei', issue, '/close partly the rest later');
  await forge.says('theo', issue, '/second');
  const state = await forge.state(issue);
  expect([state?.stage, state?.content.request.title]).toEqual(['assessing', 'To my own server']);
});
