/** Whatever people and the app do, in whatever order: no answer and no webhook that GitHub's descriptions would not allow, and no crash. */
import { type Human, human } from '@countersign/sandbox/human.ts';
import { deserialize, serialize } from '@countersign/sandbox/snapshot.ts';
import { Refused } from '@countersign/sandbox/world/refused.ts';
import { addRepository } from '@countersign/sandbox/world/repository.ts';
import type { Octokit } from '@octokit/rest';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { githubOracle } from '../instruments/github-oracle.ts';
import { webhookOracle } from '../instruments/webhook-oracle.ts';
import { stage } from './stage.ts';

const oracle = githubOracle();
const webhooks = webhookOracle();

type Act =
  | { readonly by: 'person'; readonly login: string; readonly run: (hands: Human) => unknown; readonly name: string }
  | { readonly by: 'app'; readonly run: (rest: Octokit['rest']) => Promise<unknown>; readonly name: string };

const at = { owner: 'harbour', repo: 'invoices' };
const LOOK = { label: 'Look', identifier: 'look', description: 'Look again' };
const login = fc.oneof(fc.constant('olga'), fc.constantFrom('olga', 'rosa', 'pan-wei', 'theo', 'chen-li', 'dara'));
const number = fc.oneof(fc.constant(4), fc.integer({ min: 1, max: 7 }));
const words = fc.oneof(fc.string(), fc.constantFrom('Change: #1', 'Fixes #2', '变更 🚢', '/approve', ''));
const label = fc.constantFrom('requirement', 'change-request', 'change: in review', 'New');
const branch = fc.constantFrom('main', 'pdf-export', 'topic', 'none');
const state = fc.constantFrom('open' as const, 'closed' as const);

function person(name: string, run: fc.Arbitrary<(hands: Human) => unknown>): fc.Arbitrary<Act> {
  return fc.record({ login, run }).map((one) => ({ by: 'person', name, ...one }));
}

function app(name: string, run: fc.Arbitrary<(rest: Octokit['rest']) => Promise<unknown>>): fc.Arbitrary<Act> {
  return run.map((one) => ({ by: 'app', name, run: one }));
}

