/** The arguments of a sentence of the catalogue, read from its parsed form. */
import { MESSAGES, type MessageId } from '@countersign/core/text/catalogue.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { IntlMessageFormat } from 'intl-messageformat';

export type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** Each argument, and whether it has to be a number. */
export function argumentsIn(id: MessageId, locale: Locale): ReadonlyMap<string, boolean> {
  return argumentsOf(parsed(id, locale));
}

export function parsed(id: MessageId, locale: Locale): readonly Element[] {
  return new IntlMessageFormat(MESSAGES[locale][id], locale, undefined, { ignoreTag: true }).getAst();
}

/** What a sentence names, where it exists: its arguments without the counts that come with them. */
export function placesIn(id: string): readonly string[] {
  if (!isMessage(id)) return [];
  return [...argumentsIn(id, 'en').keys()].map((place) => place.replace(/Count$/, ''));
}

const isMessage = (id: string): id is MessageId => Object.hasOwn(MESSAGES.en, id);

/** Element kinds of the parsed form: numbers and plurals. */
const NUMERIC = new Set([2, 6]);

function argumentsOf(elements: readonly Element[], found = new Map<string, boolean>()): Map<string, boolean> {
  for (const element of elements) {
    // 0 is plain text, 7 the `#` of a plural.
    if (element.type === 0 || element.type === 7) continue;
    found.set(element.value, NUMERIC.has(element.type) || found.get(element.value) === true);
    if ('options' in element) for (const option of Object.values(element.options)) argumentsOf(option.value, found);
  }
  return found;
}
