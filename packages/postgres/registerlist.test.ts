/** Shows that the list and its figures are what the rows say, whatever is asked of them and however they came about. */
import type { ChangeRow, ChangeShown } from '@countersign/core/change/register.ts';
import {
  type Measuring,
  REGISTER_SORTS,
  type Register,
  type RegisterFilter,
  type RegisterSort,
  WITHOUT,
  type Within,
} from '@countersign/core/change/registerport.ts';
import { isOpen, STAGES } from '@countersign/core/change/stage.ts';
import { CAUSE_CODES } from '@countersign/core/content/request.ts';
import { Malformed } from '@countersign/core/failure.ts';
import { CLASSES } from '@countersign/core/impact/class.ts';
import { folded } from '@countersign/core/text/find.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Boss, openBoss } from './boss.ts';
import { connect, type Database } from './connect.ts';
import { postgresPeople } from './people.ts';
import { postgresRegister } from './register.ts';
import { temporaryDatabase } from './temporary.ts';

let place: Awaited<ReturnType<typeof temporaryDatabase>>;
let database: Database;
let boss: Boss;
let register: Register;

beforeAll(async () => {
  place = await temporaryDatabase();
  database = connect(place.url);
  boss = await openBoss(database);
  register = postgresRegister(database);
});

afterAll(async () => {
  await boss.close();
  await database.close();
  await place.drop();
});

const HOMES = ['p', 'q', 'r'];
const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString();
const TITLES = ['Export invoices', '发票导出为 PDF', '需求变更：登录', 'Sign in by mail', '100% 折扣', ''];

/** Without what may be missing, as a row has it. */
const drop = <Full extends object>(one: { readonly [Key in keyof Full]?: Full[Key] | undefined }): Full =>
  Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)) as Full;

const shown = fc
  .record({
    number: fc.integer({ min: 1, max: 30 }),
    title: fc.constantFrom(...TITLES),
    home: fc.constantFrom(undefined, ...HOMES),
    stage: fc.constantFrom(...STAGES),
    class: fc.constantFrom(undefined, ...CLASSES),
    cause: fc.constantFrom(undefined, ...CAUSE_CODES.slice(0, 3)),
    owner: fc.constantFrom(undefined, 'github:1', 'github:2'),
    due: fc.option(fc.integer({ min: 0, max: 60 }).map(day), { nil: undefined }),
    opened: fc.integer({ min: 0, max: 60 }).map(day),
    cost: fc.option(
      fc.record({ minor: fc.integer({ min: -500, max: 500 }), currency: fc.constantFrom('CNY', 'USD') }),
      { nil: undefined },
    ),
    days: fc.option(
      fc.integer({ min: -20, max: 40 }).map((half) => half / 2),
      { nil: undefined },
    ),
  })
  .map((one) => drop<Omit<ChangeShown, 'items' | 'work'>>(one));

const history = fc.array(
  fc.record({
    stream: fc.integer({ min: 1, max: 14 }).map((n) => `s${n}`),
    project: fc.constantFrom(...HOMES.slice(0, 2)),
    shown,
  }),
  { minLength: 5, maxLength: 30 },
);

const within = fc.option(
  fc
    .record({
      from: fc.option(fc.integer({ min: 0, max: 60 }).map(day), { nil: undefined }),
      before: fc.option(fc.integer({ min: 0, max: 60 }).map(day), { nil: undefined }),
    })
    .map((one) => drop<Within>(one)),
  { nil: undefined },
);
const some = <One extends string>(...all: readonly One[]) =>
  fc.option(fc.subarray([...all], { minLength: 1 }), { nil: undefined });
const filters = fc
  .record({
    stages: some(...STAGES),
    classes: some(...CLASSES, WITHOUT),
    causes: some(...CAUSE_CODES.slice(0, 3), WITHOUT),
    owner: fc.constantFrom(undefined, undefined, 'github:1', WITHOUT),
    currency: fc.constantFrom(undefined, undefined, 'CNY'),
    due: fc.constantFrom(undefined, undefined).chain((none) => (none === undefined ? within : fc.constant(none))),
    opened: within,
    asks: fc.constantFrom(undefined, undefined, undefined, 'github:7'),
    text: fc.constantFrom(undefined, undefined, undefined, '发票', '导', 'nvoic', 'PDF 导出', 'si', '%'),
  })
  .map((one) => drop<RegisterFilter>(one));

const inside = (at: string | undefined, { from, before }: Within): boolean =>
  (from === undefined && before === undefined) ||
  (at !== undefined && (from === undefined || at >= from) && (before === undefined || at < before));

const among = (value: string | undefined, all: readonly string[]) => all.includes(value ?? WITHOUT);

