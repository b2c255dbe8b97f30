/** The answer in a field of any kind as the words that stand there: text, number, one or several choices, a document. */
import type { Block, Run, TextRun } from '@countersign/core/text/block.ts';
import { adfToText } from './adf.ts';

export interface Answer {
  /** A line for each paragraph and item of a list; absent where nothing was said. */
  readonly words?: string;
  /** True where something stands there that is no plain words, and may say something else than the words beside it. */
  readonly unread: boolean;
}

export function answerIn(value: unknown): Answer {
  const lines = isDocument(value) ? adfToText(value).map(linesOf) : [plainOf(value)];
  const words = lines
    .filter((one) => one !== undefined)
    .join('\n')
    .trim();
  return { ...(words === '' ? {} : { words }), unread: lines.includes(undefined) };
}

/** The words of a field; absent where there are none. */
export function wordsOf(value: unknown): string | undefined {
  return answerIn(value).words;
}

function isDocument(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'doc';
}

function plainOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(plainOf).filter(Boolean).join(', ');
  if (typeof value !== 'object' || value === null) return '';
  const { value: option, child } = value as { value?: unknown; child?: { value?: unknown } };
  if (typeof option !== 'string') return '';
  // A cascading choice says its cause and the kind below it.
  return typeof child?.value === 'string' ? `${option} – ${child.value}` : option;
}

/** @returns `undefined` for what cannot be read as lines of words */
function linesOf(block: Block): string | undefined {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return lineOf(block.runs);
    case 'list':
      // A tick says more than the words behind it.
      return joined(block.items.flatMap((item) => (item.checked ? [undefined] : item.blocks.map(linesOf))));
    case 'code':
      return block.text;
    case 'rule':
      return '';
    // A table has no one order, a quotation is somebody else’s, and of anything else only the source is known.
    default:
      return undefined;
  }
}

/** Struck-out words are taken back. Raised letters, pictures and links say something else than their letters: 10² is not 102. */
function lineOf(runs: readonly Run[]): string | undefined {
  return joined(
    runs.map((run) => (run.kind === 'text' && isItsOwnLink(run) ? (run.strike ? '' : run.text) : undefined)),
    '',
  )?.trim();
}

/** Jira makes a link of an address or a mail address that is typed. */
function isItsOwnLink({ text, link }: TextRun): boolean {
  return (
    link === undefined ||
    [text, `http://${text}`, `https://${text}`, `mailto:${text}`].includes(link.replace(/\/$/, '')) ||
    link === text
  );
}

function joined(parts: readonly (string | undefined)[], between = '\n'): string | undefined {
  return parts.includes(undefined) ? undefined : parts.filter((one) => one !== '').join(between);
}
