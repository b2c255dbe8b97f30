/** Shows that set-up says what it will do, makes it once, and takes back only what it made. */
import { STAGES } from '@countersign/core/change/stage.ts';
import { LINKS } from '@countersign/core/setup/site.ts';
import { FIELDS } from '@countersign/core/view/field.ts';
import { expect, test } from 'vitest';
import { addByHand, begin, standing, stepOf, written } from '../../../test/instruments/jira-setup.ts';
import { addProject } from '../../../test/standins/jira/configured.ts';
import { siteOf } from '../facts/site.ts';
import { setupApply, setupPlan } from './setup.ts';
import { takeTurn } from './turn.ts';
import { setupUndo } from './undo.ts';
import { setupWords } from './words.ts';

test.each(['en', 'zh-CN'] as const)(
  'an empty site is planned first, then made, and a second run makes nothing (%s)',
  async (locale) => {
    const { site, setting } = begin(locale);
    const plan = await setupPlan(setting, '10000');
    expect(plan.standing).toBe('to-do');
    expect(written(site)).toEqual([]);
    const done = await setupApply(setting, '10000');
    expect(done.standing).toBe('done');
    expect(site.configured.fields.size).toBe(FIELDS.length);
    expect(site.configured.statuses.size).toBe(STAGES.length);
    const known = await siteOf(setting.desk, '10000');
    expect(Object.values(known?.statuses ?? {}).every(Boolean)).toBe(true);
    expect(Object.values(known?.fields ?? {}).every((id) => site.configured.fields.has(id))).toBe(true);
    site.spoken.length = 0;
    expect((await setupApply(setting, '10000')).standing).toBe('done');
    expect(written(site)).toEqual([]);
  },
);

test('what was there is adopted and never taken away; what was made is, last first', async () => {
  const { site, setting } = begin();
  site.configured.links.set('7', { name: 'Affects', inward: 'is affected by', outward: 'affects' });
  const plan = await setupPlan(setting, '10000');
  expect(plan.steps.find((one) => one.id === 'affects')?.standing).toBe('there');
  const done = await setupApply(setting, '10000');
  expect(done.undo.some(({ text }) => text.includes('Link type “affects”'))).toBe(false);
  await setupUndo(setting, '10000');
  expect(site.configured.links.size).toBe(1);
  expect([site.configured.types.size, site.configured.fields.size, site.configured.statuses.size]).toEqual([0, 0, 0]);
  expect(await siteOf(setting.desk, '10000')).toBeUndefined();
});

test('a scheme that other projects share is changed only after that was said', async () => {
  const { site, setting } = begin();
  addProject(site.configured, '10002', 'SHOP', 'Shop');
  for (const one of site.configured.typeSchemes.values()) one.projects.add('10002');
  for (const one of [...site.configured.workflowSchemes.values(), ...site.configured.typeScreenSchemes.values()])
    one.projects.add('10002');
  const plan = await setupPlan(setting, '10000');
  for (const id of ['typescheme', 'screens', 'workflowscheme'])
    expect(stepOf(plan, `${id}@10000`)?.detail, id).toContain('Shop (SHOP)');
});

test('on a site of many projects no more are named in one address than Jira takes, and the chosen one is among them', async () => {
  const { site, setting } = begin();
  for (let at = 0; at < 110; at += 1) addProject(site.configured, `2${1000 + at}`, `P${at}`, `Project ${at}`);
  const last = '21109';
  expect((await setupPlan(setting, last)).standing).toBe('to-do');
  expect(await setupApply(setting, last)).toMatchObject({ standing: 'done' });
});

test('Jira’s default issue type scheme takes the type by itself, and lets it go with the type', async () => {
  const world = begin();
  const empty = standing(world);
  for (const [id, one] of world.site.configured.typeSchemes)
    world.site.configured.typeSchemes.set(id, { ...one, isDefault: true });
  expect((await setupApply(world.setting, '10000')).standing).toBe('done');
  expect((await setupUndo(world.setting, '10000')).undo).toEqual([]);
  expect(standing(world)).toEqual(empty);
});

