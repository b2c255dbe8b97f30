/** The words of the commands in both languages: names, seats, dimensions, classes and what else people type. */

import type { ChangeClass } from '../impact/class.ts';
import type { Dimension } from '../impact/dimension.ts';
import type { SeatRole } from '../policy/role.ts';

export const SEAT_WORDS: Readonly<Record<SeatRole, readonly string[]>> = {
  'project-manager': ['pm', 'project manager', '项目经理'],
  'technical-expert': ['expert', 'technical expert', '技术专家'],
  customer: ['client', '客户', '客户代表'],
  sponsor: ['发起人', '投资方'],
  quality: ['qa', '质量', '质量经理'],
  safety: ['安全', '安全经理'],
  lead: ['负责人'],
  member: ['成员'],
};

export const DIMENSION_WORDS: Readonly<Record<Dimension, readonly string[]>> = {
  schedule: ['time', '进度', '工期', '时间'],
  cost: ['money', 'costs', '成本', '费用'],
  quality: ['质量'],
  risk: ['risks', '风险'],
  feasibility: ['feasible', '可行性'],
};

export const CLASS_WORDS: Readonly<Record<ChangeClass, readonly string[]>> = {
  minor: ['轻微', '微小'],
  moderate: ['一般', '中等'],
  major: ['重大'],
  critical: ['关键', '特别重大'],
};

export const STAGE_WORDS = {
  start: ['开始', '启动'],
  merge: ['合并'],
  deploy: ['部署', '发布'],
  close: ['关闭'],
} as const satisfies Record<string, readonly string[]>;

/** Chinese words inside arguments, replaced before an argument is read; longer ones first. */
export const ARGUMENT_WORDS: readonly (readonly [string, string])[] = [
  ['合同里程碑', ' contract-milestone '],
  ['关键路径', ' critical-path '],
  ['里程碑', ' milestone '],
  ['置信度', ' confidence '],
  ['个工作日', ' d '],
  ['工作日', ' d '],
  ['人天', ' person-days '],
  ['人时', ' person-hours '],
  ['每年', ' recurring '],
  ['分摊', ' split '],
  ['工作量', ' effort '],
  ['验收标准变更', ' acceptance-criteria '],
  ['不满足客户要求', ' not-met '],
  ['外观', ' cosmetic '],
  ['回归', ' regression '],
  ['部分', ' partial '],
  ['全部', ' full '],
  ['剩余', ' residual '],
  ['减轻', ' mitigate '],
  ['规避', ' avoid '],
  ['转移', ' transfer '],
  ['接受', ' accept '],
  ['已缓解', ' mitigated '],
  ['变差', ' worse '],
  ['变好', ' better '],
  ['有条件', ' with-conditions '],
  ['不可行', ' no '],
  ['可行', ' yes '],
  ['技术', ' technical '],
  ['资源', ' resources '],
  ['合同', ' contract '],
];

/** Chinese words that are replaced only where a whole word stands, because they are parts of others. */
export const WHOLE_WORDS: readonly (readonly [RegExp, string])[] = [
  [/(\d)\s*[天日](?![^\s,，;；])/g, '$1d '],
  [/置信度?\s*低|低置信度?/g, ' confidence low '],
  [/confidence\s*低/g, 'confidence low'],
  [/confidence\s*中/g, 'confidence medium'],
  [/confidence\s*高/g, 'confidence high'],
];
