/** The longest comment that GitHub takes is read to its end, however many lines it has. */
import { expect, test } from 'vitest';
import { readComment } from './read.ts';

const LONGEST = 65_536;

test.each(['\n', 'a\n', '/\n', '#1\n'])('a comment all of %j is read, whatever it says', (piece) => {
  const text = `/approve ok. Regards, ${piece.repeat(LONGEST / piece.length)}`.slice(0, LONGEST);
  const facts = { people: new Map(), locale: 'en', currency: 'CNY', today: '2026-11-30' } as const;
  expect(() => readComment(text, facts)).not.toThrow();
});
