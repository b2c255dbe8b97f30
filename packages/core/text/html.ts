/** Where a browser is when a piece of raw HTML ends, and which pieces GitHub's renderer takes for words: behind both, nobody knows what is seen. */
import type { Nodes } from 'mdast';

/** Elements in which a browser reads letters up to their end, also what looks like a comment. */
const OF_LETTERS = new Set([
  'textarea',
  'title',
  'style',
  'script',
  'xmp',
  'iframe',
  'noembed',
  'noframes',
  'noscript',
  'plaintext',
]);

/** Whether a piece ends within a tag, a comment or letters: whatever follows belongs to it, until something there ends it. */
export function isLeftOpen(html: string): boolean {
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
    const to = endOfMark(html, at);
    if (to < 0) return true;
    const [, name = ''] = /^<([a-z][a-z\d]*)/i.exec(html.slice(at, at + 20)) ?? [];
    if (OF_LETTERS.has(name.toLowerCase())) return true;
    at = to;
  }
  return false;
}

/** Elements that hold nothing. */
const EMPTY = new Set([
  ...['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track', 'wbr'],
]);
/** Elements that the next block ends by itself. */
const SHORT = new Set(['p', 'li', 'dt', 'dd']);

/**
 * Whether each element that these pieces begin ends within them, and they end no other, so that what stands around them is shown as it would be without
 * them. An element that is not ended reaches into whatever follows: it is struck out, or folded in.
 */
export function isWhole(pieces: readonly string[]): boolean {
  const open: string[] = [];
  for (const html of pieces) {
    if (isLeftOpen(html)) return false;
    for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
      const to = endOfMark(html, at);
      const [, slash = '', name = ''] = /^<(\/?)([a-z][a-z\d-]*)(?![^\t\n\f\r />])/i.exec(html.slice(at, to)) ?? [];
      const element = name.toLowerCase();
      if (element !== '' && !EMPTY.has(element) && !SHORT.has(element)) {
        if (slash === '') open.push(element);
        else if (open.pop() !== element) return false;
      }
      at = to;
    }
  }
  return open.length === 0;
}

/** Behind the tag or comment that begins at this place, as a browser reads it: behind a `<` that begins none; -1 where it never ends. */
export function endOfMark(html: string, at: number): number {
  const next = html[at + 1] ?? '';
  if (html.startsWith('<!--', at)) return endOfComment(html, at + 4);
  // Within a drawing it ends elsewhere than outside.
  if (html.startsWith('<![CDATA[', at)) return -1;
  if (next === '!' || next === '?') return behind(html, '>', at + 2);
  if (next === '/') return isLetter(html[at + 2]) ? endOfTag(html, at + 2) : behind(html, '>', at + 2);
  return isLetter(next) ? endOfTag(html, at + 1) : at + 1;
}

const isLetter = (one = ''): boolean => /^[a-z]$/i.test(one);

function behind(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}

/** `<!-->` and `<!--->` are whole comments, and `--!>` ends one. */
function endOfComment(html: string, from: number): number {
  const end = /--!?>/g;
  end.lastIndex = from;
  const short = /^-?>/.exec(html.slice(from, from + 2));
  return short ? from + short[0].length : end.exec(html) ? end.lastIndex : -1;
}

/** Of HTML's own steps through a tag: quotation marks mean something only where a value begins. */
function endOfTag(html: string, from: number): number {
  let place: 'name' | 'between' | 'attribute' | 'named' | 'equals' | 'bare' | '"' | "'" = 'name';
  for (let at = from; at < html.length; at += 1) {
    const one = html[at] ?? '';
    const isBlank = /[\t\n\f\r ]/.test(one);
    if (place === '"' || place === "'") {
      if (one === place) place = 'between';
    } else if (one === '>') return at + 1;
    else if (place === 'equals') {
      if (!isBlank) place = one === '"' || one === "'" ? one : 'bare';
    } else if (place === 'bare') {
      if (isBlank) place = 'between';
    } else if (one === '/') place = 'between';
    else if (place === 'name') {
      if (isBlank) place = 'between';
    } else if (isBlank) place = place === 'between' ? 'between' : 'named';
    else place = one === '=' && place !== 'between' ? 'equals' : 'attribute';
  }
  return -1;
}

/** An older edition of CommonMark, GitHub's own, takes these at the beginning of a block for words, or for less HTML … */
const OTHERWISE = /^[ \t]*<(?:![a-z]|\/?(?:[Ss][Ee][Aa][Rr][Cc][Hh]|[Tt][Ee][Xx][Tt][Aa][Rr][Ee][Aa])(?![A-Za-z\d-]))/;
/** … and in a line whatever is none of these, such as a comment with two dashes in it. */
const ALIKE = /^<(?:[^!]|![A-Z]+[\t\n\v\f\r ][^>]*>$|!--(?!-?>)(?:(?!--)[\s\S])*-->$)/;

/** Whether GitHub's renderer reads a piece otherwise than ours: what follows may be code to one and none to the other. */
export function isReadOtherwise(html: string, isInLine: boolean): boolean {
  return isInLine ? !ALIKE.test(html) : OTHERWISE.test(html);
}

/** Nobody reads more levels than this. */
const DEEPEST = 96;

/** Whether a question is true of any piece of HTML in a part of a text; of what nobody reads it is. */
export function someHtml(node: Nodes, ask: (html: string, isInLine: boolean) => boolean): boolean {
  const visit = (one: Nodes, depth: number, isInLine: boolean): boolean => {
    if (one.type === 'html') return ask(one.value, isInLine);
    if (!('children' in one)) return false;
    const within = isInLine || one.type === 'paragraph' || one.type === 'heading' || one.type === 'tableCell';
    return depth > DEEPEST || one.children.some((child) => visit(child, depth + 1, within));
  };
  return visit(node, 0, false);
}
