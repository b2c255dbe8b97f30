import '../../../test/instruments/seed.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { POLICY } from '../../../test/instruments/scenario.ts';
import type { MergeGatePolicy } from '../policy/policy.ts';
import { anyGlob } from './glob.ts';
import { mergeGate, type NamedChange, type Work } from './merge.ts';
import { leaf, missing } from './verdict.ts';

const OPEN: NamedChange = { kind: 'known', label: '#12', verdict: leaf(true, 'change', { label: '#12' }) };
const SHUT: NamedChange = { kind: 'known', label: '#13', verdict: leaf(false, 'change', { label: '#13' }) };

function ask(merge: Partial<MergeGatePolicy>, work: Partial<Work>) {
  const policy = { ...POLICY, merge: { ...POLICY.merge, ...merge } };
  return mergeGate({ kind: 'in-force', policy }, { author: 'dev', base: 'main', files: 'unasked', named: [], ...work });
}

test.each([
  ['a named request that is open opens', {}, { named: [OPEN] }, true, 'merge-open'],
  ['one of several that is closed closes', {}, { named: [OPEN, SHUT] }, false, 'merge-closed'],
  ['an unknown request closes', {}, { named: [OPEN, { kind: 'unknown', label: '#99' }] }, false, 'merge-closed'],
  ['a request elsewhere closes', {}, { named: [{ kind: 'elsewhere', label: 'PROJ-1' }] }, false, 'merge-closed'],
  ['no request closes', {}, {}, false, 'needs-change-request'],
  ['no request is fine where only linked work is held', { covers: 'linked' }, {}, true, 'not-linked'],
  ['another branch is not covered', {}, { base: 'sketch' }, true, 'not-covered-branch'],
  ['a covered branch by glob', { branches: ['release/*'] }, { base: 'release/2' }, false, 'needs-change-request'],
  [
    'an exempt author passes with commits of their own',
    { exemptAuthors: ['renovate[bot]'] },
    { author: 'renovate[bot]', authored: { kind: 'own' } },
    true,
    'exempt-author',
  ],
  ...(
    [
      [{ kind: 'not-own', commit: 'abc' }, 'exempt-author-commit'],
      [{ kind: 'pushed-by-others' }, 'exempt-author-pushed'],
      [{ kind: 'another-account' }, 'exempt-author-other'],
      [{ kind: 'too-many', count: 251 }, 'exempt-author-many'],
      [{ kind: 'unreadable' }, 'exempt-author-unread'],
      [undefined, 'exempt-author-unread'],
    ] as const
  ).map(
    ([authored, code]) =>
      [
        `an exempt author does not pass where their commits are ${authored?.kind ?? 'not known'}`,
        { exemptAuthors: ['renovate[bot]'] },
        { author: 'renovate[bot]', ...(authored ? { authored } : {}) },
        false,
        code,
      ] as const,
  ),
  [
    'a covered path is not needed where the author’s exemption does not hold',
    { exemptAuthors: ['renovate[bot]'], exemptPaths: ['docs/**'] },
    { author: 'renovate[bot]', files: ['docs/a.md'] },
    true,
    'not-covered-files',
  ],
  [
    'a rule that asks for the check where the policy does not closes',
    {},
    { base: 'sketch', demanded: true },
    false,
    'not-covered-required',
  ],
  [
    'rules that cannot be read where the policy does not cover close',
    {},
    { base: 'sketch', demanded: 'unreadable' },
    false,
    'not-covered-unread',
  ],
  [
    'an exempt author with a closed request does not',
    { exemptAuthors: ['renovate[bot]'] },
    { author: 'renovate[bot]', named: [SHUT] },
    false,
    'merge-closed',
  ],
  [
    'files outside the covered paths pass',
    { paths: ['billing/**'] },
    { files: ['docs/a.md'] },
    true,
    'not-covered-files',
  ],
  [
    'one covered file closes',
    { paths: ['billing/**'] },
    { files: ['docs/a.md', 'billing/x/y.ts'] },
    false,
    'needs-change-request',
  ],
  ['exempt files pass', { exemptPaths: ['*.md'] }, { files: ['docs/a.md', 'README.md'] }, true, 'not-covered-files'],
  ['files that cannot be read close', { paths: ['billing/**'] }, { files: 'unreadable' }, false, 'facts-unreadable'],
  [
    'a list of files that was cut off closes',
    { paths: ['billing/**'] },
    { files: 'too-many' },
    false,
    'files-too-many',
  ],
  ['what the base has moved closes', { paths: ['billing/**'] }, { files: 'moved' }, false, 'files-moved'],
  ['histories that met twice close', { exemptPaths: ['**'] }, { files: 'tangled' }, false, 'files-tangled'],
  [
    'more commits than are asked one by one close',
    { exemptPaths: ['**'] },
    { files: 'too-many-commits' },
    false,
    'files-too-many-commits',
  ],
  ['files that nobody asked for close', { paths: ['billing/**'] }, { files: 'unasked' }, false, 'facts-unreadable'],
] as const)('6.1: %s', (_, merge, work, open, code) => {
  expect(ask(merge as Partial<MergeGatePolicy>, work as Partial<Work>)).toMatchObject({ open, code });
});

