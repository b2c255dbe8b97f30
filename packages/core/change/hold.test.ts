/** Shows that a hold ends by whoever put it on, or by whoever may end any, and by nobody else (4.6). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { approve, inReview, type Scenario } from '../../../test/instruments/scenario.ts';
import { changeGate } from '../gate/change.ts';
import { missing } from '../gate/verdict.ts';
import { holdsOn } from './hold.ts';

function implementing(): Scenario {
  const play = inReview();
  approve(play, 'mei', 'project-manager');
  approve(play, 'arch', 'technical-expert');
  approve(play, 'carla', 'customer');
  play.when('mei', { type: 'start' });
  return play;
}

const gate = (play: Scenario) => changeGate(play.state(), 'merge', { ...play.situation('x'), asRecorded: 'yes' });

test('4.6: whoever puts a request on hold that is on hold already, and releases it, leaves the first hold as it was', () => {
  const play = implementing();
  expect(gate(play).open).toBe(true);
  play.when('chair', { type: 'hold', reason: 'stop' });
  play.when('carla', { type: 'hold', reason: 'mine' });
  const open = missing(gate(play)).map(({ code, values }) => [code, values.by]);
  expect(open).toEqual([
    ['on-hold', 'chair'],
    ['on-hold', 'carla'],
  ]);
  play.when('carla', { type: 'release' });
  expect(play.state().held).toEqual({ by: { id: 'github:chair', name: 'chair' }, reason: 'stop' });
  expect(play.refused('carla', { type: 'release' })).toBe('needs-role');
  expect(gate(play).open).toBe(false);
  play.when('chair', { type: 'release' });
  expect(gate(play).open).toBe(true);
});

test('4.6: of one person’s holds the reason stands that they gave last, in whatever order they come to the record', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([1, 2, 3, 4], { minLength: 1 }), (order) => {
      const play = implementing();
      for (const spoken of order) play.when('chair', { type: 'hold', reason: `reason ${spoken}`, spoken });
      expect(play.state().held).toMatchObject({ reason: `reason ${Math.max(...order)}` });
      // What no comment says comes now.
      play.when('chair', { type: 'hold', reason: 'pressed' });
      expect(play.state().held).toMatchObject({ reason: 'pressed' });
      play.when('chair', { type: 'release' });
      expect(holdsOn(play.state())).toEqual([]);
    }),
  );
});

test('4.6: what older versions recorded is read as they read it', () => {
  const play = implementing();
  const by = (name: string) => ({ id: `github:${name}`, name });
  const at = play.world.now;
  play.happened.push({ at, event: { type: 'held', reason: 'stop', by: by('chair') } });
  play.happened.push({ at, event: { type: 'held', reason: 'mine', by: by('carla') } });
  play.happened.push({ at, event: { type: 'released', by: by('carla') } });
  expect(holdsOn(play.state())).toEqual([]);
});

/** They may put on hold; some may end anybody's. */
const HOLDERS = ['chair', 'carla', 'mei'] as const;
const ANYBODYS: readonly string[] = ['chair', 'mei'];

test('4.6: of any holds and releases, those stand that neither their people nor the chair or a manager released', () => {
  const act = fc.record({ by: fc.constantFrom(...HOLDERS), releases: fc.boolean() });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
      const play = implementing();
      const standing = new Set<string>();
      for (const [index, { by, releases }] of acts.entries()) {
        if (!releases) {
          play.when(by, { type: 'hold', reason: `${index}` });
          standing.add(by);
        } else if (ANYBODYS.includes(by) && standing.size > 0) {
          play.when(by, { type: 'release' });
          standing.clear();
        } else if (standing.has(by)) {
          play.when(by, { type: 'release' });
          standing.delete(by);
        } else play.refused(by, { type: 'release' });
        expect(new Set(holdsOn(play.state()).map((one) => one.by.name))).toEqual(standing);
        expect(gate(play).open).toBe(standing.size === 0);
      }
    }),
    { numRuns: 200 },
  );
});
