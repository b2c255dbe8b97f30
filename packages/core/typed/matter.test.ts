/** Shows by which later command one that was refused or not understood is settled. */
import { expect, test } from 'vitest';
import type { Command } from '../change/command.ts';
import { isSettledBy, matterMeant, matterOf } from './matter.ts';

const assess = (...dimensions: ('cost' | 'schedule')[]): Command => ({
  type: 'assess',
  inputs: dimensions.map((dimension) => ({
    ...{ dimension, value: { kind: 'none', reason: 'small' }, confidence: 'high' },
  })),
});
const yes: Command = { type: 'vote', verdict: 'approve', authenticated: 'comment' };

test.each<[what: string, refused: Command, done: Command, settled: boolean]>([
  ['the same', { type: 'review' }, { type: 'review' }, true],
  ['a vote in other words', { ...yes, seat: 'customer' }, { ...yes, verdict: 'reject' }, true],
  ['another command', { type: 'review' }, { type: 'submit' }, false],
  ['another step', { type: 'done', step: '1' }, { type: 'done', step: '2' }, false],
  ['the same step', { type: 'done', step: '2' }, { type: 'done', step: '2' }, true],
  ['another impact', assess('cost'), assess('schedule'), false],
  ['an impact among others', assess('cost'), assess('schedule', 'cost'), true],
  ['one of two', assess('schedule', 'cost'), assess('cost'), false],
])('%s', (_, refused, done, settled) => {
  expect(isSettledBy(matterOf(refused), matterOf(done))).toBe(settled);
});

test.each<[example: string, done: Command, settled: boolean]>([
  ['/approve', yes, true],
  ['/reject too dear', { type: 'reject', code: 'cost', reason: 'too dear' }, true],
  ['/assess cost CNY 5,000', assess('cost'), true],
  ['/assess cost CNY 5,000', assess('schedule'), false],
  ['/批准', yes, true],
  ['/help', yes, false],
  ['', yes, false],
])('what is meant by %s', (example, done, settled) => {
  expect(isSettledBy(matterMeant({ example }), matterOf(done))).toBe(settled);
});
