import { expect, test } from 'vitest';
import {
  ALTERNATIVES,
  approve,
  costs,
  days,
  FEASIBLE,
  inReview,
  item,
  kinds,
  NONE,
  opened,
  PLAN,
  person,
  REQUEST,
  SOMEONE,
  scenario,
} from '../../../test/instruments/scenario.ts';
import { contentDigest, facetDigests } from '../approval/facet.ts';
import { changeGate } from '../gate/change.ts';
import { missing } from '../gate/verdict.ts';
import { textDigest } from '../text/block.ts';
import { markdownToText } from '../text/markdown.ts';

test('T1–T16: the standard profile from form to closing', () => {
  const play = inReview({ roles: { ...SOMEONE, verifier: ['qa', 'dev'] } });
  expect(play.state()).toMatchObject({
    stage: 'in-review',
    class: 'minor',
    seats: ['project-manager', 'technical-expert', 'customer'],
    revision: 1,
  });
  approve(play, 'mei');
  approve(play, 'arch');
  expect(changeGate(play.state(), 'merge', play.situation('x')).open).toBe(false);
  expect(kinds(approve(play, 'carla').events)).toEqual(['voted', 'approved', 'T8']);
  expect(play.state().stage).toBe('approved');
  expect(missing(changeGate(play.state(), 'merge', play.situation('x'))).map((one) => one.code)).toEqual([
    'not-started',
  ]);
  expect(kinds(play.when('dev', { type: 'link-work', work: 'PR_21', label: '#21' }).events)).toEqual([
    'work-linked',
    'T12',
  ]);
  expect(changeGate(play.state(), 'merge', play.situation('x')).open).toBe(true);
  expect(play.refused('mei', { type: 'done' })).toBe('open-steps');
  play.when('dev', { type: 'done', step: '1' });
  play.when('mei', { type: 'done' });
  expect(play.refused('carla', { type: 'verify', passed: true })).toBe('needs-role');
  expect(play.refused('dev', { type: 'verify', passed: true })).toBe('implementer-verifies');
  expect(play.refused('qa', { type: 'close', reason: 'implemented' })).toBe('missing-evidence');
  play.when('qa', { type: 'evidence', criterion: '1', evidence: 'test run 42' });
  expect(play.refused('qa', { type: 'close', reason: 'implemented' })).toBe('missing-actuals');
  play.when('mei', { type: 'actuals', days: 0, cost: { minor: 0, currency: 'CNY' } });
  play.when('qa', { type: 'close', reason: 'implemented' });
  expect(play.state()).toMatchObject({ stage: 'closed', closing: { reason: 'implemented' } });
  expect(play.refused('mei', { type: 'start' })).toBe('already-final');
});

test('T8: a request with two requirements is approved whole, by one event over both', () => {
  const play = inReview();
  play.world.items.set('I_9', item('c'));
  const items = [...REQUEST.items, { id: 'I_9', label: '#9', action: 'modify' as const }];
  const after = markdownToText('#### #7\n\nInvoices as PDF.\n\n#### #9\n\nReminders as PDF.');
  play.when('carla', { type: 'write', request: { ...REQUEST, items, after } });
  approve(play, 'mei');
  approve(play, 'arch');
  expect(kinds(approve(play, 'carla').events)).toEqual(['voted', 'approved', 'T8']);
  const approvals = play.happened.flatMap(({ event }) => (event.type === 'approved' ? [event] : []));
  const { content } = play.state();
  expect(content.request.items.map(({ label }) => label)).toEqual(['#7', '#9']);
  expect(approvals).toMatchObject([{ digest: contentDigest(content), facets: facetDigests(content) }]);
});

test('T2: a request with missing fields is refused and names them', () => {
  const play = scenario();
  const { motive: _, ...rest } = { ...(opened() as { request: Record<string, unknown> }).request };
  play.when('carla', { ...opened(), request: rest } as never);
  expect(play.refused('carla', { type: 'submit' })).toBe('missing-fields');
  expect(play.state().stage).toBe('draft');
});

test('T2: no item and no new requirement is refused; an item that cannot be read is refused too', () => {
  const play = scenario();
  play.when('carla', opened({ items: [] }));
  expect(play.refused('carla', { type: 'submit' })).toBe('no-affected-item');
  const other = scenario();
  other.world.items.set('I_7', 'unreadable');
  other.when('carla', opened());
  expect(other.refused('carla', { type: 'submit' })).toBe('unreadable-items');
});

