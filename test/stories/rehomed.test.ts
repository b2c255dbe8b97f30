/** A request that is transferred: whose policy decides from then on, and who is told where it is (5.6, 7.2, T13). */
import { BASELINE, baselineStream } from '@countersign/core/baseline/decider.ts';
import { load } from '@countersign/core/change/decider.ts';
import { policyTemplate } from '@countersign/core/policy/template.ts';
import { folded } from '@countersign/core/record/run.ts';
import { CHANGE_LABEL } from '@countersign/github/form/template.ts';
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { type Human, human } from '@countersign/sandbox/human.ts';
import { SEED_LOGINS } from '@countersign/sandbox/seed.ts';
import { addOrganization } from '@countersign/sandbox/world/account.ts';
import { install } from '@countersign/sandbox/world/installation.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import type { Repository } from '@countersign/sandbox/world/record.ts';
import { addRepository, createLabel } from '@countersign/sandbox/world/repository.ts';
import { pageFacts } from '@countersign/server/pages.ts';
import { afterEach, expect, test } from 'vitest';
import { approved, approvedWork } from '../instruments/board.ts';
import { ASSESSMENT, isCall, type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

/** Where the developer, who moves, holds every role but the customer's. */
const RULED = `${policyTemplate('standard', 'en', { lead: 'dara', expert: 'olga', customer: SEED_LOGINS.customer })
  .replace(/^currency: .*$/m, 'currency: CNY')
  .replace(/^budget: .*$/m, 'budget: CNY 1,200,000')
  .replace('    branches: [main]', '    branches: [main]\n    claim: anyone')
  .replace(/^roles:$/m, 'roles:\n  emergency-authority: ["@dara"]')}\nplan-confirmation: false\n`;

/** A repository of the same owner. */
function other(policy = RULED): Repository {
  const { organization, people } = line.seeded;
  const files = { [POLICY_PATH]: policy };
  const made = addRepository(line.world, { owner: organization, name: 'other', author: people.developer, files });
  createLabel(line.world, people.developer, made, { name: CHANGE_LABEL });
  return made;
}

const fullName = ({ name }: Pick<Repository, 'name'>) => `${line.seeded.organization.login}/${name}`;
const there = (login: string, repository: Pick<Repository, 'name'> = { name: 'other' }): Human =>
  human(line.world, login, fullName(repository));

const recordOf = (repository: Repository, number: number) =>
  line.server.parts.register.findByNumber(`github:${line.seeded.organization.id}`, nodeId('R', repository.id), number);

test('5.6: an emergency that is declared where its mover rules opens no gate at home', async () => {
  line = await openLine();
  const repository = other();
  const number = line.file({ items: 'New requirement' }, 'Elsewhere');
  await line.settled();
  const away = line.as('developer').transferIssue(number, fullName(repository));
  await line.settled();
  there('dara').comment(away.number, '/emergency INC-1 Invoices go out wrong');
  await line.settled();
  expect(await recordOf(repository, away.number)).toMatchObject({ stage: 'implementing' });
  const back = there('olga').transferIssue(away.number, fullName(line.seeded.repository));
  line.as('developer').editPull(line.seeded.pull, { body: `Change: #${back.number}` });
  await line.settled();
  expect(await line.state(back.number)).toMatchObject({
    stage: 'assessing',
    reapproval: { cause: 'moved', detail: fullName(repository) },
  });
  expect(line.check(line.seeded.pull)?.conclusion).toBe('action_required');
});

test('5.6: what is approved under the policy of another repository is approved nowhere else, and goes on under the policy of its home', async () => {
  line = await openLine();
  const repository = other();
  const number = line.file({ items: 'New requirement' }, 'Elsewhere');
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  const away = line.as('developer').transferIssue(number, fullName(repository));
  await line.settled();
  there('dara').comment(away.number, '/review');
  await line.settled();
  for (const login of ['dara', 'olga', SEED_LOGINS.customer]) there(login).comment(away.number, '/approve');
  there('olga').push('work', 'work', { 'src/work.ts': '1' }, 'main');
  there('olga').openPull({ title: 'Work', body: `Change: #${away.number}`, head: 'work', base: 'main' });
  await line.settled();
  expect(await recordOf(repository, away.number)).toMatchObject({ stage: 'implementing' });
  const back = there('olga').transferIssue(away.number, fullName(line.seeded.repository));
  line.as('developer').editPull(line.seeded.pull, { body: `Change: #${back.number}` });
  await line.settled();
  expect(line.check(line.seeded.pull)?.conclusion).toBe('action_required');
  line.as('project-manager').comment(back.number, '/review');
  await line.settled();
  line.as('developer').comment(back.number, '/approve');
  await line.settled();
  expect((await line.state(back.number)).votes.filter((one) => one.round > 2)).toEqual([]);
  for (const role of ['project-manager', 'technical-expert', 'customer'] as const)
    line.as(role).comment(back.number, '/approve');
  await line.settled();
  expect(line.check(line.seeded.pull)?.conclusion).toBe('success');
});

test.each(['the pull request', 'the request'])(
  '5.6, 6.4: what is accepted on %s in the place to which that came is the pull request there, and not the one of the same number where it was',
  async (where) => {
    let ruled = '';
    line = await openLine({
      policy: (text) => {
        ruled = text.replace('claim: anyone', 'claim: accepted');
        return ruled;
      },
    });
    const repository = other(ruled);
    const number = line.file({ items: 'New requirement' }, 'Elsewhere');
    await line.settled();
    await approved(line, number);
    const { pull } = line.seeded;
    line.as('developer').editPull(pull, { body: `Change: #${number}` });
    await line.settled();
    const away = line.as('developer').transferIssue(number, fullName(repository));
    await line.settled();
    while (repository.nextNumber < pull) there('olga').openIssue({ title: 'x' });
    there('olga').push('work', 'work', { 'src/work.ts': '1' }, 'main');
    const body = `Change: #${away.number}`;
    expect(there('olga').openPull({ title: 'Work', body, head: 'work', base: 'main' })).toBe(pull);
    there(SEED_LOGINS['project-manager']).comment(away.number, '/review');
    await line.settled();
    for (const role of ['project-manager', 'technical-expert', 'customer'] as const)
      there(SEED_LOGINS[role]).comment(away.number, '/approve');
    await line.settled();
    expect(await recordOf(repository, away.number)).toMatchObject({ stage: 'approved' });
    const [on, what] = where === 'the request' ? [away.number, pull] : [pull, away.number];
    there(SEED_LOGINS['project-manager']).comment(on, `/accept #${what}`);
    await line.settled();
    const row = await recordOf(repository, away.number);
    const state = row && (await load(line.server.parts.ledger, row.ref));
    expect(state?.work.map(({ label, accepted }) => [label, accepted !== undefined])).toEqual([
      [`${fullName(line.seeded.repository)}#${pull}`, false],
      [`#${pull}`, true],
    ]);
  },
);

test('5.6: a transfer that both repositories tell of is one request, which its old repository says has moved and lists no more', async () => {
  line = await openLine();
  const repository = other();
  const number = await approvedWork(line);
  const away = line.as('developer').transferIssue(number, fullName(repository));
  there('olga').editIssue(away.number, { title: 'A secret of the other repository' });
  await line.settled();
  expect(await recordOf(repository, away.number)).toMatchObject({ title: 'A secret of the other repository' });
  const { register } = line.server.parts;
  const tenant = `github:${line.seeded.organization.id}`;
  const listed = async (one: Repository) =>
    (await register.list(tenant, [nodeId('R', one.id)])).rows.map(({ title }) => title);
  expect(await listed(repository)).toEqual(['A secret of the other repository']);
  expect(await listed(line.seeded.repository)).toEqual([]);
  expect(line.check(line.seeded.pull)).toMatchObject({ conclusion: 'action_required' });
  expect(line.check(line.seeded.pull)?.title).toContain('moved');
  const answers = [...repository.comments.values()].filter(({ body }) => body.includes('<!-- countersign:'));
  expect(answers.filter(({ body }) => body.includes('<!-- countersign:reply') && !isCall(body))).toEqual([]);
});

test('5.6: whoever reads the repository that a request left alone sees nothing of what it is in its private new home', async () => {
  line = await openLine();
  const { organization, repository: left, pull } = line.seeded;
  const repository = other();
  repository.private = true;
  const number = await approvedWork(line);
  const away = line.as('developer').transferIssue(number, fullName(repository));
  await line.settled();
  there('olga').editIssue(away.number, { title: 'A secret of the other repository' });
  // A pull request there that names it still, looked at anew.
  line.as('developer').editPull(pull, { title: 'Another title' });
  await line.settled();
  const record = await recordOf(repository, away.number);
  const reads = (name: string) =>
    pageFacts({
      parts: line.server.parts,
      mayRead: async (_, place) => (place.repo === name ? 'yes' : 'no'),
      tracker: 'https://github.test',
    });
  const tenant = `github:${organization.id}`;
  const visitor = { kind: 'stranger' } as const;
  const asked = { sort: 'number', descending: false, projects: [], choice: {}, limit: 100 } as const;
  const seen = async (name: string) => {
    const facts = reads(name);
    const register = (one: Repository) => facts.register({ tenant, project: nodeId('R', one.id), ...asked }, visitor);
    return JSON.stringify([
      await register(left),
      await register(repository),
      await facts.register({ tenant, ...asked }, visitor),
      await facts.register(
        { tenant, ...asked, choice: { text: 'secret' }, projects: [nodeId('R', repository.id)] },
        visitor,
      ),
      record && (await facts.change(record.ref, visitor)),
      await facts.gate({ tenant, project: nodeId('R', left.id), pull }, visitor),
    ]);
  };
  expect(await seen('other')).toContain('A secret of the other repository');
  expect(await seen(left.name)).not.toContain('A secret');
  const written = [...left.comments.values(), ...left.checks.values(), ...left.issues.values()];
  expect(JSON.stringify(written.map((one) => ({ ...one, repository: undefined })))).not.toContain('A secret');
});

test('5.6: what is told at home only, and what is told there only, is the same request', async () => {
  line = await openLine();
  const repository = other();
  for (const untold of ['transferred', 'opened']) {
    const number = line.file({ items: 'New requirement' }, `Not told by ${untold}`);
    await line.settled();
    line.deliveries.meddle = (one) => (one.action === untold ? [] : [one]);
    const away = line.as('developer').transferIssue(number, fullName(repository));
    await line.settled();
    line.deliveries.meddle = (one) => [one];
    there('rosa').comment(away.number, '/submit');
    await line.settled();
    const row = await recordOf(repository, away.number);
    expect(row).toMatchObject({ stage: 'submitted', ref: { project: nodeId('R', line.seeded.repository.id) } });
  }
  expect(
    (await line.server.parts.register.list(`github:${line.seeded.organization.id}`, [nodeId('R', repository.id)])).rows,
  ).toHaveLength(2);
});

test('5.6: a request that is moved to where the app is not, under another account, is on record as out of sight, and its old repository is told', async () => {
  line = await openLine();
  const { pull, owner, people } = line.seeded;
  const next = addOrganization(line.world, 'lighthouse', [owner]);
  const repository = addRepository(line.world, { owner: next, name: 'dark', author: people.developer, files: {} });
  const number = await approvedWork(line);
  const before = await recordOf(line.seeded.repository, number);
  line.as('owner').transferIssue(number, `${next.login}/${repository.name}`);
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('action_required');
  expect(line.check(pull)?.title).toContain('moved');
  const state = before && (await line.server.parts.register.find(before.ref));
  expect(state).toMatchObject({ stage: 'assessing', home: nodeId('R', repository.id) });
  const [last] = (before ? await load(line.server.parts.ledger, before.ref) : undefined)?.moves ?? [];
  expect(last?.to).toMatchObject({ project: nodeId('R', repository.id), outOfSight: true });
  // Under another account it begins anew, on that account's record.
  install(line.world, owner, next);
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('action_required');
});

test('5.6: a request that was closed keeps its decision when it is moved', async () => {
  line = await openLine();
  const repository = other();
  const number = await approved(line, line.file({ items: 'New requirement' }, 'Over'));
  line.as('project-manager').comment(number, '/cancel no need');
  await line.settled();
  line.as('technical-expert').comment(number, '/second');
  await line.settled();
  expect((await line.state(number)).stage).toBe('closed');
  const away = line.as('developer').transferIssue(number, fullName(repository));
  await line.settled();
  const row = await recordOf(repository, away.number);
  expect(row).toMatchObject({ stage: 'closed' });
});

/** Said in the repository where the developer rules, and told of only once the request is home again. */
test.each([
  ['/emergency INC-1 Invoices go out wrong', 'draft'],
  ['/triage normal owner @dara', 'submitted'],
  ['/release', 'draft'],
])(
  '5.6: what was said where its mover rules, and is heard after the request came home, rules nothing: %s',
  async (words, stage) => {
    line = await openLine();
    const repository = other();
    const number = line.file({ items: 'New requirement' }, 'Elsewhere');
    await line.settled();
    if (stage === 'submitted') line.as('requester').comment(number, '/submit');
    else line.as('project-manager').comment(number, '/hold Not now');
    await line.settled();
    const away = line.as('developer').transferIssue(number, fullName(repository));
    await line.settled();
    const late: Parameters<NonNullable<Line['deliveries']['meddle']>>[0][] = [];
    line.deliveries.meddle = (one) => {
      late.push(one);
      return [];
    };
    there('dara').comment(away.number, words);
    line.deliveries.meddle = (one) => [one];
    const back = there('olga').transferIssue(away.number, fullName(line.seeded.repository));
    await line.settled();
    const before = await line.state(back.number);
    line.deliveries.meddle = (one) => [...late.splice(0), one];
    line.as('customer').comment(back.number, 'By the way');
    await line.settled();
    const after = await line.state(back.number);
    expect([after.stage, after.owner, after.held, after.emergency]).toEqual([
      before.stage,
      before.owner,
      before.held,
      before.emergency,
    ]);
  },
);

test('5.1, 5.6: a baseline that is agreed on elsewhere is one of where that is, and of nowhere else', async () => {
  line = await openLine();
  const repository = other();
  createLabel(line.world, line.seeded.people.developer, repository, { name: 'requirement' });
  const about = { items: 'Baseline', before: '', after: 'All requirements as they stand are agreed on.' };
  const number = line.file(about, 'Baseline');
  const requirement = there('olga').openIssue({ title: 'Another', body: 'It prints.', labels: ['requirement'] });
  await line.settled();
  const away = line.as('developer').transferIssue(number, fullName(repository));
  await line.settled();
  there('rosa').comment(away.number, '/submit');
  await line.settled();
  there('dara').comment(away.number, ASSESSMENT);
  await line.settled();
  for (const login of ['dara', 'olga', SEED_LOGINS.customer]) there(login).comment(away.number, '/approve');
  await line.settled();
  expect(await recordOf(repository, away.number)).toMatchObject({ stage: 'approved' });
  const made = async (of: Repository) => {
    const where = { tenant: `github:${line.seeded.organization.id}`, project: nodeId('R', of.id) };
    return folded(BASELINE, await line.server.parts.ledger.read(baselineStream(where)));
  };
  expect(await made(line.seeded.repository)).toEqual([]);
  const [one, ...more] = await made(repository);
  expect(more).toEqual([]);
  expect(one?.items.map(({ label }) => label)).toEqual([`#${requirement.number}`]);
});

test('5.1, 5.6: what was approved elsewhere allows nothing of what is agreed on here', async () => {
  line = await openLine();
  const repository = other();
  const { repository: home } = line.seeded;
  const agreed = { items: 'Baseline', before: '', after: 'All requirements as they stand are agreed on.' };
  await approved(line, line.file(agreed, 'Baseline'));
  const number = line.file({ items: 'New requirement', after: 'It is free for everybody.' }, 'Elsewhere');
  await line.settled();
  const away = line.as('developer').transferIssue(number, fullName(repository));
  await line.settled();
  there('rosa').comment(away.number, '/submit');
  await line.settled();
  there('dara').comment(away.number, ASSESSMENT);
  await line.settled();
  for (const login of ['dara', 'olga', SEED_LOGINS.customer]) there(login).comment(away.number, '/approve');
  await line.settled();
  expect(await recordOf(repository, away.number)).toMatchObject({ stage: 'approved' });
  const back = there('olga').transferIssue(away.number, fullName(home));
  await line.settled();
  expect((await line.state(back.number)).stage).toBe('assessing');
  line.as('developer').openIssue({ title: 'Free', body: 'It is free for everybody.', labels: ['requirement'] });
  await line.settled();
  const pages = pageFacts({ parts: line.server.parts, mayRead: async () => 'yes', tracker: 'https://github.test' });
  const of = { tenant: `github:${line.seeded.organization.id}`, project: nodeId('R', home.id) };
  const found = await pages.baselineDifference(of, { from: 'B1', to: 'now' }, { kind: 'everyone' });
  const rows = typeof found === 'string' ? [] : found.rows;
  expect(rows.map(({ kind, by }) => [kind, by?.label])).toEqual([['added', undefined]]);
});
