/** The plain blocks to which every tracker's text is reduced, so that the same text has the same digest everywhere (`rules.md 4.2`). */
import { z } from 'zod';
import { digestOf } from '../ledger/canonical.ts';

/*
 * What is meaning and what is formatting? Equal digests must mean that people see the same words, so whatever renders
 * visibly is kept. Kept: words, line breaks, structure (headings, lists, their numbers and ticks, quotes, tables, code),
 * where a link or picture points, struck-out text (it says "not this") and inline code (it says "literally this").
 * Dropped: bold and italic, tight or loose lists, alignment, bullet characters. They move emphasis, not content; trackers
 * and editors rewrite them by themselves, and a vote must not be lost to that.
 */

const run = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    text: z.string(),
    code: z.literal(true).optional(),
    strike: z.literal(true).optional(),
    /** Where the words link to. */
    link: z.string().optional(),
    /** The link's tooltip. */
    title: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('image'),
    alt: z.string(),
    source: z.string(),
    link: z.string().optional(),
    /** The picture's tooltip. */
    title: z.string().optional(),
    /** The tooltip of the link around it. */
    linkTitle: z.string().optional(),
  }),
  /** Raw HTML inside a line, as its source: whatever it would render to, it cannot change without changing the digest. */
  z.strictObject({ kind: z.literal('html'), source: z.string() }),
  z.strictObject({ kind: z.literal('note'), label: z.string() }),
]);

export type Run = z.infer<typeof run>;
export type TextRun = Extract<Run, { kind: 'text' }>;

const runs = z.array(run);

export interface ListItem {
  /** Absent for an item that is not a task. */
  checked?: boolean | undefined;
  blocks: Block[];
}

export type Block =
  | { kind: 'heading'; depth: number; runs: Run[] }
  | { kind: 'paragraph'; runs: Run[] }
  /** `start` is the first number of an ordered list when it is not 1. */
  | {
      kind: 'list';
      ordered: boolean;
      start?: number | undefined;
      items: ListItem[];
    }
  | { kind: 'code'; language?: string | undefined; text: string }
  | { kind: 'quote'; blocks: Block[] }
  /** Rows of cells; the first row is the header. */
  | { kind: 'table'; rows: Run[][][] }
  | { kind: 'rule' }
  /** Raw HTML as its source; also link definitions, what is nested too deeply to be read by anyone, and whatever GitHub may show otherwise. */
  | { kind: 'html'; source: string }
  | { kind: 'footnote'; label: string; blocks: Block[] };

const blockSchema: z.ZodType<Block> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('heading'),
      depth: z.int().min(1).max(6),
      runs,
    }),
    z.strictObject({ kind: z.literal('paragraph'), runs }),
    z.strictObject({
      kind: z.literal('list'),
      ordered: z.boolean(),
      start: z.int().optional(),
      items: z.array(z.strictObject({ checked: z.boolean().optional(), blocks })),
    }),
    z.strictObject({
      kind: z.literal('code'),
      language: z.string().optional(),
      text: z.string(),
    }),
    z.strictObject({ kind: z.literal('quote'), blocks }),
    z.strictObject({ kind: z.literal('table'), rows: z.array(z.array(runs)) }),
    z.strictObject({ kind: z.literal('rule') }),
    z.strictObject({ kind: z.literal('html'), source: z.string() }),
    z.strictObject({ kind: z.literal('footnote'), label: z.string(), blocks }),
  ]),
);
const blocks = z.array(blockSchema);

/** A text of any length: its blocks in order. An empty array is a text that says nothing. */
export const textSchema: z.ZodType<Block[]> = blocks;
export type Text = Block[];

/** The digest that votes and baselines are bound to: lower-case hex SHA-256 of the blocks' canonical JSON. */
export function textDigest(text: readonly Block[]): string {
  return digestOf(text);
}

/** True when nothing in the text would be seen. */
export function isBlank(text: readonly Block[]): boolean {
  return text.length === 0;
}
