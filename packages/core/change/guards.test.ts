import { expect, test } from 'vitest';
import {
  ALTERNATIVES,
  approve,
  authority,
  costs,
  days,
  FEASIBLE,
  inReview,
  NONE,
  opened,
  PLAN,
  person,
  REQUEST,
  type Scenario,
  SOMEONE,
  scenario,
} from '../../../test/instruments/scenario.ts';
import { contentDigest, facetDigests, wordsDigest } from '../approval/facet.ts';
import { tally } from '../approval/tally.ts';
import type { Governed } from '../content/governed.ts';
import { ballotOf } from './decision.ts';

function approved(...args: Parameters<typeof inReview>): Scenario {
  const play = inReview(...args);
  for (const name of ['mei', 'arch', 'carla', 'fin', 'qa']) if (play.state().stage === 'in-review') approve(play, name);
  expect(play.state().stage).toBe('approved');
  return play;
}

/** Approved, started by its project manager and every step done; nobody has linked any work. */
function verifying(play: Scenario): Scenario {
  play.when('mei', { type: 'start' });
  play.when('mei', { type: 'done', step: '1' });
  play.when('mei', { type: 'done' });
  play.when('qa', { type: 'evidence', criterion: '1', evidence: 'test run 42' });
  play.when('mei', { type: 'actuals', days: 0, cost: { minor: 0, currency: 'CNY' } });
  return play;
}

const VOTE = { type: 'vote', verdict: 'approve', authenticated: 'comment' } as const;

test('4.4: whom a request was made for is barred like its requester; who edited a draft is not', () => {
  const play = scenario();
  play.when('carla', { ...opened(), onBehalfOf: person('arch') } as never);
  play.when('mei', { type: 'write', request: { ...REQUEST, title: 'Export invoices as PDF/A' } });
  play.when('carla', { type: 'submit' });
  play.when('mei', { type: 'triage' });
  play.when('mei', { type: 'assess', inputs: [...NONE, FEASIBLE] });
  play.when('mei', { type: 'plan', plan: PLAN });
  play.when('mei', { type: 'alternatives', alternatives: ALTERNATIVES });
  play.when('mei', { type: 'review' });
  expect(play.refused('arch', VOTE)).toBe('barred-on-behalf');
  approve(play, 'mei');
});

test('4.4: while a team of the provider cannot be read, nobody is known to be the customer only; no seats pass nothing', () => {
  const play = inReview();
  play.world.authority = authority(SOMEONE, { unreadable: { quality: 'acme/testers' } });
  expect(play.refused('carla', VOTE)).toBe('role-unreadable');
  const nobody = { ...ballotOf(play.state()), seats: [] };
  expect(tally(nobody, play.world.authority, play.world.items).passed).toBe(false);
});

test('4.1: what was said of another text is neither a vote nor a confirmation', () => {
  const play = inReview();
  const saw = 'f'.repeat(64);
  expect(play.refused('arch', { ...VOTE, saw })).toBe('edited-meanwhile');
  expect(play.refused('carla', { type: 'confirm', authenticated: 'comment', saw })).toBe('edited-meanwhile');
});

test('4.2: a condition changes the digest of what is approved and no facet that a vote rests on', () => {
  const play = inReview();
  const before = play.state().content;
  play.when('arch', { type: 'condition', text: 'A rehearsal', owner: person('dev'), blocks: 'merge' });
  const after = play.state().content;
  expect(contentDigest(after)).not.toBe(contentDigest(before));
  expect(facetDigests(after)).toEqual(facetDigests(before));
});

test('4.2: what is said of a requirement that does not exist yet is governed, and ends the votes for other words', () => {
  const play = inReview();
  const { request } = play.state().content;
  const added = (text?: string) => [
    ...request.items,
    { id: 'new:1', label: 'new', action: 'add', ...(text ? { text } : {}) } as const,
  ];
  const digest = (items: typeof request.items) =>
    [contentDigest, ({ request: one }: Governed) => wordsDigest(one)].map((of) =>
      of({ ...play.state().content, request: { ...request, items } }),
    );
  for (const at of [0, 1]) {
    expect(digest(added('customers may export'))[at]).not.toBe(digest(added('everybody may export'))[at]);
    expect(digest(added('customers may export'))[at]).not.toBe(digest(added())[at]);
  }
  play.when('carla', { type: 'write', request: { ...request, items: added('customers may export') } });
  approve(play, 'arch');
  play.when('carla', { type: 'write', request: { ...request, items: added('everybody may export') } });
  expect(play.state().votes).toMatchObject([{ voided: { kind: 'edited', facets: ['items'] } }]);
});

