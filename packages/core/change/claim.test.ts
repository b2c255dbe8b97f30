/** Who may say that work implements a request, as a table: policy × author × what happened to the work (6.4, T12). */
import { expect, test } from 'vitest';
import {
  ALTERNATIVES,
  authority,
  FEASIBLE,
  NONE,
  opened,
  PLAN,
  POLICY,
  person,
  type RoleNames,
  SOMEONE,
  scenario,
} from '../../../test/instruments/scenario.ts';
import { changeGate } from '../gate/change.ts';
import { missing } from '../gate/verdict.ts';
import type { Policy } from '../policy/policy.ts';
import { whyNotClaimed } from './claim.ts';
import type { Happened } from './evolve.ts';
import type { WorkOrigin } from './origin.ts';

type Claim = Policy['merge']['claim'];

const ROLES: RoleNames = { ...SOMEONE, implementer: ['ina'], lead: ['lea'], owner: ['own'] };
const merge = (claim: Claim) => ({ merge: { ...POLICY.merge, claim } });

/** An approved request whose owner is `olga` and whose step is `dev`'s. */
function approved(claim: Claim, more: Partial<Policy> = {}) {
  const play = scenario({ roles: ROLES, policy: { ...more, ...merge(claim) } });
  play.when('carla', opened());
  play.when('carla', { type: 'submit' });
  play.when('mei', { type: 'triage', changeType: 'normal', owner: person('olga') });
  play.when('olga', { type: 'assess', inputs: [...NONE, FEASIBLE] });
  play.when('mei', { type: 'plan', plan: PLAN });
  play.when('mei', { type: 'alternatives', alternatives: ALTERNATIVES });
  play.when('olga', { type: 'review' });
  for (const name of ['mei', 'arch', 'carla'])
    play.when(name, { type: 'vote', verdict: 'approve', authenticated: 'comment' });
  expect(play.state().stage).toBe('approved');
  return play;
}

type Play = ReturnType<typeof approved>;

function onlyWork(play: Play) {
  const [work] = play.state().work;
  if (!work) throw new Error('there is some');
  return work;
}

const link = (play: Play, author: string, origin: WorkOrigin = 'own') =>
  play.when(author, { type: 'link-work', work: 'PR_21', label: '#21', origin });

function verdict(play: Play, head = 'h1', isSeen = true) {
  const state = play.state();
  const situation = { ...play.situation('x'), asRecorded: 'yes' as const };
  return changeGate(state, 'merge', situation, { id: 'PR_21', head, isSeen });
}

const why = (play: Play, head?: string, isSeen?: boolean): string =>
  missing(verdict(play, head, isSeen))
    .map(({ code }) => code)
    .filter((code) => code.startsWith('claim-'))
    .join() || 'open';

test.each<readonly [Claim, string, WorkOrigin, string]>([
  ['anyone', 'stranger', 'own', 'open'],
  ['anyone', 'stranger', 'fork', 'claim-fork'],
  ['anyone', 'helper[bot]', 'agent', 'claim-agent'],
  ['role', 'stranger', 'own', 'claim-needed'],
  ['role', 'dev', 'own', 'open'],
  ['role', 'ina', 'own', 'open'],
  ['role', 'lea', 'own', 'open'],
  ['role', 'own', 'own', 'open'],
  ['role', 'olga', 'own', 'open'],
  ['role', 'arch', 'own', 'claim-needed'],
  ['role', 'dev', 'fork', 'claim-fork'],
  ['role', 'olga', 'agent', 'claim-agent'],
  ['accepted', 'stranger', 'own', 'claim-needed'],
  ['accepted', 'dev', 'own', 'claim-needed'],
  ['accepted', 'olga', 'own', 'claim-needed'],
  ['accepted', 'mei', 'fork', 'claim-fork'],
])(
  '6.4: with `claim: %s`, work of %s (%s) is %s, and starts the request only then (T12)',
  (claim, author, origin, code) => {
    const play = approved(claim);
    link(play, author, origin);
    expect(play.state().stage).toBe(code === 'open' ? 'implementing' : 'approved');
    expect(why(play)).toBe(code);
    // Accepted by name it is work on the request, whatever the policy and wherever it comes from.
    play.when('olga', { type: 'accept', work: '#21', head: 'h1' });
    expect(play.state().stage).toBe('implementing');
    expect(verdict(play).open).toBe(true);
  },
);

test.each(['olga', 'dev', 'mei'])('6.4: %s may accept', (name) => {
  const play = approved('accepted');
  link(play, 'stranger');
  play.when(name, { type: 'accept', work: '#21', head: 'h1' });
  expect(why(play)).toBe('open');
});

