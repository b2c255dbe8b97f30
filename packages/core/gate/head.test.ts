import '../../../test/instruments/seed.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asksForCheck, type HeadWork, headCheck, type Standing } from './head.ts';
import { leaf, type Verdict } from './verdict.ts';

const OPEN = leaf(true, 'merge-open', { labels: ['#12'] });
const SHUT = leaf(false, 'merge-closed', { labels: ['#12'] });
const EXEMPT = leaf(true, 'exempt-author', { author: 'renovate[bot]' });
const outside = (base: string) => leaf(true, 'not-covered-branch', { branch: base });
const UNREAD = leaf(false, 'not-covered-unread', { base: 'develop' });
const DEMANDED = leaf(false, 'not-covered-required', { base: 'develop' });

const open = (pull: number, base: string, verdict: Verdict): HeadWork => ({ pull, base, state: 'open', verdict });
const over = (pull: number, base: string, state: 'closed' | 'merged', covered = base === 'main'): HeadWork => ({
  ...{ pull, base, state, covered },
});
const said = (says: Standing['says'], ...of: (readonly [number, string])[]): Standing => ({
  says,
  of: of.map(([pull, base]) => ({ pull, base })),
});

test.each<[string, readonly HeadWork[], Standing | undefined, object]>([
  ['covered work is written', [open(1, 'main', OPEN)], undefined, { kind: 'verdicts' }],
  ['covered work that is exempt is written', [open(1, 'main', EXEMPT)], undefined, { kind: 'verdicts' }],
  ['uncovered work is not', [open(1, 'scratch', outside('scratch'))], undefined, { kind: 'stands' }],
  ['uncovered work under a ruleset is', [open(1, 'develop', DEMANDED)], undefined, { kind: 'verdicts' }],
  [
    'uncovered work under rules that nobody can read is not',
    [open(1, 'develop', UNREAD)],
    undefined,
    { kind: 'stands' },
  ],
  ['nor where what stood was withdrawn', [open(1, 'develop', UNREAD)], said('withdrawn'), { kind: 'stands' }],
  [
    'it is beside work that may merge',
    [open(1, 'main', OPEN), open(2, 'develop', UNREAD)],
    undefined,
    { kind: 'verdicts', verdicts: [{ pull: 1 }, { pull: 2, verdict: UNREAD }], of: [{ pull: 1 }, { pull: 2 }] },
  ],
  ...(['open', 'observed', 'unknown', 'closed'] as const).map((says): [string, HeadWork[], Standing, object] => [
    `it takes back what stands, evidence or not: ${says}`,
    [over(1, 'main', 'merged'), open(2, 'develop', UNREAD)],
    said(says, [1, 'main']),
    { kind: 'withdrawn', because: { why: 'uncovered', base: 'develop' } },
  ]),
  [
    'uncovered work takes back what stands',
    [open(1, 'scratch', outside('scratch'))],
    said('open', [1, 'main']),
    { kind: 'withdrawn', because: { why: 'uncovered', base: 'scratch' } },
  ],
  [
    'closed work takes back what stands, closed or open',
    [over(1, 'main', 'closed')],
    said('closed', [1, 'main']),
    { kind: 'withdrawn', because: { why: 'closed' } },
  ],
  ['merged work keeps it', [over(1, 'main', 'merged')], said('open', [1, 'main']), { kind: 'stands' }],
  [
    'merged work keeps it when another is closed',
    [over(1, 'main', 'merged'), over(2, 'main', 'closed')],
    said('open', [1, 'main'], [2, 'main']),
    { kind: 'stands' },
  ],
  [
    'work merged where nothing was said of it keeps nothing',
    [over(1, 'main', 'closed'), over(2, 'scratch', 'merged')],
    said('open', [1, 'main']),
    { kind: 'withdrawn', because: { why: 'merged-elsewhere', base: 'scratch' } },
  ],
  [
    'of an older note the branch decides',
    [over(1, 'scratch', 'merged')],
    { says: 'unknown' },
    { kind: 'withdrawn', because: { why: 'merged-elsewhere', base: 'scratch' } },
  ],
  ['of an older note the branch decides, too', [over(1, 'main', 'merged')], { says: 'unknown' }, { kind: 'stands' }],
  ['what is withdrawn stays so', [over(1, 'main', 'closed')], said('withdrawn'), { kind: 'stands' }],
  ['nothing was written, nothing is', [over(1, 'main', 'closed')], undefined, { kind: 'stands' }],
  [
    'a green goes on being evidence beside another one',
    [over(1, 'main', 'merged'), open(2, 'release/1', OPEN)],
    said('open', [1, 'main'], [2, 'release/1']),
    { kind: 'verdicts', of: [{ pull: 2 }, { pull: 1, base: 'main' }] },
  ],
  [
    'a red is evidence of nothing',
    [over(1, 'main', 'merged'), open(2, 'release/1', SHUT)],
    said('open', [1, 'main'], [2, 'release/1']),
    { kind: 'verdicts', of: [{ pull: 2, base: 'release/1' }] },
  ],
  ['a commit that was pushed away', [], said('open', [1, 'main']), { kind: 'withdrawn', because: { why: 'pushed' } }],
  ['a closed one that was pushed away', [], said('closed', [1, 'main']), { kind: 'stands' }],
])('6.1: %s', (_, works, standing, expected) => {
  expect(headCheck(works, standing)).toMatchObject(expected);
});

