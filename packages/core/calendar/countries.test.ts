import { expect, test } from 'vitest';
import { type CountryCalendar, countryCalendarData } from './countries.ts';
import { isWorkingDay, workCalendar } from './workingdays.ts';

const countryCalendar = async (asked: CountryCalendar) => workCalendar(await countryCalendarData(asked));

test("a country's public holidays are off, its observances and half days are worked", async () => {
  const germany = await countryCalendar({
    country: 'DE',
    state: 'be',
    timeZone: 'Europe/Berlin',
    firstYear: 2026,
    lastYear: 2026,
  });
  expect(isWorkingDay('2026-01-01', germany)).toBe(false);
  expect(isWorkingDay('2026-10-03', germany)).toBe(false);
  expect(isWorkingDay('2026-02-12', germany)).toBe(true);
});

test('the state decides, and the project may add days of its own', async () => {
  const at = { country: 'DE', timeZone: 'Europe/Berlin', firstYear: 2026, lastYear: 2026 };
  const [berlin, bavaria] = await Promise.all([
    countryCalendar({ ...at, state: 'be', holidays: ['2026-12-24'], makeUp: ['2026-12-19'] }),
    countryCalendar({ ...at, state: 'by' }),
  ]);
  expect([isWorkingDay('2026-06-04', berlin), isWorkingDay('2026-06-04', bavaria)]).toEqual([true, false]);
  expect([isWorkingDay('2026-12-24', berlin), isWorkingDay('2026-12-19', berlin)]).toEqual([false, true]);
});

test.each([{ country: 'QQ' }, { country: 'DE', state: 'qq' }])('an unknown place is refused: %j', async (place) => {
  await expect(countryCalendar({ ...place, timeZone: 'UTC', firstYear: 2026, lastYear: 2026 })).rejects.toThrow(
    RangeError,
  );
});
