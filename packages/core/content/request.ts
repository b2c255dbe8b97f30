/** What a change request asks for, why, and where it came from (`rules.md 2.1`). */
import { z } from 'zod';
import { textSchema } from '../text/block.ts';

/** Primary causes with their finer kinds; `other` needs text. */
export const CAUSES = {
  market: ['competition', 'demand'],
  'customer-business': ['strategy', 'new-business', 'reorganisation', 'budget'],
  'unclear-initial': ['missing', 'ambiguous', 'conflicting', 'misunderstood', 'untestable'],
  technology: ['platform', 'obsolescence', 'constraint'],
  regulatory: [],
  defect: [],
  supplier: [],
  'security-safety': [],
  'operations-feedback': [],
  'internal-decision': [],
  other: [],
} as const satisfies Record<string, readonly string[]>;

export type CauseCode = keyof typeof CAUSES;
export const CAUSE_CODES = Object.keys(CAUSES) as CauseCode[];

export const ORIGINS = ['customer', 'internal', 'supplier', 'regulator'] as const;
export type Origin = (typeof ORIGINS)[number];

export const SOURCES = [
  'meeting',
  'call',
  'mail',
  'ticket',
  'market-research',
  'competitive-intelligence',
  'incident',
  'audit',
] as const;

export const URGENCIES = ['low', 'normal', 'high', 'critical'] as const;
export const CHANGE_TYPES = ['standard', 'normal', 'emergency'] as const;

const causeSchema = z
  .object({
    code: z.enum(CAUSE_CODES),
    /** One of the finer kinds of the code; absent when it has none or none was given. */
    kind: z.string().optional(),
    text: z.string().optional(),
  })
  .refine((cause) => cause.code !== 'other' || Boolean(cause.text?.trim()), 'cause `other` needs a text')
  .refine(
    (cause) => cause.kind === undefined || (CAUSES[cause.code] as readonly string[]).includes(cause.kind),
    'this kind does not belong to this cause',
  );

export type Cause = z.infer<typeof causeSchema>;

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** The controlled content of an item as digests: its title, and its text as blocks (`text/block.ts`). */
const itemDigestSchema = z.object({ title: hash, text: hash });
export type ItemDigest = z.infer<typeof itemDigestSchema>;

/** A part of a text: its blocks from `from` on, up to `to` and without it. */
const passageSchema = z
  .object({ from: z.int().nonnegative(), to: z.int().positive() })
  .refine(({ from, to }) => from < to, 'a passage holds at least one block');
export type Passage = z.infer<typeof passageSchema>;

/** One requirement that the change touches, or the requirement that it adds. */
export const affectedItemSchema = z.object({
  /** Immutable id of the item in its tracker; `new:1`, `new:2` … for a requirement that does not exist yet. */
  id: z.string().min(1),
  /** What people call it (`#7`); for showing only. */
  label: z.string(),
  action: z.enum(['modify', 'add', 'delete']),
  /** What is said of a requirement that does not exist yet; absent where nothing is. */
  text: z.string().optional(),
  /** The item's content when this request was last based on it; absent for a new item or while it is unknown. */
  base: itemDigestSchema.optional(),
  /**
   * What of the request's before and after is said of this item alone (`content/passage.ts`); absent where the texts are not divided, and in
   * entries from before they could be. The texts themselves stay whole: what people see is what is governed.
   */
  before: passageSchema.optional(),
  after: passageSchema.optional(),
});

export type AffectedItem = z.infer<typeof affectedItemSchema>;

/** A requirement that nobody has written yet: there is no content that a request could be based on. */
export function isUnwritten({ id }: Pick<AffectedItem, 'id'>): boolean {
  return id.startsWith('new:');
}

export const alternativeSchema = z.object({
  text: z.string().min(1),
  recommended: z.boolean(),
  /** "Do nothing" has to be among the alternatives of class moderate and above. */
  doNothing: z.boolean(),
});

export type Alternative = z.infer<typeof alternativeSchema>;

/** Every field of the request; a field that is not filled is absent, never an empty string. */
export const requestSchema = z.object({
  title: z.string().optional(),
  before: textSchema.optional(),
  after: textSchema.optional(),
  cause: causeSchema.optional(),
  /** Why it is wanted, apart from the solution that is asked for (`rules.md 2.1`). */
  motive: textSchema.optional(),
  outcome: textSchema.optional(),
  origin: z.enum(ORIGINS).optional(),
  source: z.enum(SOURCES).optional(),
  urgency: z.enum(URGENCIES).optional(),
  notChanging: textSchema.optional(),
  /** Whatever else stands in the request and answers no question; people read it with the answers, so it is governed with them. */
  besides: textSchema.optional(),
  items: z.array(affectedItemSchema),
  /** Names of requirements that do not exist (`#99`): told to whoever wrote them, and another name is another request. */
  missing: z.array(z.string()).optional(),
  /** SHA-256 digests of attachments, or the attachment's immutable address where its bytes cannot be read. */
  attachments: z.array(z.string()),
});

export type RequestContent = z.infer<typeof requestSchema>;

export const EMPTY_REQUEST: RequestContent = { items: [], attachments: [] };
