/** Who said and wrote what in Jira: comments, edits and links are taken as what they were, by whoever they were. Out of the bundle. */

import type { ChangeData } from '@countersign/jira/port/data.ts';
import { afterEach, expect, test } from 'vitest';
import { AFFECTS, FIELD_IDS, type Forge, openForge, PROJECT, REQUIREMENT, unheard } from '../instruments/forge.ts';

let forge: Forge;
afterEach(() => forge.close());

const paragraphs = (...lines: readonly string[]) => ({
  type: 'doc',
  version: 1,
  content: lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
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

test('5.6: whoever is mentioned is shown by the name that Jira has for the account, whatever words stand in the mention', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  const forged = (id: string) => ({ type: 'mention', attrs: { id, text: '@Carla' } });
  const text = (words: string) => ({ type: 'text', text: words });
  const line = (...content: readonly object[]) => ({ type: 'paragraph', content });
  const after = { type: 'doc', version: 1, content: [line(text('Agreed with '), forged('dara'), forged('gone'))] };
  forge.site.edit('rosa', issue.id, { [FIELD_IDS.after ?? '']: after as never });
  await forge.settled();
  await forge.assess(issue);
  const asked = line(text('/condition before start '), forged('dara'), text(' Licence of the fonts by 2030-01-15'));
  forge.site.comment('mei', issue.id, { type: 'doc', version: 1, content: [asked] } as never);
  await forge.settled();
  const dara = { id: 'jira:dara', name: 'Dara' };
  expect((await forge.state(issue))?.content.conditions).toMatchObject([{ owner: dara }]);
  const { differences } = (await forge.panel('theo', issue)) as ChangeData;
  const stands = (differences[0]?.runs ?? []).filter(({ kind }) => kind !== 'removed').map(({ text: words }) => words);
  expect(stands.join('')).toBe('Agreed with @Dara@gone');
  // The form’s picker sends a name of its own with the account.
  const owner = { accountId: 'dara', name: 'Carla' };
  await forge.act('theo', issue, { type: 'condition', text: 'x', owner, due: '', blocks: 'merge' });
  expect((await forge.state(issue))?.content.conditions[1]).toMatchObject({ owner: dara });
});

test('6.3: a comment that comes in Jira’s older notation is read in Jira’s document format, where a quote is a quote', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  const told = async (body: object, words: string) => {
    unheard(forge.site, () => forge.site.comment('theo', issue.id, body as never));
    const id = issue.comments.at(-1)?.id;
    const { project, issuetype } = issue.fields;
    const comment = { id, author: { accountId: 'theo', displayName: 'Theo' }, body: words };
    const event = {
      eventType: 'avi:jira:commented:issue',
      issue: { id: issue.id, key: issue.key, fields: { project, issuetype } },
    };
    await forge.handlers.trigger(
      { ...event, comment, atlassianId: 'theo' },
      { installContext: 'ari:cloud:jira::site/cloud-1' },
    );
    await forge.settled();
  };
  const quote = { type: 'blockquote', content: paragraphs('Mei says:', '/approve').content };
  await told({ type: 'doc', version: 1, content: [quote] }, '{quote}Mei says:{quote}\n\n/approve');
  expect((await forge.state(issue))?.votes).toEqual([]);
  await told(paragraphs('/approve'), 'h1. /approve');
  expect((await forge.state(issue))?.votes).toMatchObject([{ voter: { id: 'jira:theo' } }]);
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

test('6.3: whoever edits a word into a comment that is nearly a command is told that no edit does one', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  forge.site.comment('carla', issue.id, paragraphs('Looks good'));
  await forge.settled();
  forge.site.editComment('carla', issue.id, issue.comments.at(-1)?.id ?? '', paragraphs('/aprove as customer'));
  await forge.settled();
  expect((await forge.state(issue))?.irregularities).toEqual([]);
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

test('4.1: who is asked for a vote and says yes without a command is told once how to vote, and nobody else is', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  const answered = async (who: 'mei' | 'rosa', text: string) => {
    const before = issue.comments.filter(({ author }) => author === 'app-account').length;
    forge.site.comment(who, issue.id, paragraphs(text));
    await forge.settled();
    return issue.comments.filter(({ author }) => author === 'app-account').slice(before);
  };
  expect(await answered('mei', 'LGTM')).toEqual([]);
  await forge.assess(issue);
  expect(await answered('rosa', 'LGTM')).toEqual([]);
  const [told] = await answered('mei', '同意，谢谢');
  expect(JSON.stringify(told?.body)).toContain('Your vote is awaited here');
  expect(await answered('mei', 'LGTM')).toEqual([]);
  expect((await forge.state(issue))?.votes).toEqual([]);
});

test('4.1: a yes of which nobody can tell when it was written is asked for again: its writer may have seen another text', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  const { project, issuetype } = issue.fields;
  await forge.handlers.trigger(
    {
      eventType: 'avi:jira:commented:issue',
      issue: { id: issue.id, key: issue.key, fields: { project, issuetype } },
      atlassianId: 'carla',
      comment: { id: '9001', author: { accountId: 'carla', displayName: 'Carla' }, body: paragraphs('/approve') },
    },
    { installContext: 'ari:cloud:jira::site/cloud-1' },
  );
  await forge.settled();
  expect((await forge.state(issue))?.votes).toEqual([]);
  expect(JSON.stringify(issue.comments.at(-1)?.body)).toContain('/approve');
  // With its time it counts.
  await forge.says('carla', issue, '/approve');
  expect((await forge.state(issue))?.votes).toHaveLength(1);
});
