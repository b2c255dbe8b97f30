/** Every way to say no to a command, one row each; the sentence and its remedy are messages (`text/messages/refusal.*`). A value that the sentence needs and a call leaves out does not compile. */
import type { Given, Raw, Says } from './says.ts';

interface Row {
  /** Number of the rule in `docs/rules`, such as `4.4` or `T6`. */
  readonly rule: string;
  /**
   * What it is about: the policy; who asks; the stage; that nothing of the kind is there to be acted on; the text, which is not the one that
   * was read; how the command was put; or what is still missing.
   */
  readonly kind: 'policy' | 'authority' | 'stage' | 'nothing-there' | 'text' | 'wording' | 'missing';
  /** What the sentence, its remedy and its `.press` name. */
  readonly says?: Says;
  /** The command would have nothing to do, so that it is not even offered. */
  readonly idle?: true;
}

export const REFUSALS = {
  'no-such-request': { rule: 'T1', kind: 'nothing-there' },
  'policy-broken': { rule: '4.4', kind: 'policy' },
  'policy-unavailable': { rule: '4.4', kind: 'policy' },
  'policy-lost': { rule: '7.2', kind: 'policy', says: { version: 'text' } },
  'policy-erased': { rule: '7.2', kind: 'policy', says: { version: 'text' } },
  'already-open': { rule: 'T1', kind: 'nothing-there', says: { label: 'reference' } },
  'not-in-this-stage': { rule: '1', kind: 'stage', idle: true, says: { stage: 'stage', stages: { either: 'stage' } } },
  'already-final': { rule: '1', kind: 'stage', says: { stage: 'stage' } },
  'nothing-changed': { rule: '2.1', kind: 'nothing-there', idle: true },
  'missing-fields': { rule: 'T2', kind: 'missing', says: { fields: { each: 'field' } } },
  'no-affected-item': { rule: 'T2', kind: 'missing' },
  'items-without-text': { rule: 'T2', kind: 'missing', says: { items: { each: 'reference' } } },
  'nothing-to-baseline': { rule: '5.1', kind: 'missing' },
  'unreadable-items': { rule: '4.4', kind: 'text', says: { items: { each: 'reference' } } },
  'not-requester': { rule: '3.1', kind: 'authority', says: { requester: 'person' } },
  'needs-role': { rule: '3.1', kind: 'authority', says: { roles: { either: 'role' } } },
  'role-unreadable': { rule: '4.4', kind: 'authority' },
  'no-owner': { rule: 'T3', kind: 'missing' },
  'already-owner': { rule: '2.4', kind: 'wording', says: { owner: 'person' } },
  'unknown-impact': { rule: 'T6', kind: 'missing', says: { dimensions: { each: 'dimension' } } },
  infeasible: { rule: 'T6', kind: 'missing' },
  'incomplete-plan': { rule: 'T6', kind: 'missing', says: { gaps: { each: 'gap' } } },
  'missing-alternatives': { rule: 'T6', kind: 'missing', says: { gaps: { each: 'gap' }, class: 'class' } },
  'unfillable-seat': {
    rule: '4.4',
    kind: 'missing',
    says: { seats: { each: 'seat' }, unreadable: { each: 'person' } },
  },
  'seat-without-account': {
    rule: '4.7',
    kind: 'missing',
    says: { seats: { each: 'seat' }, contacts: { each: 'person' }, why: 'why' },
  },
  'no-seat-for-you': { rule: '4.4', kind: 'authority', says: { seat: { each: 'role' }, open: { each: 'seat' } } },
  'nothing-to-migrate': { rule: '7.2', kind: 'nothing-there', idle: true },
  'migration-to-confirm': {
    rule: '7.2',
    kind: 'wording',
    says: { version: 'text', gains: { each: 'holder' }, loses: { each: 'holder' } },
  },
  'class-not-given': { rule: '4.5', kind: 'authority' },
  'away-over': { rule: '4.5', kind: 'wording', says: { until: 'day' } },
  'not-your-seat': { rule: '4.5', kind: 'wording', says: { seats: { each: 'seat' } } },
  'stand-in-yourself': { rule: '4.5', kind: 'wording' },
  'stand-in-program': { rule: '4.5', kind: 'wording' },
  'stand-in-other-side': { rule: '4.7', kind: 'wording' },
  'not-away': { rule: '4.5', kind: 'nothing-there', idle: true },
  'no-vote-of-yours': { rule: '4.1', kind: 'nothing-there' },
  'no-such-signer': { rule: '4.7', kind: 'wording', says: { signer: 'text', known: { each: 'person' } } },
  'signed-ahead': { rule: '4.7', kind: 'wording', says: { on: 'day' } },
  'witness-other-side': { rule: '4.7', kind: 'authority' },
  'witness-maker': { rule: '4.7', kind: 'authority' },
  'witness-gone': { rule: '4.7', kind: 'missing', says: { by: 'person' } },
  'signed-themselves': { rule: '4.7', kind: 'authority', says: { signer: 'person' } },
  'act-waits': { rule: '3.4', kind: 'authority', says: { by: 'person' } },
  'not-a-seat-here': { rule: '3.2', kind: 'wording', says: { seat: 'role', seats: { each: 'seat' } } },
  'barred-requester': { rule: '4.4', kind: 'authority', says: { open: { each: 'seat' } } },
  'barred-on-behalf': { rule: '4.4', kind: 'authority', says: { open: { each: 'seat' } } },
  'barred-unknown': { rule: '4.4', kind: 'authority', says: { open: { each: 'seat' } } },
  'barred-program': { rule: '4.4', kind: 'authority' },
  'barred-author': { rule: '4.4', kind: 'authority', says: { open: { each: 'seat' } } },
  'provider-staff': { rule: '4.7', kind: 'authority', says: { open: { each: 'seat' } } },
  'ambiguous-seat': { rule: '4.4', kind: 'wording', says: { seats: { each: 'seat' } } },
  'reason-needed': { rule: '4.1', kind: 'wording', says: { command: 'command' } },
  'edited-meanwhile': { rule: '4.1', kind: 'text' },
  'another-round': { rule: '4.1', kind: 'text' },
  'not-seen': { rule: '4.1', kind: 'text', says: { facets: { each: 'facet' } } },
  'no-rejection-yet': { rule: 'T9', kind: 'nothing-there', idle: true },
  'no-such-concern': { rule: '4.6', kind: 'nothing-there', says: { id: 'text', open: { each: 'text' } } },
  'not-your-concern': { rule: '4.6', kind: 'authority', says: { id: 'text', by: 'person' } },
  'no-such-proposal': { rule: '5.6', kind: 'nothing-there', says: { id: 'text', open: { each: 'text' } } },
  'no-such-condition': { rule: '4.6', kind: 'nothing-there', says: { id: 'text', known: { each: 'text' } } },
  'own-condition': { rule: '4.6', kind: 'authority', idle: true, says: { id: 'text' } },
  'already-met': { rule: '4.6', kind: 'nothing-there', says: { id: 'text' } },
  'nothing-to-second': { rule: '3.4', kind: 'nothing-there' },
  'other-act': { rule: '3.4', kind: 'text' },
  'second-yourself': { rule: '3.4', kind: 'authority' },
  'until-or-trigger': { rule: 'T10', kind: 'wording' },
  'would-change-needed': { rule: 'T9', kind: 'wording' },
  'past-date': { rule: 'T10', kind: 'wording', says: { until: 'day' } },
  'not-lower': { rule: '2.3', kind: 'nothing-there', says: { class: 'class' } },
  'not-higher': { rule: '2.3', kind: 'nothing-there', says: { class: 'class' } },
  'not-approved': { rule: 'T12', kind: 'stage', says: { stage: 'stage' } },
  'content-not-approved': { rule: 'T12', kind: 'missing' },
  'votes-lost': { rule: '4.3', kind: 'missing', says: { seats: { each: 'seat' } } },
  'not-as-recorded': { rule: '4.3', kind: 'text' },
  'issue-unreadable': { rule: '4.4', kind: 'text' },
  'condition-blocks': { rule: '4.6', kind: 'missing', says: { conditions: { each: 'text' } } },
  'open-concerns': { rule: '4.6', kind: 'missing', says: { concerns: { each: 'text' } } },
  'on-hold': { rule: '4.6', kind: 'missing', says: { by: 'person', reason: 'text' } },
  'not-on-hold': { rule: '1', kind: 'nothing-there' },
  'freeze-window': { rule: '6.1', kind: 'missing', says: { until: 'instant', reason: 'text' } },
  'no-plan': { rule: '2.4', kind: 'nothing-there' },
  'no-such-step': { rule: '2.4', kind: 'nothing-there', says: { step: 'text', known: { each: 'text' } } },
  'step-already-settled': { rule: 'T14', kind: 'nothing-there', says: { step: 'text' } },
  'no-such-work': { rule: '6.4', kind: 'nothing-there', says: { work: 'text', known: { each: 'reference' } } },
  'work-over': { rule: '6.4', kind: 'nothing-there', says: { work: 'reference' } },
  'work-moved': { rule: '6.4', kind: 'text', says: { work: 'reference' } },
  'open-steps': { rule: 'T14', kind: 'missing', says: { steps: { each: 'text' } } },
  'no-such-criterion': { rule: 'T16', kind: 'nothing-there', says: { criterion: 'text', known: { each: 'text' } } },
  'missing-evidence': { rule: 'T16', kind: 'missing', says: { criteria: { each: 'text' } } },
  'missing-actuals': { rule: 'T16', kind: 'missing' },
  'needs-acceptance': { rule: 'T16', kind: 'missing' },
  'implementer-verifies': { rule: 'T16', kind: 'authority' },
  'not-ratified': { rule: 'T16', kind: 'missing', says: { due: 'instant' } },
  'own-emergency': { rule: '4.8', kind: 'authority' },
  'no-emergency': { rule: '4.8', kind: 'nothing-there' },
  'already-ratified': { rule: '4.8', kind: 'nothing-there' },
  'votes-missing': { rule: '4.8', kind: 'missing', says: { seats: { each: 'seat' } } },
  'unchanged-since-rejection': { rule: 'T22', kind: 'missing', says: { would: 'text' } },
  'edit-unrecordable': { rule: '7.1', kind: 'text', says: { by: 'person' } },
  'nothing-to-confirm': { rule: 'T8', kind: 'stage', says: { stage: 'stage' } },
  'bad-successor': { rule: 'T19', kind: 'wording', says: { target: 'reference' } },
  'unknown-successor': { rule: 'T19', kind: 'wording', says: { target: 'reference' } },
  'items-uncovered': { rule: 'T19', kind: 'wording', says: { target: 'reference', items: { each: 'reference' } } },
} as const satisfies Readonly<Record<string, Row>>;

export type RefusalCode = keyof typeof REFUSALS;

const ROWS: Readonly<Record<RefusalCode, Row>> = REFUSALS;

export function refusalRow(code: RefusalCode): Row {
  return ROWS[code];
}

export interface Refusal {
  readonly code: RefusalCode;
  /** What its row says that it names; how that is said in the reader's language is left to the view. */
  readonly values: Raw;
  /** True for an attempt at authority that the person does not have: it goes on record (`rules.md 7.1`). */
  readonly onRecord: boolean;
}

/** What a refusal is given with: the values of its row. */
export type GivenFor<Code extends RefusalCode> = Given<typeof REFUSALS, Code>;

/** Makes a refusal. Where the code may be one of several, the values of each are given. */
export function refuse<Code extends RefusalCode>(code: Code, ...given: GivenFor<Code>): Refusal {
  const [values = {}] = given as readonly [values?: Raw];
  return { code, values, onRecord: ROWS[code].kind === 'authority' };
}
