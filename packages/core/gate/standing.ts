/** When the path of a guarded file stands letter by letter in what a request governs (`rules.md 6.4`). */
import type { ChangeState } from '../change/state.ts';
import { isUnratified } from '../change/subject.ts';
import type { Governed } from '../content/governed.ts';
import { markdownToText } from '../text/markdown.ts';
import { namedIn } from './prose/passage.ts';
import { asWritten, NAMED, UNREAD } from './prose/signs.ts';
import { finder } from './prose/spots.ts';

/** A path that stands in a text which does not say, as we read it, that the file changes; with the line that is not understood. */
export interface Unclear {
  readonly path: string;
  readonly line: string;
}

/** Longer lines are cut where people are shown them. */
const LONGEST_LINE = 160;
/** Of a line as long as a text, which a thousand paths may share, no more is read to show it. */
const READ_OF_A_LINE = 2000;

/**
 * The paths that stand literally in the text after the change or in a step of the plan, where that says of each that it changes: as plain words, as code, in a link's
 * words, or as what a link leads to. Neither a pattern nor a longer path names one; words that are struck out, or that nobody sees, say nothing.
 * @param home address of the repository, for links that lead to its files
 */
function standing(
  { request, plan }: Pick<Governed, 'request' | 'plan'>,
  paths: readonly string[],
  home: string | undefined,
): { readonly names: readonly string[]; readonly unclear: readonly Unclear[] } {
  if (paths.length === 0) return { names: [], unclear: [] };
  const find = finder(paths, home);
  const steps = (plan?.steps ?? []).map(({ text }) => markdownToText(text));
  const named = namedIn([request.after ?? [], ...steps], find);
  const names = new Set(named.filter(({ unclear }) => unclear === undefined).map(({ path }) => path));
  const shown = shownOnce();
  const lines = new Map<string, string>();
  for (const { path, unclear } of named)
    if (unclear !== undefined && !names.has(path) && !lines.has(path)) lines.set(path, shown(unclear, path));
  return {
    names: paths.filter((path) => names.has(path)),
    unclear: paths.flatMap((path) => {
      const line = lines.get(path);
      return line === undefined ? [] : [{ path, line }];
    }),
  };
}

/** The paths that stand in a request, by whether a board has decided on its text: nobody has on that of an emergency before it is ratified (`rules.md 4.8`). */
export function pathsNamed(
  state: Pick<ChangeState, 'content' | 'emergency'>,
  paths: readonly string[],
  home?: string,
): { readonly names: readonly string[]; readonly undecided: readonly string[]; readonly unclear: readonly Unclear[] } {
  const { names, unclear } = standing(state.content, paths, home);
  return isUnratified(state) ? { names: [], undecided: names, unclear } : { names, undecided: [], unclear };
}

/** As people know it again: where several names stand in it, they are left out, and it is the same line for each of them. */
function shownOnce(): (line: string, path: string) => string {
  const many = new Map<string, string>();
  return (line, path) => {
    if (line.indexOf(NAMED) === line.lastIndexOf(NAMED)) return cut(line, path);
    const known = many.get(line) ?? cut(line, '…');
    many.set(line, known);
    return known;
  };
}

function cut(line: string, name: string): string {
  const text = asWritten(line.slice(0, READ_OF_A_LINE))
    .replaceAll(NAMED, () => name)
    .replaceAll(UNREAD, '…')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const letters = [...text];
  const isWhole = line.length <= READ_OF_A_LINE && letters.length <= LONGEST_LINE;
  return isWhole ? text : `${letters.slice(0, LONGEST_LINE).join('')}…`;
}