test('T6: nothing is put before a board on a base that cannot be read', () => {
  const play = inReview();
  play.when('arch', { type: 'send-back', reason: 'look again' });
  play.world.items.set('I_7', 'unreadable');
  expect(play.refused('mei', { type: 'review' })).toBe('unreadable-items');
});

test('T9: one person who rejects in every seat is not a unanimous board', () => {
  const roles = { ...SOMEONE, 'technical-expert': ['mei', 'arch'] };
  const play = inReview({
    roles,
    policy: { seats: { ...scenario().world.policy.seats, minor: ['project-manager', 'technical-expert'] } },
  });
  const no = { type: 'vote', verdict: 'reject', reason: 'too dear', authenticated: 'comment' } as const;
  play.when('mei', { ...no, seat: 'project-manager' });
  play.when('mei', { ...no, seat: 'technical-expert' });
  expect(play.state().stage).toBe('in-review');
  play.when('arch', { ...no, seat: 'technical-expert' });
  expect(play.state().stage).toBe('rejected');
});

test.each([
  ['2027-01-01T09:00:00.000Z', 'kept'],
  ['2027-01-01T09:00:01.000Z', 'void'],
])('T11: an assessment that was deferred on 2 November 09:00 is, taken up at %s, %s', (now, what) => {
  const play = inReview();
  play.when('chair', { type: 'defer', reason: 'no budget', trigger: 'next year' });
  play.when('arch', { type: 'second' });
  play.world.now = now;
  play.when('chair', { type: 'take-up', reason: 'there is budget' });
  play.when('arch', { type: 'second' });
  expect(play.state().stage).toBe('submitted');
  expect(Object.keys(play.state().content.impacts).length === 0 ? 'void' : 'kept').toBe(what);
});

test('T13: actual days are held against the cautious estimate, and an amount in another currency is never within tolerance (2.5)', () => {
  const play = approved({}, [days(2, { p90: 10 }), costs(100_000)]);
  play.when('mei', { type: 'start' });
  play.when('mei', { type: 'actuals', days: 11, cost: { minor: 110_000, currency: 'CNY' } });
  expect(play.state().stage).toBe('implementing');
  play.when('mei', { type: 'actuals', days: 11, cost: { minor: 1, currency: 'USD' } });
  expect(play.state()).toMatchObject({ stage: 'assessing', reapproval: { cause: 'beyond-tolerance', detail: 'cost' } });
});

test('T16: whoever owns a step implements it, also when another marks it as done', () => {
  const play = verifying(approved({ roles: { ...SOMEONE, verifier: ['qa', 'dev'] } }));
  expect(play.refused('dev', { type: 'verify', passed: true })).toBe('implementer-verifies');
  play.when('qa', { type: 'verify', passed: true });
  expect(play.state().stage).toBe('closed');
});

test.each([
  ['no', 'not-as-recorded'],
  ['unreadable', 'issue-unreadable'],
] as const)(
  'T12, T16: nothing starts, by hand or by linked work, and nothing closes unless the tracker says what is on record: %s',
  (asRecorded, code) => {
    const play = approved();
    play.world.asRecorded = asRecorded;
    expect(play.refused('mei', { type: 'start' })).toBe(code);
    play.when('dev', { type: 'link-work', work: 'PR_21', label: '#21' });
    expect(play.state().stage).toBe('approved');
    play.world.asRecorded = 'yes';
    const done = verifying(approved());
    done.world.asRecorded = asRecorded;
    expect(done.refused('qa', { type: 'verify', passed: true })).toBe(code);
    expect(done.refused('qa', { type: 'close', reason: 'implemented' })).toBe(code);
  },
);

test('T16: an edit after the end is on record with its writer; one that changes nothing is none', () => {
  const play = verifying(approved());
  play.when('qa', { type: 'verify', passed: true });
  const written = { ...play.state().content.request };
  expect(play.refused('dev', { type: 'write', request: written })).toBe('already-final');
  play.when('dev', { type: 'write', request: { ...written, title: 'To my own server' } });
  const { stage, content } = play.state();
  expect([stage, content.request.title]).toEqual(['closed', written.title]);
  expect(play.happened.at(-1)?.event).toMatchObject({ kind: 'edited-when-over', by: { name: 'dev' } });
});

