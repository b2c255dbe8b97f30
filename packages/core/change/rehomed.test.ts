/** Shows what arrival in another project ends, and that nothing brings it back (5.6, 7.2). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  approve,
  authority,
  FEASIBLE,
  inReview,
  kinds,
  NONE,
  opened,
  PLAN,
  type Scenario,
  SOMEONE,
  scenario,
} from '../../../test/instruments/scenario.ts';
import { changeGate } from '../gate/change.ts';
import { closedPolicy } from '../policy/closed.ts';
import type { Locale } from '../text/locale.ts';
import { PLAIN, speaker } from '../view/sentence.ts';
import { statusView } from '../view/status.ts';
import { acceptors } from './claim.ts';
import type { Command } from './command.ts';
import { standingVotes } from './vote.ts';

const ids = { here: 'R_1', there: 'R_2' } as const;
type Project = keyof typeof ids;

function to(project: Project, turn = 1): Extract<Command, { type: 'rehome' }> {
  const left: Project = project === 'here' ? 'there' : 'here';
  return {
    type: 'rehome',
    from: { project: ids[left], name: `acme/${left}` },
    to: { project: ids[project], id: `I_${project}_${turn}` },
    label: `#${turn + 20}`,
    address: `https://example.test/${project}/${turn}`,
  };
}

/** Everybody of the other project, whose mover rules there. */
const THERE = { ...SOMEONE, 'project-manager': ['mover'], 'technical-expert': ['expert'], chair: ['mover'] };

function arrives(play: Scenario, project: Project, turn = 1) {
  play.world.policy = { ...play.world.policy, version: `policy-${project}` };
  play.world.authority = authority(project === 'there' ? THERE : SOMEONE);
  return play.when('system', to(project, turn));
}

function decided(): Scenario {
  const play = inReview();
  approve(play, 'mei', 'project-manager');
  approve(play, 'arch', 'technical-expert');
  approve(play, 'carla', 'customer');
  return play;
}

const implementing = (): Scenario => {
  const play = decided();
  play.when('mei', { type: 'start' });
  return play;
};

const UP_TO = {
  'in-review': () => {
    const play = inReview();
    approve(play, 'mei', 'project-manager');
    play.when('carla', { type: 'confirm', authenticated: 'comment' });
    return play;
  },
  approved: decided,
  implementing,
  verifying: () => {
    const play = implementing();
    play.when('mei', { type: 'done', step: '1' });
    play.when('mei', { type: 'done' });
    play.when('carla', { type: 'confirm', authenticated: 'comment' });
    return play;
  },
} satisfies Record<string, () => Scenario>;

test.each(Object.entries(UP_TO))(
  'T13: a request that arrives in another project while it is %s is assessed anew there, without votes, confirmations or approval',
  (stage, made) => {
    const play = made();
    expect(play.state().stage).toBe(stage);
    const { events } = arrives(play, 'there');
    expect(events.find((one) => one.type === 'rehomed')).toMatchObject({
      from: { project: 'R_1', name: 'acme/here' },
      to: { project: 'R_2' },
    });
    expect(kinds(events)).toContain('T13');
    expect(events.filter((one) => one.type === 'vote-voided').map((one) => one.cause.kind)).toContain('moved');
    const state = play.state();
    expect(state).toMatchObject({
      stage: 'assessing',
      label: '#21',
      reapproval: { cause: 'moved', detail: 'acme/here' },
    });
    for (const key of ['approval', 'accepted', 'planConfirmed', 'understood', 'emergency', 'policy'] as const)
      expect(state[key]).toBeUndefined();
    expect(standingVotes(state)).toEqual([]);
    const { warnings } = statusView(state, play.situation('x'), play.happened);
    const said = (locale: Locale) => warnings.map(speaker({ locale, timeZone: 'UTC', year: '2026' }, PLAIN));
    expect(said('en')).toContain(
      'It was moved from acme/here; what was decided there does not hold here, the board is asked anew and gates are closed.',
    );
    expect(said('zh-CN')).toContain('已从 acme/here 移来，原来的决定在此无效：须重新表决，门禁不放行。');
    expect(changeGate(state, 'merge', play.situation('x')).open).toBe(false);
    arrives(play, 'here', 2);
    expect(standingVotes(play.state())).toEqual([]);
    expect(play.state()).toMatchObject({ stage: 'assessing' });
    expect(changeGate(play.state(), 'merge', play.situation('x')).open).toBe(false);
    // It goes on under the policy of where it is, by the votes of those who hold the seats there.
    play.when('mei', { type: 'review' });
    expect(play.state().policy).toBe('policy-here');
    expect(play.refused('mover', { type: 'vote', verdict: 'approve', authenticated: 'comment' })).toBe(
      'no-seat-for-you',
    );
  },
);

