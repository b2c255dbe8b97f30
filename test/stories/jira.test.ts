/** Shows the line inside Jira, out of the bundle: filed, assessed, decided by the board, and only then started. */

import { createHmac } from 'node:crypto';
import { policyTemplate } from '@countersign/core/policy/template.ts';
import type { RegisterData } from '@countersign/jira/panel/data.ts';
import { afterEach, expect, test } from 'vitest';
import { AFFECTS, FIELD_IDS, type Forge, openForge, PROJECT, REQUIREMENT } from '../instruments/forge.ts';

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

test('3.5: the register says until when votes are asked for, as long as they are', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  const due = async () => ((await forge.invoke('mei', 'register', { offset: 0 })) as RegisterData).rows[0]?.due;
  expect(await due()).toBeUndefined();
  await forge.assess(issue);
  expect(await due()).toEqual({ day: expect.stringMatching(/\d/), isOver: false });
  await forge.decide(issue);
  expect(await due()).toBeUndefined();
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

test('6.3: a deleted comment takes no vote away, and that it was deleted is on record', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  forge.site.comment('mei', issue.id, paragraphs('/approve'));
  forge.site.comment('mei', issue.id, paragraphs('Looks good to me.'));
  await forge.settled();
  for (const { id } of issue.comments.filter(({ author }) => author === 'mei').slice(-2))
    forge.site.deleteComment('theo', issue.id, id);
  await forge.settled();
  const state = await forge.state(issue);
  expect(state?.irregularities).toMatchObject([{ kind: 'comment-deleted' }]);
  expect(state?.votes.filter(({ voter, voided }) => voter.id === 'jira:mei' && !voided)).toHaveLength(1);
});

/** As many characters as Jira takes, and in Chinese more bytes than a queue does. */
const LONG = Array.from({ length: 320 }, () => '预算'.repeat(50));

test('6.3: a comment too long for a queue that held a command leaves its trace when it is deleted', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  forge.site.comment('mei', issue.id, paragraphs('/approve', ...LONG));
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
  forge.site.comment('mei', issue.id, paragraphs('/approve', ...LONG));
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

test('4.4: a comment or a move that names nobody is nobody’s, and not of whoever wrote the request last', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  forge.site.edit('rosa', issue.id, { summary: 'Another title' });
  await forge.settled();
  const { project, issuetype } = issue.fields;
  const told = async (event: object) => {
    const whole = { ...event, issue: { id: issue.id, key: issue.key, fields: { project, issuetype } } };
    await forge.handlers.trigger(whole, { installContext: 'ari:cloud:jira::site/cloud-1' });
    await forge.settled();
  };
  await told({ eventType: 'avi:jira:commented:issue', comment: { id: '9001', body: paragraphs('/submit') } });
  expect((await forge.state(issue))?.stage).toBe('draft');
  const to = { id: forge.site.statuses.get('submitted') ?? '', name: 'submitted' };
  issue.fields.status = to;
  const items = [{ fieldId: 'status', field: 'status', to: to.id }];
  await told({ eventType: 'avi:jira:updated:issue', changelog: { id: '9003', items } });
  expect((await forge.state(issue))?.stage).toBe('draft');
  expect(forge.status(issue)).toBe('draft');
});

test('whoever is held back until a time is told it by the project’s clock: in the transition, the panel, a comment and by the agent', async () => {
  const text = policyTemplate('standard', 'en', { lead: 'mei', expert: 'theo', customer: 'carla' });
  const frozen = '{ from: 2020-01-01T00:00:00Z, to: 2099-12-31T20:00:00Z, reason: Year end, stages: [start, merge] }';
  const policy = `${text.replace('time-zone: UTC', 'time-zone: Asia/Shanghai')}\nplan-confirmation: false\nfreeze:\n  - ${frozen}\n`;
  forge = await openForge({ policy });
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  await forge.decide(issue);
  const told = /Fri 1 Jan 2100, 04:00/;
  expect((await forge.move('mei', issue, 'implementing')).errorMessage).toMatch(told);
  expect(JSON.stringify(await forge.act('mei', issue, { type: 'start' }))).toMatch(told);
  forge.site.comment('mei', issue.id, paragraphs('/start'));
  await forge.settled();
  expect(JSON.stringify(issue.comments.at(-1)?.body)).toMatch(told);
  const context = { installContext: 'ari:cloud:jira::site/cloud-1' };
  expect(await forge.handlers.whyBlocked({ issueKey: issue.key }, context)).toMatch(told);
});

