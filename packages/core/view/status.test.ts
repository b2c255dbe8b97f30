import { expect, test } from 'vitest';
import {
  approve,
  costs,
  days,
  inReview,
  NONE,
  opened,
  person,
  type Scenario,
  scenario,
} from '../../../test/instruments/scenario.ts';
import type { AssessedInput } from '../change/command.ts';
import { changeGate } from '../gate/change.ts';
import { markdownToText } from '../text/markdown.ts';
import { labelsFor, ownLabel } from './labels.ts';
import { PLAIN, speaker } from './sentence.ts';
import { type StatusView, statusView } from './status.ts';
import { verdictLines } from './verdict.ts';

const say = speaker({ locale: 'en', timeZone: 'UTC', year: '2026' }, PLAIN);

function view(play: Scenario): StatusView {
  return statusView(play.state(), play.situation('nobody'), play.happened);
}

const next = (play: Scenario) => view(play).next.map(say);

test('2.3: the class comes with the sentence that says why', () => {
  const play = inReview({}, [days(6, { criticalPath: true })]);
  expect(say(view(play).class?.sentence ?? '')).toBe('major: the critical path moves by 6\u00a0working days.');
});

test('2.3: low confidence in an estimate is said to have raised the class', () => {
  const found = view(inReview({}, [costs(1_000_000, 'CNY', 'low')])).class;
  expect(found?.raised.map(say)).toEqual(['Confidence in that estimate is low, which raises the class by one.']);
});

test('4.2: of many new requirements the first are told in their words, and the others are counted', () => {
  const items = Array.from({ length: 23 }, (_, at) => ({
    ...{ id: `new:${at + 1}`, label: 'new', action: 'add' as const },
    ...(at < 22 ? { text: `wish ${at + 1}` } : {}),
  }));
  const play = scenario();
  play.when('carla', opened({ items }));
  const links = view(play).links.map(say);
  expect(links).toHaveLength(21);
  expect(links[19]).toContain('wish 20');
  expect(links[20]).toContain('3 new requirements');
});

test('2.1: a draft says what is missing, who fills it in, and what fits the cause', () => {
  const play = scenario();
  play.when('carla', opened({ items: [], cause: { code: 'unclear-initial', kind: 'ambiguous' } }));
  expect(next(play)).toEqual(['carla: fill in what is missing: affected requirements. Then write `/submit`.']);
  expect(say(view(play).hint ?? '')).toMatch(/^The requirement was not clear: settle with the requester/);
});

test('2.1: a hint that asks what is meant goes once the requester has confirmed it, and comes back with another text', () => {
  const play = scenario();
  play.when('carla', opened({ cause: { code: 'customer-business', kind: 'strategy' } }));
  expect(say(view(play).hint ?? '')).toMatch(/let the customer confirm/);
  play.when('carla', { type: 'confirm', authenticated: 'comment' });
  expect(view(play).hint).toBeUndefined();
  play.when('carla', { type: 'submit' });
  play.when('mei', { type: 'triage' });
  play.when('mei', { type: 'assess', inputs: [costs(100)] });
  expect(view(play).hint).toBeUndefined();
  play.when('carla', { type: 'write', request: { ...play.state().content.request, title: 'Another' } });
  expect(view(play).hint).toBeDefined();
});

test('T4: a question is the next step of the requester', () => {
  const play = scenario();
  play.when('carla', opened());
  play.when('carla', { type: 'submit' });
  play.when('mei', { type: 'need-info', question: 'Which customers?', of: 'requester' });
  expect(next(play)[0]).toBe('carla: answer “Which customers?”, then write `/submit`.');
});

test('T6: assessment says which impacts are unknown and what the plan lacks', () => {
  const play = scenario();
  play.when('carla', opened());
  play.when('carla', { type: 'submit' });
  play.when('mei', { type: 'triage' });
  play.when('mei', { type: 'assess', inputs: [costs(100)] });
  expect(next(play)).toEqual([
    'mei: assess the impact on schedule, quality, risk and feasibility with `/assess`.',
    'mei: complete the plan with `/plan`; still missing: its steps.',
  ]);
});

test('4.3: a vote that an edit of the cost voided is shown with the edit, and only the roles concerned are asked again', () => {
  const play = inReview();
  approve(play, 'mei');
  approve(play, 'arch');
  play.world.now = '2026-11-04T09:00:00.000Z';
  play.when('arch', { type: 'assess', inputs: [costs(200_000)] });
  const rows = view(play).seats;
  expect(rows.map((row) => [row.seat, row.standing, row.who?.name])).toEqual([
    ['project-manager', 'voided', 'mei'],
    ['technical-expert', 'approved', 'arch'],
    ['customer', 'waiting', undefined],
  ]);
  expect(say(rows[0]?.because ?? '')).toBe('cost edited on Wed 4 Nov by arch (None: small → CNY\u00a02,000)');
  expect(next(play)).toEqual(['the votes of the project manager and the customer (mei and carla). Due Thu 5 Nov.']);
});

