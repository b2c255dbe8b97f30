/** A long outage: what people said at its beginning is on record at its end, in their order, however much happened elsewhere meanwhile. `OUTAGE=2500` for a longer one. */
import { expect, test, vi } from 'vitest';
import { ASSESSMENT, type Line, openLine } from '../instruments/line.ts';

const ELSEWHERE = Number(process.env.OUTAGE ?? 300);
const BOARD = ['technical-expert', 'customer', 'project-manager'] as const;
const VOTERS = ['theo', 'chen-li', 'pan-wei'];

vi.setConfig({ testTimeout: 120_000 + ELSEWHERE * 500 });

async function reviewed(line: Line): Promise<number> {
  const number = line.file();
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  expect((await line.state(number)).stage).toBe('in-review');
  return number;
}

/** Rounds until nothing is owed. @returns how long that took, in milliseconds */
async function caughtUp(line: Line, number: number): Promise<number> {
  const from = performance.now();
  await vi.waitFor(
    async () => {
      await line.server.reconcile();
      await line.settled();
      expect((await line.server.inbox.pending()).count).toBe(0);
      expect((await line.state(number)).votes).toHaveLength(3);
    },
    { timeout: 60_000 + ELSEWHERE * 400, interval: 50 },
  );
  return performance.now() - from;
}

test(`three votes before ${ELSEWHERE} comments elsewhere, while the app is off, count in the order in which they were cast`, async () => {
  const line = await openLine({ checked: false });
  try {
    const number = await reviewed(line);
    await line.server.stop();
    for (const role of BOARD) line.as(role).comment(number, '/approve');
    for (let at = 0; at < ELSEWHERE; at += 1) line.as('developer').comment(1, `note ${at}`);
    await line.deliveries.settled();
    await line.restart();
    const took = await caughtUp(line, number);
    console.info(`${ELSEWHERE + 3} missed deliveries were caught up with in ${Math.round(took)} ms`);
    const { stage, votes } = await line.state(number);
    expect({ stage, voters: votes.map(({ voter }) => voter.name) }).toEqual({ stage: 'approved', voters: VOTERS });
    const asked = line.deliveries.list().filter((one) => one.redelivery);
    expect(new Set(asked.map((one) => one.guid)).size).toBe(asked.length);
  } finally {
    await line.close();
  }
});