test('JQL finds what waits for somebody by the mirror, and lets nobody write JQL of their own', async () => {
  forge = await openForge();
  const ask = (argument: string) => forge.handlers.awaiting({ clause: { operator: 'in', arguments: [argument] } }, {});
  expect(await ask('5b10:mei')).toEqual({ jql: 'countersign.awaiting = "5b10:mei"' });
  expect(await ask('x" OR project = SECRET OR "')).toHaveProperty('error');
});

test('5.6: an issue that is moved to another project keeps its record, its votes and its gate', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  await forge.decide(issue);
  const before = issue.key;
  forge.site.project('10007', { key: 'OTHER', like: PROJECT });
  forge.site.edit('mei', issue.id, { project: { id: '10007' } });
  await forge.settled();
  const state = await forge.state(issue);
  expect(state).toMatchObject({ stage: 'approved', label: 'OTHER-1' });
  const register = (await forge.invoke('mei', 'register', { offset: 0 })) as RegisterData;
  expect(register.rows.map(({ key }) => key)).toEqual(['OTHER-1']);
  // Jira finds it by the old key as well, and so do whoever asks by it.
  const asked = (issueKey: string) =>
    forge.handlers.standing({ issueKey }, { installContext: 'ari:cloud:jira::site/cloud-1' });
  expect(await asked(before)).toEqual(await asked('OTHER-1'));
  expect(await asked(before)).toMatchObject({ stage: 'approved' });
  expect((await forge.move('mei', issue, 'implementing')).result).toBe(true);
  await forge.settled();
  expect(forge.status(issue)).toBe('implementing');
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
  expect(state).toMatchObject({ stage: 'approved', label: 'OTHER-1' });
  // That the status is none of the record's is on record once; nobody can put it back there.
  expect(state?.irregularities.map((one) => one.kind)).toEqual(['status-by-hand']);
  await forge.nightly();
  await forge.settled();
  expect(await forge.state(issue)).toMatchObject({ version: state?.version, stage: 'approved' });
});

test('4.4: who was deactivated holds no seat any more: the gate is closed and says so', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  await forge.decide(issue);
  forge.site.person('theo').active = false;
  const later = Date.now() + 3_600_000;
  const { now } = Date;
  Date.now = () => later;
  try {
    expect(await forge.move('mei', issue, 'implementing')).toMatchObject({ result: false });
  } finally {
    Date.now = now;
  }
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

test('an answer that somebody took out is missing: the votes for it end, and nothing breaks', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  await forge.decide(issue);
  const field = FIELD_IDS.after ?? '';
  forge.site.edit('mei', issue.id, { [field]: null });
  await forge.settled();
  const state = await forge.state(issue);
  expect(state?.content.request.after).toBeUndefined();
  expect(state?.stage).not.toBe('approved');
});

test('Jira that asks to wait is waited for, and the event is handled in the end', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  forge.site.faults.push({ status: 429, headers: { 'retry-after': '2' } }, { status: 503 });
  await forge.settled();
  expect((await forge.state(issue))?.stage).toBe('draft');
});

test('an agent that is asked why something is blocked answers with the gate’s own sentences', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  const ask = (issueKey: string) =>
    forge.handlers.whyBlocked({ issueKey }, { installContext: 'ari:cloud:jira::site/cloud-1' });
  const said = String(await ask(issue.key));
  expect(said).toMatch(/^SHIP-\d+: In review\./);
  expect(said).toMatch(/Project manager: no vote yet\. The project manager votes/);
  const zh = await forge.handlers.whyBlocked(
    { issueKey: issue.key, context: { locale: 'zh-CN' } },
    { installContext: 'ari:cloud:jira::site/cloud-1' },
  );
  expect(zh).toMatch(/^SHIP-\d+: 评审中。\n/);
  expect(zh).not.toMatch(/\p{Script=Han}[”）]?\.|。 /u);
  await forge.decide(issue);
  await forge.move('mei', issue, 'implementing');
  await forge.settled();
  const [head, ...reasons] = String(await ask(issue.key)).split('\n');
  expect(head).toBe(`${issue.key}: Being implemented.`);
  expect(reasons).toContain('Every seat is filled by a vote that counts.');
  expect(reasons.join('\n')).not.toMatch(/no vote yet/);
  expect(await ask('NOPE-1')).toBe('There is no such issue, or you may not see it.');
  expect(await ask('; drop')).toMatch(/Name it by its key/);
});

