/** A comment's text → what it asks for, in order: commands, questions, and misunderstandings that are answered with an example. */
import { nearest } from '../policy/problem.ts';
import { EXAMPLES, type Example } from '../text/command.ts';
import { MOST_PARTS } from '../text/meter.ts';
import { simplified } from '../text/simplified.ts';
import { clip } from '../view/sentence.ts';
import { plainYes, soundsLikeYes } from './assent.ts';
import { asChair, hasKeys } from './decision.ts';
import { doubtAtBeginning, doubtIn } from './doubt.ts';
import { judgedOtherwise } from './judged.ts';
import { blockOf, type CommandLine, type Lookalike, linesIn, MOST_LINES } from './line.ts';
import type { Action, TypedFacts } from './reading.ts';
import { fewBlanks, isMisread, LONGEST_LINE, misread } from './reading.ts';
import { LONGEST_COMMENT, type SeenPart, seenParts } from './seen.ts';
import { workIn } from './shape.ts';
import { COMMANDS, type CommandEntry, entryFor, QUESTIONS, questionFor } from './table.ts';
import { ELSEWHERE, FOREIGN, TAKING_IN } from './word.ts';

const ENGLISH = [...COMMANDS, ...QUESTIONS].map((entry) => entry.word);
const CHINESE = [...COMMANDS, ...QUESTIONS].flatMap((entry) => [entry.zh, ...(entry.also ?? [])]);
const IN_HAN = /^\p{Script=Han}/u;
/** Ours, and what is known for one of ours. */
const HAN = [...CHINESE, ...Object.keys(ELSEWHERE).filter((one) => IN_HAN.test(one))];

/** Most answers to lines of one comment that only look like commands. */
const MOST_TOLD = 10;

/**
 * Reads a comment in Markdown, or one that its tracker has brought into parts. A line that begins with a slash and a word that resembles none
 * of ours is left alone: it may be meant for another bot or be a path. Whoever may believe to have acted, and has not, is told.
 */
export function readComment(comment: string | readonly SeenPart[], facts: TypedFacts): readonly Action[] {
  const parts = typeof comment === 'string' ? seenParts(comment) : comment;
  const { commands: lines, before, lookalikes } = linesIn(parts);
  const [first] = lines;
  if (first && typeof comment === 'string' && comment.length > LONGEST_COMMENT)
    return [told(misread('too-long', first.line, { limit: LONGEST_COMMENT }, '/help'))];
  if (first && lines.length > MOST_LINES)
    return [told(misread('too-many', first.line, { what: 'commands', limit: MOST_LINES }, '/help'))];
  const beside = [before, ...lines.map(talkBehind)].filter((one) => one !== undefined).join('\n');
  const actions = [...lines.flatMap((line) => readLine(line, beside, facts)), ...notTaken(lookalikes)];
  return actions.length > 0 || lines.length > 0 ? actions : assentIn(parts);
}

/** Longer words are talk. */
const LONGEST_YES = 300;

function assentIn(parts: readonly SeenPart[]): readonly Action[] {
  const lines = parts.flatMap((part) => (part.kind === 'text' ? part.lines : []));
  if (parts.some(({ kind }) => kind === 'list' || kind === 'code') || lines.some(({ held }) => held)) return [];
  const text = lines.map(({ shown, said }) => said ?? shown).join('\n');
  if (text.length > LONGEST_YES || !soundsLikeYes(text)) return [];
  const line = lines.find(({ shown }) => shown.trim() !== '')?.shown.trim() ?? '';
  return [{ kind: 'assent', misunderstanding: misread('no-vote-yet', line, {}, '/approve') }];
}

/** What stands behind a command and belongs to none: a block goes on with the command that asks for one. */
function talkBehind({ word, after }: CommandLine): string | undefined {
  return entryFor(plainly(word))?.below === 'block' ? undefined : after;
}

