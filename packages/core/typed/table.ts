/** The commands: their words in both languages, an example of each, and how each is read. */

import { COMMAND_WORDS } from '../text/command.ts';
import type { InEnglish } from '../text/example.ts';
import { assess, classNamed, needInfo, triage } from './assessment.ts';
import { condition, defer, emergency, ratify, vote } from './decision.ts';
import { actuals, close, hold, verify } from './delivery.ts';
import { IMPACT_EXAMPLES } from './impact.ts';
import { readAlternatives, readPlan } from './plan.ts';
import type { Reading } from './reading.ts';
import { fixed, idAndText, type Read, supersede, target, withText } from './shape.ts';

export interface CommandEntry {
  readonly word: string;
  readonly zh: string;
  /** Read as well, shown no more: words that people have learnt. */
  readonly also?: readonly string[];
  readonly group: 'request' | 'assess' | 'decide' | 'deliver' | 'ask';
  readonly example: InEnglish;
  /**
   * What the lines below it are: more of its text (as a rule), a block with keys, a text only where they follow without an empty line, because
   * the command says enough alone, or nothing that it has a place for.
   */
  readonly below?: 'text' | 'block' | 'line' | 'nothing';
  /** Expressions take its words apart, so that they have to be few (`LONGEST_LINE`). */
  readonly takenApart?: true;
  /** It takes people by their names, which have to be looked up. */
  readonly names?: true;
  readonly read: (rest: string, reading: Reading) => Read;
}

