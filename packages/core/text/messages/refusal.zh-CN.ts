/** Chinese sentences for why something was not done and what would help: the same keys and arguments as the English ones. */
import type { refusalEn } from './refusal.en.ts';

export const refusalZh = {
  'refusal.not-allowed': '您不能在这里这样做：{reason}',
} as const satisfies Record<keyof typeof refusalEn, string>;
