/** What the one run keeps on every store, shown with a kind of thing that only this test knows. */
import { Malformed } from '@countersign/core/failure.ts';
import { verifyProject } from '@countersign/core/ledger/chain.ts';
import { catchUp, modelJobs, rebuild } from '@countersign/core/record/model.ts';
import type { Append, Ledger, StreamRef } from '@countersign/core/record/port.ts';
import { folded, type Run, replayed, run } from '@countersign/core/record/run.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BERTH, type Berth, type BerthCommand, HARBOUR } from './berth.ts';
import type { LedgerUnderTest } from './ledger.ts';

let tenants = 0;
let causes = 0;

export function kindContract(name: string, open: () => Promise<LedgerUnderTest>): void {
  describe(`a kind of its own: ${name}`, () => {
    const berth = (stream = 'north'): StreamRef => ({
      tenant: `harbour-${++tenants}`,
      project: 'port',
      kind: 'berth',
      stream,
    });
    const now = '2026-03-02T08:00:00.000Z';
    const situation = async () => ({ now, actor: { id: 'U_harbourmaster' }, places: 3 });
    const asked = (ref: StreamRef, command: BerthCommand, more: Partial<Run<Berth>> = {}): Run<Berth> => ({
      ref,
      command,
      cause: `tide ${++causes}`,
      situation,
      follow: () => [],
      ...more,
    });
    const moor = (boat: string): BerthCommand => ({ type: 'moor', boat });
    const typesOf = async (ledger: Ledger, ref: StreamRef) =>
      (await ledger.read(ref)).map(({ event }) => (event as { type: string }).type);
    const answering: Partial<Run<Berth>> = {
      follow: ({ refusal }, _) => [{ kind: 'answer', key: `answer ${refusal}`, data: refusal ?? null }],
    };

    test('what was decided and what follows by itself is one append, with the row that the kind shows', async () => {
      const { ledger, rows } = await open();
      const at = berth();
      for (const boat of ['Ada', 'Bea']) await run(ledger, BERTH, asked(at, moor(boat)));
      const ran = await run(ledger, BERTH, asked(at, moor('Cleo')));
      expect(ran).toMatchObject({ kind: 'done', before: { isFull: false }, outcome: { state: { isFull: true } } });
      expect(await typesOf(ledger, at)).toEqual(['moored', 'moored', 'moored', 'filled']);
      const row = { boats: ['Ada', 'Bea', 'Cleo'], isFull: true, ref: at, version: 4, updatedAt: now };
      expect(await rows.row(at)).toEqual(row);
      expect(await rows.rows(at)).toEqual({ rows: [row] });
      expect(await rows.rows({ tenant: at.tenant, project: at.project })).toEqual({ rows: [] });
    });

    test('a refusal is answered once; one that goes on record stands there; one without an answer leaves nothing', async () => {
      const { ledger, jobKeys } = await open();
      const at = berth();
      const refused = asked(at, { type: 'leave', boat: 'Dot' }, answering);
      expect(await run(ledger, BERTH, refused)).toMatchObject({ outcome: { refusal: 'not-here', events: [] } });
      expect(await run(ledger, BERTH, refused)).toMatchObject({ kind: 'repeated' });
      expect((await jobKeys()).filter((key) => key === 'answer not-here').length).toBeGreaterThan(0);
      expect(await ledger.read(at)).toEqual([]);
      for (const boat of ['Ada', 'Bea', 'Cleo']) await run(ledger, BERTH, asked(at, moor(boat)));
      await run(ledger, BERTH, asked(at, moor('Dot'), answering));
      expect((await typesOf(ledger, at)).at(-1)).toBe('barged-in');
      const { length } = await ledger.read(at);
      await run(ledger, BERTH, asked(at, { type: 'leave', boat: 'Dot' }));
      expect(await ledger.read(at)).toHaveLength(length);
    });

    test('the same cause is run once, whatever stands by now', async () => {
      const { ledger } = await open();
      const at = berth();
      const once = asked(at, moor('Ada'));
      await run(ledger, BERTH, once);
      await run(ledger, BERTH, asked(at, { type: 'leave', boat: 'Ada' }));
      const state = { boats: [], isFull: false, bargedIn: 0, until: {} };
      expect(await run(ledger, BERTH, once)).toEqual({ kind: 'repeated', state });
    });

    test('taken before its turn, nothing is concluded and no refusal is stored', async () => {
      const { ledger } = await open();
      const at = berth();
      for (const boat of ['Ada', 'Bea']) await run(ledger, BERTH, asked(at, moor(boat)));
      await run(ledger, BERTH, asked(at, moor('Cleo'), { ahead: true }));
      expect((await typesOf(ledger, at)).at(-1)).toBe('moored');
      await run(ledger, BERTH, asked(at, { type: 'look', boat: '' }));
      expect((await typesOf(ledger, at)).at(-1)).toBe('filled');
      const early = asked(at, moor('Dot'), { ...answering, ahead: true });
      expect(await run(ledger, BERTH, early)).toMatchObject({ outcome: { refusal: 'full' } });
      expect((await typesOf(ledger, at)).at(-1)).toBe('filled');
      // Its cause is not spent: in its turn it is answered.
      expect(await run(ledger, BERTH, { ...early, ahead: false })).toMatchObject({ kind: 'done' });
    });

    test('of many who come at once none is lost, and each decision is made on what stood', async () => {
      const { ledger } = await open();
      const at = berth();
      await Promise.all(['Ada', 'Bea', 'Cleo', 'Dot'].map((boat) => run(ledger, BERTH, asked(at, moor(boat)))));
      expect((await typesOf(ledger, at)).sort()).toEqual(['barged-in', 'filled', 'moored', 'moored', 'moored']);
    });

    test('what the kind’s schema refuses never reaches the record, nor does another kind’s stream', async () => {
      const { ledger } = await open();
      const at = berth();
      await expect(run(ledger, BERTH, asked(at, moor('')))).rejects.toBeInstanceOf(Malformed);
      await expect(run(ledger, BERTH, asked({ ...at, kind: 'change' }, moor('Ada')))).rejects.toThrow(
        'the rules of a berth are asked about a change',
      );
      expect(await ledger.readProject(at.tenant, at.project, 0, 10)).toEqual([]);
    });

    test('after any history the rows and the read model are what replay makes of the record', async () => {
      const { ledger, rows, models } = await open();
      const ports = { ledger, models };
      const tide = fc.record({
        stream: fc.constantFrom('north', 'south'),
        type: fc.constantFrom('moor', 'leave', 'look'),
        boat: fc.constantFrom('Ada', 'Bea', 'Cleo', 'Dot'),
        catchesUp: fc.boolean(),
      } as const);
      await fc.assert(
        fc.asyncProperty(fc.array(tide, { minLength: 1, maxLength: 14 }), async (tides) => {
          const at = berth();
          const others: Append = {
            ref: { ...at, kind: 'crane' },
            expected: 0,
            entries: [{ at: now, actor: 'U', event: { type: 'moored', boat: 'no boat' } }],
            jobs: [],
            cause: `crane ${++causes}`,
          };
          await ledger.append(others);
          for (const { stream, type, boat, catchesUp } of tides) {
            await run(ledger, BERTH, asked({ ...at, stream }, { type, boat }));
            if (catchesUp) await Promise.all([1, 2].map(() => catchUp(ports, HARBOUR, at)));
          }
          for (const stream of ['north', 'south']) {
            const ref = { ...at, stream };
            const entries = await ledger.read(ref);
            expect(await rows.row(ref)).toEqual(replayed(BERTH, entries));
            expect(folded(BERTH, entries).boats.length).toBeLessThanOrEqual(3);
          }
          const harbour = { tenant: at.tenant, project: at.project, model: HARBOUR.name };
          const project = await ledger.readProject(at.tenant, at.project, 0, 1000);
          expect(await catchUp(ports, HARBOUR, at)).toBe(project.length);
          const live = await models.list(harbour, { limit: 100 });
          expect(live.asOf).toBe(project.length);
          await models.drop(harbour);
          expect(await models.list(harbour, { limit: 100 })).toEqual({ asOf: 0, rows: new Map() });
          expect(await rebuild(ports, HARBOUR, at)).toBe(project.length);
          expect(await models.list(harbour, { limit: 100 })).toEqual(live);
          expect(verifyProject(project)).toBeUndefined();
        }),
        { numRuns: 25 },
      );
    });

    test('a model follows by a job of the append, says how far it is, and goes on where it was cut off', async () => {
      const { ledger, models, jobKeys } = await open();
      const at = berth();
      const harbour = { tenant: at.tenant, project: at.project, model: HARBOUR.name };
      const follows: Partial<Run<Berth>> = { follow: () => modelJobs([HARBOUR], at) };
      await run(ledger, BERTH, asked(at, moor('Ada'), follows));
      expect(await jobKeys()).toContain('model:harbour:port');
      expect(modelJobs([HARBOUR], { ...at, kind: 'crane' })).toEqual([]);
      expect(await models.find(harbour, ['Ada'])).toEqual({ asOf: 0, rows: new Map() });
      await catchUp({ ledger, models }, HARBOUR, at);
      expect(await models.find(harbour, ['Ada', 'Bea'])).toEqual({ asOf: 1, rows: new Map([['Ada', 'north']]) });
      // Another step from where it does not stand writes nothing; what was cut off before it was written is made again.
      expect(await models.advance(harbour, 0, 9, new Map([['Ada', 'nowhere']]))).toBe(false);
      for (let boat = 0; boat < 30; boat += 1)
        await run(ledger, BERTH, asked({ ...at, stream: `b${boat}` }, moor(`boat ${boat}`)));
      let steps = 0;
      const failing = {
        ...models,
        advance: (...step: Parameters<typeof models.advance>) => {
          steps += 1;
          return steps === 2 ? Promise.reject(new Error('cut off')) : models.advance(...step);
        },
      };
      await expect(catchUp({ ledger, models: failing }, HARBOUR, at)).rejects.toThrow('cut off');
      const half = await models.list(harbour, { limit: 100 });
      expect(half.rows.size).toBe(half.asOf);
      expect(await catchUp({ ledger, models }, HARBOUR, at)).toBe(31);
      const [page, rest] = [
        await models.list(harbour, { limit: 20 }),
        await models.list(harbour, { limit: 20, after: 'boat 26' }),
      ];
      expect([page.rows.size, page.asOf, rest.rows.size]).toEqual([20, 31, 10]);
    });
  });
}
