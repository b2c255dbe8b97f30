/** A comment's text → what it asks for, in order: commands, questions, and misunderstandings that are answered with an example. */
import { nearest } from '../policy/problem.ts';
import { MOST_PARTS } from '../text/meter.ts';
import { blockOf, commandLines, LONGEST_COMMENT, MOST_LINES } from './line.ts';
import type { Action, TypedFacts } from './reading.ts';
import { fewBlanks, isMisread, LONGEST_LINE, misread } from './reading.ts';
import { COMMANDS, QUESTIONS } from './table.ts';

/** What people write elsewhere when they vote; not ours, but whoever writes it believes to have voted. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  ...{
    lgtm: 'approve',
    ok: 'approve',
    yes: 'approve',
    agree: 'approve',
    accept: 'approve',
    no: 'reject',
    nack: 'reject',
  },
  ...{ 同意: '批准', 赞成: '批准', 通过: '批准', 不同意: '反对', 拒绝: '反对' },
};

const WORDS = [...COMMANDS, ...QUESTIONS].flatMap((entry) => [entry.word, entry.zh]);

/** The word of ours behind a slash, or the one that was probably meant. */
function wordMeant(line: string): string | undefined {
  const word = /^\/([\p{L}\p{N}-]{1,30})/u.exec(line)?.[1]?.normalize('NFKC').toLowerCase();
  if (word === undefined) return undefined;
  return WORDS.includes(word) ? word : (ELSEWHERE[word] ?? nearest(word, WORDS));
}

/**
 * Reads a comment. A line that begins with a slash and a word that resembles none of ours is left alone: it may be meant for
 * another bot or be a path; one that nearly is one of ours is answered with the word that was meant.
 */
export function readComment(comment: string, facts: TypedFacts): readonly Action[] {
  const lines = commandLines(comment);
  if ('tangled' in lines) {
    // Only for what may be a command of ours; another bot's is left alone.
    const meant = wordMeant(lines.tangled);
    return meant === undefined
      ? []
      : [
          {
            kind: 'misunderstood',
            misunderstanding: misread('too-tangled', lines.tangled, { limit: MOST_PARTS }, `/${meant}`),
          },
        ];
  }
  if (comment.length > LONGEST_COMMENT && lines.length > 0) {
    return [
      {
        kind: 'misunderstood',
        misunderstanding: misread('too-long', lines[0]?.line ?? '', { limit: LONGEST_COMMENT }, '/help'),
      },
    ];
  }
  if (lines.length > MOST_LINES) {
    return [
      {
        kind: 'misunderstood',
        misunderstanding: misread('too-many', lines[0]?.line ?? '', { what: 'commands', limit: MOST_LINES }, '/help'),
      },
    ];
  }
  return lines.flatMap((line): readonly Action[] => {
    const word = line.word.normalize('NFKC').toLowerCase();
    const question = QUESTIONS.find((one) => one.word === word || one.zh === word);
    if (question) return [{ kind: 'ask', question: question.word }];
    const entry = COMMANDS.find((one) => one.word === word || one.zh === word || one.also?.includes(word));
    if (!entry) {
      const meant = ELSEWHERE[word] ?? nearest(word, WORDS);
      if (meant === undefined) return [];
      return [
        {
          kind: 'misunderstood',
          misunderstanding: misread('unknown-command', line.line, { word: line.word, meant }, `/${meant}`),
        },
      ];
    }
    const block = blockOf(line.block);
    if (line.block !== undefined && block === undefined && ['plan', 'alternative'].includes(entry.word)) {
      return [{ kind: 'misunderstood', misunderstanding: misread('bad-yaml', line.line, {}, entry.example) }];
    }
    // Below a command that takes a text, lines that are no block go on with the text.
    const goesOn = block === undefined && line.block !== undefined && line.rest !== '';
    const rest = goesOn ? `${line.rest}\n${line.block}`.trim() : line.rest;
    if (entry.takenApart && rest.length > LONGEST_LINE) {
      const long = misread('line-too-long', line.line, { limit: LONGEST_LINE }, entry.example);
      return [{ kind: 'misunderstood', misunderstanding: long }];
    }
    const read = entry.read(entry.takenApart ? fewBlanks(rest) : rest, {
      facts,
      line: line.line,
      block,
      below: line.block,
    });
    if (isMisread(read)) return [{ kind: 'misunderstood', misunderstanding: read }];
    return [{ kind: 'command', command: read, line: line.line }];
  });
}
