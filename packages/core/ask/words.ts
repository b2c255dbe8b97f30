/** Words of acts and questions, for whoever draws them: small enough for a page that is bundled, so without the compiler of the catalogues. */
import type { Locale } from '../text/locale.ts';
import { joinedInChinese } from '../text/spacing.ts';
import { unbroken } from '../text/unit.ts';
import { askEn } from './words.en.ts';
import { askZhCn } from './words.zh-CN.ts';

export type AskWord = keyof typeof askEn;

export const ASK_WORDS: Readonly<Record<Locale, Readonly<Record<AskWord, string>>>> = {
  en: askEn,
  'zh-CN': askZhCn,
};

export type Values = Readonly<Record<string, string | number>>;

export type AskWording = (word: AskWord, values?: Values) => string;

export function askWording(locale: Locale): AskWording {
  return (word, values) => filled(ASK_WORDS[locale][word], locale, values);
}

/** Places are `{name}`; a place without a value stays as it is, so that a test sees it. */
export function filled(text: string, locale: Locale, values: Values = {}): string {
  const pieces = text.split(/(\{\w+\})/).map((part) => {
    const value = /^\{\w+\}$/.test(part) ? values[part.slice(1, -1)] : undefined;
    return { text: String(value ?? part), filled: value !== undefined };
  });
  const whole = unbroken(pieces);
  return locale === 'zh-CN' ? joinedInChinese(whole) : whole.map((piece) => piece.text).join('');
}
