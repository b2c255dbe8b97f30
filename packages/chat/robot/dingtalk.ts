/** 钉钉: plain text, signed by the time in milliseconds in the address. https://open.dingtalk.com/document/robots/custom-robot-access */
import { createHmac } from 'node:crypto';
import { textOf } from '../plain.ts';
import { byCode, jsonBytes, type Robot, SOON_MS } from './robot.ts';

const BODY_BYTES = 20_000;
/** Whoever sends more than 20 within a minute is not heard for ten. */
const BLOCKED_MS = 10 * 60_000;

export const dingtalk: Robot = {
  service: '钉钉',
  hosts: /^oapi\.dingtalk\.com$/,
  perMinute: 19,
  write: (messages) => ({ msgtype: 'text', text: { content: textOf(messages) } }),
  isFitting: (payload) => jsonBytes(payload) <= BODY_BYTES,
  posting: ({ url, secret }, payload, now) => {
    const signed = new URL(url);
    if (secret !== undefined) {
      signed.searchParams.set('timestamp', String(now));
      signed.searchParams.set('sign', createHmac('sha256', secret).update(`${now}\n${secret}`).digest('base64'));
    }
    return { url: signed.href, headers: {}, body: JSON.stringify(payload) };
  },
  // 130101: too many within a minute; 90030: too many of them for the plan of the organisation.
  fared: (answer) =>
    byCode(answer, {
      code: 'errcode',
      said: 'errmsg',
      later: { [-1]: SOON_MS, 130101: BLOCKED_MS, 90030: BLOCKED_MS },
    }),
};
