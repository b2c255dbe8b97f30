/** What names of files and branches a checkout on this machine has, so that a policy can be held against them before it is pushed. */
import { spawnSync } from 'node:child_process';
import type { RepositoryNames } from '@countersign/core/gate/hint.ts';

/** Names of a whole repository of a million files. */
const MOST_BYTES = 256 * 1024 * 1024;

/** @returns `undefined` where the folder lies in no checkout, or git is not at hand. */
export function checkoutNames(folder: string): RepositoryNames | undefined {
  const git = (...args: readonly string[]): readonly string[] | undefined => {
    const { status, stdout } = spawnSync('git', ['-C', folder, ...args], { encoding: 'utf8', maxBuffer: MOST_BYTES });
    return status === 0 ? stdout.split(args.includes('-z') ? '\0' : '\n').filter((one) => one !== '') : undefined;
  };
  const [top] = git('rev-parse', '--show-toplevel') ?? [];
  if (top === undefined) return undefined;
  const files = git('ls-files', '-z', '--full-name', ':/');
  const refs = git('for-each-ref', '--format=%(refname)', 'refs/heads', 'refs/remotes/origin') ?? [];
  const branches = refs.flatMap((ref) =>
    ref.endsWith('/HEAD') ? [] : [ref.replace(/^refs\/(heads|remotes\/origin)\//, '')],
  );
  // Where a checkout was cloned from says which branch is the default one; alone, it is the only one that there is.
  const [head = ''] = git('symbolic-ref', '--quiet', 'refs/remotes/origin/HEAD') ?? [];
  const only = branches.length === 1 ? branches[0] : undefined;
  const defaultBranch = head === '' ? only : head.replace(/^refs\/remotes\/origin\//, '');
  return {
    ...(files && files.length > 0 ? { files } : {}),
    ...(branches.length > 0 ? { branches: [...new Set(branches)] } : {}),
    ...(defaultBranch === undefined ? {} : { defaultBranch }),
  };
}
