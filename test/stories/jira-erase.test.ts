/** Somebody closes their account at Atlassian: within a week the app names them nowhere, and what was decided stands (`rules.md 7.1`). */

import { verifyProject } from '@countersign/core/ledger/chain.ts';
import { openDesk } from '@countersign/jira/desk.ts';
import type { ErasePolicyAnswer, SettingsData } from '@countersign/jira/port/data.ts';
import { forgeLedger } from '@countersign/jira/record/ledger.ts';
import { forgeStorage } from '@countersign/jira/record/storage.ts';
import { afterEach, expect, test } from 'vitest';
import { type Forge, openForge, PROJECT } from '../instruments/forge.ts';

let forge: Forge;
afterEach(() => forge.close());

const TENANT = 'jira:cloud-1';

test('7.1: whoever closed their account is named on no panel and in nothing that Forge keeps, and every chain and vote holds', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  await forge.decide(issue);
  await forge.settled();
  const before = await forge.state(issue);
  expect(before?.stage).toBe('approved');
  const names = [before?.requester.name ?? '', before?.votes[0]?.voter.name ?? ''];
  const ids = [before?.requester.id ?? '', before?.votes[0]?.voter.id ?? ''];
  const panel = async () => JSON.stringify(await forge.panel('ada', issue));
  for (const name of names) expect(await panel()).toContain(name);

  await forge.accounts();
  expect(forge.reported).toEqual(expect.arrayContaining(ids.map((id) => id.slice('jira:'.length))));
  for (const name of names) expect(await panel()).toContain(name);
  forge.closed.push(...ids.map((id) => id.slice('jira:'.length)));
  await forge.accounts();
  await forge.accounts();

  const shown = await panel();
  for (const name of names) expect(shown).not.toMatch(new RegExp(`\\b${name}\\b`));
  expect(shown).toContain('former member');
  const desk = openDesk(TENANT);
  for (const name of names) {
    const known = await desk.people.recall(TENANT, ids);
    expect([...known.names.values()]).not.toContain(name);
  }
  const { history } = (await forge.invoke('ada', 'settings', {})) as SettingsData;
  expect(history.map(({ by }) => by.name)).toEqual([ids.includes('jira:mei') ? 'Former member' : 'Mei']);
  const after = await forge.state(issue);
  expect(after?.stage).toBe('approved');
  expect(after?.votes.map(({ digest, voided }) => [digest, voided])).toEqual(
    before?.votes.map(({ digest }) => [digest, undefined]),
  );
  const entries = await forgeLedger(forgeStorage()).readProject(TENANT, PROJECT, 0, 1000);
  expect(verifyProject(entries)).toBeUndefined();
  expect(entries.length).toBeGreaterThan(10);
  for (const name of names) expect(JSON.stringify(entries)).not.toContain(`"name":"${name}"`);
});

test('7.1: a Jira administrator has somebody forgotten, once they are sure, and nobody else does', async () => {
  forge = await openForge();
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  await forge.decide(issue);
  forge.site.person('ada').administers.add('site');
  forge.site.person('mei').administers.add(PROJECT);
  const before = await forge.state(issue);
  const erase = (by: string, accountId: string, locale = 'en-GB') =>
    forge.invoke(by, 'erasePerson', { accountId }, undefined, locale);
  const panel = async (locale?: string) => JSON.stringify(await forge.invoke('ada', 'panel', {}, issue, locale));
  // Who administers a project only, and whoever it is about, may not.
  for (const by of ['mei', 'rosa']) expect(await erase(by, 'rosa')).toEqual({ kind: 'not-allowed' });
  expect(await panel()).toMatch(/\bRosa\b/);
  for (const accountId of ['', 'a b', 'x'.repeat(300)]) await expect(erase('ada', accountId)).rejects.toThrow();
  for (let time = 0; time < 2; time += 1) expect(await erase('ada', 'rosa')).toEqual({ kind: 'erased' });
  expect(await panel()).not.toMatch(/\bRosa\b/);
  expect(await panel()).toContain('Former member');
  expect(await panel('zh-CN')).toContain('前成员');
  // Nothing that was read from Jira keeps the name either.
  const { documents } = openDesk(TENANT);
  for (const kind of ['name', 'user', 'group'])
    expect(JSON.stringify(await documents.list(TENANT, 'account', kind))).not.toMatch(/\bRosa\b/);
  const after = await forge.state(issue);
  expect([after?.stage, after?.votes]).toEqual([before?.stage, before?.votes]);
  expect(verifyProject(await forgeLedger(forgeStorage()).readProject(TENANT, PROJECT, 0, 1000))).toBeUndefined();
});

