import { expect, test } from 'vitest';
import { approve, costs, inReview, REQUEST } from '../../../test/instruments/scenario.ts';
import { FACETS } from '../approval/facet.ts';
import { TYPED_ACTS, wordsOf } from '../change/acts.ts';
import { type ChangeEvent, type EventType, REAPPROVALS } from '../change/event.ts';
import { LOCALES, type Locale } from '../text/locale.ts';
import { COMMANDS } from '../typed/table.ts';
import { eventLine } from './event.ts';
import { PLAIN, speaker } from './sentence.ts';
import { statusView } from './status.ts';

const by = { id: 'github:1', name: 'mei' };
const hash = 'a'.repeat(64);
const facets = Object.fromEntries(FACETS.map((facet) => [facet, hash])) as Record<(typeof FACETS)[number], string>;
const attested = {
  by: { id: 'github:2', name: 'own' },
  witness: { id: 'github:3', name: 'cm' },
  on: '2026-11-30',
  evidence: 'the printed order',
};
const vote = {
  voter: by,
  seat: 'customer',
  at: '2026-11-03T09:00:00.000Z',
  authenticated: 'comment',
  digest: hash,
  facets,
  policy: 'p',
  round: 1,
} as const;

/** One event of each kind at least; a kind that is missing here does not compile. */
const EVENTS: { readonly [Type in EventType]: readonly Extract<ChangeEvent, { type: Type }>[] } = {
  opened: [
    { type: 'opened', requester: by, label: '#12', address: 'https://e.test', changeType: 'normal' },
    { type: 'opened', requester: by, onBehalfOf: by, label: '#12', address: 'https://e.test', changeType: 'normal' },
    {
      ...{ type: 'opened', requester: by, label: '#12', address: 'https://e.test', changeType: 'normal' },
      afterLoss: { version: 12, by },
    },
  ],
  'request-written': [
    { type: 'request-written', request: REQUEST, by, changed: ['title', 'text'] },
    { type: 'request-written', request: REQUEST, by, changed: [] },
  ],
  represented: [{ type: 'represented', person: by, by }],
  rebased: [{ type: 'rebased', items: [...REQUEST.items], by }],
  understood: [{ type: 'understood', by, digest: hash }],
  moved: [
    { type: 'moved', rule: 'T6', from: 'assessing', to: 'in-review' },
    { type: 'moved', rule: 'T6', from: 'assessing', to: 'in-review', by },
  ],
  triaged: [{ type: 'triaged', changeType: 'normal', owner: by, by }],
  'owner-changed': [
    { type: 'owner-changed', to: by, by },
    { type: 'owner-changed', from: by, to: by, reason: 'on leave', by },
  ],
  asked: [{ type: 'asked', question: 'Which customers?', of: 'requester', by }],
  answered: [{ type: 'answered', by }],
  assessed: [{ type: 'assessed', dimension: 'cost', impacts: {}, by }],
  planned: [{ type: 'planned', plan: { steps: [], acceptance: [] }, by }],
  'alternatives-written': [{ type: 'alternatives-written', alternatives: [], by }],
  classified: [
    { type: 'classified', class: 'major', seats: ['customer'], policy: 'p' },
    { type: 'classified', class: 'major', seats: [], policy: 'p', by },
  ],
  migrated: [
    { type: 'migrated', from: 'p', to: 'q', class: 'minor', seats: ['customer'], gains: [], loses: [], by },
    {
      type: 'migrated',
      from: 'p',
      to: 'q',
      class: 'minor',
      seats: ['customer'],
      gains: [{ seat: 'customer', person: by }],
      loses: [{ seat: 'sponsor', person: by }],
      by,
    },
  ],
  away: [
    { type: 'away', absence: { person: by, from: '2026-11-05T21:00:00.000Z', until: '2026-11-09T21:00:00.000Z' }, by },
    {
      type: 'away',
      absence: {
        ...{ person: by, from: '2026-11-05T21:00:00.000Z', until: '2026-11-09T21:00:00.000Z', to: by },
        ...{ seats: ['project-manager'], largest: 'moderate', reason: 'training' },
      },
      by,
    },
  ],
  back: [{ type: 'back', by }],
  reminded: [
    { type: 'reminded', of: 'votes', share: 50, due: '2026-11-05T21:00:00.000Z' },
    { type: 'reminded', of: 'votes', share: 80, due: '2026-11-05T21:00:00.000Z' },
    { type: 'reminded', of: 'votes', share: 100, due: '2026-11-05T21:00:00.000Z' },
    { type: 'reminded', of: 'emergency-review', share: 100, due: '2026-11-05T21:00:00.000Z' },
  ],
  'review-opened': [{ type: 'review-opened', digest: hash, policy: 'p', due: '2026-11-09T09:00:00.000Z', by }],
  voted: [
    { type: 'voted', vote: { ...vote, verdict: 'approve' } },
    { type: 'voted', vote: { ...vote, verdict: 'reject', reason: 'too dear' } },
    { type: 'voted', vote: { ...vote, verdict: 'abstain' } },
    { type: 'voted', vote: { ...vote, verdict: 'approve', authenticated: 'attestation', attested } },
    { type: 'voted', vote: { ...vote, verdict: 'approve', meaning: 'change', revision: 2 } },
    { type: 'voted', vote: { ...vote, verdict: 'reject', reason: 'wrong', meaning: 'emergency', revision: 1 } },
    { type: 'voted', vote: { ...vote, verdict: 'abstain', meaning: 'emergency', revision: 1 } },
  ],
  'vote-voided': [
    { type: 'vote-voided', voter: by, seat: 'customer', cause: { kind: 'edited', facets: ['cost'], by } },
    { type: 'vote-voided', voter: by, seat: 'customer', cause: { kind: 'role-lost' } },
    { type: 'vote-voided', voter: by, seat: 'customer', cause: { kind: 'item-changed', items: ['#7'] } },
    { type: 'vote-voided', voter: by, seat: 'customer', cause: { kind: 'returned', by } },
    { type: 'vote-voided', voter: by, seat: 'customer', cause: { kind: 'class-lowered', by } },
    { type: 'vote-voided', voter: by, seat: 'customer', cause: { kind: 'barred' } },
    { type: 'vote-voided', voter: by, seat: 'customer', cause: { kind: 'moved', from: 'acme/shop' } },
  ],
  'plan-confirmed': [
    { type: 'plan-confirmed', by, digest: hash },
    { type: 'plan-confirmed', by, digest: hash, authenticated: 'attestation', attested },
  ],
  proposed: [{ type: 'proposed', id: 'P1', from: 'acme/shop#7', address: 'https://x', text: 'As CSV', by }],
  'proposal-settled': [
    { type: 'proposal-settled', id: 'P1', outcome: 'taken-over', reason: '', by },
    { type: 'proposal-settled', id: 'P1', outcome: 'taken-over', reason: 'Agreed', by },
    { type: 'proposal-settled', id: 'P1', outcome: 'turned-down', reason: 'Too late', by },
  ],
  'concern-raised': [{ type: 'concern-raised', id: 'C1', text: 'Too soon', by }],
  'concern-resolved': [{ type: 'concern-resolved', id: 'C1', reason: 'Moved', by }],
  'condition-added': [
    { type: 'condition-added', condition: { id: 'K1', text: 'Test it', owner: by, blocks: 'merge', by } },
  ],
  'condition-met': [{ type: 'condition-met', id: 'K1', by }],
  approved: [{ type: 'approved', digest: hash, facets, conditions: [] }],
  rejected: [{ type: 'rejected', code: 'c', text: 'No budget', by }],
  'reapproval-needed': REAPPROVALS.map((cause) => ({
    type: 'reapproval-needed',
    cause,
    detail: 'cost',
  })),
  'act-proposed': [
    {
      type: 'act-proposed',
      act: { act: 'attest', reason: 'the printed order', signer: by, verdict: 'approve', on: '2026-11-30' },
      by,
    },
    { type: 'act-proposed', act: { act: 'defer', reason: 'later', until: '2027-01-01' }, by },
  ],
  'act-seconded': [{ type: 'act-seconded', act: { act: 'cancel', reason: 'gone' }, by }],
  held: [{ type: 'held', reason: 'budget', by }],
  released: [{ type: 'released', by }],
  'emergency-opened': [
    { type: 'emergency-opened', reason: 'down', incident: 'INC-7', by, reviewDue: '2026-11-04T09:00:00.000Z' },
  ],
  ratified: (['ratified', 'with-actions', 'not-ratified'] as const).map((outcome) => ({
    type: 'ratified',
    outcome,
    reason: 'seen',
    by,
  })),
  'work-linked': [{ type: 'work-linked', work: 'PR_1', label: '#21', by }],
  'work-accepted': [{ type: 'work-accepted', work: 'PR_1', label: '#21', head: 'abc', by }],
  'work-pushed': [{ type: 'work-pushed', work: 'PR_1', label: '#21', by }],
  'work-merged': [
    { type: 'work-merged', work: 'PR_1', label: '#21', gate: 'open', by },
    { type: 'work-merged', work: 'PR_1', label: '#21', gate: 'closed', by },
  ],
  'work-unlinked': [{ type: 'work-unlinked', work: 'PR_1', by }],
  'step-done': [{ type: 'step-done', step: '1', by }],
  'step-dropped': [{ type: 'step-dropped', step: '1', reason: 'not needed', by }],
  'evidence-recorded': ([undefined, 'a.txt', 'x'] as const).map((evidence) => ({
    ...{ type: 'evidence-recorded', criterion: 'opens', evidence: evidence ?? 'x', by },
    ...(evidence ? { file: { name: 'a.txt', digest: 'a'.repeat(64), size: 1_234_567, kind: 'text' } } : {}),
  })),
  'actuals-recorded': [
    { type: 'actuals-recorded', days: 1, cost: { minor: 100, currency: 'CNY' }, by },
    { type: 'actuals-recorded', days: 5, cost: { minor: 100, currency: 'ZZZ' }, by },
  ],
  'verification-failed': [{ type: 'verification-failed', reason: 'broken', by }],
  accepted: [
    { type: 'accepted', by },
    { type: 'accepted', by, authenticated: 'attestation', attested },
  ],
  closed: [{ type: 'closed', reason: 'implemented', by }],
  withdrawn: [{ type: 'withdrawn', reason: 'gone', by }],
  'attempt-refused': [{ type: 'attempt-refused', command: 'vote', refusal: 'provider-staff', by }],
  irregularity: (
    [
      'label-by-hand',
      'comment-deleted',
      'comment-edited',
      'status-by-hand',
      'out-of-process',
      'item-deleted',
      'item-seen',
    ] as const
  ).map((kind) => ({ type: 'irregularity', kind, detail: 'x', by })),
  rehomed: ([{}, { outOfSight: true }] as const).map((sight) => ({
    type: 'rehomed',
    from: { project: 'R_1', name: 'acme/shop' },
    to: { project: 'R_2', ...sight },
    label: '#13',
    address: 'https://e.test/13',
  })),
  relocated: [{ type: 'relocated', label: '#13', address: 'https://e.test/13' }],
};

