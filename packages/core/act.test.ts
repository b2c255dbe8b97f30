/** One command on one request, with the facts of the moment: of the project in which the request is by then (`rules.md` 5.6, 7.2). */
import { expect, test } from 'vitest';
import { authority, opened, POLICY, person, SOMEONE } from '../../test/instruments/scenario.ts';
import { ABSENCES, absenceStream } from './absence/decider.ts';
import { act } from './act.ts';
import { load } from './change/decider.ts';
import type { Facts } from './facts.ts';
import { Conflict } from './failure.ts';
import { memoryLedger } from './ledger/memory.ts';
import type { Ledger, StreamRef } from './record/port.ts';
import { folded } from './record/run.ts';

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
  erasedFiles: async () => [],
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

test('4.5: an absence that was taken back can be said again in the same words, and one that is heard twice is one', async () => {
  const ledger = memoryLedger();
  const told = async () => folded(ABSENCES, await ledger.read(absenceStream(REF.tenant, REF.project)));
  const mei = (type: 'away' | 'back', cause: string, as = 'mei') =>
    act(
      ledger,
      { ...FACTS, absences: told, authority: async () => authority(SOMEONE, { aliases: [['mei', 'mei-at-home']] }) },
      {
        ...{ ref: REF, follow: () => [], actor: person(as), cause },
        command: type === 'back' ? { type } : { type, from: '2026-11-09', until: '2026-11-20', to: person('arch') },
      },
    );
  const holding = async () => (await told()).filter(({ from, until }) => from < until);
  await act(ledger, FACTS, { ref: REF, follow: () => [], cause: 'opened', actor: person('carla'), command: opened() });
  await mei('away', '1');
  await mei('away', '1');
  expect(await holding()).toHaveLength(1);
  await mei('back', '2');
  expect(await holding()).toEqual([]);
  await mei('away', '1');
  expect(await holding()).toEqual([]);
  await mei('away', '3');
  expect(await holding()).toHaveLength(1);
  await mei('back', '2');
  expect(await holding()).toHaveLength(1);
  // Said with another account of the same human: nobody stands in for whoever is told to be back.
  await mei('back', '4', 'mei-at-home');
  expect(await holding()).toEqual([]);
  await mei('away', '5');
  await mei('back', '4', 'mei-at-home');
  expect(await holding()).toHaveLength(1);
});
