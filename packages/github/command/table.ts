/** The commands: their words in both languages, an example of each, and how each is read. `/help` is written from this table. */
import { parseDate } from '@countersign/core/calendar/date.ts';
import type { Command } from '@countersign/core/change/command.ts';
import { DIMENSIONS } from '@countersign/core/impact/dimension.ts';
import { parseMoney } from '@countersign/core/money/parse.ts';
import type { Misunderstanding } from '../translation.ts';
import { IMPACT_EXAMPLES, readImpact } from './impact.ts';
import { readAlternatives, readPlan } from './plan.ts';
import { isMisread, misread, personNamed, type Reading, wordNamed } from './reading.ts';
import { CLASS_WORDS, DIMENSION_WORDS, SEAT_WORDS, STAGE_WORDS } from './word.ts';

export type Read = Command | Misunderstanding;

export interface CommandEntry {
  readonly word: string;
  readonly zh: string;
  readonly group: 'request' | 'assess' | 'decide' | 'deliver' | 'ask';
  readonly example: string;
  readonly read: (rest: string, reading: Reading) => Read;
}

/** How the platform knew the person: by the sender of a comment. */
const AUTHENTICATED = 'github-comment';

const fixed = (command: Command) => (): Read => command;

/** A command whose whole rest is one text. */
function withText(example: string, make: (text: string) => Command) {
  return (rest: string, reading: Reading): Read => {
    const text = [rest, ...Object.entries(reading.block ?? {}).map(([key, value]) => `${key}: ${String(value)}`)]
      .join('\n')
      .trim();
    return text ? make(text) : misread('needs-argument', reading.line, { what: 'text' }, example);
  };
}

/** `as <seat>` or `作为<席位>` at the beginning, then the reason. */
function vote(verdict: 'approve' | 'reject' | 'abstain', example: string) {
  return (rest: string, reading: Reading): Read => {
    const named =
      /^(?:as\s+|作为\s*|以\s*)(project manager|technical expert|[^\s,，:：]+)\s*(?:身份)?\s*[,，:：]?\s*(.*)$/is.exec(
        rest,
      );
    const reason = (named ? (named[2] ?? '') : rest).trim();
    if (named && verdict === 'reject' && /^(chair|主席)$/i.test(named[1] ?? '')) return chairRejects(reason, reading);
    const seat = named ? wordNamed(named[1] ?? '', SEAT_WORDS, 'unknown-seat', reading, example) : undefined;
    if (seat !== undefined && typeof seat !== 'string') return seat;
    return {
      type: 'vote',
      verdict,
      authenticated: AUTHENTICATED,
      ...(seat ? { seat } : {}),
      ...(reason ? { reason } : {}),
    };
  };
}

function chairRejects(reason: string, reading: Reading): Read {
  if (!reason)
    return misread(
      'needs-argument',
      reading.line,
      { what: 'reason' },
      '/reject as chair does not fit the architecture',
    );
  const { block } = reading;
  const would = block?.['would-change'] ?? block?.['改变条件'];
  return {
    type: 'reject',
    code: String(block?.['code'] ?? 'board'),
    reason,
    ...(would ? { wouldChange: String(would) } : {}),
  };
}

function dated(
  text: string,
  reading: Reading,
  example: string,
): { readonly date: string; readonly rest: string } | Misunderstanding | undefined {
  const found = /\b(\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?)/.exec(text);
  if (!found?.[1]) return undefined;
  const read = parseDate(found[1]);
  return read.ok
    ? { date: read.date, rest: text.replace(found[0], ' ').trim() }
    : misread('bad-date', reading.line, { given: found[1] }, example);
}