const all = Object.values(EVENTS).flat() as readonly ChangeEvent[];

test.each(all.map((event) => [event.type, event] as const))(
  '7.1: an event %s has its line of history in both languages',
  (_, event) => {
    for (const locale of LOCALES) {
      const line = speaker(
        { locale, timeZone: 'UTC', year: '2026' },
        PLAIN,
      )(eventLine({ event, at: '2026-11-04T09:00:00.000Z' }));
      expect(line).not.toMatch(/[{}]|undefined|^$/);
      if (locale === 'zh-CN') expect(line).toMatch(/\p{Script=Han}/u);
    }
  },
);

test.each([
  ['en', undefined, 'now in review'],
  ['en', by, 'now in review, by mei'],
  ['zh-CN', undefined, '状态变为“评审中”'],
  ['zh-CN', by, 'mei 将状态改为“评审中”'],
] as const)(
  '7.1: in %s, a move names whoever made it, and nobody where the rules or an old entry name none',
  (locale, mover, line) => {
    const event: ChangeEvent = {
      ...{ type: 'moved', rule: 'T6', from: 'assessing', to: 'in-review' },
      ...(mover ? { by: mover } : {}),
    };
    const say = speaker({ locale, timeZone: 'UTC', year: '2026' }, PLAIN);
    expect(say(eventLine({ event, at: '2026-11-04T09:00:00.000Z' }))).toBe(line);
  },
);

