/** Shows whose policy a vote counts under, and how a request before its board comes under another (4.3, 7.2). */
import { expect, test } from 'vitest';
import { approve, authority, inReview, kinds, type Scenario, SOMEONE } from '../../../test/instruments/scenario.ts';
import { changeGate } from '../gate/change.ts';
import { missing } from '../gate/verdict.ts';
import { both } from '../policy/authority.ts';
import { PLAIN, sentences, speaker } from '../view/sentence.ts';
import { statusView } from '../view/status.ts';
import { offers } from './offers.ts';

/** From now on another policy stands, in which these hold the roles. */
function another(play: Scenario, roles = {}, version = 'policy-2'): void {
  const names = { ...SOMEONE, ...roles };
  const filled = Object.entries(names).map(([role, users]) => [role, { users: [...users], teams: [], contacts: [] }]);
  play.world.current = {
    policy: { ...play.world.policy, version, roles: Object.fromEntries(filled) },
    authority: authority(names),
  };
}

const vote = { type: 'vote', verdict: 'approve', authenticated: 'comment' } as const;
const REPLACED = { 'project-manager': ['new'], 'change-manager': ['cm'] };

test('4.3: whoever was taken out of the policy votes no more on a request that is before its board, and their vote counts no more', () => {
  const play = inReview();
  approve(play, 'mei', 'project-manager');
  another(play, REPLACED);
  play.when('system', { type: 'reconsider' });
  expect(play.state().votes[0]?.voided?.kind).toBe('role-lost');
  expect(play.refused('mei', vote)).toBe('no-seat-for-you');
  // Nor does whoever came: before that board they were never put.
  expect(play.refused('new', vote)).toBe('no-seat-for-you');
  // What both policies say goes on.
  approve(play, 'arch', 'technical-expert');
});

test('4.3: an approval does not outlive its voter’s role, under whichever of both policies it was lost', () => {
  const play = inReview();
  approve(play, 'mei', 'project-manager');
  approve(play, 'arch', 'technical-expert');
  approve(play, 'carla', 'customer');
  play.when('mei', { type: 'start' });
  expect(changeGate(play.state(), 'merge', play.situation('x')).open).toBe(true);
  another(play, REPLACED);
  expect(changeGate(play.state(), 'merge', play.situation('x')).open).toBe(false);
});

test('4.7: staff under either policy is no customer', () => {
  const play = inReview();
  another(play, { quality: ['qa', 'carla'] });
  expect(play.refused('carla', { ...vote, seat: 'customer' })).toBe('provider-staff');
});

test('7.2: when the only project manager is replaced, check and next step name the command and who gives it', () => {
  const play = inReview();
  another(play, REPLACED);
  const situation = play.situation('cm');
  expect(missing(changeGate(play.state(), 'merge', situation)).map(({ code }) => code)).toContain('seat-migrate');
  for (const locale of ['en', 'zh-CN'] as const) {
    const say = speaker({ locale, timeZone: 'UTC' }, PLAIN);
    const { next } = statusView(play.state(), situation, play.happened);
    expect(sentences(next, say)).toMatch(locale === 'en' ? /cm.*\/migrate/ : /cm.*\/改用新策略/);
  }
  expect(offers(play.state(), situation).map(({ type }) => type)).toContain('migrate');
  expect(offers(play.state(), play.situation('mei')).map(({ type }) => type)).not.toContain('migrate');
});

test('7.2: a request comes under another policy only by the change manager, who is shown first who gains and who loses a seat', () => {
  const play = inReview();
  approve(play, 'mei', 'project-manager');
  approve(play, 'arch', 'technical-expert');
  expect(play.refused('mei', { type: 'migrate' })).toBe('nothing-to-migrate');
  another(play, REPLACED);
  expect(play.refused('mei', { type: 'migrate', to: 'policy-2' })).toBe('needs-role');
  expect(play.refused('new', { type: 'migrate', to: 'policy-2' })).toBe('needs-role');
  expect(play.refused('cm', { type: 'migrate' })).toBe('migration-to-confirm');
  expect(play.refused('cm', { type: 'migrate', to: 'policy-1' })).toBe('migration-to-confirm');
  expect(play.state().policy).toBe('policy-1');
  const { events } = play.when('cm', { type: 'migrate', to: 'policy-2' });
  expect(kinds(events)).toEqual(['migrated', 'vote-voided']);
  expect(events[0]).toMatchObject({
    from: 'policy-1',
    to: 'policy-2',
    gains: [{ seat: 'project-manager', person: { name: 'new' } }],
    loses: [{ seat: 'project-manager', person: { name: 'mei' } }],
  });
  expect(play.state()).toMatchObject({ policy: 'policy-2', stage: 'in-review' });
  const { policy, authority: now } = play.world.current ?? {};
  if (policy && now) Object.assign(play.world, { policy, authority: now, current: undefined });
  approve(play, 'new', 'project-manager');
  approve(play, 'carla', 'customer');
  expect(play.state().stage).toBe('approved');
});

test('7.2: what was approved may come under another policy, and waits there only for the seats that it lacks', () => {
  const play = inReview();
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  play.when('mei', { type: 'start' });
  another(play, REPLACED);
  play.when('cm', { type: 'migrate', to: 'policy-2' });
  const { policy, authority: now } = play.world.current ?? {};
  if (policy && now) Object.assign(play.world, { policy, authority: now, current: undefined });
  expect(changeGate(play.state(), 'merge', play.situation('x')).open).toBe(false);
  approve(play, 'new', 'project-manager');
  expect(changeGate(play.state(), 'merge', play.situation('x')).open).toBe(true);
});

test('7.2: a request whose version of the policy is gone comes under the one of now', () => {
  const play = inReview();
  another(play, REPLACED);
  const { version } = play.world.policy;
  play.world.policy = { ...play.world.policy, version: 'none', roles: {} };
  play.world.authority = { ...play.world.authority, roles: {} };
  expect(play.state().policy).toBe(version);
  play.when('cm', { type: 'migrate', to: 'policy-2' });
  expect(play.state().policy).toBe('policy-2');
});

test('4.4: an alias of either policy joins two accounts, also through a third', () => {
  const one = authority({}, { aliases: [['a', 'b']] });
  const other = authority(
    {},
    {
      aliases: [
        ['b', 'c'],
        ['d', 'e'],
      ],
    },
  );
  expect(both(one, other).aliases.map((group) => [...group].sort())).toEqual([
    ['github:a', 'github:b', 'github:c'],
    ['github:d', 'github:e'],
  ]);
});
