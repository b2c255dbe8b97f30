/** What somebody could try in Jira, or Jira could tell in an unlucky order: no vote, start or edit may come of it that nobody made. */

import { afterEach, expect, test } from 'vitest';
import { CHANGE, FIELD_IDS, type Forge, openForge, REQUIREMENT } from '../instruments/forge.ts';
import type { Issue } from '../standins/jira/record.ts';

let forge: Forge;
afterEach(() => forge.close());

const CONTEXT = { installContext: 'ari:cloud:jira::site/cloud-1' };
const paragraph = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

async function approved(): Promise<Issue> {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  await forge.decide(issue);
  expect((await forge.state(issue))?.stage).toBe('approved');
  return issue;
}

test('T12: whoever puts a status back does not start the work that another went on to move', async () => {
  const issue = await approved();
  for (const [by, stage] of [
    ['carla', 'implementing'],
    ['mei', 'approved'],
    ['carla', 'implementing'],
  ] as const)
    await forge.move(by, issue, stage);
  await forge.settled();
  expect((await forge.state(issue))?.stage).toBe('approved');
  expect(forge.status(issue)).toBe('approved');
});

test('4.3: what is edited while the issue has another type ends the votes, and the transition stays held', async () => {
  const issue = await approved();
  forge.site.edit('dara', issue.id, { issuetype: { id: REQUIREMENT } });
  forge.site.edit('dara', issue.id, { [FIELD_IDS.after ?? '']: paragraph('To my own server') });
  await forge.settled();
  expect((await forge.state(issue))?.stage).toBe('assessing');
  expect((await forge.move('mei', issue, 'implementing')).result).toBe(false);
  forge.site.edit('dara', issue.id, { issuetype: { id: CHANGE } });
  await forge.settled();
  expect((await forge.state(issue))?.stage).toBe('assessing');
});

test('4.3: an edit on the screen of a transition is no repetition of the move that its post function told of', async () => {
  const issue = await approved();
  const heard = [...forge.site.heard];
  forge.site.heard.clear();
  const [from, to] = ['approved', 'implementing'].map((one) => ({ id: forge.site.statuses.get(one) ?? '' }));
  issue.fields.status = { id: to?.id ?? '', name: 'implementing' };
  issue.fields.summary = 'To my own server';
  const items = [
    { field: 'summary', fieldId: 'summary' },
    { field: 'status', fieldId: 'status', from: from?.id, to: to?.id },
  ];
  const changelog = { id: '77', items };
  const named = { id: issue.id, key: issue.key };
  await forge.handlers.moved(
    { issue: named, transition: { executionId: 'x', from, to }, atlassianId: 'mei', changelog },
    CONTEXT,
  );
  const { project, issuetype } = issue.fields;
  const event = { eventType: 'avi:jira:updated:issue', atlassianId: 'mei', changelog };
  for (const hear of heard) hear({ ...event, issue: { ...named, fields: { project, issuetype } } });
  await forge.settled();
  expect((await forge.state(issue))?.content.request.title).toBe('To my own server');
  expect((await forge.state(issue))?.stage).toBe('assessing');
});

test('4.3: an edit that is tried again after a part of it was recorded is recorded', async () => {
  const issue = await approved();
  const home = issue.fields.project ?? null;
  issue.fields.project = { id: '10009', key: 'HID' };
  forge.site.hidden.add('10009');
  await forge.nightly();
  await forge.settled();
  // Its project is hidden as well: that is no deletion, so it is told as one.
  const gone = { id: issue.id, key: issue.key, fields: { project: home, issuetype: issue.fields.issuetype } };
  await forge.handlers.trigger({ eventType: 'avi:jira:deleted:issue', issue: gone, timestamp: '1' }, CONTEXT);
  await forge.settled();
  expect((await forge.state(issue))?.irregularities.map((one) => one.kind)).toContain('item-deleted');
  forge.site.hidden.clear();
  issue.fields.project = home;
  forge.site.edit('rosa', issue.id, { summary: 'To my own server' });
  const { answer } = forge.storage;
  let writes = 0;
  Object.assign(forge.storage, {
    answer: (path: string, body: string) => {
      writes += path.includes('transaction') ? 1 : 0;
      if (path.includes('transaction') && writes === 2)
        return Promise.resolve(Response.json({ code: 'X', message: 'away' }, { status: 503 }));
      return answer(path, body);
    },
  });
  await forge.settled();
  expect((await forge.state(issue))?.content.request.title).toBe('To my own server');
});

