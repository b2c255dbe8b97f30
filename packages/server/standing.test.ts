/** Shows what whoever watches the server is told, when the disk is full and when nothing is. */
import { expect, test } from 'vitest';
import { readiness, storing } from './standing.ts';

function watched() {
  const heard: string[] = [];
  const clock = { at: 0 };
  const door = storing({ now: () => clock.at, report: (why) => heard.push(why), over: () => heard.push('over') });
  return { heard, clock, door };
}

test('trouble with storing is reported once, shown while it lasts, and its end is told', () => {
  const { heard, door } = watched();
  expect(door.trouble()).toBeUndefined();
  door.tried(new Error('no space left on device'));
  door.tried(new Error('no space left on device'));
  expect(door.trouble()).toBe('no space left on device');
  door.tried();
  door.tried();
  expect(door.trouble()).toBeUndefined();
  expect(heard).toEqual(['no space left on device', 'over']);
});

test('whoever takes deliveries away from a server that is not ready gives it another try after a minute', () => {
  const { clock, door } = watched();
  door.tried(new Error('no space left on device'));
  clock.at = 59_999;
  expect(door.trouble()).toBeDefined();
  clock.at = 60_000;
  expect(door.trouble()).toBeUndefined();
});

test('/readyz says how far behind the server is', () => {
  const standing = {
    waiting: 3,
    oldestMs: 4200,
    refusedAddresses: 0,
    lettersWaiting: 0,
    parked: { delivery: 1, job: 2 },
  };
  expect(readiness(standing, { wholeAt: 1_000, owed: 7 }, 61_000).split('\n')).toEqual([
    'ready',
    'deliveries waiting: 3, the oldest for 4 s',
    'given up: 3 (see: npm run countersign -- parked)',
    'missed and still to be asked for: 7',
    'GitHub was looked through whole 60 s ago',
    '',
  ]);
  const readUntil = Date.parse('2027-03-01T08:00:00Z');
  expect(readiness(standing, { wholeAt: 1_000, readUntil, owed: 7 }, 61_000)).toContain(
    'missed comments and edits: read until 2027-03-01T08:00:00.000Z, the rest follows\n',
  );
  const quiet = readiness(
    { waiting: 0, oldestMs: 0, refusedAddresses: 0, lettersWaiting: 0, parked: { delivery: 0, job: 0 } },
    { owed: 0 },
    61_000,
  );
  expect(quiet).toContain('GitHub was not looked through yet');
  expect(quiet).toContain('given up: 0\n');
});
