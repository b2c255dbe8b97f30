/** The one place where Markdown is parsed: it ends after a bounded number of steps, whatever was written (`docs/decisions/bounded-work.md`). */
import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { type Processor, unified } from 'unified';
import { levelsOf, MOST_LEVELS } from './level.ts';
import { type Constructs, meterOf, TooTangled } from './meter.ts';

/**
 * `plain` knows headings, lists, quotes and code, and nothing that GitHub adds to Markdown. `placed` is GitHub's with a place for every part:
 * an address that is found only in words that were read already (within an open bracket) stays among them, since all beside it would lose theirs.
 */
export type Dialect = 'github' | 'placed' | 'plain';

/** `undefined` for a text that would keep the parser busy: one that no person writes, or one that is far too long. */
export function parseMarkdown(source: string, dialect: Dialect = 'github'): Root | undefined {
  const levels = levelsOf(source);
  if (levels.some((one) => one > MOST_LEVELS)) return undefined;
  const meter = meterOf({ length: source.length, levels, addresses: dialect !== 'plain' });
  const parser = unified().use(remarkParse).use(beforeAddresses, meter.readable);
  if (dialect !== 'plain') parser.use(remarkGfm);
  if (dialect === 'placed') parser.use(unchanged);
  try {
    return parser.use(watched, meter.constructs).parse(source);
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

/** Leaves a tree as it was parsed, but for what is asked of it first: `beforeAddresses`. */
function unchanged(this: Processor): void {
  const data = this.data() as { fromMarkdownExtensions?: unknown[] };
  const [first, ...others] = data.fromMarkdownExtensions ?? [];
  data.fromMarkdownExtensions = [first, ...others.flat(2).map((one) => ({ ...(one as object), transforms: [] }))];
}

/** What is asked for a tree before addresses are looked for in its words. */
function beforeAddresses(this: Processor, readable: (tree: Root) => void): void {
  const data = this.data() as { fromMarkdownExtensions?: unknown[] };
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), { transforms: [readable] }];
}
