/** Shows that change requests show the panel by themselves once a project is set up, and that no module stands anywhere else. */

import { expect, test } from 'vitest';
import { addByHand, begin, MODULE, stepOf, type World } from '../../../test/instruments/jira-setup.ts';
import { manifest } from '../../../test/instruments/manifest.ts';
import { addProject } from '../../../test/standins/jira/configured.ts';
import { siteOf } from '../facts/site.ts';
import { setupApply, setupPlan } from './setup.ts';
import { setupUndo } from './undo.ts';

const PIN = `10000 ${MODULE}issue-panel`;

/** What stands in the way of a module: Forge's conditions, as far as the manifest uses any. */
type Condition =
  | { readonly or: readonly Condition[] }
  | { readonly entityPropertyExists: { readonly entity: string; readonly propertyKey: string } };

/** Where somebody looks: the properties of each thing that Jira knows there. */
type Around = Readonly<Record<string, ReadonlyMap<string, unknown> | undefined>>;

function isShown(condition: Condition, around: Around): boolean {
  if ('or' in condition) return condition.or.some((one) => isShown(one, around));
  const { entity, propertyKey } = condition.entityPropertyExists;
  return around[entity]?.has(propertyKey) ?? false;
}

const STANDING_ON = /^jira:(issue(Panel|Context|Action|Glance|Activity)|project(Page|SettingsPage))$/;

/** Keys of the modules that Jira shows on an issue or a project. */
function shownAt(around: Around): readonly string[] {
  return Object.entries(manifest().modules)
    .filter(([kind]) => STANDING_ON.test(kind))
    .flatMap(([, all]) => all)
    .filter((one) => !('displayConditions' in one) || isShown(one.displayConditions as Condition, around))
    .map((one) => one.key)
    .sort();
}

const propertiesOf = ({ site }: World, entity: string) => site.configured.properties.get(entity);

function issueOf(world: World, type: string, project: string, own?: ReadonlyMap<string, unknown>): Around {
  return {
    issueType: propertiesOf(world, `issuetype/${type}`),
    project: propertiesOf(world, `project/${project}`),
    issue: own,
  };
}

const ON_ISSUES = ['issue-context', 'issue-panel'];
const ON_PROJECTS = ['project-page', 'project-settings'];

test('a module stands on change requests and on projects that are set up, and on nothing else', async () => {
  const world = begin();
  const { site, setting } = world;
  addProject(site.configured, '10002', 'SHOP', 'Shop');
  site.configured.types.set('9', { name: 'Bug', description: '' });
  expect([shownAt(issueOf(world, '9', '10000')), shownAt({ project: new Map() })]).toEqual([[], []]);
  await setupApply(setting, '10000');
  const [, type = ''] = [...site.configured.types.keys()];
  expect(shownAt(issueOf(world, type, '10000'))).toEqual([...ON_ISSUES, ...ON_PROJECTS]);
  // Jira shows pages of a project in its menus, where there is no issue.
  expect(shownAt({ project: propertiesOf(world, 'project/10000') })).toEqual(ON_PROJECTS);
  expect(shownAt({ project: propertiesOf(world, 'project/10002') })).toEqual([]);
  expect(shownAt(issueOf(world, '9', '10002'))).toEqual([]);
  // What is on record stays in sight, whatever its type and its project are by now.
  expect(shownAt(issueOf(world, '9', '10002', new Map([['countersign', {}]])))).toEqual(ON_ISSUES);
  await setupUndo(setting, '10000');
  expect(shownAt(issueOf(world, type, '10000'))).toEqual([]);
});

test.each(['10000', '10001'])(
  'set-up pins the panel for the project, once, and undo unpins it (%s)',
  async (project) => {
    const { site, setting } = begin();
    if (project === '10001') addByHand(site, 'en');
    const pin = PIN.replace('10000', project);
    expect(stepOf(await setupPlan(setting, project), `panel@${project}`)?.standing).toBe('missing');
    expect((await setupApply(setting, project)).standing).toBe('done');
    expect([...site.configured.pinned]).toEqual([pin]);
    site.spoken.length = 0;
    expect((await setupApply(setting, project)).standing).toBe('done');
    expect(site.spoken.filter((one) => one.includes('/forge/'))).toEqual([]);
    expect((await setupUndo(setting, project)).undo).toEqual([]);
    expect([...site.configured.pinned, ...site.configured.properties.keys()]).toEqual([]);
  },
);

test('while Jira is at it the page says how far, nothing waits for it, and it ends by itself', async () => {
  const { site, setting } = begin();
  site.configured.pace = { looks: 10 };
  const begun = await setupApply(setting, '10000');
  expect(begun.standing).toBe('running');
  expect(stepOf(begun, 'panel@10000')).toMatchObject({ standing: 'waiting', detail: 'Jira is at it: 40\u00a0%.' });
  // Requests are recorded from now on.
  expect(stepOf(begun, 'known')?.standing).toBe('there');
  expect(await siteOf(setting.desk, '10000')).toBeDefined();
  const seen: string[] = [];
  while (seen.at(-1) !== 'done' && seen.length < 20) seen.push((await setupPlan(setting, '10000')).standing);
  expect(new Set(seen)).toEqual(new Set(['running', 'done']));
  expect([...site.configured.pinned]).toEqual([PIN]);
});

test('a task that fails is told with Jira’s reason, and going on asks again', async () => {
  const { site, setting } = begin();
  site.configured.pace = { looks: 0, failing: 'too many projects' };
  const failed = await setupApply(setting, '10000');
  expect(failed.standing).toBe('failed');
  expect(stepOf(failed, 'panel@10000')?.detail).toContain('(too many projects)');
  const later = await setupPlan(setting, '10000');
  expect(later.standing).toBe('to-do');
  expect(stepOf(later, 'panel@10000')?.detail).toContain('(too many projects)');
  expect(await siteOf(setting.desk, '10000')).toBeDefined();
  site.configured.pace = { looks: 0 };
  expect((await setupApply(setting, '10000')).standing).toBe('done');
  expect([...site.configured.pinned]).toEqual([PIN]);
});

test('a task that Jira has forgotten by now has ended', async () => {
  const { site, setting } = begin();
  await setupApply(setting, '10000');
  site.configured.tasks.clear();
  expect((await setupPlan(setting, '10000')).standing).toBe('done');
});

test('an undo that cannot unpin says why, and takes the rest away once it can', async () => {
  const { site, setting } = begin();
  await setupApply(setting, '10000');
  site.configured.pace = { looks: 0, failing: 'locked' };
  const kept = await setupUndo(setting, '10000');
  expect(stepOf(kept, 'mark@10000')).toMatchObject({ standing: 'failed', detail: expect.stringContaining('(locked)') });
  expect([...site.configured.pinned]).toEqual([PIN]);
  site.configured.pace = { looks: 0 };
  expect((await setupUndo(setting, '10000')).undo).toEqual([]);
  expect([...site.configured.pinned]).toEqual([]);
});
