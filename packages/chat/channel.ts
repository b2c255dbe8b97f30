/** A group's robot, or a webhook, as a channel: what fits is written and signed, and its answer is understood. Nothing says the address: it is a secret. */
import type { Carried, Channel, Message } from '@countersign/core/notice/channel.ts';
import { fitted } from './fit.ts';
import { type Answer, type Post, type Posting, Unreachable } from './outgoing.ts';
import { type Fared, type Robot, SOON_MS } from './robot/robot.ts';
import { webhook } from './webhook.ts';

export interface Destination {
  readonly url: string;
  readonly secret?: string;
  /** Accounts of the tracker whose policies may name it, in small letters; absent: every one that uses this server. */
  readonly accounts?: readonly string[];
}

interface Outside {
  readonly post: Post;
  /** In ms since 1970. */
  readonly now: () => number;
}

export function robotChannel(robot: Robot, to: Destination, { post, now }: Outside): Channel {
  return {
    perMinute: robot.perMinute,
    async carry(_, messages) {
      const { count, payload } = fitted(messages, robot.write, robot.isFitting);
      const answer = await tried(post, robot.posting(to, payload, now()));
      const fared = 'kind' in answer ? answer : (refusedBy(answer, GONE) ?? robot.fared(answer));
      return carried(fared, count, to);
    },
  };
}

export function webhookChannel(to: Destination & { readonly secret: string }, { post, now }: Outside): Channel {
  return {
    perMinute: webhook.perMinute,
    async carry(_, messages) {
      const { count, payload } = fitted(messages, webhook.write, webhook.isFitting);
      const some: readonly Message[] = messages.slice(0, count);
      const answer = await tried(post, webhook.posting(to, some, payload, now()));
      // By the standard only 410 means that nobody listens there any more; whatever else is no success may mend itself.
      const fared = 'kind' in answer ? answer : (refusedBy(answer, [410]) ?? { kind: 'sent' as const });
      return carried(fared, count, to);
    },
  };
}

/** Of a robot: its address is wrong, or nobody's any more. */
const GONE = [301, 302, 303, 307, 308, 400, 401, 403, 404, 405, 410, 413];

function refusedBy({ status, body, retryAfterMs }: Answer, gone: readonly number[]): Fared | undefined {
  if (status >= 200 && status < 300) return undefined;
  const reason = `status ${status}${body ? `: ${body}` : ''}`;
  return gone.includes(status)
    ? { kind: 'refused', reason }
    : { kind: 'later', reason, retryAfterMs: retryAfterMs ?? SOON_MS };
}

async function tried(post: Post, posting: Posting): Promise<Answer | Fared> {
  try {
    return await post(posting);
  } catch (error) {
    if (error instanceof Unreachable) return { kind: 'refused', reason: error.message };
    const { code, name } = error as { readonly code?: unknown; readonly name?: string };
    return { kind: 'later', reason: `not reached (${String(code ?? name ?? 'unknown')})`, retryAfterMs: SOON_MS };
  }
}

/** What services say is shown to people: one line, not long, and without what was a secret in the request. */
function carried(fared: Fared, count: number, { url, secret }: Destination): Carried {
  if (fared.kind === 'sent') return { kind: 'sent', count };
  const secrets = [url, ...secretsIn(url), ...(secret ? [secret] : [])];
  const hidden = secrets.reduce((text, one) => text.replaceAll(one, '…'), fared.reason);
  const reason = hidden
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, REASON);
  return { ...fared, reason };
}

const REASON = 200;

/** Tokens stand in the path or in a parameter. */
function secretsIn(url: string): readonly string[] {
  const { pathname, search, searchParams } = new URL(url);
  const parts = [pathname + search, ...pathname.split('/'), ...searchParams.values()];
  return parts.filter((part) => part.length >= 8);
}
