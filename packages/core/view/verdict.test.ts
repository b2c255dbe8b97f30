import { expect, test } from 'vitest';
import { all, leaf, type Verdict } from '../gate/verdict.ts';
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

const waiting = (...seats: readonly string[]) =>
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
    merge(change('#12', leaf(true, 'emergency-record', { by: 'duty', incident: 'INC-7', due: '', overdue: 'no' }))),
  ],
  ['Closed for safety: the policy could not be read', leaf(false, 'policy-unreadable', { detail: 'timeout' })],
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
    'The customer votes with `/approve` or `/reject` (who may: carla).',
  ]);
  expect(lines.filter((one) => one.open).every((one) => one.remedy === undefined)).toBe(true);
  expect(lines.filter((one) => one.depth > 0).every((one) => one.label === '#12')).toBe(true);
});

test('4.4: what could not be known is told apart from what people still have to do', () => {
  expect(isForSafety(leaf(false, 'facts-unreadable', { what: 'files' }))).toBe(true);
  expect(isForSafety(merge(change('#12', waiting('customer'))))).toBe(false);
});

const CODES = [
  'merge-open',
  'merge-closed',
  'not-covered-branch',
  'not-covered-required',
  'not-covered-unread',
  'not-covered-files',
  'exempt-author',
  'exempt-author-commit',
  'exempt-author-unseen',
  'exempt-author-pushed',
  'exempt-author-many',
  'exempt-author-unread',
  'not-linked',
  'needs-change-request',
  'policy-missing',
  'policy-broken',
  'policy-unreadable',
  'policy-lost',
  'work-parked',
  'work-waiting',
  'facts-unreadable',
  'files-too-many',
  'files-moved',
  'files-tangled',
  'files-too-many-commits',
  'queue-unreadable',
  'commit-unclaimed',
  'queued-head-moved',
  'change',
  'change-unknown',
  'change-elsewhere',
  'elsewhere-open',
  'elsewhere-closed',
  'elsewhere-unreachable',
  'elsewhere-refused',
  'elsewhere-unlisted',
  'change-deleted',
  'edit-unrecordable',
  'approved-and-started',
  'not-started',
  'not-decided',
  'stage-final',
  'emergency-record',
  'emergency-not-ratified',
  'content-approved',
  'content-changed',
  'not-as-recorded',
  'issue-unreadable',
  'items-fresh',
  'items-changed',
  'items-unreadable',
  'approval-fresh',
  'approval-expired',
  'no-concern',
  'open-concern',
  'plan-unconfirmed',
  'conditions-met',
  'condition-open',
  'not-held',
  'on-hold',
  'no-freeze',
  'freeze',
  'votes-pass',
  'votes-missing',
  'seat-filled',
  'seat-waiting',
  'seat-voided',
  'seat-unfillable',
  'seat-unreadable',
  'rejection',
] as const satisfies readonly Verdict['code'][];

/** Fails to compile when a code of the gate is not in the list above. */
type Forgotten = Exclude<Verdict['code'], (typeof CODES)[number]>;
const isComplete: [Forgotten] extends [never] ? true : Forgotten = true;

test.each(CODES)('%s can be said in both languages, with and without its values, open and closed', (code) => {
  expect(isComplete).toBe(true);
  for (const locale of LOCALES) {
    const speak = speaker({ locale, timeZone: 'UTC' }, PLAIN);
    for (const open of [true, false]) {
      const verdict = leaf(open, code);
      const said = [
        verdictTitle(verdict),
        ...verdictLines(verdict).flatMap((one) => [one.sentence, ...(one.remedy ? [one.remedy] : [])]),
      ].map(speak);
      for (const one of said) expect(one).not.toMatch(/[{}]|undefined|^$/);
    }
  }
});
