/** Shows what the handlers leave to Forge's queues: work of one request one after another, and nothing lost when a queue takes nothing. */
import { STAGES } from '@countersign/core/change/stage.ts';
import { policyTemplate } from '@countersign/core/policy/template.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { manifestEntities } from '../../test/instruments/manifest.ts';
import { person } from '../../test/instruments/scenario.ts';
import { enterForge, type ForgeWorld } from '../../test/standins/forge/runtime.ts';
import { forgeStorage } from '../../test/standins/forge/storage.ts';
import { jiraSite } from '../../test/standins/jira/site.ts';
import { openDesk } from './desk.ts';
import { events, jobs, moved, sweep, trigger } from './handlers.ts';
import { projectPolicies } from './record/policies.ts';
import { resolver } from './resolver.ts';
import { rememberSite } from './setup/site.ts';

const CONTEXT = { installContext: 'ari:cloud:jira::site/cloud' };
const TENANT = 'jira:cloud';

let leave = (): void => {};
afterEach(() => {
  vi.useRealTimers();
  leave();
});

async function begin() {
  const site = jiraSite(STAGES);
  for (const name of ['mei', 'theo', 'carla']) site.person(name);
  const unpushed: number[] = [];
  const pushed: ForgeWorld['pushed'] = [];
  const storage = forgeStorage(manifestEntities());
  leave = enterForge({ storage, pushed, unpushed, jira: site.answer });
  const desk = openDesk(TENANT);
  const fetchedAt = new Date().toISOString();
  const data = {
    changeType: '1',
    fields: {},
    statuses: Object.fromEntries(site.statuses),
    locale: 'en' as const,
    address: '',
  };
  await rememberSite(desk, data);
  const policy = policyTemplate('standard', 'en', { lead: 'mei', expert: 'theo', customer: 'carla' });
  await projectPolicies(desk, '10000').put(policy, person('mei'), fetchedAt);
  const heard: unknown[] = [];
  site.heard.add((event) => heard.push(event));
  const create = (summary: string) => site.create('carla', { project: '10000', issuetype: '1', summary });
  return { site, desk, storage, pushed, unpushed, heard, create };
}

test('events and jobs of one request are run one after another, and those of two are not held up by each other', async () => {
  const { pushed, heard, create } = await begin();
  const issues = [create('PDF'), create('CSV')];
  for (const event of heard) await trigger(event as never, CONTEXT);
  const queued = pushed.splice(0);
  expect(queued.map(({ queue, key }) => [queue, key])).toEqual(issues.map(({ id }) => ['events', `issue-${id}`]));
  for (const { body } of queued) await events({ body } as never);
  expect(pushed.map(({ queue, key }) => [queue, key])).toEqual(issues.map(({ id }) => ['jobs', `jobs-${id}`]));
});

test('jobs that the queue did not take wait beside their append, and are gone when they are done', async () => {
  const { site, desk, pushed, unpushed, heard, create } = await begin();
  const issue = create('PDF');
  await trigger(heard[0] as never, CONTEXT);
  unpushed.push(429);
  await events(pushed.splice(0)[0] as never);
  expect(pushed).toEqual([]);
  expect(await desk.ledger.read({ tenant: TENANT, project: '10000', stream: issue.id })).not.toEqual([]);
  const later = new Date(Date.now() + 3_600_000).toISOString();
  const [box] = await desk.jobs.waiting(later);
  // The sweep leaves alone what may still be at its queue.
  await sweep({}, CONTEXT);
  expect(await desk.jobs.waiting(later)).toEqual([box]);
  expect(pushed).toEqual([]);
  await jobs({ body: { tenant: TENANT, box: box?.name ?? '' } });
  expect(await desk.jobs.waiting(later)).toEqual([]);
  expect(site.spoken).toContainEqual(expect.stringMatching(/^PUT .*properties\/countersign/));
});

