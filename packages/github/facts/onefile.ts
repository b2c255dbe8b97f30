/** One file as it stands at a commit: what its tree holds under the name, and never what a link leads to. */
import { createHash } from 'node:crypto';
import { ask } from '../client.ts';
import type { Place } from '../translation.ts';
import { folderLines } from './files.ts';
import type { Reader } from './reader.ts';

/** A commit with the tree that it holds. */
export interface Standing {
  readonly commit: string;
  readonly tree: string;
}

export interface OneFile {
  readonly sha: string;
  readonly mode: string;
  readonly text: Buffer;
}

/** What stands under a path: nothing, or something else than a file that is read as it is; or nobody can tell. */
export type NoFile = 'missing' | 'irregular' | 'unreadable';

/** Modes of a file that is no link. */
const PLAIN: readonly string[] = ['100644', '100755'];

/**
 * What a tree holds under a path, without its content.
 * @throws Transient while GitHub does not answer
 */
export async function entryAt(
  reader: Reader,
  place: Place,
  tree: string,
  path: string,
): Promise<{ readonly sha: string; readonly mode: string } | NoFile> {
  const names = path.split('/');
  let folder = tree;
  for (const [at, name] of names.entries()) {
    const lines = await folderLines(reader, place, folder);
    if (typeof lines === 'string') return 'unreadable';
    const found = lines.filter((one) => one.path === name);
    const [line] = found;
    if (!line) return 'missing';
    if (found.length > 1) return 'irregular';
    if (at < names.length - 1) {
      if (line.type !== 'tree') return 'irregular';
      folder = line.sha;
    } else return line.type === 'blob' && PLAIN.includes(line.mode) ? { sha: line.sha, mode: line.mode } : 'irregular';
  }
  return 'missing';
}

/**
 * A file at a commit, with the text that its tree holds there.
 * @throws Transient while GitHub does not answer
 */
export async function fileAt(
  reader: Reader,
  place: Place,
  { commit, tree }: Standing,
  path: string,
): Promise<OneFile | NoFile> {
  const entry = await entryAt(reader, place, tree, path);
  if (typeof entry === 'string') return entry;
  const { owner, repo } = place;
  const answer = await ask(reader.client, 'GET /repos/{owner}/{repo}/contents/{path}', {
    owner,
    repo,
    path,
    ref: commit,
  });
  const { content, encoding } = (answer.ok ? answer.data : {}) as { content?: string; encoding?: string };
  if (content === undefined || encoding !== 'base64') return 'unreadable';
  const text = Buffer.from(content, 'base64');
  return blobSha(text) === entry.sha ? { ...entry, text } : 'unreadable';
}

/** As Git names a content. */
export function blobSha(content: Buffer): string {
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}
