/** Public holidays of other countries, from a maintained list that is large and therefore read only when a calendar is built. */
import { daysFrom, type PlainDate } from './date.ts';
import type { CalendarData } from './workingdays.ts';

export interface CountryCalendar {
  /** ISO 3166-1 code, such as `DE`. */
  readonly country: string;
  /** State and region as the list names them, such as `BY` for Bavaria; in either case. */
  readonly state?: string;
  readonly region?: string;
  /** IANA name: a country may have several. */
  readonly timeZone: string;
  readonly firstYear: number;
  /** Included; later days only know the weekend. */
  readonly lastYear: number;
  /** ISO weekdays off; Saturday and Sunday unless given. */
  readonly weekend?: readonly number[];
  readonly hoursPerDay?: number;
  /** The project's own days off and make-up days. */
  readonly holidays?: readonly PlainDate[];
  readonly makeUp?: readonly PlainDate[];
}

/**
 * A country's calendar. Only whole public holidays count; bank, school and half holidays do not.
 * @throws RangeError when the country, state or region is not in the list.
 */
export async function countryCalendarData(asked: CountryCalendar): Promise<CalendarData> {
  const [country, state = '', region = ''] = [asked.country, asked.state, asked.region].map((part) =>
    part?.toUpperCase(),
  );
  const { default: Holidays } = await import('date-holidays');
  const place = [country, state, region].filter(Boolean).join('-');
  const list = new Holidays();
  const known =
    country !== undefined &&
    country in list.getCountries() &&
    (state === '' || state in (list.getStates(country) ?? {})) &&
    (region === '' || region in (list.getRegions(country, state) ?? {}));
  if (!known) throw new RangeError(`no holidays are known for ${place}`);
  list.init(country, state, region);
  list.setTimezone(asked.timeZone);
  const days = new Set<PlainDate>(asked.holidays ?? []);
  for (let year = asked.firstYear; year <= asked.lastYear; year += 1) {
    for (const holiday of list.getHolidays(year)) {
      if (holiday.type !== 'public' || !holiday.date.includes(' 00:00:00')) continue;
      const length = Math.round((holiday.end.getTime() - holiday.start.getTime()) / 86_400_000);
      if (length < 1) continue;
      const first = holiday.date.slice(0, 10);
      const last = new Date(Date.parse(`${first}T00:00:00Z`) + (length - 1) * 86_400_000).toISOString().slice(0, 10);
      for (const day of daysFrom(first, last)) days.add(day);
    }
  }
  return {
    id: place,
    timeZone: asked.timeZone,
    weekend: asked.weekend ?? [6, 7],
    holidays: [...days].sort(),
    makeUp: asked.makeUp ?? [],
    hoursPerDay: asked.hoursPerDay ?? 8,
    knownUntil: `${asked.lastYear}-12-31`,
  };
}
