/** The forms of words that say of a file that it changes (`rules.md 6.4`). Only what has one of these forms opens a file; all else is not understood, and asked back. */
import { simplified } from '../text/simplified.ts';
import { denies, hedges } from './denial.ts';
import { isKnownLead } from './lead.ts';
import { APPROVED_MARKS, YES_MARK } from './marks.ts';
import { DONE_TO_A_FILE, NOUN, TO_A_FILE, ZH_NOUN, ZH_TO_A_FILE } from './verbs.ts';

/** Stands for a file's name in what is read: whatever its letters say, they say nothing. */
export const NAMED = '\uE200';
/** Stands for what nobody reads as words: struck out, drawn, an address. */
export const UNREAD = '\uE201';

/** From where to where in the words; names between are said to change. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Nobody reads a longer sentence to its end. */
const LONGEST = 2000;

const AROUND = `["'“”‘’«»「」『』《》〈〉【】()（）\\[\\]<>\`*]{0,3}`;
const NAME = `${AROUND}(?:\\.?/)?${NAMED}(?::\\d+(?:-\\d+)?)?${AROUND}`;
const JOINED = '\\s*(?:[,，、;；&+](?:\\s*(?:and\\s|和|以及))?|\\band\\b|\\bas well as\\b|以及|[和与與及跟并並])\\s*';
const NAMES = `${NAME}(?:${JOINED}${NAME}){0,200}`;

const DEMONSTRATIVE = '(?:these|the following|all these|the listed|both)';
/** Words that only lead on to the name. */
const FILL = `(?:(?:the|a|an|this|these|our|its|their|both|all|new|old|existing|current|whole|following|listed|also|contents? of|${NOUN})[\\s:]+){0,6}`;
const WE =
  '(?:(?:we|i|it|this (?:change|request|pull request|pr|plan|step)|the (?:change|request)|please|will|shall|must|should|needs? to|ha(?:s|ve) to|to|also|then|now|first|second|finally|and|let us|only)\\s+){0,5}';
const TO_FILE = `(?:${TO_A_FILE})`;
/** In a file: what is done to what it holds. Some of them are names of things, too. */
const TO_WHAT_IT_HOLDS =
  'uses?|sets?|installs?|puts?|writes?|inserts?|switch(?:es)?|unpins?|pins?|raises?|lowers?|enables?|disables?|turn (?:on|off)|increases?|reduces?|shortens?|runs?';
const TO_CONTENT = `(?:${TO_FILE}|${TO_WHAT_IT_HOLDS})`;
const DONE = `(?:${DONE_TO_A_FILE}|switched|pinned)(?!\\s+(?:by|from|out|off|away)\\b)`;
/** What of a file a sentence may speak of in its place. */
const OF_IT =
  '(?:(?:the|each|its)\\s+)(?:[\\p{L}-]{1,20}\\s+){0,2}(?:run|runs|job|jobs|step|steps|schedule|trigger|triggers|timeout|cache|version|runner|runners|content|contents|permissions|name|matrix)\\s+(?:of|in)\\s+';

/** One word between a verb and `in …`; `to`, and what makes a clause of its own, leads elsewhere. */
const FREE =
  '(?!(?:to|what|which|that|who|whose|as|is|are|was|were|be|because|by|before|after|while|when|than|but|so|and then|described|listed|defined|documented|found|used)\\b)[\\p{L}\\p{N}@#/.+_’\'"“”`-]+,?';
/** `Use the text in …` reads it. */
const NO_READING = '(?!(?:(?:uses?|runs?)\\s+(?:the(?!\\s+new\\b)|it|this|that|what)|moves?\\s+on)\\b)';
const INTO = '(?:in|into|to|within|inside)';

const TOOL =
  '(?:node(?:\\.?js)?|python|go|java|jdk|ruby|rust|php|deno|bun|npm|pnpm|yarn|ubuntu|debian|alpine|windows|macos|docker|postgres(?:ql)?|gradle|maven|\\.net|typescript)';
