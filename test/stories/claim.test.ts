/** Who may say that a pull request implements a request, over the whole line (`rules.md 6.4`, T12). */
import type { Occurrence } from '@countersign/sandbox/world/world.ts';
import { afterEach, expect, test } from 'vitest';
import { approved } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

/** As a policy is without a word on it. */
const usual = (text: string) => text.replace('    claim: anyone\n', '');

async function named(number: number) {
  line.as('developer').editPull(line.seeded.pull, { body: `Change: #${number}` });
  await line.settled();
}

const branch = () => line.seeded.repository.issues.get(line.seeded.pull)?.pull?.headRef ?? '';
const summary = () => line.seeded.repository.checks.get(line.check(line.seeded.pull)?.id ?? 0)?.summary ?? '';

test('6.4: in standard the owner accepts a pull request by name, on the request; a stranger’s link starts nothing', async () => {
  line = await openLine({ policy: usual });
  const { pull } = line.seeded;
  const number = await approved(line);
  await named(number);
  expect((await line.state(number)).stage).toBe('approved');
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
  expect(summary()).toMatch(
    new RegExp(`“Accept work” on the page of #${number},.*/accept #${pull}.*/accept #${number}`),
  );
  expect(line.comments(number)[0]).toContain('`/accept`');

  line.as('customer').comment(number, `/accept #${pull}`);
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
  expect(line.answers(number)).toHaveLength(1);

  line.as('project-manager').comment(number, `/accept #${pull}`);
  await line.settled();
  expect((await line.state(number)).stage).toBe('implementing');
  expect(line.check(pull)).toMatchObject({ conclusion: 'success' });

  line.as('developer').push(branch(), 'More', { 'src/more.ts': 'export {};' });
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
  line.as('technical-expert').push(branch(), 'Of somebody other', { 'src/else.ts': 'export {};' });
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
  expect(summary()).toContain('somebody other');
});

test('6.4: on the pull request, in Chinese; what is refused is answered there, and emptied caches lose nothing', async () => {
  line = await openLine({ policy: usual, locale: 'zh-CN' });
  const { pull } = line.seeded;
  const number = await approved(line);
  await named(number);
  line.as('customer').comment(pull, `/纳入 #${number}`);
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
  expect(line.answers(pull)).toHaveLength(1);
  expect(line.answers(number)).toHaveLength(0);
  expect(summary()).toContain(`/纳入 #${number}`);

  line.as('project-manager').comment(pull, `/纳入 #${number}`);
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
  expect(line.answers(pull)).toHaveLength(1);

  const { parts } = line.server;
  const work = await parts.work.findByNumber(
    `github:${line.seeded.organization.id}`,
    (await parts.work.openAnywhere())[0]?.project ?? '',
    pull,
  );
  if (work) await parts.work.forget(work.tenant, work.project, work.id);
  await line.server.reconcile();
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
});

const SAYS = { en: 'Not done: Accept for', 'zh-CN': '未执行：纳入' } as const;
const BUTTON = { en: 'Accept for #', 'zh-CN': '纳入 #' } as const;

test.each(['en', 'zh-CN'] as const)(
  '6.4: the check’s button accepts as the command does: whoever may by one press, others are told why not, and of what changed meanwhile it says nothing (%s)',
  async (locale) => {
    line = await openLine({ policy: usual, locale });
    const { pull } = line.seeded;
    const number = await approved(line);
    await named(number);
    const run = () => line.seeded.repository.checks.get(line.check(pull)?.id ?? 0);
    const button = run()?.actions.find(({ label }) => label === `${BUTTON[locale]}${number}`);
    const press = async (role: 'technical-expert' | 'project-manager', id = line.check(pull)?.id) => {
      line.as(role).pressCheckButton(id ?? 0, button?.identifier ?? '');
      await line.settled();
    };
    await press('technical-expert');
    expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
    expect(line.answers(pull)).toEqual([expect.stringContaining(SAYS[locale])]);
    expect(line.answers(number)).toEqual([]);

    // The commit that the button stood at is the pull request's no more.
    const before = line.check(pull)?.id;
    line.as('technical-expert').push(branch(), 'Of somebody other', { 'src/else.ts': 'export {};' });
    await line.settled();
    await press('project-manager', before);
    expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
    expect(line.answers(pull)).toHaveLength(2);

    await press('project-manager');
    expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
    expect((await line.state(number)).stage).toBe('implementing');
    expect(run()?.actions.map(({ identifier }) => identifier)).toEqual(['recheck']);
    expect(line.answers(pull)).toHaveLength(2);
  },
);

