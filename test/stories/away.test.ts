import { happenings } from '@countersign/core/change/decider.ts';
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import pg from 'pg';
import { afterEach, expect, test, vi } from 'vitest';
import { ASSESSMENT, type Line, openLine } from '../instruments/line.ts';
import { SOON } from '../instruments/soon.ts';

let line: Line;
afterEach(() => line.close());

const POLICY = /^GET .*\/contents\/.*countersign\.yml/;

function projectOf(of: Line) {
  return { tenant: `github:${of.seeded.organization.id}`, project: nodeId('R', of.seeded.repository.id) };
}

/** GitHub does not give the policy from now on, and what was read of it before is too old to count. @returns ends it */
async function withoutPolicy(of: Line): Promise<() => void> {
  const back = of.api.faults.add({ kind: 'status', status: 503, on: POLICY });
  await of.server.parts.documents.forget({ ...projectOf(of), kind: 'policy', id: 'current' });
  return back;
}

async function reviewed(): Promise<number> {
  const number = line.file();
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  return number;
}

async function green(): Promise<number> {
  const number = await reviewed();
  for (const role of ['project-manager', 'technical-expert', 'customer'] as const)
    line.as(role).comment(number, '/approve');
  line.as('developer').editPull(line.seeded.pull, { body: `Change: #${number}` });
  await line.settled();
  expect(line.check(line.seeded.pull)?.conclusion).toBe('success');
  return number;
}

test('4.4: a green check is closed while the policy cannot be read, whoever asked, and opened again by the same work', async () => {
  line = await openLine();
  await green();
  const back = await withoutPolicy(line);
  const other = line.file({}, 'Another wish');
  await vi.waitFor(() => expect(line.check(line.seeded.pull)).toMatchObject({ conclusion: 'failure' }), SOON);
  expect(line.check(line.seeded.pull)?.title).toMatch(/policy/i);
  back();
  await vi.waitFor(() => expect(line.check(line.seeded.pull)).toMatchObject({ conclusion: 'success' }), SOON);
  await vi.waitFor(async () => expect((await line.state(other)).stage).toBe('draft'), SOON);
});

/** How often GitHub was asked for the policy, whatever it answered. */
const asked = () => line.spoken.filter((one) => POLICY.test(`${one.method} ${one.path}`)).length;

test('4.4: a policy that is away for one try changes no check', async () => {
  line = await openLine();
  await green();
  const before = line.spoken.filter((one) => /check-runs/.test(one.path) && one.method !== 'GET').length;
  const back = await withoutPolicy(line);
  const tries = asked();
  line.file({}, 'Another wish');
  await vi.waitFor(() => expect(asked()).toBeGreaterThan(tries), SOON);
  back();
  const silent = asked();
  await vi.waitFor(async () => {
    await line.settled();
    expect(asked()).toBeGreaterThan(silent);
    expect((await line.server.inbox.pending()).count).toBe(0);
  }, SOON);
  expect(line.spoken.filter((one) => /check-runs/.test(one.path) && one.method !== 'GET').length).toBe(before);
});

test('4.4: /hold and /concern take effect while the policy is away, behind whatever waits for it', async () => {
  line = await openLine();
  const number = line.file();
  await line.settled();
  const back = await withoutPolicy(line);
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, '/triage\n/hold The customer has doubts');
  line.as('requester').comment(number, '/concern Nobody asked the auditors');
  await vi.waitFor(async () => {
    const state = await line.state(number);
    expect(state.held?.by.name).toBe('pan-wei');
    expect(state.concerns.map((one) => one.by.name)).toEqual(['rosa']);
    expect(state.stage).toBe('draft');
  }, SOON);
  back();
  await vi.waitFor(async () => expect((await line.state(number)).stage).toBe('assessing'), SOON);
  await line.settled();
  const state = await line.state(number);
  expect(state.held?.reason).toBe('The customer has doubts');
  expect(state.concerns).toHaveLength(1);
});

test.each([
  ['/release', false],
  ['/release', true],
  ['/submit', false],
])(
  '4.4: a hold that was taken before its turn outlasts %s that was said before it, and ends by what is said after it (cache emptied: %s)',
  async (before, isEmptied) => {
    line = await openLine();
    const number = line.file();
    await line.settled();
    if (before === '/release') line.as('project-manager').comment(number, '/hold Wait for the board');
    await line.settled();
    const back = await withoutPolicy(line);
    line.as('project-manager').comment(number, before);
    const told: Parameters<NonNullable<typeof line.deliveries.meddle>>[0][] = [];
    line.deliveries.meddle = (one) => {
      told.push(one);
      return [one];
    };
    line.as('project-manager').comment(number, '/hold Wait for the customer');
    line.deliveries.meddle = undefined;
    await vi.waitFor(async () => expect((await line.state(number)).held?.reason).toBe('Wait for the customer'), SOON);
    if (isEmptied) await inDatabase('truncate document, forgotten');
    back();
    await vi.waitFor(async () => {
      await line.settled();
      expect((await line.server.inbox.pending()).count).toBe(0);
    }, SOON);
    expect((await line.state(number)).held?.reason).toBe('Wait for the customer');
    // Its turn has come, so what is said from now on stands, also when it is told of once more.
    line.deliveries.meddle = (one) => [one, ...told.splice(0)];
    line.as('project-manager').comment(number, '/release');
    await line.settled();
    expect((await line.state(number)).held).toBeUndefined();
  },
);

