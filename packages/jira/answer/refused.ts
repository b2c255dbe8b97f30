/** A refusal as a panel says it: its remedy names what can be pressed here, because nobody writes commands in a panel. */
import type { Ask } from '@countersign/core/ask/ask.ts';
import type { Refusal, RefusalCode } from '@countersign/core/change/refusal.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import type { Control, Controls } from '@countersign/core/view/control.ts';
import { refusalView } from '@countersign/core/view/refusal.ts';
import type { ActAnswer } from '../port/data.ts';
import { type Word, wording } from '../port/words.ts';
import type { Voice } from './voice.ts';

/** The word that stands on each control, so that a remedy never calls it anything else. */
export const CONTROL_WORDS = {
  pressSubmit: 'act.submit',
  pressPlan: 'act.plan',
  pressAlternatives: 'act.alternatives',
  pressReview: 'act.review',
  pressUnderstood: 'confirm.understood',
  pressAccept: 'confirm.result',
  pressAgainst: 'vote.reject',
  pressConcern: 'act.concern',
  pressMet: 'act.meet-condition',
  pressDefer: 'act.defer',
  pressCancel: 'act.cancel',
  pressSecond: 'act.second',
  pressRelease: 'act.release',
  pressWithdraw: 'act.withdraw',
  pressDone: 'act.done',
  pressDrop: 'act.drop',
  pressEvidence: 'act.evidence',
  pressActuals: 'act.actuals',
  pressRatify: 'act.ratify',
  pressMigrate: 'act.migrate',
  pressLower: 'act.lower-class',
  pressMadeFor: 'act.made-for',
  seeNext: 'next.title',
  seeImpact: 'tab.impact',
  seeVotes: 'tab.votes',
  seeReason: 'field.reason',
  seeLetGo: 'field.let-go',
  seeSettings: 'settings.where',
} as const satisfies Readonly<Record<Control, Word>>;

/** Which answer of a form a refusal concerns, by the names that asks have: the first that was asked. */
export const CONCERNS: Readonly<Partial<Record<RefusalCode, readonly string[]>>> = {
  'reason-needed': ['reason'],
  'would-change-needed': ['wouldChange'],
  'until-or-trigger': ['until'],
  'past-date': ['until'],
  'no-such-signer': ['signer'],
  'signed-themselves': ['signer'],
  'signed-ahead': ['on'],
  'away-over': ['until'],
  'not-your-seat': ['seat'],
  'stand-in-yourself': ['to'],
  'stand-in-program': ['to'],
  'stand-in-other-side': ['to'],
  'bad-successor': ['successor', 'of'],
  'unknown-successor': ['successor'],
  'items-uncovered': ['dropped'],
  'already-owner': ['owner'],
  'no-such-step': ['step'],
  'step-already-settled': ['step'],
  'no-such-criterion': ['criterion'],
  'no-such-work': ['work'],
  'work-over': ['work'],
  'work-moved': ['work'],
  'not-lower': ['class'],
  'not-higher': ['class'],
  'not-a-seat-here': ['seat'],
  'ambiguous-seat': ['seat'],
};

export type Refused = Omit<Extract<ActAnswer, { kind: 'refused' }>, 'kind' | 'panel'>;

/** What stands on each control for somebody who reads this language. */
export function controlsIn(locale: Locale): Controls {
  const word = wording(locale);
  return Object.fromEntries(Object.entries(CONTROL_WORDS).map(([control, one]) => [control, word(one)])) as Controls;
}

/** @param ask what was refused: a form says it beside the answer that it concerns */
export function refused(refusal: Refusal, { setting, say }: Voice, ask?: Ask): Refused {
  const { what, remedy, rule } = refusalView(refusal, controlsIn(setting.locale));
  const field = CONCERNS[refusal.code]?.find((one) => ask !== undefined && one in ask);
  return { what: say(what), remedy: say(remedy), rule, ...(field ? { field } : {}) };
}
