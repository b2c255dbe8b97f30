/** Who may say that a pull request implements a request, over the whole line (`rules.md 6.4`, T12). */
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
  expect(summary()).toMatch(new RegExp(`/accept #${pull}.*on #${number}.*/accept #${number}`));
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
  line.as('technical-expert').push(branch(), 'Of somebody else', { 'src/else.ts': 'export {};' });
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
  expect(summary()).toContain('somebody else');
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
