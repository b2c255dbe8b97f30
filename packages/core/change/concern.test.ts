/** Shows that a word about a concern is of one that was there when it was said, in whatever order the two are heard (4.6). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inReview, type Scenario } from '../../../test/instruments/scenario.ts';
import { inOrder, openConcerns } from './concern.ts';

const resolve = (spoken?: number) =>
  ({ type: 'resolve', concern: 'C1', reason: 'done', ...(spoken === undefined ? {} : { spoken }) }) as const;

function worried(spoken?: number): Scenario {
  const play = inReview();
  play.when('mei', { type: 'concern', text: 'the fonts are not free', ...(spoken === undefined ? {} : { spoken }) });
  return play;
}

test('4.6: a concern that was raised after somebody said that it is resolved stays open, and its number is not told', () => {
  const play = worried(8);
  expect(play.refused('mei', resolve(7))).toBe('no-such-concern');
  expect(openConcerns(play.state()).map(({ id }) => id)).toEqual(['C1']);
  play.when('mei', resolve(9));
  expect(openConcerns(play.state())).toEqual([]);
});

test('4.6: a concern that no comment raised, such as one from before, is resolved by its number as ever; so is any by a button', () => {
  for (const [raised, said] of [
    [undefined, 7],
    [undefined, undefined],
    [8, undefined],
  ]) {
    const play = worried(raised);
    play.when('mei', resolve(said));
    expect(openConcerns(play.state())).toEqual([]);
  }
});

test('4.6: whatever is raised and resolved, a word resolves nothing that was raised after it', () => {
  const word = fc.nat({ max: 9 });
  fc.assert(
    fc.property(
      fc.uniqueArray(word, { minLength: 1, maxLength: 5 }),
      word,
      fc.nat({ max: 5 }),
      (raised, said, number) => {
        const play = inReview();
        for (const spoken of raised) play.when('mei', { type: 'concern', text: 'one', spoken });
        const named = raised[number - 1];
        const command = inOrder({ type: 'resolve', concern: `C${number}`, reason: 'done' }, said);
        if (named !== undefined && named <= said) play.when('mei', command);
        else expect(play.refused('mei', command)).toBe('no-such-concern');
      },
    ),
    { numRuns: 100 },
  );
});
