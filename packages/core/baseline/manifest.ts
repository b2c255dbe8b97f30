/** What a baseline holds: each requirement by its id, with the digest of what of it is under control (`rules.md 5.1`). */
import { z } from 'zod';
import type { AffectedItem, ItemDigest } from '../content/request.ts';
import { digestOf } from '../ledger/canonical.ts';
import { textDigest } from '../ledger/digested.ts';
import type { Requirement } from '../requirement/decider.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** A requirement as it stands in a baseline. */
export const baselineItemSchema = z.object({
  id: z.string().min(1),
  /** What people called it then. */
  label: z.string().min(1),
  digest: z.object({ title: hash, text: hash }),
  /** Of the text as it was saved, which lies beside the chain. */
  snapshot: hash,
});
export type BaselineItem = z.infer<typeof baselineItemSchema>;

const manifestSchema = z.strictObject({
  parent: z.string().nullable(),
  items: z.array(baselineItemSchema.pick({ id: true, digest: true }).strict()),
});
/** What a baseline is to hold, and after which one it comes. */
export type Manifest = z.infer<typeof manifestSchema>;

/** What is free, what people call it and as which letters it is kept is no part of it. In order of ids, as letters, so that the same requirements are the same. */
export function manifestOf(
  parent: string | undefined,
  items: readonly Pick<BaselineItem, 'id' | 'digest'>[],
): Manifest {
  const bare = items.map(({ id, digest: { title, text } }) => ({ id, digest: { title, text } }));
  return { parent: parent ?? null, items: bare.sort((one, other) => (one.id < other.id ? -1 : 1)) };
}

/** SHA-256 over RFC 8785. */
export function manifestDigest(manifest: Manifest): string {
  return digestOf(manifest);
}

/** What a vote on it is bound to, as on any affected item: by the one its text is found again, the other is the baseline's own. */
export function manifestAsItem(manifest: Manifest): ItemDigest {
  return { title: textDigest(manifestText(manifest)), text: manifestDigest(manifest) };
}

export function manifestText(manifest: Manifest): string {
  return JSON.stringify(manifest);
}

export function manifestIn(text: string): Manifest {
  return manifestSchema.parse(JSON.parse(text));
}

/** A requirement of a register's row; `undefined` for what is none, or is gone. */
export function baselineItem(id: string, row: Requirement['row']): BaselineItem | undefined {
  const { label, isMarked, isGone, snapshot, digest } = row;
  return isMarked && !isGone && snapshot !== undefined && digest ? { id, label, digest, snapshot } : undefined;
}

/** The affected item of a request by whose approval a baseline is made: its content is all requirements of the project. */
const BASELINE_ID = 'baseline';

export function asBaselineItem(label: string): AffectedItem {
  return { id: BASELINE_ID, label, action: 'add' };
}

export function isBaseline({ id }: Pick<AffectedItem, 'id'>): boolean {
  return id === BASELINE_ID;
}

/** Whether an answer to what is affected says that a baseline is to be made, and nothing else. */
export function saysBaseline(answer: string): boolean {
  return /^(?:(?:a|the)\s+)?(?:(?:new|first|next)\s+)?baseline[.]?$|^(?:新增?|首个|第一个)?基线。?$/iu.test(
    answer.normalize('NFKC').trim(),
  );
}
