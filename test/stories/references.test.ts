/** What a pull request names, over the whole line: what opens, what only holds back, and of what it is on record as work (`rules.md 6.3`). */
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { addRepository } from '@countersign/sandbox/world/repository.ts';
import { afterEach, expect, test } from 'vitest';
import { approved } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

async function names(body: string) {
  line.as('developer').editPull(line.seeded.pull, { body });
  await line.settled();
  return line.check(line.seeded.pull);
}

const linked = (text: string) => text.replace('    branches: [main]', '    branches: [main]\n    covers: linked');

test('R065–R080: an approved request is opened by what says so, and is no work of what does not', async () => {
  line = await openLine();
  const number = await approved(line);
  for (const body of [
    `It doesn't fix #${number}`,
    `Will not resolve #${number}`,
    `Use \`Closes #${number}\` to link it.`,
  ]) {
    expect(await names(body), body).toMatchObject({ conclusion: 'action_required' });
    expect((await line.state(number)).work, body).toEqual([]);
  }
  const check = await names(`- [ ] Post-merge: close #${number} with a note`);
  expect(check).toMatchObject({ conclusion: 'action_required', title: expect.stringContaining(`#${number}`) });
  const summary = line.seeded.repository.checks.get(check?.id ?? 0)?.summary ?? '';
  expect(summary).toContain('`Change: #12`');
  expect((await line.state(number)).work).toEqual([]);
  for (const body of [`**Change:** #${number}`, `- Change: #${number}`, `变更：＃${number}`, `关联变更：#${number}`]) {
    expect(await names(body), body).toMatchObject({ conclusion: 'success' });
    expect((await line.state(number)).work, body).toHaveLength(1);
  }
});

test('R074: a list behind one keyword names all of it; what is only mentioned holds back, and is looked at again when that turns', async () => {
  line = await openLine();
  const first = await approved(line);
  const draft = line.file({ items: '#2' }, 'Another wish');
  await line.settled();
  expect(await names(`Closes #${first}, #${draft}`)).toMatchObject({ conclusion: 'action_required' });
  expect(await names(`Closes #${first}\n\nNeeds #${draft}.`)).toMatchObject({ conclusion: 'action_required' });
  expect((await line.state(draft)).work).toEqual([]);
  line.as('requester').comment(draft, '/withdraw Not needed');
  await line.settled();
  expect(line.check(line.seeded.pull)).toMatchObject({ conclusion: 'action_required' });
  expect(await names(`Closes #${first}\n\nIt has nothing to do with \`#${draft}\`.`)).toMatchObject({
    conclusion: 'success',
  });
});

test('6.1: with `covers: linked`, saying it less plainly opens nothing, and a hold reaches what only mentions', async () => {
  line = await openLine({ policy: linked });
  const number = await approved(line);
  const draft = line.file({ items: '#2' }, 'Another wish');
  await line.settled();
  expect(await names('A small repair.')).toMatchObject({ conclusion: 'success' });
  expect(await names(`See #${number}`)).toMatchObject({ conclusion: 'success' });
  line.as('project-manager').comment(number, '/hold The customer asks for time');
  await line.settled();
  expect(line.check(line.seeded.pull)).toMatchObject({ conclusion: 'action_required' });
  line.as('project-manager').comment(number, '/release');
  await line.settled();
  expect(line.check(line.seeded.pull)).toMatchObject({ conclusion: 'success' });
  for (const body of [`Closes #${draft}`, `This closes #${draft}`, `> Change: #${draft}`, `- [ ] close #${draft}`])
    expect(await names(body), body).toMatchObject({ conclusion: 'action_required' });
});

