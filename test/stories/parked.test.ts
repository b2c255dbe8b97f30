import { randomUUID } from 'node:crypto';
import type { Json } from '@countersign/core/record/port.ts';
import { show } from '@countersign/github/jobs.ts';
import { laneOf } from '@countersign/github/record/lane.ts';
import { openBoss } from '@countersign/postgres/boss.ts';
import { connect } from '@countersign/postgres/connect.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import { replayOnceUpgraded } from '@countersign/server/upgraded.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { approvedWork } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';
import { SOON } from '../instruments/soon.ts';

let line: Line;
afterEach(() => line.close());

const UNHANDLED = /an event of this work could not be handled/;

/** A delivery that lacks what GitHub promises: nobody will ever be able to handle it. @returns its GUID */
async function poison(about: Readonly<Record<string, Json>>, event = 'issues'): Promise<string> {
  const { repository, organization, installation } = line.seeded;
  const payload: Json = {
    action: 'edited',
    repository: { node_id: nodeId('R', repository.id), owner: { id: organization.id } },
    installation: { id: installation.id },
    ...about,
  };
  const guid = randomUUID();
  const receivedAt = new Date().toISOString();
  await line.server.inbox.store({ guid, event, payload, key: laneOf(payload), installation: '1', receivedAt });
  return guid;
}

async function givenUp(guid: string): Promise<void> {
  await vi.waitFor(async () => expect((await line.server.inbox.find(guid))?.outcome).toBe('parked'), SOON);
}

/** Waits until the watch has found what was given up, and all that follows is done. */
async function watched(): Promise<void> {
  const { organization, repository } = line.seeded;
  const target = { tenant: `github:${organization.id}`, project: nodeId('R', repository.id), target: 'watch' };
  await vi.waitFor(async () => {
    const noted = await line.server.parts.projections.written(target);
    expect(JSON.stringify([...noted.values()])).toContain('parked:');
  }, SOON);
  await line.settled();
}

const conclusion = () => line.check(line.seeded.pull)?.conclusion;

test.each([
  ['the request that it names', (number: number) => ({ issue: { number } })],
  ['a requirement that this touches', () => ({ issue: { number: 1 } })],
  ['the pull request itself', () => ({ pull_request: { number: line.seeded.pull } })],
  ['the repository as a whole', () => ({ label: {} })],
])('4.4: a delivery that is given up about %s closes the check until it is let go of', async (_, about) => {
  line = await openLine();
  const number = await approvedWork(line);
  const guid = await poison(about(number));
  await vi.waitFor(() => expect(line.check(line.seeded.pull)?.title).toMatch(UNHANDLED), SOON);
  expect(conclusion()).toBe('failure');
  const check = line.seeded.repository.checks.get(line.check(line.seeded.pull)?.id ?? 0);
  expect(check?.summary).toMatch(/npm run countersign -- parked/);
  // As after a crash: nothing of it is only in memory.
  await line.restart();
  await line.server.inbox.discard(guid);
  await vi.waitFor(() => expect(conclusion()).toBe('success'), SOON);
});

test('4.4: a delivery that is given up about something else closes nothing', async () => {
  line = await openLine();
  await approvedWork(line);
  const other = line.file({ items: '#2' }, 'Another wish');
  await line.settled();
  const guid = await poison({ issue: { number: other } });
  await givenUp(guid);
  await watched();
  expect(conclusion()).toBe('success');
});

test('4.4: tried again and given up again, it stays closed in between', async () => {
  line = await openLine();
  const number = await approvedWork(line);
  const guid = await poison({ issue: { number } });
  await vi.waitFor(() => expect(conclusion()).toBe('failure'), SOON);
  const { length } = line.spoken;
  await line.server.inbox.replay(guid);
  await givenUp(guid);
  await watched();
  expect(conclusion()).toBe('failure');
  expect(line.spoken.slice(length).filter((one) => /check-runs/.test(one.path) && one.method !== 'GET')).toEqual([]);
});

test('4.4: a delivery that waits for longer than a moment closes the check of its work, and opens it when it is handled', async () => {
  line = await openLine({ overdueMs: 500 });
  const number = await approvedWork(line);
  const back = line.api.faults.add({ kind: 'status', status: 503, on: /^GET \/users\/nobody-knows/ });
  line.as('project-manager').comment(number, '/condition before close @nobody-knows Hand over the manual');
  await vi.waitFor(() => expect(line.check(line.seeded.pull)?.title).toMatch(/an event of this work waits/), SOON);
  back();
  await vi.waitFor(() => expect(conclusion()).toBe('success'), SOON);
});

test('4.4: work whose check could not be judged is closed without being judged', async () => {
  line = await openLine();
  await approvedWork(line);
  const { tenant, project } = {
    tenant: `github:${line.seeded.organization.id}`,
    project: nodeId('R', line.seeded.repository.id),
  };
  const { parts } = line.server;
  const work = await parts.work.findByNumber(tenant, project, line.seeded.pull);
  const [known] = await parts.documents.list(tenant, 'account', 'place');
  await show(parts, { kind: 'shut-pull', place: known?.data as never, id: work?.id ?? '' });
  expect(line.check(line.seeded.pull)).toMatchObject({ conclusion: 'failure' });
  expect(line.check(line.seeded.pull)?.title).toMatch(UNHANDLED);
});

test('the first start of another version tries what was given up once more, and later starts of the same do not', async () => {
  line = await openLine();
  const guid = await poison({ issue: { number: 1 } });
  await givenUp(guid);
  const database = connect(line.databaseUrl);
  const boss = await openBoss(database);
  const givenUpAt = async () => (await line.server.inbox.parked())[0]?.parkedAt;
  const start = async (version: string): Promise<boolean> => {
    const before = await givenUpAt();
    await replayOnceUpgraded(line.server.parts, boss, async () => version);
    await line.settled();
    await givenUp(guid);
    return (await givenUpAt()) !== before;
  };
  try {
    expect([await start('one'), await start('one'), await start('two'), await start('two')]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  } finally {
    await boss.close();
    await database.close();
  }
});

test('what a version gives up itself is not tried once more by its own next start', async () => {
  line = await openLine();
  // Its first start is over, in which nothing was given up yet.
  await line.settled();
  const guid = await poison({ issue: { number: 1 } });
  await givenUp(guid);
  const before = await line.server.inbox.parked();
  await line.restart();
  await line.settled();
  expect(await line.server.inbox.parked()).toEqual(before);
});

test('a status comment that GitHub refuses three times in a row is shown all the same, and nobody has to ask for it', async () => {
  line = await openLine();
  const on = 'POST /repos/:owner/:repo/issues/:number/comments';
  for (const status of [404, 403, 422])
    line.api.faults.add({ kind: 'status', status, message: 'not now', on, times: 1 });
  const number = line.file();
  await vi.waitFor(() => expect(line.comments(number)).toHaveLength(1), SOON);
  await line.settled();
  expect(line.comments(number)).toHaveLength(1);
});
