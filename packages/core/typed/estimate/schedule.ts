/** Reads how the schedule moves: `+6d p90 9d critical-path milestone v2.0: 2026-12-14 -> 2026-12-22`. */
import type { Candidate } from '../../impact/contradiction.ts';
import { misread } from '../reading.ts';
import { DAY, readDay } from './day.ts';
import { inEnglish } from './english.ts';
import { type Found, leftover, type Said, unsettledIn } from './found.ts';

const NUMBER = String.raw`[+-]?\s?(?:\d{1,3}(?:,\d{3})+|\d{1,5})(?:\.\d{1,2})?`;

/** A working day, as this product shows it and as people write it. */
const UNIT = '(?:(?:working|business|work)[ -]?)?days?|d|wd';

function days(text: string | undefined): number | undefined {
  const found = new RegExp(`^(${NUMBER})\\s*(?:${UNIT})?$`, 'i').exec(text?.trim() ?? '');
  return found ? Number(found[1]?.replaceAll(/[,\s]/g, '')) : undefined;
}

/** Words that say which way it moves, and lengths other than days: a working week has five working days (`rules.md 2.5`). */
const MOVES: readonly (readonly [RegExp, string | ((...found: string[]) => string)])[] = [
  [/\bby(?=\s*[+-]?\d)/gi, ' '],
  [/半\s*(?:天|日|d\b)|\bhalf a day\b/gi, '0.5 d '],
  [/(\d{1,3})\s*个?(?:周|星期)半/gi, (_, weeks = '') => `${Number(weeks) * 5 + 2.5} d `],
  [/半\s*个?(?:周|星期)/gi, '2.5 d '],
  [
    /(\d{1,3})\s*(?:个?(?:周|星期)|(?:weeks?|wks?|w)(?![a-z]))\s*(?:,|and|零)?\s*(\d{1,2}(?:\.\d)?)\s*(?:天|日|days?|d)(?![a-z])/gi,
    (_, weeks = '', left = '') => `${Number(weeks) * 5 + Number(left)} d `,
  ],
  [
    /(\d{1,3}(?:\.\d)?)\s*(?:个?(?:周|星期)|(?:weeks?|wks?|w)(?![a-z]))/gi,
    (_, weeks = '') => `${Number(weeks) * 5} d `,
  ],
  [
    /(?:延期|延迟|推迟|顺延|延长|推后|延后|拖延|滞后|晚|\b(?:delay(?:ed|s)?(?: of)?|slips?|later?)\b)\s*\+?\s*(?=\d)/gi,
    ' +',
  ],
  [/(?:提前|提早|缩短|节省|早|\b(?:earlier|saves?|gains?)\b)\s*-?\s*(?=\d)/gi, ' -'],
  [/([+-]?)(\d[\d.]*\s*(?:d|days?))\s+(?:later|late)\b/gi, '$2'],
  [/\+?(\d[\d.]*\s*(?:d|days?))\s+(?:earlier|early)\b/gi, '-$1'],
];

const MILESTONE = new RegExp(
  `(?<!contract[- ]?|合同)(?:\\bmilestone\\b|里程碑)[ \\t]*((?:(?!milestone|里程碑)[^:：\\n]){1,200})[:：][ \\t]*(?:(${DAY}|\\S{1,20}?)[ \\t]*(?:->|→|=>|到|至|\\bto\\b)[ \\t]*)?(${DAY}|\\d[^\\s,，;；]{0,20})`,
  'giu',
);

export function readSchedule(said: Said): Found<'schedule'> {
  const { reading, example } = said;
  const milestones: Candidate['schedule']['milestones'] = [];
  let written = said.words;
  for (const [whole, name = '', from, to = ''] of said.words.matchAll(MILESTONE)) {
    const [first, last] = [from, to].map((one) => (one === undefined ? undefined : readDay(one, reading.facts.today)));
    if (last === undefined || (from !== undefined && first === undefined))
      return misread('bad-date', reading.line, { given: last === undefined ? to : (from ?? '') }, example);
    milestones.push({ name: name.trim(), ...(first ? { from: first } : {}), to: last });
    written = written.replace(whole, ' ');
  }
  let rest = MOVES.reduce((moved, [pattern, by]) => moved.replaceAll(pattern, by as string), inEnglish(written));
  const has = (pattern: RegExp): boolean => {
    const isThere = pattern.test(rest);
    rest = rest.replace(pattern, ' ');
    return isThere;
  };
  const contractMilestone = has(/\bcontract[- ]milestone\b(?:\s+missed)?/i);
  const criticalPath = has(/(?:\b(?:on|in) the )?\bcritical[- ]path\b/i);
  const p90Text = new RegExp(
    `\\(?\\b(?:p90|90\\s*%\\s*(?:把握)?(?:不超过)?:?)\\s*(${NUMBER}\\s*(?:${UNIT})?)\\s*\\)?`,
    'i',
  ).exec(rest);
  const p90 = p90Text ? days(p90Text[1]) : undefined;
  if (p90Text) rest = rest.replace(p90Text[0], ' ');
  const first = new RegExp(`${NUMBER}\\s*(?:${UNIT})?(?=\\s|[,;]|$)`, 'i').exec(rest);
  const p50 = days(first?.[0]);
  if (p50 === undefined || (p90Text && p90 === undefined))
    return (
      unsettledIn({ ...said, words: written }) ??
      misread('bad-number', reading.line, { given: said.words.trim().slice(0, 60) }, example)
    );
  rest = rest.replace(first?.[0] ?? '', ' ').replace(/\bp50\b/i, ' ');
  const left = leftover(rest, said);
  return (
    (left && (unsettledIn({ ...said, words: written }) ?? left)) ?? {
      value: { p50, milestones, criticalPath, contractMilestone, ...(p90 === undefined ? {} : { p90 }) },
    }
  );
}