test('6.4, T13: whom a plan names that came along from another project, accepts no work here before the plan is written or ratified here', () => {
  const accept = { type: 'accept', work: '#21' } as const;
  const moved = () => {
    const play = inReview();
    expect(play.state().content.plan?.steps.map(({ owner }) => owner?.name)).toContain('dev');
    arrives(play, 'there');
    play.world.authority = authority({ ...THERE, 'emergency-authority': ['duty'] });
    play.happened.push({ at: play.world.now, event: { type: 'moved', rule: 'T4', from: 'assessing', to: 'draft' } });
    play.when('duty', { type: 'emergency', reason: 'down', incident: 'INC-1' });
    expect(play.state().stage).toBe('implementing');
    play.when('sam', { type: 'link-work', work: 'PR_1', label: '#21' });
    return play;
  };
  const play = moved();
  expect(play.refused('dev', accept)).toBe('needs-role');
  expect(acceptors(play.state(), play.situation('dev')).map(({ name }) => name)).not.toContain('dev');
  expect(play.refused('dev', { type: 'done', step: '1' })).toBe('needs-role');
  // Whoever may plan here writes it anew, and says by that whom it names.
  play.when('mover', { type: 'plan', plan: PLAN });
  play.when('dev', accept);
  const ratified = moved();
  ratified.happened.push({
    at: ratified.world.now,
    event: { type: 'ratified', outcome: 'ratified', by: { id: 'github:mover', name: 'mover' }, reason: 'right' },
  });
  ratified.when('dev', accept);
});

test('T13: an emergency that was declared in another project is none in this one', () => {
  const play = scenario();
  play.when('carla', opened());
  arrives(play, 'there');
  play.when('duty', { type: 'emergency', reason: 'down', incident: 'INC-1' });
  expect(changeGate(play.state(), 'merge', play.situation('x')).open).toBe(true);
  arrives(play, 'here', 2);
  expect(play.state()).toMatchObject({ stage: 'assessing' });
  expect(play.state().emergency).toBeUndefined();
  expect(changeGate(play.state(), 'merge', play.situation('x')).open).toBe(false);
});

test('T13: what waits for its second, and what was met or lowered in another project, ends with the move', () => {
  const play = UP_TO.implementing();
  play.when('mei', { type: 'raise-class', class: 'critical', reason: 'careful' });
  play.when('mei', { type: 'condition', text: 'Test it', owner: PLAN.steps[0]?.owner ?? never(), blocks: 'merge' });
  play.when('arch', { type: 'meet-condition', condition: 'K1' });
  play.when('chair', { type: 'cancel', reason: 'no' });
  expect(play.state().pendingAct).toBeDefined();
  arrives(play, 'there');
  expect(play.state()).toMatchObject({ class: 'critical', conditionsMet: [] });
  expect(play.state().pendingAct).toBeUndefined();
});

