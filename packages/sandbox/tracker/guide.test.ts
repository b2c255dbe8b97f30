import { expect, test } from 'vitest';
import { paper } from '../../../test/browser/paper.ts';
import { guide, type Seen } from './guide.ts';
import type { Item, Progress, Tracker } from './port.ts';
import { storyFor } from './story.ts';

const AT = '2026-11-23T09:00:00.000Z';
const TRACKER: Tracker = {
  ...paper(),
  faces: () => [...paper().faces(), { login: 'olga', role: 'emergency-authority' }],
};
const SMALL: Tracker = { ...TRACKER, repository: 'notices', profile: 'light' };
const ROW = { title: 'PDF', author: 'carla', labels: [], body: '', at: AT, comments: [] } as const;
const CHANGE: Item = { ...ROW, number: 9, kind: 'issue', state: 'open' };
const PULL: Item = {
  ...{ ...ROW, number: 3, kind: 'pull', state: 'open', body: 'Change: #9' },
  pull: { head: 'pdf', base: 'main', sha: 'a', files: [], checks: [], missing: ['Countersign'] },
};

function at(stage: string, more: Partial<Progress> = {}): Progress {
  return { ...{ number: 9, stage, page: '/c/1/2/9', asked: [], voted: [], happened: ['opened'] }, ...more };
}

/** Whom the guide sends where next. */
function next(progress: Progress | undefined, seen: Partial<Seen['standard']> = {}, light: readonly Progress[] = []) {
  const standard = { tracker: TRACKER, change: CHANGE, pull: PULL, ...(progress ? { progress } : {}), ...seen };
  const filed = light.map(({ number }) => number);
  const { now } = guide({ looked: true, standard, light: { tracker: SMALL, requests: light, filed } }, storyFor('en'));
  return now && [now.login, now.to.replace('/c/1/2/9', '')];
}

const MERGED = { pull: { ...PULL, state: 'merged' } } as const;

test.each<[string, Progress, readonly string[]]>([
  ['a draft is submitted', at('draft', { asked: ['submit'] }), ['carla', '#act-submit']],
  ['what was submitted is taken in', at('submitted'), ['mei', '#act-triage']],
  ['impacts come first', at('assessing', { asked: ['assess', 'plan'] }), ['mei', '#act-assess']],
  ['then the plan', at('assessing', { asked: ['plan', 'alternatives'] }), ['mei', '#act-plan']],
  ['also while alternatives are missing', at('assessing', { asked: ['alternatives'] }), ['mei', '#act-plan']],
  ['then the review', at('assessing', { asked: ['review'] }), ['mei', '#act-review']],
  ['each votes once', at('in-review', { voted: ['mei'] }), ['arch', '#act-vote']],
  ['whose vote an edit ended is asked again', at('in-review', { voted: ['arch', 'kim'] }), ['mei', '#act-vote']],
  [
    'after an edit of its items the review is asked for again',
    at('in-review', { asked: ['review'] }),
    ['mei', '#act-review'],
  ],
  ['then it is merged', at('approved'), ['dev', '/acme/billing/pull/3']],
])('to the merge: %s', (_, progress, wanted) => {
  expect(next(progress)).toEqual(wanted);
});

test('what is filed and not on record yet is looked at where it was filed', () => {
  expect(next(undefined)).toEqual(['carla', '/acme/billing/issues/9']);
});

test.each<[string, Progress, readonly string[]]>([
  ['merged is not done', at('implementing', { asked: ['done'] }), ['mei', '#act-done']],
  ['evidence', at('verifying', { asked: ['evidence', 'actuals'] }), ['mei', '#act-evidence']],
  ['what it took', at('verifying', { asked: ['actuals'] }), ['mei', '#act-actuals']],
  ['somebody other verifies', at('verifying', { asked: ['verify'] }), ['arch', '#act-verify']],
])('to the closing: %s', (_, progress, wanted) => {
  expect(next(progress, MERGED)).toEqual(wanted);
});

test('when things go wrong: each step follows from what has happened, and after the last there is none', () => {
  const happened = ['opened'];
  const sent: unknown[] = [next(at('closed'), MERGED)];
  const first = (stage: string, voted: readonly string[], ...events: readonly string[]) => {
    happened.push(...events);
    sent.push(next(at('closed'), MERGED, [at(stage, { voted, happened: [...happened] })])?.join(' '));
  };
  first('in-review', []);
  first('in-review', ['kim'], 'voted');
  first('in-review', [], 'vote-voided');
  first('in-review', [], 'concern-raised');
  first('in-review', [], 'concern-resolved');
  first('in-review', ['kim']);
  first('approved', ['kim', 'mei']);
  const over = at('approved', { happened });
  const urgent = (voted: readonly string[], ...events: readonly string[]) =>
    sent.push(
      next(at('closed'), MERGED, [over, at('implementing', { number: 10, voted, happened: events })])?.join(' '),
    );
  urgent([]);
  urgent([], 'emergency-opened');
  urgent(['kim'], 'emergency-opened');
  urgent(['kim', 'mei'], 'emergency-opened');
  urgent([], 'emergency-opened', 'ratified');
  expect(sent).toEqual([
    ['carla', '/acme/notices/issues/new?example=1'],
    ...['kim #act-vote', 'carla /edit', 'mei #act-concern', 'mei #act-resolve', 'kim #act-vote', 'mei #act-vote'],
    'carla /acme/notices/issues/new?example=2',
    ...['olga #act-emergency', 'kim #act-vote', 'mei #act-vote', 'mei #act-ratify', undefined],
  ]);
});

test('whatever the language, each step says as whom, and none is left without words', () => {
  for (const locale of ['en', 'zh-CN'] as const) {
    const standard = { tracker: TRACKER, change: CHANGE, pull: PULL };
    const light = { tracker: SMALL, requests: [], filed: [] };
    const { chapters } = guide({ looked: false, standard, light }, storyFor(locale));
    const steps = chapters.flatMap((one) => one.steps);
    expect(chapters.map((one) => one.steps.length)).toEqual([12, 4, 12]);
    for (const { text, login } of steps) {
      expect(text).toContain(login);
      expect(text).not.toMatch(/[{}]/);
    }
  }
});
