/**
 * Until when and before what something is wanted, as people write it in one line. There is one list of the words that lead to a day: what is an
 * exact day is recorded as that, what is meant as a time and is not understood is asked back, and everything else is text.
 */
import type { PlainDate } from '../calendar/date.ts';
import type { Example } from '../text/command.ts';
import { readDay, WRITTEN_DAY } from './estimate/day.ts';
import type { Misunderstanding } from './reading.ts';
import { misread, type Reading } from './reading.ts';
import { STAGE_WORDS } from './word.ts';

/** Words in front of a day that say that it is a deadline; the first ones are said of a day alone. */
const ON = String.raw`(?<![a-z])on(?![a-z])\s+(?:the\s+)?|[到至]\s*`;
const LEAD = String.raw`(?<![a-z])(?:due(?:\s+(?:on|by|date))?|(?:on\s+or\s+)?before|(?:no|not)\s+later\s+than|by|until|till)(?![a-z])(?:\s*[:：])?\s*(?:the\s+)?|(?:须|应|请)?(?:在|于)\s*|(?:完成)?(?:期限|截止(?:日期|时间|到|至|于)?|截至|直到|最迟|最晚|不晚于|不迟于)(?:为|是)?(?:\s*[:：])?\s*`;
/** … and behind it. */
const TRAIL = String.raw`(?:\s*(?:(?:之|以)?前|之内|以内|内|为止|止)|\s*at the latest)`;

/** Days that are told from another day, and feasts: nobody knows which one was meant once some time has passed. */
const PERIOD = '(?:day|week|month|quarter|year|sprint|iteration|weekend)';
const RELATIVE = String.raw`(?:(?:next|this|coming|last)\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:the\s+)?end of (?:(?:the|this|next)\s+)?${PERIOD}|(?:next|this|coming|last)\s+${PERIOD}|(?:mid|end)[- ](?:week|month|quarter|year)|(?:month|quarter|year)[- ]end|tomorrow|yesterday|the weekend`;
/** What may be part of any text: only a word in front makes a time of it. */
const MONTH =
  '(?:(?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber|jan|feb|mar|apr|aug|sept?|oct|nov|dec)(?![a-z])';
const LOOSE = String.raw`(?:mid|end of|early|late)[- ]?${MONTH}|${MONTH}(?:\s+\d{4})?|today|tonight|eod|eow|eom|eoy|noon|midnight|weekend|q[1-4](?:[ /-]?\d{4})?|20\d\d(?=\s*(?:$|[,;.，；。]))|christmas|xmas|easter|new year(?:['’]?s(?: eve| day)?)?|thanksgiving|summer|winter|spring|autumn|holidays?`;
const LENGTH = String.raw`(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|half an?|a few|\d{1,3})[ -]+(?:(?:working|business|calendar|more)\s+)?(?:days?|weeks?|months?|quarters?|years?|sprints?)(?:['’]?\s+time)?`;
const WITHIN = String.raw`(?:within|in)\s+(?:the\s+next\s+)?(?:${LENGTH})`;

const HAN_RELATIVE = String.raw`[本这下上]?个?(?:周|星期|礼拜)[一二三四五六日天末]|[本这下上今明去]?个?(?:[周月年]|季度?)[底末]|[本这下上]个?(?:[周月]|星期|礼拜|季度?|迭代|冲刺)|[今明后昨前]天|[今明后去前]年|(?:\d{4}\s*年)?(?:第?[一二三四]季度|[qQ][1-4]|[上下]半年)`;
const HAN_LOOSE = String.raw`(?:\d{4}\s*年\s*)?\d{1,2}\s*月(?:份|[底初末]|中旬)?|\d{1,2}\s*[日号]|\d{4}\s*年底?|(?<![\d一二两三四五六七八九十半几个])(?:[年月周节]|季度)(?=[内前])|当[日天月]|国庆节?|春节|元旦|五一|中秋节?|端午节?|清明节?|圣诞节?|双十一|假期|节假日|长假|放假`;
const HAN_LENGTH = String.raw`(?:\d{1,3}|[一二两三四五六七八九十半几]{1,3})\s*个?(?:工作日|自然日|天|日|周|星期|礼拜|月|季度|年)`;
const HAN_WITHIN = `(?:${HAN_LENGTH})(?:之内|以内|内)`;
const ENDS = '(?![\\p{L}\\d])';

