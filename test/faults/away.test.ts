/** Histories with a policy that comes and goes: nothing is green meanwhile, no hold is lost, and afterwards everything is as if it had never been away. */

import { OPEN } from '@countersign/core/change/stage.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Login, type Played, play } from './away.ts';
import '../instruments/seed.ts';

const GREENS = 3;
const RUNS = 200;
const ISSUES = [1001, 1002] as const;

type Said = { readonly kind: 'say'; readonly issue: number; readonly who: Login; readonly text: string };
type Step =
  | { readonly kind: 'look' }
  | Said
  | { readonly kind: 'away' }
  | { readonly kind: 'back' }
  | { readonly kind: 'pass'; readonly ms: number };

const said: fc.Arbitrary<Said> = fc
  .record({
    issue: fc.constantFrom(...ISSUES),
    line: fc.constantFrom<readonly [Login, string]>(
      ['rosa', '/submit'],
      ['pan-wei', '/triage'],
      ['pan-wei', '/need-info Which format?'],
      ['pan-wei', '/hold The customer has doubts'],
      ['pan-wei', '/hold The budget is not clear'],
      ['chen-li', '/hold We want to wait'],
      ['dara', '/hold I may not do this'],
      ['pan-wei', '/release'],
      ['chen-li', '/release'],
      ['rosa', '/concern Nobody asked the auditors'],
      ['theo', '/concern The fonts are not licensed'],
      ['theo', '/resolve C1 bought'],
      ['rosa', '/resolve C1 asked them'],
      ['pan-wei', '/triage\n/hold The customer has doubts'],
      ['pan-wei', '/release\n/hold The budget is not clear'],
      ['rosa', '/withdraw no longer needed'],
      ['theo', 'What does it cost?'],
    ),
  })
  .map(({ issue, line: [who, text] }) => ({ kind: 'say', issue, who, text }));

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: said },
  { weight: 1, arbitrary: fc.constant({ kind: 'look' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'away' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'back' as const }) },
  { weight: 3, arbitrary: fc.integer({ min: 250, max: 20_000 }).map((ms) => ({ kind: 'pass' as const, ms })) },
);

async function opened(): Promise<Played> {
  const played = play(GREENS);
  for (const issue of ISSUES) played.open(issue);
  await played.calm();
  // Or nothing below would show that anything is closed.
  expect([...played.checks.values()]).toEqual([...Array.from({ length: GREENS }, () => 'success'), 'action_required']);
  return played;
}

/** What must not depend on when it was said; what is over is held by nobody and worried about by nobody. */
function told(state: ChangeState | undefined) {
  if (!state) return undefined;
  const { stage, held, concerns } = state;
  if (!OPEN.includes(stage)) return { stage };
  const open = concerns.filter((one) => !one.resolved).map(({ by, text }) => `${by.name}: ${text}`);
  return { stage, held: held && { by: held.by.name, reason: held.reason }, concerns: open.sort() };
}

/** The last word on holds of an issue, where it was to hold by somebody who may. */
function holds(steps: readonly Said[], issue: number): boolean {
  const last = steps.filter((one) => one.issue === issue && /\/(hold|release)/.test(one.text)).at(-1);
  return last !== undefined && /\/hold/.test(last.text) && last.who !== 'dara';
}

test(`4.4: in ${RUNS} histories of a policy that comes and goes, closing comes first and nothing is lost`, {
  timeout: 600_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
      const calm = await opened();
      for (const one of steps) {
        if (one.kind !== 'say') continue;
        calm.say(one.issue, one.who, one.text);
        await calm.calm();
      }
      const played = await opened();
      const heard: Said[] = [];
      let since: number | undefined;
      for (const one of steps) {
        if (one.kind === 'say') {
          played.say(one.issue, one.who, one.text);
          heard.push(one);
        } else if (one.kind === 'look') played.look();
        else if (one.kind === 'away') {
          if (!played.away) played.forget();
          played.away = true;
        } else if (one.kind === 'back') {
          played.away = false;
          since = undefined;
        } else await played.pass(one.ms);
        // Somebody has to ask for it before anybody can know that it is away.
        if (played.away && one.kind === 'say') since ??= played.now;
        if (!played.away || one.kind !== 'pass') continue;
        // Asked at once, once more within five seconds, and then the checks.
        if (since !== undefined && played.now - since > 6000)
          expect([...played.checks.values()]).toEqual(['failure', 'failure', 'failure', 'action_required']);
        if (one.ms < 1000) continue;
        for (const issue of ISSUES) {
          const state = await played.state(issue);
          if (holds(heard, issue) && state && OPEN.includes(state.stage)) expect(state.held).toBeDefined();
        }
      }
      played.away = false;
      await played.calm();
      for (const issue of ISSUES) expect(told(await played.state(issue))).toEqual(told(await calm.state(issue)));
      expect([...played.checks]).toEqual([...calm.checks]);
      // What is closed anyway is left alone.
      expect(played.writes.filter((one) => one === `head-${GREENS}`)).toHaveLength(1);
      // Each is written at its beginning, and twice for each time that the policy was away.
      const outages = steps.filter(({ kind }) => kind === 'away').length;
      for (const head of played.checks.keys())
        expect(played.writes.filter((one) => one === head).length).toBeLessThanOrEqual(1 + 2 * outages);
    }),
    { numRuns: RUNS },
  );
});

