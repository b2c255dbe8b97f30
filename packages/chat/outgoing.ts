/** Posts to an address that somebody configured: encrypted, to where it was sent and nowhere else, and to the public network alone. */
import { lookup } from 'node:dns';
import { request } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

export interface Posting {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  /** At most `ANSWER_BYTES` of it. */
  readonly body: string;
  readonly retryAfterMs?: number;
}

/** @throws Unreachable; any other failure of the network as Node gives it */
export type Post = (posting: Posting) => Promise<Answer>;

/** The address leads where nothing may be sent. */
export class Unreachable extends Error {}

/** Longer than any of these services takes, and short beside the minute that it delays. */
const PATIENCE_MS = 10_000;
const ANSWER_BYTES = 16_384;

const GIVEN = ipaddr.IPv6.parseCIDR('2000::/3');

/** Whether an address on the network is anybody's: not this machine, not a network of one's own, not a metadata service, in whatever form it is written. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const read = ipaddr.process(address);
  // Of version 6 nothing else has been given to anybody; old forms hold an address of version 4 that nobody would look at.
  return read.range() === 'unicast' && (read instanceof ipaddr.IPv4 || read.match(GIVEN));
}

/** What can be wrong with an address that messages are to be sent to. */
export type Fault = 'no-address' | 'no-https' | 'name-in-address' | 'private';

/** What is wrong with it, before anything is looked up. */
export function faultOf(text: string): Fault | undefined {
  const url = URL.parse(text);
  if (!url) return 'no-address';
  if (url.protocol !== 'https:') return 'no-https';
  if (url.username !== '' || url.password !== '') return 'name-in-address';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(host) !== 0 && !isPublic(host) ? 'private' : undefined;
}

/** Checks each address after it was looked up and at the moment of connecting: a name that means another one a second later is no way in. */
const publicOnly: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, found) => {
    const closed = error ? undefined : found.find(({ address }) => !isPublic(address));
    if (error) return done(error, []);
    if (closed || found.length === 0) return done(new Unreachable('the name leads to a private network'), []);
    const [first] = found;
    return options.all ? done(null, found) : done(null, first?.address ?? '', first?.family);
  });
};

export const postOutside: Post = (posting) => {
  const fault = faultOf(posting.url);
  if (fault) return Promise.reject(new Unreachable(`the address cannot be used (${fault})`));
  return postThrough(request, publicOnly)(posting);
};

/** @param send of Node's clients @param find how names become addresses; nothing is kept open between two messages */
export function postThrough(send: typeof request, find: LookupFunction): Post {
  return ({ url, headers, body }) =>
    new Promise((resolve, reject) => {
      const letters = Buffer.from(body, 'utf8');
      const sending = send(url, {
        ...{ method: 'POST', agent: false, lookup: find, signal: AbortSignal.timeout(PATIENCE_MS) },
        headers: { ...headers, 'content-type': 'application/json; charset=utf-8', 'content-length': letters.length },
      });
      sending.once('error', reject);
      sending.once('response', (answer) => {
        const parts: Buffer[] = [];
        let size = 0;
        answer.on('data', (part: Buffer) => {
          if (size < ANSWER_BYTES) parts.push(part);
          size += part.length;
          // What goes on talking is cut off; its status is known.
          if (size > ANSWER_BYTES * 64) answer.destroy();
        });
        answer.once('error', reject);
        answer.once('close', () => {
          const wait = waitOf(answer.headers['retry-after']);
          resolve({
            status: answer.statusCode ?? 0,
            body: Buffer.concat(parts).subarray(0, ANSWER_BYTES).toString('utf8'),
            ...(wait === undefined ? {} : { retryAfterMs: wait }),
          });
        });
      });
      sending.end(letters);
    });
}

/** In seconds; a date is a day's matter of clocks, and is waited for as whatever says nothing. */
function waitOf(header: string | undefined): number | undefined {
  return header !== undefined && /^[0-9]{1,6}$/.test(header.trim()) ? Number(header) * 1000 : undefined;
}
