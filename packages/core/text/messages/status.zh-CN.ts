/** Chinese sentences for where a change request stands: the same keys and arguments as the English ones. */
import type { statusEn } from './status.en.ts';

export const statusZh = {
  'status.waiting-for-votes': '还需 {count, number} 票',
} as const satisfies Record<keyof typeof statusEn, string>;
