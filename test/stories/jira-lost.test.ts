/** What Jira tells late, twice or not at all, and issues that go elsewhere: the record keeps what it knows and finds the rest. Out of the bundle. */

import type { RegisterData } from '@countersign/jira/port/data.ts';
import { keyOf } from '@countersign/jira/record/storage.ts';
import { afterEach, expect, test } from 'vitest';
import { type Forge, openForge, PROJECT } from '../instruments/forge.ts';

let forge: Forge;
afterEach(() => forge.close());

const paragraphs = (...lines: readonly string[]) => ({
  type: 'doc',
  version: 1,
  content: lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
});

/** As many characters as Jira takes, and in Chinese more bytes than a queue does. */
const LONG = Array.from({ length: 320 }, () => '预算'.repeat(50));

test('what an event was lost for is found at night: an edit voids, and a deleted request closes', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  const other = forge.file('rosa', {}, 'Another wish');
  await forge.settled();
  await forge.assess(issue);
  forge.site.heard.clear();
  forge.site.edit('mei', issue.id, { summary: 'Something else' });
  forge.site.remove('rosa', other.id);
  await forge.nightly();
  await forge.settled();
  // Whoever wrote it is credited, though no event named them (4.4).
  expect(await forge.state(issue)).toMatchObject({
    content: { request: { title: 'Something else' } },
    authors: [{ id: 'jira:mei' }],
  });
  expect((await forge.state(other))?.irregularities.map((one) => one.kind)).toEqual(['item-deleted']);
  // Its record is still there, and who administers the project is shown that it is; others are shown what is there.
  const shownTo = async (name: string) => (await forge.invoke(name, 'register', { offset: 0 })) as RegisterData;
  forge.site.person('mei').administers.add(PROJECT);
  const deleted = { key: other.key, title: 'Another wish', at: expect.stringMatching(/\d/) };
  expect((await shownTo('mei')).deleted).toEqual([expect.objectContaining(deleted)]);
  expect((await shownTo('rosa')).deleted).toEqual([]);
});

test('a night in which nothing differs writes nothing to Jira', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  forge.site.spoken.length = 0;
  await forge.nightly();
  expect(forge.site.spoken).toEqual([]);
  await forge.settled();
  expect(forge.site.spoken).toContain(`GET /rest/api/3/issue/${issue.id}`);
  expect(forge.site.spoken.filter((one) => !one.startsWith('GET'))).toEqual([]);
});

test('4.4, 5.6: what the app may not see any more is not taken for deleted, and goes on when it is seen again', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  await forge.decide(issue);
  forge.site.hidden.add('10000');
  await forge.nightly();
  await forge.settled();
  expect(await forge.state(issue)).toMatchObject({ stage: 'approved', irregularities: [] });
  // Issue security hides one issue of a project that can be seen: that looks like a deletion, until the issue speaks again.
  forge.site.hidden.clear();
  const { project } = issue.fields;
  const hide = forge.file('rosa', {}, 'Another wish');
  await forge.settled();
  forge.site.project('10009', { key: 'HID', like: PROJECT });
  issue.fields.project = { id: '10009', key: 'HID' };
  forge.site.hidden.add('10009');
  await forge.nightly();
  await forge.settled();
  expect(hide.fields.project).toEqual(project);
  expect((await forge.move('mei', issue, 'implementing')).result).toBe(false);
  issue.fields.project = project ?? null;
  await forge.nightly();
  await forge.settled();
  expect((await forge.state(issue))?.irregularities.map(({ kind }) => kind)).toEqual(['item-deleted', 'item-seen']);
  expect((await forge.move('mei', issue, 'implementing')).result).toBe(true);
});

