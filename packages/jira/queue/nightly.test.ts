/** Shows what a night costs where many requests are open: some of them a minute, each once and in the turn of its issue. */
import { STAGES } from '@countersign/core/change/stage.ts';
import { policyTemplate } from '@countersign/core/policy/template.ts';
import { afterEach, expect, test } from 'vitest';
import { manifestEntities } from '../../../test/instruments/manifest.ts';
import { opened, person } from '../../../test/instruments/scenario.ts';
import { enterForge, type ForgeWorld } from '../../../test/standins/forge/runtime.ts';
import { forgeStorage } from '../../../test/standins/forge/storage.ts';
import { jiraSite } from '../../../test/standins/jira/site.ts';
import { act } from '../act.ts';
import { openDesk } from '../desk.ts';
import { rememberBeginning } from '../facts/site.ts';
import { nightly, nights } from '../handlers.ts';
import { projectPolicies } from '../record/policies.ts';

const CONTEXT = { installContext: 'ari:cloud:jira::site/cloud' };
const TENANT = 'jira:cloud';

let leave = (): void => {};
afterEach(() => leave());

test('more open requests than a page holds, in two projects, are compared a part each minute, and closed ones are left alone', async () => {
  const pushed: ForgeWorld['pushed'] = [];
  const site = jiraSite(STAGES);
  for (const name of ['mei', 'theo', 'carla']) site.person(name);
  const unpushed: number[] = [];
  leave = enterForge({ storage: forgeStorage(manifestEntities()), pushed, unpushed, jira: site.answer });
  const desk = openDesk(TENANT);
  const policy = policyTemplate('standard', 'en', { lead: 'mei', expert: 'theo', customer: 'carla' });
  for (const project of ['10000', '10001'])
    await projectPolicies(desk, project).put(policy, person('mei'), new Date().toISOString());
  const actor = person('carla');
  const open: string[] = [];
  for (let at = 0; at < 150; at += 1) {
    const ref = { tenant: TENANT, project: at < 130 ? '10000' : '10001', stream: String(20_000 + at) };
    if (at === 0 || at === 130) await rememberBeginning(desk, [ref.stream], ref.project);
    await act(desk, { ref, actor, command: opened(), cause: `open ${at}` });
    const closes = at % 50 === 7;
    const command = { type: 'withdraw', reason: 'no need' } as const;
    if (closes) await act(desk, { ref, actor, command, cause: `close ${at}` });
    else open.push(ref.stream);
  }
  await nightly({}, CONTEXT);
  const compared: string[] = [];
  const minutes: number[] = [];
  for (let next = pushed.shift(); next; next = pushed.shift()) {
    expect(next).toMatchObject({ queue: 'nights', key: 'night', ...(minutes.length > 0 ? { wait: 60 } : {}) });
    // Once Forge says that it was enough for this minute.
    if (minutes.length === 1) unpushed.push(429);
    const again = await nights({ body: next.body } as never);
    expect(again === undefined).toBe(minutes.length !== 1);
    if (again) await nights({ body: next.body } as never);
    const comparisons = pushed.filter(({ queue }) => queue === 'events');
    for (const { key, body } of comparisons) {
      const { compare } = body as { compare: { stream: string } };
      expect(key).toBe(`issue-${compare.stream}`);
      compared.push(compare.stream);
    }
    minutes.push(comparisons.length);
    pushed.splice(0, pushed.length, ...pushed.filter(({ queue }) => queue === 'nights'));
  }
  expect(compared.sort()).toEqual(open);
  expect(Math.max(...minutes)).toBeLessThan(200);
  expect(minutes.length).toBeGreaterThan(1);
});