test('undo that Jira refuses because requests exist takes nothing away, and the gate keeps what it reads', async () => {
  const world = begin();
  const { site, setting } = world;
  await setupApply(setting, '10000');
  const whole = standing(world);
  site.configured.inUse = () => true;
  const data = await setupUndo(setting, '10000');
  expect(data.standing).toBe('failed');
  expect(stepOf(data, 'workflowscheme@10000')?.standing).toBe('failed');
  expect(standing(world)).toEqual(whole);
  expect(await siteOf(setting.desk, '10000')).toBeDefined();
});

test('undo takes away what was made in every project, not only in the one that is looked at', async () => {
  const world = begin();
  addProject(world.site.configured, '10002', 'SHOP', 'Shop');
  const empty = standing(world);
  await setupApply(world.setting, '10000');
  expect((await setupApply(world.setting, '10002')).standing).toBe('done');
  await setupUndo(world.setting, '10000');
  expect(standing(world)).toEqual(empty);
});

test('a run that comes near Forge’s limit stops, and the next goes on', async () => {
  const world = begin();
  const { site, later, setting } = world;
  const { answer } = site;
  site.answer = (meta, path, init) => {
    later(300);
    return answer(meta, path, init);
  };
  const runs: string[] = [];
  while (runs.at(-1) !== 'done' && runs.length < 9) {
    const began = setting.desk.now();
    runs.push((await setupApply(setting, '10000')).standing);
    expect(setting.desk.now() - began).toBeLessThan(20_000);
  }
  expect(runs.length).toBeGreaterThan(1);
  expect(runs.at(-1)).toBe('done');
  const calm = begin();
  await setupApply(calm.setting, '10000');
  expect(standing(world)).toEqual(standing(calm));
});

test('two runs at once make nothing twice: the second shows the first, and a run that died gives way', async () => {
  const world = begin();
  const { site, setting, later } = world;
  const [first, second] = await Promise.all([setupApply(setting, '10000'), setupApply(setting, '10000')]);
  expect([first.standing, second.standing].sort()).toEqual(['done', 'running']);
  expect((await setupPlan(setting, '10000')).standing).toBe('done');
  const types = [...site.configured.types.values()].map((one) => one.name);
  expect(types).toEqual(['Change request']);
  await takeTurn(setting.desk);
  expect((await setupUndo(setting, '10000')).standing).toBe('running');
  expect(site.configured.types.size).toBe(1);
  later(31_000);
  expect((await setupUndo(setting, '10000')).undo).toEqual([]);
});

test('an undo that comes near Forge’s limit stops, and the next goes on', async () => {
  const world = begin();
  const { site, later, setting } = world;
  const empty = standing(world);
  await setupApply(setting, '10000');
  const { answer } = site;
  site.answer = (meta, path, init) => {
    later(600);
    return answer(meta, path, init);
  };
  const left: number[] = [];
  while (left.at(-1) !== 0 && left.length < 9) {
    const { standing: how, undo } = await setupUndo(setting, '10000');
    expect(how).toBe('to-do');
    left.push(undo.length);
  }
  expect(left.length).toBeGreaterThan(1);
  expect(standing(world)).toEqual(empty);
  expect(await siteOf(setting.desk, '10000')).toBeUndefined();
});

test('a plan asks Jira for each list once', async () => {
  const { site, setting } = begin();
  await setupApply(setting, '10000');
  site.spoken.length = 0;
  await setupPlan(setting, '10000');
  const once = site.spoken.filter((one) => !one.includes('/context'));
  expect(once).toEqual([...new Set(once)]);
  expect(site.spoken.length).toBeLessThan(30);
});

test('somebody who does not administer Jira changes nothing', async () => {
  const world = begin();
  const empty = standing(world);
  world.site.person('ada').administers.clear();
  expect((await setupApply(world.setting, '10000')).standing).toBe('failed');
  expect(standing(world)).toEqual(empty);
});

