/** Reads for how long somebody is away, and who votes meanwhile: `2035-01-15 to 2035-01-26 @mei as project-manager up to major: holidays` (`rules.md 4.5`). */
import type { ChangeClass } from '../impact/class.ts';
import type { SeatRole } from '../policy/role.ts';
import type { Example } from '../text/command.ts';
import { readDay, WRITTEN_DAY } from './estimate/day.ts';
import { isMisread, MENTION, misread, personNamed, type Reading, wordNamed } from './reading.ts';
import type { Read } from './shape.ts';
import { CLASS_WORDS, SEAT_WORDS } from './word.ts';

const DAYS = new RegExp(WRITTEN_DAY, 'giu');
/** Names of seats and classes, the longest first: what begins alike is told apart by its end. */
const named = (words: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(words)
    .flatMap(([word, others]) => [word, ...others])
    .sort((one, other) => other.length - one.length)
    .map((one) => one.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|');
const AND = String.raw`\s*(?:,|，|、|and|和|及)\s*`;
const SEATS = new RegExp(
  String.raw`(?:(?<![a-z])(?:as|for)\s+(?:the\s+)?|作为\s*|担任\s*)((?:${named(SEAT_WORDS)})(?:${AND}(?:${named(SEAT_WORDS)}))*)(?![a-z-])`,
  'iu',
);
const SEAT_SAID = /(?<![a-z])as\s+(?:the\s+)?(\S+)|作为\s*(\S+)/iu;
const LARGEST =
  /(?<![a-z])up\s+to\s+([^\s:：,，]+)|(?:最高|不超过|至多)\s*([^\s:：,，]+?)(?:级|类|变更)?(?=[\s:：,，]|$)/iu;
/** What leads to a day, or stands between two. */
const AROUND =
  /^(?:[\s,，;；:：.。~–—/-]|(?<![a-z])(?:from|until|till|through|to|by)(?![a-z])|从|自|到|至|起|止|由|代理|代)+|(?:[\s,，;；:：~–—/-]|(?<![a-z])(?:from|until|till|through|to|by)(?![a-z])|从|自|到|至)+$/iu;

export function away(rest: string, reading: Reading, example: Example): Read {
  let text = rest.trim();
  const take = (found: string): void => {
    text = text.replace(found, ' ');
  };
  const [login, other] = text.match(new RegExp(MENTION, 'gi')) ?? [];
  if (other) return misread('unknown-word', reading.line, { given: other, allowed: [], meant: 'none' }, example);
  if (login) take(login);
  const written = text.match(DAYS) ?? [];
  if (written.length === 0) return misread('needs-argument', reading.line, { what: 'until' }, example);
  if (written.length > 2) return misread('several-days', reading.line, { days: written.slice(0, 3) }, example);
  const days: string[] = [];
  for (const day of written) {
    const read = readDay(day, reading.facts.today);
    if (read === undefined) return misread('bad-date', reading.line, { given: day }, example);
    days.push(read);
    take(day);
  }
  const [first = '', last = first] = days;
  const seats = seatsIn(text, reading, example);
  if (!Array.isArray(seats)) return seats as Read;
  if (seats.length > 0) take(SEATS.exec(text)?.[0] ?? '');
  const largest = largestIn(text, reading, example);
  if (largest !== undefined && typeof largest !== 'string') return largest;
  if (largest) take(LARGEST.exec(text)?.[0] ?? '');
  const to = login ? personNamed(login, reading, example) : undefined;
  if (to && isMisread(to)) return to;
  const reason = text.replaceAll(/\s+/g, ' ').replace(AROUND, '').replace(AROUND, '').trim();
  return {
    type: 'away',
    ...(days.length > 1 ? { from: first } : {}),
    until: last,
    ...(to ? { to } : {}),
    ...(seats.length > 0 ? { seats: seats as SeatRole[] } : {}),
    ...(largest ? { largest } : {}),
    ...(reason ? { reason } : {}),
  };
}

function seatsIn(text: string, reading: Reading, example: Example): readonly SeatRole[] | Read {
  const [, said = ''] = SEATS.exec(text) ?? [];
  if (said === '') {
    const [, english, han] = SEAT_SAID.exec(text) ?? [];
    const given = english ?? han;
    // What stands where a seat is named is meant as one: it is asked back, and no smaller right becomes a larger.
    const found = given === undefined ? undefined : wordNamed(given, SEAT_WORDS, 'unknown-seat', reading, example);
    return found !== undefined && typeof found !== 'string' ? found : [];
  }
  const seats: SeatRole[] = [];
  for (const one of said.split(new RegExp(AND, 'iu'))) {
    const found = wordNamed(one, SEAT_WORDS, 'unknown-seat', reading, example);
    if (typeof found !== 'string') return found;
    seats.push(found);
  }
  return [...new Set(seats)];
}

function largestIn(text: string, reading: Reading, example: Example): ChangeClass | Read | undefined {
  const [, english, han] = LARGEST.exec(text) ?? [];
  const given = english ?? han;
  return given === undefined ? undefined : wordNamed(given, CLASS_WORDS, 'unknown-class', reading, example);
}
