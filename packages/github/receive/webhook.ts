/** Receives webhooks: cap, verify, store, acknowledge. What is wrong gets a 4xx with a reason and leaves no trace. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Transient } from '@countersign/core/failure.ts';
import type { Arrival, Deliveries } from '@countersign/core/record/delivery.ts';
import type { Json } from '@countersign/core/record/port.ts';
import { field } from '../project/written.ts';
import { laneOf } from '../record/lane.ts';
import { isPayloadOf } from '../translate/event.ts';
import { isTooDeep } from './depth.ts';
import { isSigned } from './signature.ts';
import { strangeIn } from './strange.ts';
import { unasked } from './unasked.ts';

/** GitHub's own limit for a payload. */
const LARGEST_BODY = 25 * 1024 * 1024;
/** GitHub's seldom are larger. For a body this small the oldest ones make room; a larger one is refused when there is none. */
const SMALL_BODY = 256 * 1024;
/** What all bodies may hold in memory together: whoever has no secret must not be able to fill it. */
const MOST_AT_ONCE = 4 * LARGEST_BODY;
/** What a body is given to begin with. */
const LEAST_ROOM = 4 * 1024;
const DEEPEST = 100;
const GUID = /^[\w-]{8,64}$/;
const EVENT = /^[a-z][a-z0-9_]{1,63}$/;

export interface WebhookParts {
  readonly inbox: Deliveries;
  readonly secrets: () => readonly string[];
  readonly now: () => number;
  /** Why nothing follows from a delivery, where its payload alone tells; it is recorded and needs no turn in the queue. */
  readonly ignorable: (event: string, payload: Json) => string | undefined;
  readonly reading: Reading;
  /** Told of every try to store a delivery, and of what kept it from being stored. */
  readonly tried: (trouble?: unknown) => void;
  readonly counted: (answer: 'stored' | 'duplicate' | 'refused' | 'unavailable') => void;
}

