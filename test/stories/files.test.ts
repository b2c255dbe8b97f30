/** What a pull request changes is read of the very commits that are judged: no push beside it, no move, no long list and no strange name gets a green for other files (6.1). */
import type { Occurrence } from '@countersign/sandbox/world/world.ts';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { amid } from '../instruments/amid.ts';
import { type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

const HARMLESS = { 'docs/words.md': 'hello' };
const EVIL = { 'src/rogue.js': 'export {};' };

/** A pull request that names nothing, of one commit on a branch of its own. */
async function opened(edits: Parameters<ReturnType<Line['as']>['push']>[2], branch = 'work'): Promise<number> {
  const developer = line.as('developer');
  developer.push(branch, 'work', edits, 'main');
  const pull = developer.openPull({ title: 'Work', body: '', head: branch, base: 'main' });
  await line.settled();
  return pull;
}

const headOf = (pull: number): string => line.seeded.repository.issues.get(pull)?.pull?.headSha ?? '';

function checkAt(sha: string) {
  return [...line.seeded.repository.checks.values()].filter((one) => one.headSha === sha).at(-1);
}

/** What happens, with its webhooks kept back. */
function heldBack(happen: () => void): readonly Occurrence[] {
  const held: Occurrence[] = [];
  line.deliveries.meddle = (occurrence) => {
    held.push(occurrence);
    return [];
  };
  happen();
  line.deliveries.meddle = undefined;
  return held;
}

async function arrive(held: readonly Occurrence[]): Promise<void> {
  line.deliveries.meddle = (occurrence) => [...held, occurrence];
  line.as('developer').comment(1, 'something else');
  line.deliveries.meddle = undefined;
  await line.settled();
}

test('a head that is away and back while its webhook travels is judged by its own files', async () => {
  line = await openLine();
  const pull = await opened(HARMLESS);
  const harmless = headOf(pull);
  const developer = line.as('developer');
  const toEvil = heldBack(() => developer.push('work', 'rogue', EVIL));
  const evil = headOf(pull);
  const toHarmless = heldBack(() => developer.forcePush('work', harmless));
  await arrive(toEvil);
  // Told in one second or in two, it was its head or never seen to be.
  expect(['action_required', undefined]).toContain(checkAt(evil)?.conclusion);
  await arrive(toHarmless);
  expect(checkAt(harmless)?.conclusion).toBe('success');
  developer.forcePush('work', evil);
  await line.settled();
  expect(checkAt(evil)?.conclusion).toBe('action_required');
});

test('a head that moves while GitHub answers is judged by the files that were asked for', async () => {
  line = await openLine();
  const pull = await opened(HARMLESS);
  const harmless = headOf(pull);
  const developer = line.as('developer');
  developer.push('work', 'rogue', EVIL);
  const evil = headOf(pull);
  for (let round = 0; round < 4; round += 1) {
    await amid(line, round + 1);
    developer.forcePush('work', round % 2 === 0 ? harmless : evil);
  }
  await line.settled();
  expect(headOf(pull)).toBe(evil);
  expect(checkAt(evil)?.conclusion).toBe('action_required');
  // Pushed away, it is no head any more, and its green is taken back.
  expect(checkAt(harmless)?.conclusion).toBe('cancelled');
});

test('whatever heads come and go while their webhooks travel, late or in bunches, a green stands only where it belongs', async () => {
  line = await openLine();
  const pull = await opened(HARMLESS);
  const developer = line.as('developer');
  const harmless = [headOf(pull), developer.push('free', 'free', { 'docs/free.md': '1' }, 'main').sha];
  const evil = [EVIL, { ...HARMLESS, 'lib/rogue.js': '1' }].map(
    (edits, at) => developer.push(`evil${at}`, 'evil', edits, 'main').sha,
  );
  const heads = [...harmless, ...evil];
  const step = fc.record({ head: fc.constantFrom(...heads), travels: fc.boolean(), answers: fc.nat(4) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 10 }), async (steps) => {
      const held: Occurrence[] = [];
      line.deliveries.meddle = (occurrence) => {
        if (occurrence.event !== 'pull_request') return [occurrence];
        held.push(occurrence);
        return [];
      };
      for (const { head, travels, answers } of steps) {
        developer.forcePush('work', head);
        if (travels) await arriveNow(held.splice(0));
        await amid(line, answers);
      }
      await arriveNow(held.splice(0));
      line.deliveries.meddle = undefined;
      await line.settled();
      const last = steps.at(-1)?.head ?? '';
      // What GitHub may show late is looked at again after a while.
      await expect.poll(() => checkAt(last)?.conclusion).toBe(harmless.includes(last) ? 'success' : 'action_required');
      for (const sha of evil) expect(checkAt(sha)?.conclusion).not.toBe('success');
    }),
    { numRuns: 25 },
  );
}, 600_000);

/** Lets what was held back arrive while more goes on being held back. */
async function arriveNow(held: readonly Occurrence[]): Promise<void> {
  const before = line.deliveries.meddle;
  line.deliveries.meddle = (occurrence) => [...held, occurrence];
  line.as('developer').comment(1, 'something else');
  line.deliveries.meddle = before;
}

