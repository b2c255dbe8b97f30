/** Chinese sentences for why a gate is open or closed: the same keys and arguments as the English ones. */
import type { gateEn } from './gate.en.ts';

export const gateZh = {
  'gate.open': '开放：没有任何阻碍',
  'gate.closed': '关闭：{reason}',
} as const satisfies Record<keyof typeof gateEn, string>;
