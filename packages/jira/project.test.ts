/** Shows that what Jira shows is written from the record, once, whatever call is lost on the way, and written anew only where it differs. */
import type { Command } from '@countersign/core/change/command.ts';
import { load } from '@countersign/core/change/decider.ts';
import { STAGES } from '@countersign/core/change/stage.ts';
import { Transient } from '@countersign/core/failure.ts';
import { policyTemplate } from '@countersign/core/policy/template.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { checked } from '../../test/instruments/forge.ts';
import { manifestEntities } from '../../test/instruments/manifest.ts';
import { opened, person } from '../../test/instruments/scenario.ts';
import { enterForge } from '../../test/standins/forge/runtime.ts';
import { forgeStorage } from '../../test/standins/forge/storage.ts';
import { jiraSite } from '../../test/standins/jira/site.ts';
import { act } from './act.ts';
import { openDesk } from './desk.ts';
import { streamOf } from './place.ts';
import { behindOf } from './project/behind.ts';
import { follow, runBox } from './queue/follow.ts';
import { jobOf } from './queue/job.ts';
import { projectPolicies } from './record/policies.ts';
import { rememberSite } from './setup/site.ts';

const PLACE = { tenant: 'jira:cloud', project: '10000' };

let leave = (): void => {};
const violations: string[] = [];
afterEach(() => {
  leave();
  expect(violations.splice(0)).toEqual([]);
});

async function begin() {
  const site = jiraSite(STAGES);
  for (const name of ['mei', 'theo', 'carla']) site.person(name);
  const answer = checked(site, violations);
  /** So many answers are lost, after Jira did what it was asked. */
  const lost = { next: 0 };
  leave = enterForge({
    storage: forgeStorage(manifestEntities()),
    pushed: [],
    jira: async (meta, path, init) => {
      const given = await answer(meta, path, init);
      if (init.method === 'GET' || lost.next === 0) return given;
      lost.next -= 1;
      return Response.json({}, { status: 503 });
    },
  });
  const desk = openDesk(PLACE.tenant);
  const fetchedAt = new Date().toISOString();
  const statuses = Object.fromEntries(site.statuses);
  const data = { changeType: '1', fields: {}, statuses, locale: 'en' as const, address: site.address };
  await rememberSite(desk, data);
  const policy = policyTemplate('standard', 'en', { lead: 'mei', expert: 'theo', customer: 'carla' });
  await projectPolicies(desk, PLACE.project).put(policy, person('mei'), fetchedAt);
  const issue = site.create('carla', { project: PLACE.project, issuetype: '1', summary: 'PDF' });
  const ref = streamOf(PLACE, issue.id);
  await act(desk, { ref, actor: person('carla'), command: opened(), cause: 'opened' });
  site.spoken.length = 0;
  const writes = () => site.spoken.filter((one) => !one.startsWith('GET'));
  return { site, issue, ref, desk, lost, writes, show: () => follow(desk, { kind: 'show', ref }) };
}

test('shown twice is written once, and only what differs is written again', async () => {
  const { issue, show, writes, desk, ref } = await begin();
  await show();
  await show();
  expect(writes()).toEqual([`PUT /rest/api/3/issue/${issue.id}/properties/countersign`]);
  expect(issue.properties.get('countersign')).toMatchObject({ stage: 'draft' });
  await act(desk, { ref, actor: person('carla'), command: { type: 'withdraw', reason: 'no need' }, cause: 'w' });
  await show();
  expect(writes().slice(1)).toEqual([
    `PUT /rest/api/3/issue/${issue.id}/properties/countersign`,
    `POST /rest/api/3/issue/${issue.id}/transitions`,
  ]);
  expect((issue.fields.status as { name: string }).name).toBe('withdrawn');
});

test('a property whose answer was lost is written again, and a status that was moved on is left', async () => {
  const { issue, show, lost, desk, ref } = await begin();
  await act(desk, { ref, actor: person('carla'), command: { type: 'withdraw', reason: 'no need' }, cause: 'w' });
  lost.next = 2;
  await expect(show()).rejects.toThrow(Transient);
  await expect(show()).rejects.toThrow(Transient);
  await show();
  expect(issue.properties.get('countersign')).toMatchObject({
    stage: 'withdrawn',
    version: (await load(desk.ledger, ref))?.version,
  });
  expect((issue.fields.status as { name: string }).name).toBe('withdrawn');
});

test('a status that Jira would not move to is noted with what Jira said, until it fits again', async () => {
  const { site, show, desk, ref } = await begin();
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await act(desk, { ref, actor: person('carla'), command: { type: 'withdraw', reason: 'no need' }, cause: 'w' });
  site.faults.push({ status: 400, on: /POST .*transitions/ });
  await show();
  said.mockRestore();
  expect(await behindOf(desk, ref)).toEqual({ message: 'asked for by a test' });
  await show();
  expect(await behindOf(desk, ref)).toBeUndefined();
});