function assess(rest: string, reading: Reading): Read {
  const [word = '', ...others] = rest.split(/\s+/);
  if (!word && reading.below) {
    // Several dimensions at once, one a line; no YAML, because `cost: none: covered` is what people write.
    const inputs = [];
    for (const line of reading.below.split('\n').filter((one) => one.trim() !== '')) {
      const [, key = line, value = ''] = /^\s*([^:：]+)[:：](.*)$/.exec(line) ?? [];
      const dimension = wordNamed(key, DIMENSION_WORDS, 'unknown-dimension', reading, IMPACT_EXAMPLES.schedule);
      if (typeof dimension !== 'string') return dimension;
      const input = readImpact(dimension, value, reading);
      if (isMisread(input)) return input;
      inputs.push(input);
    }
    return { type: 'assess', inputs };
  }
  if (!word) return misread('needs-argument', reading.line, { what: 'dimension' }, IMPACT_EXAMPLES.schedule);
  const all = /^(all|rest|全部|其余)$/i.test(word);
  const dimension = all
    ? undefined
    : wordNamed(word, DIMENSION_WORDS, 'unknown-dimension', reading, IMPACT_EXAMPLES.schedule);
  if (dimension !== undefined && typeof dimension !== 'string') return dimension;
  const inputs = [];
  for (const one of dimension ? [dimension] : DIMENSIONS) {
    const input = readImpact(one, others.join(' '), reading);
    if (isMisread(input)) return input;
    inputs.push(input);
  }
  return { type: 'assess', inputs };
}

function triage(rest: string, reading: Reading): Read {
  const example = '/triage normal owner @mei';
  const type = /\b(standard|normal|emergency)\b|标准|普通|紧急/i.exec(rest)?.[0]?.toLowerCase();
  const changeType = type && ({ 标准: 'standard', 普通: 'normal', 紧急: 'emergency' }[type] ?? type);
  const login = /@[\w-]+/.exec(rest)?.[0];
  const owner = login ? personNamed(login, reading, example) : undefined;
  if (owner && isMisread(owner)) return owner;
  return {
    type: 'triage',
    ...(changeType ? { changeType: changeType as 'standard' | 'normal' | 'emergency' } : {}),
    ...(owner ? { owner } : {}),
  };
}

