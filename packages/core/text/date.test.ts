import { expect, test } from 'vitest';
import { datesIn } from './date.ts';
import { localeFor, localeForHeader } from './locale.ts';

test('dates are written as each language writes them', () => {
  expect(datesIn('en', 'UTC').date('2026-12-03')).toBe('Thu 3 Dec');
  expect(datesIn('en', 'UTC').date('2026-09-03', { year: true })).toBe('Thu 3 Sep 2026');
  expect(datesIn('zh-CN', 'UTC').date('2026-12-03')).toBe('12月3日（周四）');
  expect(datesIn('zh-CN', 'UTC').date('2026-12-03', { year: true })).toBe('2026年12月3日（周四）');
});

test('an instant is shown by the clock of the zone asked for', () => {
  expect(datesIn('zh-CN', 'Asia/Shanghai').instant('2026-12-03T16:04:00Z')).toBe('12月4日（周五）00:04');
  expect(datesIn('en', 'America/New_York').instant('2026-12-03T16:04:00Z', { year: true })).toBe(
    'Thu 3 Dec 2026, 11:04',
  );
});

test('a clock that turns within a minute of what was said before is said anew', () => {
  for (const zone of ['UTC', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/New_York']) {
    const { instant, dayOf } = datesIn('en', zone);
    const clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
    // New York sets its clocks back at 06:00 UTC of this day, Lord Howe by half an hour forward at 15:30 UTC of the other.
    for (const turn of ['2026-11-01T06:00:00Z', '2026-10-03T15:30:00Z', '2026-12-31T18:15:00Z'])
      for (const ms of [-60_001, -60_000, -1, 0, 1, 59_999, 60_000]) {
        const at = new Date(Date.parse(turn) + ms);
        expect([zone, turn, ms, instant(at.toISOString()).slice(-5)]).toEqual([zone, turn, ms, clock.format(at)]);
        expect([zone, dayOf(at.toISOString())]).toEqual([zone, day.format(at)]);
      }
  }
});

test('what is no date is refused', () => {
  expect(() => datesIn('en', 'UTC').instant('soon')).toThrow(RangeError);
  expect(() => datesIn('en', 'UTC').dayOf('soon')).toThrow(RangeError);
  expect(() => datesIn('en', 'UTC').date('soon')).toThrow(RangeError);
});

test.each([
  ['zh', 'zh-CN'],
  ['zh_Hans_CN', 'zh-CN'],
  ['en-GB', 'en'],
  ['fr', 'en'],
  [undefined, 'en'],
] as const)('%s speaks %s', (tag, locale) => {
  expect(localeFor(tag)).toBe(locale);
});

test.each([
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
  ['en;q=0.5, zh;q=0.9', 'zh-CN'],
  ['fr, en;q=0.3, zh;q=0', 'en'],
  ['*', 'en'],
] as const)('a browser that asks for %s gets %s', (header, locale) => {
  expect(localeForHeader(header)).toBe(locale);
});
