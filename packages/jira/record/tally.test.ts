/** Shows that what is counted of a project's requests is what its rows say, after any history, and that it is made again where it is lost. */
import type { ChangeRow } from '@countersign/core/change/register.ts';
import { STAGES } from '@countersign/core/change/stage.ts';
import { Conflict } from '@countersign/core/failure.ts';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { manifestEntities } from '../../../test/instruments/manifest.ts';
import { enterForge } from '../../../test/standins/forge/runtime.ts';
import { type ForgeStorage, forgeStorage as standIn } from '../../../test/standins/forge/storage.ts';
import { type Counts, cellOf } from './counts.ts';
import { forgeLedger } from './ledger.ts';
import { forgeRegister, partOf } from './register.ts';
import { forgeStorage } from './storage.ts';

let leave = (): void => {};
afterEach(() => leave());

const TENANT = 'jira:cloud';
const PROJECTS = ['10000', '10001', '10002'] as const;
const part = (project: string) => partOf({ tenant: TENANT, project });

interface Step {
  readonly project: (typeof PROJECTS)[number];
  readonly home: (typeof PROJECTS)[number] | undefined;
  readonly stream: number;
  readonly stage: (typeof STAGES)[number];
  readonly class: string | undefined;
  readonly cause: string | undefined;
}

function begin() {
  const storage = standIn(manifestEntities());
  leave = enterForge({ storage, pushed: [] });
  const ledger = forgeLedger(forgeStorage());
  const register = forgeRegister(forgeStorage());
  const versions = new Map<string, number>();
  let cause = 0;
  const write = async ({ project, home, stream, class: found, ...step }: Step) => {
    const ref = { tenant: TENANT, project, stream: String(20_000 + stream) };
    const name = `${project} ${stream}`;
    const expected = versions.get(name) ?? 0;
    cause += 1;
    const at = new Date(Date.UTC(2026, 10, 2) + cause * 1000).toISOString();
    const row: ChangeRow = {
      ...{ ref, number: stream, title: `Wish ${stream}`, stage: step.stage, items: [], work: [] },
      ...(home === undefined || home === project ? {} : { home }),
      ...(found === undefined ? {} : { class: found }),
      ...(step.cause === undefined ? {} : { cause: step.cause }),
      ...{ version: expected + 1, updatedAt: at },
    };
    const entries = [{ at, actor: 'jira:mei', event: { cause } }];
    await ledger.append({ ref, expected, entries, register: row, jobs: [], cause: `c${cause}` });
    versions.set(name, expected + 1);
  };
  return { storage, register, write };
}

type Begun = ReturnType<typeof begin>;

/** What the rows of a project say. */
async function counted({ register }: Begun, project: string): Promise<{ stages: Counts; cells: Counts }> {
  const { rows } = await register.list(TENANT, project, { limit: 100 });
  const count = (names: readonly string[]) =>
    Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, some]) => [name, some.length]));
  return { stages: count(rows.map(({ stage }) => stage)), cells: count(rows.map(cellOf)) };
}

async function held(begun: Begun, project: string): Promise<unknown> {
  const [stages] = await begun.register.tallies.stages([part(project)]);
  return { stages, cells: await begun.register.tallies.cells(part(project)) };
}

const remade = async ({ register }: Begun, project: string) =>
  register.tallies.make(part(project), async () => (await register.list(TENANT, project, { limit: 100 })).rows);

const lost = (storage: ForgeStorage) => storage.lose((key) => key.startsWith('tally:'));

const STEP: fc.Arbitrary<Step> = fc.record({
  project: fc.constantFrom(...PROJECTS),
  home: fc.constantFrom(undefined, ...PROJECTS),
  stream: fc.integer({ min: 1, max: 4 }),
  stage: fc.constantFrom(...STAGES),
  class: fc.constantFrom(undefined, 'minor', 'major'),
  cause: fc.constantFrom(undefined, 'customer', 'defect'),
});

