/** Days as they are typed, and as this product shows them: what it shows is read back as the same day. */
import { type PlainDate, parseDate } from '../../calendar/date.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const HAN_WEEKDAYS = '日一二三四五六';

const HAN_WEEKDAY = String.raw`(?:\s*[（(]?(?:周|星期|礼拜)[一二三四五六日天][）)]?)`;
const HAN = String.raw`(?:\d{4}\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*[日号]${HAN_WEEKDAY}?`;
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\\.?';
const WEEKDAY = '(?:(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?(?![a-z])\\.?,?\\s+)?';
const ENGLISH = String.raw`${WEEKDAY}(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?${MONTH}(?:,?\s+\d{4}(?!\d))?|${MONTH}\s+\d{1,2}(?:st|nd|rd|th)?(?!\d)(?:,?\s+\d{4}(?!\d))?)`;
/** A number that is built like a day: version numbers are not. */
const FIGURES = String.raw`${WEEKDAY}(?:\d{4}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{2}(?:\d{2})?)(?![\d.])${HAN_WEEKDAY}?`;

/** A day as it is written out, as the source of an expression. */
export const WRITTEN_DAY = `(?:${FIGURES}|${HAN}|(?<![a-z])${ENGLISH})`;
/** Anything that is meant as a day. */
export const DAY = String.raw`(?:${HAN}|${ENGLISH}|\d[\d./-]{5,11}(?![\d.]))`;

/**
 * @param today the day on which it is read: a day without a year is one of that year, and only with its weekday, as this product shows it
 * @returns `undefined` for what is no day, or may be several
 */
export function readDay(written: string, today: PlainDate | undefined): PlainDate | undefined {
  const text = written.trim().normalize('NFKC').toLowerCase();
  const iso = parseDate(text);
  if (iso.ok) return iso.date;
  // The year first: there is only one such day.
  if (iso.problem === 'format' && iso.suggestion !== undefined) return iso.suggestion;
  const parts = inHan(text) ?? inEnglish(text) ?? inFigures(text);
  if (!parts) return undefined;
  const { year, month, day, weekday } = parts;
  if (year === undefined && (weekday === undefined || today === undefined)) return undefined;
  const read = parseDate(`${year ?? today?.slice(0, 4)}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  if (!read.ok) return undefined;
  return weekday === undefined || weekdayOf(weekday) === new Date(`${read.date}T00:00:00Z`).getUTCDay()
    ? read.date
    : undefined;
}

interface Parts {
  readonly year: string | undefined;
  readonly month: string;
  readonly day: string;
  readonly weekday: string | undefined;
}

const IN_HAN =
  /^(?:(\d{4})\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*[日号](?:\s*\(?(?:周|星期|礼拜)([一二三四五六日天])\)?)?$/;

function inHan(text: string): Parts | undefined {
  const [, year, month, day, weekday] = IN_HAN.exec(text) ?? [];
  return month !== undefined && day !== undefined ? { year, month, day, weekday } : undefined;
}

function inEnglish(text: string): Parts | undefined {
  const dayFirst =
    /^(?:(?<weekday>[a-z]{3})[a-z]*\.?,?\s+)?(?<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?<month>[a-z]{3})[a-z]*\.?(?:,?\s+(?<year>\d{4}))?$/;
  const monthFirst =
    /^(?:(?<weekday>[a-z]{3})[a-z]*\.?,?\s+)?(?<month>[a-z]{3})[a-z]*\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?<year>\d{4}))?$/;
  const found = dayFirst.exec(text) ?? monthFirst.exec(text);
  const named = found?.groups;
  if (!named || !MONTHS.includes(named.month ?? '')) return undefined;
  const month = String(MONTHS.indexOf(named.month ?? '') + 1);
  return { year: named.year, month, day: named.day ?? '', weekday: named.weekday };
}

/** The year first, with its weekday. */
function inFigures(text: string): Parts | undefined {
  const found =
    /^(?:([a-z]{3})[a-z]*\.?,?\s+)?(\d{4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})(?:\s*\(?(?:周|星期|礼拜)([一二三四五六日天])\)?)?$/.exec(
      text,
    );
  if (!found) return undefined;
  const [, english, year, month = '', day = '', han] = found;
  return { year, month, day, weekday: english ?? han };
}

function weekdayOf(name: string): number {
  return name.length === 1 ? HAN_WEEKDAYS.indexOf(name === '天' ? '日' : name) : WEEKDAYS.indexOf(name.slice(0, 3));
}