const VERSION = 'v?\\d+(?:\\.\\d+){0,3}(?:\\.x)?';
const BECOMES = '(?:\\s*(?:→|->|=>|升级[到至为]|改为)\\s*|\\s+to\\s+)';
const VALUE = `(?:${TOOL}\\s+${VERSION}(?:${BECOMES}(?:${TOOL}\\s+)?${VERSION})?|${VERSION}\\s*(?:→|->|=>)\\s*${VERSION})`;
const YES = `(?:yes|true|new|${DONE}|是|改|已改|变更|修改|更新|新增|删除|新建|${YES_MARK})`;
/** `Node 24`, `from 22 to 24`, `to v5`, `to 30 minutes`. */
const TO_VALUE = `(?:${VALUE}|(?:from\\s+(?:${TOOL}\\s+)?${VERSION}\\s+)?to\\s+(?:${TOOL}\\s+)?${VERSION}(?:\\s*(?:minutes?|min|hours?|days?|seconds?|%|[mg]b))?|to\\s+(?:(?:their|a|full|commit)\\s+){0,3}(?:shas?|commits?))(?![\\p{L}\\p{N}_])`;

/** Something new: a value, or `a new runner`. That a file uses or runs anything else may as well be how it is. */
const NEWLY = `(?:(?:on|with)\\s+)?(?:${VALUE}|(?:the|a|an)\\s+new\\b)`;
const IT_DOES = `(?:(?:uses?|runs?|installs?)(?=\\s+${NEWLY})|becomes?(?=\\s+(?:an?|the|two|three)\\s+(?:[\\p{L}-]{1,20}\\s+){0,2}${NOUN}\\b)|(?:switch(?:es)?|moves?)(?=\\s+to\\s+(?:\\d|${VALUE}|(?:the|a|an)\\s+new\\b))|changes?(?=\\s*(?:$|[.,;:!)\\n]|to\\s+(?:${VALUE}|\\d)|so that\\b)))`;
const IT_WILL = `(?:will|shall|must|should|has to|have to|needs? to)\\s+(?:then\\s+|now\\s+|also\\s+)?(?:(?:use|run|install)(?=\\s+${NEWLY})|(?:switch|move) to(?=\\s+(?:\\d|${VALUE}|(?:the|a|an)\\s+new\\b))|change(?=\\s*(?:$|[.;:!)\\n]|to\\s+(?:${VALUE}|\\d)|so that\\b)))`;
const HELPED =
  '(?:(?:is|are|be|being|been|was|were|will|must|shall|should|has to|have to|needs? to|now|then|also|to|gets?|both|all)\\s+){0,4}';
/** It is done once: not `weekly`, and not by somebody else. */
const ONCE_DONE = `(?=\\s*(?:$|[.,;:!)\\]\\n。，；：、）–—(（-])|\\s+(?:to(?!\\s+(?:the|a|our|this|that)\\s+list)|into|so|and|for\\s+${VALUE}|accordingly|too|also|here|as well|with(?!\\s+(?:each|every))|in\\s+(?:this|place|order))\\b|\\s*(?:→|->)|\\s*[\\p{Script=Han}])`;

const AFTER_IT = `(?=\\s*(?:$|[.,;:!)\\]\\n。，；：！、）–—(（-])|\\s+(?:so|and|with|for|because|since|that|files?|workflows?|too|also|again|accordingly)\\b|\\s+(?:from\\s+(?:${TOOL}\\s+)?${VERSION}\\s+)?to\\s+(?!the\\b|this\\b|that\\b|our\\b|a\\b|an\\b|another\\b|${NAMED})[\\p{L}\\d]|\\s*(?:→|->)|\\s*[\\p{Script=Han}])`;

const ZH_FIRST =
  '(?:(?:我们|我方|本次变更|本次|本变更|此次|该变更|本请求|请|需要|需|须|应|要|将|同时|并且|并|也|还|再|然后|首先|最后|接着|其次|统一|一并|不仅|不但|不只|不光|而且|[一二三四五六七八九十]是)\\s*){0,4}';
const ZH_TO_FILE = `(?:${ZH_TO_A_FILE})`;
const ZH_VALUE = `(?:${VALUE}|[为到至成]\\s*(?:${TOOL}\\s+)?${VERSION})`;
/** `用` and `加` begin names of people and things as well. */
const ZH_USE = '(?:使用|采用|用)';
const ZH_SURE = '(?:改用|改为|改成|换用|换成|设为|写入|安装|启用|停用|提高|降低|加上)';
const ZH_TO_CONTENT = `(?:${ZH_TO_FILE}|${ZH_SURE}|设置|${ZH_USE}|加)`;
const ZH_FILL = `(?:(?:了|一下|以下|下列|下述|这些|所有|全部|${ZH_NOUN}|构建|发布|部署|测试|[:：])\\s*){0,5}`;
/** What of a file is changed where the file is. */
const ZH_OF_IT =
  '(?:\\s*的\\s*(?:(?:node|python|java|go)\\s*版本|配置|内容|版本|运行器|执行器|运行环境|触发条件|触发器|缓存|步骤|任务|权限|超时|超时时间|名称|定时))';
