/** The panels' own words: headings, buttons, labels and empty states. Sentences about change requests come from the core's catalogues. */
import type { Locale } from '@countersign/core/text/locale.ts';
import { EN } from './words/en.ts';
import { ZH_CN } from './words/zh-CN.ts';

export type Word = keyof typeof EN;

export const WORDS: Readonly<Record<Locale, Readonly<Record<Word, string>>>> = { en: EN, 'zh-CN': ZH_CN };

export type Wording = (word: Word, values?: Readonly<Record<string, string | number>>) => string;

/** Places are `{name}`; a place without a value stays as it is, so that a test sees it. The bundle of a panel holds no message compiler. */
export function wording(locale: Locale): Wording {
  return (word, values = {}) =>
    WORDS[locale][word].replaceAll(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
