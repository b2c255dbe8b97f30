/** GitHub is silent about one thing that a check rests on, while all else is answered: what stands open is closed, and opens by itself (`rules.md 4.4`). */
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { approved } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';
import { SOON } from '../instruments/soon.ts';

let line: Line;
afterEach(() => line.close());

const COMPARE = /^GET .*\/compare\//;
/** Two tries, four seconds apart, and what a loaded machine adds; a call that hangs is waited for five seconds each time. */

const conclusion = (pull: number) => line.check(pull)?.conclusion;
const writes = () => line.spoken.filter((one) => /check-runs/.test(one.path) && one.method !== 'GET').length;

/** A pull request that names an approved request, and what it changes is known. */
async function named(): Promise<{ readonly number: number; readonly pull: number }> {
  const number = await approved(line);
  const dev = line.as('developer');
  dev.push('work', 'one', { 'src/one.js': 'one' }, 'main');
  const pull = dev.openPull({ title: 'Work', body: `Change: #${number}`, head: 'work', base: 'main' });
  await line.settled();
  expect(conclusion(pull)).toBe('success');
  return { number, pull };
}

test.each([
  ['fails for comparisons', { kind: 'status', status: 500, on: COMPARE }],
  ['hangs at comparisons', { kind: 'delay', ms: Number.POSITIVE_INFINITY, on: COMPARE }],
  [
    'asks for half a minute before the next comparison',
    { kind: 'secondary-limit', retryAfterSeconds: 30, on: COMPARE },
  ],
] as const)(
  '4.4: work that names its request no more is closed while GitHub %s, and judged when it answers',
  {
    timeout: 600_000,
  },
  async (_, fault) => {
    line = await openLine({ checked: false });
    const { pull } = await named();
    const back = line.api.faults.add(fault);
    // What it changes is known for the base as it was.
    line.as('owner').editFile('docs/other.md', 'Another page.');
    line.as('developer').editPull(pull, { body: 'names nothing' });
    await vi.waitFor(() => expect(conclusion(pull)).toBe('failure'), SOON);
    back();
    line.as('developer').editPull(pull, { body: 'names nothing still' });
    await vi.waitFor(() => expect(conclusion(pull)).toBe('action_required'), SOON);
  },
);

test('4.4: a stricter policy closes what is open although GitHub does not compare, and /hold closes behind that', {
  timeout: 600_000,
}, async () => {
  line = await openLine({ checked: false });
  const dev = line.as('developer');
  dev.push('docs', 'one', { 'docs/a.md': 'one' }, 'main');
  const docs = dev.openPull({ title: 'docs', body: '', head: 'docs', base: 'main' });
  const { number, pull } = await named();
  expect(conclusion(docs)).toBe('success');
  const { repository } = line.seeded;
  const text = repository.commits.get(repository.refs.get('refs/heads/main') ?? '')?.files[POLICY_PATH] ?? '';
  line.api.faults.add({ kind: 'status', status: 503, on: COMPARE });
  line.as('owner').editFile(POLICY_PATH, text.replace('docs/**', 'manual/**').replace('"*.md"', '"x.txt"'));
  await vi.waitFor(() => expect(conclusion(docs)).toBe('failure'), SOON);
  line.as('developer').editPull(pull, { body: 'names nothing' });
  line.as('project-manager').comment(number, '/hold The customer has doubts');
  await vi.waitFor(() => expect(conclusion(pull)).toBe('failure'), SOON);
  line.api.faults.clear();
});

test('4.4: a silence of two seconds changes no check', async () => {
  line = await openLine({ checked: false });
  const dev = line.as('developer');
  dev.push('docs', 'one', { 'docs/a.md': 'one' }, 'main');
  const docs = dev.openPull({ title: 'docs', body: '', head: 'docs', base: 'main' });
  await line.settled();
  expect(conclusion(docs)).toBe('success');
  const before = writes();
  const asked = () => line.spoken.filter((one) => COMPARE.test(`${one.method} ${one.path}`)).length;
  const compared = asked();
  line.api.faults.add({ kind: 'status', status: 503, on: COMPARE, times: 1 });
  dev.push('main', 'moves the base', { 'src/other.js': 'other' });
  await vi.waitFor(() => expect(asked()).toBeGreaterThan(compared + 1), SOON);
  await line.settled();
  expect(conclusion(docs)).toBe('success');
  expect(writes()).toBe(before);
});

test('4.4: a token that GitHub never answers for is asked for again, and what stands open is closed', {
  timeout: 600_000,
}, async () => {
  line = await openLine({ checked: false });
  const { number, pull } = await named();
  await line.restart();
  const on = /access_tokens/;
  line.api.faults.add({ kind: 'delay', ms: Number.POSITIVE_INFINITY, on, times: 1 });
  line.as('project-manager').comment(number, '/hold The customer has doubts');
  await vi.waitFor(() => expect(conclusion(pull)).toBe('action_required'), SOON);
});
