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
  const compiled = new Map<MessageId, IntlMessageFormat>();
  return (id, values = {}) => {
    let format = compiled.get(id);
    if (!format) {
      // Angle brackets in our sentences are text; markup is the view's business.
      format = new IntlMessageFormat(MESSAGES[locale][id], locale, undefined, {
        ignoreTag: true,
      });
      compiled.set(id, format);
    }
    const pieces = unbroken(piecesOf(format, values));
    return locale === 'zh-CN' ? joinedInChinese(pieces) : pieces.map(({ text }) => text).join('');
  };
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
