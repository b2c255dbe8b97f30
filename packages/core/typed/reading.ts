/** What a command reader works with, and how it says that it did not understand. */
import type { Command } from '../change/command.ts';
import type { Person } from '../content/person.ts';
import { nearest } from '../policy/problem.ts';
import type { Example } from '../text/example.ts';
import type { Locale } from '../text/locale.ts';

/** What a text can mean only with these. */
export interface TypedFacts {
  /** The people behind the names that are mentioned, in lower case. */
  readonly people: ReadonlyMap<string, Person | 'unknown'>;
  readonly locale: Locale;
  /** ISO 4217 code for amounts without a currency. */
  readonly currency: string;
  /** Requests and items are called by keys (`SHIP-12`) rather than by numbers (`#12`). */
  readonly keys?: boolean;
}

/** A mention as it stands in a text: `@mei`, or `@712020:5b…` where accounts are called by ids with colons. */
export const MENTION = /@[\w-]+(?::[\w-]+)*/;

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
  | 'bad-money'
  | 'bad-split'
  | 'bad-yaml'
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
  | 'ignored-edit';

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
  return misread(
    code,
    reading.line,
    { given: given.slice(0, 60), allowed: entries.map(([word]) => word), meant: nearest(wanted, all) ?? 'none' },
    example,
  );
}
