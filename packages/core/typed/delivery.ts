/** Reads what is said while the work is done: actuals, verification, closing. */
import { parseMoney } from '../money/parse.ts';
import type { Example } from '../text/command.ts';
import { clip } from '../view/sentence.ts';
import { doubtIn } from './doubt.ts';
import { heldBackBy } from './judged.ts';
import { type Misunderstanding, misread, type Reading, wordNamed } from './reading.ts';
import { plainId, type Read, withText } from './shape.ts';

/** Of words that are shown again, so many. */
const QUOTED = 80;

/** A whole number of days, never the end of a longer one; thousands may be parted, as they are where actuals are shown. */
const DAYS =
  /(?<![\d.,])([+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,4})(?:\.\d{1,2})?)\s*(?:d\b|(?:working )?days?\b|天|日|个?工作日)/i;
/** What the page writes before them. */
const SHOWN_BEFORE = /^\s*(?:really took|实际投入)\s*:\s*/i;
const JOINING = /^(?:\s|,|and\b|和)+|(?:\s|,|\band|和)+$/gi;

export function actuals(rest: string, reading: Reading): Read {
  const example = '/actuals 6d CNY 47,200';
  const text = rest.normalize('NFKC').replace(SHOWN_BEFORE, '');
  const spent = DAYS.exec(text);
  if (!spent) return misread('bad-number', reading.line, { given: rest.slice(0, 60) }, example);
  const money = parseMoney(text.replace(spent[0], ' ').replaceAll(JOINING, ''), {
    currency: reading.facts.currency,
  });
  if (!money.ok)
    return misread(
      'bad-money',
      reading.line,
      { given: rest.slice(0, 60), problem: money.problem.replaceAll('-', '_') },
      example,
    );
  return { type: 'actuals', days: Number(spent[1]?.replaceAll(',', '')), cost: money.money };
}

/** One step, and a remark that neither names another one nor takes it back; a remark that may is taken for the step's name, which is answered. */
export function done(rest: string): Read {
  const named = plainId(rest);
  const [, step = '', remark = ''] = /^(\d{1,3})[\s,，:：、。.]+(.*)$/s.exec(named) ?? [];
  const isRemark = step !== '' && !/\d|[一二三四五六七八九十]\s*步/.test(remark) && doubtIn(remark) === undefined;
  const id = isRemark ? step : named;
  return { type: 'done', ...(id ? { step: id } : {}) };
}

/**
 * Words by which other bots' holds are taken off; as a reason they would put one on instead. `stop`, `release` and the like may be meant either
 * way, and a hold that nobody wanted costs less than a gate that stays open.
 */
const ENDS_HOLD = /^(?:cancel(?: (?:the |this |my )?hold)?|off|(?:取消|解除)暂停|取消)[.!。！]*$/i;

export function hold(rest: string, reading: Reading, example: Example): Read {
  if (ENDS_HOLD.test(rest)) return misread('hold-ends', reading.line, { given: rest.slice(0, 60) }, '/release');
  return withText((reason) => ({ type: 'hold', reason }))(rest, reading, example);
}

export function verify(rest: string, reading: Reading): Read {
  const found = /^(?:pass(?:ed)?|ok|通过|合格|验证通过)\s*$/i.exec(rest);
  if (found) return heldBack('verify', '/verify pass', reading) ?? { type: 'verify', passed: true };
  const failed = /^(?:fail(?:ed)?|no|不通过|未通过|不合格|失败)\s*[:：,，]?\s*(.*)$/is.exec(rest);
  if (failed) return { type: 'verify', passed: false, ...(failed[1] ? { reason: failed[1] } : {}) };
  if (rest === '') return misread('needs-argument', reading.line, { what: 'text' }, '/verify pass');
  const allowed = reading.facts.locale === 'zh-CN' ? ['通过', '不通过'] : ['pass', 'fail'];
  return misread('unknown-word', reading.line, { given: rest.slice(0, 60), allowed, meant: 'none' }, '/verify pass');
}

/** What passes or ends something is a yes: what takes it back beside it is asked first. */
function heldBack(word: 'verify' | 'close', example: Example, { line, beside }: Reading): Misunderstanding | undefined {
  const doubt = heldBackBy(beside)?.replaceAll(/\s+/g, ' ').trim();
  return doubt === undefined
    ? undefined
    : misread('no-plain-word', line, { word, doubt: clip(doubt, QUOTED) }, example);
}

export function close(rest: string, reading: Reading): Read {
  const doubt = heldBack('close', '/close implemented', reading);
  if (doubt) return doubt;
  const [word = '', ...others] = rest.split(/\s+/);
  const words = {
    implemented: ['done', '已实施', '已完成'],
    'partly-implemented': ['partly', '部分实施'],
    'rolled-back': ['rollback', '已回退', '回退'],
  };
  if (!word) return { type: 'close', reason: 'implemented' };
  const reason = wordNamed(word, words, 'unknown-word', reading, '/close implemented');
  if (typeof reason !== 'string') return reason;
  const text = others.join(' ').trim();
  return { type: 'close', reason, ...(text ? { text } : {}) };
}
