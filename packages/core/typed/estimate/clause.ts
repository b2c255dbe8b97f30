/** Parts of an estimate that hold a text of its writer: found by their word and a colon, and kept as they were written. */
import type { Person } from '../../content/person.ts';
import type { Example } from '../../text/command.ts';
import { dueAtEnd } from '../deadline.ts';
import type { Misunderstanding, Reading } from '../reading.ts';
import { isMisread, MENTION, misread, personNamed } from '../reading.ts';
import { readDay } from './day.ts';

const WORDS = {
  evidence: 'evidence|依据|佐证|证据',
  resources: 'resources?|资源|所需资源',
  control: '(?:quality )?control(?: measure)?s?|(?:质量)?控制措施',
} as const;
export type ClauseName = keyof typeof WORDS;

export interface Clauses {
  /** What is left when they are taken out. */
  readonly rest: string;
  readonly texts: readonly { readonly name: ClauseName; readonly text: string }[];
}

/** Each runs to the next one, or to the end of its line. */
export function clausesIn(given: string, names: readonly ClauseName[]): Clauses {
  const begin = new RegExp(
    `(?<=^|[\\s,，;；。·])[-*•]?[ \\t]*(?:${names.map((name) => `(?<${name}>${WORDS[name]})`).join('|')})[ \\t]*[:：][ \\t]*`,
    'giu',
  );
  const found = [...given.matchAll(begin)];
  const texts: { name: ClauseName; text: string }[] = [];
  let rest = found.length > 0 ? given.slice(0, found[0]?.index) : given;
  for (const [at, one] of found.entries()) {
    const from = one.index + one[0].length;
    const to = found[at + 1]?.index ?? given.length;
    const within = given.slice(from, to);
    const end = within.indexOf('\n');
    const name = names.find((other) => one.groups?.[other] !== undefined);
    const text = trimmed(end < 0 ? within : within.slice(0, end));
    if (name && text) texts.push({ name, text });
    rest += end < 0 ? ' ' : within.slice(end);
  }
  return { rest, texts };
}

/** Without the marks by which it was set apart. */
export function trimmed(text: string): string {
  return text.replaceAll(/^[\s,，;；·•]+|[\s,，;；·]+$/g, '');
}

export interface Care {
  readonly owner?: Person;
  readonly due?: string;
}

const OWNER_WORD = '(?:owner|owned by|负责人|责任人)\\s*[:：]?\\s*';
/** A name without its sign is one only where it is set apart, as this product shows it: `… · owner mei`. */
const SHOWN_OWNER = `(?:[,，·]\\s*|^)${OWNER_WORD}([^\\s,，;；·@]+)`;
const OWNER = new RegExp(
  `(?:(?:[\\s,，·]|^)(?:${OWNER_WORD}|由\\s*)?(${MENTION.source})(?:\\s*负责)?|${SHOWN_OWNER})$`,
  'iu',
);
const OWNER_WITHIN = new RegExp(
  `(?:[·,，]\\s*)?${OWNER_WORD}(${MENTION.source})|(${MENTION.source})|${SHOWN_OWNER}`,
  'iu',
);

/** Who is named to see to something, anywhere in a text; `whole` is how that stands there. */
export function ownerIn(text: string): { readonly name: string; readonly whole: string } | undefined {
  const found = OWNER_WITHIN.exec(text);
  return found ? { name: found[1] ?? found[2] ?? found[3] ?? '', whole: found[0] } : undefined;
}

/** Takes off the end of a text who sees to it and until when, as far as that is said. */
export function careOff(
  given: string,
  reading: Reading,
  example: Example,
  others: (text: string) => string | undefined = () => undefined,
): { readonly text: string; readonly care: Care } | Misunderstanding {
  let text = trimmed(given);
  let care: Care = {};
  for (;;) {
    const owner = care.owner ? undefined : OWNER.exec(text);
    if (owner) {
      const person = personNamed(owner[1] ?? owner[2] ?? '', reading, example);
      if (isMisread(person)) return person;
      care = { ...care, owner: person };
      text = trimmed(text.slice(0, owner.index));
      continue;
    }
    const due = care.due ? undefined : dueAtEnd(text);
    if (due) {
      const day = readDay(due.day, reading.facts.today);
      if (day === undefined) return misread('bad-date', reading.line, { given: due.day }, example);
      care = { ...care, due: day };
      text = trimmed(text.slice(0, due.at));
      continue;
    }
    const shorter = others(text);
    if (shorter === undefined) return { text, care };
    text = trimmed(shorter);
  }
}