test('2.2: an unknown impact blocks review, "none" with a reason does not', () => {
  const play = scenario();
  play.when('carla', opened());
  play.when('carla', { type: 'submit' });
  play.when('mei', { type: 'triage' });
  play.when('mei', { type: 'plan', plan: PLAN });
  play.when('mei', { type: 'assess', inputs: NONE });
  expect(play.refused('mei', { type: 'review' })).toBe('unknown-impact');
});

test('4.3: an edit voids exactly the votes whose fields it touched, and only those roles are asked again', () => {
  const play = inReview();
  approve(play, 'mei');
  approve(play, 'arch');
  const outcome = play.when('mei', { type: 'assess', inputs: [costs(100_000)] });
  expect(outcome.events.filter((event) => event.type === 'vote-voided').map((event) => event.voter.name)).toEqual([
    'mei',
  ]);
  const voided = play.state().votes.find((vote) => vote.voter.name === 'mei');
  expect(voided?.voided).toMatchObject({ kind: 'edited', facets: ['cost'], by: { name: 'mei' } });
  approve(play, 'carla');
  expect(play.state().stage).toBe('in-review');
  approve(play, 'mei');
  expect(play.state().stage).toBe('approved');
});

test('4.1: a voided vote never comes back to life, even when the edit is undone', () => {
  const play = inReview();
  approve(play, 'mei');
  play.when('mei', { type: 'assess', inputs: [costs(100_000)] });
  play.when('mei', { type: 'assess', inputs: NONE });
  approve(play, 'arch');
  approve(play, 'carla');
  expect(play.state().stage).toBe('in-review');
});

test('4.4: whoever edits one part is not the author of what another wrote meanwhile, though both are heard of at once', () => {
  const play = inReview();
  const { request } = play.state().content;
  const both = { ...request, title: 'Export invoices as PDF/A', urgency: 'high' } as const;
  play.when('arch', { type: 'write', request: both, wrote: [] });
  expect(play.state()).toMatchObject({ content: { request: { title: 'Export invoices as PDF/A' } }, authors: [] });
  play.when('dev', { type: 'write', request: both, wrote: ['title'], late: true });
  expect(play.state().authors).toEqual([person('dev')]);
  approve(play, 'arch');
});

test('4.4: who wrote the text since submission is barred, who recorded an impact is not', () => {
  const play = inReview();
  const { request } = play.state().content;
  play.when('arch', { type: 'write', request: { ...request, title: 'Export invoices as PDF/A' } });
  expect(play.refused('arch', { type: 'vote', verdict: 'approve', authenticated: 'comment' })).toBe('barred-author');
  expect(play.happened.at(-1)?.event).toMatchObject({ type: 'attempt-refused', refusal: 'barred-author' });
  approve(play, 'deputy');
  approve(play, 'mei');
});

test('4.4: a requester votes in no seat of the provider, under no alias', () => {
  const play = scenario({ aliases: [['mei', 'mei-jira']] });
  play.when('mei-jira', opened({ origin: 'internal' }, 'mei-jira'));
  play.when('mei', { type: 'submit' });
  play.world.authority = {
    ...play.world.authority,
    roles: { ...play.world.authority.roles, 'change-manager': { people: [person('pmo')], unreadable: [] } },
  };
  play.world.policy = {
    ...play.world.policy,
    roles: { ...play.world.policy.roles, 'change-manager': { users: ['pmo'], teams: [], contacts: [] } },
  };
  play.when('pmo', { type: 'triage', owner: person('pmo') });
  play.when('pmo', {
    type: 'assess',
    inputs: [...NONE, { dimension: 'feasibility', value: { kind: 'none', reason: 'trivial' }, confidence: 'high' }],
  });
  play.when('pmo', { type: 'plan', plan: PLAN });
  expect(play.refused('pmo', { type: 'review' })).toBe('unfillable-seat');
});

