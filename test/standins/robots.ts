/** The robots of the chat services as their own pages describe them: what they take, what they refuse and in which words, and how often. */
import { createHmac } from 'node:crypto';
import type { Answer, Post, Posting } from '@countersign/chat/outgoing.ts';
import { Webhook } from 'standardwebhooks';

/** What a service shows its readers: the text, and where each link leads. */
export interface Shown {
  readonly text: string;
  readonly links: readonly string[];
}

export interface StandIn {
  readonly name: string;
  readonly url: string;
  readonly secret?: string;
  /** What is shown of a body. @throws Error where the service would refuse it */
  readonly shows: (posting: Posting, now: number) => Shown;
  readonly perMinute: number;
  /** For how long whoever sends too much is not heard. */
  readonly blockedMs: number;
  readonly taken: Answer;
  readonly tooMany: Answer;
  readonly revoked: Answer;
}

const TOKEN = 'f00dfacef00dfacef00dfacef00dface';
const SECRET = 'SEC-c0ffeec0ffeec0ffeec0ffee';
const WEBHOOK_SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes, ok').toString('base64')}`;

const json = (value: unknown, status = 200): Answer => ({ status, body: JSON.stringify(value) });

const CODES = (code: string, said: string, none: object, many: number, gone: readonly [number, string]) => ({
  taken: json({ [code]: 0, ...none }),
  tooMany: json({ [code]: many, [said]: 'frequency limited' }),
  // Some of them say what they were asked by: nobody is shown that.
  revoked: json({ [code]: gone[0], [said]: `${gone[1]} ${TOKEN}` }),
});

