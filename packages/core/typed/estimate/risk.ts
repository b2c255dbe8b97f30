/** Reads risks one by one: `Fonts are missing 2x3 mitigate residual 2 owner @mei due 2026-12-20`, several of them separated by semicolons or lines. */
import type { Candidate } from '../../impact/contradiction.ts';
import { bareDayAtEnd, dayIn } from '../deadline.ts';
import { isMisread, misread } from '../reading.ts';
import { careOff, trimmed } from './clause.ts';
import { readDay } from './day.ts';
import { type Found, type Said, unread } from './found.ts';

type Entry = Candidate['risk']['entries'][number];

const FRONT = /^[-*•✔\s]*(?:(?:risk|风险)\s*\d{0,2}\s*[:：])?\s*/i;
/** `2x3`, and as it is shown: `probability 2 × impact 3 = 6 of 25`. */
const SCORE =
  /(?:[\s·,，])\s*(?:(?:probability|可能性|概率)\s*)?([1-5１-５])\s*[xｘX×*]\s*(?:(?:impact|影响)\s*)?([1-5１-５])(?!\d)(?:\s*=\s*\d{1,2}\s*(?:of 25|[(（](?:满分|最高)\s*25[)）]|[/／]\s*25)?)?/giu;
/** How many there are and the largest of them, as it is shown above them. */
const SUMMARY =
  /^\s*(\d{1,3})\s*(?:entry|entries|项)[,，]\s*(?:largest\s+)?(?:应对后最大为\s*|最大残余风险\s*)?\d{1,2}\s*(?:of 25(?: after response)?|[(（](?:满分|最高)\s*25[)）])\s*$/i;
const RESPONSES: Readonly<Record<Entry['response'], string>> = {
  avoid: 'avoid|规避|避免',
  mitigate: 'mitigate|减轻|缓解',
  transfer: 'transfer|转移',
  accept: 'accept|接受',
};
const RESPONSE = new RegExp(
  `(?:[\\s,，·]|^)(?:(?:response|应对)\\s*[:：]?\\s*)?(${Object.values(RESPONSES).join('|')})(?: it)?$`,
  'iu',
);
const RESIDUAL =
  /(?:[\s,，·]|^)(?:residual|after the response|应对后|剩余(?:风险)?|残余(?:风险)?)\s*[:：]?\s*(-?[\d０-９]{1,3}(?:\.\d{1,3})?)\s*(?:of 25|[(（](?:满分|最高)\s*25[)）]|[/／]\s*25)?$/iu;

export function readRisk(said: Said): Found<'risk'> {
  const entries: Entry[] = [];
  let counted: number | undefined;
  for (const part of partsOf(said.words)) {
    const summary = SUMMARY.exec(trimmed(part));
    if (summary) {
      counted = Number(summary[1]);
      continue;
    }
    const entry = readEntry(part, said);
    if (isMisread(entry)) return entry;
    entries.push(entry);
  }
  const { reading, example } = said;
  if (counted !== undefined && counted !== entries.length)
    return misread('risks-counted', reading.line, { given: counted, found: entries.length }, example);
  return entries.length > 0 ? { value: { entries } } : unread(said.words, said);
}

/** One risk each; a line without a score goes on with the next. */
function partsOf(words: string): readonly string[] {
  const parts: string[] = [];
  for (const one of words.split(/[;；]/)) {
    let begun = '';
    for (const line of one.split('\n').filter((other) => other.trim() !== '')) {
      const whole = begun ? `${begun} ${line.trim()}` : line;
      const isWhole = SUMMARY.test(trimmed(whole)) || whole.match(SCORE) !== null;
      if (isWhole) parts.push(whole);
      begun = isWhole ? '' : whole;
    }
    if (begun) parts.push(begun);
  }
  return parts;
}

function readEntry(part: string, said: Said): Entry | ReturnType<typeof unread> {
  const line = part.replace(FRONT, '').trim();
  // Its own words may hold figures, too: the score is what is said last.
  const score = [...line.matchAll(SCORE)].at(-1);
  const text = trimmed(line.slice(0, score?.index));
  if (!score || text === '') return unread(part, said);
  const [probability, impact] = [score[1], score[2]].map((one) => Number(one?.normalize('NFKC')));
  let response: Entry['response'] = 'accept';
  let residual: number | undefined;
  let isAnswered = false;
  let bare: string | undefined;
  const tail = careOff(line.slice(score.index + score[0].length), said.reading, said.example, (given) => {
    const answer = isAnswered ? undefined : RESPONSE.exec(given);
    if (answer) {
      isAnswered = true;
      response = responseNamed(answer[1] ?? '');
      return given.slice(0, answer.index);
    }
    const left = residual === undefined ? RESIDUAL.exec(given) : undefined;
    const day = left || bare !== undefined ? undefined : bareDayAtEnd(given);
    if (day) {
      bare = day.day;
      return given.slice(0, day.at);
    }
    if (!left) return undefined;
    residual = Number(left[1]?.normalize('NFKC'));
    return given.slice(0, left.index);
  });
  if (isMisread(tail)) return tail;
  if (tail.text !== '') {
    const time = dayIn(tail.text, said.reading, said.example);
    return isMisread(time) ? time : unread(part, said);
  }
  const due = bare === undefined ? undefined : readDay(bare, said.reading.facts.today);
  if (bare !== undefined && due === undefined)
    return misread('bad-date', said.reading.line, { given: bare }, said.example);
  const whole = {
    text,
    probability: probability ?? 0,
    impact: impact ?? 0,
    response,
    ...(due ? { due } : {}),
    ...tail.care,
  };
  // Where the response changes nothing, nothing has to be said of what remains.
  return residual === undefined || residual === whole.probability * whole.impact ? whole : { ...whole, residual };
}

function responseNamed(word: string): Entry['response'] {
  const found = (Object.entries(RESPONSES) as [Entry['response'], string][]).find(([, words]) =>
    words.split('|').includes(word.toLowerCase()),
  );
  return found?.[0] ?? 'accept';
}
