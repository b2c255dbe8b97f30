import { SEED_LOGINS } from '@countersign/sandbox/seed.ts';
import type { Occurrence } from '@countersign/sandbox/world/world.ts';
import { afterEach, expect, test } from 'vitest';
import { approved } from '../instruments/board.ts';
import { formBody } from '../instruments/formbody.ts';
import { ANSWERS, ASSESSMENT, type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

test('an older edit that arrives after a newer one changes nothing', async () => {
  line = await openLine();
  const number = line.file();
  await line.settled();
  const edits: Parameters<NonNullable<Line['deliveries']['meddle']>>[0][] = [];
  line.deliveries.meddle = (occurrence) => {
    if (occurrence.event !== 'issues' || occurrence.action !== 'edited') return [occurrence];
    edits.push(occurrence);
    return edits.length < 2 ? [] : [...edits].reverse();
  };
  line
    .as('requester')
    .editIssue(number, { body: formBody('standard', 'en', { ...ANSWERS, motive: 'The first thought' }) });
  // GitHub's times have whole seconds.
  line.world.now = () => Date.now() + 5000;
  line
    .as('requester')
    .editIssue(number, { body: formBody('standard', 'en', { ...ANSWERS, motive: 'The second thought' }) });
  await line.settled();
  expect(edits).toHaveLength(2);
  expect(JSON.stringify((await line.state(number)).content.request.motive)).toContain('second thought');
});

test('4.4: an edit that arrives after a newer one is its writer’s, and the newer one’s writer is author of their own alone', async () => {
  line = await openLine();
  const number = line.file();
  await line.settled();
  line.as('requester').comment(number, '/submit');
  await line.settled();
  reversed(
    'issues',
    () => line.as('developer').editIssue(number, { title: 'Another title' }),
    () =>
      line
        .as('technical-expert')
        .editIssue(number, { body: formBody('standard', 'en', { ...ANSWERS, motive: 'A better thought' }) }),
  );
  await line.settled();
  const { authors, content } = await line.state(number);
  expect(JSON.stringify(content.request)).toContain('better thought');
  expect(content.request.title).toBe('Another title');
  expect(authors.map(({ name }) => name)).toEqual([SEED_LOGINS.developer]);
});

/** Two deliveries of one event arrive the wrong way round. */
function reversed(event: string, first: () => void, second: () => void): void {
  const held: Parameters<NonNullable<Line['deliveries']['meddle']>>[0][] = [];
  line.deliveries.meddle = (occurrence) => {
    if (occurrence.event !== event) return [occurrence];
    held.push(occurrence);
    return held.length === 2 ? [...held].reverse() : held.length > 2 ? [occurrence] : [];
  };
  line.world.now = () => Date.now() + 2000;
  first();
  line.world.now = () => Date.now() + 9000;
  second();
}

test('4.3: a pull request that was closed and opened again is still followed when GitHub tells the wrong way round', async () => {
  line = await openLine();
  const { pull } = line.seeded;
  const developer = line.as('developer');
  const number = await approved(line);
  developer.editPull(pull, { body: `Change: #${number}` });
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('success');
  reversed(
    'pull_request',
    () => developer.editPull(pull, { state: 'closed' }),
    () => developer.editPull(pull, { state: 'open' }),
  );
  await line.settled();
  line.as('project-manager').comment(number, '/assess cost CNY 9,000');
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('action_required');
});

test('4.2: a requirement is taken for what it is now, though GitHub tells of its edits the wrong way round', async () => {
  line = await openLine();
  const manager = line.as('project-manager');
  reversed(
    'issues',
    () => manager.editIssue(1, { body: 'The first thought' }),
    () => manager.editIssue(1, { body: 'The second thought' }),
  );
  await line.settled();
  const number = await approved(line);
  manager.editIssue(1, { body: 'The first thought' });
  await line.settled();
  expect((await line.state(number)).votes[0]?.voided).toMatchObject({ kind: 'item-changed' });
});

test('4.4: who wrote an edit that is told of late is an author, and may not approve it', async () => {
  line = await openLine();
  const number = line.file();
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  const body = (motive: string) =>
    formBody('standard', 'en', { ...ANSWERS, after: 'Invoices go to my own server.', motive });
  reversed(
    'issues',
    () => line.as('technical-expert').editIssue(number, { body: body('Convenience') }),
    () => line.as('project-manager').editIssue(number, { body: body('Comfort') }),
  );
  await line.settled();
  line.as('technical-expert').comment(number, '/approve');
  await line.settled();
  const state = await line.state(number);
  expect(state.authors.map((one) => one.name)).toContain('theo');
  expect(state.votes).toEqual([]);
  expect(JSON.stringify(state.content.request.motive)).toContain('Comfort');
});

test('4.1: a vote that arrives after an edit that its voter cannot have seen is no vote for the new text', async () => {
  line = await openLine();
  const number = line.file();
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  const held: Parameters<NonNullable<Line['deliveries']['meddle']>>[0][] = [];
  line.deliveries.meddle = (occurrence) => {
    if (occurrence.event === 'issue_comment' && held.length === 0) {
      held.push(occurrence);
      return [];
    }
    return occurrence.event === 'issues' && held.length === 1 ? [occurrence, ...held] : [occurrence];
  };
  line.as('technical-expert').comment(number, '/approve');
  const body = formBody('standard', 'en', { ...ANSWERS, after: 'Invoices go to my own server.' });
  line.as('requester').editIssue(number, { body });
  await line.settled();
  const state = await line.state(number);
  expect(JSON.stringify(state.content.request.after)).toContain('my own server');
  expect(state.votes).toEqual([]);
  expect(line.answers(number).at(-1)).toMatch(/edited/);
});

/** Where the stand-in's clock stands at the beginning of a second, so that several things happen within it. */
async function withinSeconds(options: Parameters<typeof openLine>[0] = {}): Promise<(ms: number) => void> {
  let now = Math.floor(Date.now() / 1000) * 1000 + 100;
  line = await openLine({ ...options, clock: () => now });
  return (ms) => {
    now += ms;
  };
}

const TWO_BASES = (text: string) => text.replace('branches: [main]', 'branches: [main, "release/*"]');

/** Free for `release/1`, and not for `main`, which lacks what was approved there. */
function openForRelease(): number {
  const developer = line.as('developer');
  developer.push('release/1', 'approved for the release', { 'src/only-release.js': '1' }, 'main');
  developer.push('work', 'words', { 'docs/words.md': 'hello' }, 'release/1');
  return developer.openPull({ title: 'Words', body: '', head: 'work', base: 'release/1' });
}

/** In which order GitHub tells of three moves within one second, the last of them to `main`. */
test.each([
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
])('6.1: of moves to another base within one second the last counts, told of as %i, %i, %i', async (...order) => {
  const pass = await withinSeconds({ policy: TWO_BASES });
  const pull = openForRelease();
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('success');
  pass(60_000);
  const held: Occurrence[] = [];
  line.deliveries.meddle = (occurrence) => {
    held.push(occurrence);
    return [];
  };
  for (const base of ['main', 'release/1', 'main']) {
    line.as('developer').editPull(pull, { base });
    pass(200);
  }
  line.deliveries.meddle = (occurrence) => [...order.flatMap((n) => held[n] ?? []), occurrence];
  line.as('developer').comment(pull, 'something else');
  line.deliveries.meddle = undefined;
  await line.settled();
  expect(held).toHaveLength(3);
  expect(line.check(pull)?.conclusion).toBe('action_required');
});

test('6.1: a pull request that was closed and opened again within one second is open, told of the wrong way round', async () => {
  const pass = await withinSeconds();
  const developer = line.as('developer');
  developer.push('free', 'free', { 'docs/free.md': '1' }, 'main');
  const pull = developer.openPull({ title: 'Free', body: '', head: 'free', base: 'main' });
  await line.settled();
  pass(60_000);
  reversed(
    'pull_request',
    () => developer.editPull(pull, { state: 'closed' }),
    () => developer.editPull(pull, { state: 'open' }),
  );
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('success');
});

test('what is told of a pull request twice in the same words costs no look at it', async () => {
  const pass = await withinSeconds();
  pass(60_000);
  line.deliveries.meddle = (occurrence) => [occurrence, occurrence];
  line.as('developer').editPull(line.seeded.pull, { body: 'Other words' });
  line.deliveries.meddle = undefined;
  const before = line.spoken.length;
  await line.settled();
  const paths = line.spoken.slice(before).map((one) => `${one.method} ${one.path}`);
  expect(paths.filter((one) => one.endsWith(`/pulls/${line.seeded.pull}`))).toEqual([]);
});

test('6.1: a copy of GitHub that has not heard of the later of two edits within one second keeps no green', async () => {
  let frozen = 0;
  line = await openLine({ clock: () => (frozen > 0 ? frozen : Date.now()) });
  const number = await approved(line);
  const { pull, repository } = line.seeded;
  const developer = line.as('developer');
  frozen = Math.floor(Date.now() / 1000) * 1000 + 5000;
  developer.editPull(pull, { body: `Change: #${number}` });
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('success');
  const issue = repository.issues.get(pull) as { body: string | null };
  const { strike } = line.api.faults;
  let old = 2;
  line.api.faults.strike = (method, route, path) => {
    if (old > 0 && method === 'GET' && /pulls\/\d+$/.test(path)) {
      old -= 1;
      issue.body = `Change: #${number}`;
    }
    return strike(method, route, path);
  };
  line.api.heard.add(({ method, path }) => {
    if (method === 'GET' && /pulls\/\d+$/.test(path)) issue.body = '';
  });
  frozen += 300;
  developer.editPull(pull, { body: '' });
  await line.settled();
  await expect.poll(() => line.check(pull)?.conclusion).toBe('action_required');
  expect(old).toBe(0);
});