test('4.4: two people never fill three seats', () => {
  const roles = {
    'project-manager': ['mei', 'arch'],
    'technical-expert': ['mei', 'arch'],
    customer: ['carla'],
    sponsor: ['arch'],
    quality: ['mei', 'qa'],
  };
  const short = scenario({ roles });
  short.when('carla', opened());
  short.when('carla', { type: 'submit' });
  short.when('mei', { type: 'triage' });
  short.when('mei', { type: 'assess', inputs: [...NONE, FEASIBLE, days(6, { criticalPath: true })] });
  short.when('mei', { type: 'plan', plan: PLAN });
  short.when('mei', { type: 'alternatives', alternatives: ALTERNATIVES });
  // Mei and Arch could each hold two or three of these seats; together they are still two people.
  expect(short.refused('mei', { type: 'review' })).toBe('unfillable-seat');

  const play = inReview({ roles: { ...roles, sponsor: ['arch', 'fin'] } }, [days(6, { criticalPath: true })]);
  for (const seat of ['project-manager', 'technical-expert'] as const)
    for (const name of ['mei', 'arch']) approve(play, name, seat);
  approve(play, 'arch', 'sponsor');
  approve(play, 'qa');
  approve(play, 'carla');
  expect(play.state().stage).toBe('in-review');
  approve(play, 'fin');
  expect(play.state().stage).toBe('approved');
});

test('4.7: provider staff never fills the customer’s seat', () => {
  const play = inReview({
    roles: { customer: ['carla', 'mei'], 'project-manager': ['mei'], 'technical-expert': ['arch'] },
  });
  expect(play.refused('mei', { type: 'vote', verdict: 'approve', seat: 'customer', authenticated: 'comment' })).toBe(
    'provider-staff',
  );
});

test('4.3: a role that was lost ends its vote; regaining it does not bring it back', () => {
  const play = inReview();
  approve(play, 'mei');
  const before = play.world.authority;
  play.world.authority = {
    ...before,
    roles: { ...before.roles, 'project-manager': { people: [person('new')], unreadable: [] } },
  };
  expect(kinds(play.when('system', { type: 'reconsider' }).events)).toEqual(['vote-voided']);
  play.world.authority = before;
  approve(play, 'arch');
  approve(play, 'carla');
  expect(play.state().stage).toBe('in-review');
});

test('4.4: a team that cannot be read makes nobody a member and voids nothing for good', () => {
  const play = inReview();
  for (const name of ['mei', 'carla']) approve(play, name);
  const before = play.world.authority;
  play.world.authority = {
    ...before,
    roles: { ...before.roles, 'project-manager': { people: [], unreadable: ['acme/pm'] } },
  };
  expect(play.when('system', { type: 'reconsider' }).events).toEqual([]);
  expect(
    play.refused('mei', { type: 'vote', verdict: 'approve', seat: 'project-manager', authenticated: 'comment' }),
  ).toBe('role-unreadable');
  approve(play, 'arch');
  expect(play.state().stage).toBe('in-review');
  play.world.authority = before;
  play.when('system', { type: 'reconsider' });
  expect(play.state().stage).toBe('approved');
});

test('T13: an edit after approval closes the gate at once and asks again only whom it concerns', () => {
  const play = inReview();
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  play.when('dev', { type: 'link-work', work: 'PR_21', label: '#21' });
  const outcome = play.when('mei', { type: 'assess', inputs: [costs(50_000)] });
  expect(kinds(outcome.events)).toEqual(['assessed', 'vote-voided', 'vote-voided', 'reapproval-needed', 'T13']);
  expect(changeGate(play.state(), 'merge', play.situation('x')).open).toBe(false);
  play.when('mei', { type: 'review' });
  approve(play, 'mei');
  approve(play, 'carla');
  expect(play.state().stage).toBe('implementing');
});

test('T13: an affected requirement that changes under an approval closes the gate; the approved text itself does not', () => {
  const play = inReview();
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  play.when('dev', { type: 'link-work', work: 'PR_21', label: '#21' });
  play.world.items.set('I_7', { title: item('a').title, text: textDigest(play.state().content.request.after ?? []) });
  expect(changeGate(play.state(), 'merge', play.situation('x')).open).toBe(true);
  expect(play.when('system', { type: 'reconsider' }).events).toEqual([]);
  play.world.items.set('I_7', item('b'));
  expect(changeGate(play.state(), 'merge', play.situation('x')).open).toBe(false);
  expect(kinds(play.when('system', { type: 'reconsider' }).events)).toContain('T13');
});

test('4.3: a larger impact asks for the larger board at once; a smaller one keeps it', () => {
  const play = inReview();
  play.when('mei', { type: 'assess', inputs: [days(6, { criticalPath: true })] });
  expect(play.state()).toMatchObject({
    class: 'major',
    seats: ['project-manager', 'technical-expert', 'customer', 'sponsor', 'quality'],
  });
  play.when('mei', { type: 'assess', inputs: NONE });
  expect(play.state().class).toBe('major');
});

