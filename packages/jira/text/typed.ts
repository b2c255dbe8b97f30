/** A comment in Jira's document format as the lines that people typed, so that a command means in Jira what it means everywhere (`rules.md 6.3`). */
import type { SeenLine, SeenPart } from '@countersign/core/typed/seen.ts';
import { type AdfNode, dayOf, readNode, wordsIn } from './adf.ts';

const APART: SeenPart = { kind: 'apart', lines: [] };

/**
 * For `typed/read.ts`: paragraphs, lists and code blocks of the comment itself. What stands in a quote or a table is somebody's text and
 * carries no command; in a box or a fold it carries none either, but whoever wrote it there is told. A mention becomes `@` and the account's id.
 */
export function typedParts(value: unknown): readonly SeenPart[] {
  if (typeof value === 'string') return wikiParts(value);
  return (readNode(value)?.content ?? []).map(partOf);
}

/** Begins and ends what is quoted or shown as it is, in the notation that Jira had before its document format. */
const MACRO = /\{(quote|code|noformat|panel|expand)(?::[^{}\n]*)?\}/g;

/** Of a comment in Jira's older notation: its lines, but for what stands in a quote or in code. What is opened and never closed carries no command to the end. */
function wikiParts(text: string): readonly SeenPart[] {
  const parts: SeenPart[] = [];
  let lines: SeenLine[] = [];
  let open: string | undefined;
  const end = (apart?: SeenPart): void => {
    if (lines.length > 0) parts.push({ kind: 'text', lines });
    lines = [];
    if (apart) parts.push(apart);
  };
  for (const line of text.split(/\r\n|\r|\n/)) {
    const found = [...line.matchAll(MACRO)];
    const quoted = open !== undefined || found.length > 0;
    for (const [, name] of found) {
      if (open === undefined) open = name;
      else if (open === name) open = undefined;
    }
    if (quoted || /^\s*bq\./.test(line)) end(APART);
    else if (line.trim() === '') end();
    else lines.push(seen(line));
  }
  end();
  return parts;
}

const seen = (line: string): SeenLine => ({ shown: line, written: line });

function partOf(node: AdfNode): SeenPart {
  const content = node.content ?? [];
  switch (node.type) {
    case 'paragraph':
      return { kind: 'text', lines: wordsOf(content).split('\n').map(seen) };
    case 'codeBlock':
      return { kind: 'code', written: content.map((one) => one.text ?? '').join('') };
    case 'bulletList':
    case 'orderedList':
      return { kind: 'list', written: listOf(content), lines: content.flatMap(ownLines) };
    default:
      return { kind: 'apart', lines: ownLines(node) };
  }
}

/** Lines that somebody may have meant for the comment's own; in a quotation, a table or code they are an example or another's. */
function ownLines(node: AdfNode): readonly string[] {
  const content = node.content ?? [];
  switch (node.type) {
    case 'blockquote':
    case 'table':
    case 'codeBlock':
      return [];
    case 'paragraph':
    case 'heading':
    case 'taskItem':
    case 'decisionItem':
      return wordsOf(content).split('\n');
    default:
      return content.flatMap(ownLines);
  }
}

function listOf(items: readonly AdfNode[]): string {
  return items
    .map((item) =>
      (item.content ?? [])
        .map((part, index) => {
          const nested = part.type === 'bulletList' || part.type === 'orderedList';
          const lines = (nested ? listOf(part.content ?? []) : wordsOf(part.content ?? [])).split('\n');
          return lines.map((line, at) => `${index + at === 0 ? '- ' : '  '}${line}`).join('\n');
        })
        .join('\n'),
    )
    .join('\n');
}

function wordsOf(nodes: readonly AdfNode[]): string {
  return nodes
    .map((node) => {
      const { id, text, timestamp, url } = node.attrs ?? {};
      const marked = (type: string): boolean => node.marks?.some((mark) => mark.type === type) ?? false;
      // A break that nobody sees makes no line.
      const words = (node.text ?? '').replaceAll(/[\r\n]+/g, ' ');
      switch (node.type) {
        case 'hardBreak':
          return '\n';
        case 'text':
          // A command in code is an example, and one that is struck out is taken back.
          return marked('code') ? `\`${words}\`` : marked('strike') ? `~~${words}~~` : words;
        case 'mention':
          return `@${wordsIn(id)}`;
        case 'date':
          return dayOf(timestamp);
        case 'inlineCard':
          // Jira turns a key that is typed or pasted into a card.
          return /\/browse\/([A-Z][A-Z0-9_]*-\d+)/.exec(wordsIn(url))?.[1] ?? wordsIn(url);
        default:
          return wordsIn(text);
      }
    })
    .join('');
}

/** Accounts that a comment mentions, each once; what they are called is Jira's to say, not the mention's. */
export function mentions(value: unknown): readonly string[] {
  const found = new Set<string>();
  const visit = (node: AdfNode): void => {
    const { id } = node.attrs ?? {};
    if (node.type === 'mention' && typeof id === 'string' && id !== '') found.add(id);
    for (const one of node.content ?? []) visit(one);
  };
  const read = readNode(value);
  if (read) visit(read);
  return [...found];
}
