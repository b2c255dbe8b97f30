/** What GitHub says of a hand on our comment, and of issues that are there, is believed where it is said plainly; anything else closes (`rules.md` 4.4). */
import { Transient } from '@countersign/core/failure.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GitHubClient } from '../client.ts';
import { isByAnotherHand, issuesThere } from './edits.ts';
import '../../../test/instruments/seed.ts';

const SELF = 'countersign[bot]';

/** GitHub with one answer for everything that is asked in GraphQL. */
function answering(data: unknown, status = 200): GitHubClient {
  return {
    async request() {
      if (status === 200) return { status, data };
      throw Object.assign(new Error('no'), { status, response: { headers: {} } });
    },
  };
}

const EDITED = '2026-03-02T08:00:00Z';
const edited = (editor: unknown, lastEditedAt: string | null) =>
  answering({ data: { node: { editor, lastEditedAt } } });

test.each([
  ['a person', { __typename: 'User', login: 'dara' }, EDITED, true],
  ['a person with the name of our bot', { __typename: 'User', login: 'countersign' }, EDITED, true],
  ['another app', { __typename: 'Bot', login: 'release' }, EDITED, true],
  ['our own bot', { __typename: 'Bot', login: 'countersign' }, EDITED, false],
  ['nobody', null, null, false],
  ['a deleted account, which GitHub does not name', null, EDITED, true],
])('a comment of ours that was edited last by %s', async (_, editor, lastEditedAt, isAnother) => {
  expect(await isByAnotherHand(edited(editor, lastEditedAt), 'IC_1', SELF)).toBe(isAnother);
});

const problem = fc.record(
  {
    type: fc.constantFrom(
      'NOT_FOUND',
      'FORBIDDEN',
      'INSUFFICIENT_SCOPES',
      'SERVICE_UNAVAILABLE',
      'RATE_LIMITED',
      'new',
    ),
    message: fc.string(),
    path: fc.constant(['node', 'editor']),
  },
  { requiredKeys: ['message'] },
);
/** Anything that may stand where an editor is asked for, but a whole editor. */
const unsaid = fc.oneof(
  fc.constant({ data: null }),
  fc.constant({ data: { node: null } }),
  fc.constant({ data: { node: { editor: null } } }),
  fc.constant({ data: { node: { editor: { login: 'dara' } } } }),
  fc.constant({ data: { node: { editor: { __typename: 'User', login: null } } } }),
  fc.jsonValue().map((data) => ({ data: { node: { editor: [data] } } })),
  fc.jsonValue(),
);

test('4.4: whatever else GitHub answers, our comment counts as our word, or it is asked again: a gate that it closes stays closed', async () => {
  const answers = fc.oneof(
    unsaid.map((data) => answering(data)),
    // Half an answer is none, also where it names somebody.
    fc
      .array(problem, { minLength: 1, maxLength: 3 })
      .map((errors) => answering({ data: { node: { editor: { __typename: 'User', login: 'dara' } } }, errors })),
    fc.constantFrom(400, 401, 403, 404, 410, 422, 429, 500, 502, 503).map((status) => answering({}, status)),
  );
  await fc.assert(
    fc.asyncProperty(answers, async (client) => {
      const said = await isByAnotherHand(client, 'IC_1', SELF).catch((error: unknown) => error);
      if (said !== false) expect(said).toBeInstanceOf(Transient);
    }),
    { numRuns: 300 },
  );
});

test('of issues that are asked for together those are there that GitHub gives as issues', async () => {
  const nodes = [{ __typename: 'Issue' }, null, { __typename: 'PullRequest' }];
  const errors = [{ type: 'NOT_FOUND', path: ['nodes', 1], message: 'Could not resolve to a node' }];
  expect(await issuesThere(answering({ data: { nodes }, errors }), ['a', 'b', 'c'])).toEqual(new Set(['a']));
});

test.each([
  [
    'another failure beside it',
    { data: { nodes: [null] }, errors: [{ type: 'NOT_FOUND' }, { type: 'FORBIDDEN' }] },
    200,
  ],
  ['fewer than were asked for', { data: { nodes: [] } }, 200],
  ['something else', { data: {} }, 200],
  ['a no', {}, 403],
])('no issue is taken for gone where GitHub answers with %s', async (_, data, status) => {
  expect(await issuesThere(answering(data, status), ['a'])).toEqual(new Set(['a']));
});