test('4.1: an approval in a comment does not count for an impact that was assessed in the panel after it was written', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  forge.site.comment('carla', issue.id, paragraph('/approve'));
  const form = {
    dimension: 'schedule',
    none: true,
    reason: 'nothing at all',
    confidence: 'high',
    evidence: '',
    fields: {},
  };
  expect((await forge.act('mei', issue, { type: 'assess', form } as never)).kind).toBe('done');
  await forge.settled();
  expect((await forge.state(issue))?.votes).toEqual([]);
  expect(JSON.stringify(issue.comments.at(-1)?.body)).toContain('edited meanwhile');
  forge.site.comment('carla', issue.id, paragraph('/approve'));
  await forge.settled();
  expect((await forge.state(issue))?.votes.map((one) => one.voter.id)).toEqual(['jira:carla']);
});

test('4.4: of several edits that no event told of each writer is an author by the next morning', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  forge.site.heard.clear();
  forge.site.edit('mei', issue.id, { [FIELD_IDS.after ?? '']: paragraph('By Mei') });
  forge.site.edit('rosa', issue.id, { summary: 'A word mended' });
  await forge.nightly();
  await forge.settled();
  const state = await forge.state(issue);
  expect(state?.content.request.title).toBe('A word mended');
  expect(state?.authors.map((one) => one.id).sort()).toEqual(['jira:mei', 'jira:rosa']);
  const version = state?.version;
  await forge.nightly();
  await forge.settled();
  expect((await forge.state(issue))?.version).toBe(version);
});

test('4.4: whoever wrote a text is its author though the event names nobody and tells of a move as well, which stays nobody’s', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  forge.site.heard.clear();
  const after = FIELD_IDS.after ?? '';
  forge.site.edit('mei', issue.id, { [after]: paragraph('By Mei') });
  const to = { id: forge.site.statuses.get('assessing') ?? '', name: 'assessing' };
  issue.fields.status = to;
  const { project, issuetype } = issue.fields;
  const items = [
    { fieldId: after, field: 'After' },
    { fieldId: 'status', field: 'status', to: to.id },
  ];
  const whole = { id: issue.id, key: issue.key, fields: { project, issuetype } };
  await forge.handlers.trigger(
    { eventType: 'avi:jira:updated:issue', issue: whole, changelog: { id: '9003', items } },
    CONTEXT,
  );
  await forge.settled();
  expect((await forge.state(issue))?.authors.map((one) => one.id)).toEqual(['jira:mei']);
  expect((await forge.state(issue))?.irregularities.map((one) => one.kind)).toEqual(['status-by-hand']);
  expect((await forge.state(issue))?.stage).toBe('in-review');
});

test('4.3: of edits that Jira tells of without a time or a number none is taken for a repetition', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  const { project, issuetype } = issue.fields;
  forge.site.heard.clear();
  for (const [updated, summary] of [
    ['2026-11-02T09:00:00.000Z', 'As PDF'],
    ['2026-11-02T09:01:00.000Z', 'As CSV'],
  ] as const) {
    forge.site.edit('rosa', issue.id, { summary });
    const whole = { id: issue.id, key: issue.key, fields: { project, issuetype, updated } };
    const changelog = { items: [{ fieldId: 'summary', field: 'summary' }] };
    const event = { eventType: 'avi:jira:updated:issue', issue: whole, atlassianId: 'rosa', changelog };
    await forge.handlers.trigger(event, CONTEXT);
    await forge.settled();
    expect((await forge.state(issue))?.content.request.title).toBe(summary);
  }
});

test('what was written for a few is answered to those few', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  const { project, issuetype } = issue.fields;
  const visibility = { type: 'role', value: 'Administrators' };
  for (const [id, line] of [
    ['9001', '/reject the margin of 40 % is gone'],
    ['9002', '/rejct the margin of 40 % is gone'],
  ] as const)
    await forge.handlers.trigger(
      {
        eventType: 'avi:jira:commented:issue',
        issue: { id: issue.id, key: issue.key, fields: { project, issuetype } },
        atlassianId: 'mei',
        comment: { id, visibility, author: { accountId: 'mei', displayName: 'Mei' }, body: paragraph(line) },
      },
      CONTEXT,
    );
  await forge.settled();
  const ours = issue.comments.filter((one) => one.author === 'app-account');
  expect(ours.map((one) => one.visibility)).toEqual([visibility, visibility]);
});

test('an answer that Jira refuses for good is not asked for again, and a property that it refuses keeps no status back', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  const posts = () => forge.site.spoken.filter((one) => /^POST .*comment$/.test(one)).length;
  forge.site.faults.push({ on: /^POST .*comment$/, status: 403 });
  forge.site.comment('dara', issue.id, paragraph('/reject no'));
  await forge.settled();
  for (let again = 0; again < 3; again += 1) {
    await forge.sweep();
    await forge.settled();
  }
  expect(posts()).toBe(1);
  forge.site.faults.push({ on: /^PUT .*properties/, status: 400 });
  forge.site.comment('rosa', issue.id, paragraph('/submit'));
  await forge.settled();
  expect(forge.status(issue)).toBe('submitted');
  expect(forge.site.spoken.filter((one) => /^PUT .*properties/.test(one))).toHaveLength(2);
});
