/** The one place where Markdown is parsed: it ends after a bounded number of steps, whatever was written (`docs/decisions/bounded-work.md`). */
import type { Nodes, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { levelsOf, MOST_LEVELS } from './level.ts';
import { type Marks, marksOf, meterOf, TooTangled } from './meter.ts';

/**
 * `gfm`: with the tables, task lists, struck words and bare addresses that trackers know; `plain`: headings, lists, quotes and code alone.
 * `placed` is `gfm` with a place for every part: an address that is found only in words that were read already (within an open bracket) stays
 * among them, since all beside it would lose theirs.
 */
export type Dialect = 'gfm' | 'placed' | 'plain';

/** `undefined` for a text that would keep the parser busy: one that no person writes, or one that is far too long. */
export function parseMarkdown(source: string, dialect: Dialect = 'gfm'): Root | undefined {
  const levels = levelsOf(source);
  if (levels.some((one) => one > MOST_LEVELS)) return undefined;
  const { read, built, marks } = READERS[dialect];
  const meter = meterOf({ length: source.length, levels, marks, addresses: dialect !== 'plain' });
  try {
    // The parser leaves out one mark of byte order and counts no place for it: let it be ours, or all places would be one too early.
    return parserWith([...read, meter.constructs], [{ transforms: [meter.readable] }, ...built]).parse(
      `\ufeff${source}`,
    );
  } catch (error) {
    if (error instanceof TooTangled) return undefined;
    throw error;
  }
}

/** A parser with additions to what it reads and to how it builds its tree. */
function parserWith(micromarkExtensions: readonly unknown[], fromMarkdownExtensions: readonly unknown[]) {
  return unified()
    .use(remarkParse)
    .data({ micromarkExtensions, fromMarkdownExtensions } as object);
}

/** The parts of what builds the tree that are touched, as mdast-util-from-markdown 2 describes them. */
interface Building {
  readonly stack: readonly Nodes[];
  readonly enter: (this: Building, node: Nodes, token: Token) => void;
  readonly exit: (this: Building, token: Token) => void;
  readonly sliceSerialize: (token: Token) => string;
}

interface Token {
  readonly type: string;
}

/**
 * Behind an item with nothing in it the parser finds a box in a paragraph that is none of the item's, and sets a tick on whatever stands
 * around it. Such a box is words: so GitHub shows it.
 */
function boxesOfItems(): object {
  function tick(this: Building, token: Token): void {
    const item = this.stack.at(-2);
    if (item?.type === 'listItem') item.checked = token.type === 'taskListCheckValueChecked';
  }
  function box(this: Building, token: Token): void {
    if (this.stack.at(-2)?.type === 'listItem') return;
    this.enter({ type: 'text', value: this.sliceSerialize(token) }, token);
    this.exit(token);
  }
  return { exit: { taskListCheckValueChecked: tick, taskListCheckValueUnchecked: tick, taskListCheck: box } };
}

/** What a dialect adds, and at which marks its parser begins something: made once, since that takes longer than to read a comment. */
interface Reader {
  readonly read: readonly unknown[];
  readonly built: readonly object[];
  readonly marks: Marks;
}

function readerOf(read: readonly unknown[], built: readonly object[]): Reader {
  return { read, built, marks: marksOf((probe) => void parserWith([...read, probe], []).parse('x')) };
}

function readers(): Readonly<Record<Dialect, Reader>> {
  const { micromarkExtensions = [], fromMarkdownExtensions = [] } = unified().use(remarkGfm).freeze().data() as {
    readonly micromarkExtensions?: readonly unknown[];
    readonly fromMarkdownExtensions?: readonly object[];
  };
  const built = [...fromMarkdownExtensions.flat(2), boxesOfItems()];
  const gfm = readerOf(micromarkExtensions, built);
  // A tree that is left as it was parsed.
  const placed = { ...gfm, built: built.map((one) => ({ ...one, transforms: [] })) };
  return { gfm, placed, plain: readerOf([], []) };
}

const READERS = readers();
