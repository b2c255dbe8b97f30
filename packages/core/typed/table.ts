/** How each command is read; how it is written, with its example, stands in `text/command.ts`. */

import type { RestsOf, TypedWord } from '../change/acts.ts';
import { exampleOf, type InEnglish, WRITTEN } from '../text/command.ts';
import { assess, classNamed, madeFor, needInfo, owner, triage } from './assessment.ts';
import { attest } from './attest.ts';
import { away } from './away.ts';
import { condition, defer, emergency, ratify, retract, vote } from './decision.ts';
import { actuals, close, done, hold, verify } from './delivery.ts';
import { readAlternatives, readPlan } from './plan.ts';
import type { Reading } from './reading.ts';
import { fixed, idAndText, type Read, supersede, target, withText, work } from './shape.ts';

/** `example` is the one of `text/command.ts` that stands for the command. */
type Reader = (rest: string, reading: Reading, example: InEnglish) => Read;

/** What its words are held to, where they say yes. */
type Yes =
  /** Nothing more: it is no yes to what others wrote, or says what it opens in words of its own. */
  | 'none'
  /** It says yes to something, or opens it: nothing that its writer says in the same comment may take that back. */
  | 'meant'
  /** It agrees as a vote does, or is one (`rules.md 3.3`), so that with it stands only what may stand with an approval. */
  | 'plain'
  /** Its reader takes words for a yes that can mean nothing else. */
  | 'by-reader';

interface Row {
  /** Read as well, shown no more: words that people have learnt. */
  readonly also?: readonly string[];
  /**
   * What the lines below it are: more of its text (as a rule), a block with keys, a text only where they follow without an empty line, because
   * the command says enough alone, or nothing that it has a place for.
   */
  readonly below?: 'text' | 'block' | 'line' | 'nothing';
  readonly yes: Yes;
  /** Expressions take its words apart, so that they have to be few (`LONGEST_LINE`). */
  readonly takenApart?: true;
  /** It takes people by their names, which have to be looked up. */
  readonly names?: true;
  readonly read: Reader;
}

/** Whatever is agreed to a text is plain, and whatever rests on one that is shown is meant, unless its reader sees to that. */
type YesOf<Word extends TypedWord> =
  'agreed' extends RestsOf<Word> ? 'plain' | 'by-reader' : 'shown' extends RestsOf<Word> ? Exclude<Yes, 'none'> : Yes;

/** Doubts are looked for where nothing belongs below the command. */
type RowOf<Word extends TypedWord> = Row & { readonly yes: YesOf<Word> } & (
    | { readonly yes: 'none' | 'by-reader' }
    | { readonly yes: 'meant' | 'plain'; readonly below: 'nothing' }
  );

export interface CommandEntry extends Omit<Row, 'read'> {
  readonly word: TypedWord;
  readonly zh: string;
  readonly example: InEnglish;
  readonly read: (rest: string, reading: Reading) => Read;
}

