/** The questions of the change-request form and their answers' words, in both languages: what the template asks and what the reader expects. */

import { CAUSES, type CauseCode, ORIGINS, SOURCES, URGENCIES } from '../content/request.ts';
import { LOCALES, type Locale } from '../text/locale.ts';

export type FieldId =
  | 'items'
  | 'before'
  | 'after'
  | 'cause'
  | 'causeText'
  | 'motive'
  | 'outcome'
  | 'origin'
  | 'madeFor'
  | 'source'
  | 'urgency'
  | 'notChanging'
  | 'noImpact'
  | 'schedule'
  | 'cost'
  | 'quality'
  | 'risk'
  | 'feasibility';

export interface Field {
  readonly id: FieldId;
  readonly kind: 'input' | 'textarea' | 'dropdown' | 'checkboxes';
  readonly label: Readonly<Record<Locale, string>>;
  /** Labels that it had before in Chinese: issues and sites have them. */
  readonly also?: readonly string[];
  readonly hint: Readonly<Record<Locale, string>>;
  readonly placeholder?: Readonly<Record<Locale, string>>;
  /** Codes that are offered, with their words. */
  readonly options?: readonly Option[];
  /** Only a form of text asks it; a tracker that knows who reports an item has that for an answer. */
  readonly textOnly?: true;
  /** Profiles that ask for it; `must` marks those that cannot do without. */
  readonly standard: 'must' | 'may' | 'no';
  readonly light: 'must' | 'may' | 'no';
}

export interface Option {
  readonly code: string;
  readonly label: Readonly<Record<Locale, string>>;
  /** Words that it had before in Chinese. */
  readonly also?: readonly string[];
}

/** By what a question or an answer is known in a language: its words of now, and those of before. */
export function namesOf({ label, also = [] }: Pick<Field, 'label' | 'also'>, locale: Locale): readonly string[] {
  return locale === 'en' ? [label.en] : [label[locale], ...also];
}

/** English, Chinese, and what Chinese said before. */
type Words = readonly [en: string, zh: string, before?: string];

const CAUSE_WORDS: Readonly<Record<CauseCode, Words>> = {
  market: ['Market', '市场变化'],
  'customer-business': ['Customer’s business', '客户业务变化'],
  'unclear-initial': ['Requirement was unclear at first', '初始需求不明确'],
  technology: ['Technology', '技术变化'],
  regulatory: ['Law or regulation', '法规要求'],
  defect: ['Defect', '缺陷'],
  supplier: ['Supplier', '供应商变化', '供应商'],
  'security-safety': ['Security or safety', '信息安全或功能安全'],
  'operations-feedback': ['Feedback from operation', '运维反馈', '运行反馈'],
  'internal-decision': ['Internal decision', '内部决策', '内部决定'],
  other: ['Other', '其他'],
};

const KIND_WORDS: Readonly<Record<string, Words>> = {
  competition: ['competition', '竞争'],
  demand: ['demand', '需求'],
  strategy: ['strategy', '战略'],
  'new-business': ['new business', '新业务'],
  reorganisation: ['reorganisation', '组织调整'],
  budget: ['budget', '预算'],
  missing: ['missing', '遗漏'],
  ambiguous: ['ambiguous', '有歧义', '含糊'],
  conflicting: ['conflicting', '相互矛盾', '矛盾'],
  misunderstood: ['misunderstood', '理解偏差', '误解'],
  untestable: ['untestable', '无法验证', '不可验证'],
  platform: ['platform', '平台'],
  obsolescence: ['obsolescence', '技术淘汰', '过时'],
  constraint: ['constraint', '技术约束', '限制'],
};

/** `market/competition` → "Market – competition" / "市场变化：竞争". */
export const CAUSE_OPTIONS: readonly Option[] = (Object.keys(CAUSES) as CauseCode[]).flatMap((code): Option[] => {
  const kinds: readonly string[] = CAUSES[code];
  if (kinds.length === 0) return [optionOf(code, CAUSE_WORDS[code])];
  const [en, zh] = CAUSE_WORDS[code];
  return kinds.map((kind) => {
    const [kindEn, kindZh, before = kindZh] = KIND_WORDS[kind] ?? [kind, kind];
    return optionOf(`${code}/${kind}`, [`${en} – ${kindEn}`, `${zh}：${kindZh}`, `${zh} – ${before}`]);
  });
});