test('7.1: after any history what is counted is what the rows say, wherever requests were moved, and so are those that are open', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(STEP, { minLength: 1, maxLength: 20 }), async (steps) => {
      const begun = begin();
      for (const step of steps) await begun.write(step);
      let open = 0;
      for (const project of PROJECTS) {
        const rows = await counted(begun, project);
        if (Object.keys(rows.cells).length > 0) expect(await held(begun, project)).toEqual(rows);
        const { rows: listed } = await begun.register.list(TENANT, project, { limit: 100 });
        open += listed.filter(({ stage }) => !['closed', 'rejected', 'withdrawn'].includes(stage)).length;
        for (const stage of STAGES)
          expect((await begun.register.inStage(TENANT, project, stage)).rows.length).toBe(rows.stages[stage] ?? 0);
      }
      expect((await begun.register.open(TENANT, { limit: 100 })).rows.length).toBe(open);
      leave();
    }),
    { numRuns: 40 },
  );
});

test('7.1: what is lost, or was never counted by an older version, is not counted wrongly, and made again of the rows', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(STEP, { minLength: 1, maxLength: 10 }),
      fc.array(STEP, { maxLength: 10 }),
      async (steps, later) => {
        const begun = begin();
        for (const step of steps) await begun.write(step);
        lost(begun.storage);
        for (const step of later) await begun.write(step);
        for (const project of PROJECTS) {
          const [stages] = await begun.register.tallies.stages([part(project)]);
          const rows = await counted(begun, project);
          // A project in which there was nothing yet is counted from the first one on.
          if (stages !== undefined) expect(await held(begun, project)).toEqual(rows);
          expect(await remade(begun, project)).toBe(true);
          expect(await held(begun, project)).toEqual(rows);
        }
        leave();
      },
    ),
    { numRuns: 30 },
  );
});

const STEP_ONE: Step = {
  project: '10000',
  home: undefined,
  stream: 1,
  stage: 'draft',
  class: undefined,
  cause: undefined,
};

test('an append while it is counted begins the counting anew, and none is counted twice', async () => {
  const begun = begin();
  await begun.write(STEP_ONE);
  await begun.write({ ...STEP_ONE, stream: 2 });
  lost(begun.storage);
  const made = await begun.register.tallies.make(part('10000'), async () => {
    const { rows } = await begun.register.list(TENANT, '10000');
    await begun.write({ ...STEP_ONE, stream: 3 });
    return rows;
  });
  expect(made).toBe(false);
  expect(await begun.register.tallies.cells(part('10000'))).toBeUndefined();
  expect(await remade(begun, '10000')).toBe(true);
  expect(await held(begun, '10000')).toEqual({ stages: { draft: 3 }, cells: { 'draft  ': 3 } });
});

test('a row that Forge answers older than it is spoils no count: it is counted anew', async () => {
  const begun = begin();
  await begun.write(STEP_ONE);
  await begun.write({ ...STEP_ONE, stage: 'submitted' });
  begun.storage.lagging.push((key) => key.startsWith('request:'));
  await begun.write({ ...STEP_ONE, stage: 'assessing' });
  expect(await begun.register.tallies.cells(part('10000'))).toBeUndefined();
  expect(await remade(begun, '10000')).toBe(true);
  expect(await held(begun, '10000')).toEqual({ stages: { assessing: 1 }, cells: { 'assessing  ': 1 } });
});

test('of two appends at once that are counted in one project none is lost', async () => {
  const begun = begin();
  await begun.write(STEP_ONE);
  const streams = [2, 3, 4, 5];
  const tried = await Promise.allSettled(
    streams.map((stream) =>
      begun.write({ ...STEP_ONE, project: stream % 2 === 0 ? '10000' : '10001', home: '10000', stream }),
    ),
  );
  for (const one of tried) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(Conflict);
  expect(await held(begun, '10000')).toEqual(await counted(begun, '10000'));
});
