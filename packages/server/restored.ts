/** What a restore leaves to be done: to erase again who was erased after the backup, and to look at what happened since. It lies in the record, so that whoever opens it next finishes a restore that was cut off. */
import type { KeptFact } from '@countersign/core/kept.ts';
import { LATEST_MS } from '@countersign/github/receive/late.ts';
import { askedSince, askSince } from '@countersign/github/record/asked-since.ts';
import type { BackupHead } from '@countersign/postgres/backupfile.ts';
import type { Boss } from '@countersign/postgres/boss.ts';
import type { Database } from '@countersign/postgres/connect.ts';
import { postgresDocuments } from '@countersign/postgres/documents.ts';
import { eraseDigest, erasedSince, erasePerson } from '@countersign/postgres/erase.ts';
import { reachedSchema } from '@countersign/postgres/migrations.ts';
import { z } from 'zod';
import { afterErasing } from './erased.ts';

const PLACE = { tenant: '', project: '', kind: 'restore' };

const erasure = z.object({
  /** UTC instant, ISO 8601. */
  at: z.iso.datetime(),
  /** Of whom, as `github:7`, the version of a policy, or the digest of a file; by id alone, because a name is what has to be forgotten. */
  what: z.string(),
});
export type Erasure = Readonly<z.infer<typeof erasure>>;

const left = z.object({
  /** UTC instant of the backup, ISO 8601. */
  at: z.iso.datetime(),
  owner: z.string(),
  erasures: z.array(erasure),
});
type Left = z.infer<typeof left>;

/** A restore of which nothing is left to be done. */
export interface Finished extends Pick<Left, 'at' | 'owner'> {
  /** From when on a server looks again. UTC instant, ISO 8601. */
  readonly since: string;
  /** How many were erased once more. */
  readonly again: number;
}

/** Each backup has its own: a record may be backed up before its own restore is finished. @param now UTC instant, ISO 8601 */
export function leftOf({ at, owner }: BackupHead, erasures: readonly Erasure[], now: string): KeptFact {
  return { ...PLACE, id: at, data: { at, owner, erasures: erasures.map((one) => ({ ...one })) }, fetchedAt: now };
}

/** What is left of restores; asks a record of any version, and leaves it as it is. */
export async function leftIn(database: Database): Promise<readonly Left[]> {
  if ((await reachedSchema(database)) === undefined) return [];
  const { tenant, project, kind } = PLACE;
  return (await postgresDocuments(database).list(tenant, project, kind)).map(({ data }) => left.parse(data));
}

/** Does what is left. One that is cut off once more is done again, and nothing of it twice. @param now milliseconds since 1970 */
export async function finishRestores(boss: Boss, now: number): Promise<readonly Finished[]> {
  const { database } = boss;
  const documents = postgresDocuments(database);
  const finished: Finished[] = [];
  for (const { at, owner, erasures } of await leftIn(database)) {
    const again = await erasedAgain(boss, erasures);
    // What the record itself was asked to look at may begin earlier.
    const from = Math.min(Date.parse(at), Date.parse((await askedSince(documents)) ?? at));
    const since = new Date(Math.max(from, now - LATEST_MS)).toISOString();
    await askSince(documents, since, new Date(now).toISOString());
    await documents.forget({ ...PLACE, id: at });
    finished.push({ at, owner, since, again });
  }
  return finished;
}

/** Once more, what a record does not know to be erased. @returns how many */
async function erasedAgain(boss: Boss, erasures: readonly Erasure[]): Promise<number> {
  let count = 0;
  for (const { at, what } of erasures) {
    const isPerson = what.startsWith('github:');
    if (isPerson && (await erasedSince(boss.database, what, at))) continue;
    const found = isPerson
      ? await erasePerson(boss, what, at, afterErasing(what))
      : await eraseDigest(boss.database, what, at);
    if (found.length > 0) count += 1;
  }
  return count;
}