export const COMMANDS: readonly CommandEntry[] = [
  {
    word: 'submit',
    below: 'nothing',
    zh: COMMAND_WORDS.submit,
    group: 'request',
    example: '/submit',
    read: fixed({ type: 'submit' }),
  },
  {
    word: 'confirm',
    below: 'nothing',
    zh: COMMAND_WORDS.confirm,
    group: 'request',
    example: '/confirm',
    read: fixed({ type: 'confirm', authenticated: 'comment' }),
  },
  {
    word: 'withdraw',
    zh: COMMAND_WORDS.withdraw,
    group: 'request',
    example: '/withdraw no longer needed',
    read: withText('/withdraw no longer needed', (reason) => ({ type: 'withdraw', reason })),
  },
  {
    word: 'reopen',
    below: 'nothing',
    zh: COMMAND_WORDS.reopen,
    group: 'request',
    example: '/reopen',
    read: fixed({ type: 'reopen' }),
  },
  {
    word: 'triage',
    names: true,
    below: 'line',
    zh: COMMAND_WORDS.triage,
    group: 'assess',
    example: '/triage normal owner @mei',
    takenApart: true,
    read: triage,
  },
  {
    word: 'need-info',
    zh: COMMAND_WORDS['need-info'],
    group: 'assess',
    example: '/need-info from customer Which invoices?',
    read: needInfo,
  },
  {
    word: 'decline',
    zh: COMMAND_WORDS.decline,
    group: 'assess',
    example: '/decline out of scope',
    read: withText('/decline out of scope', (reason) => ({ type: 'decline', reason })),
  },
  {
    word: 'duplicate',
    zh: COMMAND_WORDS.duplicate,
    group: 'assess',
    example: '/duplicate of #11',
    takenApart: true,
    read: target('/duplicate of #11', (of) => ({ type: 'duplicate', of })),
  },
  {
    word: 'supersede',
    zh: COMMAND_WORDS.supersede,
    group: 'assess',
    example: '/supersede by #13 covers all of it',
    takenApart: true,
    read: supersede,
  },
  {
    word: 'assess',
    below: 'block',
    zh: COMMAND_WORDS.assess,
    group: 'assess',
    example: IMPACT_EXAMPLES.schedule,
    read: assess,
  },
  {
    word: 'plan',
    names: true,
    below: 'block',
    zh: COMMAND_WORDS.plan,
    group: 'assess',
    example:
      '/plan\nsteps:\n  - text: Build the export\n    owner: @dev\nrollback: Switch it off\ntests: Export 1,000 invoices\nacceptance:\n  - A PDF opens',
    read: readPlan,
  },
  {
    word: 'alternative',
    below: 'block',
    zh: COMMAND_WORDS.alternative,
    group: 'assess',
    example: '/alternative\noptions:\n  - Build it\n  - Do nothing\nrecommended: 1',
    read: readAlternatives,
  },
  {
    word: 'raise-class',
    zh: COMMAND_WORDS['raise-class'],
    group: 'assess',
    example: '/raise-class major touches payments',
    read: classNamed('raise-class', '/raise-class major touches payments'),
  },
  {
    word: 'review',
    below: 'nothing',
    zh: COMMAND_WORDS.review,
    group: 'assess',
    example: '/review',
    read: fixed({ type: 'review' }),
  },
  {
    word: 'approve',
    zh: COMMAND_WORDS.approve,
    group: 'decide',
    example: '/approve fits the budget',
    read: vote('approve', '/approve as project-manager'),
  },
  {
    word: 'reject',
    zh: COMMAND_WORDS.reject,
    also: ['驳回'],
    group: 'decide',
    example: '/reject too dear for what it brings',
    read: vote('reject', '/reject too dear for what it brings'),
  },
  {
    word: 'abstain',
    zh: COMMAND_WORDS.abstain,
    group: 'decide',
    example: '/abstain',
    read: vote('abstain', '/abstain'),
  },
  {
    word: 'concern',
    zh: COMMAND_WORDS.concern,
    group: 'decide',
    example: '/concern The fonts are not licensed',
    read: withText('/concern The fonts are not licensed', (text) => ({ type: 'concern', text })),
  },
  {
    word: 'resolve',
    zh: COMMAND_WORDS.resolve,
    group: 'decide',
    example: '/resolve C1 licence bought',
    read: idAndText('/resolve C1 licence bought', (concern, reason) => ({ type: 'resolve', concern, reason }), true),
  },
  {
    word: 'take-over',
    zh: COMMAND_WORDS['take-over'],
    group: 'request',
    example: '/take-over P1 the text says it now',
    read: idAndText(
      '/take-over P1 the text says it now',
      (proposal, reason) => ({ type: 'take-over', proposal, reason }),
      false,
    ),
  },
  {
    word: 'turn-down',
    zh: COMMAND_WORDS['turn-down'],
    group: 'request',
    example: '/turn-down P1 belongs to another release',
    read: idAndText(
      '/turn-down P1 belongs to another release',
      (proposal, reason) => ({ type: 'turn-down', proposal, reason }),
      true,
    ),
  },
  {
    word: 'condition',
    names: true,
    zh: COMMAND_WORDS.condition,
    group: 'decide',
    example: '/condition before merge @arch Load test by 2026-12-20',
    takenApart: true,
    read: condition,
  },
  {
    word: 'meet',
    zh: COMMAND_WORDS.meet,
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
    zh: COMMAND_WORDS['send-back'],
    group: 'decide',
    example: '/send-back the cost is missing the licence',
    read: withText('/send-back the cost is missing the licence', (reason) => ({ type: 'send-back', reason })),
  },
  {
    word: 'defer',
    zh: COMMAND_WORDS.defer,
    group: 'decide',
    example: '/defer until 2027-01-15 after the closing',
    takenApart: true,
    read: defer,
  },
  {
    word: 'take-up',
    zh: COMMAND_WORDS['take-up'],
    group: 'decide',
    example: '/take-up the budget is there',
    read: withText('/take-up the budget is there', (reason) => ({ type: 'take-up', reason })),
  },
  {
    word: 'cancel',
    zh: COMMAND_WORDS.cancel,
    group: 'decide',
    example: '/cancel the customer stopped the project',
    read: withText('/cancel the customer stopped the project', (reason) => ({ type: 'cancel', reason })),
  },
  {
    word: 'lower-class',
    zh: COMMAND_WORDS['lower-class'],
    group: 'decide',
    example: '/lower-class moderate confirmed by measurement',
    read: classNamed('lower-class', '/lower-class moderate confirmed by measurement'),
  },
  {
    word: 'second',
    below: 'nothing',
    zh: COMMAND_WORDS.second,
    group: 'decide',
    example: '/second',
    read: fixed({ type: 'second' }),
  },
  {
    word: 'emergency',
    zh: COMMAND_WORDS.emergency,
    group: 'decide',
    example: '/emergency INC-4711 Invoices go out wrong',
    read: emergency,
  },
  {
    word: 'ratify',
    zh: COMMAND_WORDS.ratify,
    group: 'decide',
    example: '/ratify ratified the fix was right',
    read: ratify,
  },
  {
    word: 'hold',
    zh: COMMAND_WORDS.hold,
    group: 'deliver',
    example: '/hold waiting for the supplier',
    read: hold,
  },
  {
    word: 'release',
    below: 'nothing',
    zh: COMMAND_WORDS.release,
    group: 'deliver',
    example: '/release',
    read: fixed({ type: 'release' }),
  },
  {
    word: 'start',
    below: 'nothing',
    zh: COMMAND_WORDS.start,
    group: 'deliver',
    example: '/start',
    read: fixed({ type: 'start' }),
  },
  {
    word: 'done',
    below: 'line',
    zh: COMMAND_WORDS.done,
    group: 'deliver',
    example: '/done 1',
    read: (rest) => ({ type: 'done', ...(rest ? { step: rest.replace(/^(step|步骤)\s*/i, '') } : {}) }),
  },
  {
    word: 'drop',
    zh: COMMAND_WORDS.drop,
    group: 'deliver',
    example: '/drop 2 not needed any more',
    read: idAndText('/drop 2 not needed any more', (step, reason) => ({ type: 'drop', step, reason }), true),
  },
  {
    word: 'evidence',
    zh: COMMAND_WORDS.evidence,
    group: 'deliver',
    example: '/evidence 1 run 42 is green',
    read: idAndText(
      '/evidence 1 run 42 is green',
      (criterion, evidence) => ({ type: 'evidence', criterion, evidence }),
      true,
    ),
  },
  {
    word: 'actuals',
    takenApart: true,
    below: 'line',
    zh: COMMAND_WORDS.actuals,
    group: 'deliver',
    example: '/actuals 6d CNY 47,200',
    read: actuals,
  },
  { word: 'verify', below: 'line', zh: COMMAND_WORDS.verify, group: 'deliver', example: '/verify pass', read: verify },
  {
    word: 'close',
    below: 'line',
    zh: COMMAND_WORDS.close,
    group: 'deliver',
    example: '/close implemented',
    read: close,
  },
];

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
