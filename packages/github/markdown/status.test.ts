import { LOCALES, type Locale } from '@countersign/core/text/locale.ts';
import { statusView } from '@countersign/core/view/status.ts';
import { expect, test } from 'vitest';
import { approve, costs, days, inReview, opened, type Scenario, scenario } from '../../../test/instruments/scenario.ts';
import { statusComment } from './status.ts';

const PAGE = 'https://countersign.test/c/12';

function comment(play: Scenario, locale: Locale = 'en', links: { page?: string; difference?: string } = {}): string {
  const view = statusView(play.state(), play.situation('nobody'), play.happened);
  return statusComment(view, 'I_12', { locale, timeZone: 'UTC', year: '2026' }, links);
}

/** The cells of the row that begins with a word. */
function row(text: string, first: string): readonly string[] {
  const line = text.split('\n').find((one) => one.startsWith(`| ${first}`)) ?? '';
  return line
    .split('|')
    .slice(1, -1)
    .map((one) => one.trim());
}

test('the comment opens with our mark, then class and sentence, then what comes next', () => {
  const text = comment(inReview({}, [days(6, { criticalPath: true })]));
  const [mark, head, sentence, , next] = text.split('\n');
  expect(mark).toBe('<!-- countersign:status I_12 -->');
  expect(head?.trim()).toBe('**Change request · in review · Major**');
  expect(sentence).toBe('Major: the critical path moves by 6\u00a0working days.');
  expect(next).toMatch(/^\*\*Next:\*\* the votes of the project manager, .* \(.*@mei.*\)\. Due Mon 9 Nov\.$/);
});

test('4.3: the row of a voided vote says what no longer counts, by which edit, by whom and when, and links the difference', () => {
  const play = inReview();
  approve(play, 'mei');
  play.world.now = '2026-11-28T09:00:00.000Z';
  play.when('arch', { type: 'assess', inputs: [costs(200_000)] });
  expect(row(comment(play, 'en', { difference: `${PAGE}/d` }), 'Project manager')).toEqual([
    'Project manager',
    'mei',
    `⚠ **no longer counts**: cost edited on Sat 28 Nov by arch (None: small → CNY\u00a02,000) ([difference](${PAGE}/d)); asked again`,
  ]);
  expect(row(comment(play, 'zh-CN'), '项目经理')).toEqual([
    '项目经理',
    'mei',
    '⚠ **已失效**：arch 于 11月28日修改了成本（无：small → ¥2,000）；已请其重新表决',
  ]);
});

test('impacts are shown in their units, with dates, money in the reader’s way, and scores', () => {
  const play = inReview({}, [
    {
      dimension: 'schedule',
      confidence: 'high',
      value: {
        kind: 'value',
        value: {
          p50: 6,
          p90: 9,
          criticalPath: true,
          contractMilestone: false,
          milestones: [{ name: 'v2', from: '2026-12-14', to: '2027-01-04' }],
        },
      },
    },
    {
      dimension: 'cost',
      confidence: 'high',
      value: {
        kind: 'value',
        value: { oneOff: { minor: 4_800_000, currency: 'CNY' }, split: { customer: 60, vendor: 40, other: 0 } },
      },
    },
  ]);
  const text = comment(play);
  expect(row(text, 'Schedule')).toEqual([
    'Schedule',
    '+6\u00a0d (90\u00a0%: +9\u00a0d), milestone v2: Mon 14 Dec → Mon 4 Jan 2027, critical path, high confidence',
    '3',
  ]);
  expect(row(text, 'Cost')).toEqual([
    'Cost',
    'CNY\u00a048,000 one-off (4.0\u00a0% of budget), customer 60\u00a0% · us 40\u00a0%, high confidence',
    '3',
  ]);
  expect(row(text, 'Feasibility')).toEqual([
    'Feasibility',
    'technical yes, resources yes, contract yes, high confidence',
    '–',
  ]);
  expect(row(comment(play, 'zh-CN'), '成本')).toEqual([
    '成本',
    '一次性 ¥48,000（占预算 4.0%），客户 60% · 我方 40%，置信度高',
    '3',
  ]);
});

test('4.8: an emergency is told in front of everything that follows', () => {
  const play = scenario();
  play.when('carla', opened());
  play.when('duty', { type: 'emergency', reason: 'Payments fail', incident: 'INC-7' });
  play.world.now = '2026-11-10T09:00:00.000Z';
  const text = comment(play);
  expect(text.indexOf('has not happened')).toBeLessThan(text.indexOf('**Next:**'));
  expect(text).toContain('Payments fail');
  expect(text).not.toMatch(/Minor/);
});

