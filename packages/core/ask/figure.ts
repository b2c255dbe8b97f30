/** Numbers and dates as people type them into a form, read the same in every form. */
import { type PlainDate, parseDate } from '../calendar/date.ts';
import { message } from '../text/catalogue.ts';
import type { Locale } from '../text/locale.ts';

/** `5`, `-2.5` or `2,5`; `undefined` for everything else, `1,500` among it. */
export function readNumber(typed: string): number | undefined {
  const written = typed
    .trim()
    .normalize('NFKC')
    .replace(/^[\u2010-\u2015\u2212]\s*/, '-')
    .replace(',', '.')
    .replace(/^\+/, '');
  return /^-?\d{1,6}(\.\d{1,2})?$/.test(written) ? Number(written) : undefined;
}

/** The day, or what is wrong with it in one sentence. */
export function readDate(typed: string, locale: Locale): { readonly date: PlainDate } | { readonly problem: string } {
  const read = parseDate(typed);
  if (read.ok) return { date: read.date };
  const { text } = read;
  switch (read.problem) {
    case 'format':
      return { problem: message(locale, 'form.date.format', { text, example: read.suggestion ?? '2026-12-24' }) };
    case 'no-such-month':
      return { problem: message(locale, 'form.date.no-such-month', { text }) };
    case 'no-such-day':
      return { problem: message(locale, 'form.date.no-such-day', { text, days: read.days }) };
  }
}