test.each([
  [3_000, 0],
  [600_000, 2],
])('4.4: a policy that is away for %i ms costs %i writes a green check, and none of the red one', async (ms, each) => {
  const played = await opened();
  const before = played.writes.length;
  played.forget();
  played.away = true;
  played.say(ISSUES[0], 'pan-wei', '/hold The customer has doubts');
  await played.pass(ms);
  played.away = false;
  await played.calm();
  expect([...played.checks.values()]).toEqual([...Array.from({ length: GREENS }, () => 'success'), 'action_required']);
  const written = played.writes.slice(before);
  expect(written).toHaveLength(each * GREENS);
  for (let n = 0; n < GREENS; n += 1) expect(written.filter((one) => one === `head-${n}`)).toHaveLength(each);
});

/** What was said before, by its number, comes after; the early one is that of a hold or a concern which is taken before its turn. */
const EARLY = 5000;

test.each([
  ['a hold', 'chen-li', '/hold We want to wait', '/release', (state?: ChangeState) => state?.held?.reason],
  [
    'a concern',
    'theo',
    '/concern The fonts are not licensed',
    '/resolve C1 bought',
    (state?: ChangeState) => state?.concerns.filter(({ resolved }) => !resolved).length || undefined,
  ],
] as const)(
  '4.6: %s that was taken before its turn, and ended by a later word that came first, stays ended; one by an earlier word stands',
  async (_, who, close, end, standing) => {
    for (const [isLater, issue] of [
      [true, ISSUES[0]],
      [false, ISSUES[1]],
    ] as const) {
      const played = await opened();
      played.away = true;
      played.forget();
      played.say(issue, 'pan-wei', '/triage');
      await played.pass(1000);
      played.say(issue, who, end, isLater ? EARLY + 1 : EARLY - 1);
      played.say(issue, who, close, EARLY);
      await played.pass(1000);
      expect(standing(await played.state(issue))).toBeTruthy();
      played.away = false;
      await played.calm();
      const state = await played.state(issue);
      if (isLater) expect(standing(state)).toBeUndefined();
      else expect(standing(state)).toBeTruthy();
    }
  },
);

test('4.6: of two holds of one person that were taken before their turns each is on record once, and the reason given last stands', async () => {
  const [issue] = ISSUES;
  const played = await opened();
  played.away = true;
  played.forget();
  played.say(issue, 'pan-wei', '/triage');
  await played.pass(1000);
  played.say(issue, 'chen-li', '/hold We want to wait');
  played.say(issue, 'chen-li', '/hold The budget is not clear');
  await played.pass(1000);
  played.away = false;
  await played.calm();
  const held = (await played.events(issue)).flatMap((one) => (one.type === 'held' ? [one.reason] : []));
  expect(held).toEqual(['We want to wait', 'The budget is not clear']);
  expect((await played.state(issue))?.held?.reason).toBe('The budget is not clear');
});

test('4.6: a hold that an earlier word put in its place, at the turn of that word, is put on again', async () => {
  const [issue] = ISSUES;
  const played = await opened();
  played.away = true;
  played.forget();
  played.say(issue, 'pan-wei', '/triage');
  await played.pass(1000);
  played.say(issue, 'pan-wei', '/release\n/hold The budget is not clear');
  played.say(issue, 'pan-wei', '/hold The customer has doubts');
  await played.pass(1000);
  played.away = false;
  await played.calm();
  expect((await played.state(issue))?.held?.reason).toBe('The customer has doubts');
});
