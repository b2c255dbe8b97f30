/** Everything else that wants to know: one signed request, as https://www.standardwebhooks.com describes it. Its receiver tells a repetition by the id. */
import { createHash, createHmac } from 'node:crypto';
import type { Message } from '@countersign/core/notice/channel.ts';
import type { Json } from '@countersign/core/record/port.ts';
import { jsonBytes } from './robot/robot.ts';

const BODY_BYTES = 200_000;

/** 24 to 64 bytes, written as the standard says. */
export const SIGNING_SECRET = /^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/;

export const webhook = {
  perMinute: 60,
  write: (messages: readonly Message[]): Json => ({
    type: 'countersign.notice',
    messages: messages.map(({ id, locale, subject, sections }) => ({
      ...{ id, locale, subject },
      sections: sections.map((one) => ({ ...one })),
    })),
  }),
  isFitting: (payload: Json): boolean => jsonBytes(payload) <= BODY_BYTES,
  /** @param now in ms since 1970 */
  posting(
    { url, secret }: { readonly url: string; readonly secret: string },
    messages: readonly Message[],
    payload: Json,
    now: number,
  ) {
    const id = `msg_${createHash('sha256')
      .update(messages.map((one) => one.id).join('\n'))
      .digest('hex')
      .slice(0, 32)}`;
    const seconds = Math.floor(now / 1000);
    const body = JSON.stringify(payload);
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
    const headers = { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${signature}` };
    return { url, headers, body };
  },
};
