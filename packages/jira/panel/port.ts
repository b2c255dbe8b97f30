/** What the panels and the resolver say to each other: every function's name, what it is asked, and what it answers. */
import { type Asking, asksOnly, TYPED_ACTS } from '@countersign/core/change/acts.ts';
import { CLASSES } from '@countersign/core/impact/class.ts';
import { DIMENSIONS } from '@countersign/core/impact/dimension.ts';
import { type Key, ROWS, type Rows } from '@countersign/core/policy/key/keys.ts';
import type { TableKind } from '@countersign/core/policy/key/row.ts';
import { SEAT_ROLES } from '@countersign/core/policy/role.ts';
import { z } from 'zod';
import { SORTS } from './sort.ts';

/** The functions that `invoke` may call. Who asks and on which issue or project comes from Forge's context, never from a payload. */
export const FUNCTIONS = [
  'panel',
  'act',
  'seen',
  'startAnew',
  'settings',
  'saveSettings',
  'erasePolicy',
  'register',
  'gadget',
  'setupPlan',
  'setupApply',
  'setupUndo',
  'erasePerson',
] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/** Longest text that a field of a panel may hold, in characters. */
const LONGEST_TEXT = 20_000;
const text = z.string().max(LONGEST_TEXT);
const short = z.string().max(300);
const some = text.trim().min(1);

/** A person as Jira's picker gives one. */
const picked = z.object({ accountId: z.string().min(1).max(128), name: z.string().min(1).max(200) });

/** An impact as its form holds it: numbers and money are what people typed, read by `impactform.ts`. */
export const impactFormSchema = z.object({
  dimension: z.enum(DIMENSIONS),
  /** Says that there is none, and why. */
  none: z.boolean(),
  reason: text,
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

/** What somebody asks for by a button or a form; `ask.ts` makes the core's command of it. */
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
  z.object({ type: z.literal('evidence'), criterion: text, evidence: some }),
  /** Days and cost as people typed them. */
  z.object({ type: z.literal('actuals'), days: short, cost: short }),
  z.object({ type: z.literal('verify'), passed: z.boolean(), reason: text }),
  z.object({ type: z.literal('emergency'), incident: some, reason: some }),
  z.object({ type: z.literal('ratify'), outcome: z.enum(['ratified', 'with-actions', 'not-ratified']), reason: some }),
]);
export type Ask = z.infer<typeof askSchema>;
export type AskType = Ask['type'];

const people = z.array(z.string().max(200)).max(200);

/** What crosses for a key by the kind of its field. An empty text means: not said, the default holds. */
const ANSWERS = {
  check: z.boolean(),
  text: short,
  /** Names as the policy's text has them: `users` account ids, `groups` names. */
  'people-by-role': z.record(z.string().max(40), z.object({ users: people, groups: people })),
  'seats-by-class': z.record(z.string().max(20), z.array(z.string().max(40)).max(20)),
  'days-by-class': z.record(z.string().max(20), short),
} as const;

type Kind<One extends Key> = Rows[One]['form']['kind'];
type AskedKey = { [One in Key]: Kind<One> extends 'in-text' ? never : One }[Key];
/** A choice crosses as the key's own schema says. */
type AnswerSchema<One extends Key> =
  Kind<One> extends keyof typeof ANSWERS ? (typeof ANSWERS)[Kind<One>] : Rows[One]['schema'];

/** The part of a policy that the form edits, by the names of the keys; everything else stays as its text says. */
const policyFormSchema = z.object(
  Object.fromEntries(
    ROWS.filter(({ form }) => form.kind !== 'in-text').map(({ name, schema, form }) => [
      name,
      form.kind in ANSWERS ? ANSWERS[form.kind as keyof typeof ANSWERS] : schema,
    ]),
  ) as unknown as { readonly [One in AskedKey as Rows[One]['name']]: AnswerSchema<One> },
);
export type PolicyForm = z.infer<typeof policyFormSchema>;

type OneFieldKey = { [One in AskedKey]: Kind<One> extends TableKind ? never : One }[AskedKey];
/** The answers to the questions that are one field each (`policyquestion.ts`); the others are a table each, and drawn by name. */
export type SingleAnswers = Pick<PolicyForm, Rows[OneFieldKey]['name']>;

/** Payloads of the functions; those that are missing here are asked nothing. */
export const PAYLOADS = {
  /** `content`: the digest that the panel showed; what was said of another text, or before all votes were ended, is not recorded. `press` names the press of the button: twice is once. */
  act: z.object({ ask: askSchema, content: z.string().regex(/^[0-9a-f]{64}$/), press: z.uuid() }),
  /** The viewer has seen everything up to this version of the record. */
  seen: z.object({ version: z.int().nonnegative() }),
  saveSettings: z.object({
    /** The version of the policy that the editor began with; another one standing now is a conflict. Empty: there was none. */
    expected: z.string().max(64),
    /** The whole text, or the form's answers to be written into the text that stands. */
    change: z.union([z.object({ source: z.string().max(200_000) }), z.object({ form: policyFormSchema })]),
  }),
  /** The whole digest, as the page showed it. */
  erasePolicy: z.object({ version: z.string().regex(/^[0-9a-f]{64}$/) }),
  register: z.object({
    stage: short.optional(),
    class: short.optional(),
    cause: short.optional(),
    /** An account id. */
    owner: short.optional(),
    /** Absent: the newest event first. */
    sort: z.enum(SORTS).optional(),
    /** Also all rows that fit, as CSV. */
    csv: z.boolean().optional(),
    /** Rows to pass over. */
    offset: z.int().nonnegative(),
    /** Where they begin, as the page before said; then `offset` only says how many came before them. */
    cursor: z.string().max(4000).optional(),
  }),
  setupApply: z.object({ projectId: z.string().max(40) }),
  setupUndo: z.object({ projectId: z.string().max(40) }),
  setupPlan: z.object({ projectId: z.string().max(40).optional() }),
  /** As Jira's addresses have it. */
  erasePerson: z.object({ accountId: z.string().regex(/^[\w:-]{1,128}$/) }),
} as const;

export type RegisterAsked = z.infer<typeof PAYLOADS.register>;