const ZH_BEHIND = `(?:\\s*(?:${ZH_NOUN}|等|统一|全部|一律|均|都|也|已|将被|被|应|须|要|将|[)）]))*\\s*`;
const ZH_WITHIN = `${ZH_NOUN}?\\s*(?:中|里|内|上)的?\\s*`;
/** These may also be names of what somebody does; so what they are done to has to follow. */
const ZH_ACTS =
  '(?:(?:进行\\s*)?(?:修改|更新|变更|改动|调整|优化|升级|更改|改)(?=\\s*(?:$|[，,。.；;、!！\\n]|了(?=\\s*(?:$|[，,。.；;、!！\\n]))|为|到|至|成|(?:node|python|java|go|ubuntu|\\d)))|(?:使用|采用)(?=\\s*(?:新的|(?:node|python|java|go|ubuntu|\\d)))|(?:改用|改为|改成|换用|换成|新增|增加|添加|设为|启用|停用|加上|改名为|重命名为|替换为|迁移到|拆分为|合并到|删除|移除)(?!\\s*(?:者|方|人|权|频率|记录|历史|计划|建议|申请|请求|时间|日期|情况|次数|原因|前|的)))';
const ZH_FREE = '[^，,。；;：:！!？?、\\n\uE200\uE201]';
const ZH_AFTER = `(?=\\s*(?:${ZH_NOUN}|等)*\\s*(?:$|[.,;:!)\\]\\n，。；：！、）–—(（-]|中|里|内|上的|${ZH_OF_IT}|以(?![前后来])|使|来|为|成|到|至|并|和|让|\\p{Script=Latin}))`;

/** Verbs of which many a name of a thing begins: `update log`, `change owner`. */
const NO_COMPOUND =
  '(?!\\s+(?:logs?|history|owners?|queue|day|path|versions?|requests?|board|freeze|windows?|lists?|by|management|manager|control|plans?|notes?|cycles?|process|rate|date|time|sets?)\\b)';
/** What it is done to, so that it is no name of a thing: `use cases`, `run book`, `write access`. */
const OBJECT = `(?:(?:on\\s+|to\\s+)?(?:(?:the|a|an|our|its|this|these|all|both|each|one|two|three|more|fewer|only|new|tests?|jobs?|builds?|steps?)\\b|\\d|${TOOL}\\b|${NAMED}|${UNREAD})|(?:${FREE}\\s+){1,6}(?:to|in|on)\\s+(?:${VALUE}|\\d))`;
const AN_ORDER = `${TO_FILE}\\b${NO_COMPOUND}|(?:use|set|install|put|write|insert|switch|unpin|pin|raise|lower|enable|disable|turn (?:on|off)|increase|reduce|shorten|run)\\s+${OBJECT}|(?:pin|unpin|raise|lower|enable|disable|install|insert|shorten)\\b`;
const ZH_COMPOUND =
  '(?:者|方|人|权|频率|记录|历史|计划|建议|申请|请求|时间|日期|情况|次数|原因|前|日志|说明|手册|名单|负责|组(?![件合])|部(?![署分])|员)';
const ZH_ORDER = `(?:${ZH_TO_FILE.replace('|改)', ')')}|${ZH_SURE}|设置)(?!\\s*${ZH_COMPOUND})|(?:${ZH_USE}|加|改)(?=\\s*(?:[\\p{Script=Latin}\\d“"「\`${UNREAD}]|新的|上|[一两三]个))`;

const NUMBERED = `(?:[-*${APPROVED_MARKS}\\ufe0f]\\s*|\\d+[.)、]\\s*|[（(]\\d+[)）]\\s*){0,3}`;

const form = (source: string): RegExp => new RegExp(source, 'iuy');

