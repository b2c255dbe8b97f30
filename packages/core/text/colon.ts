/** What stands between a name and what it names, where a surface sets both on one line. */
import type { Locale } from './locale.ts';

export const COLON: Readonly<Record<Locale, string>> = { en: ': ', 'zh-CN': '：' };