test('nothing that is empty is shown', () => {
  const play = scenario();
  play.when('carla', opened());
  for (const locale of LOCALES) {
    const text = comment(play, locale);
    expect(text).not.toMatch(/\| ---/);
    // What was answered, and what happened.
    expect(text.match(/<details>/g)).toHaveLength(2);
    expect(text).not.toMatch(/undefined|\(0\)|\]\(\)/);
  }
});

test.each([
  ['en', '. [Do it on the page](https://countersign.test/c/12#act-vote)'],
  ['zh-CN', '。[在页面上操作](https://countersign.test/c/12#act-vote)'],
] as const)('what comes next is linked to its form where an address is known (%s)', (locale, says) => {
  const play = inReview();
  expect(comment(play, locale, { page: PAGE })).toContain(says);
  expect(comment(play, locale)).not.toMatch(/#act-|在页面上|on the page/);
});

test('what is long lies folded below, and every fold is closed', () => {
  const play = inReview();
  play.when('qa', { type: 'concern', text: 'Too soon' });
  const text = comment(play, 'en', { page: PAGE });
  for (const heading of ['Concerns (1)', 'Plan (4)', 'Alternatives (2)', 'History ('])
    expect(text).toContain(`<summary>${heading}`);
  expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  expect(text).toContain(`[details and buttons](${PAGE})`);
});

test('a request that is over says so, and calls nobody', () => {
  const play = inReview();
  play.when('carla', { type: 'withdraw', reason: 'not needed' });
  const text = comment(play);
  expect(text).toContain('**Next:** Nothing more to do: the requester withdrew it.');
  expect(text).not.toMatch(/@[a-z]|waiting/);
});

test('an address that is none of the web is no link', () => {
  expect(comment(inReview(), 'en', { page: 'javascript:alert(1)' })).not.toContain('javascript');
});

test('the same state and facts give the same comment, whenever it is written', () => {
  const play = inReview();
  const first = comment(play);
  play.world.now = '2026-11-03T11:00:00.000Z';
  expect(comment(play)).toBe(first);
});

test('2.2: the risks stand in the collapsed part as text that calls nobody', () => {
  const entry = { text: 'Ask @acme/everyone', probability: 3, impact: 4, response: 'avoid', residual: 2 } as const;
  const text = comment(
    inReview({}, [{ dimension: 'risk', confidence: 'high', value: { kind: 'value', value: { entries: [entry] } } }]),
  );
  const from = text.indexOf('<details><summary>Risks and control measures (1)</summary>');
  expect(from).toBeGreaterThan(text.indexOf('| Risk |'));
  const line = text.slice(from).split('\n')[2];
  expect(line).toMatch(
    /^- Risk: Ask .*everyone · _probability 3 × impact 4 = 12 of 25 · .* · after the response 2 of 25_$/,
  );
  expect(line).not.toContain('@acme/everyone');
});

test.each([
  ['en', 'What the board decides by'],
  ['zh-CN', '委员会的评审标准'],
] as const)('5.1: what the board decides by stands beside its votes, while it votes (%s)', (locale, heading) => {
  const criteria = ['Does it **pay**?', 'Can it be tested?'];
  const play = inReview({ policy: { criteria } });
  const said = () => {
    const view = statusView(play.state(), play.situation('x'), play.happened);
    return statusComment(view, 'I_12', { locale, timeZone: 'UTC', year: '2026' });
  };
  // After the seats and before the impacts; what somebody wrote is no markup of ours.
  expect(said()).toMatch(new RegExp(`\\*\\*${heading}\\*\\*\\n\\n- Does it .*pay.*\\n- Can it be tested`));
  expect(said()).not.toContain('Does it **pay**');
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  expect(said()).not.toContain(heading);
});

test.each([
  ['en', 'proposed to defer it until Tue 15 Dec', 'Comes back by itself on Tue 15 Dec'],
  ['zh-CN', '推迟到 12月15日', '12月15日（周二）自动'],
] as const)(
  'T10: a deferral is shown with its day, when it is proposed and when it is decided (%s)',
  (locale, proposed, decided) => {
    const play = inReview();
    play.when('chair', { type: 'defer', reason: 'the year ends', until: '2026-12-15' });
    expect(comment(play, locale)).toContain(proposed);
    play.when('arch', { type: 'second' });
    expect(comment(play, locale).split('<details>')[0]).toContain(decided);
  },
);
