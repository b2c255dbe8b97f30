/** Holds every store of texts to the one contract. */
import { textDigest } from '@countersign/core/ledger/digested.ts';
import { memoryTexts } from '@countersign/core/ledger/memorytexts.ts';
import { forgeDocuments } from '@countersign/jira/record/documents.ts';
import { forgeKept } from '@countersign/jira/record/kept.ts';
import { forgeStorage as kvsStorage } from '@countersign/jira/record/storage.ts';
import { forgeTexts, textKey } from '@countersign/jira/record/texts.ts';
import { connect, type Database } from '@countersign/postgres/connect.ts';
import { migrate } from '@countersign/postgres/migrations.ts';
import { temporaryDatabase } from '@countersign/postgres/temporary.ts';
import { postgresTexts } from '@countersign/postgres/texts.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { manifestEntities } from '../instruments/manifest.ts';
import { enterForge } from '../standins/forge/runtime.ts';
import { forgeStorage } from '../standins/forge/storage.ts';
import { textsContract } from './texts.ts';

let place: Awaited<ReturnType<typeof temporaryDatabase>>;
let database: Database;

beforeAll(async () => {
  place = await temporaryDatabase();
  database = connect(place.url);
});

afterAll(async () => {
  await database.close();
  await place.drop();
});

textsContract('PostgreSQL', async () => ({
  texts: postgresTexts(database),
  async harm(tenant, digest, text) {
    const values = [tenant, digest, JSON.stringify(text)];
    await database.pool.query('update policy_text set data = $3 where tenant = $1 and digest = $2', values);
  },
  async stored(tenant, digest) {
    const where = 'select * from policy_text where tenant = $1 and digest = $2';
    return JSON.stringify((await database.pool.query(where, [tenant, digest])).rows);
  },
}));

textsContract('Forge storage', async () => {
  enterForge({ storage: forgeStorage(manifestEntities()), pushed: [] });
  const storage = kvsStorage();
  const [documents, kept] = [forgeDocuments(storage), forgeKept(storage)];
  const keyOf = (tenant: string, digest: string) => textKey({ tenant, project: '10000' }, digest);
  return {
    texts: forgeTexts({ documents, kept }, '10000'),
    harm: async (tenant, digest, text) =>
      void (await kept.keep({ ...keyOf(tenant, digest), data: text, fetchedAt: new Date().toISOString() })),
    stored: async (tenant, digest) => JSON.stringify(await kept.find(keyOf(tenant, digest))),
  };
});

textsContract('memory', async () => {
  const slots = new Map<string, string | { readonly erased: true }>();
  const texts = memoryTexts(slots);
  const keyOf = (tenant: string, digest: string) => JSON.stringify([tenant, digest]);
  return {
    texts,
    harm: async (tenant, digest, text) => void slots.set(keyOf(tenant, digest), text),
    stored: async (tenant, digest) => JSON.stringify(slots.get(keyOf(tenant, digest))),
  };
});

test('policies that were kept with the facts are found by their digest after the migration, and their copies are gone', async () => {
  const own = await temporaryDatabase();
  const old = connect(own.url);
  try {
    await old.pool.query('drop schema public cascade; create schema public');
    await migrate(old, '0006 kinds');
    const insert =
      'insert into document (tenant, project, kind, id, data, fetched_at) values ($1, $2, $3, $4, $5, now())';
    const source = 'seats: "政策" \u0000';
    const kept = JSON.stringify({ source });
    await old.pool.query(insert, ['t', 'account', 'policy-version', textDigest(source), kept]);
    await old.pool.query(insert, ['t', 'R_1', 'policy-version', textDigest(source), kept]);
    await old.pool.query(insert, ['t', 'R_1', 'policy', 'current', kept]);
    await old.pool.query(insert, ['t', 'R_1', 'policy', 'last', JSON.stringify(textDigest(source))]);
    await migrate(old);
    expect(await postgresTexts(old).read('t', textDigest(source))).toEqual({ text: source });
    expect((await old.pool.query('select id from document')).rows).toEqual([{ id: 'last' }]);
  } finally {
    await old.close();
    await own.drop();
  }
});
