/** A comment in Jira's document format as the lines that people typed, so that a command means in Jira what it means everywhere (`rules.md 6.3`). */
import { type AdfNode, dayOf, readNode, wordsIn } from './adf.ts';

/** Stands where something stood that carries no command, and ends what belongs to the command above it. */
const APART = '***';

/**
 * For `typed/read.ts`: paragraphs, lists and code blocks of the comment itself. What stands in a quote, a table or a box is
 * somebody's text and carries no command. A mention becomes `@` and the account's id.
 */
export function typedLines(value: unknown): string {
  if (typeof value === 'string') return wikiLines(value);
  return (readNode(value)?.content ?? []).map(partOf).join('\n\n');
}

/** Begins and ends what is quoted or shown as it is, in the notation that Jira had before its document format. */
const MACRO = /\{(quote|code|noformat|panel|expand)(?::[^{}\n]*)?\}/g;

/** Of a comment in Jira's older notation: its lines, but for what stands in a quote or in code. What is opened and never closed carries no command to the end. */
function wikiLines(text: string): string {
  let open: string | undefined;
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => {
      const found = [...line.matchAll(MACRO)];
      const quoted = open !== undefined || found.length > 0;
      for (const [, name] of found) {
        if (open === undefined) open = name;
        else if (open === name) open = undefined;
      }
      return quoted || /^\s*bq\./.test(line) ? APART : line;
    })
    .join('\n');
}

function partOf(node: AdfNode): string {
  const content = node.content ?? [];
  switch (node.type) {
    case 'paragraph':
      return wordsOf(content).split('\n').map(plainly).join('\n');
    case 'codeBlock': {
      const text = content.map((one) => one.text ?? '').join('');
      const fence = '`'.repeat(3 + Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length)));
      return `${fence}yaml\n${text}\n${fence}`;
    }
    case 'bulletList':
    case 'orderedList':
      return listOf(content);
    default:
      return APART;
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

/** A line that would open a block in Markdown swallows what stands below it; here it is only words. */
function plainly(line: string): string {
  return /^\s{0,3}(?:`{3}|~{3}|<)/.test(line) ? `\\${line}` : line;
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