/** A day led to, or followed, by a word of the list, anywhere in a text; and the same of what is no exact day. */
const LED = new RegExp(`(?:${ON}|${LEAD})(${WRITTEN_DAY})${TRAIL}?|(${WRITTEN_DAY})${TRAIL}`, 'giu');
const LED_VAGUELY = new RegExp(
  `(?:(?:${ON}|${LEAD})(?:${RELATIVE})|(?:${LEAD})(?:${LOOSE}))${ENDS}|(?:期限|截止(?:日期|时间|到|至|于)?|截至|最迟|最晚|不晚于|不迟于)(?:为|是)?(?:\\s*[:：])?\\s*(?:${HAN_RELATIVE}|${HAN_LOOSE}|${HAN_LENGTH})|(?:在|于)?(?:${HAN_RELATIVE}|${HAN_LOOSE})(?:(?:之|以)?前|之内|以内|内|为止)`,
  'iu',
);

/** Without such a word, a day is a deadline where it stands at an end of the text: not that of which something is said. */
const NOT_OF = String.raw`(?<!(?:\b(?:of|from|since|as|like|with|than|for|and|or|to|through|between|after)|[自从的与和或比按至到起])\s*(?:the\s+)?)`;
const DONE = '完成|提交|提供|交付|做|补|给|上线|合并';
const FIRST = new RegExp(
  `^(${WRITTEN_DAY})(?!\\s*(?:[的起之以后至到~–—→和与或]|-|(?:and|or|to|through|until|is|was|are|were)\\b))`,
  'iu',
);
const LAST = new RegExp(`(?<![\\p{L}\\d])${NOT_OF}(${WRITTEN_DAY})(?:${DONE})?$`, 'iu');
const FIRST_VAGUELY = new RegExp(
  `^(?:(?:${RELATIVE})(?=[\\s,:]|$)|(?:${HAN_RELATIVE})(?=[\\s,，:：]|$|${DONE})|${WITHIN}(?=[\\s,:]|$)|(?:须|应|请)?(?:在|于)?${HAN_WITHIN})`,
  'iu',
);
const LAST_VAGUELY = new RegExp(
  `(?<![\\p{L}\\d])(?:${NOT_OF}(?:${RELATIVE}|${HAN_RELATIVE})|${WITHIN}|(?:在|于)?${HAN_WITHIN})(?:${DONE})?$`,
  'iu',
);

/** The day, if there is one, and the text without it; a misunderstanding for what is meant as a day and may be several, or none. */
type Dated = { readonly date?: PlainDate; readonly rest: string } | Misunderstanding;

/** The deadline in a text, which may name a stage besides. */
export function dueIn(given: string, reading: Reading, example: Example): Dated {
  const text = trimmed(given);
  const led = [...text.matchAll(LED)];
  const [found, other] = led.length > 0 ? led : [FIRST.exec(text), LAST.exec(text)].filter((one) => one !== null);
  if (!found) {
    const vague = vagueIn(text);
    return vague === undefined ? { rest: given } : noDay(vague, reading, example);
  }
  const day = writtenIn(found);
  if (other && writtenIn(other) !== day)
    return misread('several-days', reading.line, { days: [day, writtenIn(other)] }, example);
  const date = readDay(day, reading.facts.today);
  if (date === undefined) return misread('bad-date', reading.line, { given: day }, example);
  return { date, rest: without(text, found) };
}

/** The deadline of what has a day and no stage: a measure, a step of the plan. */
export function dayIn(given: string, reading: Reading, example: Example): Dated {
  const found = dueIn(given, reading, example);
  if ('code' in found || found.date !== undefined) return found;
  const stage = STAGE_AT_END.exec(trimmed(given))?.[0].trim();
  return stage === undefined ? found : noDay(stage, reading, example);
}

function vagueIn(text: string): string | undefined {
  return (LED_VAGUELY.exec(text) ?? FIRST_VAGUELY.exec(text) ?? LAST_VAGUELY.exec(text))?.[0].trim();
}

function noDay(given: string, reading: Reading, example: Example): Misunderstanding {
  return misread('no-day', reading.line, { given: given.slice(0, 60) }, example);
}

/** A deadline at the very end of a text, behind whatever else is said of it. */
const AT_END = new RegExp(
  `(?<=[\\s,，·]|^)(?:(?:${LEAD})(${WRITTEN_DAY})${TRAIL}?|(${WRITTEN_DAY})${TRAIL})(?:完成)?$`,
  'iu',
);

/** The day by which a text ends, as it is written there; `at` is where its words begin. */
export function dueAtEnd(text: string): { readonly day: string; readonly at: number } | undefined {
  const found = AT_END.exec(text);
  return found ? { day: writtenIn(found), at: found.index } : undefined;
}

/** A day that ends a text without a word that leads to it. */
export function bareDayAtEnd(text: string): { readonly day: string; readonly at: number } | undefined {
  const found = LAST.exec(text);
  return found ? { day: writtenIn(found), at: found.index } : undefined;
}

/** @returns the day that one of the expressions found, without the words around it */
const writtenIn = (found: RegExpExecArray): string => (found[1] ?? found[2] ?? '').trim();