test('4.3: the line of a lost vote says which edit and by whom; when, the line itself says', () => {
  const say = speaker({ locale: 'en', timeZone: 'UTC', year: '2026' }, PLAIN);
  const event: ChangeEvent = {
    type: 'vote-voided',
    voter: by,
    seat: 'sponsor',
    cause: { kind: 'edited', facets: ['cost'], by: { id: 'github:2', name: 'arch' } },
  };
  expect(say(eventLine({ event, at: '2026-11-04T09:00:00.000Z' }))).toBe(
    'the vote of mei as sponsor no longer counts: cost edited by arch',
  );
});

test('2.5: an actual cost in a currency that nobody knows any more is still shown', () => {
  const say = speaker({ locale: 'en', timeZone: 'UTC' }, PLAIN);
  const [, odd] = EVENTS['actuals-recorded'];
  expect(odd && say(eventLine({ event: odd, at: '2026-11-04T09:00:00.000Z' }))).toBe(
    'mei recorded 5\u00a0working days and ZZZ 100 as actuals',
  );
});

test('4.3: an edit says what it made of what, a class what it was, and a board which seats are new', () => {
  const play = inReview({}, [costs(800_000)]);
  approve(play, 'mei');
  play.when('arch', { type: 'assess', inputs: [costs(6_000_000, 'CNY', 'low')] });
  const lines = (locale: Locale) => {
    const say = speaker({ locale, timeZone: 'UTC', year: '2026' }, PLAIN);
    return statusView(play.state(), play.situation('nobody'), play.happened)
      .history.slice(0, 3)
      .map((one) => say(one.sentence));
  };
  expect(lines('en')).toEqual([
    'class critical, from moderate; new seats: second technical expert, sponsor, quality representative and safety representative',
    'the vote of mei as project manager no longer counts: cost edited by arch (CNY\u00a08,000 one-off, high confidence → CNY\u00a060,000 one-off, low confidence)',
    'arch assessed cost: CNY\u00a08,000 one-off, high confidence → CNY\u00a060,000 one-off, low confidence',
  ]);
  expect(lines('zh-CN')[0]).toContain('变更等级由“一般”变为“重大”；新增席位：');
  const seats = statusView(play.state(), play.situation('nobody'), play.happened).seats;
  const say = speaker({ locale: 'en', timeZone: 'UTC', year: '2026' }, PLAIN);
  expect(seats.map((one) => say(one.name)).filter((one) => one.includes('expert'))).toEqual([
    'technical expert',
    'second technical expert',
  ]);
  expect(say(seats[0]?.because ?? '')).toContain('CNY\u00a08,000');
});

