/** What people press or look at in a place that has controls instead of commands, for sentences that send them there. */

/** `press…`: a button; `see…`: a part of the place or another page. A sentence of the catalogue has these as its arguments. */
export const CONTROLS = [
  'pressSubmit',
  'pressPlan',
  'pressAlternatives',
  'pressReview',
  'pressUnderstood',
  'pressAccept',
  'pressAgainst',
  'pressConcern',
  'pressMet',
  'pressDefer',
  'pressCancel',
  'pressSecond',
  'pressRelease',
  'pressWithdraw',
  'pressDone',
  'pressDrop',
  'pressEvidence',
  'pressActuals',
  'pressRatify',
  'pressMigrate',
  'pressLower',
  'pressMadeFor',
  'seeNext',
  'seeImpact',
  'seeVotes',
  'seeReason',
  'seeLetGo',
  'seeSettings',
] as const;
export type Control = (typeof CONTROLS)[number];

/** What the place calls each of them, in the reader's language: words of ours, never text of somebody else. */
export type Controls = Readonly<Record<Control, string>>;
