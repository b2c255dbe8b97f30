import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchGroups, matchSeats } from './matching.ts';

const people = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const seats = fc.array(fc.uniqueArray(people, { maxLength: 4 }), { maxLength: 6 });

/** The largest number of seats that can be filled, by trying every assignment. */
function best(candidates: readonly (readonly string[])[], taken: ReadonlySet<string> = new Set()): number {
  const [first, ...rest] = candidates;
  if (!first) return 0;
  let most = best(rest, taken);
  for (const person of first)
    if (!taken.has(person)) most = Math.max(most, 1 + best(rest, new Set([...taken, person])));
  return most;
}

test('4.4: nobody fills two seats, everyone fills a seat they may fill, and as many seats as possible are filled', () => {
  fc.assert(
    fc.property(seats, (candidates) => {
      const filled = matchSeats(candidates);
      const sitting = filled.filter((person) => person !== undefined);
      expect(new Set(sitting).size).toBe(sitting.length);
      filled.forEach((person, seat) => {
        if (person !== undefined) expect(candidates[seat]).toContain(person);
      });
      expect(sitting.length).toBe(best(candidates));
    }),
  );
});

test('4.4: a person who could fill two seats makes room for one who can fill only one', () => {
  expect(matchSeats([['a', 'b'], ['a']])).toEqual(['b', 'a']);
  expect(matchSeats([])).toEqual([]);
});

test('4.5: two who fill a seat together fill no other, and as many seats as possible are filled', () => {
  const group = fc.uniqueArray(people, { minLength: 1, maxLength: 2 });
  const few = fc.array(fc.array(group, { maxLength: 3 }), { maxLength: 3 });
  const most = (candidates: readonly (readonly (readonly string[])[])[], taken: readonly string[] = []): number => {
    const [first, ...rest] = candidates;
    if (!first) return 0;
    const free = first.filter((humans) => !humans.some((one) => taken.includes(one)));
    return Math.max(most(rest, taken), ...free.map((humans) => 1 + most(rest, [...taken, ...humans])));
  };
  fc.assert(
    fc.property(few, (candidates) => {
      const filled = matchGroups(candidates);
      const sitting = filled.flatMap((option, seat) =>
        option === undefined ? [] : (candidates[seat]?.[option] ?? []),
      );
      expect(new Set(sitting).size).toBe(sitting.length);
      const pairs = candidates.flat().filter((humans) => humans.length > 1).length;
      if (pairs <= 6) expect(filled.filter((one) => one !== undefined)).toHaveLength(most(candidates));
    }),
  );
});
