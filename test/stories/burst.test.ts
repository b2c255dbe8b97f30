import { pullOf } from '@countersign/github/translate/work.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import { openPull } from '@countersign/sandbox/world/pull.ts';
import { push } from '@countersign/sandbox/world/push.ts';
import { placeOfProject } from '@countersign/server/home.ts';
import { showLater } from '@countersign/server/pull.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Line, openLine } from '../instruments/line.ts';

const GREENS = 500;
const POLICY = /^GET .*\/contents\/.*countersign\.yml/;

let line: Line;

beforeAll(async () => {
  line = await openLine({
    checked: false,
    // Work that names nothing passes here, so that five hundred greens need no five hundred approvals.
    policy: (text) => text.replace('    branches: [main]', '    branches: [main]\n    covers: linked'),
  });
  const { world, seeded, server } = line;
  const { repository, people, organization } = seeded;
  const tenant = `github:${organization.id}`;
  const place = await placeOfProject(server.parts, tenant, nodeId('R', repository.id));
  if (!place) throw new Error('the repository is not known');
  const developer = { account: people.developer, viaApp: false };
  const tell = line.deliveries.meddle;
  line.deliveries.meddle = () => [];
  for (let n = 1; n <= GREENS; n += 1) {
    const head = `work-${n}`;
    push(world, repository, developer, {
      branch: head,
      from: 'main',
      message: head,
      edits: { [`src/${n}.ts`]: `${n}` },
    });
    openPull(world, repository, developer, { title: head, head, base: 'main' });
  }
  await line.deliveries.settled();
  line.deliveries.meddle = tell;
  for (const number of repository.openPulls) {
    if (number === seeded.pull) continue;
    const issue = repository.issues.get(number);
    if (!issue?.pull) continue;
    const at = new Date(issue.pull ? world.now() : 0).toISOString();
    const seen = pullOf(
      {
        node_id: nodeId('PR', issue.id),
        number,
        title: issue.title,
        body: issue.body,
        state: 'open',
        updated_at: at,
        user: { id: people.developer.id, login: people.developer.login },
        head: { sha: issue.pull.headSha, ref: issue.pull.headRef },
        base: { sha: issue.pull.baseSha, ref: issue.pull.baseRef },
      } as Parameters<typeof pullOf>[0],
      place,
    );
    // What lies between the two commits is known: this is about writes.
    const id = `${seen.base} ${seen.baseSha}...${seen.head}`;
    await server.parts.documents.keep({
      tenant,
      project: place.project,
      kind: 'files',
      id,
      data: [`src/${number}.ts`],
      fetchedAt: at,
    });
    await server.parts.work.keep({
      tenant,
      project: place.project,
      id: seen.id,
      number,
      head: seen.head,
      open: true,
      data: JSON.parse(JSON.stringify(seen)),
      updatedAt: at,
    });
    await showLater(server.parts, place, seen.id, `seed/${number}`, seen.head);
  }
  await line.settled();
}, 180_000);

afterAll(() => line.close());

const writes = () => line.spoken.filter((one) => /\/check-runs/.test(one.path) && one.method !== 'GET');
const conclusions = () => {
  const found = new Map<string, number>();
  for (const one of line.seeded.repository.checks.values())
    found.set(String(one.conclusion), (found.get(String(one.conclusion)) ?? 0) + 1);
  return Object.fromEntries(found);
};

/** How often GitHub was asked for the policy, whatever it answered. */
const asked = () => line.spoken.filter((one) => POLICY.test(`${one.method} ${one.path}`)).length;
const SOON = { timeout: 30_000, interval: 50 };

async function forgotten(): Promise<void> {
  const { organization, repository } = line.seeded;
  const key = {
    tenant: `github:${organization.id}`,
    project: nodeId('R', repository.id),
    kind: 'policy',
    id: 'current',
  };
  await line.server.parts.documents.forget(key);
}

test(`4.4: ${GREENS} green checks and a policy that is away for one try: nothing is written`, {
  timeout: 60_000,
}, async () => {
  expect(conclusions().success).toBeGreaterThanOrEqual(GREENS);
  const before = writes().length;
  const back = line.api.faults.add({ kind: 'status', status: 503, on: POLICY });
  const tries = asked();
  await forgotten();
  line.file();
  await vi.waitFor(() => expect(asked()).toBeGreaterThan(tries), SOON);
  back();
  const silent = asked();
  await vi.waitFor(async () => {
    await line.settled();
    expect(asked()).toBeGreaterThan(silent);
    expect((await line.server.inbox.pending()).count).toBe(0);
  }, SOON);
  expect(writes().length - before).toBe(0);
});

test(`4.4: ${GREENS} green checks and a policy that stays away: each is closed once and opened once, none twice`, {
  timeout: 180_000,
}, async () => {
  const green = conclusions().success ?? 0;
  const before = writes().length;
  const back = line.api.faults.add({ kind: 'status', status: 503, on: POLICY });
  await forgotten();
  line.file();
  await vi.waitFor(() => expect(conclusions().success ?? 0).toBe(0), { timeout: 90_000, interval: 100 });
  await line.settled();
  // From here on time changes nothing: it is asked again and again, and nothing more is written.
  const closed = writes().length;
  expect(closed - before).toBe(green);
  const tries = asked();
  await vi.waitFor(() => expect(asked()).toBeGreaterThan(tries), SOON);
  await line.settled();
  expect(writes().length).toBe(closed);
  back();
  await vi.waitFor(() => expect(conclusions().success ?? 0).toBe(green), { timeout: 90_000, interval: 100 });
  await line.settled();
  expect(writes().length - before).toBe(2 * green);
  const told = new Map<string, number>();
  for (const { path } of writes().slice(before)) told.set(path, (told.get(path) ?? 0) + 1);
  expect([...told.values()].every((times) => times === 2)).toBe(true);
});