function fits(row: ChangeRow, asked: readonly string[], filter: RegisterFilter): boolean {
  const { stages, classes, causes, owner, currency, due, opened, asks, text } = filter;
  return (
    (!stages || stages.includes(row.stage)) &&
    (!classes || among(row.class, classes)) &&
    (!causes || among(row.cause, causes)) &&
    (owner === undefined || (row.owner ?? WITHOUT) === owner) &&
    (currency === undefined || row.cost?.currency === currency) &&
    (!due || inside(row.due, due)) &&
    (!opened || inside(row.opened, opened)) &&
    (asks === undefined || asked.includes(row.ref.stream)) &&
    (text === undefined || holds(row.title, text))
  );
}

/** One or two Latin letters are looked for where a word begins. */
function holds(title: string, question: string): boolean {
  const letters = folded(title);
  const words = folded(question).split(' ');
  if (words.every((word) => word === '%')) return false;
  return words.every((word) => (word === 'si' ? / si|^si/.test(letters) : letters.includes(word)));
}

const KEYS: Readonly<Record<RegisterSort, (row: ChangeRow) => readonly (string | number)[] | undefined>> = {
  updated: (row) => [row.updatedAt],
  number: (row) => [row.number],
  title: (row) => [row.title.toLowerCase()],
  stage: (row) => [(STAGES as readonly string[]).indexOf(row.stage)],
  class: (row) => (row.class ? [(CLASSES as readonly string[]).indexOf(row.class)] : undefined),
  cause: (row) => (row.cause ? [row.cause] : undefined),
  owner: (row) => (row.owner ? [row.owner] : undefined),
  cost: (row) => (row.cost ? [row.cost.currency, row.cost.minor] : undefined),
  days: (row) => (row.days === undefined ? undefined : [row.days]),
  due: (row) => (row.due === undefined ? undefined : [row.due]),
};

/** In the order that was asked for: what has none of it last. Letters stand as the database sorts them, so titles are only compared when equal. */
function isInOrder(rows: readonly ChangeRow[], sort: RegisterSort, descending: boolean): boolean {
  return rows.every((row, at) => {
    const next = rows[at + 1];
    if (!next || sort === 'title') return true;
    const [one, other] = [KEYS[sort](row), KEYS[sort](next)];
    if (!one || !other) return !other;
    for (const [index, key] of one.entries()) {
      const than = other[index];
      if (key === than || than === undefined) continue;
      return key < than !== descending;
    }
    return true;
  });
}

const MEASURING: Measuring = {
  ages: [day(45).slice(0, 10), day(30).slice(0, 10), day(10).slice(0, 10)],
  dues: [{ before: day(20) }, { from: day(20), before: day(27) }],
};

const counts = (all: readonly string[]) => {
  const found = new Map<string, number>();
  for (const one of all) found.set(one, (found.get(one) ?? 0) + 1);
  return new Map([...found].toSorted());
};

let tenants = 0;

