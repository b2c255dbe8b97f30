import fc from 'fast-check';
import { expect, test } from 'vitest';
import { POLICY } from '../../../test/instruments/scenario.ts';
import type { MergeGatePolicy } from '../policy/policy.ts';
import { resolvePolicy } from '../policy/resolve.ts';
import { policyTemplate } from '../policy/template.ts';
import { catalogue } from '../text/catalogue.ts';
import { anyGlob } from './glob.ts';
import { asCovering, hintSentence, hintsFor, type RepositoryNames } from './hint.ts';
import '../../../test/instruments/seed.ts';

const FILES = ['README.md', 'src/a.ts', 'src/(group)/page.tsx', 'docs/guide.md', '.github/workflows/ci.yml'];
const HERE: RepositoryNames = { files: FILES, branches: ['main', 'release/1'], defaultBranch: 'main' };
const policy = (merge: Partial<MergeGatePolicy>) => ({ ...POLICY, merge: { ...POLICY.merge, ...merge } });
const codes = (merge: Partial<MergeGatePolicy>, names = HERE) => hintsFor(policy(merge), names).map((one) => one.code);

test.each([
  [{}, []],
  [{ paths: ['src/'] }, []],
  [{ paths: ['lib/**'] }, ['no-file']],
  [{ paths: ['Src/**'] }, ['no-file']],
  [{ branches: ['main', 'hotfix/*'] }, ['no-branch']],
  [{ branches: ['Main'] }, ['no-branch', 'covers-default']],
  [{ branches: ['main', 'master'] }, []],
  [{ branches: ['release/*'] }, ['default-uncovered']],
  [{ branches: ['develop'] }, ['no-branch', 'covers-default']],
  [{ exemptPaths: ['.github/**'] }, ['exempts-workflows']],
  [{ exemptPaths: ['.github/workflows/**'] }, ['exempts-workflows']],
  [{ exemptPaths: ['**'] }, ['exempts-workflows']],
  [{ exemptPaths: ['*.yml'] }, ['exempts-workflows']],
  [{ exemptPaths: ['.github/'] }, ['exempts-workflows']],
  [{ exemptPaths: ['.github/ISSUE_TEMPLATE/**', 'docs/**', '*.md'] }, []],
  [{ exemptPaths: ['docs'] }, ['exempts-nothing']],
] as const)('6.1: a policy with %j is told %j', (merge, expected) => {
  expect(codes(merge)).toEqual(expected);
});

test('what is not known of a repository is not said of it, and opens nothing', () => {
  const merge = { branches: ['develop'], paths: ['lib/**'] };
  expect(codes(merge, {})).toEqual([]);
  expect(asCovering(policy(merge), { defaultBranch: 'trunk' }).merge.branches).toEqual(['develop', 'trunk']);
  expect(asCovering(policy(merge), {}).merge.branches).toEqual(['develop']);
});

test('6.1: a default branch that was renamed stays covered where nothing else of the policy is left', () => {
  const renamed = { branches: ['trunk', 'sketch'], defaultBranch: 'trunk' };
  expect(asCovering(policy({ branches: ['main'] }), renamed).merge.branches).toEqual(['main', 'trunk']);
  // Whoever covers release branches alone meant to.
  const releases = { branches: ['trunk', 'release/1'], defaultBranch: 'trunk' };
  expect(asCovering(policy({ branches: ['main', 'release/*'] }), releases).merge.branches).toEqual([
    'main',
    'release/*',
  ]);
});

test('6.1: whatever branches there are and whatever a policy names, at least one that exists is covered', () => {
  const name = fc.constantFrom('main', 'Main', 'master', 'trunk', 'develop', 'release/1', 'release', 'é');
  const glob = fc.oneof(name, fc.constantFrom('release/*', 'm*', '*/1', 'v[0-9]', '{main,trunk}', '/main', 'release/'));
  fc.assert(
    fc.property(
      fc.array(glob, { minLength: 1, maxLength: 3 }),
      fc.uniqueArray(name, { minLength: 1, maxLength: 4 }),
      (branches, there) => {
        const [defaultBranch = 'main'] = there;
        const read = asCovering(policy({ branches }), { branches: there, defaultBranch });
        expect(there.some((one) => read.merge.branches.some((covered) => anyGlob([covered])(one)))).toBe(true);
        // What the policy covers itself is left as it is.
        if (there.some((one) => branches.some((covered) => anyGlob([covered])(one))))
          expect(read.merge.branches).toEqual(branches);
      },
    ),
    { numRuns: 500 },
  );
});

test('hints say what is wrong and what to write, in both languages', () => {
  const said = (merge: Partial<MergeGatePolicy>, names = HERE) =>
    (['en', 'zh-CN'] as const).map((locale) =>
      hintsFor(policy(merge), names).map((one) => hintSentence(one, catalogue(locale))),
    );
  expect(said({ paths: ['lib/**'] })).toEqual([
    ['“lib/**” under paths matches no file of this repository.'],
    ['paths 中的“lib/**”匹配不到本仓库的文件。'],
  ]);
  expect(said({ branches: ['Main', 'main'] }, { ...HERE, branches: ['main'] })).toEqual([
    ['No branch of this repository matches “Main”. Did you mean “main”? Capitals count.'],
    ['本仓库没有与“Main”匹配的分支。您是否想写“main”？请注意大小写。'],
  ]);
  expect(said({ branches: ['main'] }, { branches: ['trunk'], defaultBranch: 'trunk' })[0]?.at(-1)).toBe(
    'The policy covers no branch of this repository (main), or covered none when it was first read here: its default branch “trunk” is covered until the policy changes. Write it under gates.merge.branches.',
  );
});

test.each(['light', 'standard'] as const)('the policy to begin with (%s) exempts no workflow', (profile) => {
  const resolved = resolvePolicy(policyTemplate(profile, 'en', { lead: 'a', expert: 'b', customer: 'c' }));
  expect('policy' in resolved && hintsFor(resolved.policy)).toEqual([]);
});

test('6.1: what was taken in stays covered, whatever branches are pushed, and its people are told so', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom('master', 'trunk', 'dev', 'x/1')), fc.boolean(), (branches, takenIn) => {
      const names: RepositoryNames = { branches: ['main', ...branches], defaultBranch: 'main', takenIn };
      const dead = policy({ branches: ['master', 'x/*'] });
      const isAlive = branches.includes('master') || branches.includes('x/1');
      expect(asCovering(dead, names).merge.branches.includes('main')).toBe(takenIn || !isAlive);
      expect(hintsFor(dead, names).map((one) => one.code)).toContain(
        takenIn || !isAlive ? 'covers-default' : 'default-uncovered',
      );
    }),
  );
});
