/** A request that came from another repository rests on what it touches in its new home (`rules.md` 4.2, 5.6). */
import { CHANGE_LABEL } from '@countersign/github/form/template.ts';
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { human } from '@countersign/sandbox/human.ts';
import { SEED_LOGINS } from '@countersign/sandbox/seed.ts';
import { addRepository, createLabel } from '@countersign/sandbox/world/repository.ts';
import { afterEach, expect, test } from 'vitest';
import { formBody } from '../instruments/formbody.ts';
import { ANSWERS, ASSESSMENT, type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

/** A request that began elsewhere and was approved where it came to, with what it touches there. */
async function movedIn() {
  line = await openLine();
  const { organization, repository, people } = line.seeded;
  const tip = repository.commits.get(repository.refs.get('refs/heads/main') ?? '');
  const files = { [POLICY_PATH]: tip?.files[POLICY_PATH] ?? '' };
  const other = addRepository(line.world, { owner: organization, name: 'other', author: people.developer, files });
  for (const name of [CHANGE_LABEL, 'requirement']) createLabel(line.world, people.developer, other, { name });
  const there = (login: string) => human(line.world, login, `${organization.login}/other`);
  const owner = there('olga');
  const requirement = owner.openIssue({ title: 'Exports', body: 'As CSV.', labels: ['requirement'] }).number;
  const number = line.file({ items: 'New requirement' }, 'A wish');
  await line.settled();
  const moved = line.as('developer').transferIssue(number, `${organization.login}/other`).number;
  await line.settled();
  const body = formBody('standard', 'en', { ...ANSWERS, items: `#${requirement}` });
  there(SEED_LOGINS.requester).editIssue(moved, { body });
  await line.settled();
  there(SEED_LOGINS.requester).comment(moved, '/submit');
  there(SEED_LOGINS['project-manager']).comment(moved, ASSESSMENT);
  await line.settled();
  for (const role of ['project-manager', 'technical-expert', 'customer'] as const)
    there(SEED_LOGINS[role]).comment(moved, '/approve');
  await line.settled();
  /** A pull request there, which is green. @returns what its check says now */
  const green = async (file: string, says: string) => {
    owner.push('work', 'work', { [file]: '1' }, 'main');
    const pull = owner.openPull({ title: 'Work', body: says, head: 'work', base: 'main' });
    await line.settled();
    const head = other.issues.get(pull)?.pull?.headSha ?? '';
    const conclusion = () => other.checks.get(other.checksOf.get(head)?.at(-1) ?? 0)?.conclusion;
    expect(conclusion()).toBe('success');
    return conclusion;
  };
  return { moved, requirement, there, owner, green, from: `${organization.login}/${repository.name}` };
}

test.each(['edited', 'deleted', 'transferred'] as const)(
  '4.2: a requirement that is %s closes at once what rests on it by a request that came from another repository',
  async (how) => {
    const { moved, requirement, owner, green, from } = await movedIn();
    const conclusion = await green('src/work.ts', `Change: #${moved}`);
    if (how === 'edited') owner.editIssue(requirement, { body: 'Something wholly else.' });
    if (how === 'deleted') owner.deleteIssue(requirement);
    if (how === 'transferred') owner.transferIssue(requirement, from);
    await line.settled();
    expect(conclusion()).toBe('action_required');
  },
);

test.each<[string, string, string]>([
  ['implements', 'src/work.ts', 'Change: #'],
  ['fixes', 'docs/words.md', 'Fixes #'],
  ['speaks of', 'docs/words.md', 'See #'],
])('4.6: a hold closes at once what %s a request that came from another repository', async (_, file, word) => {
  const { moved, there, green } = await movedIn();
  const conclusion = await green(file, `${word}${moved}`);
  there(SEED_LOGINS['project-manager']).comment(moved, '/hold wait');
  await line.settled();
  expect(conclusion()).toBe('action_required');
});
