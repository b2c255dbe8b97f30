/** The accountable owner is handed over: who may, what goes with it, and what stays (`rules.md 2.4`, `3.1`). */
import { expect, test } from 'vitest';
import {
  approve,
  inReview,
  opened,
  PLAN,
  person,
  type Scenario,
  SOMEONE,
  scenario,
} from '../../../test/instruments/scenario.ts';
import { readComment } from '../typed/read.ts';
import { eventLine } from '../view/event.ts';
import { PLAIN, speaker } from '../view/sentence.ts';
import { statusView } from '../view/status.ts';
import type { Command } from './command.ts';

const ROLES = { ...SOMEONE, 'change-manager': ['cm', 'mei'], verifier: ['ver', 'dev', 'old', 'neu'] };
const to = (name: string): Command => ({ type: 'owner', owner: person(name) });

/** Owned by `old`, whose step is the second. */
function approved(): Scenario {
  const play = inReview({ roles: ROLES });
  play.when('cm', to('old'));
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  expect(play.state().stage).toBe('approved');
  return play;
}

test.each(['old', 'cm', 'mei'])('2.4: %s, who owns it or manages it, may hand it over', (name) => {
  const play = approved();
  play.when(name, { ...to('neu'), reason: 'on leave' } as Command);
  expect(play.state().owner?.name).toBe('neu');
});

test.each(['carla', 'arch', 'dev', 'neu', 'stranger'])('2.4: %s may not', (name) => {
  expect(approved().refused(name, to('neu'))).toBe('needs-role');
});

test('2.4: it is handed over to somebody else, and not twice', () => {
  const play = approved();
  expect(play.refused('cm', to('old'))).toBe('already-owner');
  play.when('cm', to('neu'));
  expect(play.refused('old', to('old'))).toBe('needs-role');
});

test('2.4: no vote, approval, step or condition changes by it', () => {
  const play = approved();
  const before = play.state();
  play.when('old', to('neu'));
  const { owner: _, version: __, ...rest } = play.state();
  const { owner: ___, version: ____, ...same } = before;
  expect(rest).toEqual(same);
});

test('T12, T14: the new owner starts and finishes, the former one does not any more', () => {
  const play = approved();
  play.when('old', to('neu'));
  expect(play.refused('old', { type: 'start' })).toBe('needs-role');
  play.when('neu', { type: 'start' });
  expect(play.refused('old', { type: 'done', step: '1' })).toBe('needs-role');
  for (const step of PLAN.steps) play.when('neu', { type: 'done', step: step.id });
  play.when('neu', { type: 'done' });
  expect(play.state().stage).toBe('verifying');
});

test('T16: a former owner who implemented does not verify, and a new owner who did not may', () => {
  const play = inReview({ roles: ROLES });
  play.when('cm', to('old'));
  const step = { id: '1', text: 'Build', owner: person('old') };
  play.when('mei', { type: 'plan', plan: { ...PLAN, steps: [step] } });
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  play.when('old', { type: 'start' });
  play.when('old', { type: 'done', step: '1' });
  play.when('old', to('neu'));
  play.when('neu', { type: 'done' });
  expect(play.refused('old', { type: 'verify', passed: true })).toBe('implementer-verifies');
  expect(play.refused('neu', { type: 'verify', passed: true })).not.toBe('implementer-verifies');
});

test('2.4: the history and the next step say who owns it now', () => {
  const play = approved();
  play.when('cm', { ...to('neu'), reason: 'on leave' } as Command);
  const last = play.happened.findLast((one) => one.event.type === 'owner-changed');
  if (!last) throw new Error('nothing happened');
  const say = (locale: 'en' | 'zh-CN') => speaker({ locale, timeZone: 'UTC' }, PLAIN);
  expect(say('en')(eventLine(last))).toBe('cm named neu as owner in place of old: on leave');
  expect(say('zh-CN')(eventLine(last))).toBe('cm 将变更负责人由 old 改为 neu：on leave');
  const next = statusView(play.state(), play.situation('nobody'), play.happened).next.map(say('en'));
  expect(next.join()).toContain('neu');
  expect(next.join()).not.toContain('old');
});

test('2.4: before anybody owns it an owner can be named', () => {
  const play = scenario({ roles: ROLES });
  play.when('carla', opened());
  play.when('carla', { type: 'submit' });
  play.when('cm', to('neu'));
  play.when('cm', { type: 'triage' });
  expect(play.state().owner?.name).toBe('neu');
});

const FACTS = { people: new Map([['mei', person('mei')]]), locale: 'en' as const, currency: 'CNY' };

test.each([
  ['/owner @mei', undefined],
  ['/owner to @mei', undefined],
  ['/owner @mei because I am on leave', 'I am on leave'],
  ['/owner @mei: on leave', 'on leave'],
  ['/负责人 @mei', undefined],
  ['/变更负责人 @mei', undefined],
  ['/责任人 @mei', undefined],
  ['/负责人 改为 @mei', undefined],
  ['/负责人 @mei 休假', '休假'],
  ['/负责人：@mei', undefined],
])('“%s” names an owner', (comment, reason) => {
  const [action] = readComment(comment, FACTS);
  const command = { type: 'owner', owner: person('mei'), ...(reason ? { reason } : {}) };
  expect(action).toMatchObject({ kind: 'command', command });
  expect(action?.kind === 'command' && 'reason' in action.command).toBe(reason !== undefined);
});

test.each([
  ['/owner', 'needs-argument'],
  ['/owner mei', 'needs-argument'],
  ['/owner @nobody', 'unknown-person'],
  ['/owner @mei @arch', 'unknown-word'],
  ['/handover @mei', 'unknown-command'],
  ['/移交 @mei', 'unknown-command'],
])('“%s” is asked back', (comment, code) => {
  expect(readComment(comment, FACTS)).toMatchObject([{ kind: 'misunderstood', misunderstanding: { code } }]);
});
