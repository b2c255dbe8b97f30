/** `{a,b}` in the names of a policy: a name with braces stands for several, and is read as if each were written by itself. */

/** So many names may one stand for, with so many letters together: what comes behind works on each of them. */
const MOST_NAMES = 200;
const MOST_LETTERS = 10_000;

/** `[ab]`, `[!a]`: it ends within its segment, and may begin with `]`. */
export const CLASS = /\[(?:[!^][^/]|[^/!^])[^\]/]*\]/gu;
/** A class, which is never parted; a mark; or what stands between them. */
const TOKEN = new RegExp(`${CLASS.source}|[{},]|\\[|[^[{},]+`, 'gu');

/**
 * The names without braces that a glob stands for; `undefined` where they are too many. A pair of braces without a comma, and a brace
 * without its other, mean themselves, because folders of templates are called so.
 */
export function alternatives(glob: string): readonly string[] | undefined {
  // For each brace that is open: its ways, each with all that it stands for so far. The last way is being read.
  const open: string[][][] = [[['']]];
  for (const [token] of glob.matchAll(TOKEN)) {
    const inside = open.length > 1 ? open.at(-1) : undefined;
    if (token === '{') open.push([['']]);
    else if (token === ',' && inside) inside.push(['']);
    else if (token === '}' && inside) {
      open.pop();
      if (!append(open, inside.length > 1 ? inside.flat() : (inside[0] ?? []).map((way) => `{${way}}`)))
        return undefined;
    } else if (!append(open, [token])) return undefined;
  }
  while (open.length > 1) {
    const [first = [], ...others] = open.pop() ?? [];
    if (!append(open, ['{']) || !append(open, first)) return undefined;
    for (const way of others) if (!append(open, [',']) || !append(open, way)) return undefined;
  }
  return open[0]?.[0];
}

/** Puts each of the ends behind each beginning. @returns whether that is not too much. */
function append(open: readonly string[][][], ends: readonly string[]): boolean {
  const ways = open.at(-1) ?? [];
  const begun = ways.pop() ?? [];
  if (begun.length * ends.length > MOST_NAMES) return false;
  const names = begun.flatMap((begin) => ends.map((end) => begin + end));
  ways.push(names);
  return names.reduce((sum, name) => sum + name.length, 0) <= MOST_LETTERS;
}
