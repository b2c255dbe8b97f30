import { expect, test } from 'vitest';
import {
  ALTERNATIVES,
  approve,
  FEASIBLE,
  inReview,
  kinds,
  NONE,
  opened,
  PLAN,
  SOMEONE,
  scenario,
} from '../../../test/instruments/scenario.ts';

function submitted() {
  const play = scenario();
  play.when('carla', opened());
  play.when('carla', { type: 'submit' });
  return play;
}

test('T4: a question sends it back to its requester; an answer is an edit, and handing in again counts authors on', () => {
  const play = submitted();
  expect(play.refused('arch', { type: 'need-info', question: 'Which invoices?', of: 'requester' })).toBe('needs-role');
  play.when('mei', { type: 'need-info', question: 'Which invoices?', of: 'requester' });
  expect(play.state()).toMatchObject({ stage: 'draft', question: { text: 'Which invoices?' } });
  const { request } = play.state().content;
  play.when('arch', { type: 'write', request: { ...request, title: 'Export all invoices as PDF' } });
  play.when('carla', { type: 'submit' });
  expect(play.state().question).toBeUndefined();
  // Whoever rewrote the text while it was back in draft has written it since it was first submitted.
  expect(play.state().authors.map((one) => one.name)).toEqual(['arch']);
});

test('T5: triage declines with a reason, or closes a duplicate with its target', () => {
  const play = submitted();
  expect(play.refused('carla', { type: 'decline', reason: 'no' })).toBe('needs-role');
  play.when('mei', { type: 'decline', reason: 'out of scope' });
  expect(play.state()).toMatchObject({ stage: 'rejected', rejection: { code: 'declined-at-triage' } });
  const other = submitted();
  expect(other.refused('mei', { type: 'duplicate', of: '#12' })).toBe('bad-successor');
  other.when('mei', { type: 'duplicate', of: '#11' });
  expect(other.state()).toMatchObject({ stage: 'closed', closing: { reason: 'duplicate', target: '#11' } });
});

test('T17: only its requester withdraws, and only before a decision', () => {
  const play = inReview();
  expect(play.refused('mei', { type: 'withdraw', reason: 'no' })).toBe('not-requester');
  expect(play.refused('carla', { type: 'withdraw', reason: '' })).toBe('reason-needed');
  play.when('carla', { type: 'withdraw', reason: 'no longer needed' });
  expect(play.state().stage).toBe('withdrawn');
  const decided = inReview();
  for (const name of ['mei', 'arch', 'carla']) approve(decided, name);
  expect(decided.refused('carla', { type: 'withdraw', reason: 'late' })).toBe('not-in-this-stage');
});

test('T19: a successor closes it at any open stage, and votes do not carry over', () => {
  const play = inReview();
  play.world.others.set('#13', inReview().state());
  approve(play, 'mei');
  expect(play.refused('mei', { type: 'supersede', successor: '#14', reason: 'covers all of it' })).toBe(
    'unknown-successor',
  );
  play.when('mei', { type: 'supersede', successor: '#13', reason: 'covers all of it' });
  expect(play.state()).toMatchObject({ stage: 'closed', closing: { reason: 'superseded', target: '#13' } });
  expect(play.refused('arch', { type: 'vote', verdict: 'approve', authenticated: 'comment' })).toBe('already-final');
});

test('T19: each item of the old request is covered by the successor or let go by name', () => {
  const play = inReview();
  const other = scenario();
  other.when('carla', opened({ items: [{ id: 'I_9', label: '#9', action: 'modify' }] }));
  play.world.others.set('#13', other.state());
  const supersede = { type: 'supersede', successor: '#13', reason: 'another way' } as const;
  expect(play.refused('mei', supersede)).toBe('items-uncovered');
  expect(play.refused('mei', { ...supersede, dropped: ['#9'] })).toBe('items-uncovered');
  play.when('mei', { ...supersede, dropped: ['#7'] });
  expect(play.state().stage).toBe('closed');
  expect(play.happened.map(({ event }) => event)).toContainEqual(
    expect.objectContaining({ type: 'closed', dropped: ['#7'] }),
  );
  // What is over takes no place.
  const late = inReview();
  late.world.others.set('#13', play.state());
  expect(late.refused('mei', supersede)).toBe('unknown-successor');
});

