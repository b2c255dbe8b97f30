import { expect, test } from 'vitest';
import { approve, inReview, item, REQUEST } from '../../../test/instruments/scenario.ts';
import { asBaselineItem, isBaseline } from '../baseline/manifest.ts';
import { capital, PLAIN, speaker } from '../view/sentence.ts';
import { statusView } from '../view/status.ts';
import { whyReapproval } from './settle.ts';

const BASELINE = asBaselineItem('Baseline');

/** A request in review whose board would do without the customer. */
function baselining() {
  const play = inReview();
  play.world.policy = { ...play.world.policy, seats: { ...play.world.policy.seats, minor: ['project-manager'] } };
  play.world.items.set(BASELINE.id, item('a'));
  play.when('carla', { type: 'write', request: { ...REQUEST, items: [BASELINE] } });
  return play;
}

test('5.1: whatever the policy asks of its class, a baseline has the customer’s seat', () => {
  const play = baselining();
  expect(play.state().seats).toEqual(['project-manager', 'customer']);
  play.when('carla', { type: 'write', request: REQUEST });
  expect(play.state().seats).toEqual(['project-manager']);
});

test.each([
  ['en', 'Makes a baseline of all requirements as they stand'],
  ['zh-CN', '对全部需求的当前内容建立基线'],
] as const)('5.1: whoever votes reads in %s that the request makes a baseline', (locale, words) => {
  const play = baselining();
  const { links } = statusView(play.state(), play.situation('mei'), play.happened);
  const speak = speaker({ locale, timeZone: 'UTC', year: '2026' }, PLAIN);
  expect(links.map((one) => capital(speak(one)))).toEqual([words]);
});

test('5.1, 4.3: another requirement ends the votes on a baseline, and no longer once it is approved', () => {
  const play = baselining();
  approve(play, 'mei');
  play.world.items.set(BASELINE.id, item('b'));
  play.when('mei', { type: 'reconsider' });
  expect(play.state().votes.at(-1)?.voided).toMatchObject({ kind: 'item-changed', items: ['Baseline'] });
  play.when('mei', { type: 'review' });
  for (const name of ['mei', 'carla']) approve(play, name);
  expect(play.state().stage).toBe('approved');
  expect(play.state().content.request.items.find(isBaseline)?.base).toEqual(item('b'));
  play.world.items.set(BASELINE.id, item('c'));
  expect(whyReapproval(play.state(), play.situation('mei'))).toBeUndefined();
});
