/** A comment's text → what it asks for, in order: commands, questions, and misunderstandings that are answered with an example. */
import { nearest } from '../policy/problem.ts';
import { MOST_PARTS } from '../text/meter.ts';
import { doubtIn } from './decision.ts';
import { blockOf, type CommandLine, type Lookalike, linesIn, MOST_LINES } from './line.ts';
import type { Action, TypedFacts } from './reading.ts';
import { fewBlanks, isMisread, LONGEST_LINE, misread } from './reading.ts';
import { LONGEST_COMMENT, type SeenPart, seenParts } from './seen.ts';
import { COMMANDS, type CommandEntry, entryFor, QUESTIONS } from './table.ts';
import { ELSEWHERE, FOREIGN } from './word.ts';

const ENGLISH = [...COMMANDS, ...QUESTIONS].map((entry) => entry.word);
const CHINESE = [...COMMANDS, ...QUESTIONS].flatMap((entry) => [entry.zh, ...(entry.also ?? [])]);
const IN_HAN = /^\p{Script=Han}/u;

/** Most answers to lines of one comment that only look like commands. */
const MOST_TOLD = 10;

/**
 * Reads a comment in Markdown, or one that its tracker has brought into parts. A line that begins with a slash and a word that resembles none
 * of ours is left alone: it may be meant for another bot or be a path. Whoever may believe to have acted, and has not, is told.
 */
export function readComment(comment: string | readonly SeenPart[], facts: TypedFacts): readonly Action[] {
  const { commands: lines, lookalikes } = linesIn(typeof comment === 'string' ? seenParts(comment) : comment);
  const [first] = lines;
  if (first && typeof comment === 'string' && comment.length > LONGEST_COMMENT)
    return [told(misread('too-long', first.line, { limit: LONGEST_COMMENT }, '/help'))];
  if (first && lines.length > MOST_LINES)
    return [told(misread('too-many', first.line, { what: 'commands', limit: MOST_LINES }, '/help'))];
  return [...lines.flatMap((line) => readLine(line, facts)), ...notTaken(lookalikes)];
}

function readLine(line: CommandLine, facts: TypedFacts): readonly Action[] {
  const word = plainly(line.word);
  const question = QUESTIONS.find((one) => one.word === word || one.zh === word);
  if (question) return [{ kind: 'ask', question: question.word }];
  const entry = entryFor(word);
  if (!entry) return unknown(line, word);
  const block = blockOf(line.block);
  if (line.block !== undefined && block === undefined && ['plan', 'alternative'].includes(entry.word))
    return [told(misread('bad-yaml', line.line, {}, entry.example))];
  const rest = [line.rest, textBelow(entry, line, block)].filter(Boolean).join('\n').trim();
  const doubt = entry.below === 'nothing' ? doubtIn(rest) : undefined;
  if (doubt) return [told(misread('no-plain-word', line.line, { word: line.word, doubt }, entry.example))];
  if (entry.takenApart && rest.length > LONGEST_LINE)
    return [told(misread('line-too-long', line.line, { limit: LONGEST_LINE }, entry.example))];
  const words = entry.takenApart ? fewBlanks(rest) : rest;
  const read = entry.read(words, { facts, line: line.line, block, below: line.block });
  return [isMisread(read) ? told(read) : { kind: 'command', command: read, line: line.line }];
}

/** What stands below a command and goes on with its text; what a block says is read from the block. */
function textBelow(
  entry: CommandEntry,
  line: CommandLine,
  block: Readonly<Record<string, unknown>> | undefined,
): string | undefined {
  switch (entry.below ?? 'text') {
    case 'block':
      return line.rest === '' || block !== undefined ? undefined : line.block;
    case 'line':
      return line.rightBelow;
    default:
      return entry.word === 'reject' && CHAIR_KEYS.some((key) => block?.[key] !== undefined) ? undefined : line.block;
  }
}

/** What the chair's end of the matter says in a block. */
const CHAIR_KEYS = ['code', 'would-change', '改变条件'];

const told = (misunderstanding: ReturnType<typeof misread>): Action => ({ kind: 'misunderstood', misunderstanding });

const plainly = (word: string): string => word.normalize('NFKC').toLowerCase();

const isOurs = (word: string): boolean =>
  entryFor(word) !== undefined || QUESTIONS.some((one) => one.word === word || one.zh === word);

/**
 * Which of our words was meant: one that differs little, unless other bots read it; or one of ours with words that follow it without a blank. A
 * slash before Chinese characters is read by no other bot, so whoever writes one is answered even where half of a word of two differs.
 */
function unknown(line: CommandLine, word: string): readonly Action[] {
  const begins = IN_HAN.test(word) ? beginning(word) : undefined;
  if (begins !== undefined && ELSEWHERE[word] === undefined) return [told(nearly(`/${line.word}`, begins))];
  const near = IN_HAN.test(word) ? nearestInHan(word) : FOREIGN.has(word) ? undefined : nearest(word, ENGLISH);
  const meant = ELSEWHERE[word] ?? near;
  if (meant !== undefined)
    return [told(misread('unknown-command', line.line, { word: line.word, meant }, `/${meant}`))];
  const own = beginning(word);
  return own === undefined ? [] : [told(nearly(`/${line.word}`, own))];
}

/** Of as many characters, with one of them another: an input method chose it. */
function nearestInHan(word: string): string | undefined {
  const typed = [...word];
  return CHINESE.find((one) => {
    const letters = [...one];
    return (
      letters.length === typed.length &&
      letters.length > 1 &&
      letters.filter((letter, at) => letter !== typed[at]).length === 1
    );
  });
}

function beginning(word: string): string | undefined {
  const found = CHINESE.filter((one) => word.startsWith(one)).sort((one, other) => other.length - one.length);
  return found[0];
}

function nearly(typed: string, meant: string) {
  return misread('nearly-command', typed, { typed: typed.slice(0, 60), meant }, `/${meant}`);
}

/** One answer for each line of the comment's own that is nearly a command, and one for all that stand in another place. */
function notTaken(lookalikes: readonly Lookalike[]): readonly Action[] {
  const meant = lookalikes.flatMap(({ line, word, isElsewhere, isUnread }) => {
    const plain = plainly(word);
    const ours = isOurs(plain) ? plain : isElsewhere ? undefined : beginning(plain);
    return ours === undefined ? [] : [{ line, meant: ours, isElsewhere, isUnread }];
  });
  const [inOtherPlace] = meant.filter((one) => one.isElsewhere);
  const own = new Map(meant.filter((one) => !one.isElsewhere).map((one) => [one.line, one.meant]));
  return [
    ...[...own].slice(0, MOST_TOLD).map(([line, word]) => told(nearly(line, word))),
    ...(inOtherPlace
      ? [
          told(
            misread(
              inOtherPlace.isUnread ? 'too-tangled' : 'out-of-place',
              inOtherPlace.line,
              { typed: inOtherPlace.line.slice(0, 60), limit: MOST_PARTS },
              `/${inOtherPlace.meant}`,
            ),
          ),
        ]
      : []),
  ];
}
