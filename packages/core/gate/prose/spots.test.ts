/** Shows that a text is read once for all the paths that are asked for, however many these are (`rules.md 6.4`). */
import '../../../../test/instruments/seed.ts';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { asAfter, HOME } from '../../../../test/instruments/guarded.ts';
import { stepCounter } from '../../../../test/instruments/steps.ts';
import { pathsNamed } from '../standing.ts';
import { finder } from './spots.ts';

const counter = stepCounter();
afterAll(counter.stop);

const paths = (many: number): readonly string[] =>
  Array.from({ length: many }, (_, at) => `.github/workflows/part-${at}.yml`);

/** What finds its way among the paths: they are sorted, and each place that may begin one is looked up. */
const FREE = 100_000;
const LETTERS = 64 * 1024;
const filled = (piece: (at: number) => string): string => {
  let text = '';
  for (let at = 0; text.length < LETTERS; at += 1) text += piece(at);
  return text;
};

const TEXTS: Readonly<Record<string, string>> = {
  'plain words': filled((at) => `The builds of team ${at} are slow on every second day. `),
  'a row of names': filled((at) => `.github/workflows/part-${at % 10}.yml, `),
  'beginnings of names': filled(() => '.github/workflows/part-'),
  links: filled((at) => `[a](.github/workflows/part-${at % 10}.yml) `),
  lines: filled((at) => `.github/workflows/part-${at % 10}.yml: use Node 24\n`),
};

test.each(Object.keys(TEXTS))('6.4: 64 KB of %s take no more steps for a thousand paths than for ten', (name) => {
  const content = asAfter(TEXTS[name] ?? '');
  const steps = (many: number) => counter.of(() => pathsNamed({ content }, paths(many), HOME));
  steps(10);
  expect(steps(1000)).toBeLessThan(1.5 * steps(10) + FREE);
});

test('6.4: of many paths, each is found where it stands, and of those that begin alike the longest', () => {
  const name = fc.string({ unit: fc.constantFrom(...'ab/. -'), minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(
      fc.uniqueArray(name, { minLength: 1, maxLength: 12 }),
      fc.array(name, { maxLength: 12 }),
      (all, said) => {
        const words = said.join(' ');
        const found = finder(all, undefined)({ words, links: [] });
        for (let at = 0; at < words.length; at += 1) {
          const longest = all.filter((one) => words.startsWith(one, at)).toSorted((a, b) => b.length - a.length)[0];
          const here = found.filter(({ from }) => from === at);
          expect(here.length).toBeLessThanOrEqual(1);
          for (const { to, path } of here) expect([path, words.slice(at, to)]).toEqual([longest, longest]);
          const alone = longest === undefined ? [] : finder([longest], undefined)({ words, links: [] });
          expect(here.length).toBe(alone.filter(({ from }) => from === at).length);
        }
      },
    ),
    { numRuns: 300 },
  );
});