test.each(['stranger', 'arch', 'carla', 'ina', 'lea', 'own', 'chair'])(
  '6.4: %s may not accept, and the attempt is on record',
  (name) => {
    const play = approved('accepted');
    link(play, 'stranger');
    expect(play.refused(name, { type: 'accept', work: '#21', head: 'h1' })).toBe('needs-role');
    expect(play.happened.at(-1)?.event).toMatchObject({ type: 'attempt-refused', command: 'accept' });
    expect(why(play)).toBe('claim-needed');
  },
);

test('6.4: the lead accepts where no project manager is, and a listed program never does', () => {
  const without = approved('accepted', { bots: ['olga'] });
  const { 'project-manager': _, ...roles } = without.world.policy.roles;
  without.world.policy = { ...without.world.policy, roles };
  link(without, 'stranger');
  expect(without.refused('mei', { type: 'accept', work: '#21' })).toBe('needs-role');
  expect(without.refused('olga', { type: 'accept', work: '#21' })).toBe('needs-role');
  without.when('lea', { type: 'accept', work: '#21', head: 'h1' });
  expect(why(without)).toBe('open');
});

test('6.4: what a listed program opens is a program’s, whatever account it has', () => {
  const play = approved('anyone', { bots: ['dev'] });
  link(play, 'dev');
  expect(why(play)).toBe('claim-agent');
});

test.each<Claim>(['accepted', 'role'])(
  '6.4: with `%s` a claim outlives its author’s pushes and ends when another account pushes',
  (claim) => {
    const play = approved(claim);
    link(play, 'dev');
    if (claim === 'accepted') play.when('olga', { type: 'accept', work: '#21', head: 'h1' });
    expect(why(play, 'h2')).toBe('open');
    // A commit that nobody saw anybody push is nobody's.
    expect(why(play, 'h3', false)).toBe('claim-unseen');
    play.when('intruder', { type: 'work-pushed', work: 'PR_21' });
    expect(why(play, 'h4', false)).toBe('claim-pushed');
    expect(why(play, 'h4', true)).toBe('claim-pushed');
    play.when('mei', { type: 'accept', work: '#21', head: 'h4' });
    expect(why(play, 'h4', false)).toBe('open');
    expect(why(play, 'h5', false)).toBe('claim-unseen');
    expect(why(play, 'h5', true)).toBe('open');
  },
);

test('6.4: what another account pushed before the work named the request is nobody’s either', () => {
  const play = approved('role');
  play.when('dev', { type: 'link-work', work: 'PR_21', label: '#21', origin: 'own', pushedByOthers: true });
  expect(play.state().stage).toBe('approved');
  expect(why(play)).toBe('claim-pushed');
});

test('6.4: taken away and named again, work has to be accepted again', () => {
  const play = approved('accepted');
  link(play, 'dev');
  play.when('olga', { type: 'accept', work: '#21', head: 'h1' });
  play.when('dev', { type: 'unlink-work', work: 'PR_21' });
  expect(why(play)).toBe('claim-unlinked');
  link(play, 'dev');
  expect(why(play)).toBe('claim-needed');
});

test('6.4, 5.6: what was accepted under the policy of another project has to be accepted again, and whose it is stays known', () => {
  const play = approved('role');
  link(play, 'dev');
  play.when('intruder', { type: 'work-pushed', work: 'PR_21' });
  const moved = (project: string): void => {
    const from = { project: project === 'R_1' ? 'R_2' : 'R_1', name: 'acme/left' };
    const to = { project, id: `I_${project}` };
    play.when('system', { type: 'rehome', from, to, label: '#30', address: `https://example.test/${project}` });
  };
  moved('R_2');
  play.world.authority = authority({ ...ROLES, 'project-manager': ['mover'] });
  play.when('mover', { type: 'accept', work: 'acme/left#21', head: 'h1' });
  moved('R_1');
  play.world.authority = authority(ROLES);
  expect(whyNotClaimed(play.state(), onlyWork(play), play.situation('x'))).toBe('pushed');
});

test('6.4: an acceptance is of what its writer could know', () => {
  const play = approved('accepted');
  const at = (second: number) => `2026-03-02T10:00:0${second}Z`;
  play.when('dev', { type: 'link-work', work: 'PR_21', label: '#21', origin: 'own', at: at(1) });
  const accept = (second: number, headAt?: string) =>
    ({ type: 'accept', work: '#21', head: 'h1', saidAt: at(second), ...(headAt ? { headAt } : {}) }) as const;
  expect(play.refused('olga', accept(0))).toBe('work-moved');
  expect(play.refused('olga', accept(3, at(3)))).toBe('work-moved');
  play.when('olga', accept(2));
  expect(why(play)).toBe('open');
  play.when('intruder', { type: 'work-pushed', work: 'PR_21', at: at(4) });
  // Told of late, an earlier push takes nothing away from what is known of a later one.
  play.when('intruder', { type: 'work-pushed', work: 'PR_21', at: at(3) });
  for (const second of [3, 4]) expect(play.refused('olga', accept(second))).toBe('work-moved');
  play.when('olga', accept(5));
  expect(why(play)).toBe('open');
  // What was pushed unseen before it is known by its commit alone.
  expect(why(play, 'h2', false)).toBe('claim-unseen');
});

