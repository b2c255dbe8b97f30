/** What is due on every store: kept with the append that it follows from, fired once, late when it was missed. */
import { fireDue } from '@countersign/core/due/clock.ts';
import { Conflict } from '@countersign/core/failure.ts';
import type { DueRow, Dues, Ledger, StreamRef } from '@countersign/core/record/port.ts';
import { dueAfter, folded, run } from '@countersign/core/record/run.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BERTH, type BerthCommand } from './berth.ts';
import type { LedgerUnderTest } from './ledger.ts';

let tenants = 0;
let causes = 0;

/** Long ago, so that nothing of another test is due before it. */
const minute = (at: number): string => new Date(Date.UTC(1990, 0, 1, 0, at)).toISOString();
const late = (at: number): string => new Date(Date.UTC(1990, 0, 1, 0, at) + 1).toISOString();

export function dueContract(name: string, open: () => Promise<LedgerUnderTest>): void {
  describe(`what is due: ${name}`, () => {
    const berth = (stream = 'north'): StreamRef => ({
      tenant: `tide-${++tenants}`,
      project: 'port',
      kind: 'berth',
      stream,
    });
    const does = (ledger: Ledger, ref: StreamRef, command: BerthCommand, at: number, cause = `tide ${++causes}`) =>
      run(ledger, BERTH, {
        ref,
        command,
        cause,
        situation: async () => ({ now: minute(at), actor: { id: 'U' }, places: 3 }),
        follow: () => [],
      });
    const moor = (boat: string, until: number): BerthCommand => ({ type: 'moor', boat, until: minute(until) });
    const leave = (boat: string): BerthCommand => ({ type: 'leave', boat });
    const waiting = async (dues: Dues, ...refs: readonly StreamRef[]): Promise<readonly DueRow[]> => {
      const mine = new Set(refs.map(({ tenant }) => tenant));
      return (await dues.due(minute(10_000), 1000)).filter(({ ref }) => mine.has(ref.tenant));
    };
    const clock = ({ ledger, dues }: Pick<LedgerUnderTest, 'ledger' | 'dues'>) => ({
      ledger,
      dues,
      kinds: { berth: (...given: [Parameters<typeof folded>[1], string]) => dueAfter(BERTH, ...given) },
      jobs: ({ ref, what, at }: DueRow) => [
        { kind: 'look', key: `${ref.tenant} ${ref.stream} ${what} ${at}`, data: null },
      ],
    });
    const firedOf = async ({ jobKeys }: LedgerUnderTest, { tenant }: StreamRef) =>
      (await jobKeys()).filter((key) => key.startsWith(`${tenant} `)).map((key) => key.slice(tenant.length + 1));

    test('the next instant stands with the append, moves with the next, and goes when nothing waits any more', async () => {
      const { ledger, dues } = await open();
      const at = berth();
      await does(ledger, at, moor('Ada', 30), 0);
      expect(await waiting(dues, at)).toEqual([{ ref: at, version: 1, at: late(30), what: 'Ada' }]);
      await does(ledger, at, moor('Bea', 20), 1);
      expect(await waiting(dues, at)).toEqual([{ ref: at, version: 2, at: late(20), what: 'Bea' }]);
      await does(ledger, at, leave('Bea'), 2);
      expect(await waiting(dues, at)).toEqual([{ ref: at, version: 3, at: late(30), what: 'Ada' }]);
      await does(ledger, at, leave('Ada'), 3);
      expect(await waiting(dues, at)).toEqual([]);
    });

    test('an append that is not done, or was done before, leaves what is due as it is', async () => {
      const { ledger, dues } = await open();
      const at = berth();
      await does(ledger, at, moor('Ada', 30), 0, `once ${at.tenant}`);
      const before = await waiting(dues, at);
      const entry = { at: minute(1), actor: 'U', event: { type: 'left', boat: 'Ada' } };
      const append = { ref: at, expected: 0, entries: [entry], due: 'nothing', jobs: [] } as const;
      await expect(ledger.append({ ...append, cause: `other ${at.tenant}` })).rejects.toBeInstanceOf(Conflict);
      expect(await ledger.append({ ...append, expected: 1, cause: `once ${at.tenant}` })).toBe('repeated');
      expect(await waiting(dues, at)).toEqual(before);
    });

    test('it is found oldest first, across tenants, no later than asked and no more than asked', async () => {
      const { ledger, dues } = await open();
      const [one, two, three] = [berth(), berth(), berth('south')] as const;
      await does(ledger, one, moor('Ada', 3), 0);
      await does(ledger, two, moor('Bea', 1), 0);
      await does(ledger, three, moor('Cleo', 2), 0);
      expect((await waiting(dues, one, two, three)).map(({ what }) => what)).toEqual(['Bea', 'Cleo', 'Ada']);
      const mine = ({ ref }: DueRow) => [one, two, three].some(({ tenant }) => tenant === ref.tenant);
      expect((await dues.due(late(2), 1000)).filter(mine).map(({ what }) => what)).toEqual(['Bea', 'Cleo']);
      expect((await dues.due(minute(2), 1000)).filter(mine).map(({ what }) => what)).toEqual(['Bea']);
      expect(await dues.due(minute(10_000), 2)).toHaveLength(2);
    });

    test('of two clocks one fires, and its work is stored once', async () => {
      const opened = await open();
      const at = berth();
      await does(opened.ledger, at, moor('Ada', 30), 0);
      await does(opened.ledger, at, moor('Bea', 60), 0);
      const [row] = await waiting(opened.dues, at);
      if (!row) throw new Error('nothing is due');
      const next = { at: late(60), what: 'Bea' };
      const job = { kind: 'look', key: `${at.tenant} fired`, data: null };
      const fires = await Promise.all([1, 2].map(() => opened.dues.fire(row, next, [job])));
      expect(fires.sort()).toEqual(['fired', 'overtaken']);
      expect(await firedOf(opened, at)).toEqual(['fired']);
      expect(await waiting(opened.dues, at)).toEqual([{ ref: at, version: 2, ...next }]);
      expect(await opened.dues.fire(row, undefined, [job])).toBe('overtaken');
    });

    test('nothing is fired of a stream that has gone on since it was asked', async () => {
      const opened = await open();
      const at = berth();
      await does(opened.ledger, at, moor('Ada', 30), 0);
      const [row] = await waiting(opened.dues, at);
      if (!row) throw new Error('nothing is due');
      await does(opened.ledger, at, { type: 'moor', boat: 'Bea' }, 1);
      const job = { kind: 'look', key: `${at.tenant} fired`, data: null };
      expect(await opened.dues.fire(row, undefined, [job])).toBe('overtaken');
      expect(await firedOf(opened, at)).toEqual([]);
      expect(await waiting(opened.dues, at)).toEqual([{ ...row, version: 2 }]);
    });

    test('what was missed while no clock ran is fired late, each once; what was fired is not fired again', async () => {
      const opened = await open();
      const at = berth();
      await does(opened.ledger, at, moor('Ada', 10), 0);
      await does(opened.ledger, at, moor('Bea', 20), 0);
      await does(opened.ledger, at, moor('Cleo', 40), 0);
      await fireDue(clock(opened), minute(9), 100);
      expect(await firedOf(opened, at)).toEqual([]);
      await fireDue(clock(opened), minute(30), 100);
      await fireDue(clock(opened), minute(31), 100);
      expect((await firedOf(opened, at)).sort()).toEqual([`north Ada ${late(10)}`, `north Bea ${late(20)}`]);
      expect(await waiting(opened.dues, at)).toEqual([{ ref: at, version: 4, at: late(40), what: 'Cleo' }]);
    });

    test('a refused attempt concludes nothing: what came due before it still waits', async () => {
      const { ledger, dues } = await open();
      const at = berth();
      for (const boat of ['Ada', 'Bea', 'Cleo']) await does(ledger, at, moor(boat, 10), 0);
      await does(ledger, at, { type: 'moor', boat: 'Dot' }, 30);
      expect(await waiting(dues, at)).toEqual([{ ref: at, version: 5, at: late(10), what: 'Ada' }]);
    });

    test('replay writes it again, while the stream stands where it was replayed', async () => {
      const { ledger, dues } = await open();
      const at = berth();
      await does(ledger, at, moor('Ada', 30), 0);
      const [row] = await waiting(dues, at);
      await dues.rewrite(at, 1, undefined);
      expect(await waiting(dues, at)).toEqual([]);
      await dues.rewrite(at, 2, { at: minute(1), what: 'wrong' });
      expect(await waiting(dues, at)).toEqual([]);
      await dues.rewrite(at, 1, dueAfter(BERTH, await ledger.read(at), minute(0)));
      expect(await waiting(dues, at)).toEqual([row]);
    });

    test('in any history every instant that came is looked at once, and nothing waits that has come', async () => {
      const opened = await open();
      const { ledger, dues } = opened;
      const tide = fc.record({
        stream: fc.constantFrom('north', 'south'),
        boat: fc.constantFrom('Ada', 'Bea', 'Cleo'),
        does: fc.constantFrom('moor', 'moor', 'leave', 'look', 'clock', 'clocks'),
        passes: fc.integer({ min: 0, max: 9 }),
        stays: fc.integer({ min: 1, max: 30 }),
      } as const);
      await fc.assert(
        fc.asyncProperty(fc.array(tide, { minLength: 1, maxLength: 20 }), async (tides) => {
          const at = berth();
          let now = 0;
          const looks: string[] = [];
          // The engine looks as the queue would: once for each job.
          const look = async (): Promise<void> => {
            for (const key of (await firedOf(opened, at)).slice(looks.length)) looks.push(key);
            for (const stream of ['north', 'south'])
              await does(ledger, { ...at, stream }, { type: 'look', boat: '' }, now);
          };
          for (const { stream, boat, does: what, passes, stays } of tides) {
            now += passes;
            const ref = { ...at, stream };
            if (what === 'moor') await does(ledger, ref, moor(boat, now + stays), now);
            else if (what === 'leave' || what === 'look') await does(ledger, ref, { type: what, boat }, now);
            else {
              const clocks = what === 'clock' ? [1] : [1, 2];
              await Promise.all(clocks.map(() => fireDue(clock(opened), minute(now), 100)));
              await look();
            }
          }
          await fireDue(clock(opened), minute(now), 100);
          await look();
          expect(looks).toHaveLength(new Set(looks).size);
          for (const stream of ['north', 'south']) {
            const entries = await ledger.read({ ...at, stream });
            const { until } = folded(BERTH, entries);
            expect(Object.values(until).every((instant) => instant >= minute(now))).toBe(true);
            const rows = (await waiting(dues, at)).filter(({ ref }) => ref.stream === stream);
            const last = entries.at(-1);
            const due = last && dueAfter(BERTH, entries, minute(now));
            expect(rows.map(({ at: instant, what }) => ({ at: instant, what }))).toEqual(due ? [due] : []);
          }
        }),
        { numRuns: 20 },
      );
    });
  });
}