test('T16: an open condition for the closing keeps a verified request open', () => {
  const play = approved();
  play.when('arch', { type: 'condition', text: 'Tell support', owner: person('dev'), blocks: 'close' });
  verifying(play);
  expect(play.refused('qa', { type: 'verify', passed: true })).toBe('condition-blocks');
  play.when('arch', { type: 'meet-condition', condition: 'K1' });
  play.when('qa', { type: 'verify', passed: true });
  expect(play.state().stage).toBe('closed');
});

test('T16, 4.8: an emergency closes in no way before it is ratified, and not by whoever opened it', () => {
  const play = scenario({ roles: { ...SOMEONE, chair: ['chair', 'duty'] } });
  play.when('carla', opened());
  play.when('duty', { type: 'emergency', reason: 'site is down', incident: 'INC-1' });
  expect(play.refused('duty', { type: 'ratify', outcome: 'not-ratified', reason: 'mine' })).toBe('own-emergency');
  play.when('mei', { type: 'done' });
  expect(play.state().stage).toBe('verifying');
  expect(play.refused('qa', { type: 'close', reason: 'implemented' })).toBe('not-ratified');
  expect(play.refused('chair', { type: 'close', reason: 'rolled-back', text: 'undone' })).toBe('not-ratified');
});

test('3.4: a second comes too late once the stage of what was proposed is over', () => {
  const play = verifying(approved());
  play.when('chair', { type: 'close', reason: 'partly-implemented', text: 'enough' });
  play.when('qa', { type: 'verify', passed: false, reason: 'the file is empty' });
  expect(play.refused('arch', { type: 'second' })).toBe('not-in-this-stage');
});

test('4.3, 3.4: lowering the class ends the votes that were given on the larger one', () => {
  const play = inReview({}, [days(3, { criticalPath: true })]);
  expect(play.state().class).toBe('major');
  approve(play, 'arch');
  play.when('chair', { type: 'lower-class', class: 'moderate', reason: 'the path was drawn wrongly' });
  play.when('mei', { type: 'second' });
  expect(play.state()).toMatchObject({ class: 'moderate', votes: [{ voided: { kind: 'class-lowered' } }] });
});

test('4.1: a vote that is taken back counts no more, stays on record, and can be given anew', () => {
  const play = inReview();
  approve(play, 'mei');
  play.when('mei', { type: 'retract', reason: 'read it again' });
  const [vote] = play.state().votes;
  expect(vote).toMatchObject({
    seat: 'project-manager',
    verdict: 'approve',
    voided: { kind: 'retracted', reason: 'read it again' },
  });
  for (const name of ['arch', 'carla']) approve(play, name);
  expect(play.state().stage).toBe('in-review');
  approve(play, 'mei');
  expect(play.state().stage).not.toBe('in-review');
});

test('4.1: nobody takes back what another said, or what the board has decided by', () => {
  const play = inReview();
  approve(play, 'mei');
  expect(play.refused('arch', { type: 'retract' })).toBe('no-vote-of-yours');
  expect(play.refused('mei', { type: 'retract', seat: 'customer' })).toBe('no-vote-of-yours');
  for (const name of ['arch', 'carla']) approve(play, name);
  expect(play.refused('mei', { type: 'retract' })).toBe('not-in-this-stage');
});

const CLOSE = { type: 'close', reason: 'implemented' } as const;

/** Each way on that a concern or a hold stands in the way of, up to where it would be gone. */
const ONWARD = [
  ['start', () => approved(), 'mei', { type: 'start' }],
  [
    'done',
    () => {
      const play = approved();
      play.when('mei', { type: 'start' });
      play.when('mei', { type: 'done', step: '1' });
      return play;
    },
    'mei',
    { type: 'done' },
  ],
  ['verify', () => verifying(approved()), 'qa', { type: 'verify', passed: true, reason: '' }],
  ['close', () => verifying(approved()), 'qa', CLOSE],
  [
    'close in part',
    () => verifying(approved()),
    'chair',
    { type: 'close', reason: 'partly-implemented', text: 'enough' },
  ],
  ['roll back', () => verifying(approved()), 'chair', { type: 'close', reason: 'rolled-back', text: 'undone' }],
] as const;

test.each(ONWARD)('4.6: an open concern and a hold stop it: %s', (_, scene, who, command) => {
  const play = scene();
  play.when('fin', { type: 'concern', text: 'The budget was cut' });
  expect(play.refused(who, command)).toBe('open-concerns');
  play.when('fin', { type: 'resolve', concern: 'C1', reason: 'granted again' });
  play.when('carla', { type: 'hold', reason: 'we move house' });
  expect(play.refused(who, command)).toBe('on-hold');
  play.when('carla', { type: 'release' });
  play.when(who, command);
});