test('4.3: an impact that was edited during the review shows what it was; a first assessment was nothing before', () => {
  const play = inReview({}, [costs(800_000)]);
  const was = () =>
    statusView(play.state(), play.situation('nobody'), play.happened).impacts.flatMap((one) => one.was ?? []);
  expect(was()).toEqual([]);
  play.when('arch', { type: 'assess', inputs: [costs(900_000)] });
  expect(was()).toEqual([{ money: { minor: 800_000, currency: 'CNY' } }]);
});

test.each([
  ['vote', 'approve', '/approve', '/同意'],
  ['vote', 'reject', '/reject', '/反对'],
  ['vote', undefined, 'vote', '表决'],
  ['meet-condition', undefined, '/meet', '/满足'],
  ['alternatives', undefined, '/alternative', '/备选方案'],
  ['write', undefined, 'what only others may do', '无权'],
  ...TYPED_ACTS.flatMap((type) =>
    wordsOf(type).length > 1
      ? []
      : COMMANDS.filter(({ word }) => wordsOf(type).includes(word)).map(
          ({ word, zh }) => [type, undefined, `/${word}`, `/${zh}`] as const,
        ),
  ),
] as const)('7.1: an attempt at %s (%s) is told by the word that was typed', (command, verdict, en, zh) => {
  const event = {
    type: 'attempt-refused',
    command,
    ...(verdict ? { verdict } : {}),
    refusal: 'provider-staff',
    by,
  } as const;
  for (const [locale, word] of [
    ['en', en],
    ['zh-CN', zh],
  ] as const) {
    const said = speaker(
      { locale, timeZone: 'UTC', year: '2026' },
      PLAIN,
    )(eventLine({ event, at: '2026-11-04T09:00:00.000Z' }));
    expect(said).toContain(word);
    if (word.startsWith('/')) expect(said.replaceAll(word, '')).not.toContain(command);
  }
});

test('7.1: of a vote that was refused it goes on record which it was', () => {
  const play = inReview();
  play.refused('rosa', { type: 'vote', verdict: 'reject', authenticated: 'comment' });
  expect(play.happened.at(-1)?.event).toMatchObject({ type: 'attempt-refused', command: 'vote', verdict: 'reject' });
});
