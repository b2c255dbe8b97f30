/** Somebody is away and another votes for them, on every request of the repository, over the whole line (`rules.md 4.5`). */

import { SEED_LOGINS } from '@countersign/sandbox/seed.ts';
import { afterEach, expect, test } from 'vitest';
import { inReview } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';

let line: Line;
let later = 0;
const now = () => Date.now() + later;
const DAY_MS = 86_400_000;
afterEach(async () => {
  later = 0;
  await line.close();
});

test('4.5: who stands in votes on every request of the repository, is shown as such, and stops by itself; a restart forgets nothing', async () => {
  line = await openLine({ now, policy: (text) => text.replace('roles:', 'roles:\n  verifier: ["@vera"]') });
  const [first, second] = [
    await inReview(line, line.file({}, 'Export')),
    await inReview(line, line.file({}, 'Import')),
  ];
  const { 'project-manager': manager, 'technical-expert': expert } = SEED_LOGINS;
  const until = new Date(now() + 3 * DAY_MS).toISOString().slice(0, 10);
  line.as('project-manager').comment(first, `/away until ${until} @${expert} because of a training`);
  await line.settled();
  await line.server.due();
  await line.settled();
  await line.restart();
  // Another request of the same repository, on which nobody said anything of it.
  line.as('technical-expert').comment(second, '/approve as project-manager');
  await line.settled();
  const vote = (await line.state(second)).votes.at(-1);
  expect(vote).toMatchObject({ voter: { name: expert }, for: { person: { name: manager } }, seat: 'project-manager' });
  expect(line.comments(second)[0]?.replaceAll('\\', '')).toContain(`${expert} for ${manager}`);
  // One person fills one seat, in whatever capacity.
  line.as('technical-expert').comment(second, '/approve as technical-expert');
  await line.settled();
  line.as('customer').comment(second, '/approve');
  await line.settled();
  expect((await line.state(second)).stage).toBe('in-review');
  later = 10 * DAY_MS;
  await line.server.due();
  await line.settled();
  line.as('technical-expert').comment(first, '/approve as project-manager');
  await line.settled();
  expect((await line.state(first)).votes).toEqual([]);
});
