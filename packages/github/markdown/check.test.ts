import { all, leaf, type Verdict } from '@countersign/core/gate/verdict.ts';
import { LOCALES } from '@countersign/core/text/locale.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkOutput, type HeadVerdict } from './check.ts';

const EN = { locale: 'en', timeZone: 'UTC', year: '2026' } as const;

const open = all(
  'merge-open',
  'merge-closed',
  [all('change', 'change', [leaf(true, 'approved-and-started', { at: '2026-11-02T00:00:00Z' })], { label: '#12' })],
  { labels: ['#12'] },
);
const waiting = all(
  'merge-open',
  'merge-closed',
  [
    all('change', 'change', [leaf(false, 'seat-waiting', { seat: 'customer', candidates: ['carla'] })], {
      label: '#12',
    }),
  ],
  { labels: ['#12'] },
);
const unclaimed = (request: string) =>
  leaf(false, 'claim-needed', { work: '#21', request, author: 'dara', people: ['mei'] });
const bare = leaf(false, 'needs-change-request', { files: ['billing/a.ts'] });
const broken = leaf(false, 'policy-broken', { problems: ['line 3'] });

test.each<[string, Verdict, string, readonly string[]]>([
  ['open', open, 'success', ['recheck']],
  ['waiting for people', waiting, 'action_required', ['explain', 'recheck']],
  ['not covered', bare, 'action_required', ['start-request', 'explain', 'recheck']],
  ['not accepted', unclaimed('#12'), 'action_required', ['accept-12-21', 'explain', 'recheck']],
  ['not accepted elsewhere', unclaimed('harbour/other#12'), 'action_required', ['explain', 'recheck']],
  ['closed for safety', broken, 'failure', ['explain', 'recheck']],
])('a check that is %s concludes so and offers what helps', (_, verdict, conclusion, buttons) => {
  const output = checkOutput([{ pull: 21, verdict, base: 'main' }], EN);
  expect(output.conclusion).toBe(conclusion);
  expect(output.actions.map((one) => one.identifier)).toEqual(buttons);
});

test('a commit is open only when every pull request that would merge it is', () => {
  const output = checkOutput(
    [
      { pull: 21, verdict: open },
      { pull: 22, verdict: waiting },
    ],
    EN,
  );
  expect(output.conclusion).toBe('action_required');
  expect(output.title).toBe('Waiting for the customer on #12');
  expect(output.summary).toContain('Pull request #21');
});

test('4.4: no verdict at all is closed, and says it is for safety', () => {
  const output = checkOutput([], EN);
  expect(output.conclusion).toBe('failure');
  expect(output.title).toMatch(/^Closed for safety/);
});

test('the summary says what is required, what is met, what would open it, each with a link', () => {
  const pages = new Map([['#12', 'https://countersign.test/c/12']]);
  const { summary } = checkOutput([{ pull: 21, verdict: waiting }], EN, {
    pages,
    page: 'https://countersign.test/p/21',
  });
  expect(summary).toContain('**What is required**');
  expect(summary).toContain('✘ change request #12 ([#12](https://countersign.test/c/12))');
  expect(summary).toContain(
    '- The customer votes: by “Approve” or “Vote against” on the request’s page, or with `/approve`',
  );
  expect(summary).toContain('[All details](https://countersign.test/p/21)');
});

test('the commit of a merge queue is nobody’s work: there is nothing to accept', () => {
  const { actions } = checkOutput([{ pull: 21, verdict: unclaimed('#12') }], EN);
  expect(actions.map((one) => one.identifier)).toEqual(['explain', 'recheck']);
});

test('6.4: where several pull requests stand on one commit no button accepts any: its check is on the pages of all of them', () => {
  const [one, other] = [21, 22].map((pull) => ({ pull, verdict: unclaimed('#12'), base: 'main' })) as [
    HeadVerdict,
    HeadVerdict,
  ];
  for (const verdicts of [
    [one, other],
    [one, { ...other, verdict: open }],
  ])
    expect(checkOutput(verdicts, EN).actions.map(({ identifier }) => identifier)).toEqual(['explain', 'recheck']);
});

test('GitHub’s limits for buttons hold in both languages, whatever is missing', () => {
  const many = all('merge-open', 'merge-closed', [unclaimed('#12345678'), unclaimed('#7'), unclaimed('#8'), bare], {
    labels: [],
  });
  for (const locale of LOCALES)
    for (const verdict of [bare, many]) {
      const { actions } = checkOutput([{ pull: 1234567, verdict, base: 'main' }], { locale, timeZone: 'UTC' });
      expect(actions.length).toBeLessThanOrEqual(3);
      // Whoever does not know what to do finds out.
      expect(actions.some(({ identifier }) => identifier === 'explain')).toBe(true);
      for (const { label, description, identifier } of actions) {
        expect(label.length).toBeLessThanOrEqual(20);
        expect(identifier.length).toBeLessThanOrEqual(20);
        expect(description.length).toBeLessThanOrEqual(40);
      }
    }
});

test('no tree of reasons is ever concluded in a way that satisfies a required check while it is closed', () => {
  const tree = fc.letrec<{ node: Verdict }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(
        open,
        waiting,
        bare,
        broken,
        leaf(true, 'no-freeze'),
        leaf(false, 'on-hold', { by: 'mei', reason: 'x' }),
      ),
      fc
        .array(tie('node'), { maxLength: 3 })
        .map((because) => all('merge-open', 'merge-closed', because, { labels: ['#12'] })),
    ),
  })).node;
  fc.assert(
    fc.property(fc.array(tree, { maxLength: 3 }), (verdicts) => {
      const { conclusion } = checkOutput(
        verdicts.map((verdict, index) => ({ pull: index, verdict })),
        EN,
      );
      const isOpen = verdicts.length > 0 && verdicts.every((one) => one.open);
      expect(conclusion === 'success').toBe(isOpen);
      expect(['success', 'action_required', 'failure']).toContain(conclusion);
    }),
  );
});
