/** The fact cache may be emptied at any moment: what can never be read again stands in the record (`docs/decisions/facts-and-truth.md`). */
import { verifyProject } from '@countersign/core/ledger/chain.ts';
import type { Json } from '@countersign/core/record/port.ts';
import type { JiraAnswer, JiraGate, Merge } from '@countersign/github/mirror/jira.ts';
import { homeOf, placeNoted, streamOf } from '@countersign/github/record/home.ts';
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { human } from '@countersign/sandbox/human.ts';
import { SEED_LOGINS } from '@countersign/sandbox/seed.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import { moveBranch, push } from '@countersign/sandbox/world/push.ts';
import type { Repository } from '@countersign/sandbox/world/record.ts';
import { addRepository } from '@countersign/sandbox/world/repository.ts';
import fc from 'fast-check';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { approved } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

const OTHER = 'other';
/** More than any story has. */
const MOST_STEPS = 1000;

interface Story {
  /** Opens the line, up to where the story begins. */
  readonly open: () => Promise<Playing>;
}

interface Playing {
  readonly steps: readonly (readonly [what: string, act: () => unknown])[];
  /** What people and the other tracker see. */
  readonly shown: () => unknown;
}

interface Seen {
  readonly ledger: readonly unknown[];
  /** After each step. */
  readonly seen: readonly unknown[];
}

