/** Shows Markdown as a tracker does: parsed by remark, written as escaped HTML, with the few harmless tags that comments use. */
import type { AlignType, Nodes, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

const parser = unified().use(remarkParse).use(remarkGfm).freeze();

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/**
 * HTML that is safe to put into a page: no attribute, address or tag of the text survives but those named here.
 * @param home path of the repository that `#12` belongs to; without it such references are only words.
 */
export function renderMarkdown(markdown: string, home?: string): string {
  // What would keep the parser busy is shown as it was typed.
  if (isHeavy(markdown)) return `<pre tabindex="0">${escapeHtml(markdown)}</pre>`;
  const html = inside(parser.parse(markdown) as Root);
  return home === undefined
    ? html.replaceAll(REFERENCE, '#$1')
    : html.replaceAll(REFERENCE, `<a href="${escapeHtml(home)}/issues/$1">#$1</a>`);
}

/** The parser may look at a paragraph again at each mark in it, and at all of a text at each quotation and underlined heading. */
const MOST_LOOKS = 10_000_000;
const MARKS = /[*_~[\]!`<&]|www\.|https?:|@/g;
const QUOTES = /^[ \t]*(?:[-+*][ \t]+)*(?:>|=+[ \t]*$|-+[ \t]*$)/gm;
const DEEP = /^(?:[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t])){50}/m;

function isHeavy(markdown: string): boolean {
  if (DEEP.test(markdown)) return true;
  let looks = (markdown.match(QUOTES)?.length ?? 0) * markdown.length;
  for (const part of markdown.split(/\n[ \t]*\n/)) looks += (part.match(MARKS)?.length ?? 0) * part.length;
  return looks > MOST_LOOKS;
}

/** What stands for `#12` in the words of a text until it is known where it leads. */
const REFERENCE = /\uE000(\d+)\uE001/g;

function inside(node: { children: readonly Nodes[] }): string {
  return node.children.map(one).join('');
}

/** Tags that a text may use, without attributes; everything else is shown as the text it is. */
const TAG = /<(\/?)(details|summary|br|sub|sup|kbd|b|i|em|strong|code|p|ins|del)((?:\s+open)?)\s*\/?>/gi;

function withoutComments(source: string): string {
  let words = '';
  let from = 0;
  for (;;) {
    const start = source.indexOf('<!--', from);
    const end = start < 0 ? -1 : source.indexOf('-->', start + 4);
    // A comment that never ends is shown, with all that follows.
    if (end < 0) return words + source.slice(from);
    words += source.slice(from, start);
    from = end + 3;
  }
}

function raw(source: string): string {
  const words = withoutComments(source);
  let out = '';
  let from = 0;
  for (const found of words.matchAll(TAG)) {
    out += escapeHtml(words.slice(from, found.index));
    out += `<${found[1] ?? ''}${(found[2] ?? '').toLowerCase()}${found[3] ? ' open' : ''}>`;
    from = found.index + found[0].length;
  }
  return out + escapeHtml(words.slice(from));
}

/** Only addresses that lead to a page; anything else is dropped, and the words stay. */
function address(url: string): string | undefined {
  return /^(?:https?:\/\/|\/(?!\/)|#)/i.test(url) ? escapeHtml(url) : undefined;
}

function mention(text: string): string {
  return escapeHtml(text.replaceAll(/[\uE000\uE001]/g, ''))
    .replaceAll(/(?<![\w/])@([a-z\d](?:[\w-]{0,38}))/gi, '<strong class="mention">@$1</strong>')
    .replaceAll(/(?<![\w&/])#(\d{1,9})\b(?!;)/g, '\uE000$1\uE001');
}

function one(node: Nodes): string {
  switch (node.type) {
    case 'text':
      return mention(node.value).replaceAll('\n', '<br>');
    case 'paragraph':
      return `<p>${inside(node)}</p>`;
    case 'heading':
      // The page has its own h1 and h2; a text's headings stand below them.
      return `<h${Math.min(6, node.depth + 2)}>${inside(node)}</h${Math.min(6, node.depth + 2)}>`;
    case 'emphasis':
      return `<em>${inside(node)}</em>`;
    case 'strong':
      return `<strong>${inside(node)}</strong>`;
    case 'delete':
      return `<del>${inside(node)}</del>`;
    case 'inlineCode':
      return `<code>${escapeHtml(node.value)}</code>`;
    case 'code':
      return `<pre tabindex="0"><code>${escapeHtml(node.value)}</code></pre>`;
    case 'break':
      return '<br>';
    case 'thematicBreak':
      return '<hr>';
    case 'blockquote':
      return `<blockquote>${inside(node)}</blockquote>`;
    case 'list': {
      const tag = node.ordered ? 'ol' : 'ul';
      const start = node.ordered && node.start && node.start !== 1 ? ` start="${node.start}"` : '';
      return `<${tag}${start}>${node.children.map((item) => `<li>${tick(item.checked)}${tight(inside(item))}</li>`).join('')}</${tag}>`;
    }
    case 'link': {
      const href = address(node.url);
      const words = inside(node).replaceAll(REFERENCE, '#$1');
      return href ? `<a href="${href}" rel="nofollow">${words}</a>` : words;
    }
    case 'image': {
      // Nothing is loaded from elsewhere: a picture is shown as a link to it.
      const href = address(node.url);
      const words = escapeHtml(node.alt || node.url);
      return href ? `<a href="${href}" rel="nofollow">${words}</a>` : words;
    }
    case 'table':
      return table(
        node.children.map((row) => row.children.map((cell) => inside(cell))),
        node.align ?? [],
      );
    case 'html':
      return raw(node.value);
    case 'root':
    case 'listItem':
    case 'footnoteDefinition':
      return inside(node);
    case 'linkReference':
      return inside(node);
    default:
      return '';
  }
}

function tick(checked: boolean | null | undefined): string {
  if (checked === true) return '☑ ';
  return checked === false ? '☐ ' : '';
}

/** A list item that is one paragraph needs no paragraph of its own. */
function tight(html: string): string {
  const only = /^<p>((?:(?!<\/?p>)[\s\S])*)<\/p>/.exec(html);
  return only ? `${only[1]}${html.slice(only[0].length)}` : html;
}

function table(rows: readonly (readonly string[])[], align: readonly AlignType[]): string {
  const [head = [], ...body] = rows;
  const side = (index: number) => (align[index] === 'right' ? ' class="right"' : '');
  const heads = head.map((cell, index) => (cell ? `<th scope="col"${side(index)}>${cell}</th>` : '<td></td>')).join('');
  const lines = body
    .map((row) => `<tr>${row.map((cell, index) => `<td${side(index)}>${cell}</td>`).join('')}</tr>`)
    .join('');
  return `<div class="scroll" tabindex="0" role="group"><table><thead><tr>${heads}</tr></thead><tbody>${lines}</tbody></table></div>`;
}
