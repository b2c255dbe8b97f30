import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { LINKED, openGreens, POLICY_ASKED as POLICY, policyForgotten } from '../instruments/greens.ts';
import { type Line, openLine } from '../instruments/line.ts';
import { SOON } from '../instruments/soon.ts';

const GREENS = 500;

let line: Line;

beforeAll(async () => {
  line = await openLine({
    checked: false,
    policy: LINKED,
  });
  await openGreens(line, GREENS);
}, 600_000);

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

test(`4.4: ${GREENS} green checks and a policy that is away for one try: nothing is written`, async () => {
  expect(conclusions().success).toBeGreaterThanOrEqual(GREENS);
  const before = writes().length;
  const back = line.api.faults.add({ kind: 'status', status: 503, on: POLICY });
  const tries = asked();
  await policyForgotten(line);
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
  timeout: 600_000,
}, async () => {
  const green = conclusions().success ?? 0;
  const before = writes().length;
  const back = line.api.faults.add({ kind: 'status', status: 503, on: POLICY });
  await policyForgotten(line);
  line.file();
  await vi.waitFor(() => expect(conclusions().success ?? 0).toBe(0), { timeout: 150_000, interval: 100 });
  await line.settled();
  // From here on time changes nothing: it is asked again and again, and nothing more is written.
  const closed = writes().length;
  expect(closed - before).toBe(green);
  const tries = asked();
  await vi.waitFor(() => expect(asked()).toBeGreaterThan(tries), SOON);
  await line.settled();
  expect(writes().length).toBe(closed);
  back();
  await vi.waitFor(() => expect(conclusions().success ?? 0).toBe(green), { timeout: 150_000, interval: 100 });
  await line.settled();
  expect(writes().length - before).toBe(2 * green);
  const told = new Map<string, number>();
  for (const { path } of writes().slice(before)) told.set(path, (told.get(path) ?? 0) + 1);
  expect([...told.values()].every((times) => times === 2)).toBe(true);
});
