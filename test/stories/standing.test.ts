/** What whoever watches the server is told over HTTP, also while the database says nothing. */

import { askedSince, askSince } from '@countersign/github/record/asked-since.ts';
import { connect } from '@countersign/postgres/connect.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { type Line, openLine } from '../instruments/line.ts';
import { SOON } from '../instruments/soon.ts';
import { type Wire, wireTo } from '../instruments/wire.ts';

let line: Line;
let wire: Wire | undefined;
afterEach(async () => {
  await line.close();
  await wire?.close();
  wire = undefined;
});

async function seen(path: string): Promise<{ readonly status: number; readonly text: string }> {
  const answer = await fetch(`${line.server.address}${path}`);
  return { status: answer.status, text: await answer.text() };
}

test('a frozen database: /readyz says so, /metrics gives what is known without it, and both are ready again after it', async () => {
  line = await openLine({
    through: async (url) => {
      wire = await wireTo(url);
      return wire.url;
    },
  });
  expect(await seen('/readyz')).toMatchObject({
    status: 200,
    text: expect.stringMatching(/looked through whole \d+ s ago/),
  });
  expect((await seen('/metrics')).text).toMatch(/^countersign_database_up 1$/m);
  wire?.freeze();
  expect(await seen('/readyz')).toEqual({ status: 503, text: 'the database is away\n' });
  const { status, text } = await seen('/metrics');
  expect(status).toBe(200);
  expect(text).toMatch(/^countersign_database_up 0$/m);
  expect(text).not.toMatch(/^countersign_(inbox_pending|parked)\b/m);
  expect(text).toMatch(/^countersign_round_age_seconds [\d.e-]+$/m);
  wire?.thaw();
  expect((await seen('/readyz')).status).toBe(200);
  expect((await seen('/metrics')).text).toMatch(/^countersign_inbox_pending 0$/m);
});

/** From now on nothing can be written to a table, as on a disk that is full. @returns ends it */
async function fullFor(table: string): Promise<() => Promise<void>> {
  const { pool, close } = connect(line.databaseUrl, { connections: 1 });
  await pool.query(`create function no_space() returns trigger language plpgsql as $body$
    begin raise exception using errcode = '53100', message = 'could not extend file: No space left on device'; end $body$`);
  await pool.query(`create trigger no_space before insert on ${table} execute function no_space()`);
  return async () => {
    await pool.query('drop function no_space() cascade');
    await close();
  };
}

test('a full disk: GitHub is told to come again, /readyz and the log say why, and what was refused is asked for again', async () => {
  let logged = '';
  line = await openLine({
    log: (text) => {
      logged += text;
    },
  });
  const free = await fullFor('delivery');
  const number = line.file();
  await line.deliveries.settled();
  expect(line.deliveries.list()).toContainEqual(expect.objectContaining({ event: 'issues', statusCode: 503 }));
  const full = /what GitHub delivers cannot be stored: .*No space left on device/;
  expect(await seen('/readyz')).toMatchObject({ status: 503, text: expect.stringMatching(full) });
  expect(logged).toMatch(/what GitHub delivers cannot be stored/);
  await free();
  await line.server.reconcile();
  await line.settled();
  expect((await seen('/readyz')).status).toBe(200);
  expect((await line.state(number)).stage).toBe('draft');
});

test('4.4: a disk that is full for the record alone loses nothing: what was said is taken when there is space', async () => {
  line = await openLine();
  const number = line.file();
  await line.settled();
  const free = await fullFor('entry');
  line.as('requester').comment(number, '/submit');
  await line.settled();
  expect((await line.state(number)).stage).toBe('draft');
  expect(await line.server.inbox.parked()).toEqual([]);
  await free();
  await vi.waitFor(async () => expect((await line.state(number)).stage).toBe('submitted'), SOON);
});

test('what GitHub missed is counted until it was asked for again', async () => {
  line = await openLine();
  line.deliveries.delivering = false;
  for (let at = 0; at < 3; at += 1) line.as('developer').comment(1, `note ${at}`);
  await line.deliveries.settled();
  line.deliveries.delivering = true;
  const on = 'POST /app/hook/deliveries/:delivery/attempts';
  line.api.faults.add({ kind: 'status', status: 422, message: 'not now', on, times: 2 });
  await line.server.reconcile();
  await line.settled();
  expect((await seen('/metrics')).text).toMatch(/^countersign_redeliveries_owed 2$/m);
  await line.server.reconcile();
  await line.settled();
  expect((await seen('/readyz')).text).toContain('missed and still to be asked for: 0');
});

test('whoever restored a backup asks for everything since then, once', async () => {
  line = await openLine();
  const { documents } = line.server.parts;
  const since = new Date(Date.now() - 3_600_000).toISOString();
  await askSince(documents, since, new Date().toISOString());
  const on = 'GET /repos/:owner/:repo/issues/comments';
  const away = line.api.faults.add({ kind: 'status', status: 502, message: 'away', on });
  await line.server.reconcile();
  expect(await askedSince(documents)).toBe(since);
  away();
  await line.server.reconcile();
  expect(await askedSince(documents)).toBeUndefined();
});