/** Each begins where a clause begins, and its whole match holds the names that it speaks of. */
const FORMS: readonly RegExp[] = [
  // Update `ci.yml`; move `a.yml` to `b.yml`.
  form(
    `${WE}(?:move|rename|migrate|convert|split|merge)s?\\s+${FILL}${NAMES}\\s+(?:to|into|as)\\s+${FILL}${NAMES}${AFTER_IT}`,
  ),
  form(`${WE}${TO_FILE}[\\s:]+${FILL}${NAMES}${AFTER_IT}`),
  // Use Node 24 in `ci.yml`; use Node 24 (`ci.yml`).
  form(
    `${WE}${NO_READING}${TO_CONTENT}\\s+(?:(?:${FREE}\\s+){1,8}|(?:${FREE}\\s+){0,6}${TO_VALUE}\\s+)${INTO}[\\s:]+${FILL}${NAMES}${AFTER_IT}`,
  ),
  form(
    `${WE}${TO_CONTENT}\\s+(?:(?!(?:of|about|for|with|docs?|documentation|manuals?|guides?)\\b)${FREE}\\s+){0,6}${TO_VALUE}(?:\\s+(?:in|for)\\s+${FILL}|\\s*)[(（]\\s*${NAMES}`,
  ),
  // Change the timeout of `ci.yml`; remove the cache from `ci.yml`.
  form(`${WE}${TO_FILE}\\s+${OF_IT}${FILL}${NAMES}${AFTER_IT}`),
  form(`${WE}(?:remove|delete|drop|move|take)s?\\s+(?:${FREE}\\s+){1,8}(?:out of|from)\\s+${FILL}${NAMES}${AFTER_IT}`),
  // In `ci.yml`, use Node 24.
  form(`(?:in|within|inside|for)\\s+${FILL}${NAMES}\\s*[,:，：]?\\s*${WE}(?:${AN_ORDER})`),
  // `ci.yml` uses Node 24; `a.yml` becomes `b.yml`.
  form(
    `(?:${OF_IT})?${FILL}${NAMES}\\s+(?:${NOUN}\\s+)?(?:becomes?|moves? to|(?:is|are|will be) (?:moved|renamed) to)\\s+${FILL}${NAMES}${AFTER_IT}`,
  ),
  form(
    `(?:${OF_IT})?${FILL}${NAMES}\\s+(?:${NOUN}\\s+)?(?:${HELPED}(?:${IT_DOES}|(?<=\\b(?:is|are|be|gets?|being|all|both|now|also) )${DONE}${ONCE_DONE})|${IT_WILL})\\b`,
  ),
  // The build runs on Node 24 (`ci.yml`).
  form(
    `(?:the\\s+)?(?:${NOUN}|ci|cd|builds?|release|deployment)\\s+(?:runs?\\s+on|uses?|moves?\\s+to|switch(?:es)?\\s+to)\\s+${VALUE}\\s*[(（]\\s*${NAMES}`,
  ),
  // `ci.yml` (new).
  form(`${FILL}${NAMES}\\s*[(（]\\s*(?:${VALUE}|${YES})\\s*[)）](?=\\s*(?:$|[.,;，。；、]))`),
  // Node 24 in `ci.yml`.
  form(`${VALUE}\\s+(?:in|for)\\s+${FILL}${NAMES}${AFTER_IT}`),
  // 修改 `ci.yml`。
  form(`${ZH_FIRST}${ZH_TO_FILE}\\s*${ZH_FILL}${NAMES}${ZH_AFTER}`),
  // 在 `ci.yml` 中改用 Node 24。
  form(
    `${ZH_FIRST}(?:在|把|将)\\s*${ZH_FILL}${NAMES}\\s*${ZH_WITHIN}(?:(?![方人组]|客户|部门|团队)${ZH_FREE}){0,14}?(?:${ZH_ORDER})`,
  ),
  form(`${ZH_FIRST}(?:把|将|对)\\s*${ZH_FILL}${NAMES}${ZH_OF_IT}?${ZH_BEHIND}${ZH_ACTS}`),
  // `ci.yml` 改用 Node 24。
  form(`${ZH_FIRST}${ZH_FILL}[(（]?${NAMES}[)）]?${ZH_OF_IT}?${ZH_BEHIND}${ZH_FIRST}${ZH_ACTS}`),
  // 改用 Node 24（`ci.yml`）。
  form(
    `${ZH_FIRST}(?:[将把]${ZH_FREE}{1,16}?)?${ZH_TO_CONTENT}(?:(?!的|说明|文档|手册)${ZH_FREE}){0,16}?${ZH_VALUE}\\s*[(（]\\s*${NAMES}\\s*[)）]`,
  ),
];

