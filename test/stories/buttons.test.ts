/** GitHub's own buttons beside the gate: auto-merge, a conversation that is locked, a fork that is deleted. None opens a gate or leaves a green (`rules.md` 4.4, 6.1). */
import type { Actor } from '@countersign/sandbox/world/actor.ts';
import { mergePull, missingChecks, openPull, pullNumbered } from '@countersign/sandbox/world/pull.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { approved, approvedWork } from '../instruments/board.ts';
import { ASSESSMENT, type Line, openLine } from '../instruments/line.ts';
import { SOON } from '../instruments/soon.ts';

let line: Line;
afterEach(() => line.close());

/** Merges as soon as GitHub would: at each change of a check, if nothing that is required is missing. */
function autoMerge(number: number): () => boolean {
  const { repository, people } = line.seeded;
  const actor: Actor = { account: people.developer, viaApp: false };
  const issue = pullNumbered(repository, number);
  const look = () => {
    if (issue.state !== 'open') return;
    const { baseRef, headSha } = issue.pull;
    if (missingChecks(line.world, repository, baseRef, headSha).length === 0)
      mergePull(line.world, repository, issue, actor);
  };
  line.api.heard.add(({ method, path }) => {
    if (method !== 'GET' && path.includes('/check-runs')) look();
  });
  look();
  return () => issue.pull.mergedAt !== null;
}

/** A request with work, for which the customer's vote alone is missing. @returns its number */
async function allButTheCustomer(): Promise<number> {
  const number = line.file();
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  line.as('developer').editPull(line.seeded.pull, { body: `Change: #${number}` });
  await line.settled();
  for (const role of ['project-manager', 'technical-expert'] as const) line.as(role).comment(number, '/approve');
  await line.settled();
  return number;
}

test.each(['/hold the customer asks', '/concern the price is not agreed'])(
  '6.1: auto-merge merges nothing where the last vote and a word that closes come together: %s',
  async (closing) => {
    line = await openLine();
    const number = await allButTheCustomer();
    const isMerged = autoMerge(line.seeded.pull);
    // GitHub answers no faster than what comes together arrives.
    line.api.latencyMs = 40;
    line.as('customer').comment(number, '/approve');
    line.as('project-manager').comment(number, closing);
    await line.settled();
    line.api.latencyMs = 0;
    expect(isMerged()).toBe(false);
    expect(line.check(line.seeded.pull)?.conclusion).toBe('action_required');
  },
);

test('6.1: nothing is written open of what was judged before something about it was said and heard', async () => {
  line = await openLine();
  const number = await allButTheCustomer();
  const isMerged = autoMerge(line.seeded.pull);
  // Between what was judged and what is written it is said, heard and on record.
  const { unhandled } = line.server.parts;
  const asked = unhandled.coming;
  let isSaid = false;
  Object.assign(unhandled, {
    async coming(...given: Parameters<typeof asked>) {
      if (!isSaid && (await line.state(number)).stage === 'implementing') {
        isSaid = true;
        line.as('project-manager').comment(number, '/hold the customer asks');
        await vi.waitFor(async () => expect((await line.state(number)).held).toBeDefined(), SOON);
        await vi.waitFor(async () => expect(await asked(...given)).toEqual([]), SOON);
      }
      return asked(...given);
    },
  });
  line.as('customer').comment(number, '/approve');
  await line.settled();
  expect(isMerged()).toBe(false);
  expect(line.check(line.seeded.pull)?.conclusion).toBe('action_required');
  line.as('project-manager').comment(number, '/release');
  await line.settled();
  expect(isMerged()).toBe(true);
});

test('6.1: what had come in before it was judged is waited for however long it takes, what comes later only so long', async () => {
  let now = Date.now();
  line = await openLine({ now: () => now });
  const number = await allButTheCustomer();
  const { unhandled } = line.server.parts;
  const written: (string | null | undefined)[] = [];
  Object.assign(unhandled, {
    async coming(prefix: string) {
      if ((await line.state(number)).stage !== 'implementing') return [];
      now += 3000;
      written.push(line.check(line.seeded.pull)?.conclusion);
      // The one that the first look found is through after two looks; the one that came later never is.
      return [{ id: written.length < 3 ? 'before' : 'after', key: `${prefix}#${number}` }];
    },
  });
  line.as('customer').comment(number, '/approve');
  await line.settled();
  expect(written).toEqual(['action_required', 'action_required', 'action_required']);
  expect(line.check(line.seeded.pull)?.conclusion).toBe('success');
});

test('6.1: auto-merge that is switched on for a green that closes merges no commit that is pushed then', async () => {
  line = await openLine();
  const number = await approvedWork(line);
  line.as('project-manager').comment(number, '/hold wait for the customer');
  await line.settled();
  const isMerged = autoMerge(line.seeded.pull);
  const head = pullNumbered(line.seeded.repository, line.seeded.pull).pull.headRef;
  line.as('developer').push(head, 'more', { 'src/more.js': '1' });
  await line.settled();
  expect(isMerged()).toBe(false);
  line.as('project-manager').comment(number, '/release');
  await line.settled();
  expect(isMerged()).toBe(true);
});

test('6.1: an issue that is locked stays held: what closes is done, though nobody can be answered there', async () => {
  line = await openLine();
  const number = await approvedWork(line);
  const issue = line.seeded.repository.issues.get(number);
  if (!issue) throw new Error('there is no issue');
  issue.locked = true;
  line.api.faults.add({
    kind: 'status',
    status: 403,
    message: 'Unable to create comment because issue is locked.',
    on: new RegExp(`(?:POST|PATCH) .*issues/(?:${number}/comments|comments/)`),
  });
  line.as('project-manager').comment(number, '/hold the customer asks');
  await line.settled();
  expect(line.check(line.seeded.pull)?.conclusion).toBe('action_required');
  line.as('project-manager').comment(number, '/release');
  await line.settled();
  expect((await line.state(number)).held).toBeUndefined();
});

test('6.4: a pull request whose fork is deleted stays a fork’s: whose it is needs acceptance before and after', async () => {
  line = await openLine({ policy: (text) => text.replace('claim: anyone', 'claim: role') });
  const number = await approved(line);
  const { repository, people } = line.seeded;
  line.as('project-manager').push('work', 'work', { 'src/work.js': '1' }, 'main');
  const actor: Actor = { account: people['project-manager'], viaApp: false };
  const made = { title: 'Work', body: `Change: #${number}`, head: 'work', base: 'main', ours: false };
  const issue = openPull(line.world, repository, actor, made);
  await line.settled();
  expect(line.check(issue.number)?.conclusion).toBe('action_required');
  issue.pull.isForkGone = true;
  line.as('owner').editPull(issue.number, { title: 'Work again' });
  await line.settled();
  await line.settled();
  expect(line.check(issue.number)?.conclusion).toBe('action_required');
});
