/** Only the app's own yes opens a gate: whatever else answers at that address, a sign-in page included, is no answer (4.4). */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { jiraGate } from './jira.ts';

let close = (): unknown => undefined;
afterEach(() => close());

async function answering(...said: readonly (readonly [status: number, body: string])[]) {
  let asked = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      const [status = 500, body = ''] = said[asked] ?? [];
      asked += 1;
      response.writeHead(status, { 'content-type': 'text/plain' }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => server.close();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return jiraGate({ url, secret: 'a secret of thirty-two letters or more' });
}

const PULL = { id: 'PR_1', address: 'https://github.com/acme/shop/pull/1', title: 'acme/shop#1' };

test.each([
  [200, 'open', 'open'],
  [409, 'closed', 'closed'],
  [403, 'refused', 'refused'],
  [503, 'unavailable', 'unreachable'],
  [200, '<!doctype html><title>Log in with Atlassian account</title>', 'unreachable'],
  [200, '', 'unreachable'],
  [200, 'closed', 'unreachable'],
  [409, 'open', 'unreachable'],
  [403, '<title>Access denied</title>', 'unreachable'],
] as const)('4.4: to a question, %i with “%s” is %s', async (status, body, expected) => {
  const gate = await answering([status, body]);
  expect(await gate.ask('SHIP-12', PULL)).toBe(expected);
});

test('4.4: a no is remembered until there is another answer, and never answers what is merging', async () => {
  const gate = await answering([409, 'closed'], [200, 'open'], [200, 'open']);
  expect(await gate.ask('SHIP-12', PULL)).toBe('closed');
  expect(await gate.ask('SHIP-12', PULL)).toBe('closed');
  expect(await gate.ask('SHIP-12', { ...PULL, isMerging: true })).toBe('open');
  expect(await gate.ask('SHIP-12', PULL)).toBe('open');
});

test.each([
  [202, 'recorded', 'recorded'],
  [200, 'open', 'unreachable'],
  [202, '', 'unreachable'],
  [409, 'closed', 'closed'],
] as const)('5.6: to a proposal, %i with “%s” is %s', async (status, body, expected) => {
  const gate = await answering([status, body]);
  const by = { id: 'github:1', name: 'carla' };
  const proposal = { from: 'acme/shop#7', address: 'https://github.com/acme/shop/issues/7', text: 'x', by, cause: 'c' };
  expect(await gate.propose('SHIP-12', proposal)).toBe(expected);
});
