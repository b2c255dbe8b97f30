/** Shows that a failure of any call, during set-up or its undo, leaves nothing that the next run does not set right. */
import { Transient } from '@countersign/core/failure.ts';
import { expect, test } from 'vitest';
import { begin, standing, stepOf, type World, written } from '../../../test/instruments/jira-setup.ts';
import { addProject } from '../../../test/standins/jira/configured.ts';
import { siteOf } from '../facts/site.ts';
import type { SetupData } from '../port/data.ts';
import { setupApply, setupPlan } from './setup.ts';
import { setupUndo } from './undo.ts';

/** How one call fails: Jira says no, Jira asks to wait, what was done is never answered, or is answered as nobody knows it. */
const FAULTS = ['refused', 'away', 'lost', 'unread'] as const;

async function struck(point: number, fault: (typeof FAULTS)[number], world: World, run: () => Promise<SetupData>) {
  const { site } = world;
  const { answer } = site;
  let count = 0;
  site.answer = async (meta, path, init) => {
    count += 1;
    if (count !== point) return answer(meta, path, init);
    if (fault === 'lost' || fault === 'unread') await answer(meta, path, init);
    if (fault === 'unread') return Response.json({ items: [{ name: 'struck' }] });
    const status = { refused: 403, away: 429, lost: 503 }[fault];
    return Response.json({ errorMessages: ['struck'], errors: {} }, { status, headers: { 'retry-after': '1' } });
  };
  const told = await run().catch((error: unknown) => expect(error).toBeInstanceOf(Transient));
  site.answer = answer;
  return { reached: count >= point, told };
}

const SCHEMES = ['its own', 'Jira’s default'] as const;

test.each(FAULTS.flatMap((fault) => SCHEMES.map((scheme) => [fault, scheme] as const)))(
  'whichever call fails (%s, %s workflow scheme), the next run ends as an undisturbed one, and undo takes all of it away',
  async (fault, scheme) => {
    const start = (): World => {
      const world = begin('en', false);
      if (scheme !== 'its own') world.site.configured.workflowSchemes.clear();
      return world;
    };
    const calm = start();
    const empty = standing(calm);
    await setupApply(calm.setting, '10000');
    const whole = standing(calm);
    for (let point = 1; ; point += 1) {
      const world = start();
      const { setting } = world;
      const { reached } = await struck(point, fault, world, () => setupApply(setting, '10000'));
      if (!reached) break;
      expect((await setupApply(setting, '10000')).standing).toBe('done');
      expect(standing(world)).toEqual(whole);
      const left = await setupUndo(setting, '10000');
      expect([left.undo, standing(world)]).toEqual([[], empty]);
    }
  },
  600_000,
);

test.each(FAULTS)(
  'whichever call fails (%s), an undo at once takes away all that was made, looking at another project',
  async (fault) => {
    for (let point = 1; ; point += 1) {
      const world = begin('en', false);
      const { setting, site } = world;
      addProject(site.configured, '10002', 'SHOP', 'Shop');
      const empty = standing(world);
      const { reached } = await struck(point, fault, world, () => setupApply(setting, '10000'));
      if (!reached) break;
      const left = await setupUndo(setting, '10002');
      expect([left.undo, standing(world)]).toEqual([[], empty]);
    }
  },
  600_000,
);

test.each(FAULTS)(
  'whichever call of an undo fails (%s), the next undo ends it',
  async (fault) => {
    const empty = standing(begin('en', false));
    for (let point = 1; ; point += 1) {
      const world = begin('en', false);
      const { setting } = world;
      await setupApply(setting, '10000');
      const { reached } = await struck(point, fault, world, () => setupUndo(setting, '10000'));
      if (!reached) break;
      expect((await setupUndo(setting, '10000')).undo).toEqual([]);
      expect(standing(world)).toEqual(empty);
      expect(await siteOf(setting.desk, '10000')).toBeUndefined();
    }
  },
  600_000,
);

/** How many calls an undisturbed run makes, and how many of them after the last piece was made. */
async function callsOf(setting: World['setting'], site: World['site']) {
  site.spoken.length = 0;
  await setupApply(setting, '10000');
  const all = site.spoken.length;
  return { all, atTheEnd: all - 1 - site.spoken.lastIndexOf(written(site).at(-1) ?? '') };
}

test.each(FAULTS)(
  'whichever call fails (%s) once all is made, it is not called done before the record knows of it, and the next run sees to that',
  async (fault) => {
    const calm = begin('en', false);
    const { all, atTheEnd } = await callsOf(calm.setting, calm.site);
    const known = await siteOf(calm.setting.desk, '10000');
    expect(atTheEnd).toBeGreaterThan(6);
    for (let point = all - atTheEnd + 1; point <= all; point += 1) {
      const world = begin('en', false);
      const { setting } = world;
      await struck(point, fault, world, () => setupApply(setting, '10000'));
      const plan = await setupPlan(setting, '10000');
      const isKnown = (await siteOf(setting.desk, '10000')) !== undefined;
      expect([plan.standing, stepOf(plan, 'known')?.standing]).toEqual(
        isKnown ? ['done', 'there'] : ['to-do', 'missing'],
      );
      expect(isKnown).toBe(fault === 'refused' || fault === 'unread');
      expect((await setupApply(setting, '10000')).standing).toBe('done');
      expect(await siteOf(setting.desk, '10000')).toEqual(known);
    }
  },
  600_000,
);

test('a run that made all when time was short leaves it to the next to have it known', async () => {
  const { site, setting, later } = begin();
  const { answer } = site;
  site.answer = (meta, path, init) => {
    if (path.endsWith('/workflowscheme/update')) later(15_000);
    return answer(meta, path, init);
  };
  const first = await setupApply(setting, '10000');
  expect(site.spoken.at(-1)).toMatch(/workflowscheme\/update$/);
  expect(first.standing).toBe('to-do');
  expect(first.steps.filter((one) => one.standing === 'missing').map((one) => one.id)).toEqual(['known']);
  expect((await setupApply(setting, '10000')).standing).toBe('done');
  expect(await siteOf(setting.desk, '10000')).toBeDefined();
});