test('4.4: of two holds of one person that were taken before their turns the one that was said last stands, each recorded once, in whatever order they are told of', async () => {
  line = await openLine();
  const number = line.file();
  await line.settled();
  const back = await withoutPolicy(line);
  // Something waits for the outside before them.
  line.as('requester').comment(number, '/submit');
  const late: Parameters<NonNullable<typeof line.deliveries.meddle>>[0][] = [];
  line.deliveries.meddle = (one) => {
    late.push(one);
    return [];
  };
  line.as('project-manager').comment(number, '/hold Wait for the board');
  line.deliveries.meddle = (one) => [one, ...late.splice(0)];
  line.as('project-manager').comment(number, '/hold Wait for the customer');
  line.deliveries.meddle = undefined;
  await vi.waitFor(async () => expect(await heldOn(number)).toHaveLength(2), SOON);
  back();
  await vi.waitFor(async () => {
    await line.settled();
    expect((await line.server.inbox.pending()).count).toBe(0);
  }, SOON);
  expect((await heldOn(number)).toSorted()).toEqual(['Wait for the board', 'Wait for the customer']);
  expect((await line.state(number)).held?.reason).toBe('Wait for the customer');
});

/** Reasons of the holds on record. */
async function heldOn(number: number): Promise<readonly string[]> {
  const { tenant, project } = projectOf(line);
  const row = await line.server.parts.register.findByNumber(tenant, project, number);
  const told = row ? happenings(await line.server.parts.ledger.read(row.ref)) : [];
  return told.flatMap(({ event }) => (event.type === 'held' ? [event.reason] : []));
}

async function inDatabase(text: string, values: readonly string[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: line.databaseUrl });
  await client.connect();
  await client.query(text, [...values]);
  await client.end();
}

/** As if its text had never been kept. */
const lost = (version: string) => inDatabase('delete from policy_text where digest = $1', [version]);

test('7.2: a version that was pinned and never kept refuses and closes with a sentence, and nothing waits behind it', async () => {
  line = await openLine();
  const number = await green();
  const version = (await line.state(number)).policy ?? '';
  const { repository } = line.seeded;
  const text = repository.commits.get(repository.refs.get('refs/heads/main') ?? '')?.files[POLICY_PATH] ?? '';
  line.as('owner').editFile(POLICY_PATH, `${text}\n# another version\n`);
  await line.settled();
  await lost(version);
  line.as('project-manager').comment(number, '/done 1');
  line.as('developer').comment(line.seeded.pull, 'hello');
  line.as('developer').editPull(line.seeded.pull, { body: `Change: #${number}\n` });
  const other = line.file({}, 'Another wish');
  line.as('requester').comment(other, '/submit');
  await line.settled();
  expect(line.answers(number).at(-1)).toMatch(/version of the policy/i);
  expect(line.check(line.seeded.pull)).toMatchObject({ conclusion: 'failure' });
  expect(line.check(line.seeded.pull)?.title).toMatch(/version of the policy/i);
  expect(line.comments(number)[0]).toMatch(/version of the policy/i);
  expect((await line.state(other)).stage).toBe('submitted');
});

test('7.2: the text of a version is kept for the whole account, whichever repository it stood in', async () => {
  line = await openLine();
  const number = await green();
  const { policy = '' } = await line.state(number);
  const { tenant } = projectOf(line);
  // Content-addressed for the whole account: whichever repository asks for this version gets this text.
  expect(await line.server.parts.texts.read(tenant, policy)).toMatchObject({
    text: expect.stringContaining('profile'),
  });
});

test('a delivery that waits for the outside holds back only its own request', async () => {
  line = await openLine();
  const first = line.file({}, 'First');
  const second = line.file({}, 'Second');
  await line.settled();
  const back = line.api.faults.add({ kind: 'status', status: 503, on: /^GET \/users\/nobody-knows/ });
  line.as('requester').comment(first, '/submit');
  line.as('project-manager').comment(first, '/triage owner @nobody-knows');
  line.as('requester').comment(first, '/withdraw no longer needed');
  line.as('requester').comment(second, '/submit');
  await vi.waitFor(async () => expect((await line.state(second)).stage).toBe('submitted'), SOON);
  expect((await line.state(first)).stage).toBe('submitted');
  back();
  await vi.waitFor(async () => expect((await line.state(first)).stage).toBe('withdrawn'), SOON);
});
