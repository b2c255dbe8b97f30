/** Who is told of what, and how soon (`rules.md 9`): the table as data. It knows no channel and no person. */

/** What people are told of. A row of the rules that names several is one of these for each. */
export const OCCASIONS = [
  'submitted',
  'information-needed',
  'assessment-assigned',
  'plan-to-confirm',
  'vote-needed',
  'vote-at-50',
  'vote-at-80',
  'vote-at-100',
  'votes-voided',
  'approved',
  'rejected',
  'deferred',
  'withdrawn',
  'emergency-opened',
  'emergency-review-overdue',
  'progress',
  'replanned',
  'closed',
  'integrity',
] as const;
export type Occasion = (typeof OCCASIONS)[number];

/** In which capacity somebody is told. Seats are those of the provider: customer and sponsor have columns of their own. */
export const AUDIENCES = [
  'requester',
  'change-manager',
  'owner',
  'assessor',
  'seats',
  'customer',
  'supplier',
  'sponsor',
] as const;
export type Audience = (typeof AUDIENCES)[number];

/** `act`: at once, and something is asked of them; `now`: at once; `digest`: with whatever else there is, once a day. The strongest first. */
export const URGENCIES = ['act', 'now', 'digest'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** What a policy may say of a cell. That somebody has to act is not the policy's to say. */
export const TOLD = ['now', 'digest', 'off'] as const;

/** Cells as a policy has them otherwise. */
export type ToldOtherwise = Readonly<
  Partial<Record<Occasion, Readonly<Partial<Record<Audience, (typeof TOLD)[number] | undefined>>> | undefined>>
>;

/** Only some of an audience: whom the question is put to, whom the plan names, whose vote is awaited, whose vote was voided, who chairs; or all of it, of some requests. */
export type Part = 'asked' | 'named' | 'awaited' | 'voted' | 'chair' | 'from-major' | 'breached';

export interface Cell {
  readonly urgency: Urgency;
  readonly only?: Part;
}

export type Row = Readonly<Partial<Record<Audience, Cell>>>;

const act: Cell = { urgency: 'act' };
const now: Cell = { urgency: 'now' };
const digest: Cell = { urgency: 'digest' };
const actIf = (only: Part): Cell => ({ urgency: 'act', only });
const nowIf = (only: Part): Cell => ({ urgency: 'now', only });

/** Whoever sits on the board and has not voted yet. */
const AWAITED: Row = { seats: actIf('awaited'), customer: actIf('awaited'), sponsor: actIf('awaited') };

/**
 * What the rules say unless a policy says otherwise. Nothing stands here of what has no record yet: links that become suspect, drift,
 * owners of touched requirements. Of what goes as planned a digest is enough. `withdrawn` is not in the rules' table: whoever was told of a request hears how it ended.
 */
export const TABLE: Readonly<Record<Occasion, Row>> = {
  submitted: { requester: now, 'change-manager': act, customer: digest },
  'information-needed': {
    ...{ requester: act, 'change-manager': digest },
    ...{ customer: actIf('asked'), supplier: actIf('asked') },
  },
  'assessment-assigned': { 'change-manager': digest, owner: act, assessor: act, supplier: actIf('named') },
  'plan-to-confirm': {
    ...{ requester: now, 'change-manager': digest, owner: digest, assessor: digest },
    ...{ customer: act, supplier: actIf('named') },
  },
  'vote-needed': AWAITED,
  'vote-at-50': AWAITED,
  'vote-at-80': { 'change-manager': now, ...AWAITED },
  'vote-at-100': { 'change-manager': now, ...AWAITED },
  'votes-voided': {
    ...{ requester: now, 'change-manager': now, owner: now, assessor: now },
    ...{ seats: actIf('voted'), customer: actIf('voted'), sponsor: actIf('voted') },
  },
  approved: {
    ...{ requester: now, 'change-manager': now, owner: act, assessor: act, seats: now },
    ...{ customer: now, supplier: now, sponsor: nowIf('from-major') },
  },
  rejected: {
    ...{ requester: now, 'change-manager': now, owner: now, assessor: now },
    ...{ seats: digest, customer: now, sponsor: digest },
  },
  deferred: {
    ...{ requester: now, 'change-manager': now, owner: now, assessor: now },
    ...{ seats: digest, customer: now, sponsor: digest },
  },
  withdrawn: {
    ...{ requester: now, 'change-manager': now, owner: now, assessor: now },
    ...{ seats: digest, customer: now, sponsor: digest },
  },
  'emergency-opened': {
    ...{ requester: now, 'change-manager': act, owner: now, assessor: now },
    ...{ seats: now, customer: now, sponsor: now },
  },
  'emergency-review-overdue': {
    ...{ requester: now, 'change-manager': act, owner: now, assessor: now },
    ...{ seats: now, customer: now, sponsor: now },
  },
  progress: { requester: digest, 'change-manager': digest, owner: digest, assessor: digest, supplier: digest },
  replanned: {
    ...{ requester: digest, 'change-manager': now, owner: act, assessor: act },
    ...{ seats: nowIf('breached'), supplier: digest, sponsor: nowIf('breached') },
  },
  closed: {
    ...{ requester: now, 'change-manager': digest, owner: now, assessor: now },
    ...{ seats: digest, customer: act, supplier: now, sponsor: digest },
  },
  integrity: { 'change-manager': act, seats: nowIf('chair'), sponsor: now },
};

/** How a policy has an audience told of something; `undefined`: not at all. What somebody has to act on stays as the rules have it. */
export function cellOf(otherwise: ToldOtherwise, occasion: Occasion, audience: Audience): Cell | undefined {
  const usual: Cell | undefined = TABLE[occasion][audience];
  const said = otherwise[occasion]?.[audience];
  if (said === undefined || usual?.urgency === 'act') return usual;
  return said === 'off' ? undefined : { ...usual, urgency: said };
}
