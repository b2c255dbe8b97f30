/** Chinese sentences for the pages: the same keys and arguments as the English ones. */
import type { pageEn } from './page.en.ts';

export const pageZh = {
  'page.language': '简体中文',
} as const satisfies Record<keyof typeof pageEn, string>;
