/** The working calendar that a project's policy names, with the days that are its own. */
import { chinaCalendarData, chinaKnownUntil } from './china.ts';
import { countryCalendarData } from './countries.ts';
import type { PlainDate } from './date.ts';
import { numbersOf, type Weekday, weekendOf } from './weekend.ts';
import { type CalendarData, type WorkCalendar, workCalendar } from './workingdays.ts';

/** What a policy says of its days. */
export interface ProjectDays {
  /** `CN`, `DE-BY`, `none`. */
  readonly calendar: string;
  readonly timeZone: string;
  /** Absent: that of the calendar's country. */
  readonly weekend?: readonly Weekday[] | undefined;
  readonly daysOff: readonly PlainDate[];
  readonly makeUpDays: readonly PlainDate[];
}

/** The working calendar of a policy. A country that the list does not know has its weekend alone. */
export async function calendarOf(policy: ProjectDays, now: string): Promise<WorkCalendar> {
  const known = await countryDays(policy, now);
  const off = new Set(policy.daysOff);
  const worked = new Set(policy.makeUpDays);
  return workCalendar({
    ...known,
    // Days begin and end in the project's zone, wherever the country lies.
    timeZone: policy.timeZone,
    weekend: policy.weekend ? numbersOf(policy.weekend) : known.weekend,
    // What the project says of a day goes before what the country says of it.
    holidays: [...known.holidays.filter((day) => !worked.has(day)), ...off],
    makeUp: [...known.makeUp.filter((day) => !off.has(day)), ...worked],
  });
}

/**
 * Until when the days off of a policy's country are known, where they are announced a year at a time; a year of which the project
 * names days itself is known by those. `undefined` where they follow from rules.
 */
export function knownUntil({ calendar, daysOff, makeUpDays }: ProjectDays): PlainDate | undefined {
  if (calendar !== 'CN') return undefined;
  const named = new Set([...daysOff, ...makeUpDays].map((day) => Number(day.slice(0, 4))));
  let year = Number(chinaKnownUntil().slice(0, 4));
  while (named.has(year + 1)) year += 1;
  return `${year}-12-31`;
}

async function countryDays({ calendar, timeZone }: ProjectDays, now: string): Promise<CalendarData> {
  if (calendar === 'CN') return chinaCalendarData();
  const weekend = weekendOf(calendar);
  const year = Number(now.slice(0, 4));
  const [country = 'none', state] = calendar.split('-');
  if (country !== 'none') {
    try {
      const asked = {
        country,
        timeZone,
        firstYear: year - 1,
        lastYear: year + 2,
        weekend,
        ...(state ? { state } : {}),
      };
      return await countryCalendarData(asked);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return { id: 'none', timeZone, weekend, holidays: [], makeUp: [], hoursPerDay: 8 };
}
