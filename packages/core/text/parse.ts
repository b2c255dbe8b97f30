/** The one place where Markdown is parsed: it ends after a bounded number of steps, whatever was written (`docs/decisions/bounded-work.md`). */
import type { Nodes, Root } from 'mdast';
import { type Extension, fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm as gfmSyntax } from 'micromark-extension-gfm';
import { levelsOf, MOST_LEVELS } from './level.ts';
import { type Constructs, type Meter, type Metered, metersOf, TooTangled } from './meter.ts';

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
  const { meterOf, built } = READERS[dialect];
  const { additions, readable } = meterOf({ length: source.length, levels });
  try {
    // The parser leaves out one mark of byte order and counts no place for it: let it be ours, or all places would be one too early.
    return parse(`\ufeff${source}`, additions, [{ transforms: [readable] }, ...built]);
  } catch (error) {
    if (error instanceof TooTangled) return undefined;
    throw error;
  }
}

/** Reads with additions to what is read and to how the tree is built. */
function parse(text: string, extensions: readonly Constructs[], mdastExtensions: Extension[]): Root {
  return fromMarkdown(text, { extensions: [...extensions], mdastExtensions });
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

/** What is the same for all texts of a dialect, made once. */
interface Reader {
  readonly meterOf: (text: Metered) => Meter;
  readonly built: readonly Extension[];
}

function readers(): Readonly<Record<Dialect, Reader>> {
  const parseLine = (additions: readonly Constructs[]) => void parse('x', additions, []);
  const built = [...gfmFromMarkdown(), boxesOfItems()];
  const gfm = { built, meterOf: metersOf({ additions: [gfmSyntax() as Constructs], addresses: true }, parseLine) };
  // A tree that is left as it was parsed.
  const placed = { ...gfm, built: built.map((one) => ({ ...one, transforms: [] })) };
  const plain = { built: [], meterOf: metersOf({ additions: [], addresses: false }, parseLine) };
  return { gfm, placed, plain };
}

const READERS = readers();
