/** What a project lacks is on record from when it is found until it is there, or is accepted (`rules.md 4.4`). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verifyProject } from '../ledger/chain.ts';
import { memoryLedger } from '../ledger/memory.ts';
import { LOSS, type Loss, lossStream } from './loss.ts';
import { folded, putOnRecord } from './run.ts';

const at = { tenant: 't', project: 'p' };
const minute = (n: number) => new Date(Date.UTC(2026, 10, 2, 9, n)).toISOString();
const lost = { label: '#3', shows: 7, has: 0 };

async function told(commands: readonly (readonly [number, Loss['command']])[]) {
  const ledger = memoryLedger();
  for (const [index, [now, command]] of commands.entries())
    await putOnRecord(ledger, LOSS, {
      ...{ ref: lossStream(at), command, cause: `c${index}` },
      situation: { now: minute(now), actor: { id: 'countersign' } },
    });
  const entries = await ledger.read(lossStream(at));
  expect(verifyProject(entries)).toBeUndefined();
  return { types: entries.map(({ event }) => (event as { type: string }).type), state: folded(LOSS, entries) };
}

test('4.4: what is found twice is missing once, and found whole it is missing no more', async () => {
  const miss = { type: 'miss', missing: lost } as const;
  const { types, state } = await told([
    [0, { type: 'find-whole' }],
    [1, miss],
    [2, miss],
    [3, { type: 'miss', missing: { ...lost, has: 2 } }],
    [4, { type: 'find-whole' }],
    [5, { type: 'find-whole' }],
  ]);
  expect(types).toEqual(['missing', 'missing', 'whole']);
  expect(state).toEqual({});
});

test('4.4: only what was found until then is accepted, and no acceptance takes an earlier one back', async () => {
  const until = fc.integer({ min: 0, max: 9 });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.boolean(), until), { maxLength: 8 }), async (acts) => {
      const { state } = await told(
        acts.map(([accepts, minutes], index) => [
          index,
          accepts
            ? { type: 'accept', until: minute(minutes), how: 'begun-anew' }
            : { type: 'miss', missing: { ...lost, shows: index + 1 } },
        ]),
      );
      const accepted = acts.flatMap(([accepts, minutes]) => (accepts ? [minutes] : []));
      const most = accepted.length === 0 ? undefined : Math.max(...accepted);
      expect(state.acceptedUntil).toBe(most === undefined ? undefined : minute(most));
      // What is accepted later than the last finding reaches it, or it stands.
      const last = acts.findLastIndex(([accepts]) => !accepts);
      let reached = acts.slice(0, last).reduce((top, [accepts, m]) => (accepts ? Math.max(top, m) : top), -1);
      let stands = last >= 0;
      for (const [accepts, minutes] of acts.slice(last + 1)) {
        if (!accepts || minutes <= reached) continue;
        reached = minutes;
        if (minutes >= last) stands = false;
      }
      expect(state.missing !== undefined).toBe(stands);
      if (stands) expect(state.missing).toMatchObject({ shows: last + 1, foundAt: minute(last) });
    }),
    { numRuns: 300 },
  );
});
