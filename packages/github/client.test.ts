import { Transient } from '@countersign/core/failure.ts';
import { expect, test } from 'vitest';
import { ask, askGraphql, type GitHubClient } from './client.ts';

const answering = (data: unknown): GitHubClient => ({ request: async () => ({ status: 200, data }) });
const asked = (data: unknown) => askGraphql(answering(data), '{ x }', {});

test('an answer in GraphQL is its data', async () => {
  expect(await asked({ data: { x: 1 } })).toEqual({ ok: true, data: { x: 1 } });
});

test.each([
  ['a permission', { type: 'FORBIDDEN', message: 'no' }, 403],
  ['a place', { type: 'NOT_FOUND', message: 'no' }, 404],
  ['anything else', { type: 'INSUFFICIENT_SCOPES', message: 'no' }, 422],
  ['a field', { extensions: { code: 'undefinedField' }, message: 'no' }, 422],
])(
  'an answer in GraphQL that lacks %s is a no, though its status is 200 and half of it is there',
  async (_, error, status) => {
    expect(await asked({ data: { x: null }, errors: [error] })).toEqual({ ok: false, status, message: 'no' });
  },
);

test('GraphQL’s limit and its own failure may be over at the next try; the limit after a minute', async () => {
  const limited = asked({ errors: [{ type: 'RATE_LIMITED', message: 'limit' }] });
  await expect(limited).rejects.toMatchObject({ name: 'Transient', retryAfterMs: 60_000 });
  await expect(asked({ data: null, errors: [{ message: 'Something went wrong' }] })).rejects.toThrow(Transient);
});

test('while the app is suspended nothing is refused for good: what was under way is done when it may go on', async () => {
  const failing = (message: string): GitHubClient => ({
    request: async () => Promise.reject(Object.assign(new Error(message), { status: 403, response: { headers: {} } })),
  });
  const paused = ask(failing('This installation has been suspended - https://docs.github.com/rest'), 'GET /x', {});
  await expect(paused).rejects.toMatchObject({ name: 'Transient', retryAfterMs: 60_000 });
  expect(await ask(failing('Resource not accessible by integration'), 'GET /x', {})).toMatchObject({ status: 403 });
});