function without(text: string, { 0: whole, index }: RegExpExecArray): string {
  return `${text.slice(0, index)} ${text.slice(index + whole.length)}`;
}

const trimmed = (text: string): string => text.replaceAll(/^[\s,，;；:：·.。]+|[\s,，;；·.。]+$/g, '');

/** A deferral may begin with its day, and Chinese needs no word behind it. */
const UNTIL = new RegExp(
  `(?:^\\s*(?:for\\s+|until\\s+|till\\s+|to\\s+|by\\s+)?|\\b(?:by|to|until|till)\\s+|直到\\s*|[到至]\\s*)(?:the\\s+)?((?:${RELATIVE}|${LOOSE}|${WITHIN}|${LENGTH})${ENDS}|(?:${HAN_RELATIVE}|${HAN_LENGTH}|${HAN_LOOSE})(?:之?后|内|前)?)`,
  'iu',
);
const EXACTLY = new RegExp(`(?:${ON}|${LEAD})?(${WRITTEN_DAY})${TRAIL}?`, 'iu');

/** The day to which something is deferred. What follows “when” is a trigger, and a day in that is part of it. */
export function untilIn(text: string, reading: Reading, example: Example): Dated {
  const [before = ''] = text.split(/\n|\bwhen\b|当|this happens\s*[:：]|等待\s*[:：]/i, 1);
  const found = EXACTLY.exec(before);
  const given = found ? writtenIn(found) : (UNTIL.exec(before)?.[1] ?? vagueIn(trimmed(before)));
  if (given === undefined) return { rest: text };
  const date = found ? readDay(given, reading.facts.today) : undefined;
  if (date === undefined)
    return found ? misread('bad-date', reading.line, { given }, example) : noDay(given, reading, example);
  return { date, rest: text.replace(found?.[0] ?? '', ' ') };
}

const HAN_STAGES = Object.values(STAGE_WORDS)
  .flat()
  .filter((word) => /\p{Script=Han}/u.test(word))
  .sort((one, other) => other.length - one.length)
  .join('|');
const ALL_STAGES = new Set(Object.entries(STAGE_WORDS).flatMap(([word, others]) => [word, ...others]));
const LATIN_STAGES = [...ALL_STAGES].filter((word) => /^[a-z-]+$/.test(word)).join('|');
/** Before one of the stages, also where more of the sentence follows without a blank. */
const KNOWN = new RegExp(`(?:^|[\\s，,、。;；·或和与及])在?(${HAN_STAGES})(?:之前|以前|前)`, 'gu');
/** A word of its own that ends in “before”. `提前`, `目前` and the like say something else. */
const ANY =
  /(?:^|[\s，,、;；·])在?(?!提前|目前|之前|以前|先前|此前|当前|从前|面前|眼前|往前|空前)([^\s，,、;；·]{1,8}?)(?:之前|以前|前)(?=$|[\s，,、;；·])/u;
/** As it is typed, and as it is shown: `before the merge`, `before it is merged`, `before work starts`. */
const ENGLISH =
  /\bbefore\s+(?:(?:the|it|we|you|they|this|that|anybody|work)\s+)?(?:(?:is|are|gets?|can|be|goes|next|first|final|actual)\s+)*([\w-]+(?:\s*(?:,|and|or|\/)\s*(?:start|merge|deploy|close)\b)?)/giu;
const STAGE_AT_END = new RegExp(
  `(?:\\bbefore\\s+(?:(?:the|it|we|work)\\s+)?(?:(?:is|are|gets?)\\s+)*(?:${LATIN_STAGES})|(?<=^|[\\s，,、。;；·])在?(?:${HAN_STAGES})(?:之前|以前|前)(?:完成)?)$`,
  'iu',
);

const stageOf = (word: string): string | undefined =>
  Object.entries(STAGE_WORDS).find(([stage, others]) => [stage, ...others].includes(word.toLowerCase()))?.[0];

interface NamedStage {
  readonly word: string;
  /** How it stands there. */
  readonly all: string;
  /** Words for further stages: which of them is meant is not ours to guess. */
  readonly others: readonly string[];
}

/** What a text names as the stage before which something is wanted, understood or not. */
export function stageIn(text: string): NamedStage | undefined {
  const inEnglish = [...text.matchAll(ENGLISH)];
  const known = [...text.matchAll(KNOWN), ...inEnglish.filter(([, word = '']) => stageOf(word) !== undefined)];
  const found = known[0] ?? ANY.exec(text) ?? inEnglish[0];
  if (!found) return undefined;
  const [all, word = ''] = found;
  const others = known.map(([, other = '']) => other).filter((other) => stageOf(other) !== stageOf(word));
  return { word, all, others };
}