test('T20, 4.8: while an earlier emergency waits for its review beyond its time, the next one needs one more seat', () => {
  const board = (overdueReviews: readonly string[]) => {
    const play = scenario();
    play.world.overdueReviews = overdueReviews;
    play.when('carla', opened());
    play.when('duty', { type: 'emergency', reason: 'the export is down', incident: 'INC-7' });
    return play.state().seats;
  };
  expect(board([])).toEqual(['project-manager', 'technical-expert', 'customer']);
  expect(board(['#3'])).toEqual(['project-manager', 'technical-expert', 'customer', 'sponsor']);
});

test('4.8: the further seat stays through assessment and review, and the emergency is not ratified without it', () => {
  const play = scenario({ roles: { ...SOMEONE, sponsor: ['boss'] } });
  play.world.overdueReviews = ['#3'];
  play.when('carla', opened());
  play.when('duty', { type: 'emergency', reason: 'the export is down', incident: 'INC-7' });
  play.world.overdueReviews = [];
  play.when('mei', { type: 'assess', inputs: [...NONE, FEASIBLE] });
  play.when('mei', { type: 'plan', plan: PLAN });
  play.when('mei', { type: 'review' });
  expect(play.state().seats).toEqual(['project-manager', 'technical-expert', 'customer', 'sponsor']);
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  const ratify = { type: 'ratify', outcome: 'ratified', reason: 'the fix was right' } as const;
  expect(play.refused('chair', ratify)).toBe('votes-missing');
  approve(play, 'boss');
  play.when('chair', ratify);
  expect(play.state().emergency?.ratified?.outcome).toBe('ratified');
});

test('4.8, T20: light walks from its form to review by itself, so an emergency starts from there, with its votes asked for anew and a further member', () => {
  const roles = { lead: ['mei'], customer: ['carla'], 'technical-expert': ['arch'], 'emergency-authority': ['duty'] };
  const play = scenario({ profile: 'light', roles });
  play.world.overdueReviews = ['#3'];
  play.when('carla', opened({}, 'carla', [...NONE, FEASIBLE]));
  expect(play.state().stage).toBe('in-review');
  approve(play, 'mei');
  play.when('duty', { type: 'emergency', reason: 'the export is down', incident: 'INC-7' });
  expect(play.state()).toMatchObject({ stage: 'implementing', seats: ['lead', 'customer', 'member'] });
  const ratify = { type: 'ratify', outcome: 'ratified', reason: 'the fix was right' } as const;
  approve(play, 'carla');
  approve(play, 'arch');
  // The lead approved a change that could wait: its type is governed content.
  expect(play.refused('mei', ratify)).toBe('votes-missing');
  approve(play, 'mei');
  play.when('mei', ratify);
  expect(play.state().emergency?.ratified?.outcome).toBe('ratified');
});

test('T20: in the standard profile what is assessed or reviewed is decided by its board, not declared an emergency', () => {
  const play = inReview();
  const emergency = { type: 'emergency', reason: 'the export is down', incident: 'INC-7' } as const;
  expect(play.refused('duty', emergency)).toBe('not-in-this-stage');
});

test('T18, 3.4: a decided request is cancelled by the chair with a second who is not the chair', () => {
  const play = inReview();
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  play.when('chair', { type: 'cancel', reason: 'the customer stopped' });
  expect(play.refused('chair', { type: 'second' })).toBe('second-yourself');
  expect(play.refused('dev', { type: 'second' })).toBe('needs-role');
  play.when('arch', { type: 'second' });
  expect(play.state()).toMatchObject({ stage: 'closed', closing: { reason: 'cancelled' } });
});

