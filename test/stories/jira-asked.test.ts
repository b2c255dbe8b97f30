/** What Jira is asked of change requests: searches, the register, the gadget, the agent and rules of Automation. Out of the bundle. */

import { policyTemplate } from '@countersign/core/policy/template.ts';
import type { RegisterData } from '@countersign/jira/port/data.ts';
import { afterEach, expect, test } from 'vitest';
import { type Forge, openForge } from '../instruments/forge.ts';

let forge: Forge;
afterEach(() => forge.close());

const paragraphs = (...lines: readonly string[]) => ({
  type: 'doc',
  version: 1,
  content: lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
});

test('the register says until when votes are asked for, as long as they are', async () => {
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
