/** Shows who is let in by what GitHub answers to their own token: what GitHub could not say is never a yes, and no no either. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { readersOnGitHub } from './rights.ts';

const PLACE = { tenant: 'github:1', project: 'R_1', owner: 'harbour', repo: 'invoices', installation: 1 };
const VISITOR = { kind: 'person', id: 'github:7', login: 'chen-li', token: 'ghu_1' } as const;

test.each([
  [200, {}, { node_id: 'R_1' }, 'yes'],
  [200, {}, { node_id: 'R_2' }, 'no'],
  [401, {}, { message: 'Bad credentials' }, 'no'],
  [403, {}, { message: 'Resource protected by organization SAML enforcement' }, 'no'],
  [404, {}, { message: 'Not Found' }, 'no'],
  [403, { 'retry-after': '3' }, { message: 'Wait' }, 'unknown'],
  [403, { 'x-ratelimit-remaining': '0' }, { message: 'Wait' }, 'unknown'],
  [403, {}, { message: 'You have exceeded a secondary rate limit' }, 'unknown'],
  [429, {}, { message: 'Wait' }, 'unknown'],
  [502, {}, {}, 'unknown'],
])('GitHub answers %d %o %o: %s', async (status, headers, body, answer) => {
  const server = createServer((_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const mayRead = readersOnGitHub(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  expect(await mayRead(VISITOR, PLACE)).toBe(answer);
});