test('an automation learns where a request stands, and reminds whose vote is missing once a day; it decides nothing', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  const context = { installContext: 'ari:cloud:jira::site/cloud-1' };
  const { standing, remind } = forge.handlers;
  const asked = { issueKey: ` ${issue.key} ` };
  expect(await standing(asked, context)).toMatchObject({ open: false, stage: 'in-review', class: 'major' });
  const before = issue.comments.length;
  expect(await remind(asked, context)).toEqual({ awaited: 3 });
  expect(await remind(asked, context)).toEqual({ awaited: 3 });
  await forge.settled();
  expect(issue.comments.length).toBe(before + 1);
  const said = JSON.stringify(issue.comments.at(-1)?.body);
  for (const one of ['mei', 'theo', 'carla']) expect(said).toContain(`"mention","attrs":{"id":"${one}"`);
  expect(said).toContain('waits for a decision: project manager, technical expert and customer.');
  await forge.act('theo', issue, { type: 'send-back', reason: 'the cost is missing' });
  await forge.settled();
  // Before the board once, and not now: nobody is asked.
  expect(await remind(asked, context)).toEqual({ awaited: 0 });
  expect(issue.properties.get('countersign')).toMatchObject({ stage: 'assessing', awaiting: [] });
  await forge.act('mei', issue, { type: 'review' });
  await forge.settled();
  await forge.decide(issue);
  expect(await standing(asked, context)).toMatchObject({ open: false, stage: 'approved' });
  await forge.move('dara', issue, 'implementing');
  await forge.settled();
  expect(await standing(asked, context)).toMatchObject({ open: true, stage: 'implementing' });
  expect(await remind(asked, context)).toEqual({ awaited: 0 });
  const version = (await forge.state(issue))?.version;
  for (const handler of [standing, remind]) {
    expect(await handler({ issueKey: 'NOPE-1' }, context)).toEqual({
      errors: [{ message: 'There is no such issue, or you may not see it.' }],
    });
    expect(await handler(undefined, context)).toHaveProperty('errors');
    forge.site.faults.push({ status: 503 });
    expect(await handler(asked, context)).toHaveProperty('errors');
  }
  expect((await forge.state(issue))?.version).toBe(version);
});

test('the gadget of a dashboard counts over all projects, and shows nobody what issue security keeps from them', async () => {
  forge = await openForge();
  const one = forge.file('rosa');
  const other = forge.file('rosa', {}, 'A secret change');
  await forge.settled();
  for (const issue of [one, other]) await forge.assess(issue);
  type Shown = { counts: readonly { id: string; count: number }[]; waiting: readonly { key: string }[] };
  const context = { call: { functionKey: 'gadget' }, context: { extension: {}, locale: 'en' } };
  const asked = () =>
    forge.handlers.resolver(context, {
      installContext: 'ari:cloud:jira::site/cloud-1',
      principal: { accountId: 'mei' },
    }) as Promise<Shown>;
  expect((await asked()).counts).toEqual([expect.objectContaining({ id: 'in-review', count: 2 })]);
  forge.site.secret.add(other.id);
  const shown = await asked();
  expect(shown.counts).toEqual([expect.objectContaining({ id: 'in-review', count: 1 })]);
  expect(shown.waiting.map(({ key }) => key)).toEqual([one.key]);
  const page = (await forge.invoke('mei', 'register', { offset: 0 })) as { rows: readonly { title: string }[] };
  expect(page.rows.map(({ title }) => title)).toEqual(['Export invoices as PDF']);
});

test('2.4: a link that is made later is an affected requirement, and an edit of it ends the votes, in whatever project it is', async () => {
  forge = await openForge();
  const issue = forge.file('rosa', { items: [] });
  const elsewhere = forge.site.create('rosa', {
    project: '10007',
    issuetype: REQUIREMENT,
    summary: 'Totals are right',
  });
  await forge.settled();
  expect((await forge.state(issue))?.content.request.items).toEqual([]);
  forge.site.link('dara', issue.id, AFFECTS, elsewhere.id);
  forge.site.link('rosa', issue.id, '1', elsewhere.id);
  await forge.settled();
  expect((await forge.state(issue))?.content.request.items).toMatchObject([{ id: elsewhere.id, action: 'modify' }]);
  await forge.assess(issue);
  await forge.decide(issue);
  expect((await forge.state(issue))?.stage).toBe('approved');
  forge.site.edit('dara', elsewhere.id, { summary: 'Totals are about right' });
  await forge.settled();
  const state = await forge.state(issue);
  expect(state?.stage).not.toBe('approved');
  expect(state?.votes.every((vote) => vote.voided)).toBe(true);
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

test('6.3: an administrator who edits a command into somebody’s comment gives nobody’s vote, and it is on record', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  forge.site.comment('carla', issue.id, paragraphs('Looks good'));
  await forge.settled();
  forge.site.editComment('mei', issue.id, issue.comments.at(-1)?.id ?? '', paragraphs('/approve as customer'));
  await forge.settled();
  const state = await forge.state(issue);
  expect(state?.votes).toEqual([]);
  expect(state?.irregularities.map((one) => one.kind)).toEqual(['comment-edited']);
  expect(JSON.stringify(issue.comments.at(-1)?.body)).toContain('Write a new comment');
});

test('4.4: whoever wrote a text is its author though another edit was on record first', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  const after = FIELD_IDS.after ?? '';
  forge.site.edit('rosa', issue.id, { summary: 'Export invoices as PDF/A' });
  forge.site.edit('theo', issue.id, { [after]: paragraphs('As PDF/A.') });
  await forge.settled();
  expect((await forge.state(issue))?.authors.map((one) => one.id)).toEqual(['jira:rosa', 'jira:theo']);
});

