/** What the panels and the resolver say to each other: every function's name, what it is asked, and what it answers. */
import { pressedSchema } from '@countersign/core/ask/ask.ts';
import { type Key, ROWS, type Rows } from '@countersign/core/policy/key/keys.ts';
import type { TableKind } from '@countersign/core/policy/key/row.ts';
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

const short = z.string().max(300);
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
  act: pressedSchema,
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
