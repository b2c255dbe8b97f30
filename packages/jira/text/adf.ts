/** Jira's document format → the plain blocks of the core, so that the same words have the same digest in every tracker (`rules.md 4.2`). Never throws. */
import type { Json } from '@countersign/core/record/port.ts';
import type { Block, ListItem, Run, Text, TextRun } from '@countersign/core/text/block.ts';
import { normaliseRuns, normaliseText } from '@countersign/core/text/normalise.ts';
import { storableJson } from '@countersign/core/text/storable.ts';
import { z } from 'zod';
import { mentionOf } from './mention.ts';

interface Mark {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>> | undefined;
}

export interface AdfNode {
  readonly type: string;
  readonly text?: string | undefined;
  readonly attrs?: Readonly<Record<string, unknown>> | undefined;
  readonly marks?: readonly Mark[] | undefined;
  readonly content?: readonly AdfNode[] | undefined;
}

const attrs = z.record(z.string(), z.unknown()).optional();
const nodeSchema: z.ZodType<AdfNode> = z.lazy(() =>
  z.object({
    type: z.string(),
    text: z.string().optional(),
    attrs,
    marks: z.array(z.object({ type: z.string(), attrs })).optional(),
    content: z.array(nodeSchema).optional(),
  }),
);

/** Nesting beyond this is kept as its source: nobody reads it, and a parser's stack is not for strangers to spend. */
export const DEEPEST = 40;
/** The same, counted in values within values: a node's content is a list. */
const MOST_LEVELS = DEEPEST * 2;

/** The blocks of a document; of a plain string, its paragraphs. What is no document is kept as its letters. */
export function adfToText(value: unknown): Text {
  if (value === null || value === undefined || value === '') return [];
  if (typeof value === 'string')
    return value.split(/\n{2,}/).flatMap((part) => paragraph([{ kind: 'text', text: part }]));
  const read = readNode(value);
  if (!read) return [{ kind: 'html', source: letters(value) }];
  return blocksOf(read.type === 'doc' ? (read.content ?? []) : [read]);
}

/** `undefined` for what is no document, or one that is nested beyond what anybody reads. */
export function readNode(value: unknown): AdfNode | undefined {
  return isTooDeep(value) ? undefined : nodeSchema.safeParse(value).data;
}

/** Whether a value is a document that nobody reads, since its parts are within parts without end. */
export function isTooDeep(value: unknown): boolean {
  return depthOf(value) > MOST_LEVELS;
}

function depthOf(value: unknown): number {
  let level: unknown[] = [value];
  for (let depth = 0; ; depth += 1) {
    if (level.length === 0 || depth > DEEPEST * 3) return depth;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
}

/** A number that somebody wrote; `NaN` for anything else. JSON holds things of which the language itself makes neither a number nor a word, and says so by throwing. */
function numberIn(value: unknown): number {
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? Number(value) : Number.NaN;
}

/** An attribute as words; what is none is kept as its letters. */
export function wordsIn(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : letters(value);
}

function letters(value: unknown): string {
  // Jira gives parts ids of its own, and others at the next edit. However deep it is: what nests without end has letters by now (`storable.ts`).
  return JSON.stringify(storableJson((value ?? null) as Json), (key, one) => (key === 'localId' ? undefined : one));
}

function blocksOf(nodes: readonly AdfNode[]): Text {
  return nodes.flatMap(blockOf);
}

/** What may stand in a part of which we read nothing else, and in one that has no parts. */
const PARTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['bulletList', ['listItem']],
  ['orderedList', ['listItem']],
  ['taskList', ['taskItem', 'blockTaskItem', 'taskList']],
  ['decisionList', ['decisionItem']],
  ['table', ['tableRow']],
  ['tableRow', ['tableCell', 'tableHeader']],
  ['codeBlock', ['text', 'hardBreak']],
  ...['text', 'hardBreak', 'rule', 'mention', 'emoji', 'date', 'status', 'media', 'mediaInline'].map(alone),
  ...['inlineCard', 'blockCard', 'embedCard'].map(alone),
]);

function alone(type: string): [string, readonly string[]] {
  return [type, []];
}

/** Whether all of a part is read: else it is kept as its letters, or what stands where nobody looks could change without changing the digest. */
function isRead({ type, text, content = [] }: AdfNode): boolean {
  const known = PARTS.get(type);
  const isWhole =
    known === undefined ||
    content.every((one) => known.includes(one.type) && (one.text === undefined || one.type === 'text'));
  return isWhole && (text === undefined || type === 'text') && (type !== 'table' || content.every(isRead));
}

