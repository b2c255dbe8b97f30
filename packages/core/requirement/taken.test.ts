import { expect, test } from 'vitest';
import { ENGINE, NOBODY } from '../content/person.ts';
import type { Saved } from './decider.ts';
import { takenAway } from './taken.ts';

const text = (by: string, words: string): Saved => ({
  ...{ by, at: '2026-03-02T08:00:00Z', snapshot: words, digest: { title: 't', text: words } },
});
const taken = (...texts: readonly Saved[]) =>
  takenAway(texts, ({ snapshot }) => snapshot === 'agreed').map(({ by, snapshot }) => [by, snapshot]);

test('5.2: of each who saved something the last text is what was taken away by putting back', () => {
  expect(
    taken(
      text('mei', 'agreed'),
      text('tom', 'one'),
      text('ann', 'two'),
      text('tom', 'three'),
      text(ENGINE.id, 'agreed'),
    ),
  ).toEqual([
    ['ann', 'two'],
    ['tom', 'three'],
  ]);
});

test('5.2: our own write that was only found counts as ours, and whoever wrote the agreed text again took nothing away', () => {
  expect(taken(text('tom', 'one'), text(NOBODY.id, 'agreed'))).toEqual([['tom', 'one']]);
  expect(taken(text('tom', 'one'), text('ann', 'agreed'), text('tom', 'two'))).toEqual([]);
});
