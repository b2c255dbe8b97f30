/** The panels' own words: headings, buttons, labels and empty states. Sentences about change requests come from the core's catalogues. */
import type { Locale } from '@countersign/core/text/locale.ts';
import { joinedInChinese } from '@countersign/core/text/spacing.ts';
import { unbroken } from '@countersign/core/text/unit.ts';
import { formEn } from './words/form.en.ts';
import { formZhCn } from './words/form.zh-CN.ts';
import { impactEn } from './words/impact.en.ts';
import { impactZhCn } from './words/impact.zh-CN.ts';
import { issueEn } from './words/issue.en.ts';
import { issueZhCn } from './words/issue.zh-CN.ts';
import { pageEn } from './words/page.en.ts';
import { pageZhCn } from './words/page.zh-CN.ts';

const EN = { ...formEn, ...impactEn, ...issueEn, ...pageEn };

export type Word = keyof typeof EN;

export const WORDS: Readonly<Record<Locale, Readonly<Record<Word, string>>>> = {
  en: EN,
  'zh-CN': { ...formZhCn, ...impactZhCn, ...issueZhCn, ...pageZhCn },
};

export type Wording = (word: Word, values?: Readonly<Record<string, string | number>>) => string;

/** Places are `{name}`; a place without a value stays as it is, so that a test sees it. The bundle of a panel holds no message compiler. */
export function wording(locale: Locale): Wording {
  return (word, values = {}) => {
    const pieces = WORDS[locale][word].split(/(\{\w+\})/).map((text) => {
      const value = /^\{\w+\}$/.test(text) ? values[text.slice(1, -1)] : undefined;
      return { text: String(value ?? text), filled: value !== undefined };
    });
    const whole = unbroken(pieces);
    return locale === 'zh-CN' ? joinedInChinese(whole) : whole.map(({ text }) => text).join('');
  };
}