test('5.6: a request that was moved is found where it began though the index is lost, and is not deleted where its project is hidden', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  forge.site.project('10007', { key: 'OTHER', like: PROJECT });
  await forge.govern('10007');
  forge.site.edit('mei', issue.id, { project: { id: '10007' } });
  await forge.settled();
  const { moves } = (await forge.state(issue)) ?? {};
  expect(moves).toHaveLength(1);
  const index = keyOf('kept', 'jira:cloud-1', 'account', 'home', issue.id);
  const lost: string[] = [];
  forge.storage.lose((key) => key === index && lost.push(key) > 0);
  expect(lost).toEqual([index]);
  await forge.nightly();
  await forge.settled();
  forge.site.edit('rosa', issue.id, { summary: 'Another title' });
  await forge.settled();
  expect(await forge.state(issue)).toMatchObject({ moves, content: { request: { title: 'Another title' } } });
  forge.site.hidden.add('10007');
  await forge.nightly();
  await forge.settled();
  forge.site.hidden.clear();
  expect((await forge.state(issue))?.irregularities).toEqual([]);
});

test('6.3: a comment too long for a queue that held a command leaves its trace when it is deleted', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  forge.site.comment('mei', issue.id, paragraphs('/approve', '', ...LONG));
  forge.site.comment('mei', issue.id, paragraphs('What I think of it', ...LONG));
  await forge.settled();
  for (const { id } of issue.comments.filter(({ author }) => author === 'mei').slice(-2))
    forge.site.deleteComment('mei', issue.id, id);
  await forge.settled();
  expect((await forge.state(issue))?.irregularities).toMatchObject([{ kind: 'comment-deleted' }]);
  expect((await forge.state(issue))?.votes).toHaveLength(1);
});

test('a comment too long for a queue is read when its turn comes, and an edit of long texts is heard', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  forge.site.comment('mei', issue.id, paragraphs('/approve', '', ...LONG));
  await forge.settled();
  expect((await forge.state(issue))?.votes).toMatchObject([{ voter: { id: 'jira:mei' }, verdict: 'approve' }]);
  const long = '很长的说明'.repeat(30_000);
  forge.site.edit('rosa', issue.id, { summary: 'Invoices as PDF' }, { fromString: long, toString: long });
  await forge.settled();
  expect((await forge.state(issue))?.content.request.title).toBe('Invoices as PDF');
});

test('work whose queue lost it is done by the sweep', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  forge.site.comment('rosa', issue.id, paragraphs('/submit'));
  await forge.settled({ losing: 'jobs' });
  expect(forge.status(issue)).toBe('draft');
  await forge.sweep();
  // It waits for its turn: what is shown at once could be older than what the queue shows meanwhile.
  expect(forge.status(issue)).toBe('draft');
  await forge.settled();
  expect(forge.status(issue)).toBe('submitted');
});

test('6.2: a move that Jira’s own event never told of is followed by the workflow’s post function, or moved back', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  await forge.decide(issue);
  forge.site.heard.clear();
  expect(await forge.move('dara', issue, 'implementing')).toEqual({ result: true });
  await forge.settled();
  const started = await forge.state(issue);
  expect(started?.stage).toBe('implementing');
  expect(started?.irregularities).toEqual([]);
  forge.site.validator = undefined;
  await forge.move('dara', issue, 'closed');
  await forge.settled();
  expect(forge.status(issue)).toBe('implementing');
  expect((await forge.state(issue))?.irregularities.map((one) => one.detail)).toEqual(['implementing → closed']);
});

test('6.2: what the app itself moved is nobody’s attempt, though the post function cannot tell', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  const version = (await forge.state(issue))?.version;
  const own = { issue: { id: issue.id, key: issue.key }, atlassianId: 'app-account' };
  const to = { id: forge.site.statuses.get('closed') ?? '' };
  issue.fields.status = { ...to, name: 'closed' };
  await forge.handlers.moved(
    { ...own, transition: { to, executionId: 'x' } },
    { installContext: 'ari:cloud:jira::site/cloud-1' },
  );
  await forge.handlers.moved({ nothing: true }, { installContext: 'ari:cloud:jira::site/cloud-1' });
  await forge.settled();
  expect((await forge.state(issue))?.version).toBe(version);
});