/** What is being received now. */
export interface Reading {
  /** Of all bodies that nobody has verified yet, in sum. */
  bytes: number;
  /** Instead of 100 MB. */
  most?: number;
  /** The oldest first, each with its bytes. */
  readonly held: Map<IncomingMessage, number>;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Answers one request on the webhook's path. */
export async function receiveWebhook(
  parts: WebhookParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answer = await answerTo(parts, request);
  const kind =
    answer.status < 300
      ? answer.text === 'duplicate'
        ? 'duplicate'
        : 'stored'
      : answer.status < 500
        ? 'refused'
        : 'unavailable';
  parts.counted(kind);
  const headers: Record<string, string> = { 'content-type': 'text/plain; charset=utf-8' };
  // What is left of a body that was too large is not read.
  if (answer.status === 413 || answer.status === 503) headers.connection = 'close';
  response.writeHead(answer.status, headers).end(`${answer.text}\n`);
}

async function answerTo(
  { inbox, secrets, now, ignorable, reading, tried }: WebhookParts,
  request: IncomingMessage,
): Promise<Answer> {
  if (request.method !== 'POST') return { status: 405, text: 'Webhooks are sent by POST.' };
  if (Number(request.headers['content-length'] ?? 0) > LARGEST_BODY)
    return { status: 413, text: 'The body is larger than 25 MB.' };
  const body = await bodyOf(request, reading);
  if (body === 'too-many')
    return { status: 503, text: 'Too much is being received at once; it will be asked for again.' };
  if (body === 'too-large') return { status: 413, text: 'The body is larger than 25 MB.' };
  if (body === 'aborted') return { status: 400, text: 'The body ended early.' };
  const signature = request.headers['x-hub-signature-256'];
  if (!signature)
    return { status: 401, text: 'The header X-Hub-Signature-256 is missing. Set a secret for the webhook.' };
  if (!isSigned(body, String(signature), secrets()))
    return { status: 401, text: 'The signature does not match the webhook’s secret.' };
  const guid = String(request.headers['x-github-delivery'] ?? '');
  const event = String(request.headers['x-github-event'] ?? '');
  if (!GUID.test(guid)) return { status: 400, text: 'The header X-GitHub-Delivery is missing or not an id.' };
  if (!EVENT.test(event))
    return { status: 400, text: 'The header X-GitHub-Event is missing or not the name of an event.' };
  const type = String(request.headers['content-type'] ?? '');
  const receivedAt = new Date(now()).toISOString();
  const store = async (arrival: Arrival): Promise<Answer> => {
    try {
      const stored = await inbox.store(arrival);
      tried();
      return { status: 202, text: stored };
    } catch (error) {
      tried(error);
      // GitHub keeps the delivery for three days, and we ask for it again when we are back.
      if (error instanceof Transient)
        return { status: 503, text: 'The delivery could not be stored; it will be asked for again.' };
      throw error;
    }
  };
  const nobodys = type.includes('application/json') ? unasked(event, body) : undefined;
  if (nobodys) {
    const { why, installation } = nobodys;
    return store({ guid, event, payload: null, key: '', installation, receivedAt, ignored: why });
  }
  const payload = payloadOf(body, type);
  if ('status' in payload) return payload;
  const strange = strangeIn(payload.value);
  if (strange !== undefined) return { status: 400, text: strange };
  if (!isPayloadOf(event, payload.value))
    return { status: 400, text: `The body is not one of the event “${event}” that X-GitHub-Event names.` };
  const ignored = ignorable(event, payload.value);
  return store({
    guid,
    event,
    payload: payload.value,
    text: payload.text,
    key: laneOf(payload.value),
    installation: String(field(field(payload.value, 'installation'), 'id') ?? ''),
    receivedAt,
    ...(ignored === undefined ? {} : { ignored }),
  });
}

async function bodyOf(
  request: IncomingMessage,
  reading: Reading,
): Promise<Buffer | 'too-large' | 'too-many' | 'aborted'> {
  let body = Buffer.alloc(0);
  let size = 0;
  reading.held.set(request, 0);
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      if (size + chunk.length > LARGEST_BODY) return 'too-large';
      // It made room for another.
      if (!reading.held.has(request)) return 'too-many';
      if (size + chunk.length > body.length) {
        // Put together as it comes: kept apart, each piece of one byte would take hundreds that nobody counts.
        const room = roomFor(size + chunk.length);
        reading.bytes += room - body.length;
        reading.held.set(request, room);
        if (!makesRoom(request, reading)) return 'too-many';
        const larger = Buffer.allocUnsafe(room);
        body.copy(larger, 0, 0, size);
        body = larger;
      }
      chunk.copy(body, size);
      size += chunk.length;
    }
  } catch {
    return reading.held.has(request) ? 'aborted' : 'too-many';
  } finally {
    release(request, reading);
  }
  return body.subarray(0, size);
}

/** Twice as much each time, and never more than a body may hold: a small one stays one. */
function roomFor(bytes: number): number {
  return Math.min(LARGEST_BODY, LEAST_ROOM * 2 ** Math.ceil(Math.log2(Math.max(1, bytes / LEAST_ROOM))));
}

/** GitHub sends a body at once: what has been coming for the longest is a stranger's, and goes first. */
function makesRoom(request: IncomingMessage, reading: Reading): boolean {
  const most = reading.most ?? MOST_AT_ONCE;
  if (reading.bytes <= most) return true;
  if ((reading.held.get(request) ?? 0) > SMALL_BODY) return false;
  for (const oldest of reading.held.keys()) {
    if (oldest === request) continue;
    release(oldest, reading);
    oldest.destroy();
    if (reading.bytes <= most) return true;
  }
  return reading.bytes <= most;
}

function release(request: IncomingMessage, reading: Reading): void {
  reading.bytes -= reading.held.get(request) ?? 0;
  reading.held.delete(request);
}

function payloadOf(body: Buffer, type: string): { readonly value: Json; readonly text: string } | Answer {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return { status: 400, text: 'The body is not UTF-8.' };
  }
  if (type.includes('application/x-www-form-urlencoded')) text = new URLSearchParams(text).get('payload') ?? '';
  if (isTooDeep(text, DEEPEST)) return { status: 400, text: `The body nests more than ${DEEPEST} levels deep.` };
  try {
    const value = JSON.parse(text) as Json;
    if (value === null || typeof value !== 'object' || Array.isArray(value))
      return { status: 400, text: 'The body is not a JSON object.' };
    return { value, text };
  } catch {
    return { status: 400, text: 'The body is not JSON.' };
  }
}
