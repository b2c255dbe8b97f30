/** What Jira tells late, to few, or in the name of no person: no gate stays open on it, and nobody is let in by it. Out of the bundle. */
import { afterEach, expect, test } from 'vitest';
import { AFFECTS, FIELD_IDS, type Forge, openForge, PROJECT, REQUIREMENT, unheard } from '../instruments/forge.ts';

let forge: Forge;
afterEach(() => forge.close());

const CONTEXT = { installContext: 'ari:cloud:jira::site/cloud-1' };
type Issue = ReturnType<Forge['file']>;
const doc = (content: readonly object[]) => ({ type: 'doc', version: 1, content });
const paragraph = (text: string) => doc([{ type: 'paragraph', content: [{ type: 'text', text }] }]);

async function reviewed(): Promise<Issue> {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  return issue;
}

/** A comment, with what Jira says of it besides. */
async function told(issue: Issue, by: string, text: string, more: object, author: object = {}): Promise<void> {
  const { project, issuetype } = issue.fields;
  const written = { id: '9001', body: paragraph(text), created: new Date().toISOString() };
  const comment = { ...written, author: { accountId: by, displayName: by, ...author }, ...more };
  const fields = { project, issuetype };
  const event = { eventType: 'avi:jira:commented:issue', issue: { id: issue.id, key: issue.key, fields }, comment };
  await forge.handlers.trigger({ ...event, atlassianId: by }, CONTEXT);
  await forge.settled();
}

test('4.3: between an edit and its event the start is held, and says so', async () => {
  const issue = await reviewed();
  await forge.decide(issue);
  const { summary = null } = issue.fields;
  forge.site.edit('rosa', issue.id, { summary: 'To my own server' });
  const held = await forge.move('mei', issue, 'implementing');
  expect(held).toMatchObject({ result: false, errorMessage: expect.stringMatching(/edited a moment ago/) });
  issue.fields.summary = summary;
  expect((await forge.move('mei', issue, 'implementing')).result).toBe(true);
});

test('4.3: an edit that is too long for the record opens nothing', async () => {
  const issue = await reviewed();
  await forge.decide(issue);
  const item = { type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'a' }] }] };
  const list = doc([{ type: 'bulletList', content: Array.from({ length: 5000 }, () => item) }]);
  const fields = ['before', 'after', 'motive'].map((id) => [FIELD_IDS[id] ?? '', list]);
  forge.site.edit('rosa', issue.id, Object.fromEntries(fields) as never);
  await forge.settled();
  expect((await forge.move('mei', issue, 'implementing')).result).toBe(false);
});

test('6.2, 7.1: whoever moves a status around the rules is on record, though another did the same a minute before', async () => {
  const issue = await reviewed();
  for (const one of ['carla', 'dara']) {
    forge.site.edit(one, issue.id, { status: { id: forge.site.statuses.get('approved') ?? '', name: 'approved' } });
    await forge.settled();
    expect(forge.status(issue)).toBe('in-review');
  }
  expect((await forge.state(issue))?.irregularities).toMatchObject([
    { kind: 'status-by-hand', by: { id: 'jira:carla' } },
    { kind: 'status-by-hand', by: { id: 'jira:dara' } },
  ]);
});

test('4.4: of two links made before either was heard of both makers are authors', async () => {
  const issue = await reviewed();
  const file = (summary: string) => forge.site.create('rosa', { project: PROJECT, issuetype: REQUIREMENT, summary });
  const others = [file('Totals'), file('Taxes')];
  await forge.settled();
  for (const [at, by] of ['mei', 'theo'].entries()) forge.site.link(by, issue.id, AFFECTS, others[at]?.id ?? '');
  await forge.settled();
  expect((await forge.state(issue))?.authors.map(({ id }) => id).sort()).toEqual(['jira:mei', 'jira:theo']);
});

test('4.4: a writer is found however often the issue was edited since', async () => {
  const issue = await reviewed();
  unheard(forge.site, () => {
    forge.site.edit('mei', issue.id, { [FIELD_IDS.after ?? '']: paragraph('By Mei') } as never);
    for (let time = 0; time < 230; time += 1) forge.site.edit('dara', issue.id, { labels: [`l${time}`] });
  });
  await forge.nightly();
  await forge.settled();
  expect((await forge.state(issue))?.authors.map(({ id }) => id)).toContain('jira:mei');
});

test('6.3: an app speaks for nobody, in whosever name it writes', async () => {
  const issue = await reviewed();
  await told(issue, 'theo', '/approve', {}, { accountType: 'app' });
  expect((await forge.state(issue))?.votes).toEqual([]);
  await told(issue, 'theo', '/approve', { id: '9002' }, { accountType: 'atlassian' });
  expect((await forge.state(issue))?.votes).toHaveLength(1);
});

test.each([
  ['a role', { visibility: { type: 'role', value: 'Administrators' } }],
  ['the agents of a service desk', { jsdPublic: false }],
])(
  '7.1: what is said to %s alone is not put on record for everybody, and answered to the same few',
  async (_, more) => {
    const issue = await reviewed();
    await told(issue, 'mei', '/reject as project-manager the margin of 40 % is gone', more);
    const [answer, ...others] = issue.comments.filter((one) => one.author === 'app-account');
    expect((await forge.state(issue))?.votes).toEqual([]);
    expect(JSON.stringify(answer?.body)).toMatch(/open comment/);
    expect(JSON.stringify([answer?.body, await forge.panel('carla', issue)])).not.toContain('margin of 40');
    expect(others).toEqual([]);
    const isInternal = JSON.stringify(answer?.properties).includes('"internal":true');
    expect([answer?.visibility !== undefined, isInternal]).toEqual(
      'visibility' in more ? [true, false] : [false, true],
    );
  },
);

test('3.1: what was assessed by whose errand it is, the requester does not answer away in the issue', async () => {
  const issue = await reviewed();
  const before = (await forge.state(issue))?.content.impacts.cost;
  forge.site.edit('rosa', issue.id, { [FIELD_IDS.cost ?? '']: 'none' });
  await forge.settled();
  expect((await forge.state(issue))?.content.impacts.cost).toEqual(before);
  forge.site.edit('theo', issue.id, { [FIELD_IDS.cost ?? '']: 'USD 9,000 split 60/40/0' });
  await forge.settled();
  expect((await forge.state(issue))?.content.impacts.cost?.assessor.id).toBe('jira:theo');
});

test('4.2: a label on a requirement has no request looked at again, its text has each', async () => {
  forge = await openForge();
  forge.file('rosa');
  await forge.settled();
  const [requirement] = forge.site.issues.values();
  if (!requirement) throw new Error('there is no requirement');
  const looks = async (fields: Parameters<typeof forge.site.edit>[2]): Promise<number> => {
    const before = forge.site.spoken.length;
    forge.site.edit('dara', requirement.id, fields);
    await forge.settled();
    // Once for the event itself.
    return forge.site.spoken.slice(before).filter((one) => one.endsWith(`/issue/${requirement.id}`)).length - 1;
  };
  expect(await looks({ labels: ['S1'] })).toBe(0);
  expect(await looks({ summary: 'Invoices are exported by night' })).toBe(1);
});