/** Mentioned among other words: no work of it, and what holds it back holds back whoever speaks of it. */
const OPEN_TOO: NamedChange = { ...OPEN, mention: {} };
const SHUT_TOO: NamedChange = { ...SHUT, mention: {} };
const OVER_TOO: NamedChange = { ...SHUT, mention: { isOver: true } };

test.each([
  ['all', 'nothing', [], 'needs-change-request'],
  ['all', 'an approved one mentioned', [OPEN_TOO], 'only-mentioned'],
  ['all', 'one that is held back mentioned', [SHUT_TOO], 'only-mentioned'],
  ['all', 'one said, an approved one mentioned', [OPEN, OPEN_TOO], 'merge-open'],
  ['all', 'one said, one that is held back mentioned', [OPEN, SHUT_TOO], 'merge-closed'],
  ['all', 'one said, one that is over mentioned', [OPEN, OVER_TOO], 'merge-open'],
  ['linked', 'nothing', [], 'not-linked'],
  ['linked', 'one that nobody started mentioned', [{ ...OPEN_TOO, verdict: leaf(false, 'not-started') }], 'not-linked'],
  ['linked', 'an approved one mentioned', [OPEN_TOO], 'not-linked'],
  ['linked', 'one that is held back said', [SHUT], 'merge-closed'],
  ['linked', 'one that is held back mentioned', [SHUT_TOO], 'merge-closed'],
  ['linked', 'one that is over mentioned', [OVER_TOO], 'merge-closed'],
  ['linked', 'one said, one that is held back mentioned', [OPEN, SHUT_TOO], 'merge-closed'],
] as const)('6.1: where %s work is asked for and it names %s', (covers, _, named, code) => {
  expect(ask({ covers }, { named }).code).toBe(code);
});

test('6.1: a mention holds back what is exempt, and takes no exemption away', () => {
  const exempt = { exemptAuthors: ['bot'], exemptPaths: ['docs/**'] };
  const own = { author: 'bot', authored: { kind: 'own' } } as const;
  expect(ask(exempt, { ...own, named: [OPEN_TOO] }).code).toBe('exempt-author');
  expect(ask(exempt, { ...own, named: [SHUT_TOO] }).code).toBe('merge-closed');
  expect(ask(exempt, { files: ['docs/a'], named: [OPEN_TOO] }).code).toBe('not-covered-files');
  expect(ask(exempt, { files: ['docs/a'], named: [SHUT_TOO] }).code).toBe('merge-closed');
  expect(ask({}, { base: 'sketch', named: [SHUT_TOO] }).code).toBe('not-covered-branch');
});

test.each([
  ['author', { exemptAuthors: ['dev'] }],
  ['path', { exemptPaths: ['**'] }],
  ['path that is not covered', { paths: ['src/**'] }],
  ['work that names nothing', { covers: 'linked' as const }],
])('7.2: a change of the policy needs a change request, though an exempt %s brings it', (_, merge) => {
  const always = ['.github/countersign.yml'];
  const isGuarded = (file: string) => always.includes(file);
  const authored = { kind: 'own' } as const;
  const touching = ask(merge, { files: ['docs/a.md', ...always], isGuarded, authored });
  expect(touching).toMatchObject({ open: false, code: 'path-needs-request', values: { files: always } });
  expect(ask(merge, { files: 'unreadable', isGuarded, authored })).toMatchObject({
    open: false,
    code: 'facts-unreadable',
  });
  expect(ask(merge, { files: ['docs/a.md'], isGuarded, authored }).open).toBe(true);
});

test('4.4: without a policy that can be read the gate is closed, whatever else holds', () => {
  const work: Work = { author: 'dev', base: 'sketch', files: [], named: [OPEN] };
  expect(mergeGate({ kind: 'missing' }, work)).toMatchObject({ open: false, code: 'policy-missing' });
  expect(mergeGate({ kind: 'broken', problems: ['x'] }, work)).toMatchObject({
    open: false,
    code: 'policy-broken',
  });
  expect(mergeGate({ kind: 'unreadable', detail: '503' }, work)).toMatchObject({
    open: false,
    code: 'policy-unreadable',
  });
});