test('6.1: with `covers: linked`, whoever takes the name of a request away that may not be merged opens nothing by it', async () => {
  line = await openLine({ policy: linked });
  const { pull } = line.seeded;
  const developer = line.as('developer');
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('success');
  const refused = line.file();
  await line.settled();
  for (const body of [`Change: #${refused}`, 'Of nothing.', `\`Change: #${refused}\``, '']) {
    developer.editPull(pull, { body });
    await line.settled();
    expect([body, line.check(pull)?.conclusion]).toEqual([body, 'action_required']);
  }
  // Whoever named it by mistake names the right one.
  const number = await approved(line);
  developer.editPull(pull, { body: `Change: #${number}` });
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('success');
  developer.editPull(pull, { body: '' });
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('action_required');
  // What is approved holds nothing back.
  await approved(line, refused);
  expect(line.check(pull)?.conclusion).toBe('success');
});

test('6.1: with `covers: linked`, a request that was named is not forgotten for how many others were named after it', async () => {
  line = await openLine({ policy: linked });
  const refused = line.file();
  await line.settled();
  const others = Array.from({ length: 50 }, (_, at) => `#${900 + at}`).join(', ');
  for (const body of [`Change: #${refused}`, `Change: ${others}`, 'Change: ABC-1', 'Of nothing.'])
    expect([body, (await names(body))?.conclusion]).toEqual([body, 'action_required']);
  // What is asked for in its place still helps.
  const number = await approved(line);
  expect(await names(`Change: #${number}`)).toMatchObject({ conclusion: 'success' });
});

test('5.6, 6.1: with `covers: linked`, a request that was named and then transferred away holds back still', async () => {
  line = await openLine({ policy: linked });
  const { organization, repository, people } = line.seeded;
  const refused = line.file();
  await line.settled();
  expect(await names(`Change: #${refused}`)).toMatchObject({ conclusion: 'action_required' });
  const tip = repository.commits.get(repository.refs.get('refs/heads/main') ?? '');
  const files = { [POLICY_PATH]: tip?.files[POLICY_PATH] ?? '' };
  addRepository(line.world, { owner: organization, name: 'other', author: people.developer, files });
  line.as('developer').transferIssue(refused, `${organization.login}/other`);
  await line.settled();
  expect(line.check(line.seeded.pull)).toMatchObject({ conclusion: 'action_required' });
  expect(await names('Of nothing.')).toMatchObject({ conclusion: 'action_required' });
});

/** What closes a gate although nothing of it is on this record: each as it is written, and said less plainly. */
const NOT_HERE: readonly (readonly [what: string, name: string, lessPlainly: string])[] = [
  ['another repository', 'Change: acme/elsewhere#5', 'See acme/elsewhere#5'],
  [
    'an address in another repository',
    'Change: https://github.com/acme/elsewhere/issues/5',
    'Closes https://github.com/acme/elsewhere/issues/5',
  ],
  ['an address at another host', 'Change: https://git.example/acme/shop/issues/5', '~~Change~~'],
  ['a key of Jira', 'Change: SHIP-12', 'Change: SHIP-12 support'],
  ['a number of no request', 'Change: #999', 'Closes #999'],
  ['a list', 'Change: #998, acme/elsewhere#5', '`Change: #998`'],
];

test.each(NOT_HERE)(
  '6.1: with `covers: linked`, %s that closed the gate holds it once it is taken away',
  async (_, name, lessPlainly) => {
    line = await openLine({ policy: linked });
    await line.settled();
    expect(line.check(line.seeded.pull)).toMatchObject({ conclusion: 'success' });
    for (const body of [name, 'Of nothing.', lessPlainly, name.replace('Change: ', ''), ''])
      expect([body, (await names(body))?.conclusion]).toEqual([body, 'action_required']);
    const number = await approved(line);
    expect(await names(`Change: #${number}`)).toMatchObject({ conclusion: 'success' });
    expect(await names('')).toMatchObject({ conclusion: 'action_required' });
  },
);

test('6.1: with `covers: linked`, what never closed the gate holds nothing once it is taken away', async () => {
  line = await openLine({ policy: linked });
  await line.settled();
  for (const body of [
    'Closes #2',
    'Of nothing.',
    'Change: UTF-8 everywhere',
    'Closes acme/elsewhere#5',
    'See #999',
    '',
  ])
    expect([body, (await names(body))?.conclusion]).toEqual([body, 'success']);
});