const BEGUN = form(`${WE}(?:${AN_ORDER})|${ZH_FIRST}(?:${ZH_ORDER})`);
/** All of a heading: `Use Node 24`. */
const TO_A_VALUE = new RegExp(
  `^${NUMBERED}(?:${WE}${TO_CONTENT}\\s+(?:${FREE}\\s+){0,3}${TO_VALUE}|${ZH_FIRST}${ZH_TO_CONTENT}${ZH_FREE}{0,8}?${ZH_VALUE})[\\s:：.。]*$`,
  'iu',
);
const LABELLED = form(`${FILL}${NAMES}\\s*(?:[:：]|[–—]{1,2}|-|=>|->|→)\\s*`);
const BARE = new RegExp(
  `^${NUMBERED}(?:${FILL}|${ZH_FILL})${NAMES}(?:\\s*(?:${NOUN}|${ZH_NOUN}))?[\\s.。,，;；!！]*$`,
  'iu',
);
const AS_VALUE = new RegExp(`^(?:${VALUE}|${YES})[.。]?$`, 'iu');
const VERB = new RegExp(`\\b(?:${TO_CONTENT}|${DONE})\\b|${ZH_TO_CONTENT}`, 'iu');
const PURPOSE =
  /^\s*(?:to|for|so|because|since|as|in order|when|with|after|before)\b|^\s*(?:为|因|由于|随着|鉴于|从)/iu;