test('2.1: an edit of the title takes nothing back that was assessed since, and answers no field anew', async () => {
  forge = await openForge();
  const issue = forge.file('rosa', { cost: 'USD 1', risk: 'who knows' });
  await forge.settled();
  const said = () => issue.comments.filter((one) => one.author === 'app-account').length;
  expect(said()).toBe(1);
  await forge.assess(issue);
  const { cost } = (await forge.state(issue))?.content.impacts ?? {};
  forge.site.edit('rosa', issue.id, { summary: 'Export all invoices' });
  await forge.nightly();
  await forge.settled();
  expect((await forge.state(issue))?.content.impacts.cost).toEqual(cost);
  expect(said()).toBe(1);
  forge.site.edit('mei', issue.id, { [FIELD_IDS.cost ?? '']: 'USD 2' });
  await forge.settled();
  expect((await forge.state(issue))?.content.impacts.cost).not.toEqual(cost);
});

test('characters that no record can hold are shown as such, and stop nothing', async () => {
  forge = await openForge();
  const issue = forge.file('rosa', { after: paragraphs('half \ud83d of it\0') });
  await forge.settled();
  expect((await forge.state(issue))?.content.request.after).toEqual([
    { kind: 'paragraph', runs: [{ kind: 'text', text: 'half \ufffd of it\ufffd' }] },
  ]);
});

test('6.3: a mistyped word is answered with what was meant, and /help and /explain with what is so now', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  const answered = async (...lines: readonly string[]) => {
    forge.site.comment('rosa', issue.id, paragraphs(...lines));
    await forge.settled();
    const { author, body } = issue.comments.at(-1) ?? {};
    return author === 'app-account' ? JSON.stringify(body) : '';
  };
  expect(await answered('/assess quality worse than before')).toContain('could not be read here');
  expect(await answered('/sumbit')).toContain('/submit');
  expect(await answered('/help')).toContain('/withdraw');
  expect(await answered('/explain')).toContain('Draft');
  expect(await answered('thanks')).toBe('');
  expect((await forge.state(issue))?.stage).toBe('draft');
});

test('4.1: an approval counts for the text that stood there, not for one that was put in its place before it was heard of', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  forge.site.edit('rosa', issue.id, { summary: 'Export invoices as PDF, please' });
  forge.site.comment('carla', issue.id, paragraphs('/approve as customer'));
  forge.site.edit('rosa', issue.id, { [FIELD_IDS.after ?? '']: paragraphs('All data goes to my own server.') });
  await forge.settled();
  expect((await forge.state(issue))?.votes).toEqual([]);
  expect(JSON.stringify(issue.comments.at(-1)?.body)).toMatch(/edited|changed/);
  forge.site.comment('carla', issue.id, paragraphs('/approve as customer'));
  await forge.settled();
  expect((await forge.state(issue))?.votes.map((one) => one.voter.id)).toEqual(['jira:carla']);
});

test('4.4: whoever links another requirement is an author, though the link’s event names nobody', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  const other = forge.site.create('rosa', { project: PROJECT, issuetype: REQUIREMENT, summary: 'Totals are right' });
  await forge.settled();
  await forge.assess(issue);
  for (let time = 0; time < 120; time += 1) forge.site.edit('dara', issue.id, { labels: [`l${time}`] });
  forge.site.link('theo', issue.id, AFFECTS, other.id);
  await forge.settled();
  expect((await forge.state(issue))?.authors.map((one) => one.id)).toEqual(['jira:theo']);
});