test.each([
  ['*.md', 'README.md', true],
  ['*.md', 'docs/deep/a.md', true],
  ['docs/**', 'docs/deep/a.md', true],
  ['docs/**', 'src/docs/a.md', false],
  ['/src/*.ts', 'src/a.ts', true],
  ['src/*.ts', 'src/deep/a.ts', false],
  ['**', '.github/workflows/ci.yml', true],
  ['!main', 'other', false],
])('6.1: glob %s on %s is %s', (glob, name, expected) => {
  expect(anyGlob([glob])(name)).toBe(expected);
});

test('6.1: a file whose name differs from a covered one in nothing but case is covered: many checkouts put both in one place', () => {
  const letter = fc.constantFrom('a', 'b', 'Z', 'é', 'Я');
  const name = fc.array(letter, { minLength: 1, maxLength: 4 }).map((some) => some.join(''));
  const glob = fc.constantFrom(
    (one: string) => one,
    (one: string) => `${one}/`,
    (one: string) => `${one}/**`,
    (one: string) => `{${one},lib}/*.js`,
  );
  const inAnyCase = fc.func(fc.boolean());
  fc.assert(
    fc.property(name, glob, inAnyCase, (folder, write, isUpper) => {
      const file = [...`${folder}/main.js`]
        .map((one, at) => (isUpper(at) ? one.toUpperCase() : one.toLowerCase()))
        .join('');
      const asked = ask({ paths: [write(folder)] }, { files: [file] });
      expect([file, asked.code]).toEqual([file, 'needs-change-request']);
      // What is exempt is exempt by its very name.
      if (folder === folder.toUpperCase()) return;
      const exempt = ask({ exemptPaths: [write(folder)] }, { files: [`${folder}/main.js`.toUpperCase()] });
      expect(exempt.code).toBe('needs-change-request');
    }),
    { numRuns: 300 },
  );
});

test.each([
  [{ exemptPaths: ['docs/**'] }, 'docs/x', false],
  [{ paths: ['src/**'] }, 'docs/x', true],
  [{ paths: ['src/**'] }, 'src', false],
  [{ paths: ['vendor/lib/**'] }, 'vendor', false],
  [{ paths: ['vendor/*'] }, 'vendor', false],
  [{ paths: ['Vendor/*/deep.js'] }, 'vendor/lib', false],
  [{ paths: ['vendor/lib/**'] }, 'vendor/other', true],
  [{ paths: ['**/*.js'] }, 'docs/x', false],
  [{ paths: ['*.js'] }, 'docs/x', false],
  [{ paths: ['{src,lib}/**'] }, 'docs/x', false],
] as const)('6.1: under %j a link or a submodule at %s passes by itself: %s', (merge, file, open) => {
  const work = { files: [file], named: [] };
  expect(ask(merge, { ...work, links: [file] })).toMatchObject({
    open,
    code: open ? 'not-covered-files' : 'link-needs-request',
  });
  expect(ask(merge, { ...work, named: [OPEN], links: [file] }).open).toBe(true);
});

const FLOW = '.github/workflows/ci.yml';
const ALWAYS = ['.github/countersign.yml'];
const isGuarded = (file: string) => file.startsWith('.github/');
const naming = (...names: readonly string[]): NamedChange => ({ ...OPEN, names }) as NamedChange;
const guarded = (merge: Partial<MergeGatePolicy>, work: Partial<Work>) =>
  missing(ask(merge, { files: [FLOW, 'src/a.ts'], isGuarded, ...work })).map(({ code, values }) => [code, values]);