/** @param beside what its author says in the whole comment that is no command's */
function readLine(line: CommandLine, beside: string, facts: TypedFacts): readonly Action[] {
  const word = plainly(line.word);
  const question = questionFor(word);
  if (question) return [{ kind: 'ask', question: question.word }];
  const taken = takenIn(line, word);
  if (taken) return [told(taken)];
  const entry = entryFor(word);
  if (!entry) return unknown(line, word);
  const lines = entry.below === 'block' ? line.own : line.block;
  const block = blockOf(lines);
  const [passed] = line.blocks.filter(({ isRead }) => !isRead);
  // Of an estimate or a plan, what it leaves out may be the very thing that was meant.
  if (passed && entry.below === 'block') return [told(passedOver('block-not-read', passed.first, line, entry.example))];
  if (lines !== undefined && block === undefined && ['plan', 'alternative'].includes(entry.word))
    return [told(misread('bad-yaml', line.line, {}, entry.example))];
  const rest = [line.rest, textBelow(entry, line, block)].filter(Boolean).join('\n').trim();
  const doubt =
    entry.below === 'nothing'
      ? (doubtAtBeginning(rest) ??
        (isYes(entry) ? (doubtIn(`${rest}\n${beside}`) ?? judgedOtherwise(beside, true)) : undefined) ??
        unplain(entry, line, facts))
      : undefined;
  if (doubt) return [told(misread('no-plain-word', line.line, { word: line.word, doubt }, entry.example))];
  if (entry.takenApart && rest.length > LONGEST_LINE)
    return [told(misread('line-too-long', line.line, { limit: LONGEST_LINE }, entry.example))];
  const said = entry.below === 'nothing' ? line.rest : rest;
  const words = entry.takenApart ? fewBlanks(said) : said;
  const read = entry.read(words, { facts, line: line.line, block, below: lines, beside });
  const isAlone = entry.below === 'nothing' && entry.yes !== 'plain';
  const left = line.blocks.filter(({ isRead }) => isAlone || !isRead).slice(0, MOST_BLOCKS);
  const over = (code: 'block-not-read' | 'block-passed-over') =>
    left.map(({ first }) => told(passedOver(code, first, line, code === 'block-not-read' ? entry.example : '')));
  if (isMisread(read)) return left.length > 0 ? over('block-not-read') : [told(read)];
  return [{ kind: 'command', command: read, line: line.line }, ...over('block-passed-over')];
}

/** Of what stands below one command and is not for it, so many are named. */
const MOST_BLOCKS = 3;

/** What stands below a command and is not for it, named by how it begins. */
function passedOver<Code extends 'block-not-read' | 'block-passed-over'>(
  code: Code,
  first: string,
  { line, word }: CommandLine,
  example: Example | '',
) {
  return misread(code, line, { given: clip(first, QUOTED), word }, example);
}

const isYes = ({ yes }: CommandEntry): boolean => yes === 'meant' || yes === 'plain';

/** How what stands with a word of agreement begins, where it is no plain yes (`rules.md 4.1`). */
function unplain(
  { yes }: CommandEntry,
  { rest, rightBelow = '' }: CommandLine,
  { speaker }: TypedFacts,
): string | undefined {
  const words = `${rest}\n${rightBelow}`.replaceAll(/\s+/g, ' ').trim();
  return yes === 'plain' && !plainYes(words, speaker) ? clip(words, QUOTED) : undefined;
}

/** Of words that are shown again, so many characters. */
const QUOTED = 80;

/** What stands below a command and goes on with its text; what a block says is read from the block. */
function textBelow(
  entry: CommandEntry,
  line: CommandLine,
  block: Readonly<Record<string, unknown>> | undefined,
): string | undefined {
  switch (entry.below ?? 'text') {
    case 'block':
      return line.rest === '' || block !== undefined ? undefined : line.own;
    case 'line':
      return line.rightBelow;
    default:
      if (entry.word === 'reject' && asChair(line.rest) && hasKeys(block)) return undefined;
      // A further paragraph is talk, unless nothing was said before it.
      return line.rest === '' ? (line.rightBelow ?? line.block) : line.rightBelow;
  }
}

const told = (misunderstanding: ReturnType<typeof misread>): Action => ({ kind: 'misunderstood', misunderstanding });

const plainly = (word: string): string => word.normalize('NFKC').toLowerCase();

const ours = (word: string) => entryFor(word) ?? questionFor(word);
const isOurs = (word: string): boolean => ours(word) !== undefined;

/** Of several words of one language for the same, the one that is shown. */
const shown = (word: string): string => (IN_HAN.test(word) ? (ours(word)?.zh ?? word) : word);

/**
 * Which of our words was meant: one that differs little, unless other bots read it; or one of ours with words that follow it without a blank. A
 * slash before Chinese characters is read by no other bot, so whoever writes one is answered even where half of a word of two differs.
 */
function unknown(line: CommandLine, word: string): readonly Action[] {
  const meant = inTwo(word, line.rest) ?? meantBy(word);
  if (!meant) return [];
  if (meant.isBegun) return [told(nearly(`/${line.word}`, meant.word))];
  return [told(unclear(line.line, line.word, meant.word))];
}

/** Who accepts work by a word that is said of something else: by the name of the work nothing else can be meant. */
function takenIn({ line, word, rest }: CommandLine, said: string) {
  const work = workIn(rest);
  const plain = simplified(said);
  const meant = known(plain) ?? ours(plain)?.word ?? plain;
  if (work === undefined || meant === 'accept') return undefined;
  if (!TAKING_IN.has(plain) && !TAKING_IN.has(meant)) return undefined;
  return misread('accept-meant', line, { word, work }, IN_HAN.test(plain) ? '/纳入 #21' : '/accept #21');
}

