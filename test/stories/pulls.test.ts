import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { addRepository } from '@countersign/sandbox/world/repository.ts';
import { afterEach, expect, test } from 'vitest';
import { approved } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

/** A repository of the same owner under the same policy. */
function anotherRepository() {
  const { organization, repository, people } = line.seeded;
  const tip = repository.commits.get(repository.refs.get('refs/heads/main') ?? '');
  const files = { [POLICY_PATH]: tip?.files[POLICY_PATH] ?? '' };
  return addRepository(line.world, { owner: organization, name: 'other', author: people.developer, files });
}

async function names(body: string) {
  line.as('developer').editPull(line.seeded.pull, { body });
  await line.settled();
  return line.check(line.seeded.pull);
}

test.each([
  ['a request that does not exist', 'Change: #999', /#999/],
  ['a request in another repository', 'Change: other/place#1', /other\/place#1/],
  ['a key of another tracker', 'Change: PROJ-12', /PROJ-12/],
  ['an issue that is no change request', 'Change: #1', /#1/],
])('8: a pull request that names %s is held back with its name', async (_, body, title) => {
  line = await openLine();
  const check = await names(body);
  expect(check?.conclusion).not.toBe('success');
  const summary = line.seeded.repository.checks.get(check?.id ?? 0)?.summary ?? '';
  expect(`${check?.title}\n${summary}`).toMatch(title);
});

test('8: of several requests that a pull request names, every one has to let it merge', async () => {
  line = await openLine();
  const first = await approved(line);
  const second = line.file({ items: '#2' }, 'Another wish');
  await line.settled();
  expect(await names(`Change: #${first}, #${second}`)).toMatchObject({ conclusion: 'action_required' });
  expect(await names(`Change: #${first}`)).toMatchObject({ conclusion: 'success' });
  expect((await line.state(second)).work).toEqual([]);
});

test.each([10, 60])('8: a request is asked though %i other issues are named before it', async (others) => {
  line = await openLine();
  const first = await approved(line);
  const second = line.file({ items: '#2' }, 'Another wish');
  await line.settled();
  const many = Array.from({ length: others }, (_, at) => `Fixes #${900 + at}`).join('\n');
  expect(await names(`Change: #${first}\n${many}\nFixes #${second}`)).toMatchObject({
    conclusion: 'action_required',
  });
});

test('a closing keyword names a change request where there is one, and is no hindrance where there is none', async () => {
  line = await openLine();
  const number = await approved(line);
  expect(await names(`Fixes #${number}, fixes #2`)).toMatchObject({ conclusion: 'success' });
});

test('a pull request that named the request before it was one is linked when it becomes one', async () => {
  line = await openLine();
  await names('Change: #5');
  const number = await approved(line);
  expect(number).toBe(5);
  expect(line.check(line.seeded.pull)?.conclusion).toBe('success');
});

test('5.6: an approved request that was transferred lends its approval to none that has its new number here', async () => {
  line = await openLine();
  const number = await approved(line, line.file({ items: 'New requirement' }, 'Elsewhere'));
  const here = line.file({}, 'Here');
  await line.settled();
  const other = anotherRepository();
  other.nextNumber = here;
  const moved = line.as('developer').transferIssue(number, `${line.seeded.organization.login}/other`);
  await line.settled();
  expect(moved.number).toBe(here);
  expect(await names(`Change: #${here}`)).toMatchObject({ conclusion: 'action_required' });
});

test('6.1: a push asks again for the new head, and what is exempt needs no request', async () => {
  line = await openLine();
  const { pull, repository } = line.seeded;
  const before = line.check(pull)?.id;
  line.as('developer').push(repository.issues.get(pull)?.pull?.headRef ?? '', 'more', { 'src/more.js': 'export {};' });
  await line.settled();
  expect(line.check(pull)?.id).not.toBe(before);
  expect(line.check(pull)?.conclusion).toBe('action_required');
  line.as('developer').push('words', 'words only', { 'docs/words.md': 'hello' }, 'main');
  const other = line.as('developer').openPull({ title: 'Words', body: '', head: 'words', base: 'main' });
  await line.settled();
  expect(line.check(other)?.conclusion).toBe('success');
});

test('6.1: an exempt author’s pull request is exempt only while nobody else pushes to it', async () => {
  line = await openLine({ policy: (text) => text.replace('exempt:', 'exempt:\n      authors: ["@dara"]') });
  const { pull, repository } = line.seeded;
  const branch = repository.issues.get(pull)?.pull?.headRef ?? '';
  expect(line.check(pull)?.conclusion).toBe('success');
  line.as('developer').push(branch, 'more', { 'src/more.js': 'export {};' });
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('success');
  line.as('technical-expert').push(branch, 'mine', { 'src/rogue.js': 'export {};' });
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('action_required');
  line.as('developer').push(branch, 'on top', { 'src/more.js': 'export default 1;' });
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('action_required');
});

test('7.2: a change of the policy needs a change request, whatever the policy exempts', async () => {
  line = await openLine();
  const developer = line.as('developer');
  const { repository } = line.seeded;
  const text = repository.commits.get(repository.refs.get('refs/heads/main') ?? '')?.files[POLICY_PATH] ?? '';
  const edits = { [POLICY_PATH]: text.replace('docs/**', '**') };
  developer.push('free', 'Free us', edits, 'main');
  const pull = developer.openPull({ title: 'Free us', body: '', head: 'free', base: 'main' });
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('action_required');
});

test('6.1: a pull request that moves to another base is asked for what it changes there', async () => {
  line = await openLine();
  const developer = line.as('developer');
  developer.push('stack', 'code', { 'src/rogue.js': 'export {};' }, 'main');
  developer.push('words', 'words only', { 'docs/words.md': 'hello' }, 'stack');
  const pull = developer.openPull({ title: 'Words', body: '', head: 'words', base: 'stack' });
  await line.settled();
  developer.editPull(pull, { base: 'main' });
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('action_required');
});

test('the merge queue is judged on its own commit, for every pull request in the group', async () => {
  line = await openLine();
  const { pull } = line.seeded;
  const number = await approved(line);
  expect(await names(`Change: #${number}`)).toMatchObject({ conclusion: 'success' });
  line.as('developer').push('rogue', 'rogue', { 'src/rogue.js': 'export {};' }, 'main');
  const rogue = line.as('developer').openPull({ title: 'Rogue', body: '', head: 'rogue', base: 'main' });
  await line.settled();
  const checkAt = (sha: string) =>
    [...line.seeded.repository.checks.values()].filter((one) => one.headSha === sha).at(-1);
  const alone = line.as('developer').joinMergeQueue(pull);
  await line.settled();
  expect(checkAt(alone.headSha)?.conclusion).toBe('success');
  line.as('developer').leaveMergeQueue(alone.headSha);
  const both = line.as('developer').joinMergeQueue(rogue, pull);
  await line.settled();
  expect(checkAt(both.headSha)?.conclusion).toBe('action_required');
});

test('6.1: a pull request is found in the merge queue’s group however many commits come before its own', async () => {
  line = await openLine();
  const developer = line.as('developer');
  const { pull } = line.seeded;
  const number = await approved(line);
  await names(`Change: #${number}`);
  developer.push('long', 'one of many', { 'src/long.js': '0' }, 'main');
  for (let at = 1; at < 120; at += 1) developer.push('long', `one of many ${at}`, { 'src/long.js': String(at) });
  const long = developer.openPull({ title: 'Long', body: `Change: #${number}`, head: 'long', base: 'main' });
  developer.push('rogue', 'rogue', { 'src/rogue.js': 'export {};' }, 'main');
  const rogue = developer.openPull({ title: 'Rogue', body: '', head: 'rogue', base: 'main' });
  await line.settled();
  expect(line.check(long)?.conclusion).toBe('success');
  const group = developer.joinMergeQueue(long, rogue, pull);
  await line.settled();
  const check = [...line.seeded.repository.checks.values()].filter((one) => one.headSha === group.headSha).at(-1);
  expect(check?.conclusion).toBe('action_required');
});

test('6.1: a request that was deleted in the tracker opens no gate any more', async () => {
  line = await openLine();
  const number = await approved(line);
  expect(await names(`Change: #${number}`)).toMatchObject({ conclusion: 'success' });
  line.as('owner').deleteIssue(number);
  await line.settled();
  expect(line.check(line.seeded.pull)).toMatchObject({ conclusion: 'action_required' });
});

test('4.3: a vote that is lost while a group waits in the merge queue closes the group’s check, too', async () => {
  line = await openLine();
  const { pull } = line.seeded;
  const number = await approved(line);
  expect(await names(`Change: #${number}`)).toMatchObject({ conclusion: 'success' });
  const group = line.as('developer').joinMergeQueue(pull);
  await line.settled();
  const checkOfGroup = () =>
    [...line.seeded.repository.checks.values()].filter((one) => one.headSha === group.headSha).at(-1)?.conclusion;
  expect(checkOfGroup()).toBe('success');
  line.as('project-manager').comment(number, '/assess cost CNY 9,000');
  await line.settled();
  expect(checkOfGroup()).toBe('action_required');
});

test('the check’s buttons: look again, explain, start a request', async () => {
  line = await openLine();
  const { pull } = line.seeded;
  const check = line.check(pull);
  line.as('developer').pressCheckButton(check?.id ?? 0, 'explain');
  line.as('developer').pressCheckButton(check?.id ?? 0, 'start-request');
  line.as('developer').pressCheckButton(check?.id ?? 0, 'recheck');
  await line.settled();
  expect(line.comments(pull)).toHaveLength(1);
  const said = line.answers(pull);
  expect(said).toHaveLength(2);
  // Beside us, where the stand-in is: never at github.com when GitHub is somewhere else.
  expect(said.join('\n')).toMatch(/\(http:\/\/127\.0\.0\.1:\d+\/[^)]*\/issues\/new\?template=change-request\.yml\)/);
  expect(line.check(pull)?.conclusion).toBe('action_required');
});

test('6.3: a command on a pull request is not done, and its writer is told once where this change is decided', async () => {
  line = await openLine();
  const { pull } = line.seeded;
  line.as('customer').comment(pull, '/approve');
  await line.settled();
  expect(line.answers(pull)).toEqual([expect.stringMatching(/names no change request.*`Change: #12`/)]);
  const number = line.file();
  await line.settled();
  line.as('developer').editPull(pull, { body: `Change: #${number}` });
  await line.settled();
  for (const body of ['/aprove', '/approve', '/help', 'thanks, see /usr/bin']) line.as('customer').comment(pull, body);
  line.as('technical-expert').comment(pull, '/explain');
  await line.settled();
  const said = line.answers(pull).join('\n');
  expect(said).toContain(`#${number}`);
  expect(said).toContain(line.check(pull)?.title);
  expect(said.match(/No command is taken/g)).toHaveLength(2);
  expect((await line.state(number)).votes).toEqual([]);
  expect(line.answers(number)).toEqual([]);
});

test('6.3: on a pull request the answer is in the language of the policy, and there is none where no policy is', async () => {
  line = await openLine({ locale: 'zh-CN' });
  line.as('customer').comment(line.seeded.pull, '/批准');
  await line.settled();
  expect(line.answers(line.seeded.pull)).toEqual([expect.stringMatching(/未执行.*`变更：#12`/)]);
  await line.close();
  line = await openLine({ policy: null });
  line.as('customer').comment(line.seeded.pull, '/approve');
  await line.settled();
  expect(line.answers(line.seeded.pull)).toEqual([]);
});
