/** Slack: blocks of plain text and links, where nothing that is written is markup. https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
import type { Message, Section } from '@countersign/core/notice/channel.ts';
import type { Json } from '@countersign/core/record/port.ts';
import { oneLine } from '../plain.ts';
import { jsonBytes, type Robot } from './robot.ts';

/** A message takes so many blocks, and each rich text so many letters that this many bytes are never too many. */
const BLOCKS = 50;
const BODY_BYTES = 12_000;

export const slack: Robot = {
  service: 'Slack',
  hosts: /^hooks\.slack(?:-gov)?\.com$/,
  // One a second is allowed; so many are enough for a group that reads them.
  perMinute: 19,
  write: (messages) => ({
    text: escaped(oneLine(messages.map(({ subject }) => subject).join(' · '))),
    blocks: messages.flatMap(({ sections }: Message) => sections.map(block)),
    ...{ unfurl_links: false, unfurl_media: false },
  }),
  isFitting: (payload) =>
    jsonBytes(payload) <= BODY_BYTES && (payload as { blocks: readonly Json[] }).blocks.length <= BLOCKS,
  posting: ({ url }, payload) => ({ url, headers: {}, body: JSON.stringify(payload) }),
  fared: ({ body }) => (body.trim() === 'ok' ? { kind: 'sent' } : { kind: 'refused', reason: body }),
};

function block({ heading, lines, asks, page }: Section): Json {
  // It takes no piece without a letter.
  const named = { text: oneLine(heading) || '…', style: { bold: true } };
  const title = page ? { type: 'link', url: page, ...named } : { type: 'text', ...named };
  const rest = [...lines.map(oneLine), ...asks.map((one) => `→ ${oneLine(one)}`)].map((one) => `\n${one}`);
  const elements = [title, ...rest.filter((one) => one !== '\n').map((text) => ({ type: 'text', text }))];
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}

/** The text that a telephone shows is markup still. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
