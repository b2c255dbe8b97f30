/** Chinese words of the impacts and their forms. Places are `{name}`. */
import type { impactEn } from './impact.en.ts';

export const impactZhCn = {
  'impact.column': '影响维度',
  'impact.meaning': '评估结果',
  'impact.score': '评分',
  'impact.missing': '尚未评估',
  'impact.edit': '修改{name}',
  'impact.assess': '评估{name}',
} as const satisfies Record<keyof typeof impactEn, string>;
