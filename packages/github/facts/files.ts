/** The files that differ between two commits, read of exactly these commits: never of what a pull request's head is by now (`docs/decisions/changed-files.md`). */

import type { Json } from '@countersign/core/record/port.ts';
import { z } from 'zod';
import { ask } from '../client.ts';
import type { Place } from '../translation.ts';
import { type ListedFile, listedPaths, pathsBetween, type TreeLine } from './changed.ts';
import { GUARDED_BESIDE, GUARDED_FOLDER } from './guarded.ts';
import type { Reader } from './reader.ts';

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
  base_commit: commit,
  merge_base_commit: commit,
  total_commits: z.number(),
  commits: z.array(commit.extend({ parents: z.array(z.object({ sha: z.string() })) })),
  files: z.array(z.object({ filename: z.string(), previous_filename: z.string().optional() })).optional(),
});

const tree = z.object({
  sha: z.string(),
  truncated: z.boolean(),
  tree: z.array(z.object({ path: z.string(), mode: z.string(), type: z.string(), sha: z.string() })),
});

/** A commit that the head has and the base has not. */
export interface Own {
  readonly sha: string;
  readonly parents: readonly string[];
}

/** Two commits compared, with the history between them. */
export interface Compared {
  readonly files: readonly string[];
  readonly mergeBase: string;
  readonly trees: { readonly base: string; readonly mergeBase: string; readonly head: string };
  /** `too-many` where GitHub lists not all of them. */
  readonly commits: readonly Own[] | 'too-many';
}

/**
 * What `head` changes since it left `base`'s history.
 * @throws Transient while GitHub does not answer
 */
export async function changedFiles(reader: Reader, place: Place, range: Range): Promise<ChangedFiles> {
  const found = await compared(reader, place, range);
  return typeof found === 'string' ? found : found.files;
}

/**
 * The same two commits always differ in the same files and by the same history, so a whole answer is kept for good.
 * @throws Transient while GitHub does not answer
 */
export async function compared(
  reader: Reader,
  place: Place,
  range: Range,
): Promise<Compared | 'unreadable' | 'too-many'> {
  const key = {
    tenant: place.tenant,
    project: place.project,
    kind: 'changed-files',
    id: `${range.base}...${range.head}`,
  };
  const known = (await reader.facts.find(key))?.data as Compared | undefined;
  // Older versions kept the files alone.
  if (known?.commits) return known;
  const answer = await compare(reader, place, range);
  if (!answer) return 'unreadable';
  const { listed, ...rest } = answer;
  const isWhole = listed && listed.length < MOST_LISTED;
  const files = isWhole ? listedPaths(listed) : await betweenTrees(reader, place, rest.trees);
  if (typeof files === 'string') return files;
  const data = { ...rest, files };
  const fetchedAt = new Date(reader.now()).toISOString();
  await reader.facts.keep({ ...key, data: data as unknown as Json, fetchedAt });
  return data;
}

interface Answered extends Omit<Compared, 'files'> {
  /** As far as GitHub lists them. */
  readonly listed: readonly ListedFile[] | undefined;
}

/** @returns `undefined` for what is no answer about these two commits. */
async function compare(
  { client }: Reader,
  { owner, repo }: Place,
  { base, head }: Range,
): Promise<Answered | undefined> {
  // Commits of forks are in the same network, so a sha alone names them, also when the fork is gone.
  const answer = await ask(client, 'GET /repos/{owner}/{repo}/compare/{basehead}', {
    owner,
    repo,
    basehead: `${base}...${head}`,
  });
  const read = answer.ok ? comparison.safeParse(answer.data) : undefined;
  if (!read?.success) return undefined;
  const { base_commit, merge_base_commit: mergeBase, total_commits, commits, files: listed } = read.data;
  // What a head that lies within its base has beyond it is nothing: then the merge base is that head.
  const tip = total_commits === 0 ? mergeBase : commits.find((one) => one.sha === head);
  if (base_commit.sha !== base || tip?.sha !== head) return undefined;
  const trees = { base: treeOf(base_commit), mergeBase: treeOf(mergeBase), head: treeOf(tip) };
  const own = commits.map(({ sha, parents }) => ({ sha, parents: parents.map((one) => one.sha) }));
  return { mergeBase: mergeBase.sha, trees, commits: own.length < total_commits ? 'too-many' : own, listed };
}

