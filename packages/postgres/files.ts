/** Files beside the chain, in PostgreSQL: on disk before the record names them, and let go where it never did. */
import { createHash } from 'node:crypto';
import { MOST_FILES } from '@countersign/core/content/evidencefile.ts';
import type { FileKept, HeldFiles } from '@countersign/core/record/files.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { type Database, run } from './connect.ts';

export function postgresFiles({ pool }: Database): HeldFiles {
  return {
    async keep({ tenant, project, stream }, digest, bytes) {
      const values = [tenant, project, stream, digest, Buffer.from(bytes), MOST_FILES];
      const [row] = await run<{ erased: boolean }>(pool, 'file keep', keeping, values);
      return keptAs(row);
    },
    async read({ tenant, project, stream }, digest) {
      const [row] = await run<{ data: Buffer | null }>(pool, 'file', reading, [tenant, project, stream, digest]);
      if (!row) return undefined;
      if (row.data === null) return 'erased';
      return fileDigest(row.data) === digest ? row.data : undefined;
    },
    async erased(tenant, digests) {
      const rows = await run<{ digest: string }>(pool, 'files erased', erased, [tenant, digests]);
      return rows.map(({ digest }) => digest);
    },
  };
}

const keptAs = (row: { readonly erased: boolean } | undefined): FileKept =>
  row === undefined ? 'full' : row.erased ? 'erased' : 'kept';

export const fileDigest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Lets go what was kept before an instant and never named: its act was refused, or cut off.
 * @returns how many
 */
export async function pruneFiles({ pool }: Pick<Database, 'pool'>, before: string): Promise<number> {
  await run(pool, 'files named', naming, [before]);
  return (await run(pool, 'prune files', pruning, [before])).length;
}

/** The accounts in which such a file is, or was until it was erased. */
export async function accountsWithFile({ pool }: Pick<Database, 'pool'>, digest: string): Promise<readonly string[]> {
  const rows = await run<{ tenant: string }>(pool, 'accounts with file', withFile, [digest]);
  return rows.map(({ tenant }) => tenant);
}

/** The requests that such a file was given for. */
export async function requestsWithFile(
  { pool }: Pick<Database, 'pool'>,
  digest: string,
): Promise<readonly StreamRef[]> {
  return run<StreamRef>(pool, 'requests with file', requestsOf, [digest]);
}

/** Takes the bytes away for good, wherever they are; the record still says what was given. @param at UTC instant, ISO 8601 */
export async function eraseFile({ pool }: Pick<Database, 'pool'>, digest: string, at: string): Promise<void> {
  await run(pool, 'file erase', erasing, [digest, at]);
}

/** What came to harm is made good by whoever brings it again; a tombstone stays, and what is not named yet waits from now on. */
const keeping = `
  insert into evidence_file as held (tenant, project, stream, digest, data)
  select $1::text, $2::text, $3::text, $4::text, $5::bytea where $6::bigint > (select count(*) from evidence_file where tenant = $1 and project = $2 and stream = $3)
    or exists (select from evidence_file where tenant = $1 and project = $2 and stream = $3 and digest = $4)
  on conflict (tenant, project, stream, digest) do update
    set data = case when held.erased_at is null then excluded.data end, kept_at = now()
  returning erased_at is not null as erased`;
const reading = 'select data from evidence_file where tenant = $1 and project = $2 and stream = $3 and digest = $4';
const erased =
  'select distinct digest from evidence_file where tenant = $1 and digest = any($2::text[]) and erased_at is not null order by digest';
const requestsOf =
  'select tenant, project, stream from evidence_file where digest = $1 order by tenant, project, stream';
const withFile = 'select distinct tenant from evidence_file where digest = $1 order by tenant';
const erasing = 'update evidence_file set data = null, erased_at = coalesce(erased_at, $2) where digest = $1';
const naming = `
  update evidence_file f set named = true where not named and kept_at < $1 and exists (
    select from entry e where e.tenant = f.tenant and e.project = f.project and e.kind = 'change' and e.stream = f.stream
      and position(f.digest in e.event) > 0)`;
const pruning = 'delete from evidence_file where not named and erased_at is null and kept_at < $1 returning digest';
