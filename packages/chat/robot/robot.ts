/** What the robots of the chat services differ in. What they have in common is in `channel.ts`. */

import type { Message } from '@countersign/core/notice/channel.ts';
import type { Json } from '@countersign/core/record/port.ts';
import type { Answer, Posting } from '../outgoing.ts';

export interface Robot {
  /** Who it is named after, as people call the service. */
  readonly service: string;
  /** Hosts of the addresses that the service gives out. */
  readonly hosts: RegExp;
  /** What its own limit allows, one less so that a clock that differs breaks none. */
  readonly perMinute: number;
  /** Some messages as one, without markup that a title could use: names call nobody, and links lead where they say. */
  write(messages: readonly Message[]): Json;
  isFitting(payload: Json): boolean;
  /** Adds what proves who sends. @param secret absent where the service or its administrator asks for none @param now in ms since 1970 */
  posting(to: { readonly url: string; readonly secret?: string }, payload: Json, now: number): Posting;
  /** How it fared, of an answer with status 200; the services say no with it. */
  fared(answer: Answer): Fared;
}

export type Fared =
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'later'; readonly reason: string; readonly retryAfterMs?: number };

/** What an answer says by a number of its own: which one is yes, and which mean that it is worth trying again, after how long. */
export function byCode(
  { body }: Answer,
  {
    code,
    said,
    later,
  }: { readonly code: string; readonly said: string; readonly later: Readonly<Record<number, number>> },
): Fared {
  const answer = parsed(body);
  const number = answer[code];
  if (number === 0) return { kind: 'sent' };
  const reason = `${number ?? 'no code'}: ${answer[said] ?? body}`;
  const retryAfterMs = typeof number === 'number' ? later[number] : SOON_MS;
  return retryAfterMs === undefined ? { kind: 'refused', reason } : { kind: 'later', reason, retryAfterMs };
}

/** What answers in no way that is known is a gateway in between. */
export const SOON_MS = 60_000;

function parsed(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

export const jsonBytes = (payload: Json): number => Buffer.byteLength(JSON.stringify(payload), 'utf8');
