/** Shows what a policy that GitHub does not give costs: one more try, then few askings, and no text that was read is ever lost. */
import { createHash } from 'node:crypto';
import type { FactKey, KeptFact } from '@countersign/core/kept.ts';
import { memoryTexts } from '@countersign/core/ledger/memorytexts.ts';
import { policyVersion } from '@countersign/core/policy/resolve.ts';
import { policyTemplate } from '@countersign/core/policy/template.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Reader } from '../facts/reader.ts';
import { POLICY_PATH } from '../translate/translate.ts';
import { currentPolicy, lastPolicy, pinnedPolicy, pinPolicy, policyChanged } from './policyfile.ts';

const PLACE = { tenant: 'github:1', project: 'R_1', installation: 5, owner: 'harbour', repo: 'invoices' };
const NAMES = { lead: 'pan-wei', expert: 'theo', customer: 'chen-li' };
const FIRST = policyTemplate('standard', 'en', NAMES);
const SECOND = `${FIRST}\n# another version\n`;

function github() {
  const facts = new Map<string, KeptFact>();
  const nameOf = ({ project, kind, id }: FactKey) => `${project}/${kind}/${id}`;
  const world = {
    ...{ now: 1_000_000, asked: 0, forgotten: 0, source: FIRST, pushed: FIRST, type: 'file' },
    says: undefined as object | undefined,
    /** By commit, where a test tells them apart. */
    commits: new Map<string, string>(),
  };
  const reader: Reader = {
    client: {
      async request(_, { path, ref } = {}) {
        world.asked += 1;
        if (world.says) throw Object.assign(new Error('no'), world.says);
        const bytes = Buffer.from(ref === undefined ? world.source : (world.commits.get(String(ref)) ?? world.pushed));
        if (path === POLICY_PATH)
          return { status: 200, data: { type: 'file', encoding: 'base64', content: bytes.toString('base64') } };
        const sha = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
        return { status: 200, data: [{ path: POLICY_PATH, type: world.type, sha }] };
      },
    },
    facts: {
      find: async (key) => facts.get(nameOf(key)),
      list: async (tenant, project, kind) =>
        [...facts.values()].filter((one) => one.tenant === tenant && one.project === project && one.kind === kind),
      moment: async () => String(world.forgotten),
      async keep(fact, since = String(world.forgotten)) {
        if (since !== String(world.forgotten)) return false;
        facts.set(nameOf(fact), fact);
        return true;
      },
      async forget(key) {
        world.forgotten += 1;
        for (const [name, one] of facts)
          if (one.kind === key.kind && (key.id === undefined || one.id === key.id)) facts.delete(name);
      },
    },
    texts: memoryTexts(),
    now: () => world.now,
    patient: false,
    policies: new Map(),
    away: new Map(),
  };
  const forget = () => reader.facts.forget({ ...PLACE, kind: 'policy', id: 'current' });
  return { world, reader, forget, ask: () => currentPolicy(reader, PLACE) };
}

const AWAY = { status: 503, response: { headers: {} } };

test('4.4: a policy that GitHub does not give is asked for once more within five seconds before it counts as away', async () => {
  const { world, ask } = github();
  world.says = AWAY;
  expect(await ask()).toMatchObject({ kind: 'unreadable', away: { isFirst: true } });
  world.now += 3000;
  expect(await ask()).toMatchObject({ away: { isFirst: true, retryAfterMs: 1000 } });
  expect(world.asked).toBe(1);
  world.now += 1500;
  expect(await ask()).toMatchObject({ away: { isFirst: false } });
  expect(world.asked).toBe(2);
});

test('4.4: one that is back at the second try was never away', async () => {
  const { world, ask } = github();
  world.says = AWAY;
  await ask();
  world.now += 4000;
  world.says = undefined;
  expect(await ask()).toMatchObject({ kind: 'in-force' });
});

