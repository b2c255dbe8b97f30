/** What is told before a payload is read is what reading it would tell, of every example of GitHub's and of every action. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPayloadOf } from '../translate/event.ts';
import { ignorable } from '../translate/translate.ts';
import { unasked } from './unasked.ts';

const SELF = 'countersign[bot]';
const root = dirname(createRequire(import.meta.url).resolve('@octokit/webhooks-examples/package.json'));
const examples = (
  JSON.parse(readFileSync(join(root, 'api.github.com', 'index.json'), 'utf8')) as {
    readonly name: string;
    readonly examples: readonly Record<string, unknown>[];
  }[]
).flatMap(({ name, examples: some }) => some.map((payload) => ({ name, payload })));
const ofChecks = examples.filter(({ name }) => name === 'check_run' || name === 'check_suite');
const body = (payload: object): Buffer => Buffer.from(JSON.stringify(payload));

test('8: a check or a suite that asks for nothing is told from its beginning, with its installation', () => {
  const told = ofChecks.filter(({ name, payload }) => unasked(name, body(payload)));
  expect(told.map(({ payload }) => payload.action)).not.toContain('rerequested');
  expect(told.length).toBeGreaterThan(8);
  for (const { name, payload } of told)
    expect(unasked(name, body({ ...payload, installation: { id: 7, node_id: 'N' } }))).toEqual({
      why: 'no check is asked for',
      installation: '7',
    });
});

test('8: what is told before reading is ignored by reading, too, and is of the event that its header names', () => {
  const events = ['check_run', 'check_suite', 'issues', 'issue_comment', 'pull_request', 'deployment_status', 'push'];
  for (const { payload } of examples)
    for (const event of events) {
      if (!unasked(event, body(payload))) continue;
      expect(isPayloadOf(event, payload as never)).toBe(true);
      expect(ignorable(event, payload, SELF)).toEqual(expect.any(String));
    }
});

test('8: whatever somebody asks for is read, and so is whatever begins in another way than GitHub writes it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ofChecks), fc.string(), fc.boolean(), ({ name, payload }, action, isTurned) => {
      const { action: _, ...rest } = payload;
      const changed = isTurned ? { ...rest, action } : { ...payload, action };
      const told = unasked(name, body(changed));
      if (!told) return;
      expect(isTurned).toBe(false);
      expect(ignorable(name, changed, SELF)).toEqual(expect.any(String));
    }),
  );
  for (const { name, payload } of ofChecks)
    for (const action of ['rerequested', ...(name === 'check_run' ? ['requested_action'] : [])])
      expect(unasked(name, body({ ...payload, action }))).toBeUndefined();
});

test('8: an installation that people write into a text is none', () => {
  const [example] = ofChecks;
  const said = {
    ...example?.payload,
    organization: { description: ',"installation":{"id":9,' },
    installation: { id: 7 },
  };
  expect(unasked(example?.name ?? '', body(said))).toMatchObject({ installation: '7' });
  const lacking = { ...example?.payload, installation: undefined, sender: { bio: ',"installation":{"id":9,' } };
  expect(unasked(example?.name ?? '', body(lacking))).toMatchObject({ installation: '' });
});