test('6.4: a press accepts the pull request on whose page the button stood, whatever else stands on its commit by then', async () => {
  line = await openLine({ policy: usual });
  const { pull, repository } = line.seeded;
  const number = await approved(line);
  await named(number);
  const before = line.check(pull)?.id ?? 0;
  const identifier = `accept-${number}-${pull}`;
  expect(repository.checks.get(before)?.actions.map((one) => one.identifier)).toContain(identifier);
  // Somebody else opens theirs on the very commit, from a fork, so that one press is for both.
  const made = { title: 'The same', body: `Change: #${number}`, head: 'copy', base: 'main', ours: false };
  repository.refs.set('refs/heads/copy', repository.issues.get(pull)?.pull?.headSha ?? '');
  const other = line.as('technical-expert').openPull(made);
  await line.settled();
  const run = repository.checks.get(line.check(pull)?.id ?? 0);
  expect(run?.actions.map((one) => one.identifier)).not.toContain(identifier);
  // It is on many a screen still.
  const press = async (pressed: string) => {
    if (run) run.actions = [{ label: 'Accept', description: 'As it was', identifier: pressed }];
    line.as('project-manager').pressCheckButton(run?.id ?? 0, pressed);
    await line.settled();
  };
  // As an older version named its buttons: that is asked to look again.
  await press(`accept-${number}`);
  expect((await line.state(number)).work.filter(({ accepted }) => accepted)).toEqual([]);
  // The first goes on to another commit, so that the other alone stands on this one.
  line.as('developer').push(branch(), 'More', { 'src/more.ts': 'export {};' });
  await line.settled();
  await press(identifier);
  expect((await line.state(number)).work.filter(({ accepted }) => accepted)).toEqual([]);
  line.as('technical-expert').push('copy', 'Evil', { 'src/evil.ts': 'export {};' });
  await line.settled();
  expect(line.check(other)).toMatchObject({ conclusion: 'action_required' });
  // By name it is plain which.
  line.as('project-manager').comment(pull, `/accept #${number}`);
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
  expect(line.check(other)).toMatchObject({ conclusion: 'action_required' });
});

test('6.4: a program’s pull request is accepted by name, whoever may claim', async () => {
  line = await openLine();
  const number = await approved(line);
  const author = line.world.state.accounts.get(line.seeded.people.developer.id);
  if (author) {
    line.world.state.accounts.set(author.id, { ...author, type: 'Bot' });
    line.world.addresses.delete(`account:${author.id}`);
  }
  await named(number);
  expect(line.check(line.seeded.pull)).toMatchObject({ conclusion: 'action_required' });
  expect(summary()).toContain('program');
});

/** What GitHub tells of such events waits until it is let go, or never comes. */
function held(isHeld: (one: Occurrence) => boolean): () => void {
  const waiting: Occurrence[] = [];
  line.deliveries.meddle = (one) => {
    if (isHeld(one)) waiting.push(one);
    return isHeld(one) ? [] : [one];
  };
  return () => {
    line.deliveries.meddle = (one) => [...waiting.splice(0), one];
    line.as('customer').comment(line.seeded.pull, 'Hello.');
  };
}

/** GitHub's times have whole seconds. */
function later(seconds: number): void {
  line.world.now = () => Date.now() + seconds * 1000;
}

test.each(['the request', 'the pull request'])(
  '6.4: what was accepted on %s before another account pushed is not what it pushed, whenever we hear of it',
  async (where) => {
    line = await openLine({ policy: usual });
    const { pull } = line.seeded;
    const number = await approved(line);
    await named(number);
    const accept = () =>
      where === 'the request'
        ? line.as('project-manager').comment(number, `/accept #${pull}`)
        : line.as('project-manager').comment(pull, `/accept #${number}`);
    const release = held((one) => one.event === 'issue_comment');
    later(3);
    accept();
    later(6);
    line.as('technical-expert').push(branch(), 'Of somebody other', { 'src/else.ts': 'export {};' });
    await line.settled();
    later(9);
    release();
    await line.settled();
    expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
    expect(line.answers(where === 'the request' ? number : pull).join()).toContain('after you said so');
    later(12);
    accept();
    await line.settled();
    expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
  },
);

