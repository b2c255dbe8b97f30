/**
 * What was signed and is not as GitHub describes it: refused with a sentence, handled, or given up with one; never a failure of ours, never silence.
 * Of payloads that GitHub shows as examples, and of those that tell of a request in the record. `MUTANTS=20000` plays more of them.
 */

import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { isHeard } from '@countersign/github/translate/event.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawing } from '../faults/draw.ts';
import { approvedWork } from '../instruments/board.ts';
import { seedNamed } from '../instruments/drawn.ts';
import { type Line, openLine, SECRET } from '../instruments/line.ts';

const SEED = seedNamed('FAULT_SEED', Number(process.env.FC_SEED));
const MUTANTS = Number(process.env.MUTANTS ?? 300);
const AT_ONCE = 50;

interface Told {
  readonly event: string;
  readonly payload: object;
}

let line: Line;
const told: Told[] = [];

beforeAll(async () => {
  line = await openLine({ checked: false });
  line.deliveries.meddle = (one) => {
    if (isHeard(one.event)) told.push({ event: one.event, payload: JSON.parse(one.payload) as object });
    return [one];
  };
  const number = await approvedWork(line);
  line.as('requester').editIssue(number, { title: 'Export invoices as PDF and CSV' });
  line.as('developer').push('other', 'work', { 'src/other.js': '1' }, 'main');
  await line.settled();
  line.deliveries.meddle = undefined;
  const root = dirname(createRequire(import.meta.url).resolve('@octokit/webhooks-examples/package.json'));
  const index = JSON.parse(readFileSync(join(root, 'api.github.com', 'index.json'), 'utf8')) as {
    readonly name: string;
    readonly examples: readonly object[];
  }[];
  for (const { name, examples } of index)
    if (isHeard(name)) told.push(...examples.map((payload) => ({ event: name, payload })));
}, 600_000);
afterAll(() => line.close());

/** A value in the place of another: of another type, absent, far too large, or of letters that few expect. */
const STRANGE: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e300, '', ' ', '0', 'null', '\n', '\0', 'a\0b'],
  ...['\ud800', 'x\udc00', '\u202e', '🙂', '字'.repeat(3000), 'x'.repeat(70_000), '__proto__', 'constructor', '../..'],
  ...[[], {}, [[]], [null], ['a'], [{}], { id: 1 }, { node_id: {} }, { login: null }, { from: 7 }, { length: 1e9 }],
  ...['2026-13-45T99:99:99Z', '9999-12-31T23:59:59Z', '0000-01-01T00:00:00Z', 'refs/heads/', 'I_1', '/approve'],
];
const DEEP = JSON.stringify(Array.from({ length: 90 }).reduce<unknown>((inner) => ({ a: [inner] }), 1));

type Draw = () => number;
const oneOf = <T>(draw: Draw, some: readonly T[]): T => some[Math.floor(draw() * some.length)] as T;

/** One to three mistakes somewhere in it. */
function mutant(draw: Draw, payload: object): string {
  const copy = structuredClone(payload) as Record<string, unknown>;
  for (let left = 1 + Math.floor(draw() * 3); left > 0; left -= 1) {
    const places: (readonly [holder: Record<string, unknown>, key: string])[] = [];
    const visit = (node: unknown, depth: number): void => {
      if (node === null || typeof node !== 'object') return;
      for (const [key, inner] of Object.entries(node)) {
        // What lies deeper is seldom read, and there is far more of it.
        if (depth < 3 || draw() < 0.2) places.push([node as Record<string, unknown>, key]);
        visit(inner, depth + 1);
      }
    };
    visit(copy, 0);
    const [holder, key] = oneOf(draw, places.length > 0 ? places : [[copy, 'action'] as const]);
    const what = draw();
    if (what < 0.2) delete holder[key];
    else if (what < 0.3) holder[key] = [holder[key]];
    else if (what < 0.4)
      holder[String(oneOf(draw, ['__proto__', 'constructor', 'toString', 'hasOwnProperty']))] = holder[key];
    else if (what < 0.45) holder[key] = JSON.parse(DEEP);
    else if (what < 0.5) holder[key] = structuredClone(oneOf(draw, places)[0]);
    // Of its own: the next mistake may be made in it.
    else holder[key] = structuredClone(oneOf(draw, STRANGE));
  }
  const text = JSON.stringify(copy);
  // As a key of its own it can only be written.
  return draw() < 0.05 ? text.replace('{', '{"__proto__":{"action":"opened"},') : text;
}

/** By a connection of its own: one that was kept may be closed in the very moment in which it is used again. */
async function send(event: string, body: string) {
  const guid = randomUUID();
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const headers = {
    'content-type': 'application/json',
    'x-github-event': event,
    'x-github-delivery': guid,
    'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
  };
  request(`${line.server.address}${line.server.webhookPath}`, { method: 'POST', agent: false, headers }, resolve)
    .on('error', reject)
    .end(body);
  const answer = await promise;
  return { status: answer.statusCode ?? 0, text: (await text(answer)).trim(), guid };
}

test(`8: of ${MUTANTS} signed mutants each is refused with a sentence, handled, or given up with one (FAULT_SEED=${SEED})`, {
  timeout: 60_000 + MUTANTS * 200,
}, async () => {
  const draw = drawing(SEED);
  const wrong: string[] = [];
  const became: Record<string, number> = {};
  const say = (event: string, body: string, what: string) => wrong.push(`${event}: ${what}: ${body.slice(0, 300)}`);
  for (let sent = 0; sent < MUTANTS; sent += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, MUTANTS - sent) }, () => {
      const { event, payload } = oneOf(draw, told);
      return { event, body: mutant(draw, payload) };
    });
    const taken: { readonly event: string; readonly body: string; readonly guid: string }[] = [];
    for (const { event, body } of some) {
      const { status, text, guid } = await send(event, body);
      if (status === 202) taken.push({ event, body, guid });
      else if (status < 400 || status >= 500 || !/^\S+ .+\.$/.test(text)) say(event, body, `${status} ${text}`);
      else became.refused = (became.refused ?? 0) + 1;
    }
    await line.settled();
    for (const { event, body, guid } of taken) {
      const found = await line.server.inbox.find(guid);
      const outcome = found?.outcome ?? 'gone';
      became[outcome] = (became[outcome] ?? 0) + 1;
      const isTold = outcome === 'done' || outcome === 'pending' || (found?.reason ?? '') !== '';
      if (!isTold) say(event, body, `${outcome} without a reason`);
      if (/a mistake of ours|invalid input|out of range|violates/.test(found?.reason ?? ''))
        say(event, body, `${outcome}: ${found?.reason}`);
    }
  }
  console.info(`of ${MUTANTS} mutants: ${JSON.stringify(became)}`);
  expect(wrong).toEqual([]);
  expect(await (await fetch(`${line.server.address}/healthz`)).text()).toBe('ok\n');
  // What waits for GitHub's answer waits; the rest had its turn.
  expect(became.pending ?? 0).toBeLessThan(Math.max(20, MUTANTS / 5));
});