test('whatever is asked of the rows that histories leave, list and figures say what the rows say', async () => {
  await fc.assert(
    fc.asyncProperty(
      history,
      fc.array(fc.tuple(filters, fc.constantFrom(...REGISTER_SORTS), fc.boolean(), fc.subarray(HOMES)), {
        minLength: 3,
        maxLength: 6,
      }),
      fc.integer({ min: 1, max: 5 }),
      async (acts, questions, limit) => {
        const tenant = `listed-${++tenants}`;
        const rows = new Map<string, ChangeRow>();
        const asked: string[] = [];
        for (const [at, { stream, project, shown: what }] of acts.entries()) {
          const ref = { tenant, project, stream: `${project}-${stream}` };
          const version = (rows.get(ref.stream)?.version ?? 0) + 1;
          const row: ChangeRow = { ...what, items: [], work: [], ref, version, updatedAt: day(at) };
          await register.rewrite(row, row.title);
          rows.set(ref.stream, row);
          if (at % 3 === 0) {
            await register.noteAsked(ref, ['github:7', 'github:8']);
            asked.push(ref.stream);
          }
        }
        for (const [filter, sort, descending, homes] of questions) {
          // What is looked up is put in order at once, or asked of each row in turn: it is the same.
          const lists = postgresRegister(database, limit % 2 === 0 ? 2 : undefined);
          const expected = [...rows.values()].filter(
            (row) => homes.includes(row.home ?? row.ref.project) && fits(row, asked, filter),
          );
          const seen: ChangeRow[] = [];
          let cursor: string | undefined;
          let last: string | undefined;
          do {
            const page = await lists.list(tenant, homes, filter, {
              ...{ sort, descending, limit },
              ...(cursor === undefined ? {} : { cursor }),
            });
            if (cursor !== undefined && page.rows.length > 0) last = page.previous;
            seen.push(...page.rows);
            cursor = page.next;
          } while (cursor !== undefined);
          expect(new Set(seen.map(({ ref }) => ref.stream)).size).toBe(seen.length);
          expect(seen.map(({ ref }) => ref.stream).toSorted()).toEqual(
            expected.map(({ ref }) => ref.stream).toSorted(),
          );
          for (const row of seen) expect(row).toEqual(rows.get(row.ref.stream));
          expect(isInOrder(seen, sort, descending)).toBe(true);
          // Back from the last page to the one before it.
          if (last !== undefined) {
            const back = await lists.list(tenant, homes, filter, { sort, descending, limit, cursor: last });
            const from = Math.floor((seen.length - 1) / limit) * limit;
            expect(back.rows).toEqual(seen.slice(Math.max(0, from - limit), from));
          }
          const figures = await register.figures(tenant, homes, filter, MEASURING);
          const open = expected.filter((row) => isOpen(row.stage));
          const age = ({ opened = '' }: ChangeRow) => MEASURING.ages.filter((one) => opened < one).length;
          const sums = counts(expected.flatMap((row) => row.cost?.currency ?? []));
          expect({
            ...figures,
            stages: new Map([...figures.stages].toSorted()),
            causes: new Map([...figures.causes].toSorted()),
            classes: new Map([...figures.classes].toSorted()),
            costs: figures.costs.toSorted((one, other) => (one.sum.currency < other.sum.currency ? -1 : 1)),
          }).toEqual({
            total: expected.length,
            more: false,
            stages: counts(expected.map(({ stage }) => stage)),
            causes: counts(expected.map(({ cause = '' }) => cause)),
            classes: counts(expected.map((row) => row.class ?? '')),
            costs: [...sums].map(([currency, count]) => ({
              count,
              sum: {
                currency,
                minor: expected.reduce((sum, { cost }) => sum + (cost?.currency === currency ? cost.minor : 0), 0),
              },
            })),
            days: {
              sum: expected.reduce((sum, { days = 0 }) => sum + days, 0),
              count: expected.filter(({ days }) => days !== undefined).length,
            },
            ages: [0, 1, 2, 3].map((n) => open.filter((row) => age(row) === n).length),
            dues: MEASURING.dues.map(
              (span) => expected.filter(({ due }) => due !== undefined && inside(due, span)).length,
            ),
          });
        }
      },
    ),
    { numRuns: 25 },
  );
});

test('what is kept counted is what counting anew gives', async () => {
  const kept = async () => [
    (await database.pool.query('select * from register_cell where count <> 0 order by 1, 2, 3, 4, 5, 6')).rows,
    (await database.pool.query('select * from register_age where count <> 0 order by 1, 2, 3, 4')).rows,
  ];
  const before = (await kept()).map((rows) =>
    rows.map((row) => ({ ...row, cost: Number(row.cost), days: Number(row.days) })),
  );
  await database.pool.query('select count_register_anew()');
  const anew = (await kept()).map((rows) =>
    rows.map((row) => ({ ...row, cost: Number(row.cost), days: Number(row.days) })),
  );
  expect(before).toEqual(anew);
});

test.each([
  '',
  'x',
  'W10',
  Buffer.from('["next","number",false,0,["1; drop table register"],"s"]').toString('base64url'),
])('a place that no page gave, %j, is refused or finds nothing wrong', async (cursor) => {
  await expect(register.list('t', ['p'], {}, { sort: 'updated', cursor })).rejects.toThrow(Malformed);
});

test('owners are found and named as they were named last; of whoever was erased the name is gone', async () => {
  const ref = { tenant: 'owned', project: 'p', stream: 's' };
  const row = { number: 1, title: '', stage: 'draft', items: [], work: [], version: 1, updatedAt: day(1) };
  for (const [at, owner] of ['github:3', 'github:4', 'github:3'].entries())
    await register.rewrite({ ...row, owner, ref: { ...ref, stream: `s${at}` } } as ChangeRow);
  const people = postgresPeople(database);
  await people.seal('owned', [{ id: 'github:3', name: 'old' }]);
  await people.seal('owned', [
    { id: 'github:3', name: 'new' },
    { id: 'github:4', name: 'gone' },
  ]);
  await people.erase('owned', 'github:4');
  expect(await register.owners('owned', ['p', 'q'])).toEqual(['github:3', 'github:4']);
  expect(await register.called('owned', ['github:3', 'github:4'])).toEqual(new Map([['github:3', 'new']]));
});
