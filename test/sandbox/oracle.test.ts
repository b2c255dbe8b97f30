/** The instruments see what they are for: without these, a blind oracle would call everything fine. */
import { expect, test } from 'vitest';
import { checkedFetch } from '../instruments/checked-fetch.ts';
import { githubOracle } from '../instruments/github-oracle.ts';
import { webhookOracle } from '../instruments/webhook-oracle.ts';

const oracle = githubOracle();

function messages(found: readonly { readonly at: string; readonly message: string }[]): string {
  return found.map((one) => `${one.at} ${one.message}`).join('\n');
}

test.each([
  ['a path that does not exist', 'GET', '/repos/o/r/isues', undefined, /no such operation/],
  ['an unknown query parameter', 'GET', '/repos/o/r/issues?label=x', undefined, /\?label/],
  ['a query parameter outside its list', 'GET', '/repos/o/r/issues?state=opened', undefined, /allowed values/],
  ['a missing field', 'POST', '/repos/o/r/issues', { body: 'x' }, /required property 'title'/],
  ['a field of the wrong type', 'POST', '/repos/o/r/issues/1/comments', { body: 7 }, /must be string/],
  ['a misspelt field', 'PATCH', '/repos/o/r/issues/1', { state_reson: 'completed' }, /\/state_reson/],
  ['a missing body', 'POST', '/repos/o/r/issues', undefined, /body is required/],
  [
    'a completed check run without conclusion',
    'PATCH',
    '/repos/o/r/check-runs/1',
    { status: 'completed' },
    /conclusion/,
  ],
  [
    'a button label of 21 characters',
    'PATCH',
    '/repos/o/r/check-runs/1',
    { actions: [{ label: 'x'.repeat(21), identifier: 'a', description: 'b' }] },
    /20 characters/,
  ],
  [
    'a button description of 41 characters',
    'PATCH',
    '/repos/o/r/check-runs/1',
    { actions: [{ label: 'x', identifier: 'a', description: 'b'.repeat(41) }] },
    /40 characters/,
  ],
  [
    'a fourth button',
    'PATCH',
    '/repos/o/r/check-runs/1',
    { actions: Array.from({ length: 4 }, () => ({ label: 'x', identifier: 'a', description: 'b' })) },
    /3/,
  ],
  [
    'a summary of 65536 characters',
    'PATCH',
    '/repos/o/r/check-runs/1',
    { output: { title: 't', summary: 'x'.repeat(65_536) } },
    /65535/,
  ],
  [
    'a wrong gate state',
    'POST',
    '/repos/o/r/actions/runs/1/deployment_protection_rule',
    { environment_name: 'p', state: 'open', comment: '' },
    /approved or rejected/,
  ],
] as const)('a request with %s is reported', (_, method, path, body, expected) => {
  expect(messages(oracle.request(method, path, body))).toMatch(expected);
});

test.each([
  ['a missing property', 'GET', '/repos/o/r/labels/x', 200, { id: 1 }, /node_id/],
  ['a status that GitHub does not give', 'GET', '/repos/o/r/labels/x', 201, {}, /status/],
  ['an error without a message', 'GET', '/repos/o/r/labels/x', 403, {}, /message/],
  ['a body where there is none', 'DELETE', '/repos/o/r/labels/x', 204, { a: 1 }, /no body/],
  [
    'a completed check run without conclusion',
    'GET',
    '/repos/o/r/check-runs/1',
    200,
    { status: 'completed', conclusion: null },
    /conclusion/,
  ],
] as const)('an answer with %s is reported', (_, method, path, status, body, expected) => {
  expect(messages(oracle.response(method, path, status, body))).toMatch(expected);
});

test('a right request is not reported, nulls that GitHub allows included', () => {
  expect(
    oracle.request('PATCH', '/repos/o/r/issues/1', { state: 'closed', state_reason: 'completed', milestone: null }),
  ).toEqual([]);
  expect(oracle.request('GET', '/repos/o/r/issues?state=all&labels=a,b&per_page=100', undefined)).toEqual([]);
  expect(oracle.request('GET', '/repos/o/r/contents/.github/countersign.yml?ref=main', undefined)).toEqual([]);
});

test('a checked fetch passes everything on and reports both directions', async () => {
  const checked = checkedFetch(oracle, async () => Response.json({ id: 1 }));
  const answer = await checked.fetch('http://api.test/repos/o/r/labels/x?color=red');
  expect(await answer.json()).toEqual({ id: 1 });
  expect(messages(checked.violations)).toMatch(/color[\s\S]*node_id/);
  expect([...checked.operations]).toEqual(['issues/get-label']);
});

test('a payload with a missing part, or of an event that GitHub does not send, is reported', () => {
  const webhooks = webhookOracle();
  expect(messages(webhooks.payload('issues', { action: 'opened', issue: {} }))).toMatch(/repository/);
  expect(messages(webhooks.payload('issues', { action: 'renamed' }))).toMatch(/no such webhook/);
});