test.each(['en', 'zh-CN'] as const)(
  'a team-managed project is told by name what to add by hand, and is recorded from when it is there (%s)',
  async (locale) => {
    const { site, setting } = begin(locale);
    const first = await setupPlan(setting, '10001');
    expect([first.standing, stepOf(first, 'affects')?.standing]).toEqual(['to-do', 'missing']);
    const plan = await setupApply(setting, '10001');
    expect(plan.standing).toBe('by-hand');
    const byHand = plan.steps.filter((one) => one.standing === 'by-hand');
    expect(byHand.length).toBe(1 + FIELDS.length + STAGES.length);
    for (const { label } of FIELDS) expect(byHand.some((one) => one.text.includes(`“${label[locale]}”`))).toBe(true);
    expect(stepOf(plan, 'field:cause')?.detail).toContain(' · ');
    expect(new Set(written(site))).toEqual(
      new Set([
        'POST /rest/api/3/issueLinkType',
        'PUT /rest/api/3/project/10001/properties/countersign',
        'POST /rest/api/3/forge/panel/action/bulk/async',
      ]),
    );
    addByHand(site, locale);
    expect(await siteOf(setting.desk, '10001')).toBeUndefined();
    const done = await setupPlan(setting, '10001');
    expect(done.standing).toBe('done');
    expect(await siteOf(setting.desk, '10001')).toMatchObject({
      changeType: '71',
      fields: { cause: expect.stringContaining('customfield') },
    });
    // The site's other projects know nothing of it.
    expect(await siteOf(setting.desk, '10000')).toBeUndefined();
    expect((await setupUndo(setting, '10001')).undo).toEqual([]);
    expect(await siteOf(setting.desk, '10001')).toBeUndefined();
  },
);

test('an undo is not undone by its own look at a team-managed project, nor by a look while it runs; a later look finds the project again', async () => {
  const { site, setting } = begin();
  for (const [at, link] of LINKS.entries()) {
    const { name, outward, inward } = setupWords('en').links[link];
    site.configured.links.set(`${7 + at}`, { name, outward, inward });
  }
  addByHand(site, 'en');
  expect((await setupApply(setting, '10001')).standing).toBe('done');
  expect(await siteOf(setting.desk, '10001')).toBeDefined();
  await setupUndo(setting, '10001');
  expect(await siteOf(setting.desk, '10001')).toBeUndefined();
  const end = await takeTurn(setting.desk);
  expect((await setupPlan(setting, '10001')).standing).toBe('running');
  expect((await setupUndo(setting, '10001')).standing).toBe('running');
  expect(await siteOf(setting.desk, '10001')).toBeUndefined();
  await end?.();
  // Only the panel has to be pinned again.
  expect((await setupPlan(setting, '10001')).standing).toBe('to-do');
  expect(await siteOf(setting.desk, '10001')).toMatchObject({ changeType: '71', affects: '7', retires: '9' });
});

test('each piece stands in the group of what it is, and only what another project got counts as another’s', async () => {
  const { setting } = begin();
  const plan = await setupPlan(setting, '10000');
  const groupOf = new Map(plan.steps.map((one) => [one.id, one.group]));
  for (const link of ['affects', 'introduces', 'retires']) expect([link, groupOf.get(link)]).toEqual([link, 'type']);
  expect(groupOf.get('known')).toBe('record');
  expect(plan.steps.filter((one) => one.group === 'other')).toEqual([]);
  const done = await setupApply(setting, '10000');
  expect(done.undo.filter((one) => one.group === 'other')).toEqual([]);
  const seen = await setupPlan(setting, '10001');
  expect(seen.undo.filter((one) => one.group === 'type')).toHaveLength(5);
  expect(seen.undo.filter((one) => one.group === 'other').length).toBeGreaterThan(0);
});