test('6.4: a workflow passes with a request in which its path stands, and the check says which path is missing in which', () => {
  expect(guarded({}, { named: [naming(FLOW)] })).toEqual([]);
  expect(guarded({}, { named: [naming(), SHUT] })).toEqual([
    ['change', { label: '#13' }],
    ['path-unnamed', { files: [FLOW], labels: ['#12', '#13'] }],
  ]);
  expect(guarded({}, { named: [naming(FLOW)], files: [FLOW, ...ALWAYS] })).toEqual([
    ['path-unnamed', { files: ALWAYS, labels: ['#12'] }],
  ]);
  // Each stands in one of them.
  const other = { ...naming(...ALWAYS), label: '#14' } as NamedChange;
  expect(guarded({}, { named: [naming(FLOW), other], files: [FLOW, ...ALWAYS] })).toEqual([]);
  // A request that is only spoken of names nothing.
  expect(guarded({}, { named: [naming(), { ...naming(FLOW), mention: {} } as NamedChange] })).toEqual([
    ['path-unnamed', { files: [FLOW], labels: ['#12'] }],
  ]);
  // What stands in a text that no board decided on is said, and opens nothing; another request may name it.
  const undecided = { ...OPEN, names: [], undecided: [FLOW] } as NamedChange;
  expect(guarded({}, { named: [undecided], files: [FLOW, ...ALWAYS] })).toEqual([
    ['path-undecided', { files: [FLOW], label: '#12' }],
    ['path-unnamed', { files: ALWAYS, labels: ['#12'] }],
  ]);
  expect(guarded({}, { named: [undecided, { ...naming(FLOW), label: '#14' } as NamedChange] })).toEqual([]);
  // What stands in a line that nobody understands is shown with that line, once for each line.
  const line = 'Bob looks after both.';
  const unclear = [FLOW, ...ALWAYS].map((path) => ({ path, line }));
  expect(guarded({}, { named: [{ ...naming(), unclear } as NamedChange], files: [FLOW, ...ALWAYS] })).toEqual([
    ['path-unclear', { files: [FLOW, ...ALWAYS], label: '#12', line }],
  ]);
  expect(
    guarded({}, { named: [{ ...naming(), unclear } as NamedChange, { ...naming(FLOW), label: '#14' } as NamedChange] }),
  ).toEqual([]);
  expect(guarded({}, { named: [naming()], files: ['src/a.ts'] })).toEqual([]);
  expect(guarded({}, { named: [naming(FLOW)], files: 'unreadable' })).toEqual([['facts-unreadable', {}]]);
});

test.each([
  ['an exempt path', { exemptPaths: ['.github/**', '**'] }, {}],
  ['an exempt author', { exemptAuthors: ['dev'] }, { authored: { kind: 'own' } }],
  ['a path that is not covered', { paths: ['src/**'] }, { files: [FLOW] }],
  ['work that names nothing', { covers: 'linked' }, {}],
] as const)('6.4: %s lets no workflow pass', (_, merge, work) => {
  expect(guarded(merge as Partial<MergeGatePolicy>, work as Partial<Work>)).toEqual([
    ['path-needs-request', { files: [FLOW] }],
  ]);
});

const BOT = { author: 'dependabot[bot]', authored: { kind: 'own' }, files: [FLOW] } as const;

test('6.4: a listed program’s new versions pass by themselves, and whatever is more does not', () => {
  const bumps = { exemptBumps: ['dependabot[bot]'] };
  const by = (merge: Partial<MergeGatePolicy>, work: Partial<Work>) =>
    ask(merge, { ...BOT, isGuarded, bump: 'nothing', ...work });
  expect(by(bumps, {})).toMatchObject({ open: true, code: 'exempt-bump' });
  expect(by(bumps, { bump: 'more' })).toMatchObject({ open: false, code: 'bump-more' });
  expect(by(bumps, { bump: 'unreadable' })).toMatchObject({ open: false, code: 'facts-unreadable' });
  expect(by(bumps, { authored: { kind: 'not-own', commit: 'abc' } })).toMatchObject({ code: 'exempt-author-commit' });
  expect(by(bumps, { author: 'mallory' })).toMatchObject({ open: false, code: 'path-needs-request' });
  expect(by({ exemptBumps: [] }, {})).toMatchObject({ open: false, code: 'path-needs-request' });
  expect(by({ exemptAuthors: ['dependabot[bot]'] }, {})).toMatchObject({ open: false, code: 'path-needs-request' });
});

test('6.4: the offer of a policy passes by its name in the policy, as the app left it', () => {
  const work = { files: ALWAYS, isGuarded };
  expect(ask({ exemptOnboarding: true }, { ...work, isOnboarding: true })).toMatchObject({ code: 'exempt-onboarding' });
  expect(ask({ exemptOnboarding: true }, work)).toMatchObject({ open: false, code: 'path-needs-request' });
  expect(ask({ exemptOnboarding: false, exemptPaths: ['**'] }, { ...work, isOnboarding: true }).open).toBe(false);
});

test('7.2: while the policy is missing or wrong, only what mends it is said to be decided', () => {
  const mending = leaf(true, 'mend-chair-agreed', { by: 'chair', at: '2026-11-02T09:00:00.000Z' });
  const work: Work = { author: 'dev', base: 'main', files: 'unasked', named: [OPEN] };
  for (const state of [{ kind: 'missing' }, { kind: 'broken', problems: ['x'] }] as const) {
    expect(mergeGate(state, work).open).toBe(false);
    expect(mergeGate(state, { ...work, mending })).toBe(mending);
    expect(mergeGate(state, { ...work, mending, unhandled: 'waiting' }).open).toBe(false);
  }
  expect(mergeGate({ kind: 'in-force', policy: POLICY }, { ...work, named: [], mending }).open).toBe(false);
  expect(mergeGate({ kind: 'unreadable', detail: 'x' }, { ...work, mending }).open).toBe(false);
});
