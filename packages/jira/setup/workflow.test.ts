/** Shows that the workflow which set-up makes or adopts has no way around the gate, and takes nobody else's place. */
import { STAGES } from '@countersign/core/change/stage.ts';
import { expect, test } from 'vitest';
import { begin, MODULE, standing, stepOf, type Transition } from '../../../test/instruments/jira-setup.ts';
import { manifest } from '../../../test/instruments/manifest.ts';
import { siteOf } from '../facts/site.ts';
import { commandFor } from '../translate/transition.ts';
import { setupApply, setupPlan } from './setup.ts';
import { setupUndo } from './undo.ts';

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
  const hides = ways.map((one) => one.conditions?.conditions?.map((rule) => rule.parameters?.key));
  expect(hides).toEqual(STAGES.map((stage) => [`${MODULE}hides-${stage}`]));
  expect(scheme?.usual).toBe('usual-SHIP');
  const [type = ''] = configured.types.keys();
  expect(Object.fromEntries(scheme?.workflows ?? [])).toEqual({ 77: 'usual-SHIP', [type]: id });
});

/** As Jira evaluates it: this much of its expressions is JavaScript. */
function isOffered(expression: string, mirror: object | null): boolean {
  const issue = { properties: { countersign: mirror } };
  return new Function('issue', `return ${expression};`)(issue) as boolean;
}

test('from each stage the status menu offers what can be asked there and the way that the app itself goes, and everything while there is no mirror', () => {
  const conditions = manifest().modules['jira:workflowCondition'] ?? [];
  for (const to of STAGES) {
    const { expression = '' } = (conditions.find((one) => one.key === `hides-${to}`) ?? {}) as { expression?: string };
    const offered = STAGES.filter((stage) => isOffered(expression, { stage }));
    expect([to, offered]).toEqual([to, STAGES.filter((from) => from === to || commandFor(from, to) !== undefined)]);
    expect(isOffered(expression, null)).toBe(true);
  }
  const fromDraft = STAGES.filter((to) => to !== 'draft' && commandFor('draft', to));
  expect(fromDraft).toEqual(['submitted']);
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
  expect(await siteOf(setting.desk, '10000')).toBeUndefined();
});

test('a project on Jira’s default workflow scheme gets one of its own, which is taken back last and only while Jira lets it or once a person did it', async () => {
  const world = begin();
  const { site, setting } = world;
  site.configured.workflowSchemes.clear();
  const empty = standing(world);
  const plan = await setupPlan(setting, '10000');
  expect(stepOf(plan, 'ownscheme@10000')).toMatchObject({
    standing: 'missing',
    text: expect.stringContaining('default'),
  });
  expect((await setupApply(setting, '10000')).standing).toBe('done');
  const [scheme] = site.configured.workflowSchemes.values();
  expect([scheme?.usual, [...(scheme?.projects ?? [])], scheme?.workflows.size]).toEqual(['jira', ['10000'], 1]);
  site.configured.inUse = (type) => type === '';
  const kept = await setupUndo(setting, '10000');
  expect(stepOf(kept, 'onscheme@10000')?.detail).toMatch(/no app take a project with issues back.*Switch scheme/);
  expect([site.configured.types.size, site.configured.workflowSchemes.size]).toEqual([0, 1]);
  expect([scheme?.usual, scheme?.workflows.size]).toEqual(['jira', 0]);
  // Somebody follows that sentence: Jira's own pages take a project with its issues to the default scheme.
  scheme?.projects.delete('10000');
  expect((await setupUndo(setting, '10000')).undo).toEqual([]);
  expect(standing(world)).toEqual(empty);
});

test('a project that somebody put on another workflow scheme meanwhile stays there when set-up is undone', async () => {
  const { site, setting } = begin();
  const { workflowSchemes } = site.configured;
  const [theirs] = workflowSchemes.values();
  theirs?.projects.clear();
  expect((await setupApply(setting, '10000')).standing).toBe('done');
  for (const one of workflowSchemes.values()) one.projects.delete('10000');
  theirs?.projects.add('10000');
  expect((await setupUndo(setting, '10000')).undo).toEqual([]);
  expect([...workflowSchemes.values()]).toEqual([theirs]);
  expect([...(theirs?.projects ?? [])]).toEqual(['10000']);
});

test('while Jira still moves the project to its scheme set-up says so, and goes on afterwards', async () => {
  const { site, setting } = begin();
  site.configured.workflowSchemes.clear();
  const { answer } = site;
  let slow = true;
  site.answer = async (meta, path, init) =>
    slow && path.endsWith('/project/switch') ? new Response(null, { status: 303 }) : answer(meta, path, init);
  const waits = await setupApply(setting, '10000');
  expect(stepOf(waits, 'workflowscheme@10000')).toMatchObject({
    standing: 'failed',
    detail: expect.stringContaining('Wait a minute'),
  });
  slow = false;
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
