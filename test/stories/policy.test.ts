import { freezeClock } from '@countersign/github/reconcile/freeze.ts';
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { addCommit } from '@countersign/sandbox/world/git.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import { moveBranch } from '@countersign/sandbox/world/push.ts';
import type { Occurrence } from '@countersign/sandbox/world/world.ts';
import { afterEach, expect, test } from 'vitest';
import { approvedWork } from '../instruments/board.ts';
import { ASSESSMENT, type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

async function reviewed(): Promise<number> {
  const number = line.file();
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  return number;
}

test('4.4: without a policy every gate is closed and every decision refused, with the reason', async () => {
  line = await openLine({ policy: null });
  expect(line.check(line.seeded.pull)).toMatchObject({ conclusion: 'failure' });
  const number = line.file();
  line.as('requester').comment(number, '/submit');
  await line.settled();
  expect((await line.state(number)).stage).toBe('draft');
  expect(line.answers(number).at(-1)).toMatch(/countersign\.yml|policy/);
});

test('8: a policy with mistakes closes for safety, names its lines, and heals when it is corrected', async () => {
  let good = '';
  line = await openLine({
    policy: (text) => {
      good = text;
      return text.replace('project-manager:', 'project-manger:');
    },
  });
  const check = line.check(line.seeded.pull);
  expect(check).toMatchObject({ conclusion: 'failure' });
  expect(line.seeded.repository.checks.get(check?.id ?? 0)?.summary).toMatch(
    /Line \d+.*Did you mean “project.*manager”/,
  );
  line.as('owner').editFile(POLICY_PATH, good);
  await line.settled();
  expect(line.check(line.seeded.pull)).toMatchObject({ conclusion: 'action_required' });
  const number = await reviewed();
  expect((await line.state(number)).stage).toBe('in-review');
});

test.each([
  ['en', '/migrate', '/approve', '/explain', /Gaining a seat: dara.*losing one: pan\W+wei/],
  ['zh-CN', '/改用新策略', '/同意', '/原因', /新增席位：dara.*取消席位：pan\W+wei/],
] as const)(
  '7.2, 4.3: when the only project manager is replaced, neither the former nor the new one votes on what is before its board, until its change manager has seen who gains a seat (%s)',
  async (locale, migrate, approve, explain, seen) => {
    line = await openLine({ locale });
    const number = await reviewed();
    line.as('developer').editPull(line.seeded.pull, { body: `Change: #${number}` });
    line.as('project-manager').comment(number, '/approve');
    await line.settled();
    const current = line.seeded.repository;
    const tip = current.commits.get(current.refs.get('refs/heads/main') ?? '');
    const text = tip?.files[POLICY_PATH] ?? '';
    line.as('owner').editFile(POLICY_PATH, text.replace('"@pan-wei"', '"@dara"'));
    await line.settled();
    line.as('project-manager').comment(number, approve);
    line.as('developer').comment(number, approve);
    await line.settled();
    const { votes, policy: before } = await line.state(number);
    expect(votes.map(({ voter, voided }) => [voter.name, voided?.kind])).toEqual([['pan-wei', 'role-lost']]);
    expect(line.comments(number)[0]).toContain(migrate);
    const shown = line.seeded.repository.checks.get(line.check(line.seeded.pull)?.id ?? 0);
    expect(`${shown?.summary}${shown?.text}`).toContain(migrate);
    line.as('requester').comment(number, explain);
    await line.settled();
    expect(line.answers(number).at(-1)).toContain(migrate);
    line.as('project-manager').comment(number, migrate);
    await line.settled();
    expect((await line.state(number)).policy).toBe(before);
    line.as('developer').comment(number, migrate);
    await line.settled();
    expect((await line.state(number)).policy).toBe(before);
    const answer = line.answers(number).find((one) => seen.test(one)) ?? '';
    expect(answer).toMatch(seen);
    const [, version] = /`\/\S+ ([0-9a-f]{12})`/.exec(answer) ?? [];
    line.as('developer').comment(number, `${migrate} ${version}`);
    await line.settled();
    expect((await line.state(number)).policy).not.toBe(before);
    line.as('developer').comment(number, approve);
    line.as('technical-expert').comment(number, approve);
    line.as('customer').comment(number, approve);
    await line.settled();
    expect((await line.state(number)).approval).toBeDefined();
  },
);

test('4.4: a policy that names somebody who does not exist leaves that seat closed and says so', async () => {
  line = await openLine({
    policy: (text) =>
      text
        .replace('"@pan-wei"', '"@nobody-here"')
        .replace('roles:', 'roles:\n  change-manager: ["@theo"]\n  owner: ["@theo"]'),
  });
  const number = line.file();
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('technical-expert').comment(number, ASSESSMENT);
  await line.settled();
  expect((await line.state(number)).stage).toBe('assessing');
  expect(line.answers(number).at(-1)).toMatch(/nobody-here|project manager/);
});

test('6.1: a freeze that is put into the policy closes the gates of requests that were approved before it', async () => {
  line = await openLine();
  const number = await reviewed();
  for (const role of ['project-manager', 'technical-expert', 'customer'] as const)
    line.as(role).comment(number, '/approve');
  line.as('developer').editPull(line.seeded.pull, { body: `Change: #${number}` });
  await line.settled();
  expect(line.check(line.seeded.pull)?.conclusion).toBe('success');
  const { repository } = line.seeded;
  const text = repository.commits.get(repository.refs.get('refs/heads/main') ?? '')?.files[POLICY_PATH] ?? '';
  const freeze = 'freeze:\n  - { from: 2020-01-01, to: 2099-01-01, stages: [merge], reason: Year end }\n';
  line.as('owner').editFile(POLICY_PATH, `${text}\n${freeze}`);
  await line.settled();
  expect(line.check(line.seeded.pull)?.conclusion).toBe('action_required');
});

test.each([1, 2])(
  '7.2: a policy that is replaced while the one before is being read is not in force afterwards (after %i answers)',
  async (answers) => {
    line = await openLine({ policy: (text) => text.replace('  merge:', '  merge:\n    mode: observe') });
    line.as('developer').editIssue(line.seeded.pull, { state: 'closed' });
    line.as('developer').push('work', 'rogue', { 'src/rogue.js': '1' }, 'main');
    await line.settled();
    const { organization, repository } = line.seeded;
    const project = { tenant: `github:${organization.id}`, project: nodeId('R', repository.id) };
    await line.server.parts.documents.forget({ ...project, kind: 'policy', id: 'current' });
    let left = answers;
    // GitHub has made its answer, and nobody has read it yet.
    line.api.heard.add(({ path }) => {
      if (!path.includes('/contents/')) return;
      left -= 1;
      if (left === 0) line.as('owner').editFile(POLICY_PATH, policyNow().replace('mode: observe', 'mode: enforce'));
    });
    const pull = line.as('developer').openPull({ title: 'Rogue', body: '', head: 'work', base: 'main' });
    await line.settled();
    expect(policyNow()).toContain('mode: enforce');
    expect(line.check(pull)?.conclusion).toBe('action_required');
  },
);

const headOfMain = (): string => line.seeded.repository.refs.get('refs/heads/main') ?? '';
const policyNow = (): string => line.seeded.repository.commits.get(headOfMain())?.files[POLICY_PATH] ?? '';
const tightened = (): string => policyNow().replace('["docs/**", "*.md"]', '["README.md"]');

/** For so many questions about the policy, the copy of GitHub that is asked has not heard of the last push to main. */
function staleFor(questions: number, former: string): void {
  const { strike } = line.api.faults;
  const now = headOfMain();
  const isAbout = (path: string): boolean => path.includes('/contents/');
  const show = (head: string) => line.seeded.repository.refs.set('refs/heads/main', head);
  let left = questions;
  let unanswered = 0;
  line.api.faults.strike = (method, route, path) => {
    if (left > 0 && method === 'GET' && isAbout(path)) {
      left -= 1;
      unanswered += 1;
      show(former);
    }
    return strike(method, route, path);
  };
  line.api.heard.add(({ path }) => {
    if (unanswered === 0 || !isAbout(path)) return;
    unanswered -= 1;
    if (unanswered === 0) show(now);
  });
}

test.each([1, 2, 4])(
  '7.2: a policy that a copy of GitHub still shows as it was is not taken for the one that was pushed (%i answers)',
  async (answers) => {
    line = await openLine();
    line.as('developer').push('words', 'words', { 'docs/w.md': '1' }, 'main');
    const pull = line.as('developer').openPull({ title: 'w', body: '', head: 'words', base: 'main' });
    await line.settled();
    expect(line.check(pull)?.conclusion).toBe('success');
    const former = headOfMain();
    line.as('owner').editFile(POLICY_PATH, tightened());
    staleFor(answers, former);
    await line.settled();
    await expect.poll(() => line.check(pull)?.conclusion).toBe('action_required');
  },
);

test('4.4: a policy whose push nobody ever told of opens nothing that it does not let pass, a minute after it was read', async () => {
  let skew = 0;
  line = await openLine({ now: () => Date.now() + skew });
  const developer = line.as('developer');
  const names = ['before', 'same', 'again', 'after'];
  for (const name of names) developer.push(name, name, { [`docs/${name}.md`]: '1' }, 'main');
  const words = (name: string) => developer.openPull({ title: name, body: '', head: name, base: 'main' });
  const before = words('before');
  await line.settled();
  expect(line.check(before)?.conclusion).toBe('success');
  skew += 61_000;
  const known = line.spoken.length;
  const same = words('same');
  await line.settled();
  expect(line.check(same)?.conclusion).toBe('success');
  // One question, and for another minute none.
  const asked = () => line.spoken.slice(known).filter(({ path }) => path.includes('/contents/.github')).length;
  expect(asked()).toBe(1);
  words('again');
  await line.settled();
  expect(asked()).toBe(1);
  line.deliveries.meddle = (one) => (one.event === 'push' ? [] : [one]);
  line.as('owner').editFile(POLICY_PATH, tightened());
  line.deliveries.meddle = undefined;
  skew += 61_000;
  const after = words('after');
  await line.settled();
  expect(line.check(after)?.conclusion).toBe('action_required');
  // What stood open by the former one is judged anew.
  expect([before, same].map((one) => line.check(one)?.conclusion)).toEqual(['action_required', 'action_required']);
});

test('7.2: of pushes that wait behind one another only the first waits until GitHub shows what the last one brought', async () => {
  const handled = new Set<string>();
  const waited = new Set<string>();
  line = await openLine({
    log: (text) => {
      const { event, guid, job } = JSON.parse(text) as Readonly<Record<string, string>>;
      if (event === 'push') (guid ? handled : waited).add(guid ?? job ?? '');
    },
  });
  // Each push has an open request looked at again, which waits for the policy.
  await reviewed();
  handled.clear();
  waited.clear();
  const policy = policyNow();
  for (let at = 1; at <= 8; at += 1)
    line.as('owner').editFile(POLICY_PATH, policy.replace('"docs/**"', `"docs${at}/**"`));
  await expect.poll(() => handled.size, { timeout: 150_000, interval: 200 }).toBe(8);
  expect(waited.size).toBeLessThan(3);
  line.as('developer').push('free', 'free', { 'docs8/policy.md': 'anything' }, 'main');
  const pull = line.as('developer').openPull({ title: 'Free', body: '', head: 'free', base: 'main' });
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('success');
}, 180_000);

test('7.2: a push that is told of late, after it was forced away, puts no policy in force', async () => {
  line = await openLine();
  const former = headOfMain();
  const held: Occurrence[] = [];
  line.deliveries.meddle = (one) => {
    if (one.event !== 'push') return [one];
    held.push(one);
    return [];
  };
  line.as('owner').editFile(POLICY_PATH, policyNow().replace('"docs/**"', '"**"'));
  await line.settled();
  line.deliveries.meddle = undefined;
  line.as('owner').forcePush('main', former);
  await line.settled();
  line.deliveries.meddle = (one) => [...held.splice(0), one];
  line.as('developer').comment(line.seeded.pull, 'hello');
  line.deliveries.meddle = undefined;
  await line.settled();
  expect(line.check(line.seeded.pull)?.conclusion).not.toBe('success');
  await expect.poll(() => line.check(line.seeded.pull)?.conclusion).toBe('action_required');
});

test.each([
  ['en', 'symbolic link'],
  ['zh-CN', '符号链接'],
] as const)(
  '7.2: a policy that is a symbolic link into what is exempt is none, and the check says so (%s)',
  async (locale, words) => {
    line = await openLine({ locale });
    const { people, repository, owner } = line.seeded;
    const main = repository.commits.get(headOfMain());
    const made = addCommit(line.world, repository, {
      parents: [headOfMain()],
      message: 'link',
      author: people.developer,
      files: { ...main?.files, 'docs/policy.yml': policyNow(), [POLICY_PATH]: '../docs/policy.yml' },
      modes: { [POLICY_PATH]: '120000' },
    });
    moveBranch(line.world, repository, { account: owner, viaApp: false }, 'main', made);
    await line.settled();
    line.as('developer').push('free', 'free', { 'docs/policy.yml': 'anything' }, 'main');
    const pull = line.as('developer').openPull({ title: 'Free', body: '', head: 'free', base: 'main' });
    await line.settled();
    expect(line.check(pull)).toMatchObject({ conclusion: 'failure', title: expect.stringContaining(words) });
  },
);
test('6.1: a freeze that begins by the clock closes what is green at once, also in the queue, and its end opens it again', async () => {
  let skew = 0;
  const hour = 3_600_000;
  const at = (ms: number) => new Date(Date.now() + ms).toISOString();
  const freeze = `freeze:\n  - { from: ${at(hour)}, to: ${at(3 * hour)}, stages: [merge], reason: Year end }\n`;
  line = await openLine({ now: () => Date.now() + skew, policy: (text) => `${text}\n${freeze}` });
  await approvedWork(line);
  const group = line.as('developer').joinMergeQueue(line.seeded.pull);
  await line.settled();
  const { checksOf, checks } = line.seeded.repository;
  const shown = () => [
    line.check(line.seeded.pull)?.conclusion,
    ...(checksOf.get(group.headSha) ?? []).map((id) => checks.get(id)?.conclusion),
  ];
  await line.server.freezes();
  await line.settled();
  expect(shown()).toEqual(['success', 'success']);
  skew = 2 * hour;
  await line.server.freezes();
  await line.settled();
  expect(shown()).toEqual(['action_required', 'action_required']);
  skew = 4 * hour;
  await line.server.freezes();
  await line.settled();
  expect(shown()).toEqual(['success', 'success']);
});

test('6.1: a freeze that a server whose clock is ahead looks at too early is looked at again by the one that judged it', async () => {
  let skew = 0;
  const hour = 3_600_000;
  const at = (ms: number) => new Date(Date.now() + ms).toISOString();
  const freeze = `freeze:\n  - { from: ${at(hour)}, to: ${at(3 * hour)}, stages: [merge], reason: Year end }\n`;
  line = await openLine({ now: () => Date.now() + skew, policy: (text) => `${text}\n${freeze}` });
  await approvedWork(line);
  const shown = () => line.check(line.seeded.pull)?.conclusion;
  let ahead = 0;
  const early = freezeClock({ ...line.server.parts, now: () => Date.now() + ahead });
  for (const [later, is] of [
    [2 * hour, 'action_required'],
    [4 * hour, 'success'],
  ] as const) {
    ahead = later;
    await early();
    await line.settled();
    skew = later;
    await line.server.freezes();
    await line.settled();
    expect(shown()).toBe(is);
  }
});

test.each(['freeze', '"fr\\u0065eze"', '"fre\\x65ze"', '"fre\\\n  eze"'])(
  '6.1: a freeze that turns closes what is green by a policy that this process has not read: %j',
  async (key) => {
    let skew = 0;
    const hour = 3_600_000;
    const from = new Date(Date.now() + hour).toISOString();
    const to = new Date(Date.now() + 3 * hour).toISOString();
    const freeze = `${key.includes('\n') ? '? ' : ''}${key}${key.includes('\n') ? '\n' : ''}:\n  - { from: ${from}, to: ${to}, stages: [merge], reason: Year end }\n`;
    line = await openLine({ now: () => Date.now() + skew, policy: (text) => `${text}\n${freeze}` });
    await approvedWork(line);
    // As after a restart, or where five hundred others were read since.
    line.server.parts.policies.clear();
    skew = 2 * hour;
    await line.server.freezes();
    await line.settled();
    expect(line.check(line.seeded.pull)?.conclusion).toBe('action_required');
  },
);
