/** Every way to say no to a command: a closed list, each with its rule; the sentence and its remedy are messages (`text/messages/refusal.*`). */
export const REFUSALS = {
  'no-such-request': 'T1',
  'policy-broken': '4.4',
  'policy-unavailable': '4.4',
  'policy-lost': '7.2',
  'already-open': 'T1',
  'not-in-this-stage': '1',
  'already-final': '1',
  'nothing-changed': '2.1',
  'missing-fields': 'T2',
  'no-affected-item': 'T2',
  'unreadable-items': '4.4',
  'not-requester': '3.1',
  'needs-role': '3.1',
  'role-unreadable': '4.4',
  'no-owner': 'T3',
  'unknown-impact': 'T6',
  infeasible: 'T6',
  'incomplete-plan': 'T6',
  'missing-alternatives': 'T6',
  'unfillable-seat': '4.4',
  'no-seat-for-you': '4.4',
  'not-a-seat-here': '3.2',
  'barred-requester': '4.4',
  'barred-on-behalf': '4.4',
  'barred-author': '4.4',
  'provider-staff': '4.7',
  'ambiguous-seat': '4.4',
  'reason-needed': '4.1',
  'edited-meanwhile': '4.1',
  'not-seen': '4.1',
  'no-rejection-yet': 'T9',
  'no-such-concern': '4.6',
  'not-your-concern': '4.6',
  'no-such-proposal': '5.6',
  'no-such-condition': '4.6',
  'own-condition': '4.6',
  'already-met': '4.6',
  'nothing-to-second': '3.4',
  'other-act': '3.4',
  'second-yourself': '3.4',
  'until-or-trigger': 'T10',
  'not-lower': '2.3',
  'not-higher': '2.3',
  'not-approved': 'T12',
  'content-not-approved': 'T12',
  'votes-lost': '4.3',
  'not-as-recorded': '4.3',
  'issue-unreadable': '4.4',
  'condition-blocks': '4.6',
  'on-hold': 'T12',
  'not-on-hold': '1',
  'freeze-window': '6.1',
  'no-plan': '2.4',
  'no-such-step': '2.4',
  'step-already-settled': 'T14',
  'open-steps': 'T14',
  'no-such-criterion': 'T16',
  'missing-evidence': 'T16',
  'missing-actuals': 'T16',
  'needs-acceptance': 'T16',
  'implementer-verifies': 'T16',
  'not-ratified': 'T16',
  'own-emergency': '4.8',
  'no-emergency': '4.8',
  'already-ratified': '4.8',
  'votes-missing': '4.8',
  'unchanged-since-rejection': 'T22',
  'edit-unrecordable': '7.1',
  'nothing-to-confirm': 'T8',
  'bad-successor': 'T19',
  'unknown-successor': 'T19',
  'items-uncovered': 'T19',
} as const satisfies Record<string, string>;

export type RefusalCode = keyof typeof REFUSALS;

export interface Refusal {
  readonly code: RefusalCode;
  /** Fill the sentence's places: names, numbers, lists already joined by the reader's language are left to the view. */
  readonly values: Readonly<Record<string, string | number | readonly string[]>>;
  /** True for an attempt at authority that the person does not have: it goes on record (`rules.md 7.1`). */
  readonly onRecord: boolean;
}

const AUTHORITY: readonly RefusalCode[] = [
  'not-requester',
  'needs-role',
  'role-unreadable',
  'no-seat-for-you',
  'barred-requester',
  'barred-on-behalf',
  'barred-author',
  'provider-staff',
  'not-your-concern',
  'own-condition',
  'second-yourself',
  'implementer-verifies',
  'own-emergency',
];

/** Makes a refusal. */
export function refuse(code: RefusalCode, values: Refusal['values'] = {}): Refusal {
  return { code, values, onRecord: AUTHORITY.includes(code) };
}
