/** The commands: their words in both languages, an example of each, and how each is read. */

import type { TypedWord } from '../change/acts.ts';
import { COMMAND_WORDS } from '../text/command.ts';
import type { InEnglish } from '../text/example.ts';
import { assess, classNamed, needInfo, triage } from './assessment.ts';
import { condition, defer, emergency, ratify, retract, vote } from './decision.ts';
import { actuals, close, hold, verify } from './delivery.ts';
import { IMPACT_EXAMPLES } from './impact.ts';
import { readAlternatives, readPlan } from './plan.ts';
import type { Reading } from './reading.ts';
import { fixed, idAndText, type Read, supersede, target, withText, work } from './shape.ts';

interface Row {
  /** Read as well, shown no more: words that people have learnt. */
  readonly also?: readonly string[];
  readonly example: InEnglish;
  /**
   * What the lines below it are: more of its text (as a rule), a block with keys, a text only where they follow without an empty line, because
   * the command says enough alone, or nothing that it has a place for.
   */
  readonly below?: 'text' | 'block' | 'line' | 'nothing';
  /** It says yes to something, or opens it: nothing that its writer says in the same comment may take that back. */
  readonly isYes?: true;
  /** It agrees as a vote does, or is one (`rules.md 3.3`): with it stands only what may stand with an approval. */
  readonly isPlain?: true;
  /** Expressions take its words apart, so that they have to be few (`LONGEST_LINE`). */
  readonly takenApart?: true;
  /** It takes people by their names, which have to be looked up. */
  readonly names?: true;
  readonly read: (rest: string, reading: Reading) => Read;
}

export interface CommandEntry extends Row {
  readonly word: TypedWord;
  readonly zh: string;
}