const act: fc.Arbitrary<Act> = fc.oneof(
  person(
    'open',
    fc.tuple(words, words, label).map(
      ([title, body, name]) =>
        (on) =>
          on.fileForm({ title, body, labels: [name] }),
    ),
  ),
  person(
    'edit',
    fc.tuple(number, words, state).map(
      ([n, body, to]) =>
        (on) =>
          on.editIssue(n, { body, state: to }),
    ),
  ),
  person(
    'comment',
    fc.tuple(number, words).map(
      ([n, body]) =>
        (on) =>
          on.comment(n, body),
    ),
  ),
  person(
    'label',
    fc.tuple(number, label).map(
      ([n, name]) =>
        (on) =>
          on.addLabel(n, name),
    ),
  ),
  person(
    'unlabel',
    fc.tuple(number, label).map(
      ([n, name]) =>
        (on) =>
          on.removeLabel(n, name),
    ),
  ),
  person(
    'delete',
    number.map((n) => (on) => on.deleteIssue(n)),
  ),
  person(
    'push',
    fc.tuple(branch, words, words).map(
      ([name, message, text]) =>
        (on) =>
          on.push(name, message, { 'a.txt': text }, 'main'),
    ),
  ),
  person(
    'pull',
    fc.tuple(branch, words).map(
      ([head, title]) =>
        (on) =>
          on.openPull({ title, head, base: 'main' }),
    ),
  ),
  person(
    'edit pull',
    fc.tuple(number, words).map(
      ([n, body]) =>
        (on) =>
          on.editPull(n, { body }),
    ),
  ),
  person(
    'merge',
    number.map((n) => (on) => on.merge(n)),
  ),
  person(
    'queue',
    number.map((n) => (on) => on.joinMergeQueue(n)),
  ),
  person(
    'team',
    login.map((who) => (on) => on.addToTeam('customers', who)),
  ),
  person(
    'rename',
    fc.constantFrom('invoices', 'bills').map((name) => (on) => on.renameRepository(name)),
  ),
  person(
    'uncomment',
    fc.nat(3).map((n) => (on) => on.deleteComment([...on.repository.comments.keys()][n] ?? 0)),
  ),
  person(
    'recomment',
    fc.tuple(fc.nat(3), words).map(
      ([n, body]) =>
        (on) =>
          on.editComment([...on.repository.comments.keys()][n] ?? 0, body),
    ),
  ),
  person(
    'transfer',
    number.map((n) => (on) => on.transferIssue(n, 'harbour/berths')),
  ),
  person(
    'draft',
    fc.tuple(number, fc.boolean()).map(
      ([n, draft]) =>
        (on) =>
          on.setDraft(n, draft),
    ),
  ),
  person(
    'close pull',
    fc.tuple(number, state).map(
      ([n, to]) =>
        (on) =>
          on.editPull(n, { state: to }),
    ),
  ),
  person(
    'fork',
    fc.tuple(branch, words).map(
      ([head, title]) =>
        (on) =>
          on.openPull({ title, head, base: 'main', ours: false }),
    ),
  ),
  person(
    'delete branch',
    branch.map((name) => (on) => on.deleteBranch(name)),
  ),
  person(
    'press',
    fc.nat(2).map((n) => (on) => on.pressCheckButton([...on.repository.checks.keys()][n] ?? 0, 'look')),
  ),
  person(
    'rerun',
    fc.nat(2).map((n) => (on) => on.rerunCheck([...on.repository.checks.keys()][n] ?? 0)),
  ),
  person(
    'merge group',
    fc.nat(1).map((n) => (on) => on.mergeGroup([...on.repository.groups.keys()][n] ?? '')),
  ),
  person(
    'leave team',
    login.map((who) => (on) => on.removeFromTeam('customers', who)),
  ),
  person(
    'deploy',
    branch.map((ref) => (on) => on.requestDeployment('production', ref)),
  ),
  app(
    'comment',
    fc.tuple(number, words).map(
      ([n, body]) =>
        (rest) =>
          rest.issues.createComment({ ...at, issue_number: n, body }),
    ),
  ),
  app(
    'labels',
    fc.tuple(number, label).map(
      ([n, name]) =>
        (rest) =>
          rest.issues.setLabels({ ...at, issue_number: n, labels: [name] }),
    ),
  ),
  app(
    'state',
    fc.tuple(number, state).map(
      ([n, to]) =>
        (rest) =>
          rest.issues.update({ ...at, issue_number: n, state: to }),
    ),
  ),
  app(
    'issues',
    state.map((which) => (rest) => rest.issues.listForRepo({ ...at, state: which })),
  ),
  app(
    'pull',
    number.map((n) => (rest) => rest.pulls.get({ ...at, pull_number: n })),
  ),
  app(
    'files',
    number.map((n) => (rest) => rest.pulls.listFiles({ ...at, pull_number: n })),
  ),
  app(
    'check',
    fc
      .tuple(branch, fc.constantFrom('success' as const, 'failure' as const))
      .map(([ref, conclusion]) => async (rest) => {
        const { sha } = (await rest.repos.getCommit({ ...at, ref })).data;
        await rest.checks.create({ ...at, name: 'Countersign', head_sha: sha, conclusion, actions: [LOOK] });
      }),
  ),
);

test('any sequence of acts keeps every answer and every webhook within GitHub’s descriptions', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 40, size: 'max' }), async (acts) => {
      const on = stage({ oracle });
      addRepository(on.world, { owner: on.seeded.organization, name: 'berths', author: on.seeded.owner });
      const { rest } = on.asInstallation();
      for (const one of acts) {
        try {
          if (one.by === 'app') await one.run(rest);
          else one.run(human(on.world, one.login, 'harbour/invoices'));
        } catch (error) {
          const status = error instanceof Refused ? error.status : (error as { status?: number }).status;
          expect(status, `${one.name}: ${error}`).toBeOneOf([403, 404, 405, 409, 422]);
        }
      }
      await on.deliveries.settled();
      expect(on.checked.violations).toEqual([]);
      expect(on.received.flatMap(({ event, payload }) => webhooks.payload(event, payload))).toEqual([]);
      const { repository } = on.seeded;
      const open = [...repository.issues.values()].filter((one) => one.state === 'open').map((one) => one.number);
      expect([...repository.open].sort()).toEqual(open.sort());
      const pulls = open.filter((one) => repository.issues.get(one)?.pull);
      expect([...repository.openPulls].sort()).toEqual(pulls.sort());
      expect(serialize(deserialize(serialize(on.world.state)))).toBe(serialize(on.world.state));
    }),
    { numRuns: 40 },
  );
});
