/** Chinese sentences for impacts, scores and classes: the same keys and arguments as the English ones. */
import type { impactEn } from './impact.en.ts';

export const impactZh = {
  'impact.unknown': '尚未评估',
  'impact.none': '无：{reason}',
} as const satisfies Record<keyof typeof impactEn, string>;
