/** Shows that what a gate showed, and what it said at a merge, is kept as news and never said otherwise afterwards (`rules.md 6.2`). */
import { expect, test } from 'vitest';
import { memoryLedger } from '../ledger/memory.ts';
import { folded, replayed, run } from '../record/run.ts';
import { WORK, type WorkKind, workStream } from './decider.ts';

const ref = workStream('t', 'p', 'PR_1');

async function told(...commands: readonly WorkKind['command'][]) {
  const ledger = memoryLedger();
  for (const [at, command] of commands.entries())
    await run(ledger, WORK, {
      ref,
      command,
      cause: `${at}`,
      situation: async () => ({ now: `2026-11-02T09:00:0${at}.000Z`, actor: { id: 'github:9' } }),
      follow: () => [],
    });
  const entries = await ledger.read(ref);
  expect(await ledger.row(ref)).toEqual(replayed(WORK, entries));
  return { state: folded(WORK, entries), types: entries.map(({ event }) => (event as { type: string }).type) };
}

test('6.2: what is shown again is no news; another answer, or another commit, is', async () => {
  const { state, types } = await told(
    { type: 'show', head: 'a', gate: 'closed' },
    { type: 'show', head: 'a', gate: 'closed' },
    { type: 'show', head: 'a', gate: 'open' },
    { type: 'show', head: 'b', gate: 'open' },
  );
  expect(types).toEqual(['gate-shown', 'gate-shown', 'gate-shown']);
  expect(state).toEqual({ others: [], shown: { head: 'b', gate: 'open' } });
});

test('6.2: a merge is told once, and nothing is said of the work afterwards', async () => {
  const { state, types } = await told(
    { type: 'show', head: 'a', gate: 'open' },
    { type: 'merge', head: 'a', gate: 'open' },
    { type: 'merge', head: 'a', gate: 'closed' },
    { type: 'show', head: 'a', gate: 'closed' },
  );
  expect(types).toEqual(['gate-shown', 'merged']);
  expect(state.merged).toEqual({ head: 'a', gate: 'open', by: 'github:9' });
});

test('6.1: what others pushed is kept once, and never let go of', async () => {
  const { state, types } = await told(
    { type: 'push', commits: ['a'] },
    { type: 'push', commits: ['b', 'a', 'b'] },
    { type: 'push', commits: ['a', 'b'] },
    { type: 'merge', head: 'b', gate: 'open' },
    { type: 'push', commits: ['c'] },
  );
  expect(types).toEqual(['pushed-by-others', 'pushed-by-others', 'merged', 'pushed-by-others']);
  expect(state.others).toEqual(['a', 'b', 'c']);
});

test('7.2: who objects where somebody else agreed is kept once for each time that somebody did, and where nobody did is none', async () => {
  const ledger = memoryLedger();
  const here = { head: 'a', base: 'main', blob: 'b', under: 'v1' };
  const said: readonly (readonly [string, WorkKind['command']])[] = [
    ['9', { type: 'take-back' }],
    ['8', { type: 'agree', ...here }],
    ['8', { type: 'agree', ...here }],
    ['9', { type: 'take-back' }],
    ['9', { type: 'take-back' }],
    ['8', { type: 'agree', ...here }],
    ['8', { type: 'agree', ...here }],
    ['9', { type: 'take-back' }],
    ['9', { type: 'agree', ...here }],
  ];
  for (const [index, [by, command]] of said.entries())
    await run(ledger, WORK, {
      ref,
      command,
      cause: `${index}`,
      situation: async () => ({ now: `2026-11-02T09:00:0${index}.000Z`, actor: { id: by } }),
      follow: () => [],
    });
  const entries = await ledger.read(ref);
  expect(entries.map(({ event }) => (event as { type: string }).type)).toEqual([
    'mend-agreed',
    'mend-taken-back',
    'mend-agreed',
    'mend-taken-back',
    'mend-agreed',
  ]);
  expect(folded(WORK, entries)).toEqual({
    others: [],
    agreed: [
      { ...here, by: '8', at: '2026-11-02T09:00:05.000Z' },
      { ...here, by: '9', at: '2026-11-02T09:00:08.000Z' },
    ],
    objected: [{ by: '9', at: '2026-11-02T09:00:07.000Z' }],
  });
});
