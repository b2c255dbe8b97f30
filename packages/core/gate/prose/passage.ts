/** Where a text names files, and whether it says of each that it changes (`rules.md 6.4`). A name opens a gate, so what is not understood opens none and is shown as the line to mend. */
import type { Block } from '../../text/block.ts';
import { isOfChange } from './above.ts';
import { changed } from './affirm.ts';
import { refersBack, revokes } from './denial.ts';
import { codeIn } from './listing.ts';
import { openAfter, type ReadWords, readRuns } from './reading.ts';
import { type Back, isNamed, type Named, naming, nothing, type Over, once, type Place, type Walked } from './said.ts';
import { END, ENDED, hasName, sentencesIn } from './sentences.ts';
import { NAMED } from './signs.ts';
import type { Find } from './spots.ts';
import { tableIn } from './tables.ts';

/** Below the deepest heading: a paragraph that is written like one. */
const LIKE_A_HEADING = 7;

/** All in the order in which they are read. What one text says, a later one may take back: `Forget it.` in a step of the plan. */
export function namedIn(texts: readonly (readonly Block[])[], find: Find): readonly Named[] {
  const lines = new Map<Named, string>();
  let overAll: string | undefined;
  const named: Named[] = [];
  for (const one of inTurn(
    texts.map((blocks) => ({ blocks })),
    { find, within: undefined, above: nothing },
  ).said.toReversed()) {
    if (isNamed(one)) named.push(naming(one.path, one.unclear ?? lines.get(one) ?? overAll));
    else if (one.of) for (const taken of one.of) lines.set(taken, one.line);
    else overAll = one.line;
  }
  return named.toReversed();
}

interface Part {
  readonly blocks: readonly Block[];
  readonly within?: string | undefined;
}

/** Each stands by itself, as items do; but `It must not change.` speaks of the one before. What one leaves open is open behind all of them. */
function inTurn(parts: readonly Part[], place: Place): Walked {
  const walked: Walked[] = [];
  let before: readonly Named[] = [];
  for (const { blocks, within } of parts) {
    const own = walk(blocks, { ...place, within: place.within ?? within, before });
    before = own.said.filter(isNamed);
    walked.push(own);
  }
  const others = walked.flatMap((one) => (one.above === place.above ? [] : [one.above]));
  const over: Over = () => others.map((one) => one()).find(({ line }) => line !== undefined) ?? place.above();
  return { said: walked.flatMap(({ said }) => said), above: others.length === 0 ? place.above : once(over) };
}

function walk(blocks: readonly Block[], place: Place): Walked {
  const all: (Named | Back)[] = [];
  let { above } = place;
  let before: readonly Named[] | undefined;
  let tags: readonly string[] = [];
  /** Headings that are not understood, by their depth. */
  let headings: readonly { readonly depth: number; readonly line: string }[] = [];
  for (const block of blocks) {
    if (block.kind === 'html') tags = openAfter(tags, block.source);
    if (block.kind === 'html' || block.kind === 'rule') continue;
    const reading = 'runs' in block ? readRuns(block.runs, place.find) : undefined;
    const heading = reading && headingOf(reading, block.kind === 'heading' ? block.depth : undefined);
    if (heading) headings = headings.filter(({ depth }) => depth < heading.depth);
    const within = place.within ?? (tags.length > 0 ? `<${tags.at(-1)}> ${NAMED}` : headings.at(-1)?.line);
    const isBack = before ? revokes : refersBack;
    const back = reading && block.kind === 'paragraph' ? takenBackBy(reading, isBack) : undefined;
    if (back !== undefined) all.push({ line: back, of: before ?? place.before ?? [] });
    const here = { find: place.find, within, above };
    const own = walkBlock(block, here);
    if (heading?.line !== undefined) headings = [...headings, { depth: heading.depth, line: heading.line }];
    all.push(...own.said);
    before = own.said.filter(isNamed);
    above = own.above;
  }
  return { said: all, above };
}

interface Heading {
  readonly depth: number;
  /** Where it is not understood. */
  readonly line?: string;
}

/** @param depth of a paragraph none: it may only look like a heading */
function headingOf({ words, spots }: ReadWords, depth: number | undefined): Heading | undefined {
  const isShort = words.length <= 80 && !words.includes('\n') && !ENDED.test(words) && spots.length === 0;
  if (depth === undefined && !isShort) return undefined;
  const isUnderstood = words.trim() === '' || isOfChange(words) || changed(words).length > 0;
  return { depth: depth ?? LIKE_A_HEADING, ...(isUnderstood ? {} : { line: words }) };
}

function takenBackBy({ words }: ReadWords, isBack: (words: string) => boolean): string | undefined {
  const [first = ''] = words.split(END, 1);
  return !hasName(first) && isBack(first) ? first : undefined;
}

function walkBlock(block: Exclude<Block, { kind: 'html' | 'rule' }>, place: Place): Walked {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return sentencesIn(readRuns(block.runs, place.find), place);
    case 'code':
      return codeIn(block, place);
    case 'list':
      return inTurn(
        block.items.map(({ checked, blocks }) => ({ blocks, within: checked === false ? `[ ] ${NAMED}` : undefined })),
        place,
      );
    // Somebody else said it; and a note is shown only where something refers to it.
    case 'quote':
    case 'footnote': {
      const line = `${block.kind === 'quote' ? '>' : `[^${block.label}]:`} ${NAMED}`;
      return { said: walk(block.blocks, { ...place, within: place.within ?? line }).said, above: () => ({ line }) };
    }
    case 'table':
      return tableIn(block.rows, place);
  }
}
