/** Shows that the workflow which set-up makes or adopts has no way around the gate, and takes nobody else's place. */
import { STAGES } from '@countersign/core/change/stage.ts';
import { expect, test } from 'vitest';
import { begin, MODULE, stepOf, type Transition } from '../../../test/instruments/jira-setup.ts';
import { siteOf } from '../desk.ts';
import { setupApply, setupPlan } from './setup.ts';

test('the workflow reaches every stage, has our own validator on each way, and leaves the project’s other issue types alone', async () => {
  const { site, setting } = begin();
  const { configured } = site;
  const [scheme] = configured.workflowSchemes.values();
  scheme?.workflows.set('77', 'usual-SHIP');
  await setupApply(setting, '10000');
  const [id, workflow] = [...configured.workflows].find(([, one]) => one.name === 'Change request') ?? [];
  const ways = (workflow?.transitions ?? []).filter((one) => one.type !== 'INITIAL');
  expect(new Set(ways.map((one) => one.toStatusReference))).toEqual(new Set(configured.statuses.keys()));
  expect(ways.map((one) => one.validators?.map((rule) => rule.parameters?.key))).toEqual(
    STAGES.map(() => [`${MODULE}gate`]),
  );
  expect(ways.map((one) => one.actions?.map((rule) => rule.parameters?.key))).toEqual(
    STAGES.map(() => [`${MODULE}follows`]),
  );
  const hidden = ways.filter((one) => one.conditions).map((one) => one.name);
  expect(hidden.sort()).toEqual(['Approved', 'Rejected']);
  expect(scheme?.usual).toBe('usual-SHIP');
  const [type = ''] = configured.types.keys();
  expect(Object.fromEntries(scheme?.workflows ?? [])).toEqual({ 77: 'usual-SHIP', [type]: id });
});

test.each([
  ['none', (one: Transition) => ({ ...one, validators: [] })],
  [
    'another app’s',
    (one: Transition) => ({
      ...one,
      validators: [{ ruleKey: 'x', parameters: { key: MODULE.replace('countersign', 'other') } }],
    }),
  ],
  [
    'a disabled',
    (one: Transition) => ({
      ...one,
      validators: [{ ruleKey: 'x', parameters: { key: `${MODULE}gate`, disabled: 'true' } }],
    }),
  ],
])('a workflow of the same name with %s validator is never adopted: it would let everything pass', async (_, worse) => {
  const world = begin();
  const { site, setting } = world;
  await setupApply(setting, '10000');
  const [id, workflow] = [...site.configured.workflows].find(([, one]) => one.name === 'Change request') ?? [];
  if (!id || !workflow) throw new Error('no workflow');
  const [first, ...others] = workflow.transitions.toReversed();
  if (!first) throw new Error('no transition');
  site.configured.workflows.set(id, { ...workflow, transitions: [worse(first), ...others] });
  const plan = await setupPlan(setting, '10000');
  expect([plan.standing, stepOf(plan, 'workflow')?.standing]).toEqual(['failed', 'failed']);
  expect(stepOf(plan, 'workflow')?.detail).toContain('without the validator');
});

test('without our own validator there is no workflow, though another app offers one of the same key', async () => {
  const { site, setting } = begin();
  site.configured.rules.splice(1);
  const data = await setupApply(setting, '10000');
  expect(stepOf(data, 'workflow')).toMatchObject({
    standing: 'failed',
    detail: expect.stringContaining('does not offer'),
  });
  expect(site.configured.workflows.size).toBe(1);
  expect(await siteOf(setting.desk)).toBeUndefined();
});

test('a project on Jira’s default workflow scheme is told what to do, and goes on afterwards', async () => {
  const { site, setting } = begin();
  const [[id, scheme] = ['', undefined]] = [...site.configured.workflowSchemes];
  site.configured.workflowSchemes.clear();
  const failed = await setupApply(setting, '10000');
  expect(stepOf(failed, 'workflowscheme@10000')).toMatchObject({
    standing: 'failed',
    detail: expect.stringContaining('Give it one of its own'),
  });
  if (scheme) site.configured.workflowSchemes.set(id, scheme);
  expect((await setupApply(setting, '10000')).standing).toBe('done');
});

test('a workflow that somebody else gave to change requests is not replaced', async () => {
  const { site, setting } = begin();
  site.configured.types.set('9', { name: 'Change request', description: '' });
  for (const one of site.configured.workflowSchemes.values()) one.workflows.set('9', 'usual-SHIP');
  const data = await setupApply(setting, '10000');
  expect(stepOf(data, 'workflowscheme@10000')?.detail).toContain('SHIP: Simplified Workflow');
  expect([...site.configured.workflowSchemes.values()].map((one) => one.workflows.get('9'))).toEqual(['usual-SHIP']);
});
