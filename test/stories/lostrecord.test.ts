/** A record that was lost, or is a former one: nothing is decided by it, everybody is told why, and either way out is one command. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transient } from '@countersign/core/failure.ts';
import { KINDS } from '@countersign/core/record/kind.ts';
import { lossStream } from '@countersign/core/record/loss.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { show } from '@countersign/github/jobs.ts';
import { acceptLoss, askSince } from '@countersign/github/record/asked-since.ts';
import { lostAt, lostNow } from '@countersign/github/record/recordlost.ts';
import { backUp, TABLES } from '@countersign/postgres/backup.ts';
import { connect } from '@countersign/postgres/connect.ts';
import { type Restoring, restore } from '@countersign/postgres/restore.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import { leftIn, leftOf } from '@countersign/server/restored.ts';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { approvedWork } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';
import { SOON } from '../instruments/soon.ts';

vi.setConfig({ testTimeout: 180_000 });

const MINUTE = 60_000;
let line: Line;
let ahead = 0;
let logged = '';

beforeEach(async () => {
  ahead = 0;
  logged = '';
  line = await openLine({
    now: () => Date.now() + ahead,
    log: (text) => {
      logged += text;
    },
  });
});
afterEach(() => line.close());

async function backedUp(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-lost-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const database = connect(line.databaseUrl);
  await backUp(database, join(folder, 'record.backup'));
  await database.close();
  return join(folder, 'record.backup');
}

/** The server ends, and somebody empties its database; from a file it may come back. */
async function wiped(file?: string, restoring?: Restoring): Promise<void> {
  await line.server.stop();
  const database = connect(line.databaseUrl);
  await database.pool.query(
    `begin; set local session_replication_role = replica; truncate ${TABLES.join(', ')}; delete from pgboss.job; commit`,
  );
  if (file !== undefined) await restore(database, file, restoring);
  await database.close();
  await line.restart();
}

async function refOf(number: number): Promise<StreamRef> {
  const { id } = line.seeded.organization;
  const project = nodeId('R', line.seeded.repository.id);
  const row = await line.server.parts.register.findByNumber(`github:${id}`, project, number);
  if (!row) throw new Error(`nothing is recorded of #${number}`);
  return row.ref;
}

const readiness = async () => {
  const answer = await fetch(`${line.server.address}/readyz`);
  return { status: answer.status, text: await answer.text() };
};

const COMMENTS = 'GET /repos/:owner/:repo/issues/comments';

/** A round, while what was asked may wait. */
async function look(): Promise<void> {
  ahead += MINUTE;
  await line.server.reconcile();
}

async function round(): Promise<void> {
  await look();
  await vi.waitFor(() => line.server.idle(), SOON);
}

