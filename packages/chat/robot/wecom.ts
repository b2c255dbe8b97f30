/** 企业微信: plain text, since its markup knows no way to write a letter as itself. https://developer.work.weixin.qq.com/document/path/91770 */
import { bytesOf, textOf } from '../plain.ts';
import { byCode, type Robot, SOON_MS } from './robot.ts';

/** Of the text itself. */
const TEXT_BYTES = 2048;

export const wecom: Robot = {
  service: '企业微信',
  hosts: /^qyapi\.weixin\.qq\.com$/,
  perMinute: 19,
  write: (messages) => ({ msgtype: 'text', text: { content: textOf(messages) } }),
  isFitting: (payload) => bytesOf((payload as { text: { content: string } }).text.content) <= TEXT_BYTES,
  posting: ({ url }, payload) => ({ url, headers: {}, body: JSON.stringify(payload) }),
  // -1: the service is busy; 45009: more than 20 within a minute.
  fared: (answer) => byCode(answer, { code: 'errcode', said: 'errmsg', later: { [-1]: SOON_MS, 45009: SOON_MS } }),
};
