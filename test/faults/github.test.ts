import { contentDigest } from '@countersign/core/approval/facet.ts';
import { expect, test, vi } from 'vitest';
import { amid } from '../instruments/amid.ts';
import { streamBreak } from '../instruments/chain.ts';
import { seedNamed } from '../instruments/drawn.ts';
import { ASSESSMENT, type Line, openLine } from '../instruments/line.ts';
import { SOON } from '../instruments/soon.ts';
import { drawing } from './draw.ts';

const SEED = seedNamed('FAULT_SEED', Number(process.env.FC_SEED));
const RUNS = Number(process.env.FAULT_RUNS ?? 4);

/** Whoever votes has read what there is to vote on: a yes to what is not shown yet is asked for again. */
async function isShown(line: Line, number: number): Promise<void> {
  await vi.waitFor(async () => {
    await line.settled();
    // What was said before may still wait for its next try.
    expect((await line.server.inbox.pending()).count).toBe(0);
    const status = line.comments(number).find((body) => body.includes('countersign:status'));
    expect(status).toContain(contentDigest((await line.state(number)).content));
  }, SOON);
}

/** The whole line with an edit that voids, a forged label and a refused attempt; `between` runs before each act. */
async function play(line: Line, between: () => void | Promise<void>, reads = true): Promise<number> {
  const acts: (() => unknown)[] = [];
  const number = line.file();
  const say = (role: Parameters<Line['as']>[0], text: string) => acts.push(() => line.as(role).comment(number, text));
  const approve = (role: Parameters<Line['as']>[0]) =>
    acts.push(async () => {
      if (reads) await isShown(line, number);
      line.as(role).comment(number, '/approve');
    });
  acts.push(() => line.as('developer').editPull(line.seeded.pull, { body: `Change: #${number}` }));
  say('requester', '/submit');
  say('project-manager', ASSESSMENT);
  approve('technical-expert');
  say('developer', '/approve as customer');
  approve('project-manager');
  approve('customer');
  acts.push(() => line.as('project-manager').addLabel(number, 'change: approved'));
  say('project-manager', '/assess cost CNY 5,500');
  say('project-manager', '/review');
  approve('project-manager');
  approve('customer');
  for (const act of acts) {
    await between();
    await act();
    await amid(line, 5);
  }
  return number;
}

const typeOf = (entry: { readonly event: unknown }) => (entry.event as { type: string }).type;

/** Everything that an undisturbed run and a disturbed one must agree on; times, hashes and ids differ between any two. */
async function outcome(line: Line, number: number) {
  const state = await line.state(number);
  const tenant = `github:${line.seeded.organization.id}`;
  const [project = ''] = await line.server.parts.register.projects(tenant);
  const row = await line.server.parts.register.findByNumber(tenant, project, number);
  const entries = row ? await line.server.record.read(row.ref) : [];
  expect(streamBreak(entries)).toBeUndefined();
  expect(await line.server.inbox.parked()).toEqual([]);
  expect((await line.server.inbox.pending()).count).toBe(0);
  return {
    stage: state.stage,
    class: state.class,
    votes: state.votes.map(({ voter, seat, verdict, voided, replaced }) => ({
      voter: voter.name,
      seat,
      verdict,
      voided: voided?.kind,
      replaced,
    })),
    labels: [...line.labels(number)].sort(),
    check: line.check(line.seeded.pull),
    statusComments: line.comments(number).filter((body) => body.includes('countersign:status')).length,
    answers: line.comments(number).filter((body) => body.includes('countersign:reply')).length,
    // A pull request has a lane of its own: its link may come between any two events of the request.
    links: entries.filter((entry) => typeOf(entry) === 'work-linked').length,
    events: entries.map(typeOf).filter((type) => type !== 'irregularity' && type !== 'work-linked'),
  };
}

const calm = await openLine();
const expected = await (async () => {
  const number = await play(calm, () => calm.settled());
  await calm.settled();
  const found = await outcome(calm, number);
  await calm.close();
  return found;
})();

test('the undisturbed run is what the disturbed ones are held against', () => {
  expect(expected).toMatchObject({
    stage: 'implementing',
    statusComments: 1,
    answers: 1,
    check: { conclusion: 'success' },
  });
});

test.for(Array.from({ length: RUNS }, (_, run) => SEED + run))(
  'GitHub fails, resets, limits, doubles and reorders as it likes; the end is the same (FAULT_SEED=%d)',
  { timeout: 600_000 },
  async (seed) => {
    const draw = drawing(seed);
    const line = await openLine();
    try {
      const disarm: (() => void)[] = [];
      line.deliveries.meddle = (occurrence) => (draw() < 0.2 ? [occurrence, occurrence] : [occurrence]);
      const number = await play(line, async () => {
        // People act in order; what GitHub does to us in between is drawn.
        await line.settled();
        for (const one of disarm.splice(0)) one();
        const times = 1 + Math.floor(draw() * 3);
        const kind = Math.floor(draw() * 5);
        const when = draw() < 0.5 ? 'before' : 'after';
        if (kind === 0) disarm.push(line.api.faults.add({ kind: 'status', status: 502, times, when }));
        else if (kind === 1) disarm.push(line.api.faults.add({ kind: 'reset', times, when }));
        else if (kind === 2)
          disarm.push(line.api.faults.add({ kind: 'secondary-limit', retryAfterSeconds: 1, times: 1 }));
        else if (kind === 3) disarm.push(line.api.faults.add({ kind: 'delay', ms: 30, times: 5 }));
        else if (draw() < 0.3) await line.restart();
      });
      for (const one of disarm) one();
      // What GitHub refused is tried again after a while; until then nothing is lost, only late.
      await vi.waitFor(async () => {
        await line.settled();
        const found = await outcome(line, number);
        expect({ ...found, check: { ...found.check, id: 0 } }).toEqual({
          ...expected,
          check: { ...expected.check, id: 0 },
        });
      }, SOON);
    } finally {
      await line.close();
    }
  },
);

test('two servers on one record do together what one does alone: nothing twice, nothing lost, nothing stale', async () => {
  const line = await openLine({ replica: true });
  try {
    // Nobody waits for anything: both servers have work for the same request and the same commit at once.
    const number = await play(line, () => {}, false);
    await vi.waitFor(async () => {
      await line.settled();
      expect(await outcome(line, number)).toMatchObject({ statusComments: 1 });
    }, SOON);
    const found = await outcome(line, number);
    const { stage } = found;
    const gate = line.check(line.seeded.pull)?.conclusion;
    expect(gate).toBe(['approved', 'implementing'].includes(stage) ? 'success' : 'action_required');
    const checks = [...line.seeded.repository.checks.values()].filter((one) => one.name === 'Countersign');
    expect(new Set(checks.map((one) => one.headSha)).size).toBe(checks.length);
  } finally {
    await line.close();
  }
});
