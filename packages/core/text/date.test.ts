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

test('what is no date is refused', () => {
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
