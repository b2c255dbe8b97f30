/** The first word of each command in Chinese: what is read in both languages is shown in the reader's. */
import type { Locale } from './locale.ts';

export const COMMAND_WORDS = {
  submit: '提交',
  confirm: '确认',
  withdraw: '撤回',
  reopen: '重新打开',
  triage: '受理',
  'need-info': '补充信息',
  decline: '不受理',
  duplicate: '重复',
  supersede: '取代',
  assess: '评估',
  plan: '计划',
  alternative: '备选方案',
  'raise-class': '升级',
  review: '评审',
  approve: '批准',
  reject: '反对',
  abstain: '弃权',
  concern: '异议',
  resolve: '解决',
  'take-over': '采纳',
  'turn-down': '不采纳',
  condition: '条件',
  meet: '满足',
  'send-back': '退回',
  defer: '推迟',
  'take-up': '重启',
  cancel: '取消',
  'lower-class': '降级',
  second: '附议',
  emergency: '紧急',
  ratify: '追认',
  hold: '暂停',
  release: '恢复',
  start: '开始',
  done: '完成',
  drop: '放弃',
  evidence: '证据',
  actuals: '实际',
  verify: '验证',
  close: '关闭',
  explain: '说明',
  help: '帮助',
} as const satisfies Record<string, string>;

const WORDS: Readonly<Record<string, string>> = COMMAND_WORDS;

/** A command of ours as a reader of the language types it; anything else stays as it is. */
export function commandIn(locale: Locale, code: string): string {
  if (locale === 'en') return code;
  return code.replace(/^\/([a-z-]+)(?![\w/.-])/, (whole, word: string) => (WORDS[word] ? `/${WORDS[word]}` : whole));
}
