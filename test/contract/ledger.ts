/** What every ledger must keep, as a plain function over whoever implements the port. */
import { Conflict } from '@countersign/core/failure.ts';
import { hashOf, origin, verifyProject } from '@countersign/core/ledger/chain.ts';
import type { Models } from '@countersign/core/record/model.ts';
import type { People } from '@countersign/core/record/people.ts';
import type { Append, Dues, Json, Ledger, RegisterRow, Rows, StreamRef } from '@countersign/core/record/port.ts';
import { describe, expect, test } from 'vitest';
import { streamBreak } from '../instruments/chain.ts';

/** A ledger under test. Each call of `open` gives an empty one or one whose tenants of other tests do not disturb. */
export interface LedgerUnderTest {
  readonly ledger: Ledger;
  readonly rows: Rows;
  readonly people: People;
  readonly dues: Dues;
  readonly models: Models;
  /** The keys of all jobs stored so far. */
  jobKeys(): Promise<readonly string[]>;
}

let tenants = 0;

/** What a change request shows; other kinds may show whatever JSON can say. */
const SHOWN = { number: 1, title: 'first', stage: 'draft', items: ['A'], work: [] };
const minuteOf = (minute: number): string => `2026-03-02T08:0${minute}:00.000Z`;
const updatedAt = minuteOf(0);

