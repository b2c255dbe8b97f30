/** Who may decide in Jira, and on what: people a request is made for, votes that ended, texts that nobody saw. Out of the bundle. */
import { afterEach, expect, test } from 'vitest';
import { AFFECTS, FIELD_IDS, type Forge, openForge, PROJECT, REQUIREMENT, unheard } from '../instruments/forge.ts';

let forge: Forge;
afterEach(() => forge.close());

const CONTEXT = { installContext: 'ari:cloud:jira::site/cloud-1' };
const approve = { type: 'vote', verdict: 'approve', reason: '' } as const;
const paragraph = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

type Issue = ReturnType<Forge['file']>;

async function reviewed(more: Readonly<Record<string, unknown>> = {}): Promise<Issue> {
  forge = await openForge();
  const issue = forge.file('rosa', more);
  await forge.settled();
  await forge.assess(issue);
  return issue;
}

/** As an hour later: what is known of people is read again. */
async function anHourLater(work: () => Promise<void>): Promise<void> {
  const { now } = Date;
  Date.now = () => now() + 3_600_000;
  try {
    await work();
  } finally {
    Date.now = now;
  }
}

/** Something happens while Jira answers the first call of that kind. */
function meanwhile(call: string, work: () => Promise<void>): void {
  const { answer } = forge.site;
  let isDone = false;
  forge.site.answer = async (meta, path, init) => {
    const found = await answer(meta, path, init);
    if (!isDone && path.includes(call)) {
      isDone = true;
      await work();
    }
    return found;
  };
}

test.each(['a comment', 'the panel', 'the status'])(
  '4.3: what was approved is not started by %s once a vote for it counts no more, and starts when it is given again',
  async (how) => {
    const issue = await reviewed();
    await forge.decide(issue);
    forge.site.person('theo').active = false;
    const start = async (): Promise<void> => {
      if (how === 'a comment') await forge.says('dara', issue, '/start');
      else if (how === 'the panel') await forge.act('dara', issue, { type: 'start' });
      else await forge.move('dara', issue, 'implementing');
      await forge.settled();
    };
    await anHourLater(async () => {
      await start();
      expect((await forge.state(issue))?.stage).toBe('approved');
    });
    forge.site.person('theo').active = true;
    await anHourLater(async () => {
      await anHourLater(start);
      expect((await forge.state(issue))?.stage).toBe('implementing');
    });
  },
);

test('4.4: whoever a request was created for does not decide on it, whoever created it', async () => {
  const issue = await reviewed({ reporter: { accountId: 'mei', displayName: 'Mei' } });
  expect((await forge.state(issue))?.onBehalfOf?.id).toBe('jira:mei');
  expect((await forge.act('mei', issue, { ...approve, seat: 'project-manager' })).kind).toBe('refused');
});

test('4.4: who becomes its reporter is barred from then on, and naming another lets nobody back in', async () => {
  const issue = await reviewed();
  expect((await forge.act('mei', issue, { ...approve, seat: 'project-manager' })).kind).toBe('done');
  for (const reporter of ['mei', 'dara', 'rosa']) {
    forge.site.edit('dara', issue.id, { reporter: { accountId: reporter, displayName: reporter } });
    await forge.settled();
  }
  expect((await forge.state(issue))?.represented?.map(({ id }) => id)).toEqual(['jira:mei', 'jira:dara']);
  expect((await forge.act('mei', issue, { ...approve, seat: 'project-manager' })).kind).toBe('refused');
  // The requester's own rights are not handed on with it.
  expect((await forge.act('dara', issue, { type: 'withdraw', reason: 'mine' })).kind).toBe('refused');
});

/** By the panel, beside the queue that keeps an issue's events in order. */
async function noDelay(issue: Issue): Promise<void> {
  const form = { none: true, reason: 'no delay', confidence: 'high', evidence: '', fields: {} } as const;
  const asked = await forge.act('mei', issue, { type: 'assess', form: { ...form, dimension: 'schedule' } });
  expect(asked.kind).toBe('done');
}

test('4.1: a vote in the panel does not count for an impact that was assessed while it was under way', async () => {
  const issue = await reviewed();
  const { content } = (await forge.panel('carla', issue)) as { readonly content?: string };
  meanwhile('/rest/api/3/user?accountId=carla', () => noDelay(issue));
  const ask = { ...approve, seat: 'customer' };
  await forge.invoke('carla', 'act', { ask, content, press: crypto.randomUUID() }, issue);
  const state = await forge.state(issue);
  expect([state?.content.impacts.schedule?.value.kind, state?.votes]).toEqual(['none', []]);
});

test('4.1: an approval in a comment does not count for an impact that was assessed while it was read', async () => {
  const issue = await reviewed();
  meanwhile('/changelog', () => noDelay(issue));
  await forge.says('carla', issue, '/approve');
  const state = await forge.state(issue);
  expect([state?.content.impacts.schedule?.value.kind, state?.votes]).toEqual(['none', []]);
});