test('T15: a failed verification goes back to work and asks for evidence anew', () => {
  const play = inReview({ roles: { ...SOMEONE, verifier: ['qa'] } });
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  play.when('mei', { type: 'start' });
  play.when('dev', { type: 'evidence', criterion: '1', evidence: 'run 1' });
  play.when('dev', { type: 'done', step: '1' });
  play.when('mei', { type: 'done' });
  expect(play.refused('qa', { type: 'verify', passed: false })).toBe('reason-needed');
  expect(kinds(play.when('qa', { type: 'verify', passed: false, reason: 'empty PDF' }).events)).toEqual([
    'verification-failed',
    'T15',
  ]);
  expect(play.state().evidence).toEqual([]);
});

test('T12: a hold, a start condition and a freeze each keep an approved request from starting', () => {
  const play = inReview();
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  play.when('mei', { type: 'hold', reason: 'wait for the supplier' });
  expect(play.refused('mei', { type: 'start' })).toBe('on-hold');
  play.when('mei', { type: 'release' });
  play.when('arch', {
    type: 'condition',
    text: 'Load test',
    owner: { id: 'github:dev', name: 'dev' },
    blocks: 'start',
  });
  expect(play.refused('mei', { type: 'start' })).toBe('condition-blocks');
  play.when('arch', { type: 'meet-condition', condition: 'K1' });
  const freeze = {
    from: '2026-11-01T00:00:00.000Z',
    to: '2026-12-01T00:00:00.000Z',
    stages: ['start'] as const,
    reason: 'year end',
  };
  play.world.policy = { ...play.world.policy, freezes: [freeze] };
  expect(play.refused('mei', { type: 'start' })).toBe('freeze-window');
  play.world.policy = { ...play.world.policy, freezes: [] };
  play.when('mei', { type: 'start' });
  expect(play.state().stage).toBe('implementing');
});

const AT = {
  draft: () => {
    const play = scenario();
    play.when('carla', opened({ motive: [] }));
    return play;
  },
  submitted,
  assessing: () => {
    const play = submitted();
    play.when('mei', { type: 'triage' });
    return play;
  },
} as const;

test.each(['draft', 'submitted', 'assessing'] as const)(
  'T5: the manager ends it in %s, and its requester may come back',
  (stage) => {
    const play = AT[stage]();
    expect(play.state().stage).toBe(stage);
    expect(play.refused('dev', { type: 'decline', reason: 'no' })).toBe('needs-role');
    expect(play.refused('mei', { type: 'decline', reason: '' })).toBe('reason-needed');
    play.when('mei', { type: 'decline', reason: 'out of scope' });
    expect(play.state()).toMatchObject({ stage: 'rejected', rejection: { code: 'declined-at-triage' } });
    expect(play.refused('carla', { type: 'reopen' })).toBe('unchanged-since-rejection');
    const { request } = play.state().content;
    play.when('carla', { type: 'write', request: { ...request, title: 'Another wish' } });
    play.when('carla', { type: 'reopen' });
    expect(play.state().stage).toBe('draft');
    const other = AT[stage]();
    other.when('mei', { type: 'duplicate', of: '#11' });
    expect(other.state()).toMatchObject({ stage: 'closed', closing: { reason: 'duplicate', target: '#11' } });
  },
);

/** Profiles in which nobody triages, with who manages there and what is answered to whoever does not. */
const BY_ITSELF = {
  'standard with triage: auto': { profile: 'standard', policy: { triage: 'auto' }, roles: SOMEONE, by: 'mei' },
  light: { profile: 'light', roles: { lead: ['li'], customer: ['carla'], implementer: ['dev'] }, by: 'li' },
} as const;