test('5.6: an issue that is moved to another project keeps its record, and is decided anew under the policy there', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  await forge.decide(issue);
  const before = issue.key;
  forge.site.project('10007', { key: 'OTHER', like: PROJECT });
  await forge.govern('10007');
  forge.site.edit('mei', issue.id, { project: { id: '10007' } });
  await forge.settled();
  expect(await forge.state(issue)).toMatchObject({
    stage: 'assessing',
    label: 'OTHER-1',
    reapproval: { cause: 'moved', detail: 'SHIP' },
  });
  expect(forge.status(issue)).toBe('assessing');
  const register = (await forge.invoke('mei', 'register', { offset: 0 })) as RegisterData;
  expect(register.rows).toEqual([]);
  // Jira finds it by the old key as well, and so do whoever asks by it.
  const asked = (issueKey: string) =>
    forge.handlers.standing({ issueKey }, { installContext: 'ari:cloud:jira::site/cloud-1' });
  expect(await asked(before)).toEqual(await asked('OTHER-1'));
  expect(await asked(before)).toMatchObject({ stage: 'assessing' });
  await forge.says('mei', issue, '/review');
  await forge.decide(issue);
  expect(await forge.state(issue)).toMatchObject({ stage: 'approved' });
  expect((await forge.move('mei', issue, 'implementing')).result).toBe(true);
  await forge.settled();
  expect(forge.status(issue)).toBe('implementing');
});

test('5.6: in a project with another workflow a request keeps its record, though no status there can show it', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  await forge.decide(issue);
  forge.site.project('10007', { key: 'OTHER' });
  forge.site.edit('mei', issue.id, { project: { id: '10007' } });
  await forge.settled();
  expect([forge.status(issue), issue.key]).toEqual(['To Do', 'OTHER-1']);
  const state = await forge.state(issue);
  expect(state).toMatchObject({ stage: 'assessing', label: 'OTHER-1' });
  // That the status is none of the record's is on record once; nobody can put it back there.
  expect(state?.irregularities.map((one) => one.kind)).toEqual(['status-by-hand']);
  await forge.nightly();
  await forge.settled();
  expect(await forge.state(issue)).toMatchObject({ version: state?.version, stage: 'assessing' });
});

test('events that come twice, late or in another order leave one record, and a property written by hand is put back', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  const before = (await forge.state(issue))?.version;
  const [comment] = issue.comments;
  const told = {
    eventType: 'avi:jira:commented:issue',
    issue: { id: issue.id, key: issue.key, fields: {} },
    atlassianId: 'rosa',
    comment: { id: comment?.id, body: comment?.body, author: { accountId: 'rosa', displayName: 'Rosa' } },
  };
  for (let time = 0; time < 3; time += 1)
    await forge.handlers.trigger(told, { installContext: 'ari:cloud:jira::site/cloud-1' });
  await forge.settled();
  expect((await forge.state(issue))?.version).toBe(before);
  issue.properties.set('countersign', { stage: 'approved' });
  await forge.nightly();
  await forge.settled();
  expect(issue.properties.get('countersign')).toMatchObject({ stage: 'in-review' });
});

test('Jira that asks to wait is waited for, and the event is handled in the end', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  forge.site.faults.push({ status: 429, headers: { 'retry-after': '2' } }, { status: 503 });
  await forge.settled();
  expect((await forge.state(issue))?.stage).toBe('draft');
});

test('5.6: a requirement that is moved to another project is the same one: nothing ends, and its edits still count', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  await forge.decide(issue);
  const [item] = (await forge.state(issue))?.content.request.items ?? [];
  forge.site.edit('mei', item?.id ?? '', { project: { id: '10007' } });
  await forge.settled();
  expect((await forge.state(issue))?.stage).toBe('approved');
  forge.site.remove('mei', item?.id ?? '');
  await forge.settled();
  expect((await forge.state(issue))?.stage).not.toBe('approved');
});

test('characters that no record can hold are shown as such, and stop nothing', async () => {
  forge = await openForge();
  const issue = forge.file('rosa', { after: paragraphs('half \ud83d of it\0') });
  await forge.settled();
  expect((await forge.state(issue))?.content.request.after).toEqual([
    { kind: 'paragraph', runs: [{ kind: 'text', text: 'half \ufffd of it\ufffd' }] },
  ]);
});
