/** Whom the groups and programs of a policy mean in Jira: what they were when it was put in force, whatever has the name since (`rules.md` 4.4, 5.6). Out of the bundle. */

import { isProgram } from '@countersign/core/policy/program.ts';
import { policyVersion } from '@countersign/core/policy/resolve.ts';
import { policyTemplate } from '@countersign/core/policy/template.ts';
import { openDesk } from '@countersign/jira/desk.ts';
import { factsAt } from '@countersign/jira/facts.ts';
import type { SaveAnswer, SettingsData } from '@countersign/jira/port/data.ts';
import { projectPolicies } from '@countersign/jira/record/policies.ts';
import { afterEach, expect, test } from 'vitest';
import { type Forge, openForge, PROJECT } from '../instruments/forge.ts';

const TENANT = 'jira:cloud-1';

let forge: Forge;
afterEach(() => forge.close());

/** What was read of a group is believed for two: each look is later. */
let minutes = 0;

const text = (more = '') =>
  `${policyTemplate('standard', 'en', { lead: 'mei', expert: 'theo', customer: 'carla' }).replace('"@theo"', '"@group/architects"')}${more}`;

/** Saves a policy in the settings as an administrator does. */
async function saved(source: string): Promise<void> {
  forge.site.person('ada').administers.add(PROJECT);
  const { version } = (await forge.invoke('ada', 'settings', {})) as SettingsData & { version?: string };
  const [standing] = await projectPolicies(openDesk(TENANT), PROJECT).saved();
  const expected = version ?? standing?.version ?? '';
  const answer = (await forge.invoke('ada', 'saveSettings', { expected, change: { source } })) as SaveAnswer;
  expect(answer.kind).toBe('saved');
  expect(policyVersion(source)).toBeDefined();
}

/** Who is a technical expert now, as a gate reads it; Jira is asked anew. */
async function experts() {
  minutes += 3;
  const late = minutes * 60_000;
  const ahead = openDesk(TENANT, { now: () => Date.now() + late });
  const facts = factsAt(ahead, { tenant: TENANT, project: PROJECT }, { patient: false });
  const policy = await facts.policy();
  if (policy.kind !== 'in-force') throw new Error('no policy');
  const authority = await facts.authority(policy.policy);
  const { people = [], unreadable = [], doubtful = [] } = authority.roles['technical-expert'] ?? {};
  const ids = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id).sort();
  return { policy: policy.policy, authority, held: ids(people), unreadable, doubtful: ids(doubtful) };
}

test('5.6: a group that was renamed still fills its seat, and another that is made under the name fills none', async () => {
  forge = await openForge({ policy: null });
  forge.site.groups.set('architects', new Set(['theo']));
  await saved(text());
  expect(await experts()).toMatchObject({ held: ['jira:theo'], unreadable: [], doubtful: [] });
  forge.site.renameGroup('architects', 'builders');
  expect(await experts()).toMatchObject({ held: ['jira:theo'], unreadable: [] });
  forge.site.groups.set('architects', new Set(['eve']));
  const taken = await experts();
  expect(taken).toMatchObject({ held: ['jira:theo'], doubtful: ['jira:eve'] });
  expect(taken.authority.said?.map(({ code }) => code)).toEqual(['name-taken']);
  // Another edit of the policy gives the name to nobody else.
  await saved(text('plan-confirmation: false\n'));
  expect(await experts()).toMatchObject({ held: ['jira:theo'], doubtful: ['jira:eve'] });
});

test('5.6: a group that was removed and made anew under its name fills no seat until the policy names it by its id', async () => {
  forge = await openForge({ policy: null });
  forge.site.groups.set('architects', new Set(['theo']));
  await saved(text());
  forge.site.removeGroup('architects');
  expect(await experts()).toMatchObject({ held: [], unreadable: ['group/architects'] });
  forge.site.groups.set('architects', new Set(['eve']));
  expect(await experts()).toMatchObject({ held: [], unreadable: ['group/architects'] });
  await saved(text().replace('group/architects', `group/${forge.site.groupId('architects')}`));
  expect(await experts()).toMatchObject({ held: ['jira:eve'], unreadable: [] });
});

test('5.6: a group that nobody had made when the policy was put in force gives nothing to whoever makes it', async () => {
  forge = await openForge({ policy: null });
  await saved(text());
  forge.site.groups.set('architects', new Set(['eve']));
  expect(await experts()).toMatchObject({ held: [], doubtful: ['jira:eve'] });
});

test('old records read: a version that was put in force before groups were bound is read by its names', async () => {
  forge = await openForge({ policy: null });
  forge.site.groups.set('architects', new Set(['theo']));
  await projectPolicies(openDesk(TENANT), PROJECT).put(text(), { id: 'jira:mei' }, new Date().toISOString());
  expect(await experts()).toMatchObject({ held: ['jira:theo'], unreadable: [] });
});

test('4.4: a program that is listed by what it was called is one still when it calls itself otherwise', async () => {
  forge = await openForge({ policy: null });
  const robot = forge.site.person('557058:robot');
  Object.assign(robot, { displayName: 'deployer', isApp: true });
  forge.site.groups.set('architects', new Set(['theo']));
  await saved(text('bots: ["@deployer"]\n'));
  robot.displayName = 'Theo Ferreira';
  const { policy, authority } = await experts();
  expect(authority.programs).toEqual(['jira:557058:robot']);
  expect(isProgram(authority, [policy], { id: 'jira:557058:robot', name: 'Theo Ferreira' })).toBe(true);
});
