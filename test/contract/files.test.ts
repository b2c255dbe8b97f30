/** The list of changed files, asked of the stand-in for any two trees: nothing that differs is missing from it, and only what was read whole is kept. */

import type { FactKey, KeptFact } from '@countersign/core/kept.ts';
import { memoryTexts } from '@countersign/core/ledger/memorytexts.ts';
import type { GitHubClient } from '@countersign/github/client.ts';
import { listedPaths, pathsBetween } from '@countersign/github/facts/changed.ts';
import { changedFiles } from '@countersign/github/facts/files.ts';
import type { Reader } from '@countersign/github/facts/reader.ts';
import type { Place } from '@countersign/github/translation.ts';
import { addCommit, type Mode } from '@countersign/sandbox/world/git.ts';
import type { Commit } from '@countersign/sandbox/world/record.ts';
import { accountNamed } from '@countersign/sandbox/world/world.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { githubOracle } from '../instruments/github-oracle.ts';
import { type Stage, stage } from '../sandbox/stage.ts';

const oracle = githubOracle();

function begin() {
  const made = stage({ oracle });
  const client = made.asInstallation() as unknown as GitHubClient;
  const place: Place = { tenant: 'github:1', project: 'R_1', installation: 1, owner: made.owner, repo: made.repo };
  return { ...made, client, place, ...readerOf(client) };
}

/** A reader over a client, with a store in memory whose content can be looked at. */
function readerOf(client: GitHubClient) {
  const kept = new Map<string, KeptFact>();
  const keyOf = ({ kind, id }: Pick<FactKey, 'kind' | 'id'>) => `${kind} ${id}`;
  const facts = {
    find: async (key: FactKey) => kept.get(keyOf(key)),
    findMany: async () => [],
    list: async (_tenant: string, _project: string, kind: string) =>
      [...kept.values()].filter((one) => one.kind === kind),
    moment: async () => '',
    keep: async (fact: KeptFact) => {
      kept.set(keyOf(fact), fact);
      return true;
    },
    forget: async () => {},
  };
  const reader: Reader = {
    client,
    facts,
    now: Date.now,
    patient: false,
    texts: memoryTexts(),
    policies: new Map(),
    away: new Map(),
  };
  return { reader, kept };
}

interface Entry {
  readonly content: string;
  readonly mode?: Mode;
}
type Tree = ReadonlyMap<string, Entry>;

function committed(on: Stage, tree: Tree, ...parents: readonly string[]): Commit {
  const { world, seeded } = on;
  return addCommit(world, seeded.repository, {
    parents,
    message: 'x',
    author: accountNamed(world, 'dara'),
    files: Object.fromEntries([...tree].map(([path, { content }]) => [path, content])),
    modes: Object.fromEntries([...tree].flatMap(([path, { mode }]) => (mode ? [[path, mode]] : []))),
  });
}

/** What differs in truth, by no code of ours: content and mode under each name. */
function different(before: Tree, after: Tree): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => JSON.stringify(before.get(path)) !== JSON.stringify(after.get(path)))
    .sort();
}

const NAME = fc.constantFrom('a', 'b', 'c', 'src', 'docs', 'x\ny', 'x\u2028y', 'q?d#e%', 'é', '文', '-', 'a b', '…');
const CONTENT = fc.constantFrom('1', '2', 'one\ntwo\nthree', 'one\ntwo\nthree\nfour', 'one\n2\n3\n4', '');
const COMMIT = fc.constantFrom('a'.repeat(40), 'b'.repeat(40));
const ENTRY: fc.Arbitrary<Entry> = fc.oneof(
  { weight: 6, arbitrary: CONTENT.map((content) => ({ content })) },
  { weight: 1, arbitrary: CONTENT.map((content) => ({ content, mode: '100755' as const })) },
  { weight: 1, arbitrary: CONTENT.map((content) => ({ content, mode: '120000' as const })) },
  { weight: 1, arbitrary: COMMIT.map((content) => ({ content, mode: '160000' as const })) },
);
const PATH = fc.array(NAME, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
/** No name is a file and a folder at once. */
const TREE: fc.Arbitrary<Tree> = fc.array(fc.tuple(PATH, ENTRY), { maxLength: 12 }).map((given) => {
  const tree = new Map<string, Entry>();
  for (const [path, entry] of given) {
    const clash = [...tree.keys()].some((other) => other.startsWith(`${path}/`) || path.startsWith(`${other}/`));
    if (!clash) tree.set(path, entry);
  }
  return tree;
});

test('6.1: whatever changes between two trees is in the list of a comparison, under both names; two whole trees give exactly it', async () => {
  const on = begin();
  await fc.assert(
    fc.asyncProperty(TREE, TREE, TREE, async (before, after, elsewhere) => {
      const from = committed(on, before);
      const moved = committed(on, elsewhere, from.sha);
      const head = committed(on, after, from.sha);
      const truth = different(before, after);
      // The base has moved on since: what happened there is none of the head's doing.
      for (const base of [from.sha, moved.sha]) {
        const listed = await changedFiles(on.reader, on.place, { base, head: head.sha });
        expect(listed).toEqual(expect.arrayContaining([...truth]));
      }
      const [old, now] = [await linesOf(on, from), await linesOf(on, head)];
      expect(pathsBetween(old, now)).toEqual(truth);
    }),
    { numRuns: 250 },
  );
  expect(on.checked.violations).toEqual([]);
}, 600_000);

async function linesOf({ client, place }: ReturnType<typeof begin>, commit: Commit) {
  const { owner, repo } = place;
  const route = 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}';
  const { data } = await client.request(route, { owner, repo, tree_sha: commit.tree, recursive: '1' });
  return (data as { tree: Parameters<typeof pathsBetween>[0] }).tree;
}