function blockOf(node: AdfNode): readonly Block[] {
  const content = node.content ?? [];
  if (!isRead(node)) return [{ kind: 'html', source: letters(node) }];
  switch (node.type) {
    case 'paragraph':
      return paragraph(runsOf(content));
    case 'heading': {
      const runs = normaliseRuns(runsOf(content));
      const depth = Math.min(6, Math.max(1, Math.trunc(numberIn(node.attrs?.level)) || 1));
      return [{ kind: 'heading', depth, runs }];
    }
    case 'bulletList':
      return [{ kind: 'list', ordered: false, items: content.map(itemOf) }];
    case 'orderedList': {
      const start = numberIn(node.attrs?.order);
      return [
        {
          kind: 'list',
          ordered: true,
          ...(Number.isSafeInteger(start) && start !== 1 ? { start } : {}),
          items: content.map(itemOf),
        },
      ];
    }
    case 'taskList':
    case 'decisionList':
      return [{ kind: 'list', ordered: false, items: content.flatMap(taskOf) }];
    case 'codeBlock': {
      const language = node.attrs?.language;
      return [
        {
          kind: 'code',
          ...(typeof language === 'string' && language !== '' ? { language } : {}),
          text: plain(content),
        },
      ];
    }
    case 'blockquote':
      return [{ kind: 'quote', blocks: blocksOf(content) }];
    case 'rule':
      return [{ kind: 'rule' }];
    case 'table':
      return [
        ...(node.attrs?.isNumberColumnEnabled === true ? [mark('numbered rows')] : []),
        { kind: 'table', rows: content.map((row) => (row.content ?? []).map((cell) => normaliseRuns(cellOf(cell)))) },
      ];
    case 'panel':
      return [...iconOf(node), ...blocksOf(content)];
    // Columns and what can be folded move emphasis, not content.
    case 'expand':
    case 'nestedExpand':
    case 'layoutSection':
    case 'layoutColumn':
      return [...titleOf(node), ...blocksOf(content)];
    case 'mediaSingle':
    case 'mediaGroup':
    case 'media':
      return paragraph(runsOf([node]));
    default:
      return content.length > 0 && node.type !== 'text'
        ? [...settingsOf(node), ...blocksOf(content)]
        : paragraph(runsOf([node]));
  }
}

/** What is seen without being a word, in a form that no word has. */
const mark = (what: string) => ({ kind: 'html' as const, source: `<${what}>` });

/** Paragraphs of a cell stand below one another; anything else in it is kept as its letters, since a cell of ours holds only words. */
function cellOf({ attrs: given = {}, content = [] }: AdfNode): Run[] {
  const spans = [given.colspan, given.rowspan].map((one) => one ?? 1);
  return [
    ...(spans.some((one) => one !== 1) ? [mark(`cell ${letters(spans)}`)] : []),
    ...content.flatMap((node, index): Run[] => [
      ...(index > 0 ? [{ kind: 'text' as const, text: '\n' }] : []),
      ...(node.type === 'paragraph' && isRead(node)
        ? runsOf(node.content ?? [])
        : [{ kind: 'html' as const, source: letters(node) }]),
    ]),
  ];
}

/** A box's colour moves emphasis; a tick, a cross or a sign of warning in it says something. */
function iconOf({ attrs: given = {} }: AdfNode): Text {
  const { panelType: kind = 'info', panelIcon, panelIconId, panelIconText } = given;
  if (kind === 'info' || kind === 'note') return [];
  const icon = { panelIcon, panelIconId, panelIconText };
  if (kind === 'custom') return Object.values(icon).some(Boolean) ? [mark(`panel ${letters(icon)}`)] : [];
  return [mark(`panel ${wordsIn(kind)}`)];
}

function titleOf({ attrs: given }: AdfNode): Text {
  return typeof given?.title === 'string' && given.title !== '' ? paragraph([{ kind: 'text', text: given.title }]) : [];
}

/** What a macro, or a part that nobody here knows, is told to show beside its content. */
function settingsOf({ type, attrs: given = {} }: AdfNode): Text {
  const isSet = Object.keys(given).some((key) => key !== 'localId');
  return [{ kind: 'html', source: letters(isSet ? given : { type }) }];
}

function itemOf(node: AdfNode): ListItem {
  return { blocks: blocksOf(node.content ?? []) };
}

function taskOf(node: AdfNode): readonly ListItem[] {
  if (node.type === 'taskList') return [{ blocks: [...blockOf(node)] }];
  const content = node.content ?? [];
  switch (node.type) {
    case 'blockTaskItem':
      return [{ checked: node.attrs?.state === 'DONE', blocks: blocksOf(content) }];
    case 'taskItem':
      return [{ checked: node.attrs?.state === 'DONE', blocks: paragraph(runsOf(content)) }];
    case 'decisionItem':
      return [{ blocks: paragraph([mark(`decision ${wordsIn(node.attrs?.state)}`.trim()), ...runsOf(content)]) }];
    default:
      return [{ blocks: paragraph(runsOf(content)) }];
  }
}