export const STAND_INS: readonly StandIn[] = [
  {
    ...{ name: '企业微信', url: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${TOKEN}` },
    ...{ perMinute: 20, blockedMs: 60_000 },
    ...CODES('errcode', 'errmsg', { errmsg: 'ok' }, 45009, [93000, 'invalid webhook url']),
    shows: (posting) => {
      const { content } = textOf(posting, 'msgtype');
      within(Buffer.byteLength(content), 2048);
      return { text: content, links: linksIn(content) };
    },
  },
  {
    ...{ name: '钉钉', url: `https://oapi.dingtalk.com/robot/send?access_token=${TOKEN}`, secret: SECRET },
    ...{ perMinute: 20, blockedMs: 600_000 },
    ...CODES('errcode', 'errmsg', { errmsg: 'ok' }, 130101, [300005, 'token is not exist']),
    shows: (posting, now) => {
      const { searchParams } = new URL(posting.url);
      const timestamp = Number(searchParams.get('timestamp'));
      const sign = createHmac('sha256', SECRET).update(`${timestamp}\n${SECRET}`).digest('base64');
      if (Math.abs(now - timestamp) > 3_600_000 || searchParams.get('sign') !== sign) throw new Error('sign not match');
      within(Buffer.byteLength(posting.body), 20_000);
      const { content } = textOf(posting, 'msgtype');
      return { text: content, links: linksIn(content) };
    },
  },
  {
    ...{ name: '飞书', url: `https://open.feishu.cn/open-apis/bot/v2/hook/${TOKEN}`, secret: SECRET },
    ...{ perMinute: 100, blockedMs: 60_000 },
    ...CODES('code', 'msg', { msg: 'success', data: {} }, 11232, [
      19001,
      'param invalid: incoming webhook access token invalid',
    ]),
    shows: ({ body }, now) => {
      within(Buffer.byteLength(body), 20 * 1024);
      const { timestamp, sign, msg_type, content } = JSON.parse(body);
      const expected = createHmac('sha256', `${timestamp}\n${SECRET}`).update('').digest('base64');
      if (Math.abs(now / 1000 - Number(timestamp)) > 3600 || sign !== expected) throw new Error('sign match fail');
      if (msg_type !== 'post') throw new Error('unknown msg_type');
      const rows: { tag: string; text: string; href?: string }[][] = content.post.zh_cn.content;
      for (const piece of rows.flat()) if (!['text', 'a'].includes(piece.tag)) throw new Error(`tag ${piece.tag}`);
      const shown = rows.map((row) => row.map(({ text }) => text).join('')).join('\n');
      return { text: shown, links: rows.flat().flatMap(({ href }) => href ?? []) };
    },
  },
  {
    ...{ name: 'Slack', url: `https://hooks.slack.com/services/T000/B000/${TOKEN}` },
    ...{ perMinute: 60, blockedMs: 30_000 },
    taken: { status: 200, body: 'ok' },
    tooMany: { status: 429, body: 'rate_limited', retryAfterMs: 30_000 },
    revoked: { status: 404, body: 'no_service' },
    shows: ({ body }) => {
      const { text, blocks } = JSON.parse(body);
      if (/<(?!$)/.test(text.replaceAll(/&(?:amp|lt|gt);/g, ''))) throw new Error('a mark in the fallback');
      within(blocks.length, 50);
      type Piece = { type: string; text: string; url?: string };
      const rows: Piece[][] = blocks.map((block: { type: string; elements: { type: string; elements: Piece[] }[] }) => {
        if (block.type !== 'rich_text') throw new Error('invalid_blocks');
        return block.elements.flatMap(({ type, elements }) => {
          if (type !== 'rich_text_section') throw new Error('invalid_blocks');
          return elements;
        });
      });
      for (const piece of rows.flat())
        if (!['text', 'link'].includes(piece.type) || piece.text === '') throw new Error('invalid_blocks');
      return {
        text: rows.map((row) => row.map((piece) => piece.text).join('')).join('\n'),
        links: rows.flat().flatMap(({ url }) => url ?? []),
      };
    },
  },
  {
    ...{
      name: 'Microsoft Teams',
      url: `https://prod-1.westeurope.logic.azure.com:443/workflows/${TOKEN}/triggers/manual/paths/invoke?sig=${TOKEN}`,
    },
    ...{ perMinute: 240, blockedMs: 1000 },
    taken: { status: 202, body: '' },
    tooMany: { status: 429, body: '', retryAfterMs: 1000 },
    revoked: json({ error: { code: 'WorkflowTriggerIsNotEnabled' } }, 400),
    shows: ({ body }) => {
      within(Buffer.byteLength(body), 28 * 1024);
      const { type, attachments } = JSON.parse(body);
      const [card] = attachments;
      if (type !== 'message' || card.contentType !== 'application/vnd.microsoft.card.adaptive')
        throw new Error('no card');
      type Run = { type: string; text: string; selectAction?: { type: string; url: string } };
      const blocks: { type: string; inlines: Run[] }[] = card.content.body;
      for (const block of blocks)
        if (block.type !== 'RichTextBlock' || block.inlines.some((run) => run.type !== 'TextRun'))
          throw new Error('markup');
      const runs = blocks.map(({ inlines }) => inlines);
      return {
        text: runs.map((row) => row.map(({ text }) => text).join('')).join('\n'),
        links: runs.flat().flatMap(({ selectAction }) => selectAction?.url ?? []),
      };
    },
  },
  {
    ...{ name: 'webhook', url: `https://hooks.example.com/${TOKEN}`, secret: WEBHOOK_SECRET },
    ...{ perMinute: 100_000, blockedMs: 1000 },
    taken: { status: 204, body: '' },
    tooMany: { status: 429, body: '', retryAfterMs: 1000 },
    revoked: { status: 410, body: '' },
    shows: ({ body, headers }, now) => {
      const { 'webhook-id': id = '', 'webhook-timestamp': seconds, 'webhook-signature': signature } = headers;
      // The library's own check asks the clock of this machine; a test that runs long would fail by it.
      const sent = new Date(Number(seconds) * 1000);
      if (Math.abs(now - sent.getTime()) > 300_000) throw new Error('too old');
      if (new Webhook(WEBHOOK_SECRET).sign(id, sent, body) !== signature) throw new Error('sign not match');
      const { messages } = JSON.parse(body);
      type Part = { heading: string; lines: string[]; asks: string[]; page?: string };
      const parts: Part[] = messages.flatMap(({ sections }: { sections: Part[] }) => sections);
      return {
        text: parts.flatMap(({ heading, lines, asks }) => [heading, ...lines, ...asks]).join('\n'),
        links: parts.flatMap(({ page }) => page ?? []),
      };
    },
  },
];

function textOf({ body }: Posting, kind: string): { readonly content: string } {
  const { text, at, ...rest } = JSON.parse(body);
  if (rest[kind] !== 'text' || at !== undefined || Object.keys(text).join() !== 'content')
    throw new Error('not a text');
  return text;
}

function linksIn(text: string): readonly string[] {
  return text.match(/https?:\/\/\S+/g) ?? [];
}

function within(size: number, most: number): void {
  if (size > most) throw new Error(`${size} is more than ${most}`);
}

export interface Service {
  readonly post: Post;
  /** What its readers have been shown, the oldest first. */
  readonly shown: Shown[];
  state: 'open' | 'revoked' | 'away';
}

/** A service as it stands: it counts what it takes within a minute, and blocks whoever sends more. */
export function serviceOf(standIn: StandIn, now: () => number): Service {
  const times: number[] = [];
  let blockedUntil = 0;
  const service: Service = {
    shown: [],
    state: 'open',
    post: async (posting) => {
      if (service.state === 'away') throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
      if (service.state === 'revoked') return standIn.revoked;
      if (now() < blockedUntil) return standIn.tooMany;
      const within = times.filter((at) => now() - at < 60_000);
      if (within.length >= standIn.perMinute) {
        blockedUntil = now() + standIn.blockedMs;
        return standIn.tooMany;
      }
      times.push(now());
      service.shown.push(standIn.shows(posting, now()));
      return standIn.taken;
    },
  };
  return service;
}
