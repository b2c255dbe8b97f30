/** What a vote says its yes or no to is recorded with it and told in the history (`rules.md 4.1`). */
import { expect, test } from 'vitest';
import { approve, inReview, opened, type Scenario, SOMEONE, scenario } from '../../../test/instruments/scenario.ts';
import { eventLine } from '../view/event.ts';
import { PLAIN, speaker } from '../view/sentence.ts';
import { voteSchema } from './vote.ts';

function lines(play: Scenario, locale: 'en' | 'zh-CN'): readonly string[] {
  const say = speaker({ locale, timeZone: 'UTC' }, PLAIN);
  return play.happened.filter(({ event }) => event.type === 'voted').map((one) => say(eventLine(one)));
}

test('4.1: a vote records what it is about, which revision, and the seat it speaks for', () => {
  const play = inReview();
  approve(play, 'mei');
  play.when('arch', { type: 'vote', verdict: 'reject', reason: 'too dear', authenticated: 'comment' });
  play.when('carla', { type: 'vote', verdict: 'abstain', authenticated: 'comment' });
  expect(play.state().votes).toMatchObject([
    { seat: 'project-manager', meaning: 'change', revision: 1 },
    { seat: 'technical-expert', meaning: 'change', revision: 1 },
    { seat: 'customer', meaning: 'change', revision: 1 },
  ]);
  expect(lines(play, 'en')).toEqual([
    'mei approved revision 1 as project manager',
    'arch voted against revision 1 as technical expert: too dear',
    'carla abstained on revision 1 as customer',
  ]);
  expect(lines(play, 'zh-CN')[0]).toBe('mei（项目经理）同意第 1 次提交评审的变更');
});

test('4.1, 4.8: a vote on an emergency that has begun says that it came after the fact', () => {
  const play = scenario({ roles: { ...SOMEONE, 'emergency-authority': ['duty'] } });
  play.when('carla', opened());
  play.when('duty', { type: 'emergency', reason: 'down', incident: 'INC-1' });
  play.when('mei', { type: 'vote', verdict: 'approve', authenticated: 'comment' });
  expect(play.state().votes).toMatchObject([{ meaning: 'emergency' }]);
  expect(lines(play, 'en')[0]).toContain('the emergency after the fact');
});

test('4.1: a vote from before that was recorded is read, and told without it', () => {
  const play = inReview();
  approve(play, 'mei');
  const { meaning: _, revision: __, voided: ___, replaced: ____, ...old } = play.state().votes[0] ?? ({} as never);
  const vote = voteSchema.parse(old);
  expect('meaning' in vote).toBe(false);
  const say = speaker({ locale: 'en', timeZone: 'UTC' }, PLAIN);
  expect(say(eventLine({ at: vote.at, event: { type: 'voted', vote } }))).toBe('mei approved as project manager');
});
