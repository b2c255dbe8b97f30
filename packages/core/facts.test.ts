import { expect, test } from 'vitest';
import { approve, inReview, opened, POLICY, scenario } from '../../test/instruments/scenario.ts';
import { type Facts, policyFor } from './facts.ts';
import type { PolicyState } from './gate/merge.ts';

const FREEZE = {
  from: '2026-12-20T00:00:00.000Z',
  to: '2027-01-05T00:00:00.000Z',
  stages: ['merge' as const],
  reason: 'year’s end',
};
const inForce = (version: string, freezes: (typeof FREEZE)[] = []): PolicyState => ({
  kind: 'in-force',
  policy: { ...POLICY, version, freezes },
});

/** While another stands. */
const beside = (version: string, freezes: (typeof FREEZE)[] = []) => ({
  ...inForce(version, freezes),
  current: { ...POLICY, version: 'policy-2', freezes },
});

function facts(current: PolicyState, pinned: PolicyState): Facts {
  return { policy: async () => current, pinned: async () => pinned } as unknown as Facts;
}

test('7.2: a request stays under the policy that it was put before its board with, until it is decided anew', async () => {
  const now = facts(inForce('policy-2'), inForce('policy-1'));
  const draft = scenario();
  draft.when('carla', opened());
  expect(await policyFor(now, draft.state())).toEqual(inForce('policy-2'));
  const play = inReview();
  expect(await policyFor(now, play.state())).toEqual(beside('policy-1'));
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  expect(await policyFor(now, play.state())).toEqual(beside('policy-1'));
});

test('6.1: a freeze of the current policy binds requests that are decided under an older one', async () => {
  const now = facts(inForce('policy-2', [FREEZE]), inForce('policy-1'));
  expect(await policyFor(now, inReview().state())).toEqual(beside('policy-1', [FREEZE]));
});

test('7.2: while the current policy is broken, requests before their board go on under theirs, and no other has one', async () => {
  const broken: PolicyState = { kind: 'broken', problems: ['Line 3'] };
  const now = facts(broken, inForce('policy-1'));
  const draft = scenario();
  draft.when('carla', opened());
  expect(await policyFor(now, draft.state())).toEqual(broken);
  const play = inReview();
  expect(await policyFor(now, play.state())).toEqual(inForce('policy-1'));
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  expect(await policyFor(now, play.state())).toEqual(inForce('policy-1'));
});

test.each<[string, PolicyState]>([
  ['does not answer', { kind: 'unreadable', detail: 'away', away: { retryAfterMs: 1 } as never }],
  ['refuses it', { kind: 'unreadable', detail: 'not allowed' }],
  ['lost its text', { kind: 'unreadable', detail: 'policy-2', gone: 'lost' }],
  ['had its text erased', { kind: 'unreadable', detail: 'policy-2', gone: 'erased' }],
])(
  '6.1: a freeze may stand in the policy of now, which %s: nothing is decided under an older one meanwhile',
  async (_, current) => {
    for (const pinned of [inForce('policy-1'), { kind: 'unreadable', detail: 'policy-1', gone: 'erased' } as const])
      expect(await policyFor(facts(current, pinned), inReview().state())).toEqual(current);
  },
);