test('6.4: what its author pushed upon what nobody was seen to push is claimed by whoever accepts either', () => {
  const upon = (play: Play) =>
    whyNotClaimed(play.state(), onlyWork(play), play.situation('x'), { commit: 'h3', isSeen: false, upon: ['h2'] });
  for (const [head, expected] of [
    ['h1', 'unseen'],
    ['h2', undefined],
    ['h3', undefined],
  ] as const) {
    const play = approved('accepted');
    link(play, 'dev');
    play.when('olga', { type: 'accept', work: '#21', head });
    expect(upon(play)).toBe(expected);
  }
});

test('6.4: what another account wrote into it claims nothing by its author’s role', () => {
  const play = approved('role');
  play.when('dev', { type: 'link-work', work: 'PR_21', label: '#21', origin: 'own', namedByOthers: true });
  expect(play.state().stage).toBe('approved');
  expect(why(play)).toBe('claim-named');
  play.when('olga', { type: 'accept', work: '#21', head: 'h1' });
  expect(why(play)).toBe('open');
});

test('6.4, 4.3: whoever manages under the policy of now no more accepts nothing', () => {
  const play = approved('accepted');
  link(play, 'stranger');
  const now = { ...ROLES, 'project-manager': ['new'] };
  play.world.current = { policy: { ...play.world.policy, version: 'policy-2' }, authority: authority(now) };
  for (const name of ['mei', 'new']) expect(play.refused(name, { type: 'accept', work: '#21' })).toBe('needs-role');
  expect(missing(verdict(play)).find(({ code }) => code === 'claim-needed')?.values).not.toMatchObject({
    people: expect.arrayContaining(['mei']),
  });
});

test.each<readonly [Claim, Claim, string]>([
  ['anyone', 'accepted', 'claim-needed'],
  ['anyone', 'role', 'claim-needed'],
  ['role', 'anyone', 'claim-needed'],
])('6.4, 4.3: decided under `claim: %s` while `%s` stands, work of a stranger is %s', (pinned, now, code) => {
  const play = approved(pinned);
  const policy = { ...play.world.policy, version: 'policy-2', ...merge(now) };
  play.world.current = { policy, authority: authority(ROLES) };
  link(play, 'stranger');
  expect(play.state().stage).toBe('approved');
  expect(why(play)).toBe(code);
});

test('6.4: a program that only the policy of now lists is one', () => {
  const play = approved('role');
  const policy = { ...play.world.policy, version: 'policy-2', bots: ['olga', 'dev'] };
  play.world.current = { policy, authority: authority(ROLES) };
  link(play, 'dev');
  expect(why(play)).toBe('claim-agent');
  expect(play.refused('olga', { type: 'accept', work: '#21' })).toBe('needs-role');
});

test.each<readonly [string, (play: Play) => void, string]>([
  [
    'the manager is one no more under the pinned policy',
    (play) => (play.world.authority = authority({ ...ROLES, 'project-manager': ['new'] })),
    'claim-lapsed',
  ],
  [
    'the manager is one no more under the policy of now',
    (play) => {
      const now = authority({ ...ROLES, 'project-manager': ['new'] });
      play.world.current = { policy: { ...play.world.policy, version: 'policy-2' }, authority: now };
    },
    'claim-lapsed',
  ],
  [
    'nobody can read who manages',
    (play) =>
      (play.world.authority = authority(
        { ...ROLES, 'project-manager': [] },
        { unreadable: { 'project-manager': 'a/team' } },
      )),
    'claim-unreadable',
  ],
  [
    'the policy of now knows the manager as a program',
    (play) => {
      const policy = { ...play.world.policy, version: 'policy-2', bots: ['mei'] };
      play.world.current = { policy, authority: authority(ROLES) };
    },
    'claim-lapsed',
  ],
  [
    'the manager goes by another account of the same person',
    (play) =>
      (play.world.authority = authority({ ...ROLES, 'project-manager': ['mei2'] }, { aliases: [['mei', 'mei2']] })),
    'open',
  ],
])('6.4, 4.3: what was accepted, once %s', (_, happens, code) => {
  const play = approved('accepted');
  link(play, 'stranger');
  play.when('mei', { type: 'accept', work: '#21', head: 'h1' });
  expect(why(play)).toBe('open');
  happens(play);
  // The board's own seats are asked elsewhere.
  expect(why(play)).toBe(code);
  if (code !== 'claim-lapsed') return;
  expect(missing(verdict(play)).find((one) => one.code === code)?.values).toMatchObject({ by: 'mei' });
  // Whoever may accepts it again, at the same commit.
  play.when('olga', { type: 'accept', work: '#21', head: 'h1' });
  expect(why(play)).toBe('open');
});

