/** Shows to what a late word is bound: to the round of votes that its writer saw (`rules.md` 4.1, T7). */
import { expect, test } from 'vitest';
import { approve, inReview, person, type Scenario } from '../../test/instruments/scenario.ts';
import type { Command } from './change/command.ts';
import type { ChangeEvent } from './change/event.ts';
import type { Entry } from './record/port.ts';
import { boundToShown, seenBy } from './witness.ts';

const VOTE: Command = { type: 'vote', verdict: 'approve', authenticated: 'comment' };

/** What happened, as entries of a stream; everything was done by `mei`. */
function entries(play: Scenario): readonly Entry[] {
  return play.happened.map(
    ({ at, event }, index) =>
      ({ at, event: event as ChangeEvent, version: index + 1, actor: person('mei').id }) as never,
  );
}

const shownNow = (play: Scenario) => play.happened.length;
const boundAt = (play: Scenario, version: number, name: string, command: Command = VOTE) =>
  boundToShown(seenBy(entries(play), version, person(name).id), command);

function sentBack(): { readonly play: Scenario; readonly before: number } {
  const play = inReview();
  const before = shownNow(play);
  play.when('arch', { type: 'send-back', reason: 'The load was not measured' });
  play.when('mei', { type: 'review' });
  return { play, before };
}

test('4.1: a yes for a round that was shown does not count in the next one, though nothing was edited', () => {
  const { play, before } = sentBack();
  for (const name of ['arch', 'carla']) expect(play.refused(name, boundAt(play, before, name))).toBe('another-round');
  play.when('carla', boundAt(play, shownNow(play), 'carla'));
});

test('4.1: whoever began the round knows of it, and a no is taken from any', () => {
  const { play, before } = sentBack();
  play.when('mei', boundAt(play, before, 'mei'));
  play.when('arch', boundAt(play, before, 'arch', { ...VOTE, verdict: 'reject', reason: 'No' } as Command));
  approve(play, 'carla');
});
