/** Shows that a failure of any call, during set-up or its undo, leaves nothing that the next run does not set right. */
import { Transient } from '@countersign/core/failure.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draws } from '../../../test/instruments/draws.ts';
import { begin, found, saved, standing, stepOf, type World, written } from '../../../test/instruments/jira-setup.ts';
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

/**
 * Which calls fail, counted from one: of each kind the first, the last, and some that are drawn of those between, which differ by nothing
 * but what they name.
 */
function points(calls: readonly string[]): readonly number[] {
  const kinds = new Map<string, number[]>();
  for (const [at, call] of calls.entries()) {
    const kind = call.replaceAll(/(?<=\/)(?:customfield_)?\d+(?=\/|$)/g, '*');
    kinds.set(kind, [...(kinds.get(kind) ?? []), at + 1]);
  }
  const chosen = [...kinds.values()].flatMap((all) => {
    const between = all.slice(1, -1);
    const [drawn = []] = fc.sample(fc.shuffledSubarray(between, { minLength: between.length }), 1);
    return [...all.slice(0, 1), ...drawn.slice(0, draws(1)), ...all.slice(1).slice(-1)];
  });
  return chosen.sort((a, b) => a - b);
}

const SCHEMES = ['its own', 'Jira’s default'] as const;

/** A site as it stands before set-up, with another project beside. */
function start(scheme: (typeof SCHEMES)[number]): World {
  const world = begin('en', false);
  const { configured } = world.site;
  addProject(configured, '10002', 'SHOP', 'Shop');
  if (scheme !== 'its own') configured.workflowSchemes.delete('210000');
  return world;
}

/** What has begun from the same is gone through once: many a failure leaves the same behind. */
function eachOnce() {
  const seen = new Set<string>();
  return async (world: World, run: () => Promise<void>): Promise<void> => {
    const from = await found(world);
    if (seen.has(from)) return;
    await run();
    seen.add(from);
  };
}

/** For all kinds of failures together. */
const onwards = new Map(
  SCHEMES.map((scheme) => [scheme, { again: eachOnce(), undone: eachOnce(), after: eachOnce() }]),
);

test.each(FAULTS.flatMap((fault) => SCHEMES.map((scheme) => [fault, scheme] as const)))(
  'whichever call fails (%s, %s workflow scheme), the next run ends as an undisturbed one, and an undo, then or at once and looking at another project, takes all of it away',
  async (fault, scheme) => {
    const once = onwards.get(scheme) ?? expect.fail();
    const world = start(scheme);
    const { setting } = world;
    const empty = standing(world);
    const fresh = saved(world);
    world.site.spoken.length = 0;
    await setupApply(setting, '10000');
    const calls = [...world.site.spoken];
    const whole = standing(world);
    const undone = async (project: string): Promise<void> => {
      const left = await setupUndo(setting, project);
      expect([left.undo, standing(world)]).toEqual([[], empty]);
    };
    for (const point of points(calls)) {
      fresh();
      const { reached } = await struck(point, fault, world, () => setupApply(setting, '10000'));
      expect(reached).toBe(true);
      const failed = saved(world);
      await once.undone(world, () => undone('10002'));
      failed();
      await once.again(world, async () => {
        expect((await setupApply(setting, '10000')).standing).toBe('done');
        expect(standing(world)).toEqual(whole);
        await once.after(world, () => undone('10000'));
      });
    }
  },
);

const onwardsFromUndo = eachOnce();

test.each(FAULTS)('whichever call of an undo fails (%s), the next undo ends it', async (fault) => {
  const world = begin('en', false);
  const { setting } = world;
  const empty = standing(world);
  await setupApply(setting, '10000');
  const whole = saved(world);
  world.site.spoken.length = 0;
  await setupUndo(setting, '10000');
  for (const point of points([...world.site.spoken])) {
    whole();
    const { reached } = await struck(point, fault, world, () => setupUndo(setting, '10000'));
    expect(reached).toBe(true);
    await onwardsFromUndo(world, async () => {
      expect((await setupUndo(setting, '10000')).undo).toEqual([]);
      expect(standing(world)).toEqual(empty);
      expect(await siteOf(setting.desk, '10000')).toBeUndefined();
    });
  }
});

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