const ROWS = {
  submit: {
    below: 'nothing',
    example: '/submit',
    read: fixed({ type: 'submit' }),
  },
  confirm: {
    below: 'nothing',
    isYes: true,
    isPlain: true,
    example: '/confirm',
    read: fixed({ type: 'confirm', authenticated: 'comment' }),
  },
  withdraw: {
    example: '/withdraw no longer needed',
    read: withText('/withdraw no longer needed', (reason) => ({ type: 'withdraw', reason })),
  },
  reopen: {
    below: 'nothing',
    example: '/reopen',
    read: fixed({ type: 'reopen' }),
  },
  triage: {
    names: true,
    below: 'line',
    example: '/triage normal owner @mei',
    takenApart: true,
    read: triage,
  },
  'need-info': {
    example: '/need-info from customer Which invoices?',
    read: needInfo,
  },
  decline: {
    example: '/decline out of scope',
    read: withText('/decline out of scope', (reason) => ({ type: 'decline', reason })),
  },
  duplicate: {
    example: '/duplicate of #11',
    takenApart: true,
    read: target('/duplicate of #11', (of) => ({ type: 'duplicate', of })),
  },
  supersede: {
    example: '/supersede by #13 covers all of it',
    takenApart: true,
    read: supersede,
  },
  assess: {
    below: 'block',
    example: IMPACT_EXAMPLES.schedule,
    read: assess,
  },
  plan: {
    names: true,
    below: 'block',
    example:
      '/plan\nsteps:\n  - text: Build the export\n    owner: @dev\nrollback: Switch it off\ntests: Export 1,000 invoices\nacceptance:\n  - A PDF opens',
    read: readPlan,
  },
  alternative: {
    below: 'block',
    example: '/alternative\noptions:\n  - Build it\n  - Do nothing\nrecommended: 1',
    read: readAlternatives,
  },
  'raise-class': {
    example: '/raise-class major touches payments',
    read: classNamed('raise-class', '/raise-class major touches payments'),
  },
  review: {
    below: 'nothing',
    example: '/review',
    read: fixed({ type: 'review' }),
  },
  approve: {
    below: 'line',
    example: '/approve because it fits the budget',
    read: vote('approve', '/approve as project-manager'),
  },
  reject: {
    also: ['驳回'],
    example: '/reject too dear for what it brings',
    read: vote('reject', '/reject too dear for what it brings'),
  },
  abstain: {
    example: '/abstain',
    read: vote('abstain', '/abstain'),
  },
  retract: {
    example: '/retract',
    read: retract,
  },
  migrate: {
    below: 'nothing',
    example: '/migrate',
    read: (rest) => ({ type: 'migrate', ...(rest.trim() ? { to: rest.trim() } : {}) }),
  },
  concern: {
    example: '/concern The fonts are not licensed',
    read: withText('/concern The fonts are not licensed', (text) => ({ type: 'concern', text })),
  },
  resolve: {
    example: '/resolve C1 licence bought',
    read: idAndText('/resolve C1 licence bought', (concern, reason) => ({ type: 'resolve', concern, reason }), true),
  },
  'take-over': {
    example: '/take-over P1 the text says it now',
    read: idAndText(
      '/take-over P1 the text says it now',
      (proposal, reason) => ({ type: 'take-over', proposal, reason }),
      false,
    ),
  },
  'turn-down': {
    example: '/turn-down P1 belongs to another release',
    read: idAndText(
      '/turn-down P1 belongs to another release',
      (proposal, reason) => ({ type: 'turn-down', proposal, reason }),
      true,
    ),
  },
  condition: {
    names: true,
    example: '/condition before merge @arch Load test by 2026-12-20',
    takenApart: true,
    read: condition,
  },
  meet: {
    example: '/meet K1 run 42 is green',
    read: idAndText(
      '/meet K1 run 42 is green',
      (id, evidence) => ({ type: 'meet-condition', condition: id, ...(evidence ? { evidence } : {}) }),
      false,
    ),
  },
  'send-back': {
    example: '/send-back the cost is missing the licence',
    read: withText('/send-back the cost is missing the licence', (reason) => ({ type: 'send-back', reason })),
  },
  defer: {
    example: '/defer until 2027-01-15 after the closing',
    takenApart: true,
    read: defer,
  },
  'take-up': {
    example: '/take-up the budget is there',
    read: withText('/take-up the budget is there', (reason) => ({ type: 'take-up', reason })),
  },
  cancel: {
    example: '/cancel the customer stopped the project',
    read: withText('/cancel the customer stopped the project', (reason) => ({ type: 'cancel', reason })),
  },
  'lower-class': {
    example: '/lower-class moderate confirmed by measurement',
    read: classNamed('lower-class', '/lower-class moderate confirmed by measurement'),
  },
  second: {
    below: 'nothing',
    isYes: true,
    isPlain: true,
    example: '/second',
    read: fixed({ type: 'second' }),
  },
  emergency: {
    example: '/emergency INC-4711 Invoices go out wrong',
    read: emergency,
  },
  ratify: {
    example: '/ratify ratified the fix was right',
    read: ratify,
  },
  hold: {
    example: '/hold waiting for the supplier',
    read: hold,
  },
  release: {
    below: 'nothing',
    isYes: true,
    example: '/release',
    read: fixed({ type: 'release' }),
  },
  start: {
    below: 'nothing',
    isYes: true,
    example: '/start',
    read: fixed({ type: 'start' }),
  },
  accept: {
    below: 'nothing',
    isYes: true,
    example: '/accept #21',
    takenApart: true,
    read: work('/accept #21'),
  },
  done: {
    below: 'line',
    example: '/done 1',
    read: (rest) => ({ type: 'done', ...(rest ? { step: rest.replace(/^(step|步骤)\s*/i, '') } : {}) }),
  },
  drop: {
    example: '/drop 2 not needed any more',
    read: idAndText('/drop 2 not needed any more', (step, reason) => ({ type: 'drop', step, reason }), true),
  },
  evidence: {
    example: '/evidence 1 run 42 is green',
    read: idAndText(
      '/evidence 1 run 42 is green',
      (criterion, evidence) => ({ type: 'evidence', criterion, evidence }),
      true,
    ),
  },
  actuals: {
    takenApart: true,
    below: 'line',
    example: '/actuals 6d CNY 47,200',
    read: actuals,
  },
  verify: {
    below: 'line',
    example: '/verify pass',
    read: verify,
  },
  close: {
    below: 'line',
    example: '/close implemented',
    read: close,
  },
} as const satisfies Readonly<Record<TypedWord, Row>>;

const inOrder = Object.keys(ROWS) as readonly TypedWord[];

export const COMMANDS: readonly CommandEntry[] = inOrder.map((word) => ({
  word,
  zh: COMMAND_WORDS[word],
  ...ROWS[word],
}));

/** The command that somebody typed, by any of its words. */
export function entryFor(word: string): CommandEntry | undefined {
  const plain = word.normalize('NFKC').toLowerCase();
  return COMMANDS.find((one) => one.word === plain || one.zh === plain || one.also?.includes(plain));
}

/** Questions that change nothing. */
export const QUESTIONS: readonly {
  readonly word: 'help' | 'explain';
  readonly zh: string;
  /** Read as well, shown no more: words that people have learnt. */
  readonly also?: readonly string[];
  readonly example: InEnglish;
}[] = [
  { word: 'explain', zh: COMMAND_WORDS.explain, example: '/explain' },
  { word: 'help', zh: COMMAND_WORDS.help, example: '/help' },
];
