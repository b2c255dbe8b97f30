/** One command on one request, with the facts of the moment: of the project in which the request is by then (`rules.md` 5.6, 7.2). */
import { expect, test } from 'vitest';
import { authority, opened, POLICY, person, SOMEONE } from '../../test/instruments/scenario.ts';
import { act } from './act.ts';
import { load } from './change/decider.ts';
import type { Facts } from './facts.ts';
import { Conflict } from './failure.ts';
import { memoryLedger } from './ledger/memory.ts';
import type { Ledger, StreamRef } from './record/port.ts';

const REF: StreamRef = { tenant: 'github:1', project: 'A', stream: 'I_1' };

/** In both projects policies of the same words stand; who holds roles by them is told by project. */
const FACTS: Facts = {
  now: () => '2026-11-02T09:00:00.000Z',
  policy: async (home = 'A') => ({ kind: 'in-force', policy: { ...POLICY, version: `policy of ${home}` } }),
  pinned: async (version) => ({ kind: 'in-force', policy: { ...POLICY, version } }),
  pin: async () => {},
  authority: async ({ version }) => authority(version === 'policy of A' ? SOMEONE : { chair: ['other'] }),
  items: async () => new Map(),
  asRecorded: async () => 'yes',
  request: async () => undefined,
  overdueReviews: async () => [],
  absences: async () => [],
};

test('5.6: what was decided by the policy of a project that the request leaves at the same moment is not recorded', async () => {
  const ledger = memoryLedger();
  const follow = () => [];
  const asked = { ref: REF, cause: 'opened', follow };
  await act(ledger, FACTS, { ...asked, actor: person('carla'), command: opened() });
  await act(ledger, FACTS, {
    ...asked,
    actor: person('mei'),
    command: { type: 'hold', reason: 'Wait' },
    cause: 'held',
  });
  const to = { project: 'B' };
  const rehome = { type: 'rehome', from: { project: 'A', name: 'a' }, to, label: '#1', address: 'https://b' } as const;
  let reads = 0;
  /** The move is put on record between what the policy is asked for and what the command is decided on. */
  const racing: Ledger = {
    ...ledger,
    async read(ref) {
      reads += 1;
      if (reads === 2) await act(ledger, FACTS, { ...asked, actor: person('mover'), command: rehome, cause: 'moved' });
      return ledger.read(ref);
    },
  };
  const release = {
    ref: REF,
    cause: 'released',
    follow,
    actor: person('chair'),
    command: { type: 'release' },
  } as const;
  await expect(act(racing, FACTS, release)).rejects.toThrow(Conflict);
  expect((await load(ledger, REF))?.held).toBeDefined();
  const ran = await act(ledger, FACTS, release);
  expect(ran.kind === 'done' && ran.outcome.refusal?.code).toBe('needs-role');
});
