/** Which days of the week are off: those of a country, or those that a project says. */

/** By their numbers in ISO 8601: Monday is 1. */
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/** Countries, and states of them, whose weekend is not Saturday and Sunday; a test holds them to the reference data of the platform. */
const OTHERS: Readonly<Record<string, readonly Weekday[]>> = {
  BD: ['friday', 'saturday'],
  BH: ['friday', 'saturday'],
  BN: ['friday', 'sunday'],
  DZ: ['friday', 'saturday'],
  EG: ['friday', 'saturday'],
  IL: ['friday', 'saturday'],
  IN: ['sunday'],
  IR: ['friday'],
  LY: ['friday', 'saturday'],
  'MY-02': ['friday', 'saturday'],
  'MY-03': ['friday', 'saturday'],
  'MY-11': ['friday', 'saturday'],
  SA: ['friday', 'saturday'],
  SD: ['friday', 'saturday'],
  UG: ['sunday'],
};

/** The ISO weekdays off of a calendar by its name in a policy: `CN`, `DE-BY`, `none`. */
export function weekendOf(calendar: string): readonly number[] {
  const [country = ''] = calendar.split('-');
  return numbersOf(OTHERS[calendar] ?? OTHERS[country] ?? ['saturday', 'sunday']);
}

/** ISO weekdays of their names. */
export function numbersOf(days: readonly Weekday[]): readonly number[] {
  return [...new Set(days)].map((day) => WEEKDAYS.indexOf(day) + 1).sort();
}
