/** A comment in Jira's document format as the lines that people typed, so that a command means in Jira what it means everywhere (`rules.md 6.3`). */
import type { SeenLine, SeenPart } from '@countersign/core/typed/seen.ts';
import { type AdfNode, dayOf, isTooDeep, readNode, wordsIn } from './adf.ts';

const APART: SeenPart = { kind: 'apart', lines: [] };

/**
 * For `typed/read.ts`: paragraphs, lists and code blocks of the comment itself. What stands in a quote or a table is somebody's text and
 * carries no command; in a box or a fold it carries none either, but whoever wrote it there is told. A mention becomes `@` and the account's id.
 */
export function typedParts(value: unknown): readonly SeenPart[] {
  if (typeof value === 'string') return wikiParts(value);
  if (isTooDeep(value)) return [{ kind: 'apart', lines: shallowLines(value), isUnread: true }];
  const nodes = readNode(value)?.content ?? [];
  return nodes.map((node, index) => partOf(node, nodes[index - 1]));
}

/** Of a comment that nests beyond what anybody reads: the lines of its own that do not, for telling its writer that none was read. */
function shallowLines(value: unknown): readonly string[] {
  const { content } = (value ?? {}) as { readonly content?: unknown };
  const parts = Array.isArray(content) ? content : [];
  return parts.flatMap((one) => {
    const node = readNode(one);
    return node ? ownLines(node) : [];
  });
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

function partOf(node: AdfNode, before: AdfNode | undefined): SeenPart {
  const content = node.content ?? [];
  switch (node.type) {
    // Whoever presses Enter begins a paragraph, and means the next line; an empty one is what parts.
    case 'paragraph':
      return { kind: 'text', lines: linesOf(content), isNext: before?.type === 'paragraph' && !isEmpty(before) };
    case 'codeBlock':
      return { kind: 'code', written: content.map((one) => one.text ?? '').join('') };
    case 'bulletList':
    case 'orderedList':
      return { kind: 'list', written: listOf(content), lines: content.flatMap(ownLines) };
    case 'table':
      return { kind: 'apart', lines: ownLines(node), table: rowOf(content[0]) };
    default:
      return { kind: 'apart', lines: ownLines(node) };
  }
}

/** The words of a row, cell by cell. */
function rowOf(row: AdfNode | undefined): string {
  const cells = (row?.content ?? []).map(({ content = [] }) =>
    content.flatMap((one) => linesOf(one.content ?? []).map(({ shown }) => shown)).join(' '),
  );
  return `| ${cells.join(' | ')} |`;
}

function isEmpty({ content = [] }: AdfNode): boolean {
  return linesOf(content).every((line) => line.written.trim() === '');
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
      return linesOf(content).map(({ shown }) => shown);
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
          const lines = nested
            ? listOf(part.content ?? []).split('\n')
            : linesOf(part.content ?? []).map((one) => one.written);
          return lines.map((line, at) => `${index + at === 0 ? '- ' : '  '}${line}`).join('\n');
        })
        .join('\n'),
    )
    .join('\n');
}

/** Stands where a part is seen that has no words of its own: a picture, or what only another app knows. */
const PART = '\ufffc';

interface Words {
  readonly shown: string;
  /** As it would be typed; a part without words is no word of a reason. */
  readonly written: string;
  /** It is not sure that its readers see it as a line of words. */
  readonly isDoubtful?: boolean;
}

function linesOf(nodes: readonly AdfNode[]): readonly SeenLine[] {
  const lines: { shown: string; written: string; held?: 'told' }[] = [{ shown: '', written: '' }];
  for (const node of nodes) {
    const { shown, written, isDoubtful } = wordsOf(node);
    if (node.type === 'hardBreak') lines.push({ shown: '', written: '' });
    const line = lines.at(-1);
    if (!line) continue;
    line.shown += shown;
    line.written += written;
    if (isDoubtful && shown.trim() !== '') line.held = 'told';
  }
  return lines;
}

/** Of a part, only what its readers see of it: what else it carries may be anything. */
function wordsOf(node: AdfNode): Words {
  const { id, text, timestamp, url } = node.attrs ?? {};
  const said = (shown: string): Words => ({ shown, written: shown });
  switch (node.type) {
    case 'hardBreak':
      return said('');
    case 'text': {
      // A break that nobody sees makes no line.
      const words = (node.text ?? '').replaceAll(/[\r\n]+/g, ' ');
      const marked = (type: string): boolean => node.marks?.some((mark) => mark.type === type) ?? false;
      // A command in code is an example, and one that is struck out is taken back.
      const shown = marked('code') ? `\`${words}\`` : marked('strike') ? `~~${words}~~` : words;
      return { ...said(shown), isDoubtful: isPale(node) };
    }
    case 'mention':
      return said(`@${wordsIn(id)}`);
    case 'date':
      return said(dayOf(timestamp));
    case 'status':
      return { ...said(wordsIn(text).replaceAll(/[\r\n]+/g, ' ')), isDoubtful: true };
    case 'emoji':
      return emojiOf(node);
    case 'inlineCard': {
      // Jira turns a key that is typed or pasted into a card.
      const address = wordsIn(url);
      const key = /\/browse\/([A-Z][A-Z0-9_]*-\d+)/.exec(address)?.[1];
      return /^https?:\/\/\S+$/i.test(address) ? said(key ?? address) : { shown: PART, written: '' };
    }
    default:
      return { shown: PART, written: '' };
  }
}

/** Its character, or the name between colons that stands for it. */
function emojiOf({ attrs }: AdfNode): Words {
  const character = wordsIn(attrs?.text);
  const name = /^:?([\w+-]{1,40}):?$/.exec(wordsIn(attrs?.shortName))?.[1];
  if (/^(?:\p{Emoji}|\p{Emoji_Component})+$/u.test(character)) return { shown: character, written: character };
  return name === undefined ? { shown: PART, written: '' } : { shown: `:${name}:`, written: `:${name}:` };
}

/** What Jira writes in, and on. */
const INK = '#172b4d';
const PAPER = '#ffffff';
/** Letters with less contrast are hardly seen; the faintest that Jira offers for text on white has more. */
const LEAST_CONTRAST = 2;

/** In a colour that is nearly that of its ground, or in one that nobody here can tell. */
function isPale({ marks = [] }: AdfNode): boolean {
  const colourOf = (type: string, otherwise: string): unknown => {
    const mark = marks.find((one) => one.type === type);
    return mark ? mark.attrs?.color : otherwise;
  };
  const ink = brightness(colourOf('textColor', INK));
  const ground = brightness(colourOf('backgroundColor', PAPER));
  if (ink === undefined || ground === undefined) return true;
  return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05) < LEAST_CONTRAST;
}

/** From 0 to 1, as the web's rules for contrast measure it. */
function brightness(colour: unknown): number | undefined {
  const [, hex] = /^#([\da-f]{6}|[\da-f]{3})$/i.exec(typeof colour === 'string' ? colour : '') ?? [];
  if (hex === undefined) return undefined;
  const [red = 0, green = 0, blue = 0] = (
    hex.length === 3 ? [...hex].map((one) => one + one) : (hex.match(/../g) ?? [])
  )
    .map((one) => Number.parseInt(one, 16) / 255)
    .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
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