test('5.6, 6.4: who answers for a request, and which work is its own, is said anew where it arrives', () => {
  const play = UP_TO.implementing();
  play.world.policy = { ...play.world.policy, merge: { ...play.world.policy.merge, claim: 'accepted' } };
  play.when('mallory', { type: 'link-work', work: 'PR_6', label: '#6' });
  arrives(play, 'there');
  expect(play.state().owner?.name).toBe('mover');
  // The number alone would be another's there.
  expect(play.refused('mover', { type: 'accept', work: '#6', head: 'abc' })).toBe('no-such-work');
  play.when('mover', { type: 'accept', work: 'acme/here#6', head: 'abc' });
  arrives(play, 'here', 2);
  expect(play.state().owner?.name).toBe('mei');
  expect(play.state().work).toEqual([expect.not.objectContaining({ accepted: expect.anything() })]);
  expect(play.refused('mover', { type: 'accept', work: 'acme/here#6', head: 'abc' })).toBe('needs-role');
  play.when('mallory', { type: 'link-work', work: 'PR_6', label: '#6' });
  expect(play.refused('mover', { type: 'accept', work: '#6', head: 'abc' })).toBe('needs-role');
  // Where nobody can be named nobody answers for it.
  play.world.now = new Date(Date.parse(play.world.now) + 60_000).toISOString();
  play.world.policy = closedPolicy();
  play.world.authority = authority({});
  play.when('system', to('there', 3));
  expect(play.state().owner).toBeUndefined();
});

test('5.6: a hold that was released where its request was moved to stands again where it comes next, and one that was put there goes along', () => {
  const play = implementing();
  play.when('mei', { type: 'hold', reason: 'the tender is open' });
  arrives(play, 'there');
  expect(play.state().held?.reason).toBe('the tender is open');
  play.when('mover', { type: 'release' });
  expect(play.state().held).toBeUndefined();
  arrives(play, 'here', 2);
  expect(play.state().held).toMatchObject({ by: { id: 'github:mei' }, reason: 'the tender is open' });
  const gate = changeGate(play.state(), 'merge', { ...play.situation('x'), asRecorded: 'yes' });
  expect(gate.open).toBe(false);
  // Whoever may release it at home does, and it is over.
  play.when('mei', { type: 'release' });
  expect(play.state().held).toBeUndefined();
  play.when('mei', { type: 'hold', reason: 'again' });
  arrives(play, 'there', 3);
  play.when('mover', { type: 'release' });
  play.when('mover', { type: 'hold', reason: 'we want something' });
  arrives(play, 'here', 4);
  const { held, alsoHeld } = play.state();
  expect([held, ...(alsoHeld ?? [])].map((one) => one?.reason)).toEqual(['again', 'we want something']);
});

test('5.6, 4.6: a concern that was resolved where its request was moved to is open again where it was raised', () => {
  const play = inReview();
  const later = () => {
    play.world.now = new Date(Date.parse(play.world.now) + 60_000).toISOString();
  };
  play.when('arch', { type: 'concern', text: 'The fonts are not free' });
  play.when('arch', { type: 'concern', text: 'The export is slow' });
  play.when('chair', { type: 'resolve', concern: 'C2', reason: 'measured' });
  later();
  arrives(play, 'there');
  later();
  play.when('mover', { type: 'resolve', concern: 'C1', reason: 'never mind' });
  play.when('expert', { type: 'concern', text: 'It needs a licence' });
  play.when('mover', { type: 'resolve', concern: 'C3', reason: 'we have one' });
  later();
  arrives(play, 'here', 2);
  const open = play.state().concerns.filter(({ resolved }) => !resolved);
  expect(open.map(({ id }) => id)).toEqual(['C1']);
});

function never(): never {
  throw new Error('the plan has a step with an owner');
}

test('5.6: a closed request keeps its decision wherever it is moved', () => {
  const play = UP_TO.verifying();
  play.when('qa', { type: 'evidence', criterion: '1', evidence: 'run' });
  play.when('mei', { type: 'actuals', days: 0, cost: { minor: 0, currency: 'CNY' } });
  play.when('qa', { type: 'verify', passed: true });
  const before = play.state();
  expect(kinds(arrives(play, 'there').events)).toEqual(['rehomed']);
  const { approval, accepted, policy, seats, votes, stage } = play.state();
  expect({ approval, accepted, policy, seats, votes, stage }).toEqual({
    approval: before.approval,
    accepted: before.accepted,
    policy: before.policy,
    seats: before.seats,
    votes: before.votes,
    stage: 'closed',
  });
});

test('5.6: a move that is told twice, or late, happened once', () => {
  const play = decided();
  arrives(play, 'there', 1);
  expect(play.when('system', to('there', 1)).events).toEqual([]);
  arrives(play, 'here', 2);
  const label = play.state().label;
  expect(play.when('system', to('there', 1)).events).toEqual([]);
  expect(play.state().label).toBe(label);
});

