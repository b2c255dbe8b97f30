/** Messages as one mail: its headers, its text and its HTML, each readable by itself. Pure. */
import { createHash } from 'node:crypto';
import type { Message } from '@countersign/core/notice/channel.ts';
import { catalogue } from '@countersign/core/text/catalogue.ts';
import { domainOf, type Sender } from './address.ts';
import { type Content, htmlOf } from './markup.ts';
import { inert, isLink, oneLine } from './words.ts';

export interface Letter {
  readonly messageId: string;
  /** The mail that begins the thread; nobody was sent it, and mail programs put together what names it. */
  readonly thread?: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** More than anybody reads; the rest follows in the next. */
const MOST = 50;

/** How many of the messages fit into one mail, counted from the first: it has one language, and one reader's choices. */
export function fitting([first, ...others]: readonly Message[]): number {
  if (!first) return 0;
  const apart = others.findIndex((one) => one.locale !== first.locale || one.choices !== first.choices);
  return Math.min(MOST, 1 + (apart === -1 ? others.length : apart));
}

/** @param messages at least one, and all of them fit into one */
export function letterOf(messages: readonly Message[], from: Sender): Letter {
  const [first] = messages as readonly [Message, ...Message[]];
  const { locale, choices } = first;
  const sections = messages.flatMap((one) => one.sections);
  const idOf = (text: string) => `<${createHash('sha256').update(text).digest('hex').slice(0, 40)}@${domainOf(from)}>`;
  const threads = new Set(sections.map((one) => one.thread));
  // Of a digest of several requests mail programs would make one thread of all of them.
  const [thread] = threads.size === 1 ? [...threads] : [];
  const subject = unencoded(oneLine(first.subject));
  const content: Content = { locale, sections, ...(choices === undefined ? {} : { choices }) };
  const say = catalogue(locale);
  return {
    messageId: idOf(['message', ...messages.map((one) => one.id)].join('\n')),
    ...(thread === undefined ? {} : { thread: idOf(`thread\n${thread}`) }),
    subject: messages.length === 1 ? subject : say('mail.subject-and-more', { subject, more: messages.length - 1 }),
    text: textOf(content),
    html: htmlOf(content),
    headers: {
      // Nobody's program answers it by itself: RFC 3834, and what Exchange reads in its place.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'List-Id': `Countersign <countersign.${domainOf(from)}>`,
      ...(isLink(choices)
        ? { 'List-Unsubscribe': `<${choices}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
        : {}),
    },
  };
}

/** Whoever reads a header decodes what looks encoded, line ends too. */
function unencoded(text: string): string {
  return text.replaceAll('=?', '=\u200b?');
}

function textOf({ locale, sections, choices }: Content): string {
  const say = catalogue(locale);
  const parts = sections.map(({ heading, lines, asks, page, because }) =>
    [
      inert(heading),
      ...lines.map(inert),
      ...asks.map((one) => `→ ${inert(one)}`),
      ...(isLink(page) ? [say('mail.open-at', { page })] : []),
      inert(because),
    ].join('\n'),
  );
  const foot = isLink(choices) ? [`-- \n${say('mail.choose-at', { page: choices })}`] : [];
  return `${[...parts, ...foot].join('\n\n')}\n`;
}