test('4.3: a rejection that counts blocks until its voter changes it; T9 needs the chair', () => {
  const play = inReview();
  expect(play.refused('arch', { type: 'vote', verdict: 'reject', authenticated: 'comment' })).toBe('reason-needed');
  expect(
    play.refused('chair', { type: 'reject', code: 'cost', reason: 'too dear', wouldChange: 'half the price' }),
  ).toBe('no-rejection-yet');
  play.when('arch', { type: 'vote', verdict: 'reject', reason: 'no', authenticated: 'comment' });
  for (const name of ['mei', 'deputy', 'carla']) approve(play, name);
  expect(play.state().stage).toBe('in-review');
  play.when('chair', {
    type: 'reject',
    code: 'architecture',
    reason: 'does not fit',
    wouldChange: 'use the print service',
  });
  expect(play.state().stage).toBe('rejected');
  expect(play.refused('carla', { type: 'reopen' })).toBe('unchanged-since-rejection');
  play.when('carla', {
    type: 'write',
    request: { ...play.state().content.request, title: 'Export invoices through the print service' },
  });
  play.when('carla', { type: 'reopen' });
  expect(play.state()).toMatchObject({ stage: 'draft', round: 2 });
});

test('4.4: an abstention is recorded, never approves, and the next person is asked', () => {
  const play = inReview();
  play.when('arch', { type: 'vote', verdict: 'abstain', authenticated: 'comment' });
  approve(play, 'mei');
  approve(play, 'carla');
  expect(play.state().stage).toBe('in-review');
  approve(play, 'deputy');
  expect(play.state().stage).toBe('approved');
});

test('4.6: a concern blocks until its raiser or the chair resolves it; a condition blocks its stage until another than its owner verifies', () => {
  const play = inReview();
  play.when('arch', { type: 'concern', text: 'Fonts are not licensed' });
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  expect(play.state().stage).toBe('in-review');
  expect(play.refused('mei', { type: 'resolve', concern: 'C1', reason: 'fine' })).toBe('not-your-concern');
  play.when('mei', { type: 'condition', text: 'Load test first', owner: person('arch'), blocks: 'merge' });
  play.when('arch', { type: 'resolve', concern: 'c1', reason: 'licensed now' });
  expect(play.state().stage).toBe('approved');
  play.when('dev', { type: 'link-work', work: 'PR_21', label: '#21' });
  expect(missing(changeGate(play.state(), 'merge', play.situation('x'))).map((one) => one.code)).toEqual([
    'condition-open',
  ]);
  expect(play.refused('arch', { type: 'meet-condition', condition: 'K1' })).toBe('own-condition');
  play.when('mei', { type: 'meet-condition', condition: 'K1', evidence: 'run 7' });
  expect(changeGate(play.state(), 'merge', play.situation('x')).open).toBe(true);
});

test('4.8: an emergency starts with two people, its gate opens on the record, and closing needs ratification', () => {
  const play = scenario();
  play.when('duty', opened({}, 'duty'));
  expect(play.refused('duty', { type: 'emergency', reason: 'down', incident: 'INC-1' })).toBe('own-emergency');
  const other = scenario();
  other.when('carla', opened());
  other.when('duty', { type: 'emergency', reason: 'site is down', incident: 'INC-1' });
  expect(other.state().stage).toBe('implementing');
  expect(changeGate(other.state(), 'merge', other.situation('x')).open).toBe(true);
  expect(other.refused('chair', { type: 'ratify', outcome: 'ratified', reason: 'right' })).toBe('votes-missing');
  other.when('mei', {
    type: 'assess',
    inputs: [...NONE, { dimension: 'feasibility', value: { kind: 'none', reason: 'done' }, confidence: 'high' }],
  });
  other.when('mei', { type: 'plan', plan: { ...PLAN, steps: [{ id: '1', text: 'Fix', owner: person('dev') }] } });
  other.when('mei', { type: 'review' });
  for (const name of ['mei', 'arch', 'carla']) approve(other, name);
  other.when('chair', { type: 'ratify', outcome: 'ratified', reason: 'right' });
  expect(other.state().approval).toBeDefined();
  expect(changeGate(other.state(), 'merge', other.situation('x')).open).toBe(true);
  // 6.1: a freeze binds all but emergencies, before and after their review.
  const freeze = {
    from: '2026-11-01T00:00:00.000Z',
    to: '2026-12-01T00:00:00.000Z',
    stages: ['merge' as const],
    reason: 'Year end',
  };
  other.world.policy = { ...other.world.policy, freezes: [freeze] };
  expect(changeGate(other.state(), 'merge', other.situation('x')).open).toBe(true);
  other.world.policy = { ...other.world.policy, freezes: [] };
  other.when('mei', { type: 'assess', inputs: [costs(10_000)] });
  expect(other.state().stage).toBe('assessing');
});

