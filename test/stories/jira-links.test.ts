/** What a change request is linked to in Jira, by what becomes of it (`rules.md 5.4`): a requirement is affected, introduced or retired. */

import { openDesk } from '@countersign/jira/desk.ts';
import { siteOf } from '@countersign/jira/facts/site.ts';
import { afterEach, expect, test } from 'vitest';
import { type Forge, openForge, PROJECT, REQUIREMENT } from '../instruments/forge.ts';
import { addByHand } from '../instruments/jira-setup.ts';
import type { Issue } from '../standins/jira/record.ts';

let forge: Forge;
afterEach(() => forge.close());

type Linked = 'affects' | 'introduces' | 'retires';

/** A set-up site, and a request whose links are these. */
async function linked(
  ...links: readonly Linked[]
): Promise<{ readonly issue: Issue; readonly items: readonly Issue[] }> {
  forge = await openForge({ isEmpty: true });
  await forge.invoke('ada', 'setupApply', { projectId: PROJECT });
  await forge.adopt();
  const site = await siteOf(openDesk('jira:cloud-1'), PROJECT);
  const issue = forge.file('rosa', { items: [] });
  const items = links.map((_, at) =>
    forge.site.create('rosa', { project: PROJECT, issuetype: REQUIREMENT, summary: `Requirement ${at + 1}` }),
  );
  for (const [at, link] of links.entries()) forge.site.link('rosa', issue.id, site?.[link] ?? '', items[at]?.id ?? '');
  await forge.settled();
  return { issue, items };
}

const itemsOf = async (issue: Issue) =>
  (await forge.state(issue))?.content.request.items.map(({ id, action }) => [id, action]);

async function decided(issue: Issue): Promise<void> {
  await forge.assess(issue);
  await forge.decide(issue);
  expect((await forge.state(issue))?.stage).toBe('approved');
}

test('5.4: each link says what becomes of its requirement, and the panel says so of each by its key', async () => {
  const { issue, items } = await linked('affects', 'introduces', 'retires');
  const [affected, introduced, retired] = items;
  expect([...((await itemsOf(issue)) ?? [])].sort()).toEqual([
    [affected?.id, 'modify'],
    [introduced?.id, 'add'],
    [retired?.id, 'delete'],
  ]);
  const panel = await forge.panel('mei', issue);
  const links = panel.kind === 'change' ? panel.links.map((line) => line.map(({ text }) => text).join('')) : [];
  expect(links).toEqual([`Affects ${affected?.key}`, `Adds ${introduced?.key}`, `Removes ${retired?.key}`]);
});

test('5.4: of two links to one requirement the one that says more holds', async () => {
  const { issue, items } = await linked('affects');
  const site = await siteOf(openDesk('jira:cloud-1'), PROJECT);
  forge.site.link('rosa', issue.id, site?.retires ?? '', items[0]?.id ?? '');
  await forge.settled();
  expect(await itemsOf(issue)).toEqual([[items[0]?.id, 'delete']]);
});

test.each(['introduces', 'retires'] as const)('4.3: what a request %s is what its votes rest on', async (link) => {
  const { issue, items } = await linked(link);
  await decided(issue);
  forge.site.edit('dara', items[0]?.id ?? '', { summary: 'Something else' });
  await forge.settled();
  const state = await forge.state(issue);
  expect(state?.stage).not.toBe('approved');
  expect(state?.votes.every((vote) => vote.voided)).toBe(true);
});

test('4.2: a requirement that was to be retired may go once that is approved, and not before', async () => {
  const { issue, items } = await linked('retires');
  await decided(issue);
  forge.site.remove('mei', items[0]?.id ?? '');
  await forge.settled();
  expect((await forge.state(issue))?.stage).toBe('approved');
  expect((await forge.move('mei', issue, 'Being implemented')).result).toBe(true);
});

test('2.1, 4.2: of two requirements each takes its own approved text; one that takes the other’s ends the approval', async () => {
  const { issue, items } = await linked('affects', 'affects');
  const after = (await siteOf(openDesk('jira:cloud-1'), PROJECT))?.fields.after ?? '';
  const text = (words: string) => [{ type: 'text', text: words }];
  const paragraph = (words: string) => ({ type: 'paragraph', content: text(words) });
  const doc = (...content: readonly object[]) => ({ type: 'doc', version: 1, content }) as never;
  const content = items.flatMap(({ key }, at) => [
    { type: 'heading', attrs: { level: 3 }, content: text(key) },
    paragraph(`Text ${at}`),
  ]);
  forge.site.edit('rosa', issue.id, { [after]: doc(...content) });
  await forge.settled();
  await decided(issue);
  const version = (await forge.state(issue))?.version;
  // What the record adds to an item is no difference to what Jira shows.
  await forge.nightly();
  await forge.settled();
  expect((await forge.state(issue))?.version).toBe(version);
  const take = async (item: number, words: string) => {
    forge.site.edit('dara', items[item]?.id ?? '', { description: doc(paragraph(words)) });
    await forge.settled();
    return (await forge.state(issue))?.stage;
  };
  expect([await take(0, 'Text 0'), await take(1, 'Text 1')]).toEqual(['approved', 'approved']);
  expect(await take(1, 'Text 0')).not.toBe('approved');
});

test('T2: what only introduces requirements has no text before the change', async () => {
  const { issue } = await linked('introduces');
  const before = (await siteOf(openDesk('jira:cloud-1'), PROJECT))?.fields.before ?? '';
  forge.site.edit('rosa', issue.id, { [before]: null });
  await forge.settled();
  expect(await forge.move('rosa', issue, 'Submitted')).toEqual({ result: true });
});

test('5.4: in a team-managed project the link types are made for the site, and held until then', async () => {
  forge = await openForge({ isEmpty: true });
  const { site } = forge;
  site.configured.projects.set('10001', { key: 'TEAM', name: 'Team', style: 'next-gen' });
  addByHand(site, 'en');
  site.configured.links.set('7', { name: 'Retires', inward: 'is retired by', outward: 'retires' });
  const standing = async (name: string) => {
    const { steps } = (await forge.invoke('ada', name, { projectId: '10001' })) as {
      readonly steps: readonly { readonly id: string; readonly standing: string }[];
    };
    return ['affects', 'introduces', 'retires'].map((id) => steps.find((one) => one.id === id)?.standing);
  };
  expect(await standing('setupPlan')).toEqual(['missing', 'missing', 'there']);
  expect(await siteOf(openDesk('jira:cloud-1'), '10001')).toBeUndefined();
  expect(await standing('setupApply')).toEqual(['made', 'made', 'there']);
  expect(await siteOf(openDesk('jira:cloud-1'), '10001')).toMatchObject({
    affects: expect.stringMatching(/\d/),
    introduces: expect.stringMatching(/\d/),
    retires: '7',
  });
});
