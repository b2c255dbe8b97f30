/** Everything that can be recorded about a change request (`rules.md 7.1`): the closed list of events, as they are stored. */
import { z } from 'zod';
import { absenceSchema } from '../absence/absence.ts';
import { AUTHENTICATION_WORDS } from '../approval/authentication.ts';
import { FACETS } from '../approval/facet.ts';
import { attestedSchema, voidingSchema, voteSchema } from '../approval/vote.ts';
import { evidenceFileSchema } from '../content/evidencefile.ts';
import { conditionSchema } from '../content/governed.ts';
import { personSchema } from '../content/person.ts';
import { planSchema } from '../content/plan.ts';
import { affectedItemSchema, alternativeSchema, CHANGE_TYPES, requestSchema } from '../content/request.ts';
import { CLASSES } from '../impact/class.ts';
import { DIMENSIONS, impactsSchema } from '../impact/dimension.ts';
import { SEAT_ROLES } from '../policy/role.ts';
import { ORIGINS } from './origin.ts';
import { CLOSING_REASONS, STAGES } from './stage.ts';

const instant = z.iso.datetime();
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const text = z.string().min(1);
/** What the command is known by that was taken before its turn (`rules.md 4.4`); absent where it was taken in it. */
const ahead = z.string().min(1).optional();

/** How it is known whose word it is, where not by their account. */
const signature = {
  authenticated: z.enum(AUTHENTICATION_WORDS).optional(),
  /** As of a vote. */
  signedAs: personSchema.optional(),
  attested: attestedSchema.optional(),
};

/** A move along the table of `stage.ts`; it stands beside the event that explains it, in the same append. */
const moved = z.object({
  type: z.literal('moved'),
  rule: z.string().regex(/^T\d+$/),
  from: z.union([z.enum(STAGES), z.literal('none')]),
  to: z.enum(STAGES),
  reason: z.string().optional(),
  /** Work was asked for its claim (6.4); what was under way before that counts as accepted. */
  claims: z.literal(true).optional(),
  /** Whose word made it; absent where the rules did, and in entries from before it was kept. */
  by: personSchema.optional(),
});

/** Parts of the board's time, in percent, after which it is reminded (`rules.md 4.5`). */
const REMINDED_AT = [50, 80, 100] as const;
export type RemindedAt = (typeof REMINDED_AT)[number];

export const BOARD_ACTS = [
  'defer',
  'reject',
  'cancel',
  'close-partly',
  'close-rolled-back',
  'lower-class',
  'take-up',
  'attest',
] as const;

/** What a signature of the customer's says yes to. */
export const SIGNED = ['plan', 'vote', 'result'] as const;

const boardActSchema = z.object({
  act: z.enum(BOARD_ACTS),
  reason: text,
  /** `defer`: when to look again; `lower-class`: to which class. */
  until: z.iso.date().optional(),
  trigger: z.string().optional(),
  class: z.enum(CLASSES).optional(),
  /** `reject`: as in the chair's own rejection. */
  code: text.optional(),
  wouldChange: z.string().optional(),
  /** `attest`: what the customer's person signed outside, and when; its evidence is the reason. */
  signer: personSchema.optional(),
  verdict: z.enum(['approve', 'reject']).optional(),
  on: z.iso.date().optional(),
  /** What was open to be signed then; absent in entries from before it was kept. */
  signs: z.array(z.enum(SIGNED)).optional(),
});

const holderSchema = z.object({ seat: z.enum(SEAT_ROLES), person: personSchema });
export type Holder = z.infer<typeof holderSchema>;

/** What a gate said of work when it was merged; `observed`: it would have held it back, and only watched. */
export const GATES_AT_MERGE = ['open', 'closed', 'observed'] as const;
export type GateAtMerge = (typeof GATES_AT_MERGE)[number];

export type BoardAct = z.infer<typeof boardActSchema>;

/** Why what was decided is decided anew (T13). */
export const REAPPROVALS = ['edited', 'item-changed', 'expired', 'beyond-tolerance', 'moved'] as const;
export type Reapproval = (typeof REAPPROVALS)[number];

