/** Shows that lists tell days as the project's own clock has them. */
import { STAGES } from '@countersign/core/change/stage.ts';
import { policyTemplate } from '@countersign/core/policy/template.ts';
import { afterEach, expect, test } from 'vitest';
import { manifestEntities } from '../../../test/instruments/manifest.ts';
import { opened, person } from '../../../test/instruments/scenario.ts';
import { enterForge } from '../../../test/standins/forge/runtime.ts';
import { forgeStorage } from '../../../test/standins/forge/storage.ts';
import { jiraSite } from '../../../test/standins/jira/site.ts';
import { story } from '../../../test/tools/preview/story.ts';
import { act } from '../act.ts';
import { gadgetData } from '../answer/list.ts';
import { waitingAs, waitsOf } from '../answer/waiting.ts';
import { userClient } from '../client.ts';
import { openDesk } from '../desk.ts';
import { streamOf } from '../place.ts';
import { projectPolicies } from '../record/policies.ts';
import { register } from './listing.ts';

let leave = (): void => {};
afterEach(() => leave());

test('the register’s days are those of the zone of the project’s policy', async () => {
  const site = jiraSite(STAGES);
  leave = enterForge({ storage: forgeStorage(manifestEntities()), pushed: [], jira: site.answer, accountId: 'mei' });
  site.person('mei');
  // In Shanghai the next day has begun.
  const desk = openDesk('jira:cloud', { now: () => Date.UTC(2026, 10, 2, 20) });
  const place = { tenant: desk.tenant, project: '10000' };
  const issue = site.create('mei', { project: '10000', issuetype: '1', summary: 'PDF' });
  await act(desk, { ref: streamOf(place, issue.id), actor: person('mei'), command: opened(), cause: 'opened' });
  const asker = {
    desk,
    asUser: userClient(),
    accountId: 'mei',
    locale: 'en',
    project: { id: '10000', key: 'SHIP' },
  } as const;
  const updated = async () => (await register(asker, { offset: 0 })).rows.map((row) => row.updated);
  expect(await updated()).toEqual(['Mon 2 Nov']);
  const names = { lead: 'mei', expert: 'theo', customer: 'carla' };
  await projectPolicies(desk, place.project).put(
    policyTemplate('standard', 'zh-CN', names),
    person('mei'),
    '2026-11-02T20:00:00.000Z',
  );
  expect(await updated()).toEqual(['Tue 3 Nov']);
  // An owner stands in the CSV by the name that Jira tells of the account.
  const owned: typeof desk.register.list = async (...asked) => {
    const page = await desk.register.list(...asked);
    return { ...page, rows: page.rows.map((row) => ({ ...row, owner: 'jira:mei' })) };
  };
  const csvOf = { ...asker, desk: { ...desk, register: { ...desk.register, list: owned } } };
  expect((await register(csvOf, { offset: 0, csv: true })).csv?.split('\n')[1]).toMatch(/^SHIP-1,.*,Draft,.*,Mei,/);
});

test('the gadget’s days are those of each request’s own project', () => {
  const { state, situation } = story('voided', 'en');
  const due = (timeZone: string) => {
    const here = situation('mei');
    const request = {
      state: { ...state(), reviewDue: '2026-11-30T20:00:00.000Z' },
      situation: { ...here, policy: { ...here.policy, timeZone } },
    };
    const waits = waitsOf(request.state, request.situation);
    const waiting = waitingAs(waits, 'mei', 'en', request.situation.now);
    return gadgetData({}, waiting ? [waiting] : [], 'en').waiting.map((one) => one.due?.day);
  };
  expect(due('UTC')).toEqual(['Mon 30 Nov']);
  expect(due('Asia/Shanghai')).toEqual(['Tue 1 Dec']);
});
