/** Whether the policy that was read a while ago still stands, asked before a gate opens by it: its push may never have been told of (`rules.md 4.4`). */
import { Unreadable } from '@countersign/core/kept.ts';
import type { Reader } from '../facts/reader.ts';
import type { Place } from '../translation.ts';
import { currentKey, readEntry, type Source } from './policyfile.ts';

/** What was read or confirmed within so long opens gates without a question: one for each repository and minute in which something opens. */
const BELIEVED_MS = 60_000;

/**
 * One listing of the folder, by which Git names the text that stands; what was read of another is forgotten.
 * @returns false where it has to be read anew
 * @throws Transient while GitHub does not answer
 */
export async function policyStands(reader: Reader, place: Place): Promise<boolean> {
  const key = currentKey(place);
  const found = await reader.facts.find(key);
  if (!found) return false;
  if (reader.now() - Date.parse(found.fetchedAt) <= BELIEVED_MS) return true;
  const since = await reader.facts.moment(key);
  const fetchedAt = new Date(reader.now()).toISOString();
  const stands = await readEntry(reader, place).catch((error: unknown) => {
    if (error instanceof Unreadable) return 'missing' as const;
    throw error;
  });
  const noted = found.data as Source;
  // A note of an older version does not say how Git names what it read.
  const isSame = stands !== 'missing' && stands.type === 'file' && 'sha' in noted && noted.sha === stands.sha;
  if (isSame) return reader.facts.keep({ ...key, data: found.data, fetchedAt }, since);
  await reader.facts.forget(key);
  return false;
}