async function asked<Row>(text: string): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: line.databaseUrl });
  await client.connect();
  try {
    return (await client.query(text)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** As a server that starts on a record whose cache is gone. */
async function drop(): Promise<void> {
  await asked('truncate document, forgotten');
  line.server.parts.places.clear();
  line.server.parts.policies.clear();
}

/**
 * Without what differs between any two plays: instants, what is hashed with them, and what GitHub numbers checks by. Issues and pull requests are
 * told apart by who comes first, and so are the comments that our answers name: their ids go on from those of whatever is written meanwhile. Whether
 * something was taken before its turn depends on what it had to wait for.
 */
function plain<Value>(value: Value): Value {
  const known: string[] = [];
  const first = (id: string): string => {
    if (!known.includes(id)) known.push(id);
    return `${id.slice(0, id.indexOf('_'))}_${known.indexOf(id)}`;
  };
  const text = JSON.stringify(value)
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then')
    .replace(/\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} [A-Z][a-z]{2}\b/g, 'a day')
    .replace(/\b(?:I|PR)_kw[\w-]+/g, first)
    .replace(/\bcomment:\d+:\d+/g, (cause) => first(cause.replace(':', '_')))
    .replace(/\b[0-9a-f]{12,64}\b/g, 'hash')
    .replace(/"id":\d+/g, '"id":0')
    .replace(/,"ahead":"[^"]*"/g, '')
    .replace(/localhost:\d+|127\.0\.0\.1:\d+/g, 'here');
  return JSON.parse(text);
}

/** What the record and every surface hold once a story is over. */
async function play({ open }: Story, isDropped: (after: number) => boolean): Promise<Seen> {
  const { steps, shown } = await open();
  const seen: unknown[] = [];
  for (const [at, [what, act]] of steps.entries()) {
    await act();
    await line.settled();
    seen.push({ [what]: shown() });
    if (isDropped(at)) await drop();
  }
  const rows = await asked<{ tenant: string; project: string; stream: string; kind: string; event: string }>(
    'select tenant, project, kind, stream, event from entry order by project, kind, stream, version',
  );
  const places = new Map(rows.map(({ tenant, project }) => [project, tenant]));
  for (const [project, tenant] of places)
    expect(verifyProject(await line.server.record.readProject(tenant, project, 0, 1000))).toBeUndefined();
  const ledger = rows.map(({ kind, stream, event }) => ({ kind, stream, event: JSON.parse(event) }));
  return plain({ ledger, seen });
}

/** Labels and our comments on an issue. */
function surfaces({ issues, comments, labels }: Repository, number: number): unknown {
  const issue = issues.get(number);
  const bodies = (issue?.comments ?? []).map((id) => comments.get(id)?.body);
  return { labels: (issue?.labels ?? []).map((id) => labels.get(id)?.name), bodies };
}

/** A request is transferred, spoken of where it lives now, and transferred back. */
const transferred: Story = {
  async open() {
    line = await openLine();
    const { pull, organization, repository, people } = line.seeded;
    const number = await approved(line, line.file({ items: 'New requirement' }, 'Elsewhere'));
    line.as('developer').editPull(pull, { body: `Change: #${number}` });
    await line.settled();
    const tip = repository.commits.get(repository.refs.get('refs/heads/main') ?? '');
    const files = { [POLICY_PATH]: tip?.files[POLICY_PATH] ?? '' };
    const other = addRepository(line.world, { owner: organization, name: OTHER, author: people.developer, files });
    const inOther = `${organization.login}/${OTHER}`;
    const there = human(line.world, 'olga', inOther);
    const lead = human(line.world, SEED_LOGINS['project-manager'], inOther);
    let moved = 0;
    let back = 0;
    return {
      steps: [
        ['nothing yet', () => {}],
        [
          'it is transferred',
          () => {
            moved = line.as('developer').transferIssue(number, inOther).number;
          },
        ],
        ['it is held there', () => lead.comment(moved, '/hold wait')],
        ['it is rewritten there', () => there.editIssue(moved, { title: 'Something wholly else' })],
        ['something is asked there', () => lead.comment(moved, '/explain')],
        [
          'it comes back',
          () => {
            back = there.transferIssue(moved, `${organization.login}/${repository.name}`).number;
          },
        ],
        ['it is released here', () => line.as('project-manager').comment(back, '/release')],
      ],
      shown: () => ({ check: line.check(pull), there: surfaces(other, moved), here: surfaces(repository, back) }),
    };
  },
};

/** Work that names a request of another tracker is merged after its check was shown; by then the other tracker is away. */
const merged: Story = {
  async open() {
    let answer: JiraAnswer = 'open';
    const told: Merge[] = [];
    const jira: JiraGate = {
      ask: async () => answer,
      standing: async () => 'open',
      propose: async () => 'recorded',
      merged: async (_, merge) => {
        told.push(merge);
        return 'recorded';
      },
    };
    line = await openLine({ jira, policy: (text) => text.replace('  merge:\n', '  merge:\n    jira: [SHIP]\n') });
    const { pull, repository } = line.seeded;
    repository.required.clear();
    return {
      steps: [
        ['it names a request there', () => line.as('developer').editPull(pull, { body: 'Change: SHIP-1' })],
        [
          'the other tracker goes away',
          () => {
            answer = 'unreachable';
          },
        ],
        ['it is merged', () => line.as('developer').merge(pull)],
        ['it is edited afterwards', () => line.as('developer').editPull(pull, { title: 'Said again' })],
      ],
      shown: () => ({
        told: told.map(({ title, gate, by }) => ({ title, gate, by })),
        here: surfaces(repository, pull),
      }),
    };
  },
};

/** Work of an exempt author to which somebody else pushes a commit in the author's name; it is looked at again afterwards. */
const intruded: Story = {
  async open() {
    line = await openLine({ policy: (text) => text.replace('exempt:', 'exempt:\n      authors: ["@dara"]') });
    const { world, seeded } = line;
    const { repository, people } = seeded;
    line.as('developer').push('work', 'own', { 'src/own.js': '1' }, 'main');
    const pull = line.as('developer').openPull({ title: 'Update', body: '', head: 'work', base: 'main' });
    await line.settled();
    const expert = { account: people['technical-expert'], viaApp: false };
    const forged = { author: people.developer, committer: people.developer };
    return {
      steps: [
        ['it is its author’s own', () => {}],
        [
          'somebody else pushes in its author’s name',
          () =>
            push(world, repository, expert, {
              branch: 'work',
              message: 'more',
              edits: { 'src/rogue.js': '1' },
              ...forged,
            }),
        ],
        ['it is edited', () => line.as('developer').editPull(pull, { title: 'Update again' })],
        ['and once more', () => line.as('developer').editPull(pull, { body: 'Said again' })],
      ],
      shown: () => line.check(pull),
    };
  },
};

/** Two pull requests wait in one group of the merge queue; the first of them is held, and released. */
const queued: Story = {
  async open() {
    line = await openLine();
    const number = await approved(line);
    const { repository } = line.seeded;
    const developer = line.as('developer');
    developer.push('held', 'held', { 'src/held.js': '1' }, 'main');
    const held = developer.openPull({ title: 'Held', body: `Change: #${number}`, head: 'held', base: 'main' });
    developer.push('free', 'free', { 'docs/free.md': '1' }, 'main');
    const free = developer.openPull({ title: 'Free', body: '', head: 'free', base: 'main' });
    await line.settled();
    let head = '';
    return {
      steps: [
        [
          'both are queued',
          () => {
            head = developer.joinMergeQueue(held, free).headSha;
          },
        ],
        ['the first is held', () => line.as('project-manager').comment(number, '/hold wait')],
        ['it is released', () => line.as('project-manager').comment(number, '/release')],
        ['the round looks', () => line.server.reconcile()],
        ['it leaves the queue', () => developer.leaveMergeQueue(head)],
      ],
      shown: () => [...repository.checks.values()].filter((one) => one.headSha === head).at(-1)?.conclusion,
    };
  },
};

/** The policy covers no branch, so the default one is; then somebody makes a branch of the name that the policy has. */
const covered: Story = {
  async open() {
    let skew = 0;
    const policy = (text: string) => text.replace(/branches: .*/, 'branches: [master]');
    line = await openLine({ policy, now: () => Date.now() + skew });
    const { repository, people, pull } = line.seeded;
    const main = repository.commits.get(repository.refs.get('refs/heads/main') ?? '');
    if (!main) throw new Error('no commit on main');
    const looked = (hours: number) => () => {
      skew = hours * 3_600_000;
      return line.server.reconcile();
    };
    return {
      steps: [
        ['nothing yet', () => {}],
        [
          'a branch of that name is made',
          () => moveBranch(line.world, repository, { account: people.developer, viaApp: false }, 'master', main),
        ],
        ['it is looked at after two hours', looked(2)],
        ['and after a day and a half', looked(36)],
        ['it is edited', () => line.as('developer').editPull(pull, { title: 'Said again' })],
      ],
      shown: () => line.check(pull)?.conclusion,
    };
  },
};

const STORIES = [
  ['5.6: a request is transferred, spoken of and brought back', transferred],
  ['6.2: work is merged whose gate another tracker answered', merged],
  ['6.1: somebody else pushes to the work of an exempt author', intruded],
  ['6.1: a group waits in the merge queue while one of its requests is held', queued],
  ['6.1: a default branch is covered, and a branch of the policy’s name is made', covered],
] as const;

test.each(STORIES)(
  '%s: the record and all that is seen are the same with the fact cache emptied after every step',
  {
    timeout: 600_000,
  },
  async (_, story) => {
    const whole = await play(story, () => false);
    await line.close();
    expect(await play(story, () => true)).toEqual(whole);
  },
);

test.each(STORIES)('%s: and with it emptied after any of them', { timeout: 600_000 }, async (_, story) => {
  const whole = await play(story, () => false);
  await fc.assert(
    fc.asyncProperty(fc.nat(MOST_STEPS), async (after) => {
      await line.close();
      expect(await play(story, (at) => at === after % whole.seen.length)).toEqual(whole);
    }),
    { numRuns: 2, endOnFailure: true },
  );
});

test('5.6, 6.2: what an older version kept beside the record is brought into it at the first start, once', async () => {
  line = await openLine();
  const number = line.file();
  const stays = line.file({}, 'Another wish');
  await line.settled();
  const { parts } = line.server;
  const tenant = `github:${line.seeded.organization.id}`;
  const project = nodeId('R', line.seeded.repository.id);
  const refOf = async (one: number) => (await parts.register.findByNumber(tenant, project, one))?.ref.stream ?? '';
  const [moved, other] = [await refOf(number), await refOf(stays)];
  const place = await placeNoted(parts, tenant, project);
  if (!place) throw new Error('the repository is not known');
  const fetchedAt = '2026-03-02T08:00:00.120Z';
  const keep = (kind: string, where: string, id: string, data: Json) =>
    parts.documents.keep({ tenant, project: where, kind, id, data, fetchedAt });
  const there = { ...place, project: 'R_there', repo: 'there' };
  await keep('home', project, moved, { place: there, issue: 'I_there', number: 3 });
  await keep('alias', 'account', 'I_there', { project, stream: moved });
  await keep('home', project, other, { place: { ...place }, issue: other, number: stays });
  await keep('gate-shown', project, 'PR_1', { head: 'a', gate: 'closed' });
  await keep('pushed-by-others', project, 'PR_2 c', true);
  await keep('taken-in', project, 'v1 release/a b', true);
  const brought = () =>
    asked(
      `select project, kind, stream, version, at, event from entry where kind not in ('change', 'policy') order by project, kind, stream`,
    );

  await line.restart();
  const at = expect.any(String);
  const event = (value: Json) => JSON.stringify(value);
  expect(await brought()).toEqual(
    [
      {
        project: 'R_there',
        kind: 'alias',
        stream: 'I_there',
        at,
        event: event({ type: 'belongs', project, stream: moved }),
      },
      {
        project,
        kind: 'coverage',
        stream: 'v1',
        at: fetchedAt,
        event: event({ type: 'taken-in', branch: 'release/a b' }),
      },
      {
        project,
        kind: 'home',
        stream: moved,
        at,
        event: event({ type: 'lives', project: 'R_there', id: 'I_there', number: 3 }),
      },
      {
        project,
        kind: 'work',
        stream: 'PR_1',
        at: fetchedAt,
        event: event({ type: 'gate-shown', head: 'a', gate: 'closed' }),
      },
      {
        project,
        kind: 'work',
        stream: 'PR_2',
        at: fetchedAt,
        event: event({ type: 'pushed-by-others', commits: ['c'] }),
      },
    ]
      .map((one) => ({ ...one, version: 1 }))
      .sort((one, next) => one.project.localeCompare(next.project)),
  );
  const { parts: now } = line.server;
  expect(await streamOf(now, there, 'I_there')).toEqual({ tenant, project, stream: moved });
  expect(await homeOf(now, { tenant, project, stream: other })).toEqual({ place, issue: other, number: stays });
  const once = await brought();
  const left = () =>
    asked(`select id from document where kind in ('home', 'alias', 'gate-shown', 'pushed-by-others', 'taken-in')`);
  expect(await left()).toEqual([]);
  await line.restart();
  expect(await brought()).toEqual(once);
  for (const one of ['R_there', project])
    expect(verifyProject(await line.server.record.readProject(tenant, one, 0, 1000))).toBeUndefined();
});
