/** Shows that every instant is due in one week and every day of one age, in whatever zone. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AGES, DUES, dueWithin, measuringAt, openedWithin, weeksAt } from './measured.ts';

const inside = (at: string, { from, before }: { readonly from?: string; readonly before?: string }): boolean =>
  (from === undefined || at >= from) && (before === undefined || at < before);

test.each([
  // A Sunday evening in Shanghai is still this week, though it is Monday there soon.
  ['2026-12-06T15:59:00.000Z', 'Asia/Shanghai', ['2026-11-30', '2026-12-07', '2026-12-14']],
  ['2026-12-06T16:00:00.000Z', 'Asia/Shanghai', ['2026-12-07', '2026-12-14', '2026-12-21']],
  ['2026-12-06T16:00:00.000Z', 'America/New_York', ['2026-11-30', '2026-12-07', '2026-12-14']],
])('the weeks at %s in %s begin on their Mondays', (now, zone, weeks) => {
  expect(weeksAt(now, zone)).toEqual(weeks);
});

test('an instant is due by one word, and a day of opening is of one age', () => {
  const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
  const zone = fc.constantFrom('UTC', 'Asia/Shanghai', 'Asia/Kolkata', 'America/New_York', 'Europe/Berlin');
  fc.assert(
    fc.property(instant, instant, zone, (one, other, timeZone) => {
      const [now, at] = [one.toISOString(), other.toISOString()];
      expect(DUES.filter((word) => inside(at, dueWithin(word, now, timeZone)))).toHaveLength(1);
      const ages = AGES.filter((word) => inside(at, openedWithin(word, now)));
      expect(ages).toHaveLength(1);
      expect(measuringAt(now, timeZone).ages.filter((day) => at < day).length).toBe(
        (AGES as readonly (string | undefined)[]).indexOf(ages[0]),
      );
    }),
  );
});
