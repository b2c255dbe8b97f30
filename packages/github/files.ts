/** The files that differ between two commits, read of exactly these commits: never of what a pull request's head is by now (`docs/decisions/changed-files.md`). */
import type { Json } from '@countersign/core/record/port.ts';
import { z } from 'zod';
import { type ListedFile, listedPaths, pathsBetween, type TreeLine } from './changed.ts';
import { ask } from './project/client.ts';
import type { Reader } from './reader.ts';
import type { Place } from './translation.ts';

/** Two commits by their shas; a branch would name another commit a moment later. */
export interface Range {
  readonly base: string;
  readonly head: string;
}

/** Every changed path under both of its names; or why there is no whole list: `too-many` for what GitHub itself cuts off. */
export type ChangedFiles = readonly string[] | 'unreadable' | 'too-many';

/** So many files a comparison lists; of the rest it says nothing. https://docs.github.com/en/rest/commits/commits#compare-two-commits */
const MOST_LISTED = 300;

const commit = z.object({ sha: z.string(), commit: z.object({ tree: z.object({ sha: z.string() }) }) });

const comparison = z.object({
  base_commit: z.object({ sha: z.string() }),
  merge_base_commit: commit,
  total_commits: z.number(),
  commits: z.array(commit),
  files: z.array(z.object({ filename: z.string(), previous_filename: z.string().optional() })).optional(),
});

const tree = z.object({
  sha: z.string(),
  truncated: z.boolean(),
  tree: z.array(z.object({ path: z.string(), mode: z.string(), type: z.string(), sha: z.string() })),
});

/**
 * What `head` changes since it left `base`'s history. The same two commits always differ in the same files, so a whole list is kept for good.
 * @throws Transient while GitHub does not answer
 */
export async function changedFiles(reader: Reader, place: Place, range: Range): Promise<ChangedFiles> {
  const key = {
    tenant: place.tenant,
    project: place.project,
    kind: 'changed-files',
    id: `${range.base}...${range.head}`,
  };
  const known = (await reader.facts.find(key))?.data as { readonly files: readonly string[] } | undefined;
  if (known) return known.files;
  const compared = await compare(reader, place, range);
  if (!compared) return 'unreadable';
  const { mergeBase, trees, listed } = compared;
  const files = listed && listed.length < MOST_LISTED ? listedPaths(listed) : await betweenTrees(reader, place, trees);
  if (typeof files === 'string') return files;
  const data = { mergeBase, files } as unknown as Json;
  await reader.facts.keep({ ...key, data, fetchedAt: new Date(reader.now()).toISOString() });
  return files;
}

interface Compared {
  readonly mergeBase: string;
  /** Of the merge base and of the head, by the shas of the trees themselves. */
  readonly trees: readonly [string, string];
  /** As far as GitHub lists them. */
  readonly listed: readonly ListedFile[] | undefined;
}

/** @returns `undefined` for what is no answer about these two commits. */
async function compare(
  { client }: Reader,
  { owner, repo }: Place,
  { base, head }: Range,
): Promise<Compared | undefined> {
  // Commits of forks are in the same network, so a sha alone names them, also when the fork is gone.
  const answer = await ask(client, 'GET /repos/{owner}/{repo}/compare/{basehead}', {
    owner,
    repo,
    basehead: `${base}...${head}`,
  });
  const read = answer.ok ? comparison.safeParse(answer.data) : undefined;
  if (!read?.success) return undefined;
  const { base_commit, merge_base_commit: mergeBase, total_commits, commits, files } = read.data;
  // What a head that lies within its base has beyond it is nothing: then the merge base is that head.
  const tip = total_commits === 0 ? mergeBase : commits.find((one) => one.sha === head);
  if (base_commit.sha !== base || tip?.sha !== head) return undefined;
  return { mergeBase: mergeBase.sha, trees: [mergeBase.commit.tree.sha, tip.commit.tree.sha], listed: files };
}

async function betweenTrees(reader: Reader, place: Place, trees: readonly [string, string]): Promise<ChangedFiles> {
  const [from, to] = trees;
  if (from === to) return [];
  const before = await treeLines(reader, place, from);
  if (typeof before === 'string') return before;
  const after = await treeLines(reader, place, to);
  return typeof after === 'string' ? after : pathsBetween(before, after);
}

async function treeLines(
  { client }: Reader,
  { owner, repo }: Place,
  sha: string,
): Promise<readonly TreeLine[] | 'unreadable' | 'too-many'> {
  const answer = await ask(client, 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}', {
    owner,
    repo,
    tree_sha: sha,
    recursive: '1',
  });
  const read = answer.ok ? tree.safeParse(answer.data) : undefined;
  if (!read?.success || read.data.sha !== sha) return 'unreadable';
  return read.data.truncated ? 'too-many' : read.data.tree;
}
