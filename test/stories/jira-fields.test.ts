/** What an administrator does to fields and choices is nobody's edit of a request: what is on record stands, and it is said what is missing and who mends it. */
import { FIELDS } from '@countersign/core/view/field.ts';
import { openDesk } from '@countersign/jira/desk.ts';
import { siteOf } from '@countersign/jira/facts/site.ts';
import { afterEach, expect, test } from 'vitest';
import { type Forge, openForge, PROJECT } from '../instruments/forge.ts';

let forge: Forge;
afterEach(() => forge.close());

const setUp = async () => {
  expect(await forge.invoke('ada', 'setupApply', { projectId: PROJECT })).toMatchObject({ standing: 'done' });
  await forge.adopt();
};
const fieldOf = async (id: string) => (await siteOf(openDesk('jira:cloud-1'), PROJECT))?.fields[id] ?? '';
const optionsOf = async (id: string) => forge.site.configured.fields.get(await fieldOf(id))?.options ?? [];
const paragraph = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

async function decided() {
  forge = await openForge({ isEmpty: true });
  await setUp();
  const [chosen] = (await optionsOf('cause')).filter(({ value }) => value === 'Technology – platform');
  const issue = forge.file('rosa', { cause: chosen });
  await forge.settled();
  await forge.assess(issue);
  await forge.decide(issue);
  return issue;
}

/** As Jira tells of an edit that is none of ours, and as the night looks at everything. */
async function lookedAgain(issue: { readonly id: string }) {
  forge.site.edit('dara', issue.id, { labels: ['urgent'] });
  await forge.settled();
  await forge.nightly();
  await forge.settled();
}

test('a field that an administrator removed ends no vote, and the panel says which it is and who brings it back', async () => {
  const issue = await decided();
  const before = await forge.state(issue);
  for (const id of ['after', 'cause']) forge.site.configured.fields.delete(await fieldOf(id));
  await lookedAgain(issue);
  const after = await forge.state(issue);
  expect([after?.stage, after?.content]).toEqual(['approved', before?.content]);
  const warnings = JSON.stringify(await forge.panel('mei', issue));
  expect(warnings).toMatch(/no field any more for: After, Cause\. .*runs the set-up again/);
  const zh = JSON.stringify(await forge.invoke('mei', 'panel', {}, issue, 'zh-CN'));
  expect(zh).toMatch(/Jira 中已没有以下字段：变更后、变更原因/);
});

test('what is written beside a field that was removed counts, and its writer is an author', async () => {
  const issue = await decided();
  forge.site.configured.fields.delete(await fieldOf('after'));
  forge.site.edit('theo', issue.id, { summary: 'Export to my own server' });
  await forge.settled();
  const state = await forge.state(issue);
  expect(state?.content.request).toMatchObject({ title: 'Export to my own server', after: [{ kind: 'paragraph' }] });
  expect(state?.votes.every((vote) => vote.voided)).toBe(true);
  expect(state?.authors.map(({ id }) => id)).toContain('jira:theo');
});

test('a field that set-up makes again is empty, and what it said before stands until somebody writes into it', async () => {
  const issue = await decided();
  const before = await forge.state(issue);
  const old = await fieldOf('after');
  forge.site.configured.fields.delete(old);
  await setUp();
  expect(await fieldOf('after')).not.toBe(old);
  await lookedAgain(issue);
  const stands = await forge.state(issue);
  expect([stands?.stage, stands?.content]).toEqual(['approved', before?.content]);
  expect(JSON.stringify(await forge.panel('mei', issue))).not.toMatch(/no field any more/);
  forge.site.edit('rosa', issue.id, { [await fieldOf('after')]: paragraph('As PDF/A') });
  await forge.settled();
  expect((await forge.state(issue))?.stage).not.toBe('approved');
  forge.site.edit('rosa', issue.id, { [await fieldOf('after')]: null });
  await forge.settled();
  expect((await forge.state(issue))?.content.request.after).toBeUndefined();
});

test('a choice that an administrator renamed is still the one that was chosen', async () => {
  const issue = await decided();
  const options = await optionsOf('cause');
  for (const option of options) if (option.value === 'Technology – platform') option.value = 'Our platform';
  (issue.fields[await fieldOf('cause')] as { value: string }).value = 'Our platform';
  await lookedAgain(issue);
  const state = await forge.state(issue);
  expect([state?.stage, state?.content.request.cause]).toEqual(['approved', { code: 'technology', kind: 'platform' }]);
  const later = forge.file('rosa', { cause: options.find(({ value }) => value === 'Our platform') });
  await forge.settled();
  expect((await forge.state(later))?.content.request.cause).toEqual({ code: 'technology', kind: 'platform' });
});

test('a request that is filed while a needed field is gone says which one, once, and cannot be submitted', async () => {
  forge = await openForge({ isEmpty: true });
  await setUp();
  forge.site.configured.fields.delete(await fieldOf('motive'));
  const issue = forge.file('rosa');
  await forge.settled();
  await lookedAgain(issue);
  const [answer, ...others] = issue.comments.map((one) => JSON.stringify(one.body));
  expect(answer).toMatch(/Jira has no field for “?Motive”? any more.*runs the set-up again/);
  expect(others).toEqual([]);
  expect(await forge.act('rosa', issue, { type: 'submit' })).toMatchObject({ kind: 'refused' });
  expect((await forge.state(issue))?.stage).toBe('draft');
});

test('fields off the screen and links or attachments that Jira was told to hide take nothing back', async () => {
  const issue = await decided();
  const before = await forge.state(issue);
  for (const screen of forge.site.configured.screens.values())
    for (const tab of screen.tabs.values()) tab.fields.clear();
  for (const name of ['issuelinks', 'attachment', 'description']) delete issue.fields[name];
  await lookedAgain(issue);
  const after = await forge.state(issue);
  expect([after?.stage, after?.content]).toEqual(['approved', before?.content]);
  await setUp();
  const shown = [...forge.site.configured.screens.values()].flatMap((screen) =>
    [...screen.tabs.values()].flatMap((tab) => [...tab.fields]),
  );
  for (const { id } of FIELDS) expect(shown).toContain(await fieldOf(id));
});
