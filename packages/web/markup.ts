/** Sentences of the core as HTML: whatever somebody else wrote is escaped, references become links, commands become code. */
import type { MessageId, MessageValues } from '@countersign/core/text/catalogue.ts';
import { catalogue } from '@countersign/core/text/catalogue.ts';
import { linkIn } from '@countersign/core/text/link.ts';
import { PUT_IN } from '@countersign/core/text/spacing.ts';
import {
  capital,
  type Edge,
  PLAIN,
  type Setting,
  type Speaker,
  speaker,
  type Value,
} from '@countersign/core/view/sentence.ts';
import { type html, raw } from 'hono/html';

export type Html = ReturnType<typeof html>;

/** How one page speaks. */
export interface Voice {
  readonly setting: Setting;
  /** A sentence as markup. */
  say(value: Value): Html;
  /** The same, beginning like a sentence. */
  begin(value: Value): Html;
  /** Words only, for titles and attributes; hono escapes them. */
  plain(value: Value): string;
  /** A message of the pages themselves. */
  page(id: MessageId, values?: MessageValues): string;
}

// Pieces of markup travel through the sentence as marks from Unicode's private area, so that the rest can be escaped as a whole.
const PIECE = new RegExp(`${PUT_IN.open}(\\d+)${PUT_IN.shown}[^${PUT_IN.shut}]*${PUT_IN.shut}`, 'g');

/** What stands beside other words of a sentence, without anything that could be taken for a mark. */
const shown = (text: string): string => text.replace(/[`\uE000-\uE0FF]/g, '');

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => ESCAPED[mark] ?? mark);

export function voice(
  setting: Setting,
  linkTo: (label: string) => string | undefined = () => undefined,
  fileAt: (digest: string) => string | undefined = () => undefined,
): Voice {
  const say = catalogue(setting.locale);
  const words = speaker(setting, PLAIN);
  let pieces: string[] = [];
  const piece = (markup: string, text: string): string =>
    `${PUT_IN.open}${pieces.push(markup) - 1}${PUT_IN.shown}${shown(text)}${PUT_IN.shut}`;
  const edge: Edge = {
    foreign: (text) => {
      const link = linkIn(text);
      const shape = link
        ? `<a href="${escaped(link)}" rel="nofollow noreferrer"><bdi>${escaped(text)}</bdi></a>`
        : `<bdi>${escaped(text)}</bdi>`;
      return piece(shape, text);
    },
    person: (person) => piece(`<bdi class="person">${escaped(person.name)}</bdi>`, person.name),
    reference: (label) => {
      const address = linkTo(label);
      const link = address ? `<a href="${escaped(address)}">${escaped(label)}</a>` : `<bdi>${escaped(label)}</bdi>`;
      return piece(link, label);
    },
    file: (name, digest) => {
      const address = fileAt(digest);
      const shape = `<bdi>${escaped(name)}</bdi>`;
      return piece(address ? `<a href="${escaped(address)}" download>${shape}</a>` : shape, name);
    },
    code: (text) => piece(`<code>${escaped(text)}</code>`, text),
  };
  const marked: Speaker = speaker(setting, edge);
  const markup = (value: Value, shape: (text: string) => string): Html => {
    pieces = [];
    const text = escaped(shape(marked(value)));
    const said = text.includes('`') ? text.replaceAll(/`([^`]+)`/g, '<code>$1</code>') : text;
    return raw(said.replaceAll(PIECE, (_, index: string) => pieces[Number(index)] ?? ''));
  };
  return {
    setting,
    say: (value) => markup(value, (text) => text),
    begin: (value) => markup(value, capital),
    plain: (value) => words(value),
    page: (id, values) => say(id, values),
  };
}
