/** Holds the calendars that a policy may name to those whose holidays can be read. */
import Holidays from 'date-holidays';
import { expect, test } from 'vitest';
import { isCalendar } from './calendar.ts';

test('a policy may name exactly the countries and states whose holidays are known', () => {
  const list = new Holidays();
  const countries = Object.keys(list.getCountries());
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const pairs = letters.flatMap((one) => letters.map((other) => one + other));
  expect(pairs.filter(isCalendar)).toEqual(pairs.filter((one) => countries.includes(one)));
  const statesOf = (country: string) =>
    Object.keys(list.getStates(country) ?? {}).filter((one) => /^[A-Z0-9]+$/.test(one));
  const everyState = [...new Set(countries.flatMap(statesOf))];
  for (const country of countries) {
    const named = everyState.filter((state) => isCalendar(`${country}-${state}`));
    expect([country, [...named].sort()]).toEqual([country, [...statesOf(country)].sort()]);
  }
});

test.each(['', 'cn', 'CN-', 'DE-BY-A', 'DE BY', '-', ' CN'])('“%s” is no calendar', (name) => {
  expect(isCalendar(name)).toBe(false);
});
