/** Says a sentence of the catalogue in one language: the only way in which words reach people. */
import { IntlMessageFormat, PART_TYPE } from 'intl-messageformat';
import { EN, type MessageId } from './en.ts';
import type { Locale } from './locale.ts';
import { joinedInChinese, type Piece } from './spacing.ts';
import { unbroken } from './unit.ts';
import { ZH_CN } from './zh-CN.ts';

export type { MessageId } from './en.ts';

/** Values for a sentence's arguments, by name. They are inserted as they are: escape them for where the sentence goes. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** @throws Error when an argument of the sentence is missing: half a sentence is worse than none. */
export type Say = (id: MessageId, values?: MessageValues) => string;

export const MESSAGES = { en: EN, 'zh-CN': ZH_CN } as const satisfies Record<Locale, Record<MessageId, string>>;

/** The speaker of one language. There is one for the process: a sentence is compiled when it is first said. */
export function catalogue(locale: Locale): Say {
  return SPEAKERS[locale];
}

const SPEAKERS: Readonly<Record<Locale, Say>> = { en: speaking('en'), 'zh-CN': speaking('zh-CN') };

function speaking(locale: Locale): Say {
  const compiled = new Map<MessageId, Compiled>();
  return (id, values = {}) => {
    let message = compiled.get(id);
    if (!message) {
      message = compiledOf(MESSAGES[locale][id], locale);
      compiled.set(id, message);
    }
    const pieces = unbroken(message(values));
    return locale === 'zh-CN' ? joinedInChinese(pieces) : pieces.map(({ text }) => text).join('');
  };
}

type Compiled = (values: MessageValues) => readonly Piece[];

function compiledOf(text: string, locale: Locale): Compiled {
  // Angle brackets in our sentences are text; markup is the view's business.
  const format = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
  const parts = PLAIN.test(text) ? text.split(PLACE) : undefined;
  return parts === undefined
    ? (values) => piecesOf(format, values)
    : (values) => plainPieces(parts, values) ?? piecesOf(format, values);
}

/** Words and places alone, as most messages are: nothing to choose, to format, or to take literally. */
const PLAIN = /^(?:[^{}']|\{\w+\})*$/;
/** What is split by it has words and the names of places in turn. */
const PLACE = /\{(\w+)\}/;

/**
 * As `piecesOf` would have them, in a fraction of its time: a long history says a thousand such messages.
 * `undefined` where a place has no value.
 */
function plainPieces(parts: readonly string[], values: MessageValues): readonly Piece[] | undefined {
  const pieces: { text: string; readonly filled: boolean }[] = [];
  for (const [at, part] of parts.entries()) {
    const isPlace = at % 2 === 1;
    const value = isPlace ? values[part] : part;
    if (value === undefined) return undefined;
    const filled = isPlace && typeof value === 'string' && value !== '';
    const last = pieces.at(-1);
    if (last && !last.filled && !filled) last.text += value;
    else if (value !== '') pieces.push({ text: String(value), filled });
  }
  return pieces;
}

/** Values go in as things with a text, so that each is still one where the sentence is put together. */
function piecesOf(format: IntlMessageFormat, values: MessageValues): readonly Piece[] {
  const filled = Object.entries(values).map(([name, value]): [string, number | { toString: () => string }] => [
    name,
    typeof value === 'string' && value !== '' ? { toString: () => value } : value,
  ]);
  const parts = format.formatToParts<object>(Object.fromEntries(filled));
  return parts.map(({ type, value }) => ({ text: String(value), filled: type === PART_TYPE.object }));
}

/** One sentence. */
export function message(locale: Locale, id: MessageId, values: MessageValues = {}): string {
  return catalogue(locale)(id, values);
}
