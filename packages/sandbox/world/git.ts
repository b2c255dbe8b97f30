/** Commits, branches and differences, as far as reviews and merges need them: whole trees of small texts. */
import { createHash } from 'node:crypto';
import type { Account, Commit, Repository } from './record.ts';
import { invalid, notFound } from './refused.ts';
import { nextHash, type World } from './world.ts';

export interface FileChange {
  readonly path: string;
  readonly status: 'added' | 'removed' | 'modified';
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** `null` removes the file. */
export type Edits = Readonly<Record<string, string | null>>;

export function blobSha(content: string): string {
  const bytes = Buffer.from(content);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

export interface NewCommit {
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: Account;
  readonly committer?: Account;
  readonly unsigned?: true;
  readonly files: Readonly<Record<string, string>>;
}

export function addCommit(
  world: World,
  repository: Repository,
  { parents, message, author, committer, unsigned, files }: NewCommit,
): Commit {
  const sha = nextHash(world, message);
  const tree = nextHash(world, 'tree');
  const commit = {
    ...{ sha, tree, parents, message, author: author.id, at: world.now(), files },
    ...(committer ? { committer: committer.id } : {}),
    ...(unsigned ? { unsigned } : {}),
  };
  repository.commits.set(sha, commit);
  return commit;
}

export function applied(files: Readonly<Record<string, string>>, edits: Edits): Record<string, string> {
  const next = { ...files };
  for (const [path, content] of Object.entries(edits)) {
    if (content === null) delete next[path];
    else next[path] = content;
  }
  return next;
}

/** @throws Refused 404 when there is no such commit. */
export function commitOf(repository: Repository, sha: string): Commit {
  const commit = repository.commits.get(sha);
  if (!commit) throw notFound();
  return commit;
}

/** Accepts a branch, a full or short ref, a commit, or nothing for the default branch. */
export function resolve(repository: Repository, ref?: string): Commit | undefined {
  const name = ref ?? repository.defaultBranch;
  const sha =
    repository.refs.get(`refs/heads/${name}`) ?? repository.refs.get(name) ?? repository.refs.get(`refs/${name}`);
  return repository.commits.get(sha ?? name);
}

/** @throws Refused 422 */
export function branchTip(repository: Repository, branch: string): Commit {
  const sha = repository.refs.get(`refs/heads/${branch}`);
  const commit = sha === undefined ? undefined : repository.commits.get(sha);
  if (!commit) throw invalid('PullRequest', 'base');
  return commit;
}

function ancestors(repository: Repository, sha: string): Set<string> {
  const seen = new Set<string>();
  const queue = [sha];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    queue.push(...(repository.commits.get(next)?.parents ?? []));
  }
  return seen;
}

/** The nearest common ancestor, by breadth; `undefined` for unrelated histories. */
export function mergeBase(repository: Repository, a: string, b: string): string | undefined {
  const known = ancestors(repository, a);
  const queue = [b];
  const seen = new Set<string>();
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (known.has(next)) return next;
    if (seen.has(next)) continue;
    seen.add(next);
    queue.push(...(repository.commits.get(next)?.parents ?? []));
  }
  return undefined;
}

/** Commits that `head` has and `base` has not, oldest first. */
export function commitsBetween(repository: Repository, base: string, head: string): readonly Commit[] {
  const known = ancestors(repository, base);
  const found: Commit[] = [];
  for (const sha of ancestors(repository, head)) {
    const commit = known.has(sha) ? undefined : repository.commits.get(sha);
    if (commit) found.push(commit);
  }
  // Two commits of the same millisecond keep the order of their descent.
  return found.reverse().sort((one, other) => one.at - other.at);
}

export function changesBetween(repository: Repository, before: string, after: string): readonly FileChange[] {
  const old = repository.commits.get(before)?.files ?? {};
  const next = repository.commits.get(after)?.files ?? {};
  const changes: FileChange[] = [];
  for (const path of [...new Set([...Object.keys(old), ...Object.keys(next)])].sort()) {
    const [was, is] = [old[path], next[path]];
    if (was === is) continue;
    changes.push({
      path,
      before: was,
      after: is,
      status: was === undefined ? 'added' : is === undefined ? 'removed' : 'modified',
    });
  }
  return changes;
}

/** What a pull request changes: from where it left its base to its head. */
export function pullChanges(repository: Repository, base: string, head: string): readonly FileChange[] {
  return changesBetween(repository, mergeBase(repository, base, head) ?? base, head);
}

/** `base` with everything that `head` changed; where both changed a file, `head` wins. */
export function mergedTree(repository: Repository, base: string, head: string): Record<string, string> {
  const edits: Record<string, string | null> = {};
  for (const change of pullChanges(repository, base, head)) edits[change.path] = change.after ?? null;
  return applied(repository.commits.get(base)?.files ?? {}, edits);
}