test.each([
  ['out of what is covered', 'src/export.js', 'docs/export.js'],
  ['into what is covered', 'docs/guide.js', 'src/guide.js'],
])('a file that is moved %s needs a request', async (_, from, to) => {
  line = await openLine();
  const developer = line.as('developer');
  const text = 'one\ntwo\nthree\nfour\n';
  developer.push('main', 'begin', { [from]: text });
  const pull = await opened({ [from]: null, [to]: text });
  expect(line.check(pull)?.conclusion).toBe('action_required');
});

test('a file is found however many exempt ones are listed before it, and so is one that only changed what it is', async () => {
  line = await openLine();
  const many = Object.fromEntries(Array.from({ length: 320 }, (_, at) => [`docs/${at}.md`, String(at)]));
  const free = await opened(many, 'free');
  expect(line.check(free)?.conclusion).toBe('success');
  const last = await opened({ ...many, 'zone/rogue.js': 'export {};' }, 'last');
  expect(line.check(last)?.conclusion).toBe('action_required');
  line.as('developer').push('main', 'begin', { 'zone/run.sh': 'echo' });
  const mode = await opened({ ...many, 'zone/run.sh': { content: 'echo', mode: '100755' } }, 'mode');
  expect(line.check(mode)?.conclusion).toBe('action_required');
});

test.each(['en', 'zh-CN'] as const)(
  'a list that GitHub cuts off closes, with its own sentence (%s)',
  async (locale) => {
    line = await openLine({ locale });
    line.world.mostTreeEntries = 200;
    const pull = await opened(
      Object.fromEntries(Array.from({ length: 320 }, (_, at) => [`docs/${at}.md`, String(at)])),
    );
    expect(line.check(pull)).toMatchObject({
      conclusion: 'failure',
      title: expect.stringMatching(locale === 'en' ? /too many files/ : /文件过多/),
    });
  },
);

test.each(['{src/,lib/}', '{src/*.json,src}', 'src/**.js'])(
  'work below a folder needs a request where one alternative of braces covers it, and where ** stands beside letters: %s',
  async (glob) => {
    line = await openLine({ policy: (text) => text.replace('exempt:', `paths: ["${glob}"]\n    exempt:`) });
    const pull = await opened({ 'src/a/rogue.js': 'export {};' });
    expect(line.check(pull)?.conclusion).toBe('action_required');
    const other = await opened({ 'zone/rogue.js': 'export {};' }, 'other');
    expect(line.check(other)?.conclusion).toBe('success');
  },
);

test('work into a branch that one alternative of braces covers needs a request', async () => {
  line = await openLine({ policy: (text) => text.replace('[main]', '[main, "{release/,hotfix/}"]') });
  line.as('developer').push('release/1', 'begin', { 'a.txt': '1' }, 'main');
  line.as('developer').push('work', 'work', { 'src/a.js': '1' }, 'main');
  const pull = line.as('developer').openPull({ title: 'Work', body: '', head: 'work', base: 'release/1' });
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('action_required');
});

test('a name with line breaks lies in its folder', async () => {
  line = await openLine({ policy: (text) => text.replace('exempt:', 'paths: ["src/**"]\n    exempt:') });
  const pull = await opened({ 'src/a\nb.js': 'export {};' });
  expect(line.check(pull)?.conclusion).toBe('action_required');
  const other = await opened({ 'lib/a.js': 'export {};' }, 'other');
  expect(line.check(other)?.conclusion).toBe('success');
});

test('a pull request from a fork is judged by the files of its head', async () => {
  line = await openLine();
  const developer = line.as('developer');
  developer.push('fork', 'rogue', EVIL, 'main');
  const pull = developer.openPull({ title: 'Fork', body: '', head: 'fork', base: 'main', ours: false });
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('action_required');
});

const summaryOf = (pull: number): string => line.seeded.repository.checks.get(line.check(pull)?.id ?? 0)?.summary ?? '';

test.each([
  ['a symbolic link', '120000', '../src/rogue.js'],
  ['a submodule', '160000', 'a'.repeat(40)],
] as const)(
  '6.1: %s below an exempt path brings what no list of files tells, and needs a request',
  async (_, mode, content) => {
    line = await openLine();
    const pull = await opened({ ...HARMLESS, 'docs/deep/vendor': { content, mode } });
    expect(line.check(pull)).toMatchObject({
      conclusion: 'action_required',
      title: expect.stringContaining('docs/deep/vendor'),
    });
    expect(summaryOf(pull)).toMatch(/plain file/);
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`docs/${at}/words.md`, 'x']));
    expect(line.check(await opened(many, 'plain'))?.conclusion).toBe('success');
    expect(line.check(await opened({ ...many, 'docs/7/vendor': { content, mode } }, 'hidden'))?.conclusion).toBe(
      'action_required',
    );
    // It points elsewhere later: the path is the same, and no file of the repository changes.
    line.as('owner').push('main', 'vendor', { 'docs/vendor': { content, mode } });
    const moved = mode === '160000' ? 'b'.repeat(40) : '../src/other.js';
    expect(line.check(await opened({ 'docs/vendor': { content: moved, mode } }, 'bump'))?.conclusion).toBe(
      'action_required',
    );
    expect(line.check(await opened({ 'docs/vendor': 'a plain file' }, 'back'))?.conclusion).toBe('success');
  },
  600_000,
);