test('7.2: a Jira administrator has the text of a policy erased, and nobody else does; that it stood stays, and every chain verifies', async () => {
  forge = await openForge();
  forge.site.person('ada').administers.add('site').add(PROJECT);
  forge.site.person('mei').administers.add(PROJECT);
  const shown = async (by = 'ada') => (await forge.invoke(by, 'settings', {})) as SettingsData;
  const before = await shown();
  await forge.govern(PROJECT, (text) => `${text}acceptance: false\n`);
  const first = before.version;
  expect([before.mayErase, (await shown('mei')).mayErase]).toEqual([true, false]);
  const erase = (by: string, version: string) =>
    forge.invoke(by, 'erasePolicy', { version }) as Promise<ErasePolicyAnswer>;
  for (const by of ['mei', 'rosa']) expect(await erase(by, first)).toEqual({ kind: 'not-allowed' });
  for (const version of ['', first.slice(0, 12), `${first}0`, first.toUpperCase()])
    await expect(erase('ada', version)).rejects.toThrow();
  expect(await erase('ada', 'f'.repeat(64))).toEqual({ kind: 'unknown' });
  for (let time = 0; time < 2; time += 1) expect((await erase('ada', first)).kind).toBe('erased');
  const { history, problems } = await shown();
  expect(problems).toEqual([]);
  expect(history.map(({ version, gone, lines }) => [version === first, gone, lines])).toEqual([
    [false, undefined, []],
    [true, 'erased', []],
  ]);
  // The very text is not put in force again, and what stands may be erased as well.
  const again = { expected: history[0]?.version, change: { source: before.source } };
  expect(await forge.invoke('ada', 'saveSettings', again)).toMatchObject({ kind: 'invalid' });
  expect((await erase('ada', history[0]?.version ?? '')).kind).toBe('erased');
  expect((await shown()).problems).toEqual([expect.stringContaining('was erased')]);
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.says('rosa', issue, '/submit');
  expect((await forge.state(issue))?.stage ?? 'draft').toBe('draft');
  expect(
    await forge.invoke('mei', 'saveSettings', {
      expected: history[0]?.version,
      change: { source: `${before.source}# anew\n` },
    }),
  ).toMatchObject({ kind: 'saved' });
  expect((await shown()).problems).toEqual([]);
  const entries = await forgeLedger(forgeStorage()).readProject(TENANT, PROJECT, 0, 1000);
  expect(verifyProject(entries)).toBeUndefined();
  expect(JSON.stringify(entries)).toContain(first);
});

test('6.1, 7.2: the text of the policy that stands is erased: its freeze does not end by that, and nobody holds a role again that they lost by it', async () => {
  forge = await openForge();
  forge.site.person('ada').administers.add('site').add(PROJECT);
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  await forge.says('mei', issue, '/review');
  for (const [by, seat] of [
    ['mei', 'project-manager'],
    ['theo', 'technical-expert'],
    ['carla', 'customer'],
  ] as const)
    await forge.says(by, issue, `/approve as ${seat}`);
  expect((await forge.state(issue))?.stage).toBe('approved');
  const day = (days: number) => new Date(Date.now() + days * 24 * 3_600_000).toISOString();
  const frozen = `freeze:\n  - {from: "${day(-2)}", to: "${day(9)}", stages: [start, merge], reason: year's end}\n`;
  await forge.govern(PROJECT, (text) => `${text}${frozen}`);
  await forge.settled();
  expect(await forge.move('mei', issue, 'implementing')).toMatchObject({ result: false });
  const [standing] = ((await forge.invoke('ada', 'settings', {})) as SettingsData).history;
  const erased = await forge.invoke('ada', 'erasePolicy', { version: standing?.version ?? '' });
  expect(erased).toMatchObject({ kind: 'erased' });
  await forge.settled();
  expect(await forge.move('mei', issue, 'implementing')).toMatchObject({ result: false });
  await forge.says('mei', issue, '/start');
  expect((await forge.state(issue))?.stage).toBe('approved');
  // It can be withdrawn all the same, and goes on once a policy stands again.
  await forge.govern(PROJECT, (text) => `${text.replace(frozen, '')}# anew\n`);
  await forge.settled();
  expect(await forge.move('mei', issue, 'implementing')).toEqual({ result: true });
});
