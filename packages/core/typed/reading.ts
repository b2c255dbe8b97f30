/** What a command reader works with, and how it says that it did not understand. */

import type { PlainDate } from '../calendar/date.ts';
import type { Command } from '../change/command.ts';
import type { Person } from '../content/person.ts';
import type { ContradictionCode } from '../impact/contradiction.ts';
import { nearest } from '../policy/problem.ts';
import type { Example } from '../text/command.ts';
import type { Locale } from '../text/locale.ts';

/** What a text can mean only with these. */
export interface TypedFacts {
  /** The people behind the names that are mentioned, in lower case. */
  readonly people: ReadonlyMap<string, Person | 'unknown'>;
  readonly locale: Locale;
  /** What the tracker calls whoever wrote it. */
  readonly speaker?: string;
  /** ISO 4217 code for amounts without a currency. */
  readonly currency: string;
  /** Requests and items are called by keys (`SHIP-12`) rather than by numbers (`#12`). */
  readonly keys?: boolean;
  /** The project's day on which it is read: what is shown without a year is of this one. */
  readonly today?: PlainDate;
}

/** Logins of managed users have an underscore (`mei_acme`); one that ends a name is a mark of the text around it. */
const LOGIN = '[a-z\\d](?:[a-z\\d-]|_+(?=[a-z\\d-]))*';

/** A mention as it stands in a text: `@mei`, or `@712020:5b…` where accounts are called by ids with colons. What stands in an address is none. */
export const MENTION = new RegExp(`(?<![\\w/.@])@${LOGIN}(?::${LOGIN})*`, 'i');

/** A command line that could not be understood: answered once, with what was meant and an example. */
export interface Misunderstanding {
  readonly line: string;
  /** Key of the sentence in the `command` catalogue. */
  readonly code: string;
  readonly values: Readonly<Record<string, string | number | readonly string[]>>;
  /** What would have been understood. */
  readonly example: string;
}

export type Action =
  | { readonly kind: 'command'; readonly command: Command; readonly line: string }
  | { readonly kind: 'misunderstood'; readonly misunderstanding: Misunderstanding }
  /** No command, and a yes in its author's own words: said to whoever is asked for a vote, and to nobody else. */
  | { readonly kind: 'assent'; readonly misunderstanding: Misunderstanding }
  | { readonly kind: 'ask'; readonly question: 'help' | 'explain' };

export type MisreadCode =
  | 'unknown-command'
  | 'accept-meant'
  | 'nearly-command'
  | 'out-of-place'
  | 'too-tangled'
  | 'no-plain-word'
  | 'hold-ends'
  | 'needs-argument'
  | 'unknown-word'
  | 'unknown-seat'
  | 'two-commands'
  | 'no-plain-yes'
  | 'no-vote-yet'
  | 'unknown-dimension'
  | 'unknown-class'
  | 'unknown-person'
  | 'bad-number'
  | 'bad-date'
  | 'no-day'
  | 'several-days'
  | 'several-stages'
  | 'bad-money'
  | 'not-known'
  | 'several-figures'
  | 'no-working-days'
  | `estimate-${ContradictionCode}`
  | 'no-period'
  | 'step-ends-first'
  | 'dimension-twice'
  | 'risks-counted'
  | 'controls-counted'
  | 'bad-yaml'
  | 'block-not-read'
  | 'block-passed-over'
  | 'too-long'
  | 'too-many'
  | 'line-too-long'
  | 'form-twice'
  | 'form-too-long'
  | 'form-option'
  | 'form-no-such-item'
  | 'form-not-a-requirement'
  | 'form-strange-item'
  | 'form-unsure-item'
  | 'form-no-link'
  | 'form-gone'
  | 'form-nested'
  | 'form-unread'
  | 'form-other-cause'
  | 'form-missing'
  | 'form-tangled'
  | 'ignored-edit'
  | 'found-late'
  | 'unknown-key'
  | 'key-twice';

export interface Reading {
  readonly facts: TypedFacts;
  /** The line as it was written, for the answer. */
  readonly line: string;
  /** The YAML block below the command, if there is one. */
  readonly block: Readonly<Record<string, unknown>> | undefined;
  /** The same lines as they were written. */
  readonly below?: string | undefined;
  /** What is talk, since it belongs to no command of the comment. */
  readonly beside?: string | undefined;
}

/** A text that is taken apart into its parts is short: the expressions that do it look at each place several times. */
export const LONGEST_LINE = 2_000;

/** The same words with no long row of blanks between them: an expression would try each of them. */
export function fewBlanks(text: string): string {
  return text.replaceAll(/\s{8,}/g, ' ');
}

/** Of a command one that is said in both languages; of a form what would have been an answer. */
type ExampleFor<Code extends MisreadCode> = Code extends `form-${string}` ? string : Example | '';

/** Something that was not understood; `example` is what would have been. */
export function misread<Code extends MisreadCode>(
  code: Code,
  line: string,
  values: Misunderstanding['values'],
  example: ExampleFor<Code>,
): Misunderstanding {
  return { line: line.slice(0, 200), code, values, example };
}

export function isMisread(value: object): value is Misunderstanding {
  return 'example' in value && 'code' in value && 'line' in value;
}

/** The person behind `@login`; a misunderstanding when nobody is. */
export function personNamed(name: string, reading: Reading, example: Example): Person | Misunderstanding {
  const login = name.trim().replace(/^@/, '');
  const found = reading.facts.people.get(login.toLowerCase());
  return found === undefined || found === 'unknown'
    ? misread('unknown-person', reading.line, { name: login }, example)
    : found;
}

const IN_HAN = /^\p{Script=Han}/u;

/** One of the allowed words, by itself or by an alias; a misunderstanding with the nearest otherwise. */
export function wordNamed<Word extends string>(
  given: string,
  words: Readonly<Record<Word, readonly string[]>>,
  code: MisreadCode,
  reading: Reading,
  example: Example,
): Word | Misunderstanding {
  const wanted = given.trim().normalize('NFKC').toLowerCase();
  const entries = Object.entries(words) as [Word, readonly string[]][];
  for (const [word, aliases] of entries)
    if (word === wanted || aliases.some((alias) => alias.toLowerCase() === wanted)) return word;
  const all = entries.flatMap(([word, aliases]) => [word as string, ...aliases]);
  const shown = (word: string, aliases: readonly string[]) =>
    (reading.facts.locale === 'zh-CN' ? aliases.find((one) => IN_HAN.test(one)) : undefined) ?? word;
  const near = nearest(wanted, all);
  const meant = entries.find(([word, aliases]) => near !== undefined && (word === near || aliases.includes(near)));
  return misread(
    code,
    reading.line,
    {
      given: given.slice(0, 60),
      allowed: entries.map(([word, aliases]) => shown(word, aliases)),
      // One of two languages is answered in its own words.
      meant: meant && near !== undefined && !IN_HAN.test(near) ? shown(...meant) : (near ?? 'none'),
    },
    example,
  );
}
