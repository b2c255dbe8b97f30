/** What the gate says where no rule of the core speaks for it, in both languages. */
import type { Locale } from '@countersign/core/text/locale.ts';

export interface GateWords {
  readonly unreadable: string;
  /** For an automation, which has nothing to hold back. */
  readonly notNow: string;
  readonly notSetUp: string;
  readonly unknownStatus: string;
  readonly notRecorded: string;
  readonly whichIssue: string;
  readonly notSeen: string;
  readonly noRequest: (key: string) => string;
  readonly board: (stage: string) => string;
  readonly noSuchMove: (from: string, to: string) => string;
}

const WORDS: Readonly<Record<Locale, GateWords>> = {
  en: {
    unreadable: 'Countersign could not read what it needs to decide, so this stays closed. Try again in a minute.',
    notNow: 'Countersign could not read what it needs. Run the rule again in a minute.',
    notSetUp:
      'Countersign is not set up in this project. A Jira administrator opens ⚙ → Apps → Countersign and runs the set-up.',
    unknownStatus:
      'Countersign does not know this status, so this stays closed. A Jira administrator runs the set-up again.',
    notRecorded: 'This change request is not on record yet. Open its Countersign panel once, then try again.',
    whichIssue: 'Which issue? Name it by its key, such as SHIP-12.',
    notSeen: 'There is no such issue, or you may not see it.',
    noRequest: (key) => `${key} is not a change request; Countersign holds nothing back for it.`,
    board: (stage) => `Only the board’s votes decide this. The request is ${stage}; vote in its Countersign panel.`,
    noSuchMove: (from, to) =>
      `A request that is ${from} cannot become ${to} this way. Its Countersign panel shows what can be done next.`,
  },
  'zh-CN': {
    unreadable: 'Countersign 无法读取决定所需的信息，因此保持关闭。请稍后再试。',
    notNow: 'Countersign 无法读取所需的信息。请稍后再次运行规则。',
    notSetUp: '本项目尚未设置 Countersign。请 Jira 管理员打开“⚙ → 应用 → Countersign”并运行设置。',
    unknownStatus: 'Countersign 不认识此状态，因此保持关闭。请 Jira 管理员重新运行设置。',
    notRecorded: '此变更请求尚未记录。请先打开一次它的 Countersign 面板，然后重试。',
    whichIssue: '请指明事务，例如 SHIP-12。',
    notSeen: '没有此事务，或您无权查看。',
    noRequest: (key) => `${key} 不是变更请求；Countersign 不会因它拦截任何内容。`,
    board: (stage) => `此步只能由委员会表决决定。当前为“${stage}”；请在 Countersign 面板中表决。`,
    noSuchMove: (from, to) => `“${from}”的变更请求不能这样变为“${to}”。Countersign 面板会显示下一步可以做什么。`,
  },
};

export function gateWords(locale: Locale): GateWords {
  return WORDS[locale];
}