test('five hundred who ask at once are one try, and ten minutes are few', async () => {
  const { world, ask } = github();
  world.says = AWAY;
  for (let at = 0; at < 600_000; at += 250) {
    await Promise.all(Array.from({ length: 20 }, ask));
    world.now += 250;
  }
  // Those who ask before the first answer each ask for themselves.
  expect(world.asked).toBeLessThan(20 + 60 / 4 + 540 / 15 + 2);
});

test('where GitHub names a time it is not asked before, and the gate is closed as soon as for any silence', async () => {
  const { world, ask } = github();
  world.says = { status: 403, message: 'rate limit', response: { headers: { 'retry-after': '600' } } };
  await ask();
  world.now += 4000;
  expect(await ask()).toMatchObject({ away: { isFirst: false } });
  for (let at = 0; at < 500_000; at += 5000) {
    world.now += 5000;
    await ask();
  }
  expect(world.asked).toBe(1);
  world.says = undefined;
  world.now += 120_000;
  expect(await ask()).toMatchObject({ kind: 'in-force' });
});

test('what GitHub refuses or shows as no file is no silence: it is said at once and not waited for', async () => {
  const { world, ask } = github();
  world.says = { status: 403, message: 'Resource not accessible by integration', response: { headers: {} } };
  const state = await ask();
  expect(state).toMatchObject({ kind: 'unreadable' });
  expect(state).not.toHaveProperty('away');
});

test('7.2: a version that was decided by is found though a push came before it was pinned', async () => {
  const { world, reader, forget, ask } = github();
  const state = await ask();
  if (state.kind !== 'in-force') throw new Error('not in force');
  await forget();
  world.source = SECOND;
  await ask();
  await pinPolicy(reader, PLACE, state.policy);
  expect(await pinnedPolicy(reader, PLACE, state.policy.version)).toMatchObject({ kind: 'in-force' });
  // The same text is the same version in every repository of the account: a request may move there.
  expect(await pinnedPolicy(reader, { ...PLACE, project: 'R_2' }, state.policy.version)).toMatchObject({
    kind: 'in-force',
  });
  expect(await pinnedPolicy(reader, PLACE, 'f'.repeat(64))).toMatchObject({ kind: 'unreadable', gone: 'lost' });
});

test('the last text that could be used is known while there is none, or a wrong one', async () => {
  const { world, reader, forget, ask } = github();
  await ask();
  await forget();
  world.source = 'profile: nothing like this';
  expect(await ask()).toMatchObject({ kind: 'broken' });
  expect((await lastPolicy(reader, PLACE))?.profile).toBe('standard');
});

test('7.2: soon after a push only what the pushed commit and the default branch both hold is the policy', async () => {
  const { world, reader, ask } = github();
  await ask();
  world.pushed = SECOND;
  await policyChanged(reader, PLACE, { at: 'c'.repeat(40) });
  expect(await ask()).toMatchObject({ kind: 'unreadable', away: { isFirst: true } });
  world.source = SECOND;
  world.now += 4000;
  const state = await ask();
  expect(state).toMatchObject({ kind: 'in-force', policy: { version: policyVersion(SECOND) } });
  const { asked } = world;
  world.now += 10 * 60_000;
  await ask();
  expect(world.asked).toBe(asked);
});

test('7.2: a push that is not what the default branch shows ten seconds later was forced away', async () => {
  const { world, reader, ask } = github();
  world.pushed = SECOND;
  await policyChanged(reader, PLACE, { at: 'c'.repeat(40) });
  expect(await ask()).toMatchObject({ kind: 'unreadable' });
  world.now += 10_001;
  expect(await ask()).toMatchObject({ kind: 'in-force', policy: { version: policyVersion(FIRST) } });
});

test('7.2: a push whose delivery is tried again is long past all the same: what waits behind it tells what came after', async () => {
  const { world, reader, ask } = github();
  world.pushed = SECOND;
  const tried = () => policyChanged(reader, PLACE, { at: 'c'.repeat(40) }, 'delivery-7');
  await tried();
  for (let tries = 0; tries < 3; tries += 1) {
    expect(await ask()).toMatchObject({ kind: 'unreadable' });
    world.now += 4000;
    await tried();
  }
  expect(await ask()).toMatchObject({ kind: 'in-force', policy: { version: policyVersion(FIRST) } });
});

