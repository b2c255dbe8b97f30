/** What whoever runs the server has said of a record that was lost: to look again at all since a time, or to go on with what is left. */

import type { Documents } from '@countersign/core/record/documents.ts';
import type { Acceptance } from '@countersign/core/record/loss.ts';
import { z } from 'zod';

const KEY = { tenant: '', project: '', kind: 'round', id: 'since' };

type Kept = Pick<Documents, 'find' | 'keep' | 'forget'>;

/** Kept until a whole round has done it; what is missing keeps gates closed until then. @param since and @param now UTC instants, ISO 8601 */
export async function askSince(documents: Kept, since: string, now: string): Promise<void> {
  await documents.keep({ ...KEY, data: since, fetchedAt: now });
}

/** A word on what is missing. It is put on the record of each repository that lacks something (`recordlost.ts`). */
export interface Word {
  /** UTC instant, ISO 8601: of what was shown until then. */
  readonly until: string;
  readonly how: Acceptance;
}

const word = z.union([
  z.object({ until: z.string(), how: z.enum(['begun-anew', 'read-again']) }),
  // As older versions kept it.
  z.string().transform((until): Word => ({ until, how: 'begun-anew' })),
]);

const keyOf = (repository?: string) => ({
  ...KEY,
  id: repository === undefined ? 'accepted' : `accepted ${repository.toLowerCase()}`,
});

/** @param repository the only one of which it is said, with its owner; of all without it */
export async function acceptLoss(documents: Kept, { until, how }: Word, repository?: string): Promise<void> {
  await documents.keep({ ...keyOf(repository), data: { until, how }, fetchedAt: until });
}

/** @returns the last word on a repository, of its own or of all; `undefined` when none was said */
export async function wordOn(
  documents: Pick<Kept, 'find'>,
  { owner, repo }: { readonly owner: string; readonly repo: string },
): Promise<Word | undefined> {
  const found = [await documents.find(keyOf()), await documents.find(keyOf(`${owner}/${repo}`))];
  const words = found.flatMap((one) => word.safeParse(one?.data).data ?? []);
  return words.toSorted((one, other) => Date.parse(one.until) - Date.parse(other.until)).at(-1);
}

/** @returns UTC instant, ISO 8601; `undefined` when nothing is asked for */
export async function askedSince(documents: Kept): Promise<string | undefined> {
  const data = (await documents.find(KEY))?.data;
  return typeof data === 'string' ? data : undefined;
}

/** It was done: what is still missing of what was shown before is missing for good. What was asked for meanwhile, from another time on, stays. */
export async function doneSince(documents: Kept, since: string): Promise<void> {
  const asked = await documents.find(KEY);
  if (asked?.data !== since) return;
  await acceptLoss(documents, { until: asked.fetchedAt, how: 'read-again' });
  await documents.forget(KEY);
}
