/** Shows that ids keep the order in which jobs were stored, and that a delivery's id can be made again. */
import { expect, test } from 'vitest';
import { idOf, risingIds } from './identifier.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[78][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('ids rise, also within one millisecond and when the clock is set back', () => {
  const instants = [5, 5, ...Array.from({ length: 10_000 }, () => 6), 3, 7];
  let at = 0;
  const next = risingIds(() => instants[at++] ?? 8);
  const ids = Array.from({ length: instants.length + 5 }, next);
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(uuid);
});

test('the id of a delivery is always the same for the same GUID and differs for another', () => {
  expect(idOf('a')).toBe(idOf('a'));
  expect(idOf('a')).toMatch(uuid);
  expect(idOf('a')).not.toBe(idOf('b'));
});