test('whoever Jira does not name is nobody: a request that nobody made is withdrawn by no other nobody', async () => {
  forge = await openForge();
  const issue = forge.file('rosa', { creator: null });
  await forge.settled();
  const { project, issuetype } = issue.fields;
  const told = {
    ...{ eventType: 'avi:jira:commented:issue', comment: { id: '9001', body: paragraph('/withdraw nobody wants it') } },
    issue: { id: issue.id, key: issue.key, fields: { project, issuetype } },
  };
  await forge.handlers.trigger(told, CONTEXT);
  await forge.settled();
  expect((await forge.state(issue))?.stage).toBe('draft');
});

test('4.4: recording an impact in the form is no authorship, though another edits the title before it is heard of', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  // Mei records the cost; Dara, who wants her out, edits the title before that event is handled.
  forge.site.edit('mei', issue.id, { [FIELD_IDS.cost ?? '']: 'USD 6,000 split 60/40/0' });
  forge.site.edit('dara', issue.id, { summary: 'Export invoices as PDF.' });
  await forge.settled();
  const state = await forge.state(issue);
  expect(state?.content.request.title).toBe('Export invoices as PDF.');
  const vote = { type: 'vote', verdict: 'approve', reason: '', seat: 'project-manager' } as const;
  const voted = await forge.act('mei', issue, vote);
  expect([state?.authors.map(({ id }) => id), voted.kind]).toEqual([['jira:dara'], 'done']);
});

test('4.4: an edit whose own event never comes is found at night, and is its writer’s and no other’s', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  forge.site.edit('mei', issue.id, { [FIELD_IDS.cost ?? '']: 'USD 6,000 split 60/40/0' });
  unheard(forge.site, () => {
    forge.site.edit('dara', issue.id, { summary: 'Export invoices as PDF.' });
    forge.site.edit('theo', issue.id, { [FIELD_IDS.motive ?? '']: 'Customers ask for PDF.' });
  });
  await forge.settled();
  // What Mei’s event did not touch is not hers to tell.
  expect((await forge.state(issue))?.content.request.title).toBe('Export invoices as PDF');
  await forge.nightly();
  await forge.settled();
  const state = await forge.state(issue);
  expect(state?.content.request.title).toBe('Export invoices as PDF.');
  expect(JSON.stringify(state?.content.request.motive)).toContain('ask for PDF');
  // A motive is no authorship; who wrote it last of all is not the author of what another wrote.
  expect(state?.authors.map(({ id }) => id)).toEqual(['jira:dara']);
});

test('4.2, 4.3: other words for a new requirement end the votes that were given for the first, and close the gate before they are heard of', async () => {
  const items = (words: string) => ({ [FIELD_IDS.items ?? '']: words });
  forge = await openForge();
  const issue = forge.file('rosa', items('New requirement: customers may export their own invoices'));
  await forge.settled();
  await forge.assess(issue);
  await forge.decide(issue);
  expect((await forge.state(issue))?.stage).toBe('approved');
  const shown = await forge.panel('carla', issue);
  expect(JSON.stringify(shown.kind === 'change' && shown.links)).toContain('customers may export their own invoices');
  forge.site.edit('dara', issue.id, items('New requirement: the supplier may read everybody’s invoices'));
  expect((await forge.move('mei', issue, 'implementing')).result).toBe(false);
  await forge.settled();
  const started = await forge.move('mei', issue, 'implementing');
  await forge.settled();
  expect([started.result, (await forge.state(issue))?.stage]).toEqual([false, 'assessing']);
});

/** What somebody does to an issue that is no writing of title, before/after or affected items. */
const asides = {
  'who links something else to it': (issue: Issue) => {
    const task = forge.site.create('theo', { project: PROJECT, issuetype: REQUIREMENT, summary: 'A task' });
    forge.site.link('theo', issue.id, '99999', task.id);
  },
  'who attaches a file': (issue: Issue) => forge.site.edit('theo', issue.id, { attachment: [{ id: '555' }] } as never),
  'who fills a field of another app that is called Summary': (issue: Issue) =>
    forge.site.edit('theo', issue.id, { customfield_19999: 'x' }, { field: 'Summary' }),
};

test.each(Object.entries(asides))('4.4: %s has written nothing of the request, and votes', async (_, aside) => {
  const issue = await reviewed();
  aside(issue);
  await forge.settled();
  await forge.nightly();
  await forge.settled();
  expect((await forge.state(issue))?.authors).toEqual([]);
  expect(await forge.act('theo', issue, { ...approve, seat: 'technical-expert' })).toMatchObject({ kind: 'done' });
});

test('4.4: whoever links a requirement is its author, though somebody links something else right after', async () => {
  const issue = await reviewed();
  const create = (summary: string) => forge.site.create('dara', { project: PROJECT, issuetype: REQUIREMENT, summary });
  const [requirement, task] = [create('Invoices are archived'), create('A task')];
  forge.site.link('dara', issue.id, AFFECTS, requirement.id);
  forge.site.link('theo', issue.id, '99999', task.id);
  await forge.settled();
  expect((await forge.state(issue))?.authors.map(({ name }) => name)).toEqual(['Dara']);
});