function condition(rest: string, reading: Reading): Read {
  const example = '/condition before merge @arch Load test with 1,000 invoices by 2026-12-20';
  const stage = /(?:before|在)\s*(\S+?)(?:之?前)?(?=\s|$)/i.exec(rest);
  const login = /@[\w-]+/.exec(rest)?.[0];
  if (!login) return misread('needs-argument', reading.line, { what: 'owner' }, example);
  const owner = personNamed(login, reading, example);
  if (isMisread(owner)) return owner;
  const blocks = stage ? wordNamed(stage[1] ?? '', STAGE_WORDS, 'unknown-word', reading, example) : 'merge';
  if (typeof blocks !== 'string') return blocks;
  const due = dated(rest, reading, example);
  if (due && isMisread(due)) return due;
  const text = (due ? due.rest : rest)
    .replace(stage?.[0] ?? '', ' ')
    .replace(login, ' ')
    .replace(/\b(by|due)\s*$/i, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (!text) return misread('needs-argument', reading.line, { what: 'text' }, example);
  return { type: 'condition', text, owner, blocks, ...(due ? { due: due.date } : {}) };
}

function defer(rest: string, reading: Reading): Read {
  const example = '/defer until 2027-01-15 after the year-end closing';
  const due = dated(rest, reading, example);
  if (due && isMisread(due)) return due;
  const trigger = /(?:\bwhen\b|当)\s*(.+)$/i.exec(rest)?.[1]?.trim();
  const reason = (due ? due.rest : rest).replace(/^\s*(?:until\b|直到|至|到)\s*/i, '').trim();
  return {
    type: 'defer',
    reason: reason || (trigger ?? ''),
    ...(due ? { until: due.date } : {}),
    ...(trigger && !due ? { trigger } : {}),
  };
}

/** `<id> <text>`: a concern, a step, a criterion, a condition. */
function idAndText(example: string, make: (id: string, text: string) => Command, needsText: boolean) {
  return (rest: string, reading: Reading): Read => {
    const [id = '', ...words] = rest.split(/\s+/);
    const text = [
      words.join(' '),
      ...Object.entries(reading.block ?? {}).map(([key, value]) => `${key}: ${String(value)}`),
    ]
      .join('\n')
      .trim();
    if (!id || (needsText && !text))
      return misread('needs-argument', reading.line, { what: id ? 'text' : 'id' }, example);
    return make(id, text);
  };
}

function target(example: string, make: (label: string, reason: string) => Command) {
  return (rest: string, reading: Reading): Read => {
    const found = /#(\d+)/.exec(rest);
    if (!found) return misread('needs-argument', reading.line, { what: 'issue' }, example);
    return make(
      found[0],
      rest
        .replace(found[0], '')
        .replace(/^\s*(of|by|with)\b/i, '')
        .trim(),
    );
  };
}

function actuals(rest: string, reading: Reading): Read {
  const example = '/actuals 6d CNY 47,200';
  const text = rest.normalize('NFKC');
  const spent = /([+-]?\d{1,4}(?:\.\d{1,2})?)\s*(?:d\b|days?\b|天|日|个?工作日)/i.exec(text);
  if (!spent) return misread('bad-number', reading.line, { given: rest.slice(0, 60) }, example);
  const money = parseMoney(text.replace(spent[0], ' ').replaceAll(/^[\s,，]+|[\s,，]+$/g, ''), {
    currency: reading.facts.currency,
  });
  if (!money.ok)
    return misread(
      'bad-money',
      reading.line,
      { given: rest.slice(0, 60), problem: money.problem.replaceAll('-', '_') },
      example,
    );
  return { type: 'actuals', days: Number(spent[1]), cost: money.money };
}

function verify(rest: string, reading: Reading): Read {
  const found = /^(?:pass(?:ed)?|ok|通过)\s*$/i.exec(rest);
  if (found) return { type: 'verify', passed: true };
  const failed = /^(?:fail(?:ed)?|no|不通过|未通过)\s*[:：,，]?\s*(.*)$/is.exec(rest);
  if (failed) return { type: 'verify', passed: false, ...(failed[1] ? { reason: failed[1] } : {}) };
  return misread(
    'unknown-word',
    reading.line,
    { given: rest.slice(0, 60), allowed: ['pass', 'fail'], meant: 'none' },
    '/verify pass',
  );
}

function close(rest: string, reading: Reading): Read {
  const [word = '', ...others] = rest.split(/\s+/);
  const words = {
    implemented: ['done', '已实施', '已完成'],
    'partly-implemented': ['partly', '部分实施'],
    'rolled-back': ['rollback', '已回退', '回退'],
  };
  if (!word) return { type: 'close', reason: 'implemented' };
  const reason = wordNamed(word, words, 'unknown-word', reading, '/close implemented');
  if (typeof reason !== 'string') return reason;
  const text = others.join(' ').trim();
  return { type: 'close', reason, ...(text ? { text } : {}) };
}

function classNamed(type: 'raise-class' | 'lower-class', example: string) {
  return (rest: string, reading: Reading): Read => {
    const [word = '', ...others] = rest.split(/\s+/);
    const found = wordNamed(word, CLASS_WORDS, 'unknown-class', reading, example);
    return typeof found === 'string' ? { type, class: found, reason: others.join(' ').trim() } : found;
  };
}

function needInfo(rest: string, reading: Reading): Read {
  const example = '/need-info from customer Which invoices?';
  const named = /^(?:from|向)\s*(requester|customer|supplier|提出人|客户|供应商)\s*[:：,，]?\s*(.*)$/is.exec(rest);
  const who = named?.[1]?.toLowerCase() ?? 'requester';
  const of = ({ 提出人: 'requester', 客户: 'customer', 供应商: 'supplier' }[who] ?? who) as
    | 'requester'
    | 'customer'
    | 'supplier';
  const question = (named ? (named[2] ?? '') : rest).trim();
  return question
    ? { type: 'need-info', question, of }
    : misread('needs-argument', reading.line, { what: 'question' }, example);
}

function emergency(rest: string, reading: Reading): Read {
  const example = '/emergency INC-4711 Invoices go out with wrong totals';
  const [incident = '', ...words] = rest.split(/\s+/);
  const reason = words.join(' ').trim();
  return incident && reason
    ? { type: 'emergency', incident, reason }
    : misread('needs-argument', reading.line, { what: 'incident' }, example);
}

function ratify(rest: string, reading: Reading): Read {
  const words = {
    ratified: ['yes', '同意', '追认'],
    'with-actions': ['actions', '附带措施'],
    'not-ratified': ['no', '不追认'],
  };
  const [word = '', ...others] = rest.split(/\s+/);
  const outcome = wordNamed(word, words, 'unknown-word', reading, '/ratify ratified the fix was right');
  return typeof outcome === 'string' ? { type: 'ratify', outcome, reason: others.join(' ').trim() } : outcome;
}

export const COMMANDS: readonly CommandEntry[] = [
  { word: 'submit', zh: '提交', group: 'request', example: '/submit', read: fixed({ type: 'submit' }) },
  {
    word: 'confirm',
    zh: '确认',
    group: 'request',
    example: '/confirm',
    read: fixed({ type: 'confirm', authenticated: AUTHENTICATED }),
  },
  {
    word: 'withdraw',
    zh: '撤回',
    group: 'request',
    example: '/withdraw no longer needed',
    read: withText('/withdraw no longer needed', (reason) => ({ type: 'withdraw', reason })),
  },
  { word: 'reopen', zh: '重新打开', group: 'request', example: '/reopen', read: fixed({ type: 'reopen' }) },
  { word: 'triage', zh: '受理', group: 'assess', example: '/triage normal owner @mei', read: triage },
  {
    word: 'need-info',
    zh: '补充信息',
    group: 'assess',
    example: '/need-info from customer Which invoices?',
    read: needInfo,
  },
  {
    word: 'decline',
    zh: '不受理',
    group: 'assess',
    example: '/decline out of scope',
    read: withText('/decline out of scope', (reason) => ({ type: 'decline', reason })),
  },
  {
    word: 'duplicate',
    zh: '重复',
    group: 'assess',
    example: '/duplicate of #11',
    read: target('/duplicate of #11', (of) => ({ type: 'duplicate', of })),
  },
  {
    word: 'supersede',
    zh: '取代',
    group: 'assess',
    example: '/supersede by #13 covers all of it',
    read: target('/supersede by #13 covers all of it', (successor, reason) => ({
      type: 'supersede',
      successor,
      reason,
    })),
  },
  { word: 'assess', zh: '评估', group: 'assess', example: IMPACT_EXAMPLES.schedule, read: assess },
  {
    word: 'plan',
    zh: '计划',
    group: 'assess',
    example:
      '/plan\nsteps:\n  - text: Build the export\n    owner: @dev\nrollback: Switch it off\ntests: Export 1,000 invoices\nacceptance:\n  - A PDF opens',
    read: readPlan,
  },
  {
    word: 'alternative',
    zh: '备选方案',
    group: 'assess',
    example: '/alternative\noptions:\n  - Build it\n  - Do nothing\nrecommended: 1',
    read: readAlternatives,
  },
  {
    word: 'raise-class',
    zh: '升级',
    group: 'assess',
    example: '/raise-class major touches payments',
    read: classNamed('raise-class', '/raise-class major touches payments'),
  },
  { word: 'review', zh: '评审', group: 'assess', example: '/review', read: fixed({ type: 'review' }) },
  {
    word: 'approve',
    zh: '批准',
    group: 'decide',
    example: '/approve as project-manager fits the budget',
    read: vote('approve', '/approve as project-manager'),
  },
  {
    word: 'reject',
    zh: '驳回',
    group: 'decide',
    example: '/reject too dear for what it brings',
    read: vote('reject', '/reject too dear for what it brings'),
  },
  { word: 'abstain', zh: '弃权', group: 'decide', example: '/abstain', read: vote('abstain', '/abstain') },
  {
    word: 'concern',
    zh: '异议',
    group: 'decide',
    example: '/concern The fonts are not licensed',
    read: withText('/concern The fonts are not licensed', (text) => ({ type: 'concern', text })),
  },
  {
    word: 'resolve',
    zh: '解决',
    group: 'decide',
    example: '/resolve C1 licence bought',
    read: idAndText('/resolve C1 licence bought', (concern, reason) => ({ type: 'resolve', concern, reason }), true),
  },
  {
    word: 'condition',
    zh: '条件',
    group: 'decide',
    example: '/condition before merge @arch Load test by 2026-12-20',
    read: condition,
  },
  {
    word: 'meet',
    zh: '满足',
    group: 'decide',
    example: '/meet K1 run 42 is green',
    read: idAndText(
      '/meet K1 run 42 is green',
      (id, evidence) => ({ type: 'meet-condition', condition: id, ...(evidence ? { evidence } : {}) }),
      false,
    ),
  },
  {
    word: 'send-back',
    zh: '退回',
    group: 'decide',
    example: '/send-back the cost is missing the licence',
    read: withText('/send-back the cost is missing the licence', (reason) => ({ type: 'send-back', reason })),
  },
  { word: 'defer', zh: '推迟', group: 'decide', example: '/defer until 2027-01-15 after the closing', read: defer },
  {
    word: 'take-up',
    zh: '重启',
    group: 'decide',
    example: '/take-up the budget is there',
    read: withText('/take-up the budget is there', (reason) => ({ type: 'take-up', reason })),
  },
  {
    word: 'cancel',
    zh: '取消',
    group: 'decide',
    example: '/cancel the customer stopped the project',
    read: withText('/cancel the customer stopped the project', (reason) => ({ type: 'cancel', reason })),
  },
  {
    word: 'lower-class',
    zh: '降级',
    group: 'decide',
    example: '/lower-class moderate confirmed by measurement',
    read: classNamed('lower-class', '/lower-class moderate confirmed by measurement'),
  },
  { word: 'second', zh: '附议', group: 'decide', example: '/second', read: fixed({ type: 'second' }) },
  {
    word: 'emergency',
    zh: '紧急',
    group: 'decide',
    example: '/emergency INC-4711 Invoices go out wrong',
    read: emergency,
  },
  { word: 'ratify', zh: '追认', group: 'decide', example: '/ratify ratified the fix was right', read: ratify },
  {
    word: 'hold',
    zh: '暂停',
    group: 'deliver',
    example: '/hold waiting for the supplier',
    read: withText('/hold waiting for the supplier', (reason) => ({ type: 'hold', reason })),
  },
  { word: 'release', zh: '恢复', group: 'deliver', example: '/release', read: fixed({ type: 'release' }) },
  { word: 'start', zh: '开始', group: 'deliver', example: '/start', read: fixed({ type: 'start' }) },
  {
    word: 'done',
    zh: '完成',
    group: 'deliver',
    example: '/done 1',
    read: (rest) => ({ type: 'done', ...(rest ? { step: rest.replace(/^(step|步骤)\s*/i, '') } : {}) }),
  },
  {
    word: 'drop',
    zh: '放弃',
    group: 'deliver',
    example: '/drop 2 not needed any more',
    read: idAndText('/drop 2 not needed any more', (step, reason) => ({ type: 'drop', step, reason }), true),
  },
  {
    word: 'evidence',
    zh: '证据',
    group: 'deliver',
    example: '/evidence 1 run 42 is green',
    read: idAndText(
      '/evidence 1 run 42 is green',
      (criterion, evidence) => ({ type: 'evidence', criterion, evidence }),
      true,
    ),
  },
  { word: 'actuals', zh: '实际', group: 'deliver', example: '/actuals 6d CNY 47,200', read: actuals },
  { word: 'verify', zh: '验证', group: 'deliver', example: '/verify pass', read: verify },
  { word: 'close', zh: '关闭', group: 'deliver', example: '/close implemented', read: close },
];

/** Questions that change nothing. */
export const QUESTIONS: readonly {
  readonly word: 'help' | 'explain';
  readonly zh: string;
  readonly example: string;
}[] = [
  { word: 'explain', zh: '说明', example: '/explain' },
  { word: 'help', zh: '帮助', example: '/help' },
];