test('6.4: what was accepted before work was taken away and named again is accepted no more', async () => {
  line = await openLine({ policy: usual });
  const { pull } = line.seeded;
  const number = await approved(line);
  await named(number);
  const release = held((one) => one.event === 'issue_comment');
  later(3);
  line.as('project-manager').comment(number, `/accept #${pull}`);
  later(6);
  line.as('developer').editPull(pull, { body: 'Of nothing.' });
  await line.settled();
  later(9);
  line.as('technical-expert').push(branch(), 'Of somebody other', { 'src/else.ts': 'export {};' });
  await line.settled();
  later(12);
  await named(number);
  release();
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
});

test('6.4: what its author pushes upon a commit that nobody was seen to push is nobody’s', async () => {
  line = await openLine({ policy: usual });
  const { pull } = line.seeded;
  const number = await approved(line);
  await named(number);
  line.as('project-manager').comment(number, `/accept #${pull}`);
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
  held((one) => one.event === 'pull_request');
  line.as('technical-expert').push(branch(), 'Of somebody other', { 'src/else.ts': 'export {};' });
  await line.settled();
  line.deliveries.meddle = undefined;
  later(3);
  line.as('developer').push(branch(), 'Upon it', { 'src/more.ts': 'export {};' });
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
  expect(summary()).toContain('nobody saw');
  later(6);
  line.as('project-manager').comment(number, `/accept #${pull}`);
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
  later(9);
  line.as('developer').push(branch(), 'And more', { 'src/again.ts': 'export {};' });
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
});

test('6.4: pushes of its author that are told of the wrong way round leave it accepted', async () => {
  line = await openLine({ policy: usual });
  const { pull } = line.seeded;
  const number = await approved(line);
  await named(number);
  line.as('project-manager').comment(number, `/accept #${pull}`);
  await line.settled();
  const release = held((one) => one.event === 'pull_request');
  later(3);
  line.as('developer').push(branch(), 'One', { 'src/one.ts': 'export {};' });
  await line.settled();
  later(6);
  line.deliveries.meddle = undefined;
  line.as('developer').push(branch(), 'Two', { 'src/two.ts': 'export {};' });
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
  later(9);
  release();
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
});

test('6.4: whoever may claim has claimed nothing by what another account writes into their pull request', async () => {
  line = await openLine({ policy: (text) => text.replace('claim: anyone', 'claim: role') });
  const { pull } = line.seeded;
  const number = await approved(line);
  line.as('technical-expert').editPull(pull, { body: `Change: #${number}` });
  await line.settled();
  expect((await line.state(number)).stage).toBe('approved');
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
  expect(summary()).toContain('somebody other');
  line.as('developer').editPull(pull, { body: 'Of nothing.' });
  await line.settled();
  await named(number);
  expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
});

test.each<readonly [string, () => Promise<void>]>([
  ['a round finds', () => line.server.reconcile()],
  [
    'a push of its author tells of',
    async () => {
      line.as('developer').push(branch(), 'More', { 'src/more.ts': 'export {};' });
    },
  ],
  [
    'its author’s edit of something else tells of',
    async () => line.as('developer').editPull(line.seeded.pull, { title: 'Another title' }),
  ],
  [
    'its author’s reopening tells of',
    async () => {
      line.as('developer').editPull(line.seeded.pull, { state: 'closed' });
      line.as('developer').editPull(line.seeded.pull, { state: 'open' });
    },
  ],
])('6.4: what another account wrote into a pull request is not its author’s word where %s it', async (_, finds) => {
  line = await openLine({ policy: (text) => text.replace('claim: anyone', 'claim: role') });
  const { pull } = line.seeded;
  const number = await approved(line);
  held((one) => one.event === 'pull_request');
  later(3);
  line.as('technical-expert').editPull(pull, { body: `Change: #${number}` });
  await line.settled();
  line.deliveries.meddle = undefined;
  later(6);
  await finds();
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
  expect(summary()).toContain('somebody other');
  expect((await line.state(number)).stage).toBe('approved');
});

test('6.4: what its author wrote is the author’s word, whichever event is told of first', async () => {
  line = await openLine({ policy: (text) => text.replace('claim: anyone', 'claim: role') });
  const { pull } = line.seeded;
  const number = await approved(line);
  const release = held((one) => one.event === 'pull_request');
  later(3);
  line.as('developer').editPull(pull, { body: `Change: #${number}` });
  await line.settled();
  line.deliveries.meddle = undefined;
  later(6);
  line.as('developer').editPull(pull, { title: 'Another title' });
  await line.settled();
  later(9);
  release();
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
});
