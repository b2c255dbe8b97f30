/** Reads what a board says: votes, conditions, deferral, emergencies and their ratification. */

import type { Example } from '../text/command.ts';
import { plainYes, takesBack } from './assent.ts';
import { fieldsOf, isKey, textOf } from './block.ts';
import { dueIn, stageIn, untilIn } from './deadline.ts';
import { ownerIn, trimmed } from './estimate/clause.ts';
import { heldBackBy } from './judged.ts';
import type { Misunderstanding } from './reading.ts';
import { isMisread, misread, personNamed, type Reading, wordNamed } from './reading.ts';
import type { Read } from './shape.ts';
import { SEAT_WORDS, STAGE_WORDS } from './word.ts';

/** A further command on the line of a vote: which of the two was meant is not ours to guess. */
const COMMAND_WITHIN = /(?<=^|\s)\/[\p{L}][\p{L}-]*(?=\s|$)/u;

/** Names of more than one word. */
const LONG_NAMES = Object.values(SEAT_WORDS)
  .flat()
  .filter((name) => name.includes(' '))
  .join('|');
const ABOUT_SEAT = new RegExp(
  `^(?:as\\s+(?!the\\s+(?!chair)\\S+\\s+(?:is|are|was|were|has|have|had|needs?|needed|wants?|wanted|asks?|asked|pays?|paid|requires?|required|expects?|expected|will|would|can|must)\\b)(?:the\\s+)?(?!(?:agreed|discussed|is|it|this|that|we|i|proposed|described|written|planned|stated|requested|before|usual|above|well|long|soon|per)\\b)|作为\\s*|以(?![上下后前及此])\\s*)(${LONG_NAMES}|[^\\s,，:：]+?)\\s*(?:身份)?(?=[\\s,，:：]|$)(?:[\\s,，：]|:(?!(?:[+]1|\\w+):))*(.*)$`,
  'is',
);

const CHAIR_SEAT = /^(?:chair|主席|委员会主席)$/i;

/** Of words that are shown again, so many. */
const QUOTED = 80;

