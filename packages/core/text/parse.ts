/** The one place where Markdown is parsed: it ends after a bounded number of steps, whatever was written (`docs/decisions/bounded-work.md`). */
import type { Nodes, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { type Processor, unified } from 'unified';
import { levelsOf, MOST_LEVELS } from './level.ts';
import { type Constructs, meterOf, TooTangled } from './meter.ts';

/** `plain` knows headings, lists, quotes and code, and nothing that GitHub adds to Markdown. */
export type Dialect = 'github' | 'plain';

/** `undefined` for a text that would keep the parser busy: one that no person writes, or one that is far too long. */
export function parseMarkdown(source: string, dialect: Dialect = 'github'): Root | undefined {
  const levels = levelsOf(source);
  if (levels.some((one) => one > MOST_LEVELS)) return undefined;
  const meter = meterOf({ length: source.length, levels, addresses: dialect === 'github' });
  const parser = unified().use(remarkParse).use(beforeAddresses, meter.readable);
  if (dialect === 'github') parser.use(remarkGfm).use(boxesOfItems);
  try {
    // The parser leaves out one mark of byte order and counts no place for it: let it be ours, or all places would be one too early.
    return parser.use(watched, meter.constructs).parse(`\ufeff${source}`);
  } catch (error) {
    if (error instanceof TooTangled) return undefined;
    throw error;
  }
}

/** The parser's own way in: what it finds under these names it asks at each mark. */
function watched(this: Processor, constructs: Constructs): void {
  const data = this.data() as { micromarkExtensions?: unknown[] };
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), constructs];
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
function boxesOfItems(this: Processor): void {
  const data = this.data() as { fromMarkdownExtensions?: unknown[] };
  function tick(this: Building, token: Token): void {
    const item = this.stack.at(-2);
    if (item?.type === 'listItem') item.checked = token.type === 'taskListCheckValueChecked';
  }
  function box(this: Building, token: Token): void {
    if (this.stack.at(-2)?.type === 'listItem') return;
    this.enter({ type: 'text', value: this.sliceSerialize(token) }, token);
    this.exit(token);
  }
  const exit = { taskListCheckValueChecked: tick, taskListCheckValueUnchecked: tick, taskListCheck: box };
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), { exit }];
}

/** What is asked for a tree before addresses are looked for in its words. */
function beforeAddresses(this: Processor, readable: (tree: Root) => void): void {
  const data = this.data() as { fromMarkdownExtensions?: unknown[] };
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), { transforms: [readable] }];
}
