/** Shows which files pass only with a request in which their paths stand (`rules.md 6.4`). */
import { expect, test } from 'vitest';
import { isGuarded } from './guarded.ts';

test.each([
  ['.github/countersign.yml', true],
  ['.github/workflows/ci.yml', true],
  ['.github/workflows/deep/er.yml', true],
  ['.github/actions/build/action.yml', true],
  ['.github/actions/build/index.js', true],
  ['.github/workflows', true],
  ['.github', true],
  ['.GitHub/Workflows/ci.yml', true],
  ['CODEOWNERS', true],
  ['.github/CODEOWNERS', true],
  ['docs/CODEOWNERS', true],
  ['src/CODEOWNERS', false],
  ['.github/dependabot.yml', false],
  ['.github/ISSUE_TEMPLATE/change-request.yml', false],
  ['.github/workflows-old/ci.yml', false],
  ['src/.github/workflows/ci.yml', false],
  ['docs/guide.md', false],
])('6.4: whether %s is guarded: %s', (path, expected) => expect(isGuarded(path)).toBe(expected));