test('4.4: two seats of one role never show the same vote', () => {
  const play = inReview({}, [days(40, { contractMilestone: true })]);
  approve(play, 'arch');
  const experts = view(play).seats.filter((row) => row.seat === 'technical-expert');
  expect(experts.map((row) => row.standing)).toEqual(['approved', 'waiting']);
  play.when('mei', {
    type: 'assess',
    inputs: [{ ...NONE[2], value: { kind: 'none', reason: 'measured' } } as AssessedInput],
  });
  const voided = view(play).seats.filter((row) => row.seat === 'technical-expert');
  expect(voided.map((row) => [row.standing, row.who?.name])).toEqual([
    ['voided', 'arch'],
    ['waiting', undefined],
  ]);
});

test('4.4: whoever abstains where nobody else can be asked is told who can help, everywhere; where somebody can, the next is asked', () => {
  const play = inReview();
  const lines = () =>
    verdictLines(changeGate(play.state(), 'merge', play.situation('x'))).flatMap((one) => [
      say(one.sentence),
      ...(one.remedy ? [say(one.remedy)] : []),
    ]);
  const row = () => say(view(play).seats[1]?.vote ?? '');
  play.when('arch', { type: 'vote', verdict: 'abstain', authenticated: 'comment' });
  expect(row()).toMatch(/the next person is asked/);
  expect(next(play)[0]).toContain('technical expert');
  expect(next(play)[0]).toContain('deputy');
  play.when('deputy', { type: 'vote', verdict: 'abstain', authenticated: 'comment' });
  expect(row()).toMatch(/nobody else may fill this seat/);
  const alone = 'arch abstained as technical expert, and nobody else may fill the seat';
  expect(next(play)).toContainEqual(expect.stringContaining(alone));
  expect(next(play)).toContainEqual(expect.stringMatching(/^the votes of the project manager and the customer/));
  expect(lines()).toContain('technical expert: arch abstained, and nobody else may fill this seat');
  expect(lines()).toContainEqual(expect.stringContaining('Either arch votes after all'));
});

test('4.6: an open concern is a next step of who raised it', () => {
  const play = inReview();
  play.when('qa', { type: 'concern', text: 'Too soon' });
  expect(next(play)).toContain('qa or the chair: resolve concern C1: “Too soon”.');
});

test('4.8: an emergency says until when it has to be reviewed, and claims no impact that nobody assessed', () => {
  const play = scenario();
  play.when('carla', opened());
  play.when('duty', { type: 'emergency', reason: 'Payments fail', incident: 'INC-7' });
  const found = view(play);
  expect(found.warnings.map(say)).toEqual(['Emergency INC-7, opened by duty: Payments fail']);
  expect(say(found.next[0] ?? '')).toMatch(/^The emergency is reviewed after the fact by Wed 4 Nov, 09:00/);
  expect(found.class).toBeUndefined();
  expect(labelsFor(play.state(), found.flags, 'en').map((one) => one.name)).toEqual([
    'change: being implemented',
    'change: emergency',
  ]);
  play.world.now = '2026-11-10T09:00:00.000Z';
  expect(view(play).warnings.map(say)[0]).toMatch(/has not happened/);
});

test('T16: verification says what is still to be shown, and then who may verify', () => {
  const play = inReview();
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  expect(next(play)[0]).toMatch(/^mei: start the work/);
  play.when('mei', { type: 'start' });
  expect(next(play)[0]).toMatch(/0 of 1 step settled.*such as \/done 1\./);
  play.when('dev', { type: 'done', step: '1' });
  play.when('mei', { type: 'done' });
  expect(next(play)).toEqual([
    'mei: give evidence with /evidence 1 …. It is missing for: A PDF opens in Acrobat.',
    'mei: record what it really took, such as /actuals 6d CNY 47,200.',
  ]);
});