/** The word of a cause alone, without its kind: nothing for none. */
export function causeName(code: string | undefined, locale: Locale): string {
  if (code === undefined || !Object.hasOwn(CAUSE_WORDS, code)) return code ?? '';
  const [en, zh] = CAUSE_WORDS[code as CauseCode];
  return locale === 'en' ? en : zh;
}

function options<Code extends string>(codes: readonly Code[], words: Readonly<Record<Code, Words>>): readonly Option[] {
  return codes.map((code) => optionOf(code, words[code]));
}

function optionOf(code: string, [en, zh, before]: Words): Option {
  return { code, label: { en, 'zh-CN': zh }, ...(before === undefined ? {} : { also: [before] }) };
}

const both = (en: string, zh: string) => ({ en, 'zh-CN': zh });
const IMPACT_HINT = both('One line; leave it empty when ticked above.', '写一行即可，如 +3天；上面已勾选的留空。');
const FEASIBILITY_HINT = both('“yes”, or what stands in the way.', '写“可行”，或说明困难。');

/** The questions of a form of text. */
export const FORM_FIELDS: readonly Field[] = [
  {
    id: 'items',
    kind: 'input',
    label: both('Affected requirements', '受影响的需求'),
    hint: both(
      'Issue numbers, “new requirement”, or “baseline” for all of them as they stand.',
      '填写议题编号，如 #7、#9；新增需求请写“新需求”，对全部需求建立基线请写“基线”。',
    ),
    placeholder: both('#7, #9', '#7、#9'),
    standard: 'must',
    light: 'may',
  },
  {
    id: 'before',
    kind: 'textarea',
    label: both('Before', '变更前'),
    hint: both('The text as it stands today.', '需求的现行原文。'),
    standard: 'may',
    light: 'may',
  },
  {
    id: 'after',
    kind: 'textarea',
    label: both('After', '变更后'),
    hint: both(
      'The text as it should be. Of several requirements: each below a heading with its number.',
      '变更后的完整内容。涉及多项需求时，各写在以其编号为标题的段落中。',
    ),
    standard: 'must',
    light: 'must',
  },
  {
    id: 'cause',
    kind: 'dropdown',
    label: both('Cause', '变更原因'),
    hint: both('Why the change arose. Change is normal business.', '为什么需要变更？变更很正常，如实选择即可。'),
    options: CAUSE_OPTIONS,
    standard: 'must',
    light: 'must',
  },
  {
    id: 'causeText',
    kind: 'input',
    label: both('Cause in words', '原因说明'),
    hint: both('Needed for “Other”.', '选择“其他”时必填。'),
    standard: 'may',
    light: 'may',
  },
  {
    id: 'motive',
    kind: 'textarea',
    label: both('Motive', '变更目的'),
    also: ['动机'],
    hint: both('What you want to achieve, apart from the solution.', '希望达到什么目的，不必写具体方案。'),
    standard: 'must',
    light: 'may',
  },
  {
    id: 'outcome',
    kind: 'textarea',
    label: both('Desired outcome', '预期效果'),
    also: ['期望结果'],
    hint: both('How you will see that it worked.', '达到什么效果算变更成功。'),
    standard: 'may',
    light: 'may',
  },
  {
    id: 'origin',
    kind: 'dropdown',
    label: both('Origin', '提出方'),
    hint: both('On whose side it arose.', '变更由哪一方提出。'),
    options: options(ORIGINS, {
      customer: ['Customer', '客户'],
      internal: ['Internal', '内部'],
      supplier: ['Supplier', '供应商'],
      regulator: ['Regulator', '监管机构'],
    }),
    standard: 'must',
    light: 'may',
  },
  {
    id: 'madeFor',
    kind: 'input',
    label: both('Made for', '代谁提出'),
    hint: both(
      'Who wants it, where that is not you: one name with @.',
      '代他人提出时，用 @ 指明此人；自己提出的留空。',
    ),
    placeholder: both('@mei', '@mei'),
    textOnly: true,
    standard: 'may',
    light: 'may',
  },
  {
    id: 'source',
    kind: 'dropdown',
    label: both('Source', '提出渠道'),
    also: ['来源'],
    hint: both('Where it was said.', '通过什么渠道提出。'),
    options: options(SOURCES, {
      meeting: ['Meeting', '会议'],
      call: ['Call', '电话'],
      mail: ['Mail', '邮件'],
      ticket: ['Ticket', '工单'],
      'market-research': ['Market research', '市场调研'],
      'competitive-intelligence': ['Competitive intelligence', '竞争情报'],
      incident: ['Incident', '事件'],
      audit: ['Audit', '审计'],
    }),
    standard: 'may',
    light: 'no',
  },
  {
    id: 'urgency',
    kind: 'dropdown',
    label: both('Urgency', '紧急程度'),
    hint: both('How soon an answer is needed.', '希望多快得到答复。'),
    options: options(URGENCIES, {
      low: ['Low', '低'],
      normal: ['Normal', '中', '普通'],
      high: ['High', '高'],
      critical: ['Critical', '特急', '非常紧急'],
    }),
    standard: 'may',
    light: 'no',
  },
  {
    id: 'notChanging',
    kind: 'textarea',
    label: both('If we do not change', '不变更的后果'),
    also: ['不变更的影响'],
    hint: both('What happens without this change.', '如果不变更会怎样。'),
    standard: 'must',
    light: 'may',
  },
  {
    id: 'noImpact',
    kind: 'checkboxes',
    label: both('No impact on', '不受影响的方面'),
    also: ['没有影响的方面'],
    hint: both('Tick what stays as it is; say the rest below.', '勾选不受影响的方面，其余在下面说明。'),
    options: options(['schedule', 'cost', 'quality', 'risk'], {
      schedule: ['Schedule', '进度'],
      cost: ['Cost', '成本'],
      quality: ['Quality', '质量'],
      risk: ['Risk', '风险'],
    }),
    standard: 'no',
    light: 'may',
  },
  {
    id: 'schedule',
    kind: 'input',
    label: both('Schedule impact', '进度影响'),
    hint: IMPACT_HINT,
    placeholder: both('+3d', '+3天'),
    standard: 'no',
    light: 'may',
  },
  {
    id: 'cost',
    kind: 'input',
    label: both('Cost impact', '成本影响'),
    hint: IMPACT_HINT,
    placeholder: both('USD 2,000', '2 万元'),
    standard: 'no',
    light: 'may',
  },
  {
    id: 'quality',
    kind: 'input',
    label: both('Quality impact', '质量影响'),
    hint: IMPACT_HINT,
    placeholder: both('none: covered by tests', '无：已有测试覆盖'),
    standard: 'no',
    light: 'may',
  },
  {
    id: 'risk',
    kind: 'input',
    label: both('Risk', '风险影响'),
    also: ['风险'],
    hint: IMPACT_HINT,
    placeholder: both('Fonts missing 2x3 mitigate residual 2', '缺少字体 2x3 减轻 残余 2'),
    standard: 'no',
    light: 'may',
  },
  {
    id: 'feasibility',
    kind: 'input',
    label: both('Feasibility', '可行性'),
    hint: FEASIBILITY_HINT,
    placeholder: both('yes', '可行'),
    standard: 'no',
    light: 'must',
  },
];

