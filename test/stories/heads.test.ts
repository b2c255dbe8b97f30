/** Shows over generated histories, on the real line, that no green outlives what it was given for (`rules.md 6.1`). */
import '../instruments/seed.ts';
import { isWithin } from '@countersign/sandbox/world/git.ts';
import { moveBranch } from '@countersign/sandbox/world/push.ts';
import type { Issue } from '@countersign/sandbox/world/record.ts';
import { Refused } from '@countersign/sandbox/world/refused.ts';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { approved } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';
import { SOON } from '../instruments/soon.ts';

let line: Line;
afterEach(() => line.close());

const BASES = ['main', 'release/1', 'scratch'];
const COVERED = ['main', 'release/1'];
const pull = fc.nat({ max: 4 });
const act = fc.oneof(
  fc.record({
    act: fc.constant('open' as const),
    at: fc.nat({ max: 3 }),
    base: fc.constantFrom(...BASES),
    names: fc.boolean(),
  }),
  fc.record({ act: fc.constantFrom('close', 'reopen', 'merge', 'name', 'rerun'), pull }),
  fc.record({ act: fc.constant('retarget' as const), pull, base: fc.constantFrom(...BASES) }),
  fc.record({ act: fc.constant('push' as const), pull, at: fc.nat({ max: 3 }) }),
  fc.record({ act: fc.constantFrom('hold', 'release', 'wait', 'wait', 'look') }),
);
interface Work {
  readonly issue: Issue;
  readonly pull: NonNullable<Issue['pull']>;
}

type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** What GitHub does not let people do is done by nobody. */
function attempt(what: () => unknown): void {
  try {
    what();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}

test('6.1: whatever people do with pull requests, no commit has two runs, and a green only for open covered work that may merge, or that was merged', async () => {
  line = await openLine({
    policy: (text) =>
      text
        .replace('branches: [main]', 'branches: [main, "release/*"]')
        .replace('exempt:', 'exempt:\n      authors: []'),
  });
  const { repository, people } = line.seeded;
  const developer = line.as('developer');
  const number = await approved(line);
  line.as('project-manager').comment(number, '/start');
  const actor = { account: people.developer, viaApp: false };
  const tip = (name: string) => repository.commits.get(repository.refs.get(`refs/heads/${name}`) ?? '');
  for (const base of ['release/1', 'scratch']) {
    const main = tip('main');
    if (main) moveBranch(line.world, repository, actor, base, main);
  }
  const commits = [0, 1, 2, 3].map((at) => developer.push(`c${at}`, `c${at}`, { [`src/c${at}.js`]: '1' }, 'main'));
  await line.settled();
  let named = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 25, maxLength: 35 }), async (acts) => {
      const pulls: number[] = [];
      const known = (at: number) => pulls[at % Math.max(1, pulls.length)] ?? 0;
      const play = async (one: Act): Promise<void> => {
        switch (one.act) {
          case 'open': {
            const commit = commits[one.at];
            named += 1;
            if (commit) moveBranch(line.world, repository, actor, `w${named}`, commit);
            const body = one.names ? `Change: #${number}` : '';
            return attempt(() =>
              pulls.push(developer.openPull({ title: 'x', body, head: `w${named}`, base: one.base })),
            );
          }
          case 'close':
          case 'reopen':
            return attempt(() =>
              developer.editIssue(known(one.pull), { state: one.act === 'close' ? 'closed' : 'open' }),
            );
          case 'merge':
            return attempt(() => developer.merge(known(one.pull)));
          case 'name': {
            const issue = repository.issues.get(known(one.pull));
            return attempt(() =>
              developer.editPull(known(one.pull), { body: issue?.body ? '' : `Change: #${number}` }),
            );
          }
          case 'rerun': {
            const check = line.check(known(one.pull));
            return check && attempt(() => developer.rerunCheck(check.id));
          }
          case 'retarget':
            return attempt(() => developer.editPull(known(one.pull), { base: one.base }));
          case 'push': {
            const issue = repository.issues.get(known(one.pull));
            const commit = commits[one.at];
            if (issue?.pull && commit && issue.state === 'open')
              moveBranch(line.world, repository, actor, issue.pull.headRef, commit);
            return;
          }
          case 'hold':
            return void line.as('project-manager').comment(number, '/hold wait');
          case 'release':
            return void line.as('project-manager').comment(number, '/release');
          case 'look':
            return line.server.reconcile();
          default:
            return line.settled();
        }
      };
      for (const one of acts) if (pulls.length > 0 || one.act === 'open') await play(one);
      await line.settled();
      await line.settled();
      // What is told of twice within one second is asked of GitHub again, for ten seconds at most.
      await vi.waitFor(() => expectHolds(number), SOON);
    }),
    { numRuns: 3, endOnFailure: true },
  );
}, 600_000);

async function expectHolds(number: number): Promise<void> {
  const { repository } = line.seeded;
  const { held } = await line.state(number);
  const works: readonly Work[] = [...repository.issues.values()].flatMap((one) =>
    one.pull ? [{ issue: one, pull: one.pull }] : [],
  );
  for (const [head, ids] of repository.checksOf) {
    const runs = ids.map((id) => repository.checks.get(id)).filter((one) => one?.name === 'Countersign');
    expect(runs.length).toBeLessThanOrEqual(1);
    const here = works.filter((one) => one.pull.headSha === head);
    const asking = here.filter(({ issue, pull: { baseRef } }) => issue.state === 'open' && COVERED.includes(baseRef));
    const lets = ({ issue }: Work) => (issue.body?.includes(`Change: #${number}`) ?? false) && !held;
    const may = asking.every(lets);
    // What its base holds already changes nothing: it needs no request, as soon as it is looked at again.
    const changing = asking.filter(
      ({ pull: { baseRef } }) => !isWithin(repository, head, repository.refs.get(`refs/heads/${baseRef}`) ?? ''),
    );
    if (changing.length < asking.length && changing.every(lets)) continue;
    const merged = here.some((one) => one.pull.mergedAt !== null && COVERED.includes(one.pull.baseRef));
    const expected = asking.length > 0 ? may : merged && runs[0]?.conclusion === 'success';
    expect([head, asking.length, runs[0]?.conclusion === 'success']).toEqual([head, asking.length, expected]);
  }
}