export const eventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('opened'),
    requester: personSchema,
    onBehalfOf: personSchema.optional(),
    /** Where it lives: shown to people, never used as a key. */
    label: z.string(),
    address: z.string(),
    changeType: z.enum(CHANGE_TYPES),
    /** The closed request that this one takes up again. */
    reopens: z.string().optional(),
    /** Its requester is a program. */
    program: z.literal(true).optional(),
    /** It had a record, of so many entries, which is lost; an administrator began this one instead. */
    afterLoss: z.object({ version: z.int().positive(), by: personSchema }).optional(),
  }),
  /** It was said to be made for somebody else: they are barred from then on, and whoever was before stays so (`rules.md 4.4`). */
  z.object({ type: z.literal('represented'), person: personSchema, by: personSchema }),
  /** The request's own fields as a whole; `changed` names the facets that its writer changed. */
  z.object({
    type: z.literal('request-written'),
    request: requestSchema,
    by: personSchema,
    changed: z.array(z.enum(FACETS)),
    /** A program wrote it; absent in entries from before that was noted. */
    program: z.literal(true).optional(),
  }),
  z.object({ type: z.literal('rebased'), items: z.array(affectedItemSchema), by: personSchema }),
  z.object({ type: z.literal('understood'), by: personSchema, digest: hash }),
  moved,
  z.object({ type: z.literal('triaged'), changeType: z.enum(CHANGE_TYPES), owner: personSchema, by: personSchema }),
  /** Somebody else answers for it; what others own of it, steps and conditions, stays theirs. */
  z.object({
    type: z.literal('owner-changed'),
    from: personSchema.optional(),
    to: personSchema,
    reason: z.string().optional(),
    by: personSchema,
  }),
  z.object({
    type: z.literal('asked'),
    question: text,
    of: z.enum(['requester', 'customer', 'supplier']),
    by: personSchema,
  }),
  z.object({ type: z.literal('answered'), by: personSchema }),
  z.object({
    type: z.literal('assessed'),
    dimension: z.enum(DIMENSIONS),
    impacts: impactsSchema,
    by: personSchema,
  }),
  z.object({
    type: z.literal('planned'),
    plan: planSchema,
    by: personSchema,
    /** When the last day of each step with one is over in the project's zone, by step; absent in what was recorded before that was asked. */
    over: z.record(z.string(), instant).optional(),
  }),
  z.object({ type: z.literal('alternatives-written'), alternatives: z.array(alternativeSchema), by: personSchema }),
  z.object({
    type: z.literal('classified'),
    class: z.enum(CLASSES),
    seats: z.array(z.enum(SEAT_ROLES)),
    policy: text,
    /** Set when a person raised or the board lowered it; absent when the impact gave it. */
    by: personSchema.optional(),
    reason: z.string().optional(),
  }),
  /** It is decided under another version from now on; with whoever gains and loses a seat by that (7.2). */
  z.object({
    type: z.literal('migrated'),
    from: text,
    to: text,
    class: z.enum(CLASSES),
    seats: z.array(z.enum(SEAT_ROLES)),
    gains: z.array(holderSchema),
    loses: z.array(holderSchema),
    by: personSchema,
  }),
  z.object({
    type: z.literal('review-opened'),
    ...{ digest: hash, policy: text, due: instant, by: personSchema },
    /** When half and four fifths of the board's working time are over, and by which version of the calendar; absent in what was recorded before votes were reminded of. */
    reminders: z.object({ half: instant, most: instant }).optional(),
    calendar: text.optional(),
  }),
  /** Time alone asked again for what is awaited (`rules.md 4.5`): once for each part of it, however late. */
  z.object({
    type: z.literal('reminded'),
    of: z.enum(['votes', 'emergency-review']),
    /** Percent of the time that were over. */
    share: z.literal(REMINDED_AT),
    /** When that was so; the entry's own time is later where no clock ran. */
    due: instant,
  }),
  z.object({ type: z.literal('voted'), vote: voteSchema }),
  z.object({ type: z.literal('vote-voided'), voter: personSchema, seat: z.enum(SEAT_ROLES), cause: voidingSchema }),
  z.object({ type: z.literal('plan-confirmed'), by: personSchema, digest: hash, ...signature }),
  /** Said here, and counts for the whole project, whose own stream holds it. */
  z.object({ type: z.literal('away'), absence: absenceSchema, by: personSchema }),
  /** `accounts`: those of theirs that were away, where it was said by another. */
  z.object({ type: z.literal('back'), by: personSchema, accounts: z.array(personSchema).optional() }),
  z.object({
    type: z.literal('concern-raised'),
    id: text,
    text,
    by: personSchema,
    spoken: z.number().int().optional(),
    ahead,
  }),
  z.object({ type: z.literal('concern-resolved'), id: text, reason: text, by: personSchema }),
  /** What somebody wrote of this request in another tracker, where it is only mirrored (5.6). */
  z.object({
    type: z.literal('proposed'),
    ...{ id: text, from: text, address: text, text, by: personSchema },
    /** Ids of the mirror, that of now first; absent in what was recorded before they were told. */
    mirrors: z.array(text).optional(),
  }),
  z.object({
    type: z.literal('proposal-settled'),
    id: text,
    outcome: z.enum(['taken-over', 'turned-down']),
    reason: z.string(),
    by: personSchema,
  }),
  /** `over`: when its day is over in the project's zone; absent without one, and in what was recorded before that was asked. */
  z.object({ type: z.literal('condition-added'), condition: conditionSchema, over: instant.optional() }),
  z.object({
    type: z.literal('condition-met'),
    id: text,
    evidence: z.string().optional(),
    by: personSchema,
    /** As of `evidence-recorded`. */
    file: evidenceFileSchema.optional(),
  }),
  z.object({
    type: z.literal('approved'),
    digest: hash,
    facets: z.record(z.enum(FACETS), hash),
    conditions: z.array(z.string()),
    /** Days that it lasts unless somebody starts; absent in what was recorded before policies said it. */
    validDays: z.int().positive().optional(),
  }),
  z.object({ type: z.literal('rejected'), code: text, text, wouldChange: z.string().optional(), by: personSchema }),
  z.object({
    type: z.literal('reapproval-needed'),
    cause: z.enum(REAPPROVALS),
    detail: z.string(),
  }),
  z.object({ type: z.literal('act-proposed'), act: boardActSchema, by: personSchema }),
  z.object({
    type: z.literal('act-seconded'),
    act: boardActSchema,
    by: personSchema,
    /** Of a deferral to a day: when that day begins in the project's zone; absent in what was recorded before zones were asked, which is by UTC. */
    comesBack: instant.optional(),
  }),
  /** `spoken` as of a concern. */
  z.object({ type: z.literal('held'), reason: text, by: personSchema, spoken: z.number().int().optional(), ahead }),
  /** `of`: whose hold, by id, where not everybody's. */
  z.object({ type: z.literal('released'), by: personSchema, of: z.array(z.string()).optional() }),
  z.object({
    type: z.literal('emergency-opened'),
    reason: text,
    incident: text,
    by: personSchema,
    reviewDue: instant,
    /** Until when its record holds a gate open without a review; absent in what was recorded before it was counted in working days. */
    ends: instant.optional(),
    /** Labels of the project's emergencies that waited for their review beyond its time: this one needs a seat more (`rules.md 4.8`). */
    overdue: z.array(text).optional(),
  }),
  z.object({
    type: z.literal('ratified'),
    outcome: z.enum(['ratified', 'with-actions', 'not-ratified']),
    reason: text,
    by: personSchema,
  }),
  z.object({
    type: z.literal('work-linked'),
    work: text,
    label: z.string(),
    by: personSchema,
    /** Absent in what was recorded before claims were asked for (6.4). */
    origin: z.enum(ORIGINS).optional(),
    /** Another account than its author's had pushed to it by then. */
    pushedByOthers: z.literal(true).optional(),
    /** How many commits others had pushed, where only their number is told. */
    others: z.int().optional(),
    /** Another account than its author's wrote that it implements this request. */
    namedByOthers: z.literal(true).optional(),
    /** Since when it says so, by the git host's clock. */
    since: text.optional(),
    /** Its commit, where whoever accepts it cannot be asked which one they mean. */
    head: text.optional(),
    /** The git host's own id of it, where it is known by an address; absent where that was all that was told. */
    node: text.optional(),
  }),
  /** Said to be this request's work, by whoever may say so (6.4). */
  z.object({
    type: z.literal('work-accepted'),
    work: text,
    label: z.string(),
    /** The commit that it had then. */
    head: text.optional(),
    by: personSchema,
  }),
  /** Another account than its author's pushed to it: nobody's word stands for what it is now. */
  z.object({
    type: z.literal('work-pushed'),
    work: text,
    label: z.string(),
    others: z.int().optional(),
    /** When that was, by the git host's clock. */
    pushedAt: text.optional(),
    by: personSchema,
  }),
  z.object({ type: z.literal('work-unlinked'), work: text, by: personSchema }),
  /** What was merged while its gate was closed was done outside the process (6.2). */
  z.object({
    type: z.literal('work-merged'),
    work: text,
    label: z.string(),
    gate: z.enum(GATES_AT_MERGE),
    by: personSchema,
  }),
  z.object({ type: z.literal('step-done'), step: text, by: personSchema }),
  z.object({
    type: z.literal('step-dropped'),
    step: text,
    reason: text,
    movedTo: z.string().optional(),
    by: personSchema,
  }),
  z.object({
    type: z.literal('evidence-recorded'),
    criterion: text,
    /** The name of the file, where nothing else was said. */
    evidence: text,
    by: personSchema,
    /** Beside the chain, by its digest; absent where none was given. */
    file: evidenceFileSchema.optional(),
  }),
  z.object({
    type: z.literal('actuals-recorded'),
    days: z.number(),
    cost: z.object({ minor: z.int(), currency: z.string() }),
    by: personSchema,
  }),
  z.object({ type: z.literal('verification-failed'), reason: text, by: personSchema }),
  z.object({ type: z.literal('accepted'), by: personSchema, ...signature }),
  z.object({
    type: z.literal('closed'),
    reason: z.enum(CLOSING_REASONS),
    text: z.string().optional(),
    target: z.string().optional(),
    /** Labels of affected items that nobody takes further (T19). */
    dropped: z.array(z.string()).optional(),
    by: personSchema,
  }),
  z.object({ type: z.literal('withdrawn'), reason: text, by: personSchema }),
  /** An attempt at authority that was refused (7.1), with the refusal's code. */
  z.object({
    type: z.literal('attempt-refused'),
    command: text,
    /** Of a vote; on record since it is told by its word. */
    verdict: z.enum(['approve', 'reject', 'abstain']).optional(),
    refusal: text,
    by: personSchema,
  }),
  /** Something outside the rules was seen and, where possible, put right (6.2, 6.3). */
  z.object({
    type: z.literal('irregularity'),
    kind: z.enum([
      'label-by-hand',
      'comment-deleted',
      'comment-edited',
      'status-by-hand',
      'out-of-process',
      'item-deleted',
      'item-seen',
      'edit-unrecordable',
      'edit-recorded',
      'edited-when-over',
    ]),
    detail: z.string(),
    /** Whose comment it was that somebody changed or deleted; entries from before name them in `detail`. */
    of: personSchema.optional(),
    by: personSchema,
  }),
  /** The place in the tracker was renamed or renumbered, or is seen again; the identity stays (5.6). */
  z.object({ type: z.literal('relocated'), label: z.string(), address: z.string() }),
  /** It lives in another project from now on: what was decided before holds there no more (5.6, 7.2). */
  z.object({
    type: z.literal('rehomed'),
    from: z.object({ project: text, name: z.string() }),
    to: z.object({ project: text, id: text.optional(), outOfSight: z.literal(true).optional() }),
    label: z.string(),
    address: z.string(),
    /** Who answers for it, and which work is its own, was said where it came from, and holds no more; absent in entries from before that was so. */
    afresh: z.literal(true).optional(),
  }),
]);

export type ChangeEvent = z.infer<typeof eventSchema>;
export type EventType = ChangeEvent['type'];
