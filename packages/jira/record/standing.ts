/** The text of the policy that stands, repeated in the cache so that a gate reads it together with the record; and the list of versions that an older version kept there. */
import { Conflict } from '@countersign/core/failure.ts';
import { checkedText, textDigest } from '@countersign/core/ledger/digested.ts';
import { FORMER } from '@countersign/core/record/people.ts';
import type { Json } from '@countersign/core/record/port.ts';
import { z } from 'zod';
import type { Documents, KeptDocument } from './documents.ts';

interface Home {
  readonly tenant: string;
  readonly project: string;
}

const repeated = z.object({ version: z.string(), source: z.string() });

/** As it was kept before versions were on record: the truth of which stands, and names in clear. */
const before = z.object({
  /** The text that stands; empty where nothing stands, and where it was erased. */
  source: z.string(),
  /** Newest first; the first one stands. */
  history: z.array(
    z.object({ version: z.string(), by: z.object({ id: z.string(), name: z.string() }), at: z.string() }),
  ),
});
export type ListedBefore = z.infer<typeof before>;

export function standingKey(at: Home) {
  return { ...at, kind: 'policy', id: 'current' };
}

/** What lies there of a version: its text, where it is that. */
export function textOfStanding(found: KeptDocument | undefined, version: string): string | undefined {
  const source = repeated.or(before).safeParse(found?.data).data?.source;
  return source === undefined ? undefined : checkedText(version, source)?.text;
}

export function listedBefore(found: KeptDocument | undefined): ListedBefore | undefined {
  return before.safeParse(found?.data).data;
}

/** @param since the moment before the text was read: one that was erased meanwhile is not kept */
export async function repeatStanding(
  documents: Documents,
  at: Home,
  { version, source }: { readonly version: string; readonly source: string },
  since: string,
): Promise<void> {
  const fetchedAt = new Date(0).toISOString();
  await documents.keep({ ...standingKey(at), data: { version, source }, fetchedAt }, since);
}

export async function eraseStanding(documents: Documents, at: Home, digest: string): Promise<void> {
  const found = await documents.find(standingKey(at));
  const listed = listedBefore(found);
  // Whoever reads it meanwhile does not keep it either.
  if (!listed) return documents.forgetRead(standingKey(at));
  if (listed.source === '' || textDigest(listed.source) !== digest) return;
  try {
    await rewriteBefore(documents, found, { ...listed, source: '' });
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    // Another was put in force meanwhile, or names were taken out: whatever stands now is looked at once more.
    await eraseStanding(documents, at, digest);
  }
}

/** Names somebody no more in a list that is not on record yet. @throws Conflict when somebody wrote there meanwhile */
export async function forgetNameBefore(documents: Documents, at: Home, id: string): Promise<void> {
  const found = await documents.find(standingKey(at));
  const listed = listedBefore(found);
  if (!listed?.history.some(({ by }) => by.id === id && by.name !== FORMER)) return;
  const history = listed.history.map((one) => (one.by.id === id ? { ...one, by: { id, name: FORMER } } : one));
  await rewriteBefore(documents, found, { ...listed, history });
}

async function rewriteBefore(
  documents: Documents,
  found: KeptDocument | undefined,
  listed: ListedBefore,
): Promise<void> {
  if (found) await documents.keepTogether([{ ...found, data: listed as unknown as Json }], found);
}
