import { expect, test } from 'vitest';
import type { Command } from './change/command.ts';
import type { ChangeEvent } from './change/event.ts';
import { spokenSince } from './overtaken.ts';
import type { Entry } from './record/port.ts';

const CARLA = { id: 'jira:carla', name: 'Carla' };
const AT = '2026-11-02T09:00:00.000Z';
const vote = (verdict: 'approve' | 'reject' | 'abstain'): Command => ({
  type: 'vote',
  verdict,
  authenticated: 'comment',
});
const YES: readonly Command[] = [vote('approve'), { type: 'confirm', authenticated: 'comment' }];

/** What Carla put on record after it was written. */
function since(event: object, command: Command, saidAt = '2026-11-02T08:59:59.000Z') {
  const entry = { at: AT, actor: CARLA.id, event: event as ChangeEvent, version: 1 };
  return spokenSince([entry as unknown as Entry], command, saidAt);
}

const voted = (verdict: string) => ({ type: 'voted', vote: { verdict, voter: CARLA } });

const OBJECTIONS: readonly object[] = [
  voted('reject'),
  voted('abstain'),
  { type: 'vote-voided', voter: CARLA, seat: 'customer', cause: { kind: 'retracted' } },
  { type: 'concern-raised', id: 'C1', text: 'It breaks', by: CARLA },
  { type: 'held', reason: 'It breaks', by: CARLA },
  { type: 'moved', rule: 'T7', from: 'in-review', to: 'assessing' },
];

test('4.1: a yes gives way to whatever its writer put on record against it since, and to nothing from before', () => {
  for (const event of OBJECTIONS)
    for (const yes of YES) {
      expect(since(event, yes)).toEqual([CARLA.id]);
      expect(since(event, yes, AT)).toEqual([]);
    }
  for (const yes of YES) expect(since(voted('approve'), yes)).toEqual([]);
});

test('4.1: what closes is taken whenever it comes; an abstention and a retraction give way to a newer no alone', () => {
  const closing: readonly Command[] = [vote('reject'), { type: 'hold', reason: 'x' }, { type: 'concern', text: 'x' }];
  for (const event of [...OBJECTIONS, voted('approve')])
    for (const command of closing) expect(since(event, command)).toEqual([]);
  for (const command of [vote('abstain'), { type: 'retract' } as const]) {
    expect(since(voted('reject'), command)).toEqual([CARLA.id]);
    for (const event of [...OBJECTIONS.slice(1), voted('approve')]) expect(since(event, command)).toEqual([]);
  }
});

test('4.6, T15: a release gives way to a newer hold, and what says that the work is good to a newer failure, whose ever that is', () => {
  expect(since({ type: 'held', reason: 'x', by: CARLA }, { type: 'release' })).toBe('all');
  const failed = { type: 'verification-failed', reason: 'x', by: CARLA };
  const good = [{ type: 'verify', passed: true }, { type: 'close', reason: 'implemented' }, ...YES.slice(1)];
  for (const command of good) expect(since(failed, command as Command)).toBe('all');
  expect(since(failed, { type: 'verify', passed: false, reason: 'x' } as Command)).toEqual([]);
  expect(since(failed, vote('approve'))).toEqual([]);
});

test('4.7: what somebody signed outside is their word, and not of whoever attests it', () => {
  const attested = { by: { id: 'jira:mei', name: 'Mei' }, witness: CARLA, on: '2026-11-01', evidence: 'a letter' };
  const li = { id: 'jira:li', name: 'Li Na' };
  for (const yes of YES)
    expect(since({ type: 'voted', vote: { verdict: 'reject', voter: li, attested } }, yes)).toEqual([li.id]);
});
