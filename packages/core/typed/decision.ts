/** Reads what a board says: votes, conditions, deferral, emergencies and their ratification. */

import { parseDate } from '../calendar/date.ts';
import type { Example } from '../text/example.ts';
import { plainYes, sentenceInDoubt } from './assent.ts';
import type { Misunderstanding } from './reading.ts';
import { isMisread, MENTION, misread, personNamed, type Reading, wordNamed } from './reading.ts';
import type { Read } from './shape.ts';
import { SEAT_WORDS, STAGE_WORDS } from './word.ts';

/** A further command on the line of a vote: which of the two was meant is not ours to guess. */
const COMMAND_WITHIN = /(?<=^|\s)\/[\p{L}][\p{L}-]*(?=\s|$)/u;

const ABOUT_SEAT =
  /^(?:as\s+|作为\s*|以\s*)(project manager|technical expert|[^\s,，:：]+)\s*(?:身份)?\s*[,，:：]?\s*(.*)$/is;

/** Of words that are shown again, so many. */
const QUOTED = 80;

/** `as <seat>` or `作为<席位>` at the beginning, then the reason. Only an approval has to be plain (`rules.md 4.1`): what it may mean besides is asked. What else its author says in the comment is talk, unless it takes the yes back. */
export function vote(verdict: 'approve' | 'reject' | 'abstain', example: Example) {
  return (rest: string, reading: Reading): Read => {
    const named = ABOUT_SEAT.exec(rest);
    const reason = (named ? (named[2] ?? '') : rest).trim();
    const [other] = COMMAND_WITHIN.exec(reason.split('\n', 1)[0] ?? '') ?? [];
    if (other) return misread('two-commands', reading.line, { other: other.trim() }, example);
    if (named && verdict === 'reject' && /^(chair|主席)$/i.test(named[1] ?? '')) return chairRejects(reason, reading);
    const isApproval = verdict === 'approve';
    const said = isApproval ? plainYes(reason) : { reason };
    const takenBack = isApproval ? sentenceInDoubt(reading.beside ?? '') : undefined;
    if (!said || takenBack !== undefined)
      return misread('no-plain-yes', reading.line, { words: shortened(said ? (takenBack ?? '') : reason) }, '/approve');
    const seat = named ? wordNamed(named[1] ?? '', SEAT_WORDS, 'unknown-seat', reading, example) : undefined;
    if (seat !== undefined && typeof seat !== 'string') return seat;
    return {
      type: 'vote',
      verdict,
      authenticated: 'comment',
      ...(seat ? { seat } : {}),
      ...(said.reason ? { reason: said.reason } : {}),
    };
  };
}

function shortened(words: string): string {
  const line = words.replaceAll(/\s+/g, ' ').trim();
  return line.length > QUOTED ? `${line.slice(0, QUOTED)}…` : line;
}

/** `as <seat>` where only one of several votes is meant, then a reason. */
export function retract(rest: string, reading: Reading): Read {
  const [, name, reason = ''] = ABOUT_SEAT.exec(rest) ?? [undefined, undefined, rest];
  const seat = name === undefined ? undefined : wordNamed(name, SEAT_WORDS, 'unknown-seat', reading, '/retract');
  if (seat !== undefined && typeof seat !== 'string') return seat;
  const why = reason.trim();
  return { type: 'retract', ...(seat ? { seat } : {}), ...(why ? { reason: why } : {}) };
}

function chairRejects(reason: string, reading: Reading): Read {
  if (!reason)
    return misread(
      'needs-argument',
      reading.line,
      { what: 'reason' },
      '/reject as chair does not fit the architecture\nwould-change: an interface of its own',
    );
  const { code, would } = chairSays(reading.block);
  return { type: 'reject', code: code ?? 'board', reason, ...(would ? { wouldChange: would } : {}) };
}

/** What the chair's end of the matter says in the lines below it, in either language and however its keys are spaced. */
export function chairSays(block: Reading['block']): { readonly code?: string; readonly would?: string } {
  const said = new Map(
    Object.entries(block ?? {}).map(([key, value]) => [
      key
        .trim()
        .toLowerCase()
        .replaceAll(/[\s_]+/g, '-'),
      value,
    ]),
  );
  const [code, would] = [said.get('code'), said.get('would-change') ?? said.get('改变条件')];
  return { ...(code ? { code: String(code) } : {}), ...(would ? { would: String(would) } : {}) };
}

function dated(
  text: string,
  reading: Reading,
  example: Example,
): { readonly date: string; readonly rest: string } | Misunderstanding | undefined {
  const found = /\b(\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?)/.exec(text);
  if (!found?.[1]) return undefined;
  const read = parseDate(found[1]);
  return read.ok
    ? { date: read.date, rest: text.replace(found[0], ' ').trim() }
    : misread('bad-date', reading.line, { given: found[1] }, example);
}

export function condition(rest: string, reading: Reading): Read {
  const example = '/condition before merge @arch Load test by 2026-12-20';
  const stage = /(?:before|在)\s*(\S+?)(?:之?前)?(?=\s|$)/i.exec(rest);
  const login = MENTION.exec(rest)?.[0];
  if (!login) return misread('needs-argument', reading.line, { what: 'owner' }, example);
  const owner = personNamed(login, reading, example);
  if (isMisread(owner)) return owner;
  const blocks = stage ? wordNamed(stage[1] ?? '', STAGE_WORDS, 'unknown-word', reading, example) : 'merge';
  if (typeof blocks !== 'string') return blocks;
  const due = dated(rest, reading, example);
  if (due && isMisread(due)) return due;
  const text = (due ? due.rest : rest)
    .replace(stage?.[0] ?? '', ' ')
    .replace(login, ' ')
    .replace(/\b(by|due)\s*$/i, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (!text) return misread('needs-argument', reading.line, { what: 'text' }, example);
  return { type: 'condition', text, owner, blocks, ...(due ? { due: due.date } : {}) };
}

export function defer(rest: string, reading: Reading): Read {
  const example = '/defer until 2027-01-15 after the closing';
  const due = dated(rest, reading, example);
  if (due && isMisread(due)) return due;
  const trigger = /(?:\bwhen\b|当)\s*(.+)$/i.exec(rest)?.[1]?.trim();
  const reason = (due ? due.rest : rest).replace(/^\s*(?:until\b|直到|至|到)\s*/i, '').trim();
  return {
    type: 'defer',
    reason: reason || (trigger ?? ''),
    ...(due ? { until: due.date } : {}),
    ...(trigger && !due ? { trigger } : {}),
  };
}

export function emergency(rest: string, reading: Reading): Read {
  const example = '/emergency INC-4711 Invoices go out wrong';
  const [incident = '', ...words] = rest.split(/\s+/);
  const reason = words.join(' ').trim();
  return incident && reason
    ? { type: 'emergency', incident, reason }
    : misread('needs-argument', reading.line, { what: 'incident' }, example);
}

export function ratify(rest: string, reading: Reading): Read {
  const words = {
    ratified: ['yes', '同意', '追认'],
    'with-actions': ['actions', '附带措施'],
    'not-ratified': ['no', '不追认'],
  };
  const [word = '', ...others] = rest.split(/\s+/);
  const outcome = wordNamed(word, words, 'unknown-word', reading, '/ratify ratified the fix was right');
  return typeof outcome === 'string' ? { type: 'ratify', outcome, reason: others.join(' ').trim() } : outcome;
}
