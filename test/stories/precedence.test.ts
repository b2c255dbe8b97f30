/** Shows that what people write, however much, never delays the closing of a gate: GitHub's limits are kept, and closing goes first. */
import { Transient } from '@countersign/core/failure.ts';
import { ask, clientFor } from '@countersign/github/client.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { approvedWork } from '../instruments/board.ts';
import { LINKED, openGreens, POLICY_ASKED, policyForgotten } from '../instruments/greens.ts';
import { type Line, type LineOptions, openLine } from '../instruments/line.ts';
import { SOON } from '../instruments/soon.ts';

vi.setConfig({ testTimeout: 120_000 });

let line: Line;
/** Added to the server's clock, so that an hour passes in a moment. */
let ahead = 0;
afterEach(async () => {
  ahead = 0;
  await line.close();
});

const open = async (options: LineOptions = {}) => {
  line = await openLine({ ...options, limited: true, now: () => Date.now() + ahead });
};

/** Writes as talk until GitHub's limits leave no room for more. @returns how many writes there was room for. */
async function talkUntilRefused(): Promise<number> {
  const client = clientFor(await line.server.parts.installations.client(line.seeded.installation.id), 'talk');
  const { name, owner } = { name: line.seeded.repository.name, owner: line.seeded.organization.login };
  for (let written = 0; ; written += 1) {
    try {
      await ask(client, 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
        ...{ owner, repo: name, issue_number: 1, body: `${written}` },
      });
    } catch (error) {
      expect(error).toBeInstanceOf(Transient);
      return written;
    }
  }
}

test('ninety times /help by a reader, then an edit that closes the gate: the check is closed at once', async () => {
  await open();
  const number = await approvedWork(line);
  ahead += 3_600_000;
  const before = line.spoken.length;
  for (let asked = 0; asked < 90; asked += 1) line.as('customer').comment(number, '/help');
  line.as('requester').editIssue(number, { title: 'Something else' });
  await line.settled();
  expect(line.check(line.seeded.pull)?.conclusion).not.toBe('success');
  const writes = line.spoken.slice(before).filter((one) => one.method !== 'GET');
  const closing = writes.findIndex((one) => one.path.includes('/check-runs'));
  // Ninety answers are a few comments: the check is among the first writes, and not behind what forty a minute leave room for.
  expect(closing).toBeGreaterThanOrEqual(0);
  expect(closing).toBeLessThanOrEqual(12);
  expect(writes.length).toBeLessThanOrEqual(80);
});

test.each([1, 8])(
  'after all the writes of %i minutes went into talk, holding still closes the gate at once',
  async (minutes) => {
    await open();
    const number = await approvedWork(line);
    ahead += 3_600_000;
    let written = 0;
    for (let minute = 0; minute < minutes; minute += 1) {
      written += await talkUntilRefused();
      if (minute < minutes - 1) ahead += 61_000;
    }
    expect(written).toBe(Math.min(250, minutes * 40));
    line.as('project-manager').comment(number, '/hold Not now');
    await line.settled();
    expect(line.check(line.seeded.pull)?.conclusion).not.toBe('success');
    // What is only said waits: the comment still shows the state of before.
    expect(line.comments(number)[0]).not.toContain('Not now');
  },
);

test('4.4: thirty greens are closed from what is kept for closing while the policy is away and there is no room for talk', async () => {
  const greens = 30;
  await open({ policy: LINKED });
  await openGreens(line, greens);
  const conclusions = () => [...line.seeded.repository.checks.values()].map((one) => one.conclusion);
  const isGreen = () => conclusions().filter((one) => one === 'success').length;
  expect(isGreen()).toBeGreaterThanOrEqual(greens);
  ahead += 3_600_000;
  expect(await talkUntilRefused()).toBe(40);
  const before = line.spoken.length;
  const back = line.api.faults.add({ kind: 'status', status: 503, on: POLICY_ASKED });
  await policyForgotten(line);
  line.file();
  await vi.waitFor(() => expect(isGreen()).toBe(0), SOON);
  const writes = line.spoken.slice(before).filter((one) => one.method !== 'GET' && one.installation !== null);
  expect(writes.filter((one) => one.path.includes('/check-runs')).length).toBeGreaterThanOrEqual(greens);
  expect(writes.filter((one) => one.path.includes('/comments'))).toEqual([]);
  back();
});

test('a label touched by hand while there is no room for talk does not keep what is said later from closing the gate', async () => {
  await open();
  const number = await approvedWork(line);
  ahead += 3_600_000;
  await talkUntilRefused();
  line.as('project-manager').removeLabel(number, 'change-request');
  line.as('project-manager').comment(number, '/hold Not now');
  await line.settled();
  expect(line.check(line.seeded.pull)?.conclusion).not.toBe('success');
});

test('what GitHub asks to wait for binds all, and is waited for once', async () => {
  await open();
  const number = await approvedWork(line);
  ahead += 3_600_000;
  const disarm = line.api.faults.add({ kind: 'secondary-limit', retryAfterSeconds: 30, times: 1 });
  line.as('requester').comment(number, '/help');
  await line.settled();
  const before = line.spoken.length;
  line.as('project-manager').comment(number, '/hold Not now');
  await line.settled();
  expect(line.spoken.slice(before).filter((one) => one.method !== 'GET')).toEqual([]);
  disarm();
});
