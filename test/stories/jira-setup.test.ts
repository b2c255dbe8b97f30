/** Set-up in Jira through the app as it is deployed: on an empty site, and then a change by the workflow that it made. */
import { load } from '@countersign/core/change/decider.ts';
import { openDesk } from '@countersign/jira/desk.ts';
import { siteOf } from '@countersign/jira/facts/site.ts';
import type { SetupData } from '@countersign/jira/port/data.ts';
import { afterEach, expect, test } from 'vitest';
import { type Forge, openForge, PROJECT } from '../instruments/forge.ts';
import { addByHand } from '../instruments/jira-setup.ts';

let forge: Forge;
afterEach(() => forge.close());

const setUp = async (by: string, name = 'setupApply'): Promise<SetupData> =>
  (await forge.invoke(by, name, { projectId: PROJECT })) as SetupData;

test('an administrator sets up an empty company-managed site, and a change goes from filing to its start by the workflow that was made', async () => {
  forge = await openForge({ isEmpty: true });
  const plan = await setUp('ada', 'setupPlan');
  expect([plan.standing, plan.undo]).toEqual(['to-do', []]);
  expect((await setUp('ada')).standing).toBe('done');
  await forge.adopt();
  const issue = forge.file('rosa');
  await forge.settled();
  expect(forge.status(issue)).toBe('Draft');
  await forge.assess(issue);
  expect(forge.status(issue)).toBe('In review');
  const held = await forge.move('dara', issue, 'Being implemented');
  expect(held).toMatchObject({ result: false, errorMessage: expect.stringMatching(/\S/) });
  expect(forge.status(issue)).toBe('In review');
  await forge.decide(issue);
  expect(forge.status(issue)).toBe('Approved');
  expect(await forge.move('dara', issue, 'Being implemented')).toEqual({ result: true });
  await forge.settled();
  expect((await forge.state(issue))?.stage).toBe('implementing');
  expect((await forge.state(issue))?.irregularities).toEqual([]);
});

const setUpTeam = async (): Promise<readonly [string]> => {
  expect(await forge.invoke('ada', 'setupApply', { projectId: '10001' })).toMatchObject({ standing: 'done' });
  const [id = ''] = [...forge.site.configured.links.keys()];
  return [id];
};
const fieldsOf = async (project: string) => (await siteOf(openDesk('jira:cloud-1'), project))?.fields ?? {};
const stateOf = (stream: string) =>
  load(openDesk('jira:cloud-1').ledger, { tenant: 'jira:cloud-1', project: '10001', stream });
const paragraph = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

test('6.2: in a team-managed project no gate can hold; what is moved past the rules is moved back and recorded', async () => {
  forge = await openForge({ isEmpty: true });
  const { site } = forge;
  site.configured.projects.set('10001', { key: 'TEAM', name: 'Team', style: 'next-gen' });
  addByHand(site, 'en');
  await setUpTeam();
  const issue = site.create('rosa', { project: '10001', issuetype: '71', summary: 'Export invoices as PDF' });
  await forge.settled();
  const draft = forge.status(issue);
  await site.move('dara', issue.id, 'Being implemented');
  await forge.settled();
  expect([draft, forge.status(issue)]).toEqual(['Draft', 'Draft']);
  const state = await stateOf(issue.id);
  expect(state?.irregularities.map((one) => one.kind)).toEqual(['status-by-hand']);
});

test('4.3: a requirement in a project that was never set up is still what votes elsewhere rest on', async () => {
  forge = await openForge({ isEmpty: true });
  const { site } = forge;
  site.configured.projects.set('10001', { key: 'TEAM', name: 'Team', style: 'next-gen' });
  addByHand(site, 'en');
  const [affects] = await setUpTeam();
  await forge.govern('10001');
  const requirement = site.create('rosa', { project: PROJECT, issuetype: '99', summary: 'Invoices are exported' });
  const fields = await fieldsOf('10001');
  const issue = site.create('rosa', {
    project: '10001',
    issuetype: '71',
    summary: 'Export invoices as PDF',
    [fields.before ?? '']: paragraph('As CSV'),
    [fields.after ?? '']: paragraph('As PDF'),
    [fields.motive ?? '']: paragraph('Customers ask for it'),
    [fields.notChanging ?? '']: paragraph('Two contracts are lost'),
    [fields.cause ?? '']: { value: 'Customer’s business – new business' },
    [fields.origin ?? '']: { value: 'Customer' },
    issuelinks: [{ type: { id: affects }, outwardIssue: { id: requirement.id, key: requirement.key } }],
  } as never);
  await forge.settled();
  await forge.assess(issue);
  const counting = async () => (await stateOf(issue.id))?.votes.filter((one) => !one.voided).length;
  await forge.act('mei', issue, { type: 'vote', verdict: 'approve', reason: '', seat: 'project-manager' });
  await forge.settled();
  expect(await counting()).toBe(1);
  site.edit('dara', requirement.id, { summary: 'Invoices are exported to another place' });
  await forge.settled();
  expect(await counting()).toBe(0);
});

test.each(['another language', 'another name'])(
  'set-up that is run again under %s keeps the type that requests are of, and their gate',
  async (how) => {
    forge = await openForge({ isEmpty: true });
    expect((await setUp('ada')).standing).toBe('done');
    await forge.adopt();
    const issue = forge.file('rosa');
    await forge.settled();
    await forge.assess(issue);
    const { types } = forge.site.configured;
    if (how === 'another name') for (const one of types.values()) one.name = 'Change order';
    const again = await forge.invoke('ada', 'setupApply', { projectId: PROJECT }, undefined, 'zh-CN');
    if (how === 'another name') await setUp('ada');
    expect(again).toMatchObject({ standing: 'done' });
    expect([...types.values()].map((one) => one.name)).toEqual([
      how === 'another name' ? 'Change order' : 'Change request',
    ]);
    expect((await forge.move('dara', issue, 'Being implemented')).result).toBe(false);
    expect(await forge.panel('mei', issue)).toMatchObject({ kind: 'change' });
  },
);

test('who does not administer Jira sets nothing up and takes nothing back', async () => {
  forge = await openForge({ isEmpty: true });
  forge.site.spoken.length = 0;
  for (const name of ['setupPlan', 'setupApply', 'setupUndo'])
    expect(await setUp('rosa', name)).toMatchObject({ projects: [], steps: [{ id: 'right', standing: 'failed' }] });
  expect(forge.site.spoken.filter((one) => !one.startsWith('GET '))).toEqual([]);
});
