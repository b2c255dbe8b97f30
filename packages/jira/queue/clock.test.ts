/** Shows that on Forge time is asked for by what is due: nothing is read of requests that wait for none, and each instant is looked at once. */
import { load } from '@countersign/core/change/decider.ts';
import { STAGES } from '@countersign/core/change/stage.ts';
import { policyTemplate } from '@countersign/core/policy/template.ts';
import { afterEach, expect, test } from 'vitest';
import { manifestEntities } from '../../../test/instruments/manifest.ts';
import { opened, person } from '../../../test/instruments/scenario.ts';
import { enterForge } from '../../../test/standins/forge/runtime.ts';
import { forgeStorage } from '../../../test/standins/forge/storage.ts';
import { jiraSite } from '../../../test/standins/jira/site.ts';
import { act } from '../act.ts';
import { openDesk } from '../desk.ts';
import { projectPolicies } from '../record/policies.ts';
import { findDue, lookAtDue } from './clock.ts';
import { runBox } from './follow.ts';

const TENANT = 'jira:cloud';
const DAY_MS = 86_400_000;

let leave = (): void => {};
afterEach(() => leave());

/** An emergency, whose review is due in two working days, and requests that wait for nothing. */
async function begin() {
  const site = jiraSite(STAGES);
  for (const name of ['mei', 'theo', 'carla']) site.person(name);
  const storage = forgeStorage(manifestEntities());
  leave = enterForge({ storage, pushed: [], jira: site.answer });
  let later = 0;
  const passes = (ms: number): void => {
    later += ms;
  };
  const boxes: string[] = [];
  const desk = openDesk(TENANT, {
    now: () => Date.now() + later,
    stored: async (box, jobs) => void (jobs.some(({ kind }) => kind === 'due') && boxes.push(box)),
  });
  const roles = { lead: 'mei', expert: 'theo', customer: 'carla' };
  const policy = `${policyTemplate('standard', 'en', roles)}\n`;
  await projectPolicies(desk, '10000').put(policy, person('mei'), new Date().toISOString());
  const refs = Array.from({ length: 5 }, (_, at) => ({
    tenant: TENANT,
    project: '10000',
    stream: String(20_000 + at),
  }));
  for (const ref of refs)
    await act(desk, { ref, actor: person('carla'), command: opened(), cause: `open ${ref.stream}` });
  return { storage, desk, refs, boxes, passes };
}

test('a quiet register is asked one question, and what time brings is done once, late where nobody asked', async () => {
  const { storage, desk, refs, boxes, passes } = await begin();
  const [ref] = refs;
  if (!ref) throw new Error('no request');
  for (const command of [{ type: 'submit' }, { type: 'withdraw', reason: 'no need' }] as const)
    await act(desk, { ref, actor: person('carla'), command, cause: command.type });
  storage.spoken.length = 0;
  expect(await lookAtDue(desk)).toBe(0);
  expect(storage.spoken).toEqual(['/api/v1/entity/query']);

  const [, burning] = refs;
  if (!burning) throw new Error('no request');
  const at = new Date(desk.now() + DAY_MS).toISOString();
  const version = (await desk.ledger.read(burning)).length;
  await desk.dues.rewrite(burning, version, { at, what: 'emergency-review-late' });
  passes(9 * DAY_MS);
  expect(await lookAtDue(desk)).toBe(1);
  expect(await lookAtDue(desk)).toBe(0);
  expect(boxes).toHaveLength(1);
  expect(await desk.jobs.open(boxes[0] ?? '')).toMatchObject([
    { data: { ref: burning, at, what: 'emergency-review-late' } },
  ]);
  await runBox(desk, boxes[0] ?? '');
  expect(await desk.jobs.open(boxes[0] ?? '')).toEqual([]);
  expect(await load(desk.ledger, burning)).toMatchObject({ stage: 'draft' });
});

test('a request from before what is due was kept is found at night', async () => {
  const { storage, desk, refs } = await begin();
  const [ref] = refs;
  if (!ref) throw new Error('no request');
  const { length } = await desk.ledger.read(ref);
  expect(await desk.dues.known(ref)).toBe(length);
  storage.lose((key) => key.startsWith('due:'));
  expect(await desk.dues.known(ref)).toBeUndefined();
  await findDue(desk, ref, 'n1');
  expect(await desk.dues.known(ref)).toBe(length);
});
