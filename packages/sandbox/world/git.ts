/** Commits, branches and differences, as far as reviews and merges need them: whole trees of small texts. */
import { createHash } from 'node:crypto';
import type { Account, Commit, Repository } from './record.ts';
import { invalid, notFound } from './refused.ts';
import { nextHash, type World } from './world.ts';

export interface FileChange {
  readonly path: string;
  readonly status: 'added' | 'removed' | 'modified' | 'changed' | 'renamed';
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** Where a renamed file was before. */
  readonly previous?: string;
}

/** Git's modes for what is no ordinary file: executable, symbolic link (its content is where it leads), submodule (its content is the commit). */
export type Mode = '100755' | '120000' | '160000';

/** `null` removes the file. */
export type Edits = Readonly<Record<string, string | null | { readonly content: string; readonly mode: Mode }>>;

/** A whole tree: content by path, and the mode of what is no ordinary file. */
export interface Files {
  readonly files: Readonly<Record<string, string>>;
  readonly modes?: Readonly<Record<string, Mode>>;
}

export function blobSha(content: string): string {
  const bytes = Buffer.from(content);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/** Of an entry in a tree: a submodule's is the commit that it stands at. */
export function entrySha({ files, modes }: Files, path: string): string {
  const content = files[path] ?? '';
  return modes?.[path] === '160000' ? content : blobSha(content);
}

export interface NewCommit extends Files {
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: Account;
  readonly committer?: Account;
  readonly unsigned?: true;
}

export function addCommit(
  world: World,
  repository: Repository,
  { parents, message, author, committer, unsigned, files, modes }: NewCommit,
): Commit {
  const sha = nextHash(world, message);
  const tree = nextHash(world, 'tree');
  const commit = {
    ...{ sha, tree, parents, message, author: author.id, at: world.now(), files },
    ...(modes && Object.keys(modes).length > 0 ? { modes } : {}),
    ...(committer ? { committer: committer.id } : {}),
    ...(unsigned ? { unsigned } : {}),
  };
  repository.commits.set(sha, commit);
  return commit;
}

export function applied(before: Files, edits: Edits): Files {
  const files = { ...before.files };
  const modes = { ...before.modes };
  for (const [path, edit] of Object.entries(edits)) {
    delete files[path];
    delete modes[path];
    if (edit === null) continue;
    files[path] = typeof edit === 'string' ? edit : edit.content;
    if (typeof edit !== 'string') modes[path] = edit.mode;
  }
  return { files, modes };
}

/** @throws Refused 404 when there is no such commit. */
export function commitOf(repository: Repository, sha: string): Commit {
  const commit = repository.commits.get(sha);
  if (!commit) throw notFound();
  return commit;
}

/** Accepts a branch, a full or short ref, a commit, or nothing for the default branch; with an owner before it as well, as its forks have. */
export function resolve(repository: Repository, ref?: string): Commit | undefined {
  const name = (ref ?? repository.defaultBranch).replace(/^[^:/]+:/, '');
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

/** These commits and all that come before them. */
export function ancestors(repository: Repository, ...shas: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const queue = [...shas];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    queue.push(...(repository.commits.get(next)?.parents ?? []));
  }
  return seen;
}

/** Whether a commit is another one or comes before it. */
export function isWithin(repository: Repository, sha: string, head: string): boolean {
  return ancestors(repository, head).has(sha);
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
  const [old, next] = [repository.commits.get(before), repository.commits.get(after)];
  const changes: FileChange[] = [];
  for (const path of [...new Set([...Object.keys(old?.files ?? {}), ...Object.keys(next?.files ?? {})])].sort()) {
    const [was, is] = [old?.files[path], next?.files[path]];
    const [wasMode, isMode] = [old?.modes?.[path], next?.modes?.[path]];
    if (was === is && wasMode === isMode) continue;
    const status = was === undefined ? 'added' : is === undefined ? 'removed' : was === is ? 'changed' : 'modified';
    changes.push({ path, before: was, after: is, status });
  }
  return changes;
}

/** The same with a file that was moved shown once, under both names, as GitHub shows differences. */
export function withRenames(changes: readonly FileChange[]): readonly FileChange[] {
  const added = changes.filter((one) => one.status === 'added');
  const taken = new Set<string>();
  const from = new Map<string, FileChange>();
  for (const gone of changes) {
    if (gone.status !== 'removed') continue;
    const to = added
      .filter((one) => !from.has(one.path) && similarity(gone.before ?? '', one.after ?? '') >= LEAST_ALIKE)
      .sort((a, b) => similarity(gone.before ?? '', b.after ?? '') - similarity(gone.before ?? '', a.after ?? ''))[0];
    if (!to) continue;
    from.set(to.path, gone);
    taken.add(gone.path);
  }
  return changes.flatMap((one): FileChange[] => {
    const gone = from.get(one.path);
    if (taken.has(one.path)) return [];
    return gone ? [{ ...one, status: 'renamed', before: gone.before, previous: gone.path }] : [one];
  });
}

/** What Git asks of a rename by default. */
const LEAST_ALIKE = 0.5;

/** The share of lines that two texts have in common; what is empty is like nothing. */
function similarity(one: string, other: string): number {
  if (one === '' || other === '') return 0;
  if (one === other) return 1;
  const [a, b] = [one.split('\n'), other.split('\n')];
  const left = new Set(b);
  return a.filter((line) => left.has(line)).length / Math.max(a.length, b.length);
}

/** What a pull request changes: from where it left its base to its head. */
export function pullChanges(repository: Repository, base: string, head: string): readonly FileChange[] {
  return changesBetween(repository, mergeBase(repository, base, head) ?? base, head);
}

/** The edits that lead from one commit's tree to another's. */
export function editsBetween(repository: Repository, before: string, after: string): Edits {
  const edits: Record<string, Edits[string]> = {};
  const modes = repository.commits.get(after)?.modes;
  for (const change of changesBetween(repository, before, after)) {
    const mode = modes?.[change.path];
    edits[change.path] = change.after === undefined ? null : mode ? { content: change.after, mode } : change.after;
  }
  return edits;
}

/** `base` with everything that `head` changed; where both changed a file, `head` wins. */
export function mergedTree(repository: Repository, base: string, head: string): Files {
  const from = mergeBase(repository, base, head) ?? base;
  return applied(repository.commits.get(base) ?? { files: {} }, editsBetween(repository, from, head));
}

/** The tree of one commit with its folders, in Git's order; each folder's sha follows from what is in it, and from nothing else. */
export function treeOf(commit: Commit): readonly TreeEntry[] {
  const entries: TreeEntry[] = Object.keys(commit.files).map((path) => ({
    path,
    mode: commit.modes?.[path] ?? '100644',
    sha: entrySha(commit, path),
    size: Buffer.byteLength(commit.files[path] ?? ''),
  }));
  const folders = new Map<string, string[]>();
  for (const { path, mode, sha } of entries) {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) {
      const folder = parts.slice(0, depth).join('/');
      folders.set(folder, [...(folders.get(folder) ?? []), `${mode} ${path.slice(folder.length + 1)}\0${sha}`]);
    }
  }
  for (const [path, inside] of folders) {
    const sha = createHash('sha1').update(inside.sort().join('')).digest('hex');
    entries.push({ path, mode: '040000', sha, size: undefined });
  }
  return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
}

export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly sha: string;
  /** Of a file, in bytes. */
  readonly size: number | undefined;
}
