/** The shape of `gates` in the policy file: what needs an approved request before it goes on, with the defaults of its parts (`rules.md 6.1`). */
import { z } from 'zod';
import { USUAL_BRANCHES } from '../usual.ts';
import { account, text, texts } from './written.ts';

/** Not `GH`: GitHub reads `GH-1` as an issue of its own. */
const projectKey = z.string().regex(/^(?!GH$)[A-Z][A-Z0-9_]{1,30}$/, 'bad-key');

const exempt = z.strictObject({
  paths: texts
    .default([])
    .describe(
      'Globs of the files that need no request, read narrowly: docs/** and docs/ are everything below the folder docs of the top; a name without a slash, such as *.md, is a file of that name in any folder, and never a folder.',
    ),
  authors: z.array(account).default([]),
  bumps: z
    .array(account)
    .optional()
    .describe(
      'Programs whose pull requests pass by themselves where they change nothing but the versions of what workflows use, such as dependabot[bot].',
    ),
  onboarding: z
    .boolean()
    .default(false)
    .describe('Whether the pull request by which Countersign offers this file passes by itself, as the app left it.'),
});

const merge = z.strictObject({
  mode: z
    .enum(['observe', 'enforce'])
    .default('enforce')
    .describe(
      'observe: the check says what it would hold back and is never red or green; enforce, the default, holds back.',
    ),
  branches: z
    .array(text)
    .min(1, 'empty-list')
    .default([...USUAL_BRANCHES])
    .describe(
      'Globs of the branches that are covered: main, release/*. A name without a wildcard covers what is below it, too.',
    ),
  paths: z
    .array(text)
    .min(1, 'empty-list')
    .optional()
    .describe(
      'Globs of the files that are covered. src/** is everything below the folder src of the top; src or src/ is any file or folder of that name, wherever it is, and everything below; /src is that of the top alone. * and ? stay within a folder, ** crosses; {a,b} is either; [id] is one of these letters, or the name as written; everything else, also parentheses, means itself.',
    ),
  covers: z.enum(['all', 'linked']).default('all'),
  claim: z
    .enum(['accepted', 'role', 'anyone'])
    .optional()
    .describe(
      'Who may say that a pull request implements a request. accepted: its owner, the owner of a step or the project manager accepts it by name; role: authors who hold owner, lead or implementer, or own a step, say so by themselves; anyone: whoever opens it. Programs and forks are accepted by name, always.',
    ),
  jira: z
    .array(projectKey)
    .min(1, 'empty-list')
    .optional()
    .describe('Keys of the Jira projects whose change requests may be named here.'),
  exempt: exempt.prefault({}),
});

export const gates = z.strictObject({ merge: merge.prefault({}) });
