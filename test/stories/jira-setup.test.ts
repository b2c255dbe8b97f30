/** Set-up in Jira through the app as it is deployed: on an empty site, and then a change by the workflow that it made. */
import { load } from '@countersign/core/run.ts';
import { openDesk } from '@countersign/jira/desk.ts';
import type { SetupData } from '@countersign/jira/panel/data.ts';
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

test('6.2: in a team-managed project no gate can hold; what is moved past the rules is moved back and recorded', async () => {
  forge = await openForge({ isEmpty: true });
  const { site } = forge;
  site.configured.projects.set('10001', { key: 'TEAM', name: 'Team', style: 'next-gen' });
  addByHand(site, 'en');
  expect(await forge.invoke('ada', 'setupApply', { projectId: '10001' })).toMatchObject({ standing: 'done' });
  const issue = site.create('rosa', { project: '10001', issuetype: '71', summary: 'Export invoices as PDF' });
  await forge.settled();
  const draft = forge.status(issue);
  await site.move('dara', issue.id, 'Being implemented');
  await forge.settled();
  expect([draft, forge.status(issue)]).toEqual(['Draft', 'Draft']);
  const state = await load(openDesk('jira:cloud-1').ledger, {
    tenant: 'jira:cloud-1',
    project: '10001',
    stream: issue.id,
  });
  expect(state?.irregularities.map((one) => one.kind)).toEqual(['status-by-hand']);
});

test('who does not administer Jira sets nothing up and takes nothing back', async () => {
  forge = await openForge({ isEmpty: true });
  forge.site.spoken.length = 0;
  for (const name of ['setupPlan', 'setupApply', 'setupUndo'])
    expect(await setUp('rosa', name)).toMatchObject({ projects: [], steps: [{ id: 'right', standing: 'failed' }] });
  expect(forge.site.spoken.filter((one) => !one.startsWith('GET '))).toEqual([]);
});
