/** Chinese sentences for answers to commands: the same keys and arguments as the English ones. */
import type { commandEn } from './command.en.ts';

export const commandZh = {
  'command.understood': '已按 @{person} 的要求完成。',
} as const satisfies Record<keyof typeof commandEn, string>;
