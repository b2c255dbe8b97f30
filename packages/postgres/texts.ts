/** Texts that the record names by their digest, on disk before they count; each can be erased while the record stays as it is (`rules.md 7.2`). */

import { checkedText, textDigest } from '@countersign/core/ledger/digested.ts';
import type { HeldTexts } from '@countersign/core/record/texts.ts';
import { type Database, run } from './connect.ts';
import { FREEZES } from './freezes.ts';

/** Opens the texts of a migrated database. */
export function postgresTexts({ pool }: Database): HeldTexts {
  return {
    async keep(tenant, text) {
      const values = [tenant, textDigest(text), JSON.stringify(text)];
      const [row] = await run<{ erased: boolean }>(pool, 'text keep', keep, values);
      return row?.erased ? 'erased' : 'kept';
    },
    async read(tenant, digest) {
      const [row] = await run<{ data: string | null }>(pool, 'text', read, [tenant, digest]);
      if (!row) return undefined;
      return row.data === null ? 'erased' : checkedText(digest, JSON.parse(row.data) as string);
    },
    freezing: () => run<{ tenant: string; digest: string }>(pool, 'texts freezing', freezing, []),
    async erase(tenant, digest, at) {
      await run(pool, 'text erase', erase, [tenant, digest, at]);
    },
  };
}

/** What came to harm is made good by whoever brings the text again; a tombstone stays. */
const keep = `
  insert into policy_text as held (tenant, digest, data) values ($1, $2, $3)
  on conflict (tenant, digest) do update set data = case when held.erased_at is null then excluded.data end
  returning erased_at is not null as erased`;
const read = 'select data from policy_text where tenant = $1 and digest = $2';
const freezing = `select tenant, digest from policy_text where ${FREEZES} order by tenant, digest`;
const erase = `
  insert into policy_text as held (tenant, digest, erased_at) values ($1, $2, $3)
  on conflict (tenant, digest) do update set data = null, erased_at = coalesce(held.erased_at, excluded.erased_at)`;