test.each(
  Object.keys(BY_ITSELF).flatMap((kind) =>
    (['draft', 'assessing', 'in-review'] as const).map((stage) => [kind, stage] as const),
  ),
)('T5: where nobody triages (%s), only its manager ends it in %s, and not what the board votes on', (kind, stage) => {
  const { by, ...options } = BY_ITSELF[kind as keyof typeof BY_ITSELF];
  const there = () => {
    const play = scenario(options);
    play.when(
      'carla',
      opened(stage === 'draft' ? { cause: undefined } : {}, 'carla', stage === 'in-review' ? [...NONE, FEASIBLE] : []),
    );
    if (stage !== 'draft' && options.profile === 'standard') play.when('carla', { type: 'submit' });
    if (stage === 'in-review' && options.profile === 'standard') {
      play.when(by, { type: 'plan', plan: PLAN });
      play.when(by, { type: 'alternatives', alternatives: ALTERNATIVES });
      play.when(by, { type: 'review' });
    }
    expect(play.state().stage).toBe(stage);
    return play;
  };
  const no = { type: 'decline', reason: 'out of scope' } as const;
  const twice = { type: 'duplicate', of: '#11' } as const;
  for (const command of [no, twice])
    for (const other of ['dev', 'carla', 'stranger'])
      expect(there().refused(other, command)).toBe(stage === 'in-review' ? 'not-in-this-stage' : 'needs-role');
  if (stage === 'in-review') {
    for (const command of [no, twice]) expect(there().refused(by, command)).toBe('not-in-this-stage');
    return;
  }
  const declined = there();
  declined.when(by, no);
  expect(declined.state()).toMatchObject({ stage: 'rejected', rejection: { code: 'declined-at-triage' } });
  const found = there();
  found.when(by, twice);
  expect(found.state()).toMatchObject({ stage: 'closed', closing: { reason: 'duplicate', target: '#11' } });
});

test.each(['draft', 'submitted', 'assessing'] as const)(
  'T18: the board ends it in %s, the chair with a second',
  (stage) => {
    const play = AT[stage]();
    expect(play.refused('mei', { type: 'cancel', reason: 'no' })).toBe('needs-role');
    play.when('chair', { type: 'cancel', reason: 'the contract ended' });
    expect(play.state().stage).toBe(stage);
    expect(play.refused('chair', { type: 'second' })).toBe('second-yourself');
    expect(play.refused('dev', { type: 'second' })).toBe('needs-role');
    play.when('arch', { type: 'second' });
    expect(play.state()).toMatchObject({ stage: 'closed', closing: { reason: 'cancelled' } });
  },
);

test('T9: what cannot be done never reaches a vote, and the board says no to it all the same', () => {
  const play = AT.assessing();
  const no = {
    type: 'reject',
    code: 'infeasible',
    reason: 'no such interface',
    wouldChange: 'a new supplier',
  } as const;
  expect(play.refused('chair', no)).toBe('not-in-this-stage');
  play.when('arch', {
    type: 'assess',
    inputs: [
      {
        ...FEASIBLE,
        value: { kind: 'value', value: { technical: 'no', resources: 'yes', contract: 'yes' } },
      },
    ],
  });
  expect(play.refused('mei', no)).toBe('needs-role');
  play.when('chair', no);
  expect(play.state()).toMatchObject({ stage: 'assessing', pendingAct: { act: { act: 'reject' } } });
  play.when('arch', { type: 'second' });
  expect(play.state()).toMatchObject({
    stage: 'rejected',
    rejection: { code: 'infeasible', wouldChange: 'a new supplier' },
  });
  expect(play.state().pendingAct).toBeUndefined();
});

test('T9: a rejection says what would change the answer, in every profile', () => {
  const play = inReview();
  const no = { type: 'reject', code: 'cost', reason: 'too dear' } as const;
  play.when('mei', { type: 'vote', verdict: 'reject', reason: 'too dear', authenticated: 'comment' });
  expect(play.refused('chair', no)).toBe('would-change-needed');
  play.when('chair', { ...no, wouldChange: 'half the price' });
  expect(play.state()).toMatchObject({ stage: 'rejected', rejection: { wouldChange: 'half the price' } });
});
