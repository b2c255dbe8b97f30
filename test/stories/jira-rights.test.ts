/** What somebody may not see or change in Jira, they do not see or change through the app: it asks with their rights, never with its own. */

import { shownDigest } from '@countersign/core/ask/shown.ts';
import { policyTemplate } from '@countersign/core/policy/template.ts';
import type { SettingsData } from '@countersign/jira/port/data.ts';
import { afterEach, expect, test } from 'vitest';
import { type Forge, openForge, PROJECT } from '../instruments/forge.ts';
import type { Issue } from '../standins/jira/record.ts';

let forge: Forge;
afterEach(() => forge.close());

const CONTEXT = { installContext: 'ari:cloud:jira::site/cloud-1' };
const UNSEEN = { kind: 'nothing', why: 'no-access' };

/** A request before its board, which issue security keeps from everybody. */
async function secret(): Promise<Issue> {
  forge = await openForge();
  const issue = forge.file('rosa', {}, 'Sell the harbour');
  await forge.settled();
  await forge.assess(issue);
  forge.site.secret.add(issue.id);
  return issue;
}

/** Does it, and shows that nothing came of it: not on record, not in the storage, not in Jira. */
async function withoutTrace<Answer>(issue: Issue, work: () => Promise<Answer>): Promise<Answer> {
  const standing = async () => [
    (await forge.state(issue))?.version,
    forge.storage.size('budget'),
    issue.comments.length,
    JSON.stringify([...issue.properties]),
  ];
  const before = await standing();
  const answer = await work();
  await forge.settled();
  expect(await standing()).toEqual(before);
  expect(JSON.stringify(answer)).not.toMatch(/harbour|project manager|in-review|major/i);
  return answer;
}

test('a panel shows nothing of an issue that whoever looks may not see, and notes no look at it', async () => {
  const issue = await secret();
  expect(await withoutTrace(issue, () => forge.panel('mei', issue))).toMatchObject(UNSEEN);
  await withoutTrace(issue, () => forge.invoke('mei', 'seen', { version: 1 }, issue));
  forge.site.secret.clear();
  expect(await forge.panel('mei', issue)).toMatchObject({ kind: 'change' });
});

test('a vote on an issue that its voter may not see is not taken, though their seat waits for it', async () => {
  const issue = await secret();
  const ask = { type: 'vote', verdict: 'approve', reason: '', seat: 'project-manager' } as const;
  const state = await forge.state(issue);
  const payload = { ask, content: state && shownDigest(state), press: crypto.randomUUID() };
  expect(await withoutTrace(issue, () => forge.invoke('mei', 'act', payload, issue))).toMatchObject({
    kind: 'changed',
    panel: UNSEEN,
  });
  expect((await forge.state(issue))?.votes).toEqual([]);
  forge.site.secret.clear();
  expect((await forge.act('mei', issue, ask)).kind).toBe('done');
});

test('4.1: a button that was shown before everything was sent back counts for nothing after it, though the text is the same', async () => {
  const issue = await secret();
  forge.site.secret.clear();
  const shown = await forge.panel('mei', issue);
  if (shown.kind !== 'change') throw new Error('no request is shown');
  for (const type of ['send-back', 'review'] as const)
    expect(
      await forge.act('mei', issue, type === 'review' ? { type } : { type, reason: 'Costs are missing' }),
    ).toMatchObject({
      kind: 'done',
    });
  expect((await forge.state(issue))?.stage).toBe('in-review');
  const ask = { type: 'vote', verdict: 'approve', reason: '', seat: 'project-manager' } as const;
  const pressed = { ask, content: shown.content, press: crypto.randomUUID() };
  expect(await forge.invoke('mei', 'act', pressed, issue)).toMatchObject({
    kind: 'changed',
    panel: { kind: 'change' },
  });
  expect((await forge.state(issue))?.votes).toEqual([]);
  expect((await forge.act('mei', issue, ask)).kind).toBe('done');
});

test('an agent and an automation answer for an issue that whoever asks may not see as for one that is not there', async () => {
  const issue = await secret();
  const { whyBlocked, standing, remind } = forge.handlers;
  const asked = { issueKey: issue.key };
  const unseen = 'There is no such issue, or you may not see it.';
  expect(await withoutTrace(issue, () => whyBlocked(asked, CONTEXT))).toBe(unseen);
  for (const handler of [standing, remind])
    expect(await withoutTrace(issue, () => handler(asked, CONTEXT))).toEqual({ errors: [{ message: unseen }] });
});

test('7.2: only who administers the project saves its policy; everybody may read it', async () => {
  forge = await openForge();
  const read = async (by: string) => (await forge.invoke(by, 'settings', {})) as SettingsData;
  const source = policyTemplate('light', 'en', { lead: 'mei', expert: 'theo', customer: 'carla' });
  const save = (by: string, expected = '') => forge.invoke(by, 'saveSettings', { expected, change: { source } });
  // What whoever put it in force is called is read from Jira, and remembered.
  await read('rosa');
  const before = forge.storage.size('budget');
  // Of another project, or of all of Jira's users none: neither is this project's administrator.
  forge.site.person('theo').administers.add('10007');
  for (const by of ['mei', 'theo']) {
    expect(await read(by)).toMatchObject({ mayEdit: false });
    expect(await save(by)).toEqual({ kind: 'not-allowed' });
  }
  expect(forge.storage.size('budget')).toBe(before);
  forge.site.person('mei').administers.add(PROJECT);
  forge.site.faults.push({ on: /mypermissions/, status: 403 });
  expect(await save('mei')).toEqual({ kind: 'not-allowed' });
  const { mayEdit, version } = await read('mei');
  expect(mayEdit).toBe(true);
  expect(await save('mei', version)).toMatchObject({ kind: 'saved' });
});

test('whoever does not administer Jira sets nothing up and takes nothing back', async () => {
  forge = await openForge({ isEmpty: true });
  const before = [forge.storage.size('budget'), forge.site.configured.fields.size];
  for (const name of ['setupPlan', 'setupApply', 'setupUndo'])
    expect(await forge.invoke('mei', name, { projectId: PROJECT })).toMatchObject({
      standing: 'failed',
      steps: [{ id: 'right', text: 'Only a Jira administrator may set the site up.' }],
    });
  expect([forge.storage.size('budget'), forge.site.configured.fields.size]).toEqual(before);
});
