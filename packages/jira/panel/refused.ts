/** A refusal as a panel says it: its remedy names what can be pressed here, because nobody writes commands in a panel. */
import type { Refusal } from '@countersign/core/change/refusal.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import type { Control, Controls } from '@countersign/core/view/control.ts';
import { refusalView } from '@countersign/core/view/refusal.ts';
import type { ActAnswer } from './data.ts';
import type { Voice } from './said.ts';
import { type Word, wording } from './words.ts';

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
  pressDecline: 'act.decline',
  pressDone: 'act.done',
  pressDrop: 'act.drop',
  pressEvidence: 'act.evidence',
  pressActuals: 'act.actuals',
  pressRatify: 'act.ratify',
  pressMigrate: 'act.migrate',
  seeNext: 'next.title',
  seeImpact: 'tab.impact',
  seeVotes: 'tab.votes',
  seeReason: 'field.reason',
  seeSettings: 'settings.where',
} as const satisfies Readonly<Record<Control, Word>>;

export type Refused = Pick<Extract<ActAnswer, { kind: 'refused' }>, 'what' | 'remedy' | 'rule'>;

/** What stands on each control for somebody who reads this language. */
export function controlsIn(locale: Locale): Controls {
  const word = wording(locale);
  return Object.fromEntries(Object.entries(CONTROL_WORDS).map(([control, one]) => [control, word(one)])) as Controls;
}

export function refused(refusal: Refusal, { setting, say }: Voice): Refused {
  const { what, remedy, rule } = refusalView(refusal, controlsIn(setting.locale));
  return { what: say(what), remedy: say(remedy), rule };
}