interface Meant {
  /** `none` where it is one of several of ours, and nobody can tell which. */
  readonly word: string;
  /** It begins with one of ours, and goes on without a blank. */
  readonly isBegun?: true;
}

/** A word of ours that was written with a blank in it: `/need info`, `/批 准`. */
function inTwo(word: string, rest: string): Meant | undefined {
  const [next = ''] = rest.split(/\s/, 1);
  const tries = IN_HAN.test(word)
    ? [simplified(`${word}${rest.slice(0, 30)}`.replaceAll(/\s/g, ''))]
    : [`${word}-${next}`, `${word}${next}`];
  const found = tries.map(plainly).find((one) => next !== '' && (isOurs(one) || known(one) !== undefined));
  return found === undefined ? undefined : { word: known(found) ?? found };
}

function meantBy(word: string): Meant | undefined {
  if (!IN_HAN.test(word)) {
    const near = known(word) ?? (FOREIGN.has(word) ? undefined : nearest(word, ENGLISH));
    if (near !== undefined) return { word: near };
  }
  const plain = simplified(word);
  if (isOurs(plain)) return { word: plain };
  const same = known(plain);
  if (same !== undefined) return { word: same };
  const own = beginning(plain);
  if (own !== undefined) return { word: own, isBegun: true };
  if (!IN_HAN.test(plain)) return undefined;
  const begun = new Set(HAN.filter((one) => one.startsWith(plain)).map((one) => known(one) ?? one));
  if (begun.size > 0) return { word: begun.size === 1 ? ([...begun][0] ?? 'none') : 'none' };
  const near = nearestInHan(plain);
  return near === undefined ? undefined : { word: near };
}

const known = (word: string): string | undefined => (Object.hasOwn(ELSEWHERE, word) ? ELSEWHERE[word] : undefined);

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

/** Which of ours it begins with, or with what is known for one of ours: the longest. */
function beginning(word: string): string | undefined {
  const [found] = HAN.filter((one) => word.startsWith(one)).sort((one, other) => other.length - one.length);
  return found === undefined ? undefined : (known(found) ?? found);
}

function unclear(line: string, word: string, meant: string) {
  return misread('unknown-command', line, { word, meant: shown(meant) }, exampleOf(meant));
}

/** The whole of its own example, in the language of the word. */
function exampleOf(word: string): Example {
  const example = ours(word)?.example ?? '/help';
  return IN_HAN.test(word) ? EXAMPLES[example] : example;
}

function nearly(typed: string, meant: string) {
  return misread('nearly-command', typed, { typed: typed.slice(0, 60), meant: shown(meant) }, exampleOf(meant));
}

/** One answer for each line of the comment's own that is nearly a command, and one for all that stand in another place. */
function notTaken(lookalikes: readonly Lookalike[]): readonly Action[] {
  const meant = lookalikes.flatMap((one) => {
    const { line, word, isElsewhere, isUnread } = one;
    const ours = oursAmong(one);
    return ours === undefined ? [] : [{ line, word, meant: ours, isElsewhere, isUnread }];
  });
  const [inOtherPlace] = meant.filter((one) => one.isElsewhere);
  const own = new Map(meant.filter((one) => !one.isElsewhere).map((one) => [one.line, one]));
  return [
    ...[...own.values()]
      .slice(0, MOST_TOLD)
      .map(({ line, word, meant: ours }) => told(ours === 'none' ? unclear(line, word, ours) : nearly(line, ours))),
    ...(inOtherPlace
      ? [
          told(
            misread(
              inOtherPlace.isUnread ? 'too-tangled' : 'out-of-place',
              inOtherPlace.line,
              { typed: inOtherPlace.line.slice(0, 60), limit: MOST_PARTS },
              exampleOf(inOtherPlace.meant),
            ),
          ),
        ]
      : []),
  ];
}

/** Behind a mark that only may be a slash these are what anybody asks. */
const ASKED: ReadonlySet<string> = new Set(['为什么', '为何', '怎么用']);

/** Which of ours it is: among the comment's own lines also one that is nearly it, elsewhere and behind what only may be a slash ours alone. */
function oursAmong({ word, isSlash, isApart, isElsewhere }: Lookalike): string | undefined {
  const plain = plainly(word);
  if (!isSlash && ASKED.has(plain)) return undefined;
  if (isOurs(plain)) return plain;
  if (plain.includes('_')) return isOurs(plain.replaceAll('_', '-')) ? plain.replaceAll('_', '-') : undefined;
  const inHan = IN_HAN.test(plain);
  if (isSlash && (inHan || !isApart)) return meantBy(plain)?.word;
  return isElsewhere || !inHan ? undefined : (known(simplified(plain)) ?? beginning(simplified(plain)));
}