test('6.2: the labels follow stage and class in the project’s language, and all of them are known as ours', () => {
  const play = inReview({}, [days(6, { criticalPath: true })]);
  play.when('mei', { type: 'hold', reason: 'budget' });
  const names = (locale: 'en' | 'zh-CN') =>
    labelsFor(play.state(), { held: true, emergency: false }, locale).map((one) => one.name);
  expect(names('en')).toEqual(['change: in review', 'class: major', 'change: on hold']);
  expect(names('zh-CN')).toEqual(['变更：评审中', '变更等级：较大', '变更：已暂停']);
  for (const name of [...names('en'), ...names('zh-CN')]) {
    expect(ownLabel(name.toUpperCase())).toBe(name);
    expect(name.length).toBeLessThanOrEqual(50);
  }
});

test('6.2: a label by the name that an earlier version gave it is ours, and so is taken away', () => {
  expect(ownLabel('变更：已延期')).toBe('变更：已延期');
  expect(ownLabel('变更等级：特别重大')).toBe('变更等级：特别重大');
  expect(ownLabel('变更：别人的')).toBeUndefined();
});

test('the history is told newest first, and persons are data until a surface speaks them', () => {
  const play = inReview();
  approve(play, 'mei');
  const [latest] = view(play).history;
  expect(latest && say(latest.sentence)).toBe('mei approved revision 1 as project manager');
  expect(latest?.sentence.values.by).toEqual({ person: person('mei') });
});

test('T22: the revision after a rejection says what was rejected, why, and what is different now', () => {
  const play = inReview();
  for (const [name, seat] of [
    ['mei', 'project-manager'],
    ['arch', 'technical-expert'],
    ['carla', 'customer'],
  ] as const)
    play.when(name, {
      type: 'vote',
      verdict: 'reject',
      seat,
      authenticated: 'comment',
      reason: name === 'carla' ? 'Not worth it' : 'Too dear',
      code: 'cost',
    });
  expect(play.state().stage).toBe('rejected');
  expect(view(play).rejected).toBeUndefined();
  const before = play.state().content.request.after;
  expect(play.refused('carla', { type: 'reopen' })).toBe('unchanged-since-rejection');
  play.when('carla', {
    type: 'write',
    request: {
      ...play.state().content.request,
      title: 'Export as PDF',
      after: markdownToText('PDF for new customers.'),
      cause: { code: 'regulatory' },
    },
  });
  play.when('carla', { type: 'reopen' });
  expect(view(play).warnings.map(say)).toEqual([
    'It was rejected on Mon 2 Nov (Too dear; Not worth it). Changed since: title, text and reasons.',
  ]);
  expect(view(play).rejected?.content.request.after).toEqual(before);
  expect(view(play).revision.map((one) => say(one.text))).toEqual([
    'title: Export invoices as PDF → Export as PDF',
    'text: Invoices are exported as CSV and PDF. → PDF for new customers.',
    'Cause: Customer’s business – new business → Law or regulation',
  ]);
  play.when('mei', { type: 'assess', inputs: [costs(500_000)] });
  expect(view(play).revision.map((one) => say(one.text))).toContainEqual(
    'cost: None: small → CNY\u00a05,000 one-off (0.5\u00a0% of budget), high confidence',
  );
});

test('3.2: a second seat of one role is called so wherever both are named', () => {
  const play = inReview({}, [days(40, { contractMilestone: true })]);
  expect(next(play)[0]).toMatch(/the technical expert.* and the second technical expert|the second technical expert/);
  expect(view(play).seats.map((row) => say(row.name))).toContain('second technical expert');
  const lines = verdictLines(changeGate(play.state(), 'merge', play.situation('x'))).map((one) => say(one.sentence));
  expect(lines).toContain('technical expert: no vote yet');
  expect(lines).toContain('second technical expert: no vote yet');
});

test('2.4: “do nothing” is said once, and criteria can stand under one heading', () => {
  const play = inReview();
  play.when('mei', {
    type: 'alternatives',
    alternatives: [
      { text: 'Do nothing', recommended: false, doNothing: true },
      { text: 'Leave it to the bank', recommended: true, doNothing: true },
    ],
  });
  expect(view(play).alternatives.map((one) => one.facts.map(say))).toEqual([[], ['do nothing', 'recommended']]);
  const { plan, criteria } = view(play);
  expect(criteria.length).toBe(play.state().content.plan?.acceptance.length);
  expect(plan.slice(-criteria.length).map((one) => say(one.text))).toEqual(
    criteria.map((one) => `Accepted when: ${say(one.text)}`),
  );
});

