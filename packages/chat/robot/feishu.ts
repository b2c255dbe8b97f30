/** 飞书 and Lark: a rich text of plain pieces and links, signed by the time in seconds. https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot */
import { createHmac } from 'node:crypto';
import type { Message, Section } from '@countersign/core/notice/channel.ts';
import type { Json } from '@countersign/core/record/port.ts';
import { oneLine } from '../plain.ts';
import { byCode, jsonBytes, type Robot, SOON_MS } from './robot.ts';

/** 20 KB of the whole body, less the signature. */
const BODY_BYTES = 20_000;

export const feishu: Robot = {
  service: '飞书',
  hosts: /^open\.(?:feishu\.cn|larksuite\.com)$/,
  perMinute: 19,
  write: (messages) => ({ msg_type: 'post', content: { post: { zh_cn: { content: messages.flatMap(paragraphs) } } } }),
  isFitting: (payload) => jsonBytes(payload) <= BODY_BYTES,
  posting: ({ url, secret }, payload, now) => {
    const timestamp = String(Math.floor(now / 1000));
    // The time and the secret are the key, and what is signed is empty.
    const sign = secret && createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64');
    const signed = secret ? { timestamp, sign, ...(payload as object) } : payload;
    return { url, headers: {}, body: JSON.stringify(signed) };
  },
  // 11232 and 11233: too many for this robot, or for the whole service just now.
  fared: (answer) => byCode(answer, { code: 'code', said: 'msg', later: { 11232: SOON_MS, 11233: SOON_MS } }),
};

function paragraphs({ sections }: Message): readonly Json[] {
  return sections.flatMap(({ heading, lines, asks, page }: Section): readonly Json[] => [
    [page ? { tag: 'a', text: oneLine(heading), href: page } : { tag: 'text', text: oneLine(heading) }],
    ...lines.map((one) => [{ tag: 'text', text: oneLine(one) }]),
    ...asks.map((one) => [{ tag: 'text', text: `→ ${oneLine(one)}` }]),
  ]);
}