test.each<[string, readonly HeadWork[], Standing, object, object]>([
  [
    'a neutral of what was merged is evidence while the gate observes, and could be spent once it enforces',
    [over(1, 'main', 'merged')],
    said('observed', [1, 'main']),
    { kind: 'stands' },
    { kind: 'withdrawn', because: { why: 'only-observed' } },
  ],
  [
    'so is what nobody knows any more',
    [over(1, 'main', 'merged')],
    said('unknown', [1, 'main']),
    { kind: 'stands' },
    { kind: 'withdrawn', because: { why: 'only-observed' } },
  ],
  [
    'so is the neutral of a group that was merged',
    [],
    said('observed', [1, 'main']),
    { kind: 'withdrawn', because: { why: 'left-queue' } },
    { kind: 'withdrawn', because: { why: 'only-observed' } },
  ],
  [
    'a green stays evidence',
    [over(1, 'main', 'merged')],
    said('open', [1, 'main']),
    { kind: 'stands' },
    { kind: 'stands' },
  ],
  [
    'a red of what was merged all the same stays, and opens nothing',
    [over(1, 'main', 'merged')],
    said('closed', [1, 'main']),
    { kind: 'stands' },
    { kind: 'stands' },
  ],
])('6.1: %s', (_, works, standing, observing, enforcing) => {
  expect(headCheck(works, standing, { isGroup: true })).toMatchObject(observing);
  expect(headCheck(works, standing, { isGroup: true, isEnforced: true })).toMatchObject(enforcing);
});

test('6.1: a group that left the queue is told so', () => {
  expect(headCheck([], said('open', [1, 'main']), { isGroup: true })).toEqual({
    kind: 'withdrawn',
    because: { why: 'left-queue' },
  });
});

/** A repository with pull requests, one request and a check for each commit, as far as the promise is about it. */
interface World {
  readonly pulls: { head: string; base: string; state: 'open' | 'closed' | 'merged'; names: boolean }[];
  approved: boolean;
  mode: 'observe' | 'enforce';
  covered: Set<string>;
  readonly checks: Map<string, Standing>;
  /** How many runs were made on a commit. */
  readonly made: Map<string, number>;
  /** Heads at which something was merged through the check, with the branch. */
  readonly merged: Set<string>;
}

const HEADS = ['a', 'b', 'c'];
const BASES = ['main', 'release/1', 'scratch', 'develop'];

type Act =
  | { readonly act: 'open'; readonly head: string; readonly base: string; readonly names: boolean }
  | { readonly act: 'close' | 'reopen' | 'merge' | 'name' | 'again'; readonly pull: number }
  | { readonly act: 'retarget'; readonly pull: number; readonly base: string }
  | { readonly act: 'push'; readonly pull: number; readonly head: string }
  | { readonly act: 'hold' | 'approve' }
  | { readonly act: 'cover'; readonly base: string };

const pull = fc.nat({ max: 5 });
const head = fc.constantFrom(...HEADS);
const base = fc.constantFrom(...BASES);
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ act: fc.constant('open' as const), head, base, names: fc.boolean() }),
  fc.record({ act: fc.constantFrom('close', 'reopen', 'merge', 'name', 'again'), pull }),
  fc.record({ act: fc.constant('retarget' as const), pull, base }),
  fc.record({ act: fc.constant('push' as const), pull, head }),
  fc.record({ act: fc.constantFrom('hold' as const, 'approve' as const) }),
  fc.record({ act: fc.constant('cover' as const), base }),
);

