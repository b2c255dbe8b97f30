/** Blocks written out as plain lines, for differences, mails and search: everything the digest binds can be read in them. */
import type { Block, ListItem, Run } from './block.ts';

/** Plain text of all blocks, paragraphs apart by an empty line. Links and pictures show where they point. */
export function readable(text: readonly Block[]): string {
  return text.map(linesOf).join('\n\n');
}

/** Plain text of one line's runs. */
function readableRuns(runs: readonly Run[]): string {
  return runs.map(runText).join('');
}

/** The words of one line where nothing but words stands in it; `undefined` where a link, a picture, code or struck-out words say more. */
export function plainWords(runs: readonly Run[]): string | undefined {
  const isPlain = runs.every((run) => run.kind === 'text' && !run.code && !run.strike && run.link === undefined);
  return isPlain ? readableRuns(runs) : undefined;
}

function runText(run: Run): string {
  switch (run.kind) {
    case 'text': {
      const words = run.strike ? `~~${run.text}~~` : run.code ? `\`${run.text}\`` : run.text;
      return words + pointer(run.link, run.text, run.title);
    }
    case 'image':
      return `[${run.alt}]${pointer(run.source, undefined, run.title)}${pointer(run.link, undefined, run.linkTitle)}`;
    case 'html':
      return run.source;
    case 'note':
      return `[^${run.label}]`;
  }
}

function pointer(link: string | undefined, words: string | undefined, title: string | undefined): string {
  const target = link === undefined || link === words ? '' : ` <${link}>`;
  return title === undefined ? target : `${target} (${title})`;
}

function linesOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.depth)} ${readableRuns(block.runs)}`;
    case 'paragraph':
      return readableRuns(block.runs);
    case 'list':
      return block.items
        .map((item, index) => itemText(item, block.ordered ? `${(block.start ?? 1) + index}. ` : '- '))
        .join('\n');
    case 'code':
      return `\`\`\`${block.language ?? ''}\n${block.text}\n\`\`\``;
    case 'quote':
      return indented(readable(block.blocks), '> ', '> ');
    case 'table':
      return block.rows.map((row) => row.map(readableRuns).join(' | ')).join('\n');
    case 'rule':
      return '———';
    case 'html':
      return block.source;
    case 'footnote':
      return `[^${block.label}]: ${indented(readable(block.blocks), '', '  ')}`;
  }
}

function itemText(item: ListItem, mark: string): string {
  const tick = item.checked === undefined ? '' : item.checked ? '[x] ' : '[ ] ';
  const blank = ' '.repeat(mark.length);
  return indented(item.blocks.map(linesOf).join('\n'), mark + tick, blank);
}

function indented(text: string, first: string, rest: string): string {
  return text
    .split('\n')
    .map((line, index) => `${index === 0 ? first : rest}${line}`.trimEnd())
    .join('\n');
}