test('what a queue lost waits in it again, in the turn of its request, and what fails for days is given up and holds nothing up', async () => {
  const { site, pushed, unpushed, heard, create, desk } = await begin();
  const issues = [create('PDF'), create('CSV')];
  for (const event of heard) await trigger(event as never, CONTEXT);
  unpushed.push(429, 429);
  for (const { body } of pushed.splice(0)) await events({ body } as never);
  expect(pushed).toEqual([]);
  const stuck = new RegExp(`^PUT .*${issues[0]?.id}/properties`);
  const begun = Date.now();
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.useFakeTimers({ toFake: ['Date'] });
  const tried: (string | undefined)[] = [];
  for (let hour = 1; hour <= 120; hour += 1) {
    vi.setSystemTime(begun + hour * 3_600_000);
    await sweep({}, CONTEXT);
    for (const { queue, key, body } of pushed.splice(0)) {
      expect(queue).toBe('jobs');
      tried.push(key);
      site.faults.splice(0, Number.POSITIVE_INFINITY, { status: 503, on: stuck });
      await jobs({ body } as never);
    }
  }
  const logged = said.mock.calls.map(([line]) => String(line));
  said.mockRestore();
  expect(tried.slice(0, 2).sort()).toEqual(issues.map(({ id }) => `jobs-${id}`));
  expect(tried.slice(2)).toEqual(Array.from({ length: 9 }, () => `jobs-${issues[0]?.id}`));
  expect(issues.map(({ properties }) => properties.has('countersign'))).toEqual([false, true]);
  expect(logged).toEqual([expect.stringMatching(`^${issues[0]?.id}: given up after 10 tries: show`)]);
  expect(await desk.jobs.waiting(new Date(begun + 365 * 86_400_000).toISOString())).toEqual([]);
});

test('what no queue takes now is asked for again: Forge heeds what an event’s function answers, not what it throws', async () => {
  const { pushed, unpushed, heard, create } = await begin();
  const issue = create('PDF');
  const comment = { id: '9', author: { accountId: 'carla' }, body: '/reject the contract is not signed' };
  const commented = { eventType: 'avi:jira:commented:issue', issue: { id: issue.id, key: issue.key }, comment };
  const move = { issue: { id: issue.id, key: issue.key }, transition: { to: { id: '3' } } };
  for (const tell of [
    () => trigger(heard[0] as never, CONTEXT),
    () => trigger(commented as never, CONTEXT),
    () => moved(move, CONTEXT),
  ]) {
    unpushed.push(429);
    expect(await tell()).toMatchObject({ _retry: true, retryOptions: { retryAfter: 60 } });
    expect(pushed).toEqual([]);
    expect(await tell()).toBeUndefined();
    expect(pushed.splice(0)).toMatchObject([{ queue: 'events', key: `issue-${issue.id}` }]);
  }
});

test('of two administrators who save the policy at once the later one is shown what stands now', async () => {
  const { site, desk, storage } = await begin();
  site.person('mei').administers.add('10000');
  leave();
  leave = enterForge({ storage, pushed: [], jira: site.answer, accountId: 'mei' });
  const saved = projectPolicies(desk, '10000');
  const text = (lead: string) => policyTemplate('standard', 'en', { lead, expert: 'theo', customer: 'carla' });
  const save = async (source: string) => {
    const expected = (await saved.saved())[0]?.version ?? '';
    const call = { functionKey: 'saveSettings', payload: { expected, change: { source } } };
    const context = { extension: { project: { id: '10000', key: 'SHIP' } }, locale: 'en' };
    return resolver({ call, context } as never, { ...CONTEXT, principal: { accountId: 'mei' } } as never);
  };
  storage.before = async (path) => {
    if (path !== '/api/v1/transaction') return;
    storage.before = undefined;
    await saved.put(text('ada'), person('theo'), new Date(Date.now() + 1).toISOString());
  };
  expect(await save(text('eve'))).toMatchObject({ kind: 'changed' });
  expect((await saved.saved()).map(({ by }) => by)).toEqual([person('theo').id, person('mei').id]);
  expect(await save(`${text('eve')}\n# ${'變'.repeat(80_000)}\n`)).toMatchObject({ kind: 'invalid' });
  expect(await save(text('eve'))).toMatchObject({ kind: 'saved' });
});

test.each([
  ['7', 7],
  ['4000', 900],
  [undefined, 5],
])('where Jira asks to wait %s seconds, the event and its work come again after %i', async (asked, waited) => {
  const { site, pushed, heard, create } = await begin();
  create('PDF');
  await trigger(heard[0] as never, CONTEXT);
  const [event] = pushed.splice(0);
  const busy = () => site.faults.push({ status: 429, ...(asked ? { headers: { 'retry-after': asked } } : {}) });
  busy();
  const again = { _retry: true, retryOptions: { retryAfter: waited } };
  expect(await events(event as never)).toMatchObject(again);
  expect(pushed).toEqual([]);
  await events(event as never);
  const [job] = pushed.splice(0);
  busy();
  expect(await jobs(job as never)).toMatchObject(again);
  expect(await jobs(job as never)).toBeUndefined();
});