export function ledgerContract(name: string, open: () => Promise<LedgerUnderTest>): void {
  // A change request's address does not say its kind.
  describe.each([{}, { kind: 'any-other' }])(`the ledger contract: ${name}, %o`, (ofKind) => {
    const ref = (stream = 'issue-1', project = 'repo', tenant = `tenant-${++tenants}`): StreamRef => ({
      tenant,
      project,
      ...ofKind,
      stream,
    });
    const entry = (event: Json) => ({ at: '2026-03-02T08:00:00.000Z', actor: 'U_1', event });
    const append = (to: StreamRef, expected: number, events: readonly Json[], more: Partial<Append> = {}): Append => ({
      ref: to,
      expected,
      entries: events.map(entry),
      jobs: [],
      cause: `cause ${to.stream} ${expected} ${Math.random()}`,
      ...more,
    });
    const job = (key: string, data: Json = { n: 1 }) => ({ kind: 'project', key, data });

    test('a stream that does not exist is empty, and so is its project', async () => {
      const { ledger } = await open();
      const at = ref();
      expect(await ledger.read(at)).toEqual([]);
      expect(await ledger.readProject(at.tenant, at.project, 0, 10)).toEqual([]);
    });

    test('entries come back in order, chained twice, exactly as they were answered', async () => {
      const { ledger } = await open();
      const one = ref('one');
      const two = { ...one, stream: 'two' };
      const first = await ledger.append(append(one, 0, [{ a: 1 }, { a: 2 }]));
      const second = await ledger.append(append(two, 0, [{ b: 1 }]));
      const third = await ledger.append(append(one, 2, [{ a: 3 }]));
      const stream = await ledger.read(one);
      expect(stream.map(({ version }) => version)).toEqual([1, 2, 3]);
      expect(stream.map(({ event }) => event)).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }]);
      expect(stream).toEqual([...(first as []), ...(third as [])]);
      const project = await ledger.readProject(one.tenant, one.project, 0, 10);
      expect(project.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
      expect(project).toEqual([...(first as []), ...(second as []), ...(third as [])]);
      expect(streamBreak(stream)).toBeUndefined();
      expect(verifyProject(project)).toBeUndefined();
      expect(project[0]?.previous).toBe(origin);
    });

    test('a decision made on another version is a conflict and leaves nothing', async () => {
      const { ledger, jobKeys } = await open();
      const at = ref();
      await ledger.append(append(at, 0, [1]));
      for (const expected of [0, 2]) {
        const asked = append(at, expected, [2], { jobs: [job(`lost ${at.tenant}`)], cause: 'lost' });
        await expect(ledger.append(asked)).rejects.toBeInstanceOf(Conflict);
      }
      expect(await ledger.read(at)).toHaveLength(1);
      expect(await jobKeys()).not.toContain(`lost ${at.tenant}`);
      // The cause of a failed append is not spent.
      expect(await ledger.append(append(at, 1, [2], { cause: 'lost' }))).toHaveLength(1);
    });

    test('the same cause is applied once per tenant, entries and jobs alike', async () => {
      const { ledger, jobKeys } = await open();
      const at = ref();
      const key = `once ${at.tenant}`;
      const asked = append(at, 0, [1], { cause: 'delivery 1/0', jobs: [job(key)] });
      expect(await ledger.append(asked)).toHaveLength(1);
      expect(await ledger.append(asked)).toBe('repeated');
      expect(await ledger.append({ ...asked, ref: { ...at, stream: 'other' } })).toBe('repeated');
      expect(await ledger.read(at)).toHaveLength(1);
      expect((await jobKeys()).filter((found) => found === key)).toHaveLength(1);
      expect(await ledger.append({ ...asked, ref: ref() })).toHaveLength(1);
    });

    test('work that follows from no entry is stored once for its cause, and no entry with it', async () => {
      const { ledger, jobKeys } = await open();
      const at = ref();
      const key = `alone ${at.tenant}`;
      const asked = { tenant: at.tenant, jobs: [job(key, 'nul \u0000'), job(key)], cause: 'delivery 2' };
      expect(await ledger.store(asked)).toBe('stored');
      expect(await ledger.store(asked)).toBe('repeated');
      expect((await jobKeys()).filter((found) => found === key)).toHaveLength(2);
      expect(await ledger.readProject(at.tenant, at.project, 0, 10)).toEqual([]);
      expect(await ledger.store({ ...asked, tenant: `${at.tenant} too` })).toBe('stored');
    });

    test('appends and work alone have their causes in one list', async () => {
      const { ledger, jobKeys } = await open();
      const at = ref();
      const key = `list ${at.tenant}`;
      const work = (cause: string) => ledger.store({ tenant: at.tenant, jobs: [job(key)], cause });
      await work('stored first');
      expect(await ledger.append(append(at, 0, [1], { cause: 'stored first' }))).toBe('repeated');
      await ledger.append(append(at, 0, [1], { cause: 'appended first' }));
      expect(await work('appended first')).toBe('repeated');
      const answers = await Promise.all(Array.from({ length: 8 }, () => work('same')));
      expect(answers.filter((answer) => answer === 'stored')).toHaveLength(1);
      expect((await jobKeys()).filter((found) => found === key)).toHaveLength(2);
    });

    test('of many who append at once exactly one wins each version, and no number is left out', async () => {
      const { ledger } = await open();
      const streams = ['a', 'b'].map((stream) => ref(stream, 'repo', `race-${++tenants}`));
      const [a, b] = streams as [StreamRef, StreamRef];
      const shared = { ...b, tenant: a.tenant };
      const racers = Array.from({ length: 12 }, async (_, racer) => {
        const at = racer % 2 ? a : shared;
        for (let won = 0; won < 5; ) {
          const { length } = await ledger.read(at);
          try {
            await ledger.append(append(at, length, [{ racer, won }]));
            won += 1;
          } catch (error) {
            if (!(error instanceof Conflict)) throw error;
          }
        }
      });
      await Promise.all(racers);
      const all = await ledger.readProject(a.tenant, a.project, 0, 1000);
      expect(all).toHaveLength(60);
      expect(verifyProject(all)).toBeUndefined();
      for (const at of [a, shared]) expect(streamBreak(await ledger.read(at))).toBeUndefined();
    });

    test('the same cause from many at once is applied once', async () => {
      const { ledger } = await open();
      const at = ref();
      const asked = append(at, 0, [1], { cause: 'same' });
      const answers = await Promise.all(Array.from({ length: 8 }, () => ledger.append(asked)));
      expect(answers.filter((answer) => answer === 'repeated')).toHaveLength(7);
      expect(await ledger.read(at)).toHaveLength(1);
    });

    test('a project is read page by page, after a sequence, never more than asked', async () => {
      const { ledger } = await open();
      const at = ref();
      await ledger.append(append(at, 0, [1, 2, 3, 4, 5]));
      const page = (after: number, limit: number) => ledger.readProject(at.tenant, at.project, after, limit);
      expect((await page(0, 2)).map(({ event }) => event)).toEqual([1, 2]);
      expect((await page(2, 2)).map(({ event }) => event)).toEqual([3, 4]);
      expect((await page(4, 2)).map(({ event }) => event)).toEqual([5]);
      expect(await page(5, 2)).toEqual([]);
    });

    test('tenants and projects do not see each other', async () => {
      const { ledger } = await open();
      const at = ref();
      await ledger.append(append(at, 0, [1]));
      const elsewhere = { ...at, project: 'another' };
      expect(await ledger.read(elsewhere)).toEqual([]);
      expect(await ledger.append(append(elsewhere, 0, [1]))).toMatchObject([{ sequence: 1, version: 1 }]);
    });

    test('streams of two kinds with one name are two streams of one project', async () => {
      const { ledger } = await open();
      const at = ref();
      const other: StreamRef = { ...at, kind: 'yet-another' };
      const first = await ledger.append(append(at, 0, [1]));
      const second = await ledger.append(append(other, 0, ['one'], { cause: 'another' }));
      expect(await ledger.read(at)).toEqual(first);
      expect(await ledger.read(other)).toEqual(second);
      const project = await ledger.readProject(at.tenant, at.project, 0, 10);
      expect(project).toEqual([...(first as []), ...(second as [])]);
      expect(project.map((entry) => entry.ref)).toEqual([at, other]);
      expect(verifyProject(project)).toBeUndefined();
    });

    test('the newest append’s row is found by its stream, and no other kind’s', async () => {
      const { ledger, rows } = await open();
      const at = ref();
      const row = (version: number, more: object = {}): RegisterRow => ({
        ...SHOWN,
        ...more,
        ref: at,
        version,
        updatedAt,
      });
      await ledger.append(append(at, 0, [1], { register: row(1) }));
      await ledger.append(append(at, 1, [2], { register: row(2, { title: 'second' }) }));
      expect(await rows.row(at)).toEqual(row(2, { title: 'second' }));
      expect(await rows.row({ ...at, stream: 'none' })).toBeUndefined();
      expect(await rows.row({ ...at, kind: 'yet-another' })).toBeUndefined();
      // An append without a row leaves it as it is.
      await ledger.append(append(at, 2, [3]));
      expect(await rows.row(at)).toMatchObject({ version: 2 });
    });

    test('a row is not written without its append', async () => {
      const { ledger, rows } = await open();
      const at = ref();
      const asked = append(at, 1, [1], { register: { ...SHOWN, ref: at, version: 2, updatedAt } as RegisterRow });
      await expect(ledger.append(asked)).rejects.toBeInstanceOf(Conflict);
      expect(await rows.row(at)).toBeUndefined();
    });

    test('rows of one kind are listed newest change first, page by page, each once', async () => {
      const { ledger, rows } = await open();
      const at = ref();
      const write = (to: StreamRef, minute: number) => {
        const register: RegisterRow = { ...SHOWN, ref: to, version: 1, updatedAt: minuteOf(minute) };
        return ledger.append(append(to, 0, [minute], { register, cause: `${to.kind} ${to.stream}` }));
      };
      for (const minute of [3, 1, 2, 5, 4]) await write({ ...at, stream: `s${minute}` }, minute);
      await write({ ...at, kind: 'yet-another', stream: 's9' }, 9);
      const listed: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await rows.rows(at, { limit: 2, ...(cursor ? { cursor } : {}) });
        listed.push(...page.rows.map((row) => row.ref.stream));
        cursor = page.cursor;
        if (!cursor) break;
      }
      expect(listed).toEqual(['s5', 's4', 's3', 's2', 's1']);
    });

    test('any JSON value is kept to the letter, and its hash is that of the published form', async () => {
      const { ledger } = await open();
      const at = ref('流程 "1" \\ \u2028');
      const large = 'ß變更🙂'.repeat(50_000);
      const values: Json[] = [
        '變更申請 🙂',
        'nul \u0000 in text',
        '\u2028"\\/\b',
        0.1 + 0.2,
        -0,
        1e21,
        1e-7,
        null,
        [],
        {},
        { z: 1, a: { '': [true] } },
        large,
      ];
      await ledger.append(append(at, 0, values, { jobs: [job(`nul ${at.tenant}`, 'nul \u0000')] }));
      const entries = await ledger.read(at);
      expect(JSON.stringify(entries.map(({ event }) => event))).toBe(JSON.stringify(values));
      expect(entries.map(hashOf)).toEqual(entries.map(({ hash }) => hash));
      expect(streamBreak(entries)).toBeUndefined();
    });
  });
}
