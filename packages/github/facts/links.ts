/** Which paths of a commit are symbolic links or submodules: no list of changed files tells, and what they bring is in no such list (`rules.md 6.1`). */

import type { Place } from '../translation.ts';
import { compared, folderLines, type Range, treeLines } from './files.ts';
import type { Reader } from './reader.ts';

const LINK = '120000';
const SUBMODULE = '160000';

/** From so many folders on, the whole tree is one call, and fewer. */
const MOST_FOLDERS = 12;

/**
 * Of these paths, those that stand as a link or a submodule at the head.
 * @throws Transient while GitHub does not answer
 */
export async function linksAmong(
  reader: Reader,
  place: Place,
  range: Range,
  paths: readonly string[],
): Promise<readonly string[] | 'unreadable' | 'too-many'> {
  const found = await compared(reader, place, range);
  if (typeof found === 'string') return found;
  const { head } = found.trees;
  const wanted = new Set(paths);
  const folders = new Set(paths.flatMap(foldersAbove));
  const modes =
    folders.size > MOST_FOLDERS
      ? await treeLines(reader, place, head)
      : await modesIn(reader, place, { tree: head, folder: '' }, folders);
  if (typeof modes === 'string') return modes;
  return modes.flatMap(({ path, mode }) => (wanted.has(path) && (mode === LINK || mode === SUBMODULE) ? [path] : []));
}

interface Entry {
  readonly path: string;
  readonly mode: string;
}

/** `a/b/c` stands in `a/b`, which stands in `a`; the top is above all. */
function foldersAbove(path: string): readonly string[] {
  const names = path.split('/').slice(0, -1);
  return ['', ...names.map((_, at) => names.slice(0, at + 1).join('/'))];
}

async function modesIn(
  reader: Reader,
  place: Place,
  { tree, folder }: { readonly tree: string; readonly folder: string },
  folders: ReadonlySet<string>,
): Promise<readonly Entry[] | 'unreadable' | 'too-many'> {
  const lines = await folderLines(reader, place, tree);
  if (typeof lines === 'string') return lines;
  const all: Entry[] = [];
  for (const { path: name, mode, type, sha } of lines) {
    const path = folder === '' ? name : `${folder}/${name}`;
    all.push({ path, mode });
    if (type !== 'tree' || !folders.has(path)) continue;
    const below = await modesIn(reader, place, { tree: sha, folder: path }, folders);
    if (typeof below === 'string') return below;
    for (const each of below) all.push(each);
  }
  return all;
}
