/** Reads what is said while the work is done: actuals, verification, closing. */
import { parseMoney } from '../money/parse.ts';
import { misread, type Reading, wordNamed } from './reading.ts';
import { type Read, withText } from './shape.ts';

export function actuals(rest: string, reading: Reading): Read {
  const example = '/actuals 6d CNY 47,200';
  const text = rest.normalize('NFKC');
  const spent = /([+-]?\d{1,4}(?:\.\d{1,2})?)\s*(?:d\b|days?\b|天|日|个?工作日)/i.exec(text);
  if (!spent) return misread('bad-number', reading.line, { given: rest.slice(0, 60) }, example);
  const money = parseMoney(text.replace(spent[0], ' ').replaceAll(/^[\s,，]+|[\s,，]+$/g, ''), {
    currency: reading.facts.currency,
  });
  if (!money.ok)
    return misread(
      'bad-money',
      reading.line,
      { given: rest.slice(0, 60), problem: money.problem.replaceAll('-', '_') },
      example,
    );
  return { type: 'actuals', days: Number(spent[1]), cost: money.money };
}

/**
 * Words by which other bots' holds are taken off; as a reason they would put one on instead. `stop`, `release` and the like may be meant either
 * way, and a hold that nobody wanted costs less than a gate that stays open.
 */
const ENDS_HOLD = /^(?:cancel|off|取消)[.!。！]*$/i;

export function hold(rest: string, reading: Reading): Read {
  if (ENDS_HOLD.test(rest)) return misread('hold-ends', reading.line, { given: rest.slice(0, 60) }, '/release');
  return withText('/hold waiting for the supplier', (reason) => ({ type: 'hold', reason }))(rest, reading);
}

export function verify(rest: string, reading: Reading): Read {
  const found = /^(?:pass(?:ed)?|ok|通过)\s*$/i.exec(rest);
  if (found) return { type: 'verify', passed: true };
  const failed = /^(?:fail(?:ed)?|no|不通过|未通过)\s*[:：,，]?\s*(.*)$/is.exec(rest);
  if (failed) return { type: 'verify', passed: false, ...(failed[1] ? { reason: failed[1] } : {}) };
  return misread(
    'unknown-word',
    reading.line,
    { given: rest.slice(0, 60), allowed: ['pass', 'fail'], meant: 'none' },
    '/verify pass',
  );
}

export function close(rest: string, reading: Reading): Read {
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
