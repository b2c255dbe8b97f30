/** What an older version made twice is found by reading and removed: a second status comment goes on saying what is not so any more. */
import { appActor } from '@countersign/sandbox/world/actor.ts';
import { addComment } from '@countersign/sandbox/world/comment.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import { afterEach, expect, test } from 'vitest';
import { type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

const SURFACE = 'status-comment';
const statuses = (number: number) => line.comments(number).filter((body) => body.startsWith('<!-- countersign:status'));

/** As an older version left it: nothing says that the comment is the only one. */
async function forgetOnly(number: number): Promise<void> {
  const { organization, repository } = line.seeded;
  const issue = nodeId('I', repository.id, repository.issues.get(number)?.id ?? 0);
  const target = { tenant: `github:${organization.id}`, project: nodeId('R', repository.id), target: issue };
  const { projections } = line.server.parts;
  const { only, ...note } = (await projections.written(target)).get(SURFACE) as { readonly only?: boolean };
  expect(only).toBe(true);
  await projections.remember(target, SURFACE, note);
}

/** Our app writes a comment that the record knows nothing of. */
function bot(number: number, body: string): void {
  const issue = line.seeded.repository.issues.get(number);
  if (issue) addComment(line.world, line.seeded.repository, issue, appActor(line.world), body);
}

const LISTS = 'GET /repos/:owner/:repo/issues/:number/comments';
const listed = () => line.spoken.filter(({ method, route }) => `${method} ${route}` === LISTS).length;
const removed = () =>
  line.spoken.filter(({ method, path }) => method === 'DELETE' && path.includes('/comments/')).length;

test.each([1, 2])(
  '%i more status comments are removed when the first is written next, and nobody looks again',
  async (more) => {
    line = await openLine();
    const number = line.file();
    await line.settled();
    const [status = ''] = statuses(number);
    await forgetOnly(number);
    for (let at = 0; at < more; at += 1) bot(number, status);
    line.as('customer').comment(number, status);
    expect(statuses(number)).toHaveLength(2 + more);
    line.as('requester').comment(number, '/submit');
    await line.settled();
    // What somebody else wrote is theirs.
    const [shown = '', others] = statuses(number);
    expect([shown.includes('submitted'), others, statuses(number).length]).toEqual([true, status, 2]);
    expect(removed()).toBe(more);
    const before = listed();
    line.as('project-manager').comment(number, '/triage');
    await line.settled();
    expect([listed() - before, removed()]).toEqual([0, more]);
  },
);

test('GitHub says no once to removing it: it is removed all the same, and the status is shown meanwhile', async () => {
  line = await openLine();
  const number = line.file();
  await line.settled();
  const [status = ''] = statuses(number);
  await forgetOnly(number);
  bot(number, status);
  line.api.faults.add({ kind: 'status', status: 502, times: 1, on: /^DELETE .*comments/ });
  line.as('requester').comment(number, '/submit');
  await expect.poll(() => statuses(number).length).toBe(1);
  await line.settled();
  expect(statuses(number)[0]).toContain('submitted');
});

test('of a request that begins nobody looks for a second one', async () => {
  line = await openLine();
  const before = listed();
  const number = line.file();
  line.as('requester').comment(number, '/submit');
  await line.settled();
  expect([statuses(number).length, listed() - before]).toEqual([1, 0]);
});
