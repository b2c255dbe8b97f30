import { expect, test } from 'vitest';
import { placesIn } from '../../../test/instruments/arguments.ts';
import type { Filling, Kind, Kinds, Says } from '../change/says.ts';
import { all, type GateCode, leaf, REASONS, reasonOf, type Verdict } from '../gate/verdict.ts';
import type { SeatRole } from '../policy/role.ts';
import { LOCALES } from '../text/locale.ts';
import { PLAIN, speaker } from './sentence.ts';
import { isForSafety, verdictLines, verdictTitle } from './verdict.ts';

const say = speaker({ locale: 'en', timeZone: 'UTC', year: '2026' }, PLAIN);

function change(label: string, ...because: readonly Verdict[]): Verdict {
  return all('change', 'change', because, { label });
}

function merge(...changes: readonly Verdict[]): Verdict {
  return all('merge-open', 'merge-closed', changes, { labels: changes.map((one) => String(one.values.label)) });
}

const waiting = (...seats: readonly SeatRole[]) =>
  all(
    'votes-pass',
    'votes-missing',
    seats.map((seat) => leaf(false, 'seat-waiting', { seat, candidates: ['carla'] })),
    { seats },
  );

test.each<[string, Verdict]>([
  [
    'Waiting for the customer on #12',
    merge(change('#12', leaf(false, 'not-decided', { stage: 'in-review' }), waiting('customer'))),
  ],
  [
    'Waiting for the project manager and the customer on #12 and #13',
    merge(change('#12', waiting('project-manager')), change('#13', waiting('customer'))),
  ],
  [
    'Waiting for the customer on #12',
    merge(
      change(
        '#12',
        leaf(false, 'not-decided', { stage: 'in-review' }),
        leaf(false, 'plan-unconfirmed', { seat: 'customer' }),
      ),
    ),
  ],
  [
    'Waiting for the customer on #12',
    merge(
      change(
        '#12',
        leaf(false, 'not-decided', { stage: 'in-review' }),
        waiting('customer'),
        leaf(false, 'open-concern', { concerns: ['C1'], by: ['qa'] }),
      ),
    ),
  ],
  [
    '#12: concern C1 is open, raised by qa',
    merge(
      change(
        '#12',
        leaf(false, 'not-decided', { stage: 'in-review' }),
        leaf(false, 'open-concern', { concerns: ['C1'], by: ['qa'] }),
      ),
    ),
  ],
  [
    'Approved: implements #12',
    merge(change('#12', leaf(true, 'approved-and-started', { at: '2026-11-02T00:00:00Z' }))),
  ],
  [
    'Emergency: #12 may go on; its review follows',
    merge(change('#12', leaf(true, 'emergency-record', { by: 'duty', incident: 'INC-7', due: '' }))),
  ],
  ['Closed for safety: the policy could not be read', leaf(false, 'policy-unreadable')],
  [
    'Not covered: 3 files under billing/ need a change request',
    leaf(false, 'needs-change-request', { files: ['billing/a.ts', 'billing/b.ts', 'billing/c/d.ts'] }),
  ],
  [
    'Not covered: 2 files need a change request',
    leaf(false, 'needs-change-request', { files: ['a.ts', 'billing/b.ts'] }),
  ],
  ['Not covered: this work needs a change request', leaf(false, 'needs-change-request', { files: [] })],
  [
    'No change request needed: the policy does not cover the branch docs',
    leaf(true, 'not-covered-branch', { branch: 'docs' }),
  ],
  [
    '#12: it is not decided yet (in assessment)',
    merge(change('#12', leaf(false, 'not-decided', { stage: 'assessing' }))),
  ],
  [
    '#12: mei has put it on hold: budget (and 1 more reason)',
    merge(
      change(
        '#12',
        leaf(false, 'on-hold', { by: 'mei', reason: 'budget' }),
        leaf(false, 'open-concern', { concerns: ['C1'], by: ['qa'] }),
      ),
    ),
  ],
])('the title of a check is one sentence: %s', (title, verdict) => {
  expect(say(verdictTitle(verdict))).toBe(title);
});

test('6.1: each line that is closed says what would open it, and an open one does not', () => {
  const lines = verdictLines(
    merge(
      change('#12', leaf(true, 'no-freeze'), leaf(false, 'seat-waiting', { seat: 'customer', candidates: ['carla'] })),
    ),
  );
  const closed = lines.filter((one) => !one.open && one.remedy);
  expect(closed.map((one) => say(one.remedy ?? ''))).toEqual([
    'The customer votes: by “Approve” or “Vote against” on the request’s page, or with `/approve` or `/reject` (who may: carla).',
  ]);
  expect(lines.filter((one) => one.open).every((one) => one.remedy === undefined)).toBe(true);
  expect(lines.filter((one) => one.depth > 0).every((one) => one.label === '#12')).toBe(true);
});

test('4.4: what could not be known is told apart from what people still have to do', () => {
  expect(isForSafety(leaf(false, 'facts-unreadable'))).toBe(true);
  expect(isForSafety(merge(change('#12', waiting('customer'))))).toBe(false);
});

test('6.1: work on an approved request that nobody has started is told which request that is', () => {
  const title = verdictTitle(merge(change('#12', leaf(false, 'not-started'))));
  expect(say(title)).toBe('#12: it is approved, but work has not begun');
});

const CODES = Object.keys(REASONS) as GateCode[];

/** A value for each kind, as a gate hands it over. */
const SAMPLES: { readonly [Each in Kind]: Kinds[Each] } = {
  text: 'mei',
  person: 'mei',
  quoted: 'release/1',
  number: 3,
  yes: 'yes',
  why: 'unconfirmed',
  stage: 'in-review',
  role: 'customer',
  seat: 'sponsor',
  holder: 'sponsor mei',
  class: 'minor',
  facet: 'cost',
  field: 'cause',
  gap: 'tests',
  dimension: 'cost',
  reference: '#12',
  instant: '2026-11-04T09:00:00.000Z',
  day: '2026-11-04T09:00:00.000Z',
  ended: 'edited',
  command: 'vote',
};

function sampleOf(says: Says): Verdict['values'] {
  return Object.fromEntries(
    Object.entries(says).map(([place, how]) => {
      const filling: Filling = typeof how === 'object' && 'maybe' in how ? how.maybe : how;
      if (typeof filling === 'string') return [place, SAMPLES[filling]];
      const [kind = 'text']: readonly Kind[] = Object.values(filling);
      return [place, [String(SAMPLES[kind])]];
    }),
  );
}

test.each(CODES)('the row of %s says each thing that its sentences name', (code) => {
  const { says = {} } = reasonOf({ code });
  const named = [`gate.${code}`, `gate.${code}.remedy`].flatMap(placesIn);
  expect(named.filter((place) => !(place in says))).toEqual([]);
});

test.each(CODES)('%s can be said in both languages, with and without its values, open and closed', (code) => {
  for (const locale of LOCALES) {
    const speak = speaker({ locale, timeZone: 'UTC' }, PLAIN);
    for (const values of [sampleOf(reasonOf({ code }).says ?? {}), {}]) {
      for (const open of [true, false]) {
        const verdict: Verdict = { open, code, values, because: [] };
        const said = [
          verdictTitle(verdict),
          ...verdictLines(verdict).flatMap((one) => [one.sentence, ...(one.remedy ? [one.remedy] : [])]),
        ].map(speak);
        for (const one of said) expect(one).not.toMatch(/[{}]|undefined|^$/);
      }
    }
  }
});
