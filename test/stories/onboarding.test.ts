import { resolvePolicy } from '@countersign/core/policy/resolve.ts';
import { FORM_PATH } from '@countersign/github/setup/proposal.ts';
import { ONBOARDING_BRANCH } from '@countersign/github/translate/branch.ts';
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { human } from '@countersign/sandbox/human.ts';
import { resolve } from '@countersign/sandbox/world/git.ts';
import type { Repository } from '@countersign/sandbox/world/record.ts';
import { addRepository } from '@countersign/sandbox/world/repository.ts';
import { afterEach, expect, test } from 'vitest';
import { formBody } from '../instruments/formbody.ts';
import { ANSWERS, type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

/** A repository of the same organisation that the app has not seen. */
function fresh(name: string, files: Record<string, string> = { 'README.md': '# Ships' }): Repository {
  return addRepository(line.world, {
    owner: line.seeded.organization,
    name,
    author: line.seeded.people.developer,
    description: 'Ships and berths',
    files,
  });
}

async function install(...repositories: readonly Repository[]): Promise<void> {
  line.as('owner').addToInstallation(line.seeded.repository, ...repositories);
  await line.settled();
}

const pulls = (repository: Repository) => [...repository.issues.values()].filter((one) => one.pull);
const owner = (repository: Repository) =>
  human(line.world, 'olga', `${line.seeded.organization.login}/${repository.name}`);

/** The check of a pull request's head. */
const checksOf = (repository: Repository) => (pull: number) =>
  [...repository.checks.values()].filter((one) => one.headSha === repository.issues.get(pull)?.pull?.headSha).at(-1);

test('a repository without a policy is offered one, and merging the offer puts it in force and the form to work', async () => {
  line = await openLine();
  const ships = fresh('ships');
  await install(ships);
  const [offer, ...more] = pulls(ships);
  expect(more).toEqual([]);
  expect(offer).toMatchObject({ pull: { headRef: ONBOARDING_BRANCH, baseRef: 'main' } });
  expect(offer?.body).toMatch(/Before you merge/);
  expect(offer?.body).toMatch(/only watches/);
  const files = resolve(ships, ONBOARDING_BRANCH)?.files ?? {};
  expect(resolvePolicy(files[POLICY_PATH] ?? '')).toHaveProperty('policy');
  expect(files[POLICY_PATH]).toContain('project-manager: ["@olga"]');
  expect(files[POLICY_PATH]).toContain('customer: ["@harbour/customers"] # REPLACE');
  expect(files[FORM_PATH]).toContain('Change request');
  const body = formBody('standard', 'en', { ...ANSWERS, items: '' });
  expect(resolve(ships, 'main')?.files[POLICY_PATH]).toBeUndefined();

  const number = offer?.number ?? 0;
  const checkOf = checksOf(ships);
  expect(checkOf(number)).toMatchObject({ conclusion: 'success', title: expect.stringContaining('offers') });
  owner(ships).merge(number);
  await line.settled();
  const said = (ships.issues.get(number)?.comments ?? []).map((id) => ships.comments.get(id)?.body ?? '');
  expect(said.filter((one) => one.includes('out of process'))).toEqual([]);
  owner(ships).push('night', 'Night', { 'src/berth.ts': 'export {};' }, 'main');
  const night = owner(ships).openPull({ title: 'Berth by night', head: 'night', base: 'main' });
  await line.settled();
  // In force: work without a request is held.
  const check = checkOf(night);
  expect(check).toMatchObject({ conclusion: 'action_required' });
  expect(check?.title).not.toMatch(/policy|countersign\.yml/i);
  const asked = owner(ships).fileForm({ title: 'Berth by night', body, labels: ['change-request'] }).number;
  await line.settled();
  const [status] = (ships.issues.get(asked)?.comments ?? []).map((id) => ships.comments.get(id)?.body ?? '');
  expect(status).toContain('<!-- countersign:');
  expect(status).not.toMatch(/\.github\/countersign\.yml/);
});

test('no policy stood before the offer, so nobody has to decide on it: people fill it in, and any other work is told that there is none', async () => {
  line = await openLine();
  const ships = fresh('ships');
  await install(ships);
  const number = pulls(ships)[0]?.number ?? 0;
  const files = resolve(ships, ONBOARDING_BRANCH)?.files ?? {};
  const checkOf = checksOf(ships);
  const text = files[POLICY_PATH] ?? '';
  owner(ships).push(ONBOARDING_BRANCH, 'Fill in', {
    [POLICY_PATH]: text.replace('planned-days: 120', 'planned-days: 90'),
  });
  owner(ships).push('other', 'Other', { [POLICY_PATH]: text }, 'main');
  const other = owner(ships).openPull({ title: 'Another policy', head: 'other', base: 'main' });
  await line.settled();
  expect(checkOf(number)).toMatchObject({ conclusion: 'success' });
  expect(checkOf(other)).toMatchObject({ conclusion: 'failure' });
  owner(ships).push(ONBOARDING_BRANCH, 'Break', { [POLICY_PATH]: text.replace('profile:', 'profil:') });
  await line.settled();
  expect(checkOf(number)).toMatchObject({ conclusion: 'failure' });
  owner(ships).push(ONBOARDING_BRANCH, 'Mend', { [POLICY_PATH]: text });
  await line.settled();
  expect(checkOf(number)).toMatchObject({ conclusion: 'success' });
}, 600_000);

test('a repository that speaks Chinese is offered its policy and form in Chinese', async () => {
  line = await openLine();
  const ships = fresh('ships');
  ships.description = '船舶与泊位管理';
  await install(ships);
  expect(pulls(ships)[0]?.title).toBe('启用变更控制：先批准，再合并');
  expect(resolve(ships, ONBOARDING_BRANCH)?.files[POLICY_PATH]).toContain('language: zh-CN');
});

test('the offer is made once: neither told again, nor after a restart, nor after the team closed it', async () => {
  line = await openLine();
  const ships = fresh('ships');
  await install(ships);
  await install(ships);
  expect(pulls(ships)).toHaveLength(1);
  await line.restart();
  await install(ships);
  expect(pulls(ships)).toHaveLength(1);
  owner(ships).editIssue(pulls(ships)[0]?.number ?? 0, { state: 'closed' });
  await line.settled();
  owner(ships).deleteBranch(ONBOARDING_BRANCH);
  await install(ships);
  expect(pulls(ships)).toHaveLength(1);
});

test('a team that closed the offer said no, even to a server that remembers nothing of it', async () => {
  line = await openLine();
  const ships = fresh('ships');
  owner(ships).push(ONBOARDING_BRANCH, 'Offer', { 'a.txt': 'a' }, 'main');
  const closed = owner(ships).openPull({ title: 'An old offer', head: ONBOARDING_BRANCH, base: 'main' });
  owner(ships).editIssue(closed, { state: 'closed' });
  owner(ships).deleteBranch(ONBOARDING_BRANCH);
  await install(ships);
  expect(pulls(ships)).toHaveLength(1);
});

test('nothing is offered where a policy or a form stands, nor to archived, empty and forked repositories, nor on a branch of others', async () => {
  line = await openLine();
  const [policied, formed, archived, forked, empty, taken] = [
    fresh('policied', { [POLICY_PATH]: 'profile: light' }),
    fresh('formed', { [FORM_PATH]: 'name: ours' }),
    fresh('archived'),
    fresh('forked'),
    fresh('empty', {}),
    fresh('taken'),
  ] as const;
  // Neither can be reached by a person's hands in the stand-in.
  archived.archived = true;
  forked.fork = true;
  empty.refs.clear();
  const theirs = owner(taken).push(ONBOARDING_BRANCH, 'Ours', { 'a.txt': 'a' }, 'main').sha;
  await install(policied, formed, archived, forked, empty, taken);
  for (const one of [policied, formed, archived, forked, empty, taken])
    expect([one.name, pulls(one)]).toEqual([one.name, []]);
  expect(taken.refs.get(`refs/heads/${ONBOARDING_BRANCH}`)).toBe(theirs);
  expect(archived.refs.size).toBe(1);
});

test('an offer that GitHub broke off half-way is finished, and is still one', async () => {
  line = await openLine();
  const ships = fresh('ships');
  for (const on of [/^POST .*\/ships\/git\/refs$/, /^PUT .*\/ships\/contents\//, /^POST .*\/ships\/pulls$/])
    line.api.faults.add({ kind: 'status', status: 502, on, times: 1, when: 'after' });
  await install(ships);
  await expect.poll(() => pulls(ships).length).toBe(1);
  await line.settled();
  expect(pulls(ships)).toHaveLength(1);
  expect(Object.keys(resolve(ships, ONBOARDING_BRANCH)?.files ?? {})).toEqual(
    expect.arrayContaining([POLICY_PATH, FORM_PATH]),
  );
});

test('whoever adds very many repositories at once asked for no proposal in each', async () => {
  line = await openLine();
  const many = Array.from({ length: 21 }, (_, index) => fresh(`ship-${index}`));
  await install(...many);
  expect(many.flatMap(pulls)).toEqual([]);
});