test('4.4: a record that was wiped is told from a new one: nothing is filed anew, checks close, and the log and /readyz say so', async () => {
  const number = await approvedWork(line);
  const file = await backedUp();
  const before = await line.state(number);
  await wiped();
  await round();
  expect(line.check(line.seeded.pull)).toMatchObject({ conclusion: 'failure' });
  expect(line.check(line.seeded.pull)?.title).toMatch(/the record was lost: #\d+ is shown here/);
  expect(await readiness()).toMatchObject({ status: 503, text: expect.stringMatching(/The record was lost.*restore/) });
  expect(logged).toMatch(/the record was lost: restore a backup/);
  // Whoever edits it now would make a draft of what was approved.
  line.as('requester').editIssue(number, { title: 'Export invoices as PDF and CSV' });
  line.as('requester').editIssue(number, { title: 'Export invoices as PDF' });
  await line.deliveries.settled();
  await expect(line.state(number)).rejects.toThrow(/nothing is recorded/);
  await wiped(file);
  await round();
  expect(await readiness()).toMatchObject({ status: 200 });
  expect(line.check(line.seeded.pull)?.conclusion).toBe('success');
  expect((await line.state(number)).stage).toBe(before.stage);
  expect(line.comments(number).filter((body) => body.includes('countersign:status'))).toHaveLength(1);
});

test('4.4: whoever writes to a record that was lost is turned away at its door, but for what only closes and can never be read again', async () => {
  const number = await approvedWork(line);
  const { tenant, project } = await refOf(number);
  await wiped();
  await round();
  const { ledger, now } = line.server.parts;
  const entry = { at: new Date(now()).toISOString(), actor: 'countersign', event: { type: 'anything' } };
  const went: string[] = [];
  for (const kind of KINDS)
    await ledger
      .append({
        ref: { tenant, project, kind, stream: `x-${kind}` },
        expected: 0,
        entries: [entry],
        jobs: [],
        cause: kind,
      })
      .then(
        () => went.push(kind),
        (error: unknown) => expect(error).toBeInstanceOf(Transient),
      );
  expect(went).toEqual(['work', 'loss']);
});

test('7.1: a restore that was cut off is finished by the server that starts on it: who was erased after the backup is named nowhere', async () => {
  const number = line.file();
  await line.settled();
  const file = await backedUp();
  expect(line.comments(number).join()).toMatch(/\brosa\b/);
  const rosa = `github:${line.world.logins.get('rosa')}`;
  const at = new Date().toISOString();
  await wiped(file, { leaving: (head) => [leftOf(head, [{ at, what: rosa }], at)] });
  await round();
  expect(logged).toMatch(/a restore that was cut off is finished/);
  const { people } = line.server.parts;
  expect((await people.recall(`github:${line.seeded.organization.id}`, [rosa])).erased).toEqual(new Set([rosa]));
  await vi.waitFor(() => expect(line.comments(number).join()).not.toMatch(/\brosa\b/), SOON);
  const database = connect(line.databaseUrl);
  expect(await leftIn(database)).toEqual([]);
  await database.close();
});

/** What the repository's own record says of what it lacks. */
async function lossesOnRecord(): Promise<readonly unknown[]> {
  const { id } = line.seeded.organization;
  const project = nodeId('R', line.seeded.repository.id);
  const entries = await line.server.parts.ledger.read(lossStream({ tenant: `github:${id}`, project }));
  return entries.map(({ event }) => event);
}

async function emptied(): Promise<void> {
  const database = connect(line.databaseUrl);
  await database.pool.query('truncate document');
  await database.close();
}

test('whoever begins anew on purpose says so, once, and that is on record', async () => {
  const number = await approvedWork(line);
  const { version } = await line.state(number);
  await wiped();
  await round();
  expect((await readiness()).status).toBe(503);
  const until = new Date(Date.now() + ahead).toISOString();
  // Another repository's word is none of ours.
  const { documents } = line.server.parts;
  await acceptLoss(documents, { until, how: 'begun-anew' }, 'acme/another');
  await round();
  expect((await readiness()).status).toBe(503);
  const { owner, repo } = { owner: line.seeded.organization.login, repo: line.seeded.repository.name };
  await acceptLoss(documents, { until, how: 'begun-anew' }, `${owner}/${repo}`.toUpperCase());
  await round();
  expect((await readiness()).status).toBe(200);
  const said = [
    { type: 'missing', label: `#${number}`, shows: version, has: 0 },
    { type: 'accepted', until, how: 'begun-anew' },
  ];
  expect(await lossesOnRecord()).toEqual(said);
  // The record alone knows it from now on.
  await emptied();
  await line.restart();
  await round();
  expect((await readiness()).status).toBe(200);
  expect(await lossesOnRecord()).toEqual(said);
  line.as('requester').editIssue(number, { title: 'Export invoices as PDF and CSV' });
  await line.settled();
  expect((await line.state(number)).stage).toBe('draft');
  expect(line.check(line.seeded.pull)?.conclusion).not.toBe('success');
});

test.each(['somebody else', 'whoever has no account any more'])(
  '4.4: a version that %s wrote into our comment is no word of ours, and closes nothing',
  async (who) => {
    const number = await approvedWork(line);
    const [shown = ''] = line.comments(number);
    const { comments } = line.seeded.repository;
    const ours = [...comments.values()].find(({ body }) => body === shown);
    const { version } = await line.state(number);
    await line.server.stop();
    const forged = shown.replace(`countersign:version ${version}`, `countersign:version ${version + 90}`);
    expect(forged).not.toBe(shown);
    line.as('owner').editComment(ours?.id ?? 0, forged);
    if (who !== 'somebody else') delete ours?.editedBy;
    await line.restart();
    await line.server.reconcile();
    await line.settled();
    expect((await readiness()).status).toBe(200);
    expect(await lossesOnRecord()).toEqual([]);
    expect(line.check(line.seeded.pull)?.conclusion).toBe('success');
  },
);

test.each([
  ['is away', { kind: 'status', status: 502 }],
  ['says no', { kind: 'status', status: 403, message: 'Resource not accessible by integration' }],
] as const)(
  '4.4: a version that somebody wrote into our comment closes every gate while GitHub %s when it is asked whose hand it was',
  async (_, fault) => {
    const number = await approvedWork(line);
    const [shown = ''] = line.comments(number);
    const ours = [...line.seeded.repository.comments.values()].find(({ body }) => body === shown);
    const { version } = await line.state(number);
    await line.server.stop();
    line
      .as('owner')
      .editComment(
        ours?.id ?? 0,
        shown.replace(`countersign:version ${version}`, `countersign:version ${version + 90}`),
      );
    const back = line.api.faults.add({ ...fault, on: 'POST /graphql' });
    await line.restart();
    line.as('developer').push('more', 'More', { 'src/more.ts': '1' }, 'main');
    const later = line
      .as('developer')
      .openPull({ title: 'More', body: `Change: #${number}`, head: 'more', base: 'main' });
    await look();
    const isOpen = () => [line.seeded.pull, later].map((one) => line.check(one)?.conclusion === 'success');
    await vi.waitFor(() => expect(isOpen()).toEqual([false, false]), SOON);
    back();
    await vi.waitFor(async () => {
      await look();
      expect(isOpen()).toEqual([true, true]);
    }, SOON);
  },
);

test('4.4: what an older version noted beside the record is brought into it', async () => {
  const number = await approvedWork(line);
  const { id } = line.seeded.organization;
  const key = { tenant: `github:${id}`, project: nodeId('R', line.seeded.repository.id), kind: 'record-lost' };
  const { documents } = line.server.parts;
  const lost = { label: `#${number}`, shows: 90, has: 4 };
  const fetchedAt = '2026-01-01T00:00:00.000Z';
  await documents.keep({ ...key, id: 'found', data: lost, fetchedAt: new Date().toISOString() });
  await documents.keep({ ...{ tenant: '', project: '', kind: 'round', id: 'accepted' }, data: fetchedAt, fetchedAt });
  await line.restart();
  await round();
  expect(await line.server.parts.documents.find({ ...key, id: 'found' })).toBeUndefined();
  // GitHub shows no such version, so nothing is missing any more.
  expect(await lossesOnRecord()).toEqual([{ type: 'missing', ...lost }, { type: 'whole' }]);
});

test('4.4: a former record is noticed by what was shown since, and nothing writes over that until somebody has it looked at again', async () => {
  const number = await approvedWork(line);
  const file = await backedUp();
  line.as('project-manager').comment(number, '/hold until the contract is signed');
  await line.settled();
  expect(line.check(line.seeded.pull)?.conclusion).not.toBe('success');
  const shown = line.comments(number)[0];
  await wiped(file);
  await look();
  const isFormer = () => {
    expect(line.check(line.seeded.pull)).toMatchObject({ conclusion: 'failure' });
    expect(line.check(line.seeded.pull)?.title).toMatch(/the record is a former one: #\d+ is shown here at version/);
  };
  isFormer();
  expect((await readiness()).text).toMatch(/reconcile --since/);
  const { version } = await line.state(number);
  const branch = line.seeded.repository.issues.get(line.seeded.pull)?.pull?.headRef ?? '';
  line.as('owner').push(branch, 'More of it', { 'src/pdf.ts': 'more' });
  await line.deliveries.settled();
  await look();
  await look();
  await vi.waitFor(isFormer, SOON);
  // Such work may have waited in the backup itself.
  const again = show(line.server.parts, { kind: 'show-change', ref: await refOf(number) });
  await expect(again).rejects.toThrow(/waits: its record was lost/);
  expect(line.comments(number)[0]).toBe(shown);
  expect((await line.state(number)).version).toBe(version);
  const now = Date.now() + ahead;
  await askSince(line.server.parts.documents, new Date(now - 3_600_000).toISOString(), new Date(now).toISOString());
  // Until all that was said since is on record, its votes are old.
  await look();
  isFormer();
  // What was said since the backup is found by reading.
  await vi.waitFor(async () => expect((await line.state(number)).held?.reason).toMatch(/contract is signed/), SOON);
  isFormer();
  await line.settled();
  await round();
  await round();
  expect((await readiness()).status).toBe(200);
  expect(line.check(line.seeded.pull)?.conclusion).not.toBe('success');
  expect(line.check(line.seeded.pull)?.title).toMatch(/contract is signed|hold/i);
});

test.each([
  ['is away', { kind: 'status', status: 502 }],
  ['says no', { kind: 'status', status: 403, message: 'Resource not accessible by integration' }],
] as const)('4.4: a loss that is known stays known while GitHub %s, and goes on being looked for', async (_, fault) => {
  await approvedWork(line);
  await wiped();
  await round();
  expect(await readiness()).toMatchObject({ status: 503, text: expect.stringMatching(/The record was lost/) });
  const back = line.api.faults.add({ ...fault, on: COMMENTS });
  const place = [...line.server.parts.places.values()].flatMap(({ text }) => (text ? [JSON.parse(text)] : []))[0];
  for (let turn = 0; turn < 2; turn += 1) {
    ahead += MINUTE;
    const asked = lostAt(line.server.parts, place).catch(() => 'away');
    // While it is asked, too.
    expect((await readiness()).status).toBe(503);
    await asked;
    expect(lostNow(line.server.parts)).toMatchObject({ has: 0 });
    expect(await lostAt(line.server.parts, place)).toMatchObject({ has: 0 });
  }
  back();
  const until = new Date(Date.now() + ahead).toISOString();
  await acceptLoss(line.server.parts.documents, { until, how: 'begun-anew' });
  await round();
  expect((await readiness()).status).toBe(200);
});

test('4.4: ours are found behind what others have said since, and a no of GitHub’s is no answer', async () => {
  const number = await approvedWork(line);
  const file = await backedUp();
  line.as('project-manager').comment(number, '/hold until the contract is signed');
  await line.settled();
  const [talked = 0] = line.seeded.requirements;
  for (let at = 0; at < 120; at += 1) line.as('developer').comment(talked, `word ${at}`);
  await line.settled();
  const back = line.api.faults.add({ kind: 'status', status: 403, message: 'Resource not accessible', on: COMMENTS });
  await wiped(file);
  await look();
  expect(line.check(line.seeded.pull)).toMatchObject({ conclusion: 'failure' });
  expect(line.check(line.seeded.pull)?.title).toMatch(/whether the record is whole is not known/);
  back();
  await look();
  expect(line.check(line.seeded.pull)?.title).toMatch(/the record is a former one/);
});

test('a record that knows all that is shown costs one question for each repository at a start', async () => {
  await approvedWork(line);
  const { length } = line.spoken;
  await line.restart();
  await line.server.reconcile();
  await line.settled();
  const asked = line.spoken
    .slice(length)
    .filter(({ method, path }) => `${method} ${path}`.endsWith('/issues/comments'));
  // The round itself reads them for what nobody told of.
  expect(asked).toHaveLength(2);
  expect((await readiness()).status).toBe(200);
});