test('an answer stands once under its cause, also when Jira’s word on it was lost', async () => {
  const { issue, desk, ref, lost } = await begin();
  const answer = (cause: string) => follow(desk, { kind: 'answer', ref, text: 'No.\nBecause.', cause });
  await answer('one');
  await answer('one');
  expect(issue.comments).toHaveLength(1);
  lost.next = 1;
  await expect(answer('two')).rejects.toThrow(Transient);
  await answer('two');
  await answer('two');
  expect(issue.comments).toHaveLength(2);
});

test('an answer that Jira never took is written when it is tried again', async () => {
  const { site, issue, desk, ref } = await begin();
  site.faults.push({ status: 503, on: /POST .*comment/ }, { status: 503, on: /GET .*comment/ });
  const answer = () => follow(desk, { kind: 'answer', ref, text: 'No.', cause: 'one' });
  await expect(answer()).rejects.toThrow(Transient);
  await expect(answer()).rejects.toThrow(Transient);
  await answer();
  expect(issue.comments).toHaveLength(1);
});

test('an answer is written though what stands before it cannot be shown, and both are tried again', async () => {
  const { site, issue, desk, ref } = await begin();
  const jobs = [jobOf({ kind: 'show', ref }), jobOf({ kind: 'answer', ref, text: 'No.', cause: 'one' })];
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  for (const { name } of await desk.jobs.waiting(tomorrow)) await desk.jobs.done(name);
  await desk.ledger.store({ tenant: ref.tenant, jobs, cause: 'both' });
  const box = (await desk.jobs.waiting(tomorrow))[0]?.name ?? '';
  site.faults.push({ status: 503, on: /^PUT .*properties/ });
  await expect(runBox(desk, box)).rejects.toThrow(Transient);
  expect(issue.comments).toHaveLength(1);
  await runBox(desk, box);
  expect(issue.comments).toHaveLength(1);
  expect(issue.properties.get('countersign')).toMatchObject({ stage: 'draft' });
  expect(await desk.jobs.waiting(tomorrow)).toEqual([]);
});

test('a long answer is cut between two characters, and says so', async () => {
  const { issue, desk, ref } = await begin();
  const said = async (text: string, cause: string) => {
    await follow(desk, { kind: 'answer', ref, text, cause });
    const body = issue.comments.at(-1)?.body as { content: { content: { text: string }[] }[] };
    return body.content[0]?.content[0]?.text ?? '';
  };
  for (const [at, text] of ['x'.repeat(40_000), `x${'😀'.repeat(20_000)}`].entries()) {
    const shown = await said(text, `long ${at}`);
    expect(shown.length).toBeLessThanOrEqual(30_000);
    expect(shown.endsWith('…')).toBe(true);
    expect(() => encodeURIComponent(shown)).not.toThrow();
  }
});

test('a status that Jira refuses, or to which no way leads, is said in the log', async () => {
  const { site, issue, desk, ref, show } = await begin();
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  await act(desk, { ref, actor: person('carla'), command: { type: 'withdraw', reason: 'no need' }, cause: 'w' });
  site.faults.push({ status: 400, on: /^POST .*transitions/ });
  await show();
  site.statuses.delete('withdrawn');
  await show();
  const logged = said.mock.calls.map(([line]) => line);
  said.mockRestore();
  expect(logged).toEqual([
    `${issue.id} is not shown as withdrawn: asked for by a test`,
    `${issue.id} is not shown as withdrawn: the workflow has no way there`,
  ]);
});

test('of an issue that is gone nothing is taken for shown, and what it was to be told is tried once', async () => {
  const { site, issue, desk, ref, writes, show } = await begin();
  site.issues.delete(issue.id);
  await show();
  expect(writes()).toEqual([`PUT /rest/api/3/issue/${issue.id}/properties/countersign`]);
  expect(await desk.documents.find({ ...PLACE, kind: 'shown', id: issue.id })).toBeUndefined();
  const answer = () => follow(desk, { kind: 'answer', ref, text: 'No.', cause: 'one' });
  await answer();
  await answer();
  expect(writes().slice(1)).toEqual([`POST /rest/api/3/issue/${issue.id}/comment`]);
});

test('2.5: a cost is mirrored in whole units of its own currency', async () => {
  const { issue, desk, ref, show } = await begin();
  const cost = (currency: string, minor: number) => ({
    dimension: 'cost' as const,
    value: { kind: 'value' as const, value: { oneOff: { minor, currency } } } as never,
    confidence: 'medium' as const,
  });
  for (const [currency, minor, shown] of [
    ['USD', 480_050, 4800.5],
    ['JPY', 480, 480],
  ] as const) {
    const { request } = (await load(desk.ledger, ref))?.content ?? {};
    const write = { type: 'write', request, impacts: [cost(currency, minor)] } as Command;
    await act(desk, { ref, actor: person('carla'), command: write, cause: currency });
    await show();
    expect(issue.properties.get('countersign')).toMatchObject({ cost: shown, currency });
  }
});