/** What every tracker asks. */
export const FIELDS: readonly Field[] = FORM_FIELDS.filter(({ textOnly }) => !textOnly);

export function fieldWith(id: FieldId): Field {
  const field = FORM_FIELDS.find((one) => one.id === id);
  if (!field) throw new Error(`no field ${id}`);
  return field;
}

/**
 * The question of a profile's form that a heading names, in either language; headings differ in case, spacing and full-width marks. What the
 * form does not ask is no question in it, but words of the writer.
 */
export function fieldNamed(heading: string, profile: 'standard' | 'light'): Field | undefined {
  const wanted = plain(heading);
  return FORM_FIELDS.find((field) => field[profile] !== 'no' && plainWordsFor(field).has(wanted));
}

/** The code of an option by its words or by the code itself. */
export function optionNamed(field: Field, answer: string): string | undefined {
  const wanted = plain(answer);
  return field.options?.find((one) => plain(one.code) === wanted || plainWordsFor(one).has(wanted))?.code;
}

type Named = Pick<Field, 'label' | 'also'>;
const PLAIN_WORDS = new WeakMap<Named, ReadonlySet<string>>();

/** All that a field or an option is called; each of these is made plain once, since every heading is compared with all of them. */
function plainWordsFor(one: Named): ReadonlySet<string> {
  const known = PLAIN_WORDS.get(one);
  if (known) return known;
  const words = new Set(LOCALES.flatMap((locale) => namesOf(one, locale)).map(plain));
  PLAIN_WORDS.set(one, words);
  return words;
}

function plain(words: string): string {
  return words
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/[–—]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .replace(/(?<![*:：?？])[*:：?？]+$/, '')
    .trim();
}
