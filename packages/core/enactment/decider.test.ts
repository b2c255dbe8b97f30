/** Shows that a project's record says which policy stood from when and by whom, without holding its text or anybody's name (`rules.md 7.2`). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { POLICY, person } from '../../../test/instruments/scenario.ts';
import { NOBODY } from '../content/person.ts';
import { verifyProject } from '../ledger/chain.ts';
import { memoryLedger } from '../ledger/memory.ts';
import { folded, replayed, run } from '../record/run.ts';
import { ENACTMENT, type Enactment, policyStream } from './decider.ts';
import { rolesOnRecord } from './roles.ts';

const ref = policyStream({ tenant: 't', project: 'p' });
const [first, second] = ['a'.repeat(64), 'b'.repeat(64)];
const day = (n: number): string => `2026-11-0${n}T09:00:00.000Z`;

test('7.2: a version stands from when it was put in force, and one that stands is not put in force again', async () => {
  const ledger = memoryLedger();
  const put = (version: string, now: string, by: string) =>
    run(ledger, ENACTMENT, {
      ref,
      command: { type: 'put-in-force', version },
      cause: `${now} ${version}`,
      situation: async () => ({ now, actor: { id: by } }),
      follow: () => [],
    });
  await put(first, day(1), 'jira:mei');
  await put(second, day(2), 'jira:theo');
  await put(second, day(3), 'jira:mei');
  await put(first, day(4), 'jira:mei');
  await put(first, day(4), 'jira:mei');
  const entries = await ledger.read(ref);
  expect(folded(ENACTMENT, entries)).toEqual([
    { version: first, by: 'jira:mei', at: day(1) },
    { version: second, by: 'jira:theo', at: day(2) },
    { version: first, by: 'jira:mei', at: day(4) },
  ]);
  const row = { stands: first, by: 'jira:mei', count: 3, ref, version: 3, updatedAt: day(4) };
  expect(await ledger.row(ref)).toEqual(row);
  expect(await ledger.row(ref)).toEqual(replayed(ENACTMENT, entries));
  expect(verifyProject(await ledger.readProject('t', 'p', 0, 10))).toBeUndefined();
});

const putBy = (by: string, version: string, now: string) => ({
  by,
  now,
  command: { type: 'put-in-force', version } as const,
});

async function after(acts: readonly { by: string; now: string; command: Enactment['command'] }[]) {
  const ledger = memoryLedger();
  for (const [index, { by, now, command }] of acts.entries())
    await run(ledger, ENACTMENT, {
      ...{ ref, command, cause: `act ${index}`, follow: () => [] },
      situation: async () => ({ now, actor: { id: by } }),
    });
  return { ledger, entries: await ledger.read(ref) };
}

test('5.6: a name that could not be read is bound when it can be, once, and what was bound stays', async () => {
  const roles = (accounts: string[], teamIds: string[]) => ({ asOf: day(1), holders: {}, accounts, teamIds });
  const found = (at: number, accounts: string[], teamIds: string[]) => ({
    ...putBy(NOBODY.id, first, day(at)),
    command: { type: 'put-in-force', version: first, roles: roles(accounts, teamIds) } as const,
  });
  const { entries } = await after([
    found(1, ['github:1', '?', ''], ['?']),
    found(2, ['github:8', '?', 'github:9'], ['?']),
    found(3, ['github:8', 'github:2', 'github:9'], ['?']),
    found(4, ['github:8', 'github:7', 'github:9'], ['4711']),
    found(5, ['github:8', 'github:7', 'github:9'], ['4712']),
  ]);
  expect(folded(ENACTMENT, entries)).toMatchObject([
    { version: first, at: day(1), roles: { accounts: ['github:1', 'github:2', ''], teamIds: ['4711'] } },
  ]);
  expect(entries).toHaveLength(3);
});

test('7.2: what was found to stand is nobody’s until a push tells whose it is; it stood from when it was found', async () => {
  const { entries } = await after([
    putBy(NOBODY.id, first, day(1)),
    putBy(NOBODY.id, first, day(2)),
    putBy('github:7', first, day(3)),
    putBy('github:8', first, day(4)),
  ]);
  expect(entries).toHaveLength(2);
  expect(folded(ENACTMENT, entries)).toEqual([{ version: first, by: 'github:7', at: day(1) }]);
});

test('7.2: a policy that is taken out, or is none any more, stands no longer, and can be put in force again', async () => {
  const out = (why: 'missing' | 'broken', now: string) => ({
    by: 'github:7',
    now,
    command: { type: 'taken-out', why } as const,
  });
  const never = await after([out('missing', day(1))]);
  expect(never.entries).toEqual([]);
  const { ledger, entries } = await after([
    putBy('github:7', first, day(1)),
    out('broken', day(2)),
    out('broken', day(3)),
    putBy('github:8', first, day(4)),
    out('missing', day(5)),
  ]);
  expect(folded(ENACTMENT, entries)).toEqual([
    { version: first, by: 'github:7', at: day(1), out: { why: 'broken', by: 'github:7', at: day(2) } },
    { version: first, by: 'github:8', at: day(4), out: { why: 'missing', by: 'github:7', at: day(5) } },
  ]);
  const row = { out: 'missing', by: 'github:7', count: 2, ref, version: 4, updatedAt: day(5) };
  expect(await ledger.row(ref)).toEqual(row);
});

test('7.2: the record says who held the roles, as ids, how many of them could not be read, and nobody’s name', async () => {
  const policy = {
    ...POLICY,
    roles: {
      chair: { users: ['mei', 'gone'], teams: ['harbour/board', 'harbour/hidden'], contacts: [] },
      customer: { users: [], teams: [], contacts: [{ name: 'Carla', mail: 'carla@example.com' }] },
      quality: { users: ['quinn'], teams: ['harbour/qa'], contacts: [] },
    },
  };
  const roles = rolesOnRecord(policy, {
    roles: {
      chair: { people: [person('theo'), person('mei')], unreadable: ['gone', 'harbour/hidden'] },
      customer: { people: [], unreadable: [] },
      // Nothing at all could be read.
      quality: { people: [], unreadable: ['policy'] },
    },
    aliases: [],
    asOf: day(1),
  });
  expect(roles).toEqual({
    asOf: day(1),
    holders: {
      chair: { people: [person('mei').id, person('theo').id].sort(), teams: ['harbour/board'], unread: 2, contacts: 0 },
      customer: { people: [], teams: [], unread: 0, contacts: 1 },
      quality: { people: [], teams: [], unread: 2, contacts: 0 },
    },
  });
  const command = { type: 'put-in-force', version: first, roles } as const;
  const { entries } = await after([{ by: 'github:7', now: day(2), command }]);
  expect(folded(ENACTMENT, entries)).toEqual([{ version: first, by: 'github:7', at: day(2), roles }]);
  expect(JSON.stringify(entries)).not.toMatch(/gone|hidden|Carla|example/);
});

test('7.2: after any history the row is what a replay gives, and the last thing that was put in force or taken out is what it says', async () => {
  const act = fc.record({
    by: fc.constantFrom(NOBODY.id, 'github:7', 'github:8'),
    now: fc.integer({ min: 1, max: 9 }).map(day),
    command: fc.constantFrom<Enactment['command']>(
      { type: 'put-in-force', version: first },
      { type: 'put-in-force', version: second, roles: { asOf: day(1), holders: {} } },
      { type: 'taken-out', why: 'missing' },
      { type: 'taken-out', why: 'broken' },
    ),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 12 }), async (acts) => {
      const { ledger, entries } = await after(acts);
      const row = await ledger.row(ref);
      expect(row).toEqual(replayed(ENACTMENT, entries));
      const last = acts.at(-1)?.command;
      if (last?.type === 'put-in-force') expect(row).toMatchObject({ stands: last.version });
      else if (row) expect(row).toMatchObject({ out: last?.why });
      expect(verifyProject(await ledger.readProject('t', 'p', 0, 50))).toBeUndefined();
    }),
  );
});