function paragraph(runs: readonly Run[]): Text {
  const kept = normaliseRuns(runs);
  return kept.length === 0 ? [] : [{ kind: 'paragraph', runs: kept }];
}

function runsOf(nodes: readonly AdfNode[]): Run[] {
  return nodes.flatMap((node): Run[] => {
    const word = (text: string, name = ''): Run[] => {
      const marks = marksOf(node);
      const title = [marks.title ?? '', name].filter(Boolean).join('\n');
      return raised(node, [{ kind: 'text', text, ...marks, ...(title ? { title } : {}) }]);
    };
    const at = node.attrs ?? {};
    if (!isRead(node)) return [{ kind: 'html', source: letters(node) }];
    switch (node.type) {
      case 'text':
        return word(node.text ?? '');
      case 'hardBreak':
        return word('\n');
      case 'mention':
        return raised(node, [{ ...marksOf(node), ...mentionOf(wordsIn(at.id)) }]);
      case 'emoji':
        return word(wordsIn(at.text ?? at.shortName), nameOf(at));
      case 'date':
        return word(dayOf(at.timestamp));
      case 'status':
        // Its words in a coloured field are no words of a sentence.
        return word(wordsIn(at.text), 'status');
      case 'inlineCard':
      case 'blockCard':
      case 'embedCard':
        return [{ kind: 'text', text: wordsIn(at.url ?? letters(at)), link: wordsIn(at.url) }];
      case 'media':
      case 'mediaInline': {
        const { link, title } = marksOf(node);
        return [
          {
            kind: 'image',
            alt: wordsIn(at.alt),
            source: wordsIn(at.url ?? `media:${wordsIn(at.collection)}/${wordsIn(at.id)}`),
            ...(link === undefined ? {} : { link }),
            ...(title === undefined ? {} : { linkTitle: title }),
          },
        ];
      }
      case 'mediaSingle':
      case 'mediaGroup':
      case 'caption':
        return runsOf((node.content ?? []).map((one) => within(node, one)));
      default:
        // What nobody here knows is kept as its letters, or it could change without changing the digest.
        return [{ kind: 'html', source: letters(node) }];
    }
  });
}

/** What Jira shows an emoji by, where that need not be the letter that stands for it. */
function nameOf({ id, shortName, text }: Readonly<Record<string, unknown>>): string {
  const codes = [...wordsIn(text)].map((one) => one.codePointAt(0)?.toString(16)).filter((code) => code !== 'fe0f');
  if (wordsIn(id).toLowerCase() === codes.join('-')) return '';
  return [...new Set([wordsIn(shortName), wordsIn(id)])]
    .filter((one) => one !== '' && one !== wordsIn(text ?? shortName))
    .join(' ');
}

/** A link around a picture's frame is one around the picture. */
function within({ marks: around = [] }: AdfNode, node: AdfNode): AdfNode {
  return around.length === 0 ? node : { ...node, marks: [...(node.marks ?? []), ...around] };
}

/** Raised and lowered letters say something else than plain ones: 10² is not 102. Markdown writes them so, too. */
function raised({ marks = [] }: AdfNode, runs: Run[]): Run[] {
  const kind = marks.find((one) => one.type === 'subsup')?.attrs?.type;
  if (kind !== 'sub' && kind !== 'sup') return runs;
  return [{ kind: 'html', source: `<${kind}>` }, ...runs, { kind: 'html', source: `</${kind}>` }];
}

function marksOf({ marks = [] }: AdfNode): Partial<TextRun> {
  const link = marks.find((one) => one.type === 'link')?.attrs;
  return {
    ...(marks.some((one) => one.type === 'code') ? { code: true as const } : {}),
    ...(marks.some((one) => one.type === 'strike') ? { strike: true as const } : {}),
    ...(typeof link?.href === 'string' ? { link: link.href } : {}),
    ...(typeof link?.title === 'string' ? { title: link.title.normalize('NFC') } : {}),
  };
}

/** A date as Jira keeps it, in milliseconds, as `2026-12-20`. */
export function dayOf(timestamp: unknown): string {
  const at = numberIn(timestamp);
  return Math.abs(at) < 8e15 ? new Date(at).toISOString().slice(0, 10) : wordsIn(timestamp);
}

function plain(nodes: readonly AdfNode[]): string {
  return normaliseText(
    nodes.map((node) => (node.type === 'hardBreak' ? '\n' : (node.text ?? plain(node.content ?? [])))).join(''),
  );
}
