/** The panels' own words: headings, buttons, labels and empty states. Sentences about change requests come from the core's catalogues. */
import { ASK_WORDS, filled, type Values } from '@countersign/core/ask/words.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { formEn } from './words/form.en.ts';
import { formZhCn } from './words/form.zh-CN.ts';
import { impactEn } from './words/impact.en.ts';
import { impactZhCn } from './words/impact.zh-CN.ts';
import { issueEn } from './words/issue.en.ts';
import { issueZhCn } from './words/issue.zh-CN.ts';
import { pageEn } from './words/page.en.ts';
import { pageZhCn } from './words/page.zh-CN.ts';

const EN = { ...ASK_WORDS.en, ...formEn, ...impactEn, ...issueEn, ...pageEn };

export type Word = keyof typeof EN;

export const WORDS: Readonly<Record<Locale, Readonly<Record<Word, string>>>> = {
  en: EN,
  'zh-CN': { ...ASK_WORDS['zh-CN'], ...formZhCn, ...impactZhCn, ...issueZhCn, ...pageZhCn },
};

export type Wording = (word: Word, values?: Values) => string;

export function wording(locale: Locale): Wording {
  return (word, values) => filled(WORDS[locale][word], locale, values);
}
