/** 中文：需求及其存证内容。 */
import type { requirementEn } from './requirement.en.ts';

export const requirementZh = {
  'requirement.link': '需求',
  'requirement.title': '需求',
  'requirement.one': '需求',
  'requirement.hint': '最近保存的在前。每次保存的文本都会存证，议题删除后仍可查看。',
  'requirement.saved': '最近保存',
  'requirement.texts': '存证文本',
  'requirement.texts.count': '{count, plural, other {# 份}}',
  'requirement.empty': '尚无需求存证。议题带有策略指定的标签或类型时即为需求，在创建、修改或添加标签时存证。',
  'requirement.gone': '已移除',
  'requirement.gone.deleted': '已于 {at} 从项目管理工具中删除，最后的文本保留在此。',
  'requirement.gone.moved': '已于 {at} 转移，现为 {to}；在此处的最后文本仍保留。',
  'requirement.gone.away': '已于 {at} 转移到别处；在此处的最后文本仍保留。',
  'requirement.unmarked': '不再标记为需求',
  'requirement.unmarked.text': '项目管理工具中已不再将其标记为需求，已有的存证不变。',
  'requirement.names': '曾用名称：{names}。',
  'requirement.history': '全部文本，最新的在前',
  'requirement.same': '此次保存没有改动受控内容。',
  'requirement.nobody': '发现时已是如此，不知由谁保存',
  'requirement.text.erased': '此文本已删除。',
  'requirement.text.missing': '此文本未保存。',
} as const satisfies Record<keyof typeof requirementEn, string>;
