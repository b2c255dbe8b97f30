/** What a reader of one dimension gives back, and what it works with. */
import type { Candidate, ContradictionCode } from '../../impact/contradiction.ts';
import type { Dimension } from '../../impact/dimension.ts';
import type { Example } from '../../text/command.ts';
import type { Misunderstanding, Reading } from '../reading.ts';
import { misread } from '../reading.ts';

/** A value as it was read, before it is asked whether it can be so. */
export type Found<D extends Dimension> = { readonly value: Candidate[D] } | Misunderstanding;

/** The words of one dimension as they were written, but for what is said of every dimension. */
export interface Said {
  readonly words: string;
  readonly reading: Reading;
  readonly example: Example;
}

/** What is not read is asked back, never left out. */
export function leftover(rest: string, { reading, example }: Said): Misunderstanding | undefined {
  const left = rest.replaceAll(/[,，;；·。\s]+/g, ' ').trim();
  return left ? unread(left, { reading, example }) : undefined;
}

const NOT_KNOWN =
  /^[\s:：]*(?:n\s*[/.]?\s*a\.?|not (?:yet )?(?:known|assessed|estimated|clear|decided)(?: yet)?|to be (?:determined|decided|defined|confirmed|clarified|estimated|assessed)|t\.?b\.?[acd]\.?|unknown|unclear|open|pending|not sure|no idea|\?+|-+|–|—|\/|待(?:定|评估?|估|确认|补充|讨论|核实|分析|测算|商定|明确)|未知|未定|未评估|不(?:明|详|清楚|确定|知道|好说)|暂不(?:清楚|确定|明确|知道)|尚(?:不|未)(?:清楚|确定|明确|知道|评估)|还(?:不|没|未)(?:清楚|确定|知道|评估|估)|无法(?:估计|评估|估算|确定)|说不准|？+)[\s.。!！?？]*$/iu;
const NUMBER = '\\d[\\d,.]*';
const SEVERAL = new RegExp(
  `${NUMBER}\\s*(?:[a-z$¥€万千亿元天日周]{0,8})\\s*(?:[-–—~～]|\\bto\\b|\\bor\\b|至|到|或)\\s*(?:[a-z]{3}\\s*|[$¥￥€]\\s*)?${NUMBER}|\\bbetween\\b|[一二三四五六七八九两]{2}\\s*个?(?:天|日|周|月|工作日|星期|千|万)`,
  'iu',
);
const BOUND =
  /\b(?:up to|at (?:most|least)|(?:no |not )?(?:more|less|fewer) than|over|under|above|below|max(?:imum)?|min(?:imum)?)\b|[<>≤≥]|不?(?:超过|多于|少于|高于|低于|大于|小于)|至[多少]|最[多少高低]|以[上下内]|(?:一|数|几|好几|若干)(?:个)?(?:天|日|周|月|万|千)(?:左右)?(?:以[上内])|\b(?:a few|several|some|many)\s+\S|[数几多]\s*个?(?:天|日|周|月|工作日|万|千|百)/iu;
const OTHER_LENGTH =
  /\b(?:months?|quarters?|years?|hours?|hrs?|minutes?|calendar days?|sprints?)\b|\d\s*h\b|月|季度|年|小时|自然日|日历日|分钟|迭代/iu;

/** Words that say that nobody knows yet: an impact that is not known stays open, and is neither none nor zero (`rules.md 2.5`). */
export function notKnown({ words, reading, example }: Said): Misunderstanding | undefined {
  return NOT_KNOWN.test(words)
    ? misread('not-known', reading.line, { given: words.trim().slice(0, 60) }, example)
    : undefined;
}

/** Words that leave open which figure is meant, or that count in something else than working days: asked when they were not read. */
export function unsettledIn({ words, reading, example }: Said, ofDays = true): Misunderstanding | undefined {
  const given = words.trim().slice(0, 60);
  if (SEVERAL.test(words.normalize('NFKC')) || BOUND.test(words))
    return misread('several-figures', reading.line, { given }, example);
  if (ofDays && OTHER_LENGTH.test(words)) return misread('no-working-days', reading.line, { given }, example);
  return undefined;
}

export function unread(given: string, { reading, example }: Omit<Said, 'words'>): Misunderstanding {
  return misread(
    'unknown-word',
    reading.line,
    { given: given.trim().slice(0, 60), allowed: [], meant: 'none' },
    example,
  );
}

/** The sentence of what cannot be so. */
export function impossible(
  code: ContradictionCode,
  values: Misunderstanding['values'],
  { reading, example }: Omit<Said, 'words'>,
): Misunderstanding {
  return misread(`estimate-${code}`, reading.line, values, example);
}
