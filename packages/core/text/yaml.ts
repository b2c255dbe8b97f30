/** Reads YAML that people wrote, with a bound on the work: what is too much, too deep or leans on itself is refused before it is put together. */
import { Composer, type Document, isAlias, isMap, isScalar, isSeq, Lexer, LineCounter, type Node, Parser } from 'yaml';

export interface YamlBounds {
  readonly characters: number;
  /** Words, marks, blanks and line ends; what is put together from them costs about as much. */
  readonly tokens: number;
  /** Lists and mappings within each other. */
  readonly depth: number;
  /** Values that are named once and used again (`&` and `*`). */
  readonly aliases: number;
}

/** What the reader stumbled over, as people see it; `line` for anything else. */
export type Stumble = 'indent' | 'tab' | 'twice' | 'mark' | 'aliases' | 'at' | 'star' | 'tag' | 'deep' | 'line';

export type YamlRead =
  | {
      readonly kind: 'read';
      /** Plain data. A key is a text, also where a number or a date was written. */
      readonly value: unknown;
      /** Line of a path, from 1; of the nearest thing around it where it is not there; 0 where there is none. */
      readonly lineOf: (path: readonly PropertyKey[]) => number;
    }
  | { readonly kind: 'too-large'; readonly characters: boolean }
  | { readonly kind: 'stumbled'; readonly over: Stumble; readonly line: number };

const STUMBLES: Readonly<Record<string, Stumble>> = {
  BAD_INDENT: 'indent',
  BLOCK_AS_IMPLICIT_KEY: 'indent',
  BLOCK_IN_FLOW: 'indent',
  MULTILINE_IMPLICIT_KEY: 'indent',
  TAB_AS_INDENT: 'tab',
  DUPLICATE_KEY: 'twice',
  MISSING_CHAR: 'mark',
  BAD_ALIAS: 'star',
};

/** What the parser has in hand beside the collections that it is in: the document, and a value. */
const BESIDE = 2;
/** What it puts before a value that stands without quotation marks. */
const PLAIN = '\u001f';

/** Never throws. Its work grows as the text does, up to the bounds, and no further. */
export function readYaml(source: string, bounds: YamlBounds): YamlRead {
  if (source.length > bounds.characters) return { kind: 'too-large', characters: true };
  const lines = new LineCounter();
  const stumbled = (over: Stumble, at: number): YamlRead => ({
    kind: 'stumbled',
    over,
    line: lines.linePos(Math.min(at, source.length)).line || 1,
  });
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  const pieces = [];
  let tokens = 0;
  let aliases = 0;
  let anchors = 0;
  let before = '';
  for (const token of new Lexer().lex(source)) {
    tokens += 1;
    if (tokens > bounds.tokens) return { kind: 'too-large', characters: false };
    const mark = before === PLAIN ? '' : token[0];
    before = token;
    // A single mark is what somebody began a glob with; a number of names is somebody who builds with them.
    if (mark === '*') aliases += 1;
    if (mark === '&') anchors += 1;
    if (mark === '!') return stumbled('tag', parser.offset);
    if (aliases > bounds.aliases || anchors > bounds.aliases)
      return stumbled(anchors === 0 ? 'star' : 'aliases', parser.offset);
    for (const piece of parser.next(token)) pieces.push(piece);
    if (parser.stack.length > bounds.depth + BESIDE) return stumbled('deep', parser.offset);
  }
  for (const piece of parser.end()) pieces.push(piece);

  let document: Document.Parsed | undefined;
  // Keys that stand twice are looked for below: the library compares each with each.
  const composer = new Composer({ schema: 'core', uniqueKeys: false, logLevel: 'silent' });
  for (const one of composer.compose(pieces, true, source.length)) {
    if (document) return stumbled('line', one.range[0]);
    document = one as Document.Parsed;
  }
  const [error] = document?.errors ?? [];
  if (error) {
    const at = error.pos[0];
    // An open bracket is noticed by the indentation of what comes after it.
    const isOpen = error.message.includes('end with');
    if (error.code === 'BAD_SCALAR_START') return stumbled(source[at] === '@' ? 'at' : 'line', at);
    return stumbled(isOpen ? 'mark' : (STUMBLES[error.code] ?? 'line'), at);
  }
  const places: Places = new Map();
  const wrong = document?.contents ? lookAt(document.contents, places, new Set()) : undefined;
  if (wrong) return stumbled(wrong.over, wrong.at);
  const lineOf = (path: readonly PropertyKey[]): number => {
    let node: Node | null | undefined = document?.contents;
    let offset: number | undefined;
    for (const key of path) {
      const found: Place | undefined = node ? places.get(node)?.get(String(key)) : undefined;
      if (!found) break;
      offset = found.at;
      node = found.value;
    }
    return offset === undefined ? 0 : lines.linePos(offset).line;
  };
  try {
    return { kind: 'read', value: document?.toJS({ maxAliasCount: bounds.aliases }), lineOf };
  } catch {
    return stumbled('aliases', 0);
  }
}

interface Place {
  /** Offset of its key, or of the value itself in a list. */
  readonly at: number;
  readonly value: Node | null;
}

type Places = Map<Node, Map<string, Place>>;

/** One walk over everything: where each thing is, and what no reader of ours takes, although it is YAML. */
function lookAt(node: Node, places: Places, names: Set<string>): { over: Stumble; at: number } | undefined {
  if (isAlias(node)) return names.has(node.source) ? undefined : { over: 'star', at: node.range?.[0] ?? 0 };
  if ('anchor' in node && node.anchor) names.add(node.anchor);
  if (!isMap(node) && !isSeq(node)) return undefined;
  const here = new Map<string, Place>();
  places.set(node, here);
  for (const [index, item] of node.items.entries()) {
    if (isMap(node)) {
      const { key, value } = item as { key: Node | null; value: Node | null };
      const at = key?.range?.[0] ?? node.range?.[0] ?? 0;
      if (!isScalar(key)) return { over: isAlias(key) ? 'star' : 'line', at };
      if (key.anchor) names.add(key.anchor);
      const name = String(key.value);
      if (here.has(name)) return { over: 'twice', at };
      here.set(name, { at, value });
    } else here.set(String(index), { at: (item as Node).range?.[0] ?? 0, value: item as Node });
    const value = (isMap(node) ? (item as { value: Node | null }).value : item) as Node | null;
    const wrong = value ? lookAt(value, places, names) : undefined;
    if (wrong) return wrong;
  }
  return undefined;
}
