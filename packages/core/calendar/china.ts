/** China's days off and make-up workdays, as the State Council's General Office announces them each November for the next year. */
import { daysFrom, type PlainDate } from './date.ts';
import type { CalendarData } from './workingdays.ts';

/** One year's announcement. Days off are written as first and last day. */
export interface ChinaYear {
  readonly year: number;
  readonly off: readonly (readonly [first: PlainDate, last: PlainDate])[];
  readonly makeUp: readonly PlainDate[];
  /** Where it was announced. */
  readonly source: string;
}

const CHINA_YEARS: readonly ChinaYear[] = [
  {
    year: 2024,
    off: [
      ['2024-01-01', '2024-01-01'],
      ['2024-02-10', '2024-02-17'],
      ['2024-04-04', '2024-04-06'],
      ['2024-05-01', '2024-05-05'],
      ['2024-06-10', '2024-06-10'],
      ['2024-09-15', '2024-09-17'],
      ['2024-10-01', '2024-10-07'],
    ],
    makeUp: [
      '2024-02-04',
      '2024-02-18',
      '2024-04-07',
      '2024-04-28',
      '2024-05-11',
      '2024-09-14',
      '2024-09-29',
      '2024-10-12',
    ],
    source: 'https://www.gov.cn/zhengce/zhengceku/202310/content_6911528.htm',
  },
  {
    year: 2025,
    off: [
      ['2025-01-01', '2025-01-01'],
      ['2025-01-28', '2025-02-04'],
      ['2025-04-04', '2025-04-06'],
      ['2025-05-01', '2025-05-05'],
      ['2025-05-31', '2025-06-02'],
      ['2025-10-01', '2025-10-08'],
    ],
    makeUp: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
    source: 'https://www.gov.cn/zhengce/content/202411/content_6986382.htm',
  },
  {
    year: 2026,
    off: [
      ['2026-01-01', '2026-01-03'],
      ['2026-02-15', '2026-02-23'],
      ['2026-04-04', '2026-04-06'],
      ['2026-05-01', '2026-05-05'],
      ['2026-06-19', '2026-06-21'],
      ['2026-09-25', '2026-09-27'],
      ['2026-10-01', '2026-10-07'],
    ],
    makeUp: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
    source: 'https://www.gov.cn/zhengce/content/202511/content_7047090.htm',
  },
];

/** The calendar data for China. After the last announced year only weekends are known. */
export function chinaCalendarData(years: readonly ChinaYear[] = CHINA_YEARS): CalendarData {
  return {
    id: 'CN',
    timeZone: 'Asia/Shanghai',
    weekend: [6, 7],
    holidays: years.flatMap(({ off }) => off.flatMap(([first, last]) => daysFrom(first, last))),
    makeUp: years.flatMap(({ makeUp }) => makeUp),
    hoursPerDay: 8,
    knownUntil: chinaKnownUntil(years),
  };
}

/** The last day of the last announced year. */
export function chinaKnownUntil(years: readonly ChinaYear[] = CHINA_YEARS): PlainDate {
  return `${Math.max(...years.map(({ year }) => year))}-12-31`;
}
