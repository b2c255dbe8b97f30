/** Shows that the texts that may hold freezes are found by an index, and the others are not read for it. */
import { textDigest } from '@countersign/core/ledger/digested.ts';
import { expect, test } from 'vitest';
import { connect } from './connect.ts';
import { FREEZES } from './freezes.ts';
import { temporaryDatabase } from './temporary.ts';
import { postgresTexts } from './texts.ts';

test('6.1: of all policies those that may hold a freeze are found, however its word is written, and the index is asked', async () => {
  const place = await temporaryDatabase();
  const database = connect(place.url);
  try {
    const texts = postgresTexts(database);
    const held = ['freeze:\n  - {}\n', '"fr\\u0065eze":\n  - {}\n'];
    const others = ['profile: light\n', 'a: "two\nlines"\n'];
    for (const text of [...held, ...others]) await texts.keep('github:1', text);
    await texts.keep('github:2', held[0] ?? '');
    await texts.keep('github:3', held[0] ?? '');
    await texts.erase('github:3', textDigest(held[0] ?? ''), '2026-03-02T08:00:00.000Z');
    const found = (await texts.freezing()).map(({ tenant, digest }) => `${tenant} ${digest}`);
    const wanted = [...held.map((text) => `github:1 ${textDigest(text)}`), `github:2 ${textDigest(held[0] ?? '')}`];
    expect(found.toSorted()).toEqual(wanted.toSorted());
    const client = await database.pool.connect();
    try {
      // A table of a few rows is read as a whole otherwise.
      await client.query('set enable_seqscan = off');
      const { rows } = await client.query(
        `explain select tenant, digest from policy_text where ${FREEZES} order by tenant, digest`,
      );
      expect(JSON.stringify(rows)).toContain('policy_text_freezes');
    } finally {
      await client.query('reset enable_seqscan');
      client.release();
    }
  } finally {
    await database.close();
    await place.drop();
  }
});