const [A, B, C, D] = ['a', 'b', 'c', 'd'].map((one) => one.repeat(40)) as [string, string, string, string];
const THIRD = `${FIRST}\n# a third version\n`;

/** A world in which A to D are commits: the first two hold the first text, then come the second and the third. */
function pushes() {
  const of = github();
  of.world.commits = new Map([
    [A, FIRST],
    [B, FIRST],
    [C, SECOND],
    [D, THIRD],
  ]);
  const told = (before: string, after: string) =>
    policyChanged(of.reader, PLACE, { at: after, push: { before, after, by: { id: 'github:7', name: 'olga' } } });
  const stands = async () => {
    const state = await of.ask();
    return state.kind === 'in-force' ? state.policy.version : state.kind;
  };
  return { ...of, told, stands };
}

test('7.2: an older push that is told of after a newer one does not set the reading back, though a copy of GitHub has not heard of either', async () => {
  const { world, told, stands } = pushes();
  await told(B, C);
  await told(A, B);
  // The branch is shown as it was before the newer push.
  world.source = FIRST;
  expect(await stands()).toBe('unreadable');
  world.source = SECOND;
  world.now += 4000;
  expect(await stands()).toBe(policyVersion(SECOND));
});

test('7.2: an older push that is told of minutes late holds up nothing', async () => {
  const { world, told, stands } = pushes();
  world.source = SECOND;
  await told(B, C);
  expect(await stands()).toBe(policyVersion(SECOND));
  world.now += 5 * 60_000;
  await told(A, B);
  expect(await stands()).toBe(policyVersion(SECOND));
});

test('7.2: of two pushes between which others were not told of, neither is believed until both hold what the branch shows, or ten seconds are over', async () => {
  const { world, told, stands } = pushes();
  await told(C, D);
  await told(A, B);
  world.source = FIRST;
  expect(await stands()).toBe('unreadable');
  world.source = THIRD;
  world.now += 4000;
  expect(await stands()).toBe('unreadable');
  world.now += 10_001;
  expect(await stands()).toBe(policyVersion(THIRD));
});

test('7.2: a branch that was forced back and told of in either order is read once it is at rest', async () => {
  for (const order of [
    [B, C],
    [C, B],
  ] as const) {
    const { world, told, stands } = pushes();
    await told(order[0], order[1]);
    await told(order[1], order[0]);
    world.source = FIRST;
    expect(await stands()).toBe('unreadable');
    world.now += 10_001;
    expect(await stands()).toBe(policyVersion(FIRST));
  }
});

test('7.2: whatever the order in which pushes are told of, no text but the newest stands while copies of GitHub may show another', async () => {
  const line = [A, B, C, D].map((at, index, all) => ({ before: all[index - 1] ?? '9'.repeat(40), at }));
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(line, { minLength: 4, maxLength: 4 }),
      fc.array(fc.constantFrom(FIRST, SECOND, THIRD), { minLength: 1, maxLength: 3 }),
      async (order, shown) => {
        const { world, told, stands } = pushes();
        for (const { before, at } of order) await told(before, at);
        for (const source of shown) {
          world.source = source;
          expect([policyVersion(THIRD), 'unreadable']).toContain(await stands());
          world.now += 2500;
        }
        world.source = THIRD;
        world.now += 20_000;
        expect(await stands()).toBe(policyVersion(THIRD));
      },
    ),
    { numRuns: 60 },
  );
});

test('7.2: what is a symbolic link in its folder is no policy, whatever GitHub gives for it', async () => {
  const { world, ask } = github();
  world.type = 'symlink';
  expect(await ask()).toMatchObject({ kind: 'broken', problems: [expect.stringContaining('symbolic link')] });
});
