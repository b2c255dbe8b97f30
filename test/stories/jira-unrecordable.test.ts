/** Texts that Jira keeps and a record cannot: what can be read is recorded, and what cannot opens nothing and is seen by everybody. Out of the bundle. */
import type { ChangeData } from '@countersign/jira/port/data.ts';
import { afterEach, expect, test } from 'vitest';
import { FIELD_IDS, type Forge, openForge } from '../instruments/forge.ts';

let forge: Forge;
afterEach(() => forge.close());
type Issue = ReturnType<Forge['file']>;

const p = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const doc = (...content: readonly object[]) => ({ type: 'doc', version: 1, content });
const HEADING = { type: 'heading', attrs: { level: 1.5 }, content: [{ type: 'text', text: 'x' }] };
const LIST = { type: 'orderedList', attrs: { order: 1e21 }, content: [{ type: 'listItem', content: [p('x')] }] };
/** A word says what neither a number nor a text can be made of. */
const STATUS = { type: 'paragraph', content: [{ type: 'status', attrs: { text: { toString: 1, valueOf: 1 } } }] };
/** Short for Jira, and more than a million characters as an event. */
const LONG = doc({ type: 'bulletList', content: Array.from({ length: 16_000 }, () => LIST.content[0] ?? {}) });
const after = FIELD_IDS.after ?? '';

async function reviewed(): Promise<Issue> {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  return issue;
}

async function save(by: string, issue: Issue, value: object): Promise<void> {
  forge.site.edit(by, issue.id, { [after]: value as never });
  await forge.settled();
}

test.each([
  ['a list that begins at 1e21', LIST],
  ['a heading of level 1.5', HEADING],
  ['a word of which no text can be made', STATUS],
])('4.3, T1: what holds %s is recorded, as a request and as an edit that ends the votes', async (_, node) => {
  const issue = await reviewed();
  await forge.decide(issue);
  await save('rosa', issue, doc(p('To my own server'), node));
  expect((await forge.state(issue))?.stage).toBe('assessing');
  const other = forge.file('rosa', { after: doc(p('y'), node) });
  await forge.settled();
  const request = (await forge.state(other))?.content.request;
  expect([(await forge.state(other))?.irregularities, request?.after?.[0]]).toMatchObject([[], { kind: 'paragraph' }]);
});

test('4.3, 7.1: an edit that is too long for the record ends the votes, closes the gates, and is seen by everybody', async () => {
  const issue = await reviewed();
  await forge.decide(issue);
  await save('dara', issue, LONG);
  const state = await forge.state(issue);
  expect(state).toMatchObject({
    stage: 'assessing',
    irregularities: [{ kind: 'edit-unrecordable', by: { id: 'jira:dara' } }],
    // Whoever wrote what stands there is its author, whoever shortens it.
    authors: [{ id: 'jira:dara' }],
  });
  expect(state?.votes.every(({ voided }) => voided?.kind === 'edit-unrecordable')).toBe(true);
  expect(forge.status(issue)).toBe('assessing');
  const panel = (await forge.panel('theo', issue)) as ChangeData;
  expect(JSON.stringify(panel.warnings)).toMatch(/Dara.*could not be put on record/);
  expect(panel.gate?.open).toBe(false);
  expect(JSON.stringify(issue.comments.at(-1)?.body)).toMatch(/could not be put on record/);
  // Nothing goes on with it: not the review, not a vote, not the work.
  await forge.says(
    'mei',
    issue,
    '/review',
    '/approve',
    '/start',
    '/done 1',
    '/evidence 1 run 42',
    '/actuals 2d USD 5,000',
    '/done',
  );
  expect((await forge.state(issue))?.stage).toBe('assessing');
  const version = (await forge.state(issue))?.version;
  await forge.nightly();
  await forge.settled();
  expect((await forge.state(issue))?.version).toBe(version);
});

test('7.1: the next text that can be recorded takes the place of the one that could not, and the board is asked again', async () => {
  const issue = await reviewed();
  await save('rosa', issue, LONG);
  expect(
    await forge.act('mei', issue, { type: 'vote', verdict: 'approve', reason: '', seat: 'project-manager' }),
  ).toMatchObject({ kind: 'refused', rule: '7.1' });
  await save('rosa', issue, doc(p('Invoices can be exported as PDF.')));
  const state = await forge.state(issue);
  expect(state?.irregularities.map(({ kind }) => kind)).toEqual(['edit-unrecordable', 'edit-recorded']);
  await forge.decide(issue);
  expect((await forge.state(issue))?.stage).toBe('approved');
});

test('T1, T2: a new request that is too long for the record is on it by its title, and goes nowhere before it is shortened', async () => {
  forge = await openForge();
  const issue = forge.file('rosa', { after: LONG });
  await forge.settled();
  expect(await forge.state(issue)).toMatchObject({
    stage: 'draft',
    content: { request: { title: 'Export invoices as PDF' } },
    irregularities: [{ kind: 'edit-unrecordable', by: { id: 'jira:rosa' } }],
  });
  await forge.says('rosa', issue, '/submit');
  expect(forge.status(issue)).toBe('draft');
  await save('rosa', issue, doc(p('Invoices can be exported as PDF.')));
  await forge.says('rosa', issue, '/submit');
  expect(forge.status(issue)).toBe('submitted');
});
