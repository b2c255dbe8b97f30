/** A policy that is found to be another, or refused, though no push told of it: everything that rests on it is judged anew (`rules.md 4.4`). */
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { approvedWork } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';
import { SOON } from '../instruments/soon.ts';

let line: Line;
afterEach(() => line.close());

const POLICY = /^GET .*\/contents\/.*countersign\.yml/;

/** Two greens: one for the sake of its request, one for that of its files. */
async function greens(): Promise<() => readonly (string | null | undefined)[]> {
  await approvedWork(line);
  const dev = line.as('developer');
  dev.push('docs', 'one', { 'docs/a.md': 'one' }, 'main');
  const docs = dev.openPull({ title: 'docs', body: '', head: 'docs', base: 'main' });
  await line.settled();
  const both = () => [line.seeded.pull, docs].map((pull) => line.check(pull)?.conclusion);
  expect(both()).toEqual(['success', 'success']);
  return both;
}

/** What was read of the policy is too old to count: the next who asks reads it. */
async function grown(): Promise<void> {
  const project = nodeId('R', line.seeded.repository.id);
  const key = { tenant: `github:${line.seeded.organization.id}`, project, kind: 'policy', id: 'current' };
  await line.server.parts.documents.forget(key);
}

test.each([403, 404, 451, 301])(
  '4.4: a policy that GitHub answers with %i closes every green of the repository, whoever asked, and opens them when it is there',
  async (status) => {
    line = await openLine({ checked: false });
    const both = await greens();
    const back = line.api.faults.add({ kind: 'status', status, on: POLICY });
    await grown();
    line.file({}, 'Another wish');
    await vi.waitFor(() => expect(both()).not.toContain('success'), SOON);
    back();
    await grown();
    line.file({}, 'A third wish');
    await vi.waitFor(() => expect(both()).toEqual(['success', 'success']), SOON);
  },
);

test('4.4: a stricter policy whose push nobody told of closes what it no longer lets pass, whoever reads it first', async () => {
  line = await openLine({ checked: false });
  const both = await greens();
  const { repository } = line.seeded;
  const text = repository.commits.get(repository.refs.get('refs/heads/main') ?? '')?.files[POLICY_PATH] ?? '';
  line.deliveries.meddle = (occurrence) => (occurrence.event === 'push' ? [] : [occurrence]);
  line.as('owner').editFile(POLICY_PATH, text.replace('docs/**', 'manual/**').replace('"*.md"', '"x.txt"'));
  await grown();
  line.file({}, 'Another wish');
  await vi.waitFor(() => expect(both()).toEqual(['success', 'action_required']), SOON);
});

test('4.4: a policy that is read again and says the same has nothing judged anew', async () => {
  line = await openLine({ checked: false });
  const both = await greens();
  const stored = vi.spyOn(line.server.parts.ledger, 'store');
  const appended = vi.spyOn(line.server.parts.ledger, 'append');
  const kinds = () =>
    [...stored.mock.calls, ...appended.mock.calls].flatMap(([{ jobs }]) => jobs.map(({ kind }) => kind));
  const again = () => kinds().filter((kind) => ['show-open', 'show-pull', 'show-group'].includes(kind));
  await grown();
  line.file({}, 'Another wish');
  // Where each look is followed by another, it never settles.
  const seen = vi.waitUntil(() => again().length > 0, SOON).catch(() => false);
  await Promise.race([line.settled(), seen]);
  expect(again()).toEqual([]);
  expect(kinds()).toContain('show-change');
  expect(both()).toEqual(['success', 'success']);
});