test('4.6: a concern that was raised meanwhile stops what the chair proposed', () => {
  const play = verifying(approved());
  play.when('chair', { type: 'close', reason: 'rolled-back', text: 'undone' });
  play.when('fin', { type: 'concern', text: 'Not undone everywhere' });
  expect(play.refused('arch', { type: 'second' })).toBe('open-concerns');
  play.when('fin', { type: 'resolve', concern: 'C1', reason: 'it is' });
  play.when('arch', { type: 'second' });
  expect(play.state().closing?.reason).toBe('rolled-back');
});

test.each(['partly-implemented', 'rolled-back'] as const)(
  'T16: closing as %s asks for evidence, actuals, conditions and acceptance, as closing as implemented does',
  (reason) => {
    const play = approved({ policy: { acceptance: true } });
    const close = { type: 'close', reason, text: 'enough' } as const;
    play.when('mei', { type: 'condition', text: 'Tell the users', owner: person('mei'), blocks: 'close' });
    play.when('mei', { type: 'start' });
    play.when('mei', { type: 'done', step: '1' });
    play.when('mei', { type: 'done' });
    expect(play.refused('chair', close)).toBe('missing-evidence');
    play.when('qa', { type: 'evidence', criterion: '1', evidence: 'not met, goes on in #14' });
    expect(play.refused('chair', close)).toBe('missing-actuals');
    play.when('mei', { type: 'actuals', days: 0, cost: { minor: 0, currency: 'CNY' } });
    expect(play.refused('chair', close)).toBe('condition-blocks');
    play.when('qa', { type: 'meet-condition', condition: 'K1' });
    expect(play.refused('chair', close)).toBe('needs-acceptance');
    play.when('carla', { type: 'confirm', authenticated: 'comment' });
    play.when('chair', close);
    play.when('arch', { type: 'second' });
    expect(play.state().closing?.reason).toBe(reason);
  },
);

test('T16: the customer accepts before it is closed as implemented, where the policy asks for it', () => {
  const play = verifying(approved({ policy: { acceptance: true } }));
  expect(play.refused('qa', CLOSE)).toBe('needs-acceptance');
  play.when('carla', { type: 'confirm', authenticated: 'comment' });
  play.when('qa', CLOSE);
  expect(play.state().stage).toBe('closed');
});

test('4.8: votes on an emergency before any review of it ratify nothing', () => {
  const play = scenario();
  play.when('carla', opened());
  play.when('duty', { type: 'emergency', reason: 'site is down', incident: 'INC-1' });
  for (const name of ['mei', 'arch', 'carla'])
    try {
      approve(play, name);
    } catch {
      // Refused: nobody was asked for a review yet.
    }
  expect(play.refused('chair', { type: 'ratify', outcome: 'ratified', reason: 'right' })).toBe('votes-missing');
  expect(play.state().approval).toBeUndefined();
});

test('4.8: neither who filed an emergency nor whom it was filed for starts it alone', () => {
  for (const [by, onBehalfOf] of [
    ['duty', 'carla'],
    ['carla', 'duty'],
  ] as const) {
    const play = scenario();
    play.when(by, { ...opened({}, by), onBehalfOf: person(onBehalfOf) } as never);
    expect(play.refused('duty', { type: 'emergency', reason: 'down', incident: 'INC-1' })).toBe('own-emergency');
  }
});

test('1: a hold is taken off by who put it on, the chair or the change manager, and by nobody else', () => {
  for (const [who, may] of [
    ['carla', true],
    ['chair', true],
    ['mei', true],
    ['arch', false],
    ['dev', false],
    ['fin', false],
  ] as const) {
    const play = approved();
    play.when('carla', { type: 'hold', reason: 'we move house' });
    if (may) play.when(who, { type: 'release' });
    else expect([who, play.refused(who, { type: 'release' })]).toEqual([who, 'needs-role']);
    expect(play.state().held === undefined).toBe(may);
  }
});

test('3.4: in light the lead rejects alone and without a vote against it, and nobody else does', () => {
  const play = scenario({ profile: 'light', roles: { lead: ['li'], customer: ['carla'] } });
  play.when('carla', opened({}, 'carla', [...NONE, FEASIBLE]));
  expect(play.state().stage).toBe('in-review');
  const no = { type: 'reject', code: 'cost', reason: 'too dear', wouldChange: 'half the price' } as const;
  expect(play.refused('carla', no)).toBe('needs-role');
  play.when('li', no);
  expect(play.state().stage).toBe('rejected');
});
