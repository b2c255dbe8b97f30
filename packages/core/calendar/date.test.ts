import { expect, test } from 'vitest';
import { daysFrom, parseDate } from './date.ts';

test.each([
  ['2026-12-03', { ok: true, date: '2026-12-03' }],
  [' 2028-02-29 ', { ok: true, date: '2028-02-29' }],
  ['2026-2-3', { ok: false, problem: 'format', text: '2026-2-3', suggestion: '2026-02-03' }],
  ['2026年12月3日', { ok: false, problem: 'format', text: '2026年12月3日', suggestion: '2026-12-03' }],
  ['03/12/2026', { ok: false, problem: 'format', text: '03/12/2026' }],
  ['tomorrow', { ok: false, problem: 'format', text: 'tomorrow' }],
  ['2026-13-01', { ok: false, problem: 'no-such-month', text: '2026-13-01' }],
  ['2026-02-30', { ok: false, problem: 'no-such-day', text: '2026-02-30', days: 28 }],
  ['2026-04-00', { ok: false, problem: 'no-such-day', text: '2026-04-00', days: 30 }],
])('%s is read, or answered helpfully', (text, read) => {
  expect(parseDate(text)).toEqual(read);
});

test('a range of days holds both ends', () => {
  expect(daysFrom('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
  expect(daysFrom('2026-03-02', '2026-03-01')).toEqual([]);
});
