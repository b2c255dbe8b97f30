import { expect, test } from 'vitest';
import { formatMoney, money } from '../money/amount.ts';
import { catalogue } from './catalogue.ts';
import { LOCALES } from './locale.ts';
import { NO_BREAK, unbroken } from './unit.ts';

const shown = (text: string): string => text.replaceAll(NO_BREAK, '_');
const en = catalogue('en');
const zh = catalogue('zh-CN');

test.each([
  ['percents', en('impact.split', { customer: 60, vendor: 40, other: 0 }), 'customer 60_% · us 40_%'],
  ['days', en('impact.days-range', { days: 6, late: 9 }), '+6_d (90_%: +9_d)'],
  ['days in words', en('impact.why.schedule.within', { days: 6, late: 0 }), 'the schedule moves by 6_working days'],
  ['effort', en('impact.effort.person-days', { amount: 3 }), '3_person-days'],
  ['days in Chinese', zh('impact.days', { days: 6 }), '+6_个工作日'],
  ['effort in Chinese', zh('impact.effort.person-days', { amount: 3 }), '3_人天'],
  ['money', formatMoney(money(4_800_000, 'CNY'), 'en'), 'CNY_48,000'],
])('a figure and its unit stay on one line: %s', (_, said, line) => {
  expect(shown(said)).toBe(line);
});

test('no sentence parts a figure from its unit, whatever fills it', () => {
  const parted = /\d (?:%|d\b|working days?|person-)|\d (?:个工作日|人天|人时|人月)/;
  for (const locale of LOCALES)
    for (const days of [0, 1, 6, 1200]) {
      const say = catalogue(locale);
      for (const said of [
        say('impact.days', { days }),
        say('impact.days-range', { days, late: days + 1 }),
        say('impact.why.schedule.within', { days, late: 1 }),
        say('impact.why.schedule.critical-path', { days, late: 0 }),
        say('impact.why.cost.effort', { days }),
        say('impact.why.cost.share', { money: 'CNY 5', percent: days }),
        say('impact.one-off-share', { money: 'CNY 5', percent: days }),
        say('command.estimate-late-first', { days }),
        say('command.estimate-share-sum', { sum: days }),
      ])
        expect(said).not.toMatch(parted);
    }
});

test('what came from outside stays as it was written, also beside words of ours', () => {
  const pieces = unbroken([
    { text: 'asked for ', filled: false },
    { text: '60 % and 3 d', filled: true },
    { text: ' of it: 5', filled: false },
    { text: ' d', filled: false },
    { text: ' 6', filled: true },
    { text: ' %', filled: false },
  ]);
  expect(shown(pieces.map(({ text }) => text).join('|'))).toBe('asked for |60 % and 3 d| of it: 5|_d| 6|_%');
});
