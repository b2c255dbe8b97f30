/** Shows what a row says of the policy and of an emergency, by which they are found among many. */
import { expect, test } from 'vitest';
import { inReview, opened, scenario } from '../../../test/instruments/scenario.ts';
import { shownOf } from './register.ts';

test('a row says by which policy its request is decided, and that it is decided by none', () => {
  const play = scenario();
  play.when('carla', opened());
  expect(shownOf(play.state()).policy).toBeNull();
  const asked = inReview().state();
  expect(asked.policy).toBeDefined();
  expect(shownOf(asked).policy).toBe(asked.policy);
});

test('4.8: a row says until when an emergency has to be reviewed, for as long as it was not', () => {
  const play = scenario();
  play.when('carla', opened());
  expect(shownOf(play.state()).unreviewed).toBeNull();
  play.when('duty', { type: 'emergency', reason: 'the export is down', incident: 'INC-7' });
  const { emergency, ...state } = play.state();
  if (!emergency) throw new Error('no emergency was opened');
  expect(shownOf({ ...state, emergency }).unreviewed).toBe(emergency.reviewDue);
  const ratified = {
    by: { id: 'github:1', name: 'mei' },
    at: emergency.reviewDue,
    outcome: 'ratified',
    reason: 'right',
  };
  expect(shownOf({ ...state, emergency: { ...emergency, ratified } as never }).unreviewed).toBeNull();
});
