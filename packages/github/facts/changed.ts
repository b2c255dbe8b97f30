/** Which paths differ between two commits, as GitHub's answers tell it: listed in a comparison, or found between two whole trees. */

/** A file of a comparison. */
export interface ListedFile {
  readonly filename: string;
  /** Where a moved file was before. */
  readonly previous_filename?: string | undefined;
}

/** A line of a tree that was listed with everything below it. */
export interface TreeLine {
  readonly path: string;
  readonly mode: string;
  /** `tree` for a folder, `commit` for a submodule. */
  readonly type: string;
  readonly sha: string;
}

/** A file that was moved counts under both names, or a move would take it out of the gate (`rules.md 6.1`). */
export function listedPaths(files: readonly ListedFile[]): readonly string[] {
  const paths = files.flatMap(({ filename, previous_filename }) =>
    previous_filename === undefined ? [filename] : [filename, previous_filename],
  );
  return [...new Set(paths)];
}

/**
 * Paths whose content, mode or kind differs, those that came and those that went; a move is one of each. Sorted.
 * The trees are those of two roots that differ.
 */
export function pathsBetween(before: readonly TreeLine[], after: readonly TreeLine[]): readonly string[] {
  const [was, is] = [byPath(before), byPath(after)];
  const [folderWas, folderIs] = [folders(before), folders(after)];
  const changed = [...new Set([...was.keys(), ...is.keys()])].filter((path) => {
    if (was.get(path) !== is.get(path)) return true;
    if (!path.includes(UNREADABLE)) return false;
    // Names are bytes; several that are no text look alike here. Such a one is unchanged only where its whole folder is.
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    return folder === '' || folderWas.get(folder) !== folderIs.get(folder);
  });
  return changed.sort();
}

/** What stands in a name for bytes that are no text. */
const UNREADABLE = '\ufffd';

/** What stands under each name: as text, so that two names that look alike are compared together. */
function byPath(lines: readonly TreeLine[]): ReadonlyMap<string, string> {
  const found = new Map<string, string[]>();
  for (const { path, mode, type, sha } of lines) {
    if (type === 'tree') continue;
    const known = found.get(path);
    if (known) known.push(`${mode} ${sha}`);
    else found.set(path, [`${mode} ${sha}`]);
  }
  return new Map([...found].map(([path, entries]) => [path, entries.sort().join('\n')]));
}

function folders(lines: readonly TreeLine[]): ReadonlyMap<string, string> {
  return new Map(lines.filter((one) => one.type === 'tree').map((one) => [one.path, one.sha]));
}
