/** Shows that set-up says what it will do, makes it once, goes on after any failure, and takes back only what it made. */

import { STAGES } from '@countersign/core/change/stage.ts';
import { Transient } from '@countersign/core/failure.ts';
import { FIELDS } from '@countersign/core/view/field.ts';
import { enterForge } from '@countersign/sandbox/forge/runtime.ts';
import { forgeStorage } from '@countersign/sandbox/forge/storage.ts';
import { jiraSite } from '@countersign/sandbox/jira/site.ts';
import { afterEach, expect, test } from 'vitest';
import { checked } from '../../../test/instruments/forge.ts';
import { manifestEntities } from '../../../test/instruments/manifest.ts';
import { userClient } from '../client.ts';
import { openDesk, siteOf } from '../desk.ts';
import { setupApply, setupPlan, setupUndo } from './setup.ts';

let leave = (): void => {};
const violations: string[] = [];
afterEach(() => {
  leave();
  expect(violations.splice(0)).toEqual([]);
});

function begin(locale: 'en' | 'zh-CN' = 'en') {
  const site = jiraSite(STAGES);
  site.person('ada').administers.add('site');
  site.configured.projects.set('10000', { key: 'SHIP', name: 'Ships', style: 'classic' });
  site.configured.projects.set('10001', { key: 'TEAM', name: 'Team', style: 'next-gen' });
  leave = enterForge({
    storage: forgeStorage(manifestEntities()),
    pushed: [],
    jira: checked(site, violations),
    accountId: 'ada',
  });
  return { site, setting: { desk: openDesk('jira:cloud'), asUser: userClient(), locale } };
}

test.each(['en', 'zh-CN'] as const)(
  'an empty site is planned first, then made, and a second run makes nothing (%s)',
  async (locale) => {
    const { site, setting } = begin(locale);
    const plan = await setupPlan(setting, '10000');
    expect(plan.standing).toBe('to-do');
    expect(site.spoken.filter((one) => !one.startsWith('GET'))).toEqual([]);
    const done = await setupApply(setting, '10000');
    expect(done.standing).toBe('done');
    expect(site.configured.fields.size).toBe(FIELDS.length);
    expect(site.configured.statuses.size).toBe(STAGES.length);
    const known = await siteOf(setting.desk);
    expect(Object.values(known?.statuses ?? {}).every(Boolean)).toBe(true);
    expect(Object.values(known?.fields ?? {}).every((id) => site.configured.fields.has(id))).toBe(true);
    const before = site.spoken.length;
    await setupApply(setting, '10000');
    expect(site.spoken.slice(before).filter((one) => !one.startsWith('GET'))).toEqual([]);
  },
);

test('what was there is adopted and never taken away; what was made is, last first', async () => {
  const { site, setting } = begin();
  site.configured.links.set('7', { name: 'Affects', inward: 'is affected by', outward: 'affects' });
  const plan = await setupPlan(setting, '10000');
  expect(plan.steps.find((one) => one.id === 'affects')?.standing).toBe('there');
  const done = await setupApply(setting, '10000');
  expect(done.undo.some((text) => text.includes('Link type'))).toBe(false);
  await setupUndo(setting, '10000');
  expect(site.configured.links.size).toBe(1);
  expect([site.configured.types.size, site.configured.fields.size, site.configured.statuses.size]).toEqual([0, 0, 0]);
  expect(await siteOf(setting.desk)).toBeUndefined();
});

test('a failure of any call leaves what was made, says which step failed, and the next run ends as an undisturbed one', async () => {
  const whole = begin();
  await setupApply(whole.setting, '10000');
  const calls = whole.site.spoken.length;
  const wanted = [
    whole.site.configured.types.size,
    whole.site.configured.fields.size,
    whole.site.configured.statuses.size,
  ];
  leave();
  for (let point = 0; point < calls; point += 7) {
    for (const status of [403, 503]) {
      const { site, setting } = begin();
      let count = 0;
      const { answer } = site;
      site.answer = async (meta, path, init) => {
        count += 1;
        return count === point + 1
          ? Response.json({ errorMessages: ['no'], errors: {} }, { status })
          : answer(meta, path, init);
      };
      leave();
      leave = enterForge({
        storage: forgeStorage(manifestEntities()),
        pushed: [],
        jira: site.answer,
        accountId: 'ada',
      });
      await setupApply(setting, '10000').catch((error: unknown) => expect(error).toBeInstanceOf(Transient));
      const again = await setupApply(setting, '10000');
      expect(again.standing).toBe('done');
      expect([site.configured.types.size, site.configured.fields.size, site.configured.statuses.size]).toEqual(wanted);
      leave();
    }
  }
});

test('a team-managed project is told what to add by hand, and that gates cannot hold there', async () => {
  const { setting } = begin();
  const plan = await setupPlan(setting, '10001');
  const byHand = plan.steps.filter((one) => one.standing === 'by-hand').map((one) => one.text);
  expect(byHand.join(' ')).toMatch(/lets no app stop a transition/);
});