/** `as <seat>` or `作为<席位>` at the beginning, then the reason. Only an approval has to be plain (`rules.md 4.1`): what it may mean besides is asked. What else its author says in the comment is talk, unless it takes the yes back. */
export function vote(verdict: 'approve' | 'reject' | 'abstain', example: Example) {
  return (rest: string, reading: Reading): Read => {
    const named = ABOUT_SEAT.exec(rest);
    const reason = (named ? (named[2] ?? '') : rest).trim();
    const [other] = COMMAND_WITHIN.exec(reason.split('\n', 1)[0] ?? '') ?? [];
    if (other) return misread('two-commands', reading.line, { other: other.trim() }, example);
    if (named && verdict === 'reject' && CHAIR_SEAT.test(named[1] ?? '')) return chairRejects(reason, reading);
    const isApproval = verdict === 'approve';
    const said = isApproval ? plainYes(reason, reading.facts.speaker) : { reason };
    const takenBack = isApproval ? heldBackBy(reading.beside) : undefined;
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
  if (!reason) return misread('needs-argument', reading.line, { what: 'reason' }, CHAIR_EXAMPLE);
  const said = fieldsOf(hasKeys(reading.block) ? reading.block : {}, CHAIR, reading, { example: CHAIR_EXAMPLE });
  if (isMisread(said)) return said;
  const [code, would] = [textOf(said.code), textOf(said.would)];
  return { type: 'reject', code: code || 'board', reason, ...(would ? { wouldChange: would } : {}) };
}

const CHAIR_EXAMPLE = '/reject as chair does not fit the architecture\nwould-change: an interface of its own';
/** What the chair's end of the matter says in the lines below it, in either language and however its keys are spaced. */
const CHAIR = { would: ['would-change', '改变条件'], code: ['代码'] } as const;

/** Whether the lines below say it by such keys, and do not go on with the reason. */
export function hasKeys(block: Reading['block']): block is NonNullable<Reading['block']> {
  return Object.keys(block ?? {}).some((key) => isKey(key, CHAIR));
}

export const asChair = (rest: string): boolean => CHAIR_SEAT.test(ABOUT_SEAT.exec(rest)?.[1] ?? '');

export function condition(rest: string, reading: Reading): Read {
  const example = '/condition before merge @arch Load test by 2026-12-20';
  const named = ownerIn(rest);
  if (!named) return misread('needs-argument', reading.line, { what: 'owner' }, example);
  const owner = personNamed(named.name, reading, example);
  if (isMisread(owner)) return owner;
  const words = rest.replace(named.whole, ' ');
  // “before 2026-12-20” is a day: what is no stage is looked at again once the day is taken out.
  const first = stageNamed(words, reading, example);
  const isStage = first !== undefined && !isMisread(first);
  const due = dueIn(isStage ? first.rest : words, reading, example);
  if (isMisread(due)) return due;
  const stage = isStage ? { ...first, rest: due.rest } : stageNamed(due.rest, reading, example);
  if (stage !== undefined && isMisread(stage)) return stage;
  const { blocks, rest: said } = stage ?? { blocks: 'merge', rest: due.rest };
  const text = trimmed(said.replaceAll(/\s+/g, ' ')).replace(/^[:：]\s*/, '');
  if (!text) return misread('needs-argument', reading.line, { what: 'text' }, example);
  return { type: 'condition', text, owner, blocks, ...(due.date ? { due: due.date } : {}) };
}

/** The stage that a text names, and the text without it. */
function stageNamed(
  text: string,
  reading: Reading,
  example: Example,
): { readonly blocks: keyof typeof STAGE_WORDS; readonly rest: string } | Misunderstanding | undefined {
  const found = stageIn(text);
  if (!found) return undefined;
  if (found.others.length > 0)
    return misread('several-stages', reading.line, { stages: [found.word, ...found.others] }, example);
  const blocks = wordNamed(found.word, STAGE_WORDS, 'unknown-word', reading, example);
  return typeof blocks === 'string' ? { blocks, rest: text.replace(found.all, ' ') } : blocks;
}

/** What is waited for: behind “when”, as it is shown, or as all that is said of it. */
const TRIGGER =
  /(?:\bwhen\b|当|(?:^|[,，]?\s*(?:or\s+)?until\s+)this happens\s*[:：]|[,，]?\s*或?等待\s*[:：])\s*(.+)$/isu;
const TRIGGER_ALONE = /^\s*(?:until|till|直到|[到至]|等待?)\s*(.+)$|^\s*((?:after|once)\b.+|.+后)$/isu;

export function defer(rest: string, reading: Reading): Read {
  const example = '/defer until 2035-01-15 after the closing';
  const due = untilIn(rest, reading, example);
  if (isMisread(due)) return due;
  const found = TRIGGER.exec(rest) ?? (due.date ? undefined : TRIGGER_ALONE.exec(rest));
  const trigger = (found?.[1] ?? found?.[2])?.trim();
  // As it is shown, a day and what may happen before it stand side by side.
  const isShown = found !== undefined && found !== null && /[:：]/.test(found[0].slice(0, -(found[1]?.length ?? 0)));
  const said = due.date && isShown && found ? due.rest.replace(found[0], ' ') : due.rest;
  const reason = trimmed(said.replace(/^\s*(?:until\b|to\b|直到|至|到)\s*/i, '')).replace(/^[:：]\s*/, '');
  return {
    type: 'defer',
    reason: reason || (trigger ?? ''),
    ...(due.date ? { until: due.date } : {}),
    ...(trigger && (!due.date || isShown) ? { trigger } : {}),
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

const RATIFIED = '/ratify ratified the fix was right';

export function ratify(rest: string, reading: Reading): Read {
  const words = {
    ratified: ['yes', '同意', '追认'],
    'with-actions': ['actions', '附措施', '附带措施', '附措施追认', '追认并附后续措施'],
    'not-ratified': ['no', '不追认', '不同意', '不予追认'],
  };
  if (rest === '') return misread('needs-argument', reading.line, { what: 'text' }, RATIFIED);
  const [word = '', ...others] = rest.split(/\s+/);
  const outcome = wordNamed(word, words, 'unknown-word', reading, RATIFIED);
  if (typeof outcome !== 'string') return outcome;
  const reason = others.join(' ').trim();
  // With a condition it is not ratified yet; what is still to be done has a word of its own.
  const doubt = outcome === 'ratified' ? (takesBack(reason) ? reason : heldBackBy(reading.beside)) : undefined;
  if (doubt !== undefined)
    return misread('no-plain-word', reading.line, { word: 'ratify', doubt: shortened(doubt) }, RATIFIED);
  return { type: 'ratify', outcome, reason };
}