test('2.2: each risk and each control measure is told as text, with its response, owner and what remains', () => {
  const owner = person('dev');
  const play = inReview({}, [
    {
      dimension: 'risk',
      confidence: 'high',
      value: {
        kind: 'value',
        value: {
          entries: [
            { text: 'Fonts', probability: 3, impact: 4, response: 'mitigate', owner, due: '2026-12-03', residual: 4 },
            { text: 'Weather', probability: 1, impact: 2, response: 'accept' },
          ],
        },
      },
    },
    {
      dimension: 'quality',
      confidence: 'high',
      value: {
        kind: 'value',
        value: {
          attributes: [],
          acceptanceCriteriaChanged: false,
          regression: 'partial',
          controls: [{ text: 'Embed all fonts', owner }],
          meetsCustomerRequirements: true,
          cosmetic: false,
        },
      },
    },
  ]);
  const told = view(play).impacts.flatMap((row) => row.details.map((one) => [one.text, ...one.facts].map(say)));
  expect(told).toEqual([
    ['Control measure: Embed all fonts', 'owner dev'],
    [
      'Risk: Fonts',
      'probability 3 × impact 4 = 12 of 25',
      'response: mitigate it',
      'owner dev',
      'due Thu 3 Dec',
      'after the response 4 of 25',
    ],
    ['Risk: Weather', 'probability 1 × impact 2 = 2 of 25', 'response: accept it', 'after the response 2 of 25'],
  ]);
});

test('T16: what was shown for a criterion and what it really took stand on the plan as they were given, and in the history', () => {
  const play = inReview({}, [days(6, { p90: 9 }), costs(800_000)]);
  for (const name of ['mei', 'arch', 'carla', 'fin', 'qa']) if (play.state().stage === 'in-review') approve(play, name);
  play.when('mei', { type: 'start' });
  play.when('dev', { type: 'done', step: '1' });
  play.when('mei', { type: 'done' });
  const evidence = 'Report 7: https://ci.example.test/7';
  play.when('dev', { type: 'evidence', criterion: 'A PDF opens in Acrobat', evidence });
  play.when('mei', { type: 'actuals', days: 6, cost: { minor: 900_000, currency: 'CNY' } });
  const told = view(play);
  expect(told.plan.slice(-2).map((one) => [one.text, ...one.facts].map(say))).toEqual([
    [
      'Really took: 6\u00a0working days, CNY\u00a09,000',
      'estimated: +6\u00a0d (90\u00a0%: +9\u00a0d), CNY\u00a08,000 one-off',
    ],
    ['Accepted when: A PDF opens in Acrobat', 'shown by dev on Mon 2 Nov', `evidence: ${evidence}`],
  ]);
  expect(told.criteria.length).toBe(1);
  expect(told.history.map((one) => say(one.sentence))).toContain(
    `dev gave evidence for “A PDF opens in Acrobat”: ${evidence}`,
  );
});

test('people who are only counted are counted as people in Chinese', () => {
  const customers = Array.from({ length: 9 }, (_, index) => `customer${index}`);
  const play = inReview({
    roles: { 'project-manager': ['mei'], 'technical-expert': ['arch'], customer: ['carla', ...customers] },
  });
  const zh = speaker({ locale: 'zh-CN', timeZone: 'UTC', year: '2026' }, PLAIN);
  expect(view(play).next.map(zh).join()).toMatch(/另外 \d+ 人/);
});

test.each([
  [
    2,
    3,
    false,
    'the schedule moves by up to 3\u00a0working days (90\u00a0% estimate)',
    '按 90% 把握，延期不超过 3\u00a0个工作日',
  ],
  [2, 2, false, 'the schedule moves by 2\u00a0working days', '延期 2\u00a0个工作日'],
  [
    -1,
    1,
    false,
    'the schedule moves by up to 1\u00a0working day (90\u00a0% estimate)',
    '按 90% 把握，延期不超过 1\u00a0个工作日',
  ],
  [2, undefined, false, 'the schedule moves by 2\u00a0working days', '延期 2\u00a0个工作日'],
  [
    2,
    3,
    true,
    'the critical path moves by up to 3\u00a0working days (90\u00a0% estimate)',
    '按 90% 把握，关键路径延期不超过 3\u00a0个工作日',
  ],
  [2, undefined, true, 'the critical path moves by 2\u00a0working days', '关键路径延期 2\u00a0个工作日'],
] as const)(
  '2.3: of %s days, and %s at 90 %%, the class says which of both it counts',
  (p50, p90, criticalPath, en, zh) => {
    const play = inReview({}, [days(p50, { ...(p90 === undefined ? {} : { p90 }), criticalPath })]);
    for (const [locale, said] of [
      ['en', en],
      ['zh-CN', zh],
    ] as const)
      expect(speaker({ locale, timeZone: 'UTC', year: '2026' }, PLAIN)(view(play).class?.sentence ?? '')).toContain(
        said,
      );
  },
);
