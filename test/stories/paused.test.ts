/** What happened while GitHub told the app nothing, because an owner had paused it or taken a repository from it, is made good before anything else (`rules.md 4.4`). */
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { afterEach, expect, test } from 'vitest';
import { approvedWork } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

const policyNow = (): string => {
  const { repository } = line.seeded;
  return repository.commits.get(repository.refs.get('refs/heads/main') ?? '')?.files[POLICY_PATH] ?? '';
};

/** Work into an exempt folder, green for its files. */
function docs(branch: string): number {
  const developer = line.as('developer');
  developer.push(branch, branch, { [`docs/${branch}.md`]: 'x' }, 'main');
  return developer.openPull({ title: branch, body: '', head: branch, base: 'main' });
}

const headOf = (pull: number): string => line.seeded.repository.issues.get(pull)?.pull?.headSha ?? '';
const concluded = (sha: string) =>
  [...line.seeded.repository.checks.values()].filter((one) => one.headSha === sha).at(-1)?.conclusion;

const AWAY = {
  suspended: [() => line.as('owner').suspend(), () => line.as('owner').unsuspend()],
  'taken out of the repository': [
    () => line.as('owner').removeFromInstallation(line.seeded.repository),
    () => line.as('owner').addToInstallation(line.seeded.repository),
  ],
} as const;

test.each(Object.keys(AWAY) as (keyof typeof AWAY)[])(
  '4.4: what was green when the app was %s is judged by what is so when it may go on, without waiting for a round',
  async (how) => {
    const [away, back] = AWAY[how];
    line = await openLine();
    const number = await approvedWork(line);
    const free = docs('free');
    const closed = docs('closed');
    await line.settled();
    expect([line.seeded.pull, free, closed].map((pull) => line.check(pull)?.conclusion)).toEqual(
      Array(3).fill('success'),
    );
    away();
    await line.settled();
    // A seat changes hands, an exemption ends, and a pull request is closed; nobody hears a vote.
    const text = policyNow().replace('"@theo"', '"@olga"').replace('docs/**', 'manual/**').replace('"*.md"', '"x.txt"');
    line.as('owner').editFile(POLICY_PATH, text);
    line.as('technical-expert').comment(number, '/hold nobody hears this yet');
    line.as('developer').editPull(closed, { state: 'closed' });
    const late = docs('late');
    await line.settled();
    expect(line.check(late)).toBeUndefined();
    back();
    await line.settled();
    expect(line.check(line.seeded.pull)?.conclusion).toBe('action_required');
    expect(line.check(free)?.conclusion).toBe('action_required');
    expect(line.check(late)?.conclusion).toBe('action_required');
    expect(concluded(headOf(closed))).toBe('cancelled');
  },
  600_000,
);