test('3.4: the board defers and cancels by its chair with a second seat holder', () => {
  const play = inReview();
  expect(play.refused('mei', { type: 'defer', reason: 'later', until: '2026-12-01' })).toBe('needs-role');
  expect(play.refused('chair', { type: 'defer', reason: 'later' })).toBe('until-or-trigger');
  play.when('chair', { type: 'defer', reason: 'later', until: '2026-12-01' });
  expect(play.state().stage).toBe('in-review');
  expect(play.refused('chair', { type: 'second' })).toBe('second-yourself');
  play.when('arch', { type: 'second' });
  expect(play.state().stage).toBe('deferred');
  play.world.now = '2026-12-01T08:00:00.000Z';
  play.when('system', { type: 'reconsider' });
  expect(play.state()).toMatchObject({ stage: 'submitted', round: 2 });
  expect(play.state().content.impacts.cost).toBeDefined();
});

test('T11: an assessment older than 60 days is void', () => {
  const play = inReview();
  play.when('chair', { type: 'defer', reason: 'later', until: '2027-03-01' });
  play.when('arch', { type: 'second' });
  play.world.now = '2027-03-01T08:00:00.000Z';
  play.when('system', { type: 'reconsider' });
  expect(play.state().content.impacts).toEqual({});
});

test('T8: where the plan is to be confirmed, the customer’s confirmation is asked apart from the vote, and an edit asks again', () => {
  const play = inReview({ policy: { planConfirmation: true } });
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  expect(play.state().stage).toBe('in-review');
  play.when('carla', { type: 'confirm', authenticated: 'comment' });
  expect(play.state().stage).toBe('approved');
  play.when('mei', { type: 'assess', inputs: [costs(50_000)] });
  play.when('mei', { type: 'review' });
  for (const name of ['mei', 'carla']) approve(play, name);
  expect(play.state().stage).toBe('in-review');
});

test('T13: an approval that was not started within 180 days needs every vote again', () => {
  const play = inReview();
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  play.world.now = '2027-06-01T09:00:00.000Z';
  expect(kinds(play.when('system', { type: 'reconsider' }).events)).toEqual(['reapproval-needed', 'T13']);
  play.when('mei', { type: 'review' });
  expect(play.state().stage).toBe('in-review');
});

test('T13: actuals beyond tolerance ask for a new approval, once for each figure', () => {
  const play = inReview({}, [days(2)]);
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  play.when('dev', { type: 'link-work', work: 'PR_21', label: '#21' });
  play.when('mei', { type: 'actuals', days: 2.1, cost: { minor: 0, currency: 'CNY' } });
  expect(play.state().stage).toBe('implementing');
  play.when('mei', { type: 'actuals', days: 5, cost: { minor: 0, currency: 'CNY' } });
  expect(play.state()).toMatchObject({
    stage: 'assessing',
    reapproval: { cause: 'beyond-tolerance', detail: 'schedule' },
  });
  play.when('mei', { type: 'review' });
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  expect(play.state().stage).toBe('implementing');
});

test('T8: what is confirmed for what stands now is not confirmed again; an edit asks again', () => {
  const play = inReview({ policy: { planConfirmation: true } });
  const confirm = { type: 'confirm', authenticated: 'comment' } as const;
  expect(kinds(play.when('carla', confirm).events)).toEqual(['understood', 'plan-confirmed']);
  expect(play.refused('carla', confirm)).toBe('nothing-to-confirm');
  play.when('mei', { type: 'assess', inputs: [costs(50_000)] });
  // What it costs is the plan's; what was meant is as it was.
  expect(kinds(play.when('carla', confirm).events)).toEqual(['plan-confirmed']);
  expect(play.refused('carla', confirm)).toBe('nothing-to-confirm');
});

test('T16: a result is accepted once', () => {
  const play = inReview();
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  play.when('mei', { type: 'start' });
  play.when('mei', { type: 'done', step: '1' });
  if (play.state().stage === 'implementing') play.when('mei', { type: 'done' });
  expect(play.state().stage).toBe('verifying');
  play.when('carla', { type: 'confirm', authenticated: 'comment' });
  expect(play.refused('carla', { type: 'confirm', authenticated: 'comment' })).toBe('nothing-to-confirm');
});
