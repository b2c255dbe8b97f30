/** Microsoft Teams by its workflows: a card whose text runs hold no markup. https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook */
import type { Message, Section } from '@countersign/core/notice/channel.ts';
import type { Json } from '@countersign/core/record/port.ts';
import { oneLine } from '../plain.ts';
import { jsonBytes, type Robot, SOON_MS } from './robot.ts';

/** 28 KB of the whole body. */
const BODY_BYTES = 27_000;

export const teams: Robot = {
  service: 'Microsoft Teams',
  hosts: /\.(?:webhook\.office\.com|logic\.azure\.com|api\.powerplatform\.com)$/,
  // Four a second are allowed; so many are enough for a group that reads them.
  perMinute: 19,
  write: (messages) => ({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          ...{ $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', type: 'AdaptiveCard', version: '1.4' },
          msteams: { width: 'Full' },
          body: messages.flatMap(({ sections }: Message) => sections.flatMap(blocks)),
        },
      },
    ],
  }),
  isFitting: (payload) => jsonBytes(payload) <= BODY_BYTES,
  posting: ({ url }, payload) => ({ url, headers: {}, body: JSON.stringify(payload) }),
  // What stands before the workflow took it, and the workflow's own service did not.
  fared: ({ body }) =>
    /HTTP error 429/i.test(body) ? { kind: 'later', reason: body, retryAfterMs: SOON_MS } : { kind: 'sent' },
};

function blocks({ heading, lines, asks, page }: Section, index: number): readonly Json[] {
  const title = { type: 'TextRun', text: oneLine(heading), weight: 'Bolder' };
  const rows: readonly Json[] = [
    page ? { ...title, selectAction: { type: 'Action.OpenUrl', url: page } } : title,
    ...[...lines.map(oneLine), ...asks.map((one) => `→ ${oneLine(one)}`)].map((text) => ({ type: 'TextRun', text })),
  ];
  return rows.map((run, row) => ({
    ...{ type: 'RichTextBlock', inlines: [run] },
    ...(row === 0 ? { spacing: 'Medium', separator: index > 0 } : { spacing: 'Small' }),
  }));
}
