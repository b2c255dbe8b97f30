/** Where a paragraph holds mathematics: its readers see a formula there, and no line of what was written. */
import type { Nodes } from 'mdast';

export interface Formula {
  readonly from: number;
  readonly to: number;
  /** Between single marks it may be two amounts of money as well. */
  readonly isSure: boolean;
}

interface Mark {
  readonly from: number;
  readonly to: number;
}

export function formulasIn(paragraph: Nodes, source: string): readonly Formula[] {
  const marks = marksIn(paragraph, source);
  const blocks = pairs(
    marks.filter(({ from, to }) => to - from > 1),
    () => true,
    () => true,
  );
  const blockAt = spansAt(blocks);
  const single = marks.filter(({ from, to }) => to - from === 1 && !blockAt(from));
  const opens = ({ from, to }: Mark): boolean =>
    !/[\w$]/.test(source[from - 1] ?? '') && /[^ \t]/.test(source[to] ?? '');
  const closes = ({ from, to }: Mark): boolean => !/\w/.test(source[to] ?? '') && /[^ \t]/.test(source[from - 1] ?? '');
  return [
    ...blocks.map((one) => ({ ...one, isSure: true })),
    ...pairs(single, opens, closes).map((one) => ({ ...one, isSure: false })),
  ].sort((one, other) => one.from - other.from);
}

/** Which of the spans, in their order, holds a place; asked for one place after the other. */
export function spansAt<Span extends Mark>(spans: readonly Span[]): (at: number) => Span | undefined {
  let next = 0;
  return (at) => {
    for (let one = spans[next]; one && one.to <= at; one = spans[next]) next += 1;
    const found = spans[next];
    return found && found.from < at ? found : undefined;
  };
}

/** The dollars of the words: not those of code or addresses, nor one behind a backslash. */
function marksIn(node: Nodes, source: string): readonly Mark[] {
  if ('children' in node) return node.children.flatMap((child) => marksIn(child, source));
  if (node.type !== 'text') return [];
  const start = node.position?.start.offset ?? 0;
  const raw = source.slice(start, node.position?.end.offset ?? start);
  return [...raw.matchAll(/\\.|\$+/gs)]
    .filter(([mark]) => mark.startsWith('$'))
    .map(({ 0: mark, index }) => ({ from: start + index, to: start + index + mark.length }));
}

/** From each mark that opens to the next that closes. */
function pairs(
  marks: readonly Mark[],
  opens: (mark: Mark) => boolean,
  closes: (mark: Mark) => boolean,
): readonly Mark[] {
  const found: Mark[] = [];
  let open: Mark | undefined;
  for (const mark of marks) {
    if (open && closes(mark)) {
      found.push({ from: open.from, to: mark.to });
      open = undefined;
    } else if (opens(mark)) open ??= mark;
  }
  return found;
}
