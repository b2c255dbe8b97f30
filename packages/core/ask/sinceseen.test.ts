/** What somebody saw is found again by the digest that their page carried, and what changed since is told part by part. */
import { expect, test } from 'vitest';
import { approve, days, inReview, POLICY } from '../../../test/instruments/scenario.ts';
import type { Plan } from '../content/plan.ts';
import { revisionLines } from '../view/revision.ts';
import { PLAIN, speaker } from '../view/sentence.ts';
import { endingBy } from './endingvotes.ts';
import { shownDigest } from './shown.ts';
import { seenOf } from './sinceseen.ts';

const say = speaker({ locale: 'en', timeZone: 'UTC', year: '2026' }, PLAIN);

test('4.3: a page is found by its digest, whatever was recorded since, and each part that differs is told', () => {
  const play = inReview({}, [days(2)]);
  const [then, at] = [play.state(), play.happened.length];
  const [first, ...others] = then.content.plan?.steps ?? [];
  if (!first) throw new Error('the scenario has a plan');
  const plan: Plan = {
    ...{ acceptance: [], ...then.content.plan },
    steps: [...others, { ...first, end: '2027-03-05' }, { id: '9', text: 'Print it' }],
    rollback: 'Switch it off at night',
  };
  play.when('mei', { type: 'plan', plan });
  approve(play, 'arch');
  const seen = seenOf(play.happened, shownDigest(then));
  expect(seen?.from).toBe(at);
  expect(seen?.state.content).toEqual(then.content);
  const lines = revisionLines(then.content, play.state().content, POLICY).map(say);
  expect(lines).toContain('Step 9: nothing → Print it');
  expect(lines.some((one) => one.startsWith(`Step ${first.id}:`) && one.includes('2027'))).toBe(true);
  expect(lines.some((one) => one.startsWith('Roll back:') && one.endsWith('Switch it off at night'))).toBe(true);
  // What is there now was shown, too; what never stood there was not.
  expect(seenOf(play.happened, shownDigest(play.state()))?.from).toBeLessThanOrEqual(play.happened.length);
  expect(seenOf(play.happened, '0'.repeat(64))).toBeUndefined();
});

test('2.4: steps in another order are another plan, and it is told', () => {
  const play = inReview({}, [days(2)]);
  const { content } = play.state();
  const steps = [
    { id: '1', text: 'a' },
    { id: '2', text: 'b' },
  ];
  const plan = (list: Plan['steps']) => ({ ...content, plan: { steps: list, acceptance: [] } });
  expect(revisionLines(plan(steps), plan([...steps].reverse()), POLICY).map(say)).toEqual(['plan: a and b → b and a']);
});

test('4.3: before it is sent an edit says whose votes it would end: of those that depend on the part', () => {
  const play = inReview({}, [days(2)]);
  const ends = (edited: Parameters<typeof endingBy>[1]) => {
    const found = endingBy({ state: play.state(), situation: play.situation('mei') }, edited);
    return found && say(found);
  };
  expect(ends('plan')).toBeUndefined();
  approve(play, 'arch');
  for (const edited of ['plan', 'alternatives', 'quality'] as const) expect(ends(edited)).toContain('arch');
  expect(ends('cost')).toBeUndefined();
});
