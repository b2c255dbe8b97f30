/** The lines below a command as keys with values: every key is one that the command knows, and every value is read whole. */
import { nearest } from '../policy/problem.ts';
import type { Example } from '../text/command.ts';
import type { Misunderstanding } from './reading.ts';
import { misread, type Reading } from './reading.ts';

/** What people write for each key, in either language; without blanks, hyphens and underscores. */
type Keys<Key extends string> = Readonly<Record<Key, readonly string[]>>;

export type Fields<Key extends string> = Readonly<Partial<Record<Key, unknown>>>;

const bare = (key: string): string =>
  key
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '');

/** Whether a word is one of the keys, or would be taken for one. */
export function isKey(word: string, keys: Keys<string>, meant: Readonly<Record<string, string>> = {}): boolean {
  const written = bare(word);
  return [...Object.entries(keys).flat(2), ...Object.keys(meant)].some((one) => bare(one) === written);
}

/**
 * The values by the keys that are meant.
 * @param meant for words that people expect to be keys, and are not: the key that comes nearest to what they want
 * @returns a misunderstanding that names the line of a key that is not known, or that stands twice: nobody votes on a plan that nobody wrote
 */
export function fieldsOf<Key extends string>(
  given: Readonly<Record<string, unknown>>,
  keys: Keys<Key>,
  reading: Reading,
  { example, meant = {} }: { readonly example: Example; readonly meant?: Readonly<Record<string, NoInfer<Key>>> },
): Fields<Key> | Misunderstanding {
  const names = Object.entries(keys) as [Key, readonly string[]][];
  const known = new Map(names.flatMap(([key, words]) => [key, ...words].map((word) => [bare(word), key] as const)));
  const fields: Partial<Record<Key, unknown>> = {};
  for (const [written, value] of Object.entries(given)) {
    const key = known.get(bare(written));
    if (key !== undefined && !(key in fields)) {
      fields[key] = value;
      continue;
    }
    const { line, number } = lineOf(written, reading);
    const shown = (one: Key): string => shownAs(one, keys, reading);
    if (key !== undefined)
      return misread('key-twice', line, { given: written.slice(0, 60), number, meant: shown(key) }, example);
    const near = nearest(bare(written), [...known.keys()]);
    const wanted =
      (Object.hasOwn(meant, bare(written)) ? meant[bare(written)] : undefined) ??
      (near === undefined ? undefined : known.get(near));
    const values = {
      ...{ given: written.slice(0, 60), number, meant: wanted === undefined ? 'none' : shown(wanted) },
      allowed: names.map(([one]) => shown(one)),
    };
    return misread('unknown-key', line, values, example);
  }
  return fields;
}

/** The key as its writer would write it. */
function shownAs<Key extends string>(key: Key, keys: Keys<Key>, { facts }: Reading): string {
  return (facts.locale === 'zh-CN' ? keys[key].find((word) => /\p{Script=Han}/u.test(word)) : undefined) ?? key;
}

/** Where a key stands in the comment's block, counted from 1 below the command. */
function lineOf(key: string, { below = '', line }: Reading): { readonly line: string; readonly number: number } {
  const lines = below.split('\n');
  const at = lines.findIndex((one) => one.replace(/^[\s-]*["'“]?/, '').startsWith(key));
  return at < 0 ? { line, number: 0 } : { line: lines[at]?.trim() ?? line, number: at + 1 };
}

/**
 * What YAML made of a text, as a text again: `Export: 1,000 invoices` is a key with a value to it, and a list stays one, line by line.
 * @returns empty for nothing
 */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join('\n');
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([key, inner]) => `${key}: ${textOf(inner)}`.trim())
      .join('\n');
  return String(value).trim();
}

export function textsOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).map(textOf).filter(Boolean);
}
