/** `{a,b}` in the names of a policy: a name with braces stands for several, and is read as if each were written by itself. */

/** So many names may one stand for, with so many letters together: what comes behind works on each of them. */
const MOST_NAMES = 200;
const MOST_LETTERS = 10_000;

/** All that one policy's names may stand for together, in letters and one for each name: as much as a policy file without any braces may hold. */
const MOST_ALTOGETHER = 200_000;

/**
 * Where the classes of a glob begin and end: `[ab]`, `[!a]`. A class ends within its segment, and may begin with `]`. Each mark is looked for
 * once, however many brackets are never closed.
 */
export function classesIn(glob: string): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  let close = glob.indexOf(']');
  let slash = glob.indexOf('/');
  for (let at = glob.indexOf('['); at >= 0; at = glob.indexOf('[', found.get(at) ?? at + 1)) {
    const isNot = glob[at + 1] === '!' || glob[at + 1] === '^';
    const first = at + (isNot ? 2 : 1);
    if (close >= 0 && close <= first) close = glob.indexOf(']', first + 1);
    if (slash >= 0 && slash < first) slash = glob.indexOf('/', first);
    if (close < 0) break;
    if (slash < 0 || slash > close) found.set(at, close + 1);
  }
  return found;
}

/** The classes of a glob as they are written. */
export function classesOf(glob: string): readonly string[] {
  return [...classesIn(glob)].map(([from, to]) => glob.slice(from, to));
}

/** What is left of a glob without its classes. */
export function withoutClasses(glob: string): string {
  let left = '';
  let at = 0;
  for (const [from, to] of classesIn(glob)) {
    left += glob.slice(at, from);
    at = to;
  }
  return left + glob.slice(at);
}

/** A mark, or what stands between marks. */
const TOKEN = /[{},]|[^{},]+/g;

/** Classes, which are never parted, marks, and what stands between them. */
function* tokensOf(glob: string): Generator<string> {
  let at = 0;
  for (const [from, to] of classesIn(glob)) {
    for (const [token] of glob.slice(at, from).matchAll(TOKEN)) yield token;
    yield glob.slice(from, to);
    at = to;
  }
  for (const [token] of glob.slice(at).matchAll(TOKEN)) yield token;
}

/** What the names of a policy stand for altogether; `undefined` for a name of which there are too many, and for each behind one that is too much. */
export function alternativesOf(globs: readonly string[]): readonly (readonly string[] | undefined)[] {
  let left = MOST_ALTOGETHER;
  return globs.map((glob) => {
    const names = left < 0 ? undefined : alternatives(glob);
    left -= (names ?? []).reduce((sum, name) => sum + name.length + 1, 0);
    return left < 0 ? undefined : names;
  });
}

/**
 * The names without braces that a glob stands for; `undefined` where they are too many. A pair of braces without a comma, and a brace
 * without its other, mean themselves, because folders of templates are called so.
 */
export function alternatives(glob: string): readonly string[] | undefined {
  // For each brace that is open: its ways, each with all that it stands for so far. The last way is being read.
  const open: string[][][] = [[['']]];
  for (const token of tokensOf(glob)) {
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
