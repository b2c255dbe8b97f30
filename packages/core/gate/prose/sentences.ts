/** The sentences of a paragraph, and the files that each says to change (`rules.md 6.4`). */
import { isOfChange } from './above.ts';
import { changed, isBare } from './affirm.ts';
import { denies, hedges, revokes, revokesAll } from './denial.ts';
import { APPROVED_MARKS } from './marks.ts';
import type { ReadWords } from './reading.ts';
import {
  type Above,
  type Back,
  type Named,
  NOTHING_ABOVE,
  naming,
  type Over,
  once,
  type Place,
  type Walked,
} from './said.ts';
import { NAMED } from './signs.ts';

export const ENDED = /[.!?。！？;；…]["'”’)）\]\s]*$/u;

/** Behind a full stop only a capital letter, one of Chinese, a name or a mark begins anew: `e.g. a.yml` goes on. */
export const END = new RegExp(
  `(?<=[。！？]["'”’）]?)(?=[^"'”’）])|(?<=[!?]["'”’)]?)(?=\\s|\\p{Script=Han})|(?<=[^.\\s]\\.["'”’)]?)(?=\\s+["'“‘(]?[\\p{Lu}\\p{Script=Han}${NAMED}${APPROVED_MARKS}])`,
  'u',
);
/** It speaks of what comes behind it. */
const POINTS_ON = /[:：]["'”’)）\s]*$|\b(?:following|below|these|those|here)\b|以下|如下|下列|下述|下面|这些/iu;

export const hasName = (words: string): boolean => words.includes(NAMED);

export function sentencesIn(reading: ReadWords, { within, above: first }: Place): Walked {
  const all: (Named | Back)[] = [];
  let above = first;
  let before: readonly Named[] = [];
  let at = 0;
  let next = 0;
  for (const sentence of reading.words.split(END)) {
    const own = sentenceIn(reading, { sentence, at, from: next, within, above });
    if (!hasName(sentence) && revokes(sentence)) all.push({ line: sentence, of: before });
    if (revokesAll(sentence)) all.push({ line: sentence });
    above = own.above;
    at += sentence.length;
    next += own.named.length;
    all.push(...own.named);
    before = own.named;
  }
  return { said: all, above };
}

interface Sentence {
  readonly sentence: string;
  readonly at: number;
  /** Which of the paths is its first. */
  readonly from: number;
  readonly within: string | undefined;
  readonly above: Over;
}

interface Sentenced {
  readonly named: readonly Named[];
  readonly above: Over;
}

/** Its lines count together or one by one; and what one of them takes out or doubts, no other gives back. */
function sentenceIn(reading: ReadWords, { sentence, at, from, within, above: first }: Sentence): Sentenced {
  const lines = sentence.split('\n');
  const over: Over[] = [first];
  for (const line of lines) over.push(overNext(line, over.at(-1) ?? first, reading.isStruck));
  const above = over.at(-1) ?? first;
  if (!hasName(sentence)) return { named: [], above };
  const joined = lines.join(' ');
  const leading = first();
  const blocked = within ?? (leading.goesOn ? leading.line : undefined) ?? (denies(joined) ? joined : undefined);
  const held = blocked === undefined && lines.length > 1 ? changed(joined) : [];
  const isOnlyTogether = lines.length > 1 && hedges(joined);
  const named: Named[] = [];
  let start = at;
  let next = from;
  for (const [index, line] of lines.entries()) {
    const isByLine = blocked === undefined && !isOnlyTogether;
    const why = isByLine ? whyUnclear(line, (over[index] ?? first)(), reading.isStruck) : undefined;
    for (; next < reading.spots.length; next += 1) {
      const spot = reading.spots[next];
      if (!spot || spot.at >= start + line.length) break;
      const isHeld = held.some(({ from, to }) => spot.at - at >= from && spot.at - at < to);
      named.push(naming(spot.path, isHeld ? undefined : why ? why(spot.at - start) : (blocked ?? joined)));
    }
    start += line.length + 1;
  }
  return { named, above };
}

/** For a place in the line: what keeps a name there from being understood. */
function whyUnclear(line: string, above: Above, isStruck: boolean): (place: number) => string | undefined {
  if (isBare(line)) return () => (isStruck ? line : above.line);
  if (above.goesOn) return () => above.line;
  const ranges = changed(line);
  return (place) => (ranges.some(({ from, to }) => place >= from && place < to) ? undefined : line);
}

/** Names alone leave what stands above them as it was. */
function overNext(line: string, above: Over, isStruck: boolean): Over {
  if (line.trim() === '') return isStruck ? () => ({ line: '~~ ~~', goesOn: true }) : above;
  return isBare(line) ? above : once(() => read(line, isStruck));
}

function read(line: string, isStruck: boolean): Above {
  if (!isStruck && isOfChange(line)) return NOTHING_ABOVE;
  const isOver = ENDED.test(line) || changed(line).length > 0;
  return { line, ...(!isOver || POINTS_ON.test(line) ? { goesOn: true } : {}) };
}