const ROWS = {
  submit: {
    also: ['提报', '提交请求'],
    below: 'nothing',
    yes: 'none',
    read: fixed({ type: 'submit' }),
  },
  confirm: {
    also: ['确认无误'],
    below: 'nothing',
    yes: 'plain',
    read: fixed({ type: 'confirm', authenticated: 'comment' }),
  },
  withdraw: { also: ['撤回申请'], yes: 'none', read: withText((reason) => ({ type: 'withdraw', reason })) },
  'made-for': {
    names: true,
    below: 'nothing',
    yes: 'none',
    read: madeFor,
  },
  reopen: {
    also: ['重新打开', '重开', '重新提交'],
    below: 'nothing',
    yes: 'none',
    read: fixed({ type: 'reopen' }),
  },
  triage: {
    also: ['接收', '分派', '指派'],
    names: true,
    below: 'nothing',
    takenApart: true,
    yes: 'none',
    read: triage,
  },
  owner: {
    also: ['负责人', '责任人'],
    names: true,
    below: 'line',
    takenApart: true,
    yes: 'none',
    read: owner,
  },
  'need-info': { also: ['补充信息', '退回补充', '待明确'], yes: 'none', read: needInfo },
  decline: { also: ['不受理', '驳回申请'], yes: 'none', read: withText((reason) => ({ type: 'decline', reason })) },
  duplicate: {
    also: ['重复于'],
    below: 'nothing',
    takenApart: true,
    yes: 'none',
    read: target((of) => ({ type: 'duplicate', of })),
  },
  supersede: {
    also: ['被取代', '合并到'],
    takenApart: true,
    yes: 'none',
    read: supersede,
  },
  assess: {
    also: ['影响分析', '影响评估', '分析'],
    names: true,
    below: 'block',
    yes: 'none',
    read: assess,
  },
  plan: {
    also: ['变更计划', '实施计划', '方案'],
    names: true,
    below: 'block',
    yes: 'none',
    read: readPlan,
  },
  alternative: {
    also: ['备选', '替代方案'],
    below: 'block',
    yes: 'none',
    read: readAlternatives,
  },
  'raise-class': { also: ['升级', '提级'], yes: 'none', read: classNamed('raise-class') },
  review: {
    also: ['提交评审', '送评审', '送审', '提审'],
    below: 'nothing',
    yes: 'none',
    read: fixed({ type: 'review' }),
  },
  approve: {
    also: ['批准', '赞成'],
    below: 'line',
    yes: 'by-reader',
    read: vote('approve', '/approve as project-manager'),
  },
  reject: {
    also: ['不同意', '不通过', '拒绝', '驳回'],
    yes: 'by-reader',
    read: vote('reject', '/reject too dear for what it brings'),
  },
  abstain: { also: ['回避'], yes: 'by-reader', read: vote('abstain', '/abstain') },
  attest: {
    also: ['signed', '纸质签字', '代录签字'],
    names: true,
    takenApart: true,
    yes: 'none',
    read: attest,
  },
  retract: { yes: 'none', read: retract },
  away: {
    also: ['delegate', 'absent', 'out-of-office', '代理', '委托', '休假', '外出', '委托表决'],
    names: true,
    below: 'text',
    takenApart: true,
    yes: 'none',
    read: away,
  },
  back: {
    also: ['undelegate', '返岗', '取消代理', '取消请假', '取消委托'],
    below: 'nothing',
    yes: 'none',
    read: fixed({ type: 'back' }),
  },
  migrate: {
    below: 'nothing',
    yes: 'none',
    read: (rest) => ({ type: 'migrate', ...(rest.trim() ? { to: rest.trim() } : {}) }),
  },
  concern: { also: ['提出异议', '意见'], yes: 'none', read: withText((text) => ({ type: 'concern', text })) },
  resolve: {
    also: ['解决异议', '已解决', '关闭异议'],
    yes: 'none',
    read: idAndText((concern, reason) => ({ type: 'resolve', concern, reason }), true),
  },
  'take-over': {
    yes: 'none',
    read: idAndText((proposal, reason) => ({ type: 'take-over', proposal, reason }), false),
  },
  'turn-down': {
    yes: 'none',
    read: idAndText((proposal, reason) => ({ type: 'turn-down', proposal, reason }), true),
  },
  condition: {
    also: ['附条件', '附加条件'],
    names: true,
    takenApart: true,
    yes: 'none',
    read: condition,
  },
  meet: {
    also: ['已满足', '落实'],
    yes: 'none',
    read: idAndText(
      (id, evidence) => ({ type: 'meet-condition', condition: id, ...(evidence ? { evidence } : {}) }),
      false,
    ),
  },
  'send-back': { also: ['退回评估', '打回'], yes: 'none', read: withText((reason) => ({ type: 'send-back', reason })) },
  defer: {
    also: ['延期', '暂缓', '搁置'],
    takenApart: true,
    yes: 'none',
    read: defer,
  },
  'take-up': {
    also: ['重启', '恢复处理', '激活'],
    yes: 'none',
    read: withText((reason) => ({ type: 'take-up', reason })),
  },
  cancel: { also: ['取消', '取消变更', '作废'], yes: 'none', read: withText((reason) => ({ type: 'cancel', reason })) },
  'lower-class': { also: ['降级'], yes: 'none', read: classNamed('lower-class') },
  second: {
    also: ['同意提议'],
    below: 'nothing',
    yes: 'plain',
    read: fixed({ type: 'second' }),
  },
  emergency: { also: ['紧急变更'], yes: 'none', read: emergency },
  ratify: { also: ['复核'], yes: 'by-reader', read: ratify },
  hold: { also: ['挂起', '中止'], yes: 'none', read: hold },
  release: {
    also: ['恢复', '继续'],
    below: 'nothing',
    yes: 'meant',
    read: fixed({ type: 'release' }),
  },
  start: {
    also: ['开始实施', '实施', '开工', '启动'],
    below: 'nothing',
    yes: 'meant',
    read: fixed({ type: 'start' }),
  },
  accept: {
    below: 'nothing',
    takenApart: true,
    yes: 'meant',
    read: work,
  },
  done: {
    also: ['完成步骤'],
    below: 'nothing',
    yes: 'none',
    read: done,
  },
  drop: {
    also: ['放弃', '跳过'],
    yes: 'none',
    read: idAndText((step, reason) => ({ type: 'drop', step, reason }), true),
  },
  evidence: {
    also: ['提供证据', '举证'],
    yes: 'none',
    read: idAndText((criterion, evidence) => ({ type: 'evidence', criterion, evidence }), true),
  },
  actuals: {
    also: ['实际', '实际成本', '工时'],
    takenApart: true,
    below: 'line',
    yes: 'none',
    read: actuals,
  },
  verify: {
    also: ['核验'],
    below: 'line',
    yes: 'by-reader',
    read: verify,
  },
  close: {
    also: ['关单', '结束'],
    below: 'line',
    yes: 'by-reader',
    read: close,
  },
} as const satisfies { readonly [Word in TypedWord]: RowOf<Word> };

const inOrder = Object.keys(ROWS) as readonly TypedWord[];

export const COMMANDS: readonly CommandEntry[] = inOrder.map((word) => {
  const row: Row = ROWS[word];
  const example = exampleOf(word);
  const { zh } = WRITTEN[word];
  return { ...row, word, zh, example, read: (rest, reading) => row.read(rest, reading, example) };
});

/** The command that somebody typed, by any of its words. */
export function entryFor(word: string): CommandEntry | undefined {
  const plain = word.normalize('NFKC').toLowerCase();
  return COMMANDS.find((one) => one.word === plain || one.zh === plain || one.also?.includes(plain));
}

interface Question {
  readonly word: 'help' | 'explain';
  readonly zh: string;
  /** Read as well, shown no more: words that people have learnt. */
  readonly also: readonly string[];
  readonly example: InEnglish;
}

/** Questions that change nothing. */
export const QUESTIONS: readonly Question[] = [
  {
    word: 'explain',
    zh: WRITTEN.explain.zh,
    also: ['说明', '解释', '为什么', '为何', '查看原因'],
    example: '/explain',
  },
  { word: 'help', zh: WRITTEN.help.zh, also: ['命令', '怎么用'], example: '/help' },
];

/** The question that somebody typed, by any of its words. */
export function questionFor(word: string): Question | undefined {
  const plain = word.normalize('NFKC').toLowerCase();
  return QUESTIONS.find((one) => one.word === plain || one.zh === plain || one.also.includes(plain));
}
