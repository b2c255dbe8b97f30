/** Chinese sentences for what happened, in the record: the same keys and arguments as the English ones. */
import type { eventEn } from './event.en.ts';

export const eventZh = {
  'event.recorded': '{person} 于 {when} 记录',
} as const satisfies Record<keyof typeof eventEn, string>;