const PURPOSE_BEHIND = /\b(?:so that|so(?! far\b)|such that|in order to)\b|以便|从而|以使|使得/iu;
/** Where a clause begins behind another. */
const CLAUSE = /[,;:，；：、(（–—]\s*|\s-\s+|\b(?:and|then)\s+/giu;
const WITHIN = /[(（]([^()（）]*)[)）]/gu;
/** Nobody follows a sentence of more. */
const MOST_CLAUSES = 40;
const BEGINNING = new RegExp(`^\\s*${NUMBERED}`, 'u');
const COLON = /[:：]$/u;

/** Nothing but names: what stands above or beside them says what is meant. */
export const isBare = (words: string): boolean => BARE.test(simplified(words.trim()));

/** Where the names stand of which a sentence says that they change; none where any word of it may take that back. */
export function changed(written: string): readonly Range[] {
  if (!written.includes(NAMED) || written.length > LONGEST) return [];
  const words = simplified(written);
  if (isUnclear(words)) return [];
  const listed = underLead(words);
  if (listed) return [listed];
  const [first = ''] = BEGINNING.exec(words) ?? [];
  const verb = VERB.exec(words);
  const said = verb ? verb.index + verb[0].length : words.length;
  const found: Range[] = [];
  for (const from of [first.length, ...behindClauses(words)]) {
    if (found.some((one) => from > one.from && from < one.to)) continue;
    if (!isPlainBefore(words.slice(first.length, from).trim(), said <= from)) continue;
    const range = labelledAt(words, from) ?? formAt(words, from);
    if (range) found.push(range);
  }
  return found;
}

const behindClauses = (words: string): readonly number[] =>
  [...words.matchAll(CLAUSE)].slice(0, MOST_CLAUSES).map((one) => one.index + one[0].length);

/** With a question, a denial, a doubt, or something in brackets that is not understood. */
function isUnclear(words: string): boolean {
  if (denies(words)) return true;
  const last = words.lastIndexOf(NAMED);
  const purpose = words.slice(last + 1).search(PURPOSE_BEHIND);
  if (hedges(purpose < 0 ? words : words.slice(0, last + 1 + purpose))) return true;
  return [...words.matchAll(WITHIN)].some(([, inner = '']) => !isBracketPlain(inner));
}

const isBracketPlain = (inner: string): boolean =>
  isBare(inner) || isSaying(inner) || isKnownLead(inner) || /^\s*#?\d*\s*$/.test(inner) || inner.includes(NAMED);

/** What stands behind a name, or beside it in a row: what becomes of it. */
export function isSaying(words: string): boolean {
  const plain = simplified(words.trim());
  if (plain === '' || isDoubtful(plain)) return false;
  return AS_VALUE.test(plain) || isBegun(plain) || isDone(plain);
}

const DONE_FIRST = form(`(?:is |are |will be |gets? |now )?(?:${DONE}${ONCE_DONE}|${IT_DOES})`);
const isDone = (words: string): boolean => matchAt(DONE_FIRST, words, 0) !== undefined;
const isBegun = (words: string): boolean => matchAt(BEGUN, simplified(words), 0) !== undefined;
const isDoubtful = (words: string): boolean => denies(words) || hedges(words);

/** Whether what stands above a list, or before a name, says that what follows changes: known words, or a sentence that the names end or that has one in place of "the following files". */
function leadsToChange(words: string): boolean {
  const plain = words.trim();
  if (plain === '' || plain.length > LONGEST) return false;
  if (isKnownLead(plain)) return true;
  if (isDoubtful(plain)) return false;
  if (TO_A_VALUE.test(simplified(plain))) return true;
  const open = plain.replace(/[\s:：.。]+$/u, '');
  const following = simplified(plain);
  const at = following.search(FOLLOWING);
  return (
    changed(`${open} ${NAMED}`).some(({ to }) => to > open.length) ||
    changed(following.replace(FOLLOWING, NAMED)).some(({ from, to }) => at >= from && at < to)
  );
}

const FOLLOWING = new RegExp(
  `${DEMONSTRATIVE}\\s+${NOUN}|(?:以下|下列|下述|这些)(?:各)?(?:文件|工作流程|工作流|流水线|脚本)`,
  'iu',
);

/** A heading, or words like one, that only say what is done; or a sentence that does, and is over. */
export const isOfChange = (words: string): boolean =>
  leadsToChange(words) || isBare(words) || isWhole(words) || (ENDED.test(words) && isSaid(words));

const ENDED = /[.!。！]\s*$/u;
const isSaid = (words: string): boolean => changed(words).length > 0 || (!isDoubtful(words) && isBegun(words.trim()));

/** It says of names that they change, and nothing behind them may go on in what follows: `a.yml: Node 24`, not `Update a.yml with:`. */
function isWhole(words: string): boolean {
  const plain = words.trim();
  return changed(plain).some(({ to }) => IS_OVER.test(simplified(plain).slice(to)));
}
const IS_OVER = new RegExp(`^\\s*(?:[(（]?(?:to\\s+|[到为至成]\\s*)?(?:${VALUE}|${YES}|${VERSION})[)）]?)?$`, 'iu');

/** `Files to change: a.yml, b.yml`. */
function underLead(words: string): Range | undefined {
  const [, lead = '', names = ''] = /^([^:：\uE200]{1,120})[:：](.*)$/su.exec(words) ?? [];
  return isKnownLead(lead) && isBare(names) ? { from: lead.length, to: words.length } : undefined;
}

function labelledAt(words: string, from: number): Range | undefined {
  const to = matchAt(LABELLED, words, from);
  if (to === undefined) return undefined;
  return isSaying(words.slice(to)) ? { from, to } : undefined;
}

function formAt(words: string, from: number): Range | undefined {
  for (const one of FORMS) {
    const to = matchAt(one, words, from);
    if (to !== undefined && isPlainBehind(words.slice(to))) return { from, to };
  }
  return undefined;
}

/** Behind a colon or a dash stands what becomes of it; that it is somebody else's, or over, is none. */
function isPlainBehind(rest: string): boolean {
  const [, said] = /^\s*(?:[:：]|[–—]{1,2}|-\s)\s*(.*)$/su.exec(rest) ?? [];
  return said === undefined || said.trim() === '' || AS_VALUE.test(said.trim()) || VERB.test(said);
}

/** Before it stands nothing, a known label, why, or what is done besides. */
function isPlainBefore(before: string, hasVerb: boolean): boolean {
  if (before === '' || isKnownLead(before)) return true;
  if (!COLON.test(before)) return hasVerb || PURPOSE.test(before);
  const label = before.slice(0, -1);
  return isKnownLead(label.slice(Math.max(...[...'.。:：;；'].map((mark) => label.lastIndexOf(mark))) + 1));
}

function matchAt(pattern: RegExp, words: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(words) ? pattern.lastIndex : undefined;
}