test('6.4, 4.3: what nobody may have accepted any more goes by what its author may say', () => {
  const play = approved('role');
  link(play, 'dev');
  play.when('mei', { type: 'accept', work: '#21', head: 'h1' });
  play.world.authority = authority({ ...ROLES, 'project-manager': ['new'] });
  expect(why(play)).toBe('open');
  play.when('intruder', { type: 'work-pushed', work: 'PR_21' });
  expect(why(play)).toBe('claim-pushed');
});

test('6.4, T12: what was accepted by somebody who may no more starts nothing', () => {
  const play = approved('accepted');
  play.when('olga', { type: 'hold', reason: 'wait' });
  link(play, 'stranger');
  play.when('dev', { type: 'accept', work: '#21', head: 'h1' });
  play.world.policy = { ...play.world.policy, bots: ['dev'] };
  play.when('olga', { type: 'release' });
  expect(play.state().stage).toBe('approved');
});

test.each(['its own name', 'another name by now', 'no name that is known'])(
  '6.4: a listed program is one by its account, under %s',
  (called) => {
    const play = approved('role', { bots: ['olga', 'dev'] });
    const held = authority(ROLES);
    play.world.authority = { ...held, programs: ['github:olga', 'github:dev'] };
    if (called !== 'its own name') play.world.policy = { ...play.world.policy, bots: ['what it was called'] };
    const name = called.startsWith('no name') ? '' : called;
    const event = { type: 'work-linked', work: 'PR_21', label: '#21', origin: 'own' } as const;
    link(play, 'dev');
    play.happened.push({ at: play.world.now, event: { ...event, by: { id: 'github:dev', name } } });
    expect(why(play)).toBe('claim-agent');
    expect(play.refused('olga', { type: 'accept', work: '#21' })).toBe('needs-role');
    // Also where the policy of now alone knows it.
    play.world.authority = held;
    play.world.current = {
      policy: { ...play.world.policy, version: 'policy-2' },
      authority: { ...held, programs: ['github:dev'] },
    };
    expect(why(play)).toBe('claim-agent');
  },
);

test('6.4: work that is not there, or is merged, is not accepted', () => {
  const play = approved('accepted');
  expect(play.refused('olga', { type: 'accept', work: '#9' })).toBe('no-such-work');
  link(play, 'dev');
  play.when('dev', { type: 'work-merged', work: 'PR_21', gate: 'closed' });
  expect(play.refused('olga', { type: 'accept', work: '#21' })).toBe('work-over');
});

test('6.4: an emergency asks whose work it is, and who started it may say so', () => {
  const play = scenario({ policy: merge('accepted') });
  play.when('carla', opened());
  play.when('duty', { type: 'emergency', reason: 'down', incident: 'INC-1' });
  link(play, 'stranger');
  expect(why(play)).toBe('claim-needed');
  play.when('duty', { type: 'accept', work: '#21', head: 'h1' });
  expect(why(play)).toBe('open');
});

/** Entries as older versions wrote them: nobody was asked whose work it was. */
const asBefore = (happened: readonly Happened[]): readonly Happened[] =>
  happened.map(({ at, event }): Happened => {
    if (event.type === 'work-linked') return { at, event: { ...event, origin: undefined } };
    return event.type === 'moved' ? { at, event: { ...event, claims: undefined } } : { at, event };
  });

test('6.4: work on record before claims were asked for counts as accepted where the request was under way, and nowhere else', () => {
  const started = approved('anyone');
  link(started, 'stranger');
  const late = approved('anyone');
  late.when('olga', { type: 'start' });
  link(late, 'stranger');
  for (const play of [started, late]) {
    const old = asBefore(play.happened);
    play.happened.splice(0, play.happened.length, ...old);
    play.world.policy = { ...play.world.policy, ...merge('accepted') };
    expect(why(play)).toBe('open');
    // Seen again, it is known where it comes from; a push by another account ends what nobody said.
    link(play, 'stranger');
    expect(why(play, 'h9')).toBe('open');
    play.when('intruder', { type: 'work-pushed', work: 'PR_21' });
    expect(why(play)).toBe('claim-pushed');
  }
  const waiting = approved('accepted');
  link(waiting, 'stranger');
  const old = asBefore(waiting.happened);
  waiting.happened.splice(0, waiting.happened.length, ...old);
  expect(why(waiting)).toBe('claim-needed');
  waiting.when('olga', { type: 'start' });
  expect(why(waiting)).toBe('claim-needed');
});
