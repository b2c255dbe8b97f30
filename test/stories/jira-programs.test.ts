/** What an app or a rule writes into a request in Jira is somebody's, and nobody approves it for the provider before it is said whose (`rules.md 4.4`). */
import type { ChangeData } from '@countersign/jira/port/data.ts';
import { afterEach, expect, test } from 'vitest';
import { FIELD_IDS, type Forge, openForge } from '../instruments/forge.ts';

let forge: Forge;
afterEach(() => forge.close());

const paragraph = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

type Issue = ReturnType<Forge['file']>;

async function writtenByAnApp(): Promise<Issue> {
  forge = await openForge();
  forge.site.person('robot').isApp = true;
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  appWrites(issue, 'As a rule has it');
  await forge.settled();
  expect((await forge.state(issue))?.programs?.map(({ id }) => id)).toEqual(['jira:robot']);
  return issue;
}

const appWrites = (issue: Issue, text: string) =>
  forge.site.edit('robot', issue.id, { [FIELD_IDS.after ?? '']: paragraph(text) });

async function shown(by: string, issue: Issue): Promise<ChangeData> {
  const data = await forge.panel(by, issue);
  if (data.kind !== 'change') throw new Error('no change request');
  return data;
}

const wordsOf = (parts: ChangeData['next'][number]) => parts.map(({ text }) => text).join('');
const SEATS = { mei: 'project-manager', theo: 'technical-expert' } as const;
const vote = (name: keyof typeof SEATS, issue: Issue) =>
  forge.act(name, issue, { type: 'vote', verdict: 'approve', seat: SEATS[name], reason: '' });

test('4.4: after an app wrote in it no seat of the provider is filled, and whom the reporter names fills none', async () => {
  const issue = await writtenByAnApp();
  for (const name of ['mei', 'theo']) await forge.says(name, issue, '/approve');
  await forge.settled();
  expect((await forge.state(issue))?.votes).toEqual([]);
  forge.site.edit('rosa', issue.id, { reporter: { accountId: 'theo' } });
  await forge.settled();
  expect((await forge.state(issue))?.programs).toEqual([]);
});

test('4.4: for whom an app wrote is said by a button, which requester and change manager have, and whom they name votes for the provider no more', async () => {
  const issue = await writtenByAnApp();
  const [next] = (await shown('rosa', issue)).next;
  expect(wordsOf(next ?? [])).toMatch(/until that is said for whom\. You or the change manager: say it\.$/);
  const mayPress = async (name: string) => (await shown(name, issue)).offers.some(({ type }) => type === 'made-for');
  expect(await Promise.all(['rosa', 'mei', 'theo', 'carla'].map(mayPress))).toEqual([true, true, false, false]);
  const early = await vote('theo', issue);
  if (early.kind !== 'refused') throw new Error('it was taken');
  expect(wordsOf(early.remedy)).toContain('with “Say whom it is for”');
  // Jira says who an account is, whatever the browser calls it.
  const ask = { type: 'made-for', person: { accountId: 'theo', name: 'Somebody else' } } as const;
  expect(await forge.act('theo', issue, ask)).toMatchObject({ kind: 'refused', rule: expect.any(String) });
  expect(await forge.act('rosa', issue, ask)).toMatchObject({ kind: 'done' });
  const state = await forge.state(issue);
  expect([state?.programs, state?.represented]).toEqual([[], [{ id: 'jira:theo', name: 'Theo' }]]);
  expect(await vote('theo', issue)).toMatchObject({ kind: 'refused', rule: '4.4' });
  expect(await vote('mei', issue)).toMatchObject({ kind: 'done' });
});

test('4.4: who says it speaks of the text that the panel showed them, and of nothing that the app wrote since', async () => {
  const issue = await writtenByAnApp();
  const { content } = await shown('rosa', issue);
  appWrites(issue, 'As another rule has it');
  await forge.settled();
  const ask = { type: 'made-for', person: { accountId: 'theo', name: 'Theo' } };
  const answer = await forge.invoke('rosa', 'act', { ask, content, press: crypto.randomUUID() }, issue);
  expect(answer).toMatchObject({ kind: 'changed' });
  expect((await forge.state(issue))?.represented).toBeUndefined();
});

test('4.4: of a text that people wrote it is said as well for whom the request is made, and whom they name does not approve it', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  const ask = { type: 'made-for', person: { accountId: 'mei', name: 'Mei' } } as const;
  expect((await forge.act('rosa', issue, ask)).kind).toBe('done');
  expect((await forge.state(issue))?.represented?.map(({ id }) => id)).toEqual(['jira:mei']);
  expect(await vote('mei', issue)).toMatchObject({ kind: 'refused', rule: '4.4' });
  expect(await vote('theo', issue)).toMatchObject({ kind: 'done' });
});