const treeOf = ({ commit: { tree } }: z.infer<typeof commit>): string => tree.sha;

async function betweenTrees(
  reader: Reader,
  place: Place,
  { mergeBase: from, head: to }: Compared['trees'],
): Promise<ChangedFiles> {
  if (from === to) return [];
  const before = await treeLines(reader, place, from);
  if (typeof before === 'string') return before;
  const after = await treeLines(reader, place, to);
  return typeof after === 'string' ? after : pathsBetween(before, after);
}

/**
 * @param isWhole with everything below it
 * @throws Transient while GitHub does not answer
 */
export async function treeLines(
  { client }: Reader,
  { owner, repo }: Place,
  sha: string,
  isWhole = true,
): Promise<readonly TreeLine[] | 'unreadable' | 'too-many'> {
  const answer = await ask(client, 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}', {
    owner,
    repo,
    tree_sha: sha,
    ...(isWhole ? { recursive: '1' } : {}),
  });
  const read = answer.ok ? tree.safeParse(answer.data) : undefined;
  if (!read?.success || read.data.sha !== sha) return 'unreadable';
  return read.data.truncated ? 'too-many' : read.data.tree;
}

/**
 * As `changedFiles`, for whoever asks of guarded files alone: where the whole is more than GitHub lists, only the folders are compared in which they lie.
 * @throws Transient while GitHub does not answer
 */
export async function changedGuarded(reader: Reader, place: Place, range: Range): Promise<ChangedFiles> {
  const found = await comparedGuarded(reader, place, range);
  return typeof found === 'string' ? found : found.files;
}

/**
 * As `compared`, of guarded files alone where the whole is more than GitHub lists.
 * @throws Transient while GitHub does not answer
 */
export async function comparedGuarded(
  reader: Reader,
  place: Place,
  range: Range,
): Promise<(Compared & { readonly isWhole: boolean }) | 'unreadable' | 'too-many'> {
  const whole = await compared(reader, place, range);
  if (whole !== 'too-many') return typeof whole === 'string' ? whole : { ...whole, isWhole: true };
  const answer = await compare(reader, place, range);
  if (!answer) return 'unreadable';
  const { listed: _, ...rest } = answer;
  const before = await linesGuarded(reader, place, rest.trees.mergeBase);
  if (typeof before === 'string') return before;
  const after = await linesGuarded(reader, place, rest.trees.head);
  return typeof after === 'string' ? after : { ...rest, files: pathsBetween(before, after), isWhole: false };
}

/** The top of a tree, everything in the guarded folder, and the other folders in which guarded files are. */
async function linesGuarded(
  reader: Reader,
  place: Place,
  tree: string,
): Promise<readonly TreeLine[] | 'unreadable' | 'too-many'> {
  const top = await folderLines(reader, place, tree);
  if (typeof top === 'string') return top;
  const all: TreeLine[] = top.filter((one) => one.type !== 'tree');
  for (const { path, sha } of top.filter((one) => one.type === 'tree')) {
    const isBeside = GUARDED_BESIDE.some((one) => one.startsWith(`${path}/`));
    if (path !== GUARDED_FOLDER && !isBeside) continue;
    const below = isBeside ? await folderLines(reader, place, sha) : await treeLines(reader, place, sha);
    if (typeof below === 'string') return below;
    const files = below.filter((one) => one.type !== 'tree');
    for (const each of files.map((one) => ({ ...one, path: `${path}/${one.path}` }))) all.push(each);
  }
  return all;
}

/**
 * What stands in one folder, by the sha of its tree, which never means anything else.
 * @throws Transient while GitHub does not answer
 */
export async function folderLines(
  reader: Reader,
  place: Place,
  sha: string,
): Promise<readonly TreeLine[] | 'unreadable' | 'too-many'> {
  const key = { tenant: place.tenant, project: place.project, kind: 'folder', id: sha };
  const known = (await reader.facts.find(key))?.data as readonly TreeLine[] | undefined;
  if (known) return known;
  const lines = await treeLines(reader, place, sha, false);
  if (typeof lines === 'string') return lines;
  const fetchedAt = new Date(reader.now()).toISOString();
  await reader.facts.keep({ ...key, data: lines as unknown as Json, fetchedAt });
  return lines;
}
