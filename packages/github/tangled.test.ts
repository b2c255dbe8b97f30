import { readComment } from '@countersign/core/typed/read.ts';
import { expect, test } from 'vitest';
import { readForm } from './form/read.ts';
import { namedChanges } from './reference.ts';
import type { TranslationFacts } from './translation.ts';

const FACTS: TranslationFacts = {
  people: new Map(),
  issues: new Map(),
  locale: 'en',
  currency: 'USD',
  profile: 'standard',
  bots: [],
  requirementLabel: 'requirement',
  known: true,
  self: 'countersign[bot]',
};

/** As much as GitHub lets anybody write. */
const full = (piece: string) => piece.repeat(Math.ceil(65_536 / piece.length)).slice(0, 65_536);

// Unguarded, each of these keeps the whole process for twenty seconds to a minute: vitest's own limit is what fails.
test.each(['*a_ ', '_a*', 'a\n===\n', '1. ', '> ', 'www.a_', '[a](b', '~~a', '[^a]'])(
  'anybody’s full page of %j is read without keeping the others waiting',
  (piece) => {
    expect(readComment(`/approve\n\n${full(piece)}`, FACTS)).toMatchObject([
      { kind: 'misunderstood', misunderstanding: { code: 'too-tangled' } },
    ]);
    expect(readForm('Title', full(piece), FACTS, 'a/b').isForm).toBe(false);
    expect(readForm('Title', `### After\n\n${full(piece)}`, FACTS, 'a/b').isForm).toBe(false);
    expect(namedChanges({ body: full(piece), branch: 'x', owner: 'a', repo: 'b' })).toEqual([]);
  },
  5000,
);

test('a full page of half a name is no name, at once', () => {
  expect(namedChanges({ body: `Change: ${full('a-.')}`, branch: 'x', owner: 'a', repo: 'b' })).toEqual([]);
});
