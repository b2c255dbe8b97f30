/** What somebody asks for by a button or a form, as it crosses from whoever draws it; `command.ts` makes the core's command of it. */
import { z } from 'zod';
import { type Asking, asksOnly, TYPED_ACTS } from '../change/acts.ts';
import { CLASSES } from '../impact/class.ts';
import { DIMENSIONS } from '../impact/dimension.ts';
import { SEAT_ROLES } from '../policy/role.ts';
import { EVIDENCE_KINDS } from './evidence.ts';

/** Longest text that a field of a panel may hold, in characters. */
const LONGEST_TEXT = 20_000;
const text = z.string().max(LONGEST_TEXT);
const short = z.string().max(300);
const some = text.trim().min(1);

/** A person as a picker gives one. */
const picked = z.object({ accountId: z.string().min(1).max(128), name: z.string().min(1).max(200) });

/** An impact as its form holds it: numbers and money are what people typed, read by `impactform.ts`. */
export const impactFormSchema = z.object({
  dimension: z.enum(DIMENSIONS),
  /** Says that there is none, and why. */
  none: z.boolean(),
  reason: text,
  /** The same is said of these, of which nothing is on record yet. */
  also: z.array(z.enum(DIMENSIONS)).max(DIMENSIONS.length).optional(),
  confidence: z.enum(['low', 'medium', 'high']),
  evidence: text,
  fields: z.record(z.string().max(60), z.union([text, z.boolean(), z.array(short).max(50)])),
});
export type ImpactForm = z.infer<typeof impactFormSchema>;

const planFormSchema = z.object({
  steps: z
    .array(
      z.object({ /** Empty for a new one. */ id: short, text, owner: picked.optional(), start: short, end: short }),
    )
    .max(100),
  resources: text,
  rollback: text,
  tests: text,
  /** One criterion a line. */
  acceptance: text,
});
export type PlanForm = z.infer<typeof planFormSchema>;

/** How the board ends work that is not implemented as approved (`rules.md 3.4`). */
export const PARTIAL = ['partly-implemented', 'rolled-back'] as const;

const asking = <What extends 'nothing' | 'reason'>(what: What) =>
  TYPED_ACTS.filter((type): type is Asking<What> & typeof type => asksOnly(what, type));

export const askSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('vote'),
    verdict: z.enum(['approve', 'reject', 'abstain']),
    seat: z.enum(SEAT_ROLES),
    reason: text,
  }),
  z.object({ type: z.enum(asking('nothing')) }),
  z.object({ type: z.enum(asking('reason')), reason: some }),
  /** The act that the panel showed, `ChangeData.act`. */
  z.object({ type: z.literal('second'), act: z.int().nonnegative() }),
  z.object({ type: z.literal('confirm') }),
  /** The version that the panel showed, `ChangeData.migration`. */
  z.object({ type: z.literal('migrate'), to: short }),
  z.object({ type: z.literal('reject'), reason: some, wouldChange: some }),
  z.object({ type: z.literal('owner'), owner: picked, reason: text }),
  z.object({ type: z.literal('made-for'), person: picked }),
  /** Days as people typed them; without a seat: every one of theirs, and without a class any. */
  z.object({
    type: z.literal('away'),
    ...{ from: short, until: short, to: picked.optional(), reason: text },
    seat: z.union([z.enum(SEAT_ROLES), z.literal('')]),
    largest: z.union([z.enum(CLASSES), z.literal('')]),
  }),
  /** The day as people typed it. */
  z.object({
    type: z.literal('attest'),
    ...{ signer: short, verdict: z.enum(['approve', 'reject']), on: short, evidence: some },
  }),
  z.object({ type: z.literal('need-info'), question: some }),
  z.object({ type: z.literal('assess'), form: impactFormSchema }),
  z.object({ type: z.literal('plan'), form: planFormSchema }),
  z.object({
    type: z.literal('alternatives'),
    list: z.array(z.object({ text: some, recommended: z.boolean(), doNothing: z.boolean() })).max(20),
  }),
  z.object({ type: z.literal('concern'), text: some }),
  z.object({ type: z.literal('resolve'), id: short, reason: some }),
  z.object({ type: z.literal('take-over'), id: short, reason: text }),
  z.object({ type: z.literal('turn-down'), id: short, reason: some }),
  z.object({
    type: z.literal('condition'),
    text: some,
    owner: picked,
    due: short,
    blocks: z.enum(['start', 'merge', 'deploy', 'close']),
  }),
  z.object({ type: z.literal('meet-condition'), id: short, evidence: text }),
  z.object({ type: z.literal('defer'), reason: some, until: short, trigger: text }),
  z.object({ type: z.enum(['raise-class', 'lower-class']), class: z.enum(CLASSES), reason: some }),
  /** The issue as people typed it: its key, or its address. */
  z.object({ type: z.literal('duplicate'), of: short }),
  z.object({
    type: z.literal('supersede'),
    successor: short,
    reason: some,
    /** Labels of affected items that are let go. */
    dropped: z.array(short).max(200),
  }),
  z.object({ type: z.literal('close'), outcome: z.enum(PARTIAL), reason: some }),
  z.object({ type: z.literal('accept'), work: short }),
  /** Without a step: everything is finished. */
  z.object({ type: z.literal('done'), step: short }),
  z.object({ type: z.literal('drop'), step: short, reason: some }),
  /** Without a kind it is words, as from a panel that was opened before it asked. */
  z.object({
    type: z.literal('evidence'),
    kind: z.enum(EVIDENCE_KINDS).default('words'),
    criterion: text,
    evidence: some,
  }),
  /** Days and cost as people typed them. */
  z.object({ type: z.literal('actuals'), days: short, cost: short }),
  z.object({ type: z.literal('verify'), passed: z.boolean(), reason: text }),
  z.object({ type: z.literal('emergency'), incident: some, reason: some }),
  z.object({ type: z.literal('ratify'), outcome: z.enum(['ratified', 'with-actions', 'not-ratified']), reason: some }),
]);
export type Ask = z.infer<typeof askSchema>;
export type AskType = Ask['type'];

/**
 * What crosses when somebody presses. `content`: the digest of what was shown (`shown.ts`); what was said of another text, or before all votes were ended, is
 * not recorded. `press` names the press: twice is once.
 */
export const pressedSchema = z.object({ ask: askSchema, content: z.string().regex(/^[0-9a-f]{64}$/), press: z.uuid() });

/** A field of a form and what is wrong with it; an empty field is the form as a whole. */
export interface Problem {
  readonly field: string;
  readonly text: string;
}
