/** The questions of the change-request form and their answers' words, in both languages: what the template asks and what the reader expects. */
import { CAUSES, type CauseCode, ORIGINS, SOURCES, URGENCIES } from '../content/request.ts';
import type { Locale } from '../text/locale.ts';

export type FieldId =
  | 'items'
  | 'before'
  | 'after'
  | 'cause'
  | 'causeText'
  | 'motive'
  | 'outcome'
  | 'origin'
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
  readonly hint: Readonly<Record<Locale, string>>;
  readonly placeholder?: Readonly<Record<Locale, string>>;
  /** Codes that are offered, with their words. */
  readonly options?: readonly Option[];
  /** Profiles that ask for it; `must` marks those that cannot do without. */
  readonly standard: 'must' | 'may' | 'no';
  readonly light: 'must' | 'may' | 'no';
}

export interface Option {
  readonly code: string;
  readonly label: Readonly<Record<Locale, string>>;
}

const CAUSE_WORDS: Readonly<Record<CauseCode, readonly [string, string]>> = {
  market: ['Market', '市场变化'],
  'customer-business': ['Customer’s business', '客户业务变化'],
  'unclear-initial': ['Requirement was unclear at first', '初始需求不明确'],
  technology: ['Technology', '技术变化'],
  regulatory: ['Law or regulation', '法规要求'],
  defect: ['Defect', '缺陷'],
  supplier: ['Supplier', '供应商'],
  'security-safety': ['Security or safety', '信息安全或功能安全'],
  'operations-feedback': ['Feedback from operation', '运行反馈'],
  'internal-decision': ['Internal decision', '内部决定'],
  other: ['Other', '其他'],
};

const KIND_WORDS: Readonly<Record<string, readonly [string, string]>> = {
  competition: ['competition', '竞争'],
  demand: ['demand', '需求'],
  strategy: ['strategy', '战略'],
  'new-business': ['new business', '新业务'],
  reorganisation: ['reorganisation', '组织调整'],
  budget: ['budget', '预算'],
  missing: ['missing', '遗漏'],
  ambiguous: ['ambiguous', '含糊'],
  conflicting: ['conflicting', '矛盾'],
  misunderstood: ['misunderstood', '误解'],
  untestable: ['untestable', '不可验证'],
  platform: ['platform', '平台'],
  obsolescence: ['obsolescence', '过时'],
  constraint: ['constraint', '限制'],
};

/** `market/competition` → "Market – competition" / "市场变化 – 竞争". */
export const CAUSE_OPTIONS: readonly Option[] = (Object.keys(CAUSES) as CauseCode[]).flatMap((code): Option[] => {
  const [en, zh] = CAUSE_WORDS[code];
  const kinds: readonly string[] = CAUSES[code];
  if (kinds.length === 0) return [{ code, label: { en, 'zh-CN': zh } }];
  return kinds.map((kind) => {
    const [kindEn = kind, kindZh = kind] = KIND_WORDS[kind] ?? [];
    return { code: `${code}/${kind}`, label: { en: `${en} – ${kindEn}`, 'zh-CN': `${zh} – ${kindZh}` } };
  });
});

function options<Code extends string>(
  codes: readonly Code[],
  words: Readonly<Record<Code, readonly [string, string]>>,
): readonly Option[] {
  return codes.map((code) => ({ code, label: { en: words[code][0], 'zh-CN': words[code][1] } }));
}

const both = (en: string, zh: string) => ({ en, 'zh-CN': zh });
const IMPACT_HINT = both('One line; leave it empty when ticked above.', '一行即可；上面已勾选的留空。');
const FEASIBILITY_HINT = both('“yes”, or what stands in the way.', '写“可行”，或说明有什么困难。');

export const FIELDS: readonly Field[] = [
  {
    id: 'items',
    kind: 'input',
    label: both('Affected requirements', '受影响的需求'),
    hint: both('Issue numbers, or “new requirement”.', '议题编号，或“新需求”。'),
    placeholder: both('#7, #9', '#7, #9'),
    standard: 'must',
    light: 'may',
  },
  {
    id: 'before',
    kind: 'textarea',
    label: both('Before', '变更前'),
    hint: both('The text as it stands today.', '现在的内容。'),
    standard: 'may',
    light: 'may',
  },
  {
    id: 'after',
    kind: 'textarea',
    label: both('After', '变更后'),
    hint: both(
      'The text as it should be. Of several requirements: each below a heading with its number.',
      '变更后的完整内容。涉及多条需求时，各写在以其编号为标题的段落中。',
    ),
    standard: 'must',
    light: 'must',
  },
  {
    id: 'cause',
    kind: 'dropdown',
    label: both('Cause', '变更原因'),
    hint: both('Why the change arose. Change is normal business.', '变更因何产生。变更是正常业务。'),
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
    label: both('Motive', '动机'),
    hint: both('What you want to achieve, apart from the solution.', '希望达到的目的，与具体方案分开说明。'),
    standard: 'must',
    light: 'may',
  },
  {
    id: 'outcome',
    kind: 'textarea',
    label: both('Desired outcome', '期望结果'),
    hint: both('How you will see that it worked.', '如何判断变更有效。'),
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
    id: 'source',
    kind: 'dropdown',
    label: both('Source', '来源'),
    hint: both('Where it was said.', '在什么场合提出。'),
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
    hint: both('How soon an answer is needed.', '多快需要答复。'),
    options: options(URGENCIES, {
      low: ['Low', '低'],
      normal: ['Normal', '普通'],
      high: ['High', '高'],
      critical: ['Critical', '非常紧急'],
    }),
    standard: 'may',
    light: 'no',
  },
  {
    id: 'notChanging',
    kind: 'textarea',
    label: both('If we do not change', '不变更的影响'),
    hint: both('What happens without this change.', '如果不变更会怎样。'),
    standard: 'must',
    light: 'may',
  },
  {
    id: 'noImpact',
    kind: 'checkboxes',
    label: both('No impact on', '没有影响的方面'),
    hint: both('Tick what stays as it is; say the rest below.', '勾选不受影响的方面；其余在下面说明。'),
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
    label: both('Risk', '风险'),
    hint: IMPACT_HINT,
    placeholder: both('Fonts missing 2x3 mitigate residual 2', '缺少字体 2x3 减轻 剩余 2'),
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

export function fieldWith(id: FieldId): Field {
  const field = FIELDS.find((one) => one.id === id);
  if (!field) throw new Error(`no field ${id}`);
  return field;
}

/**
 * The question of a profile's form that a heading names, in either language; headings differ in case, spacing and full-width marks. What the
 * form does not ask is no question in it, but words of the writer.
 */
export function fieldNamed(heading: string, profile: 'standard' | 'light'): Field | undefined {
  const wanted = plain(heading);
  return FIELDS.find(
    (field) => field[profile] !== 'no' && (plain(field.label.en) === wanted || plain(field.label['zh-CN']) === wanted),
  );
}

/** The code of an option by its words or by the code itself. */
export function optionNamed(field: Field, answer: string): string | undefined {
  const wanted = plain(answer);
  return field.options?.find((one) =>
    [one.code, one.label.en, one.label['zh-CN']].some((word) => plain(word) === wanted),
  )?.code;
}

export function plain(words: string): string {
  return words
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/[–—]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .replace(/(?<![*:：?？])[*:：?？]+$/, '')
    .trim();
}
