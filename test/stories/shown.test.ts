/** Shows in the whole line that an edit which GitHub shows, and our parser alone would not, closes what was approved, and that a hidden vote is none. */
import { afterEach, expect, test } from 'vitest';
import { ANSWERS, ASSESSMENT, type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

const WORDS = 'The vendor is liable.';

test.each([
  ['behind an attribute that is never closed', `<div title="\n\n<!-- ">${WORDS} -->`],
  [
    'as the target of a link of GitHub’s own',
    `Per [the contract][ ]\n\n[the contract]: https://example.com "${WORDS}"`,
  ],
  ['as a definition above a table', `[note]: x "${WORDS}"\n| a |\n|---|\n| b |`],
  ['behind U+2028', `    \u2028<!-- ${WORDS} -->`],
  ['below a mark of byte order', `The fee is $5, later $6. ${WORDS}`, '\ufeff'],
])('4.2: words %s end what was approved when they are edited', async (_, after, before = '') => {
  line = await openLine();
  const number = line.file({ after: `${ANSWERS.after}\n\n${after}` });
  await line.settled();
  const bodyOf = () => line.seeded.repository.issues.get(number)?.body ?? '';
  if (before !== '') line.as('requester').editIssue(number, { body: before + bodyOf() });
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  line.as('developer').editPull(line.seeded.pull, { body: `Change: #${number}` });
  for (const role of ['project-manager', 'technical-expert', 'customer'] as const)
    line.as(role).comment(number, '/approve');
  await line.settled();
  expect(line.check(line.seeded.pull)?.conclusion).toBe('success');
  expect(bodyOf()).toContain(WORDS);
  line.as('developer').editIssue(number, { body: bodyOf().replace(WORDS, 'Nobody is liable.') });
  await line.settled();
  expect(line.check(line.seeded.pull)?.conclusion).not.toBe('success');
});

test.each(['<div title="\n\n/approve', '<p><!-- x\n\n/approve\n\n-->'])(
  '6.3: a vote that nobody sees counts for nothing: %j',
  async (hidden) => {
    line = await openLine();
    const number = line.file();
    await line.settled();
    line.as('requester').comment(number, '/submit');
    line.as('project-manager').comment(number, ASSESSMENT);
    await line.settled();
    const told = line.answers(number).length;
    line.as('technical-expert').comment(number, `Thanks, I will look at it tomorrow.\n\n${hidden}`);
    await line.settled();
    expect((await line.state(number)).votes).toEqual([]);
    expect(line.answers(number).length).toBeGreaterThan(told);
  },
);