test('6.1: a moved file counts at both ends, whichever of them is looked at', () => {
  const files = [{ filename: 'docs/new.md', previous_filename: 'src/old.js' }, { filename: 'a' }];
  expect(listedPaths(files)).toEqual(['docs/new.md', 'src/old.js', 'a']);
});

test('6.1: of names that are no text several look alike: such a one counts as soon as anything in its folder differs', () => {
  const blob = (path: string, sha: string) => ({ path, mode: '100644', type: 'blob', sha });
  const folder = (path: string, sha: string) => ({ path, mode: '040000', type: 'tree', sha });
  const before = [folder('src', '1'), blob('src/\ufffd.js', 'x'), folder('lib', '5'), blob('lib/\ufffd.js', 'y')];
  const after = [folder('src', '2'), blob('src/\ufffd.js', 'x'), folder('lib', '5'), blob('lib/\ufffd.js', 'y')];
  expect(pathsBetween(before, after)).toEqual(['src/\ufffd.js']);
});

/** A client that changes what GitHub answers to a route. */
function changing(client: GitHubClient, part: string, change: (data: never) => unknown): GitHubClient {
  return {
    async request(route, parameters) {
      const answer = await client.request(route, parameters);
      return route.includes(part) ? { ...answer, data: change(answer.data as never) } : answer;
    },
  };
}

type Comparison = { base_commit: object; merge_base_commit: object; commits: { sha: string }[]; files?: object[] };

const OTHER = 'f'.repeat(40);

test.each<[string, string, (data: never) => unknown]>([
  ['of another base', 'compare', (data: Comparison) => ({ ...data, base_commit: { sha: OTHER } })],
  ['without a merge base', 'compare', (data: Comparison) => ({ ...data, merge_base_commit: null })],
  ['without the head among its commits', 'compare', (data: Comparison) => ({ ...data, commits: [] })],
  [
    'that says there is nothing, of a head that is not in the base',
    'compare',
    (data: Comparison) => ({ ...data, total_commits: 0, commits: [], files: [] }),
  ],
  [
    'of another head',
    'compare',
    (data: Comparison) => ({ ...data, commits: data.commits.map((one) => ({ ...one, sha: OTHER })) }),
  ],
  ['of another tree', 'trees', (data: object) => ({ ...data, sha: OTHER })],
  ['that does not say whether it is whole', 'trees', ({ truncated: _, ...data }: { truncated: boolean }) => data],
])('6.1: an answer %s is none, and is not kept', async (_, part, change) => {
  const on = begin();
  const many: Tree = new Map(Array.from({ length: 301 }, (_, at) => [`docs/${at}`, { content: `${at}` }]));
  const from = committed(on, new Map());
  const head = committed(on, many, from.sha);
  const { reader, kept } = readerOf(changing(on.client, part, change));
  expect(await changedFiles(reader, on.place, { base: from.sha, head: head.sha })).toBe('unreadable');
  expect(kept.size).toBe(0);
});

test('6.1: a cut tree is too much, an unknown commit is unreadable, a silent GitHub is asked again: nothing of it is kept', async () => {
  const on = begin();
  const many: Tree = new Map(Array.from({ length: 300 }, (_, at) => [`docs/${at}`, { content: `${at}` }]));
  const from = committed(on, new Map());
  const head = committed(on, many, from.sha);
  const range = { base: from.sha, head: head.sha };
  on.world.mostTreeEntries = 50;
  expect(await changedFiles(on.reader, on.place, range)).toBe('too-many');
  expect(await changedFiles(on.reader, on.place, { ...range, head: OTHER })).toBe('unreadable');
  on.api.faults.add({ kind: 'status', status: 502, on: 'GET /repos/:owner/:repo/git/trees/:sha{.+}', times: 1 });
  await expect(changedFiles(on.reader, on.place, range)).rejects.toThrow('did not answer');
  expect(on.kept.size).toBe(0);
  on.world.mostTreeEntries = 1000;
  expect(await changedFiles(on.reader, on.place, range)).toHaveLength(300);
  expect(on.kept.size).toBe(1);
});

test('6.1: what is kept is kept under both commits, and asked for once', async () => {
  const on = begin();
  const from = committed(on, new Map());
  const [one, two] = ['a', 'b'].map((path) => committed(on, new Map([[path, { content: '1' }]]), from.sha));
  const files = (head: Commit | undefined) =>
    changedFiles(on.reader, on.place, { base: from.sha, head: head?.sha ?? '' });
  expect([await files(one), await files(two), await files(one)]).toEqual([['a'], ['b'], ['a']]);
  expect([...on.kept.keys()]).toEqual([one, two].map((head) => `changed-files ${from.sha}...${head?.sha}`));
});
