/** The working calendar that a project's policy names. */
import { chinaCalendar } from './china.ts';
import { countryCalendar } from './countries.ts';
import { type WorkCalendar, workCalendar } from './workingdays.ts';

/** The working calendar of a policy. A country that the list does not know counts Monday to Friday. */
export async function calendarOf(
  policy: { readonly calendar: string; readonly timeZone: string },
  now: string,
): Promise<WorkCalendar> {
  if (policy.calendar === 'CN') return chinaCalendar();
  const year = Number(now.slice(0, 4));
  const [country = 'none', state] = policy.calendar.split('-');
  if (country !== 'none') {
    try {
      const asked = {
        country,
        timeZone: policy.timeZone,
        firstYear: year - 1,
        lastYear: year + 2,
        ...(state ? { state } : {}),
      };
      return await countryCalendar(asked);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return workCalendar({
    id: 'none',
    timeZone: policy.timeZone,
    weekend: [6, 7],
    holidays: [],
    makeUp: [],
    hoursPerDay: 8,
  });
}