test('7.2: nothing settles under the closed policy, and none pins it', () => {
  for (const profile of ['standard', 'light'] as const) {
    const play = scenario({ profile, roles: { ...SOMEONE, lead: ['li'] }, policy: { triage: 'auto' } });
    play.when('carla', opened({}, 'carla', [...NONE, FEASIBLE]));
    if (profile === 'standard') {
      play.when('carla', { type: 'submit' });
      play.when('mei', { type: 'plan', plan: PLAN });
      play.when('mei', { type: 'review' });
    }
    const stood = play.world.policy;
    play.world.policy = closedPolicy();
    const { events } = play.when('system', { type: 'relocate', label: '#13', address: 'https://example.test/13' });
    expect(kinds(events)).toEqual(['relocated']);
    play.when('system', { type: 'note', irregularity: 'label-by-hand', detail: 'x' });
    expect(play.state().policy).toBe(stood.version);
    const told = play.when('system', to('there'));
    expect(play.state().policy).toBeUndefined();
    expect(kinds(told.events)).toContain('T13');
    expect(JSON.stringify(play.happened)).not.toContain('"policy":"none"');
  }
});

const WAY: readonly (readonly [string, Command])[] = [
  ['mei', { type: 'review' }],
  ['mover', { type: 'review' }],
  ...(['mei', 'arch', 'carla', 'mover', 'expert'] as const).map(
    (who) => [who, { type: 'vote', verdict: 'approve', authenticated: 'comment' }] as const,
  ),
  ['carla', { type: 'confirm', authenticated: 'comment' }],
  ['mei', { type: 'start' }],
  ['dev', { type: 'link-work', work: 'PR_1', label: '#1' }],
  ['mover', { type: 'start' }],
  [
    'carla',
    { type: 'write', request: { ...(opened() as Extract<Command, { type: 'open' }>).request, title: 'Other' } },
  ],
];

test('T13: whatever is said between moves, no vote, approval or emergency is older than the last one', () => {
  const step = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...WAY) },
    { weight: 1, arbitrary: fc.constantFrom('here' as const, 'there' as const) },
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40, size: 'max' }), (steps) => {
      const play = inReview();
      let turn = 0;
      let at: Project = 'here';
      let moved = 0;
      for (const one of steps) {
        play.world.now = new Date(Date.parse(play.world.now) + 60_000).toISOString();
        if (typeof one === 'string') {
          if (one === at) continue;
          at = one;
          turn += 1;
          moved = play.happened.length;
          arrives(play, one, turn);
          continue;
        }
        try {
          play.when(...one);
        } catch {
          // Refused: what matters is what the record says afterwards.
        }
        const since = play.happened.slice(moved).map(({ event }) => event);
        const state = play.state();
        if (state.approval) expect(since.some((event) => event.type === 'approved')).toBe(true);
        const cast = since.flatMap((event) =>
          event.type === 'voted' ? [`${event.vote.voter.id} ${event.vote.at}`] : [],
        );
        for (const vote of standingVotes(state)) expect(cast).toContain(`${vote.voter.id} ${vote.at}`);
        if (changeGate(state, 'merge', play.situation('x')).open) expect(state.policy).toBe(play.world.policy.version);
      }
    }),
    { numRuns: 200 },
  );
});

test('T13: a request that is back from where nobody heard of it is decided anew each time that something was decided since', () => {
  const play = decided();
  const back = {
    type: 'rehome',
    from: { project: 'R_2', name: 'acme/there' },
    to: { project: 'R_1' },
    label: '#20',
    address: 'https://example.test',
    isBack: true,
  } as const;
  expect(kinds(play.when('system', back).events)).toContain('T13');
  expect(play.state()).toMatchObject({ stage: 'assessing', moves: [{ to: { project: 'R_1' } }] });
  // The other of both moves tells of it, too.
  expect(play.when('system', back).events).toEqual([]);
  play.when('mei', { type: 'review' });
  approve(play, 'mei', 'project-manager');
  expect(kinds(play.when('system', back).events)).toContain('T13');
  expect(play.state().moves).toHaveLength(2);
});
