/** The states of a change request, their transitions T1–T22 and closing reasons, as data (`rules.md 1`). */
export const STAGES = [
  'draft',
  'submitted',
  'assessing',
  'in-review',
  'approved',
  'implementing',
  'verifying',
  'closed',
  'rejected',
  'deferred',
  'withdrawn',
] as const;

export type Stage = (typeof STAGES)[number];

export const CLOSING_REASONS = [
  'implemented',
  'partly-implemented',
  'cancelled',
  'superseded',
  'duplicate',
  'rolled-back',
] as const;
export type ClosingReason = (typeof CLOSING_REASONS)[number];

/** Stages after which nothing follows. A rejected request may be taken up again (T22), a deferred one comes back (T11). */
export const FINAL: readonly Stage[] = ['closed', 'withdrawn'];

/** Stages of the way that a request goes when nothing stops it, as long as it is under way. */
export const UNDER_WAY: readonly Stage[] = [
  'draft',
  'submitted',
  'assessing',
  'in-review',
  'approved',
  'implementing',
  'verifying',
];

export const MAIN_LINE: readonly Stage[] = [...UNDER_WAY, 'closed'];

/** Stages in which a request is still being worked on or waited for. */
export const OPEN: readonly Stage[] = [...UNDER_WAY, 'deferred'];

/** @param stage also one that a register read from its storage, which may hold any word */
export function isOpen(stage: string): boolean {
  return OPEN.some((one) => one === stage);
}

/** Stages on the way to the board, for the first time or again. */
export const UNDECIDED: readonly Stage[] = ['draft', 'submitted', 'assessing', 'in-review'];

/** Stages in which the decision is made and may be acted on. */
export const DECIDED: readonly Stage[] = ['approved', 'implementing', 'verifying'];

export interface Transition {
  readonly rule: string;
  readonly from: readonly (Stage | 'none')[];
  readonly to: Stage;
  readonly by: string;
}

/** Every way from one state to another. The reducer accepts no other; the diagram in `docs/` is drawn from this table. */
export const TRANSITIONS = [
  { rule: 'T1', from: ['none'], to: 'draft', by: 'anyone' },
  { rule: 'T2', from: ['draft'], to: 'submitted', by: 'requester' },
  { rule: 'T3', from: ['submitted'], to: 'assessing', by: 'change manager' },
  { rule: 'T4', from: ['submitted', 'assessing'], to: 'draft', by: 'change manager' },
  { rule: 'T5', from: ['draft', 'submitted', 'assessing'], to: 'rejected', by: 'change manager' },
  { rule: 'T5', from: ['draft', 'submitted', 'assessing'], to: 'closed', by: 'change manager' },
  { rule: 'T6', from: ['assessing'], to: 'in-review', by: 'owner, assessor' },
  { rule: 'T7', from: ['in-review'], to: 'assessing', by: 'board member' },
  { rule: 'T8', from: ['in-review'], to: 'approved', by: 'engine' },
  { rule: 'T9', from: ['assessing', 'in-review'], to: 'rejected', by: 'engine, chair' },
  { rule: 'T10', from: ['in-review'], to: 'deferred', by: 'board' },
  { rule: 'T11', from: ['deferred'], to: 'submitted', by: 'timer, board' },
  { rule: 'T12', from: ['approved'], to: 'implementing', by: 'owner, first work' },
  { rule: 'T13', from: ['in-review', 'approved', 'implementing', 'verifying'], to: 'assessing', by: 'engine' },
  { rule: 'T14', from: ['implementing'], to: 'verifying', by: 'owner' },
  { rule: 'T15', from: ['verifying'], to: 'implementing', by: 'verifier' },
  { rule: 'T16', from: ['verifying'], to: 'closed', by: 'verifier' },
  { rule: 'T17', from: ['draft', 'submitted', 'assessing', 'in-review'], to: 'withdrawn', by: 'requester' },
  {
    rule: 'T18',
    from: ['draft', 'submitted', 'assessing', 'in-review', 'approved', 'implementing', 'verifying', 'deferred'],
    to: 'closed',
    by: 'board',
  },
  {
    rule: 'T19',
    from: ['draft', 'submitted', 'assessing', 'in-review', 'approved', 'implementing', 'verifying', 'deferred'],
    to: 'closed',
    by: 'change manager',
  },
  // From assessing and in-review only in the light profile, which goes there by itself.
  {
    rule: 'T20',
    from: ['draft', 'submitted', 'assessing', 'in-review'],
    to: 'implementing',
    by: 'emergency authority',
  },
  { rule: 'T21', from: ['submitted'], to: 'approved', by: 'engine' },
  { rule: 'T22', from: ['rejected'], to: 'draft', by: 'requester' },
] as const satisfies readonly Transition[];

export type TransitionRule = (typeof TRANSITIONS)[number]['rule'];

/** Whether it follows from the record alone, whoever's act gave the occasion. */
export function engineMakes(rule: string): boolean {
  return TRANSITIONS.some((one) => one.rule === rule && one.by === 'engine');
}

/** True when the table has this step. */
export function isTransition(rule: TransitionRule, from: Stage | 'none', to: Stage): boolean {
  return TRANSITIONS.some(
    (one) => one.rule === rule && one.to === to && (one.from as readonly string[]).includes(from),
  );
}