function verdictOf(world: World, one: World['pulls'][number]): Verdict {
  if (!world.covered.has(one.base)) return one.base === 'develop' ? DEMANDED : outside(one.base);
  return one.names && world.approved ? OPEN : SHUT;
}

function worksAt(world: World, at: string): HeadWork[] {
  return world.pulls.flatMap((one, index): HeadWork[] => {
    if (one.head !== at) return [];
    const { base: into, state } = one;
    return state === 'open'
      ? [{ pull: index, base: into, state, verdict: verdictOf(world, one) }]
      : [{ pull: index, base: into, state, covered: world.covered.has(into) }];
  });
}

/** What the server does at a commit after an event: the newest state is read, and at most one run is made. */
function look(world: World, at: string): void {
  const standing = world.checks.get(at);
  const says = headCheck(worksAt(world, at), standing);
  if (says.kind === 'stands') return;
  if (!standing) world.made.set(at, (world.made.get(at) ?? 0) + 1);
  if (says.kind === 'withdrawn') {
    expect(standing).toBeDefined();
    world.checks.set(at, { says: 'withdrawn' });
    return;
  }
  const all = says.verdicts.every((one) => one.verdict.open);
  const concluded = world.mode === 'observe' ? 'observed' : all ? 'open' : 'closed';
  world.checks.set(at, { says: concluded, of: says.of });
}

function play(world: World, one: Act): void {
  const touched = new Set<string>();
  const known = 'pull' in one ? world.pulls[one.pull] : undefined;
  if ('pull' in one && !known) return;
  if (known) touched.add(known.head);
  switch (one.act) {
    case 'open':
      world.pulls.push({ head: one.head, base: one.base, state: 'open', names: one.names });
      touched.add(one.head);
      break;
    case 'close':
      if (known?.state === 'open') known.state = 'closed';
      break;
    case 'reopen':
      if (known?.state === 'closed') known.state = 'open';
      break;
    case 'merge':
      // GitHub lets it merge where the check is not required, or satisfied.
      if (known?.state === 'open') {
        const satisfied = ['open', 'observed'].includes(world.checks.get(known.head)?.says ?? 'closed');
        if (satisfied || !world.covered.has(known.base)) {
          known.state = 'merged';
          const said = world.checks
            .get(known.head)
            ?.of?.some((of) => world.pulls[of.pull] === known && of.base === known.base);
          if (said) world.merged.add(known.head);
        }
      }
      break;
    case 'name':
      if (known) known.names = !known.names;
      break;
    case 'again':
      break;
    case 'retarget':
      if (known?.state === 'open') known.base = one.base;
      break;
    case 'push':
      if (known && known.state !== 'merged') known.head = one.head;
      touched.add(one.head);
      break;
    case 'hold':
    case 'approve':
      world.approved = one.act === 'approve';
      for (const at of HEADS) touched.add(at);
      break;
    case 'cover':
      if (world.covered.has(one.base)) world.covered.delete(one.base);
      else world.covered.add(one.base);
      for (const at of HEADS) touched.add(at);
      break;
  }
  for (const at of touched) look(world, at);
}

test('6.1: a green stands only while every open covered pull request on its commit may merge, or after a merge; never two runs', () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 5, maxLength: 60 }), fc.constantFrom('observe', 'enforce'), (acts, mode) => {
      const world: World = {
        pulls: [],
        approved: true,
        mode,
        covered: new Set(['main', 'release/1']),
        checks: new Map(),
        made: new Map(),
        merged: new Set(),
      };
      for (const one of acts) {
        play(world, one);
        for (const at of HEADS) {
          const standing = world.checks.get(at);
          expect(world.made.get(at) ?? 0).toBeLessThanOrEqual(1);
          const asking = worksAt(world, at).filter((work) => work.state === 'open' && asksForCheck(work.verdict));
          if (mode === 'observe') expect(standing?.says).not.toBe('open');
          if (standing?.says !== 'open' && standing?.says !== 'observed') continue;
          if (asking.length === 0) expect(world.merged.has(at)).toBe(true);
          if (standing.says === 'open')
            for (const work of asking) expect(work.state === 'open' && work.verdict.open).toBe(true);
        }
      }
    }),
    { numRuns: 1000 },
  );
});
