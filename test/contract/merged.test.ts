/** The files that a merge could change, held against Git itself: whatever both sides did before, Git changes no file that is not among them (`docs/decisions/changed-files.md`). */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FactKey, KeptFact } from '@countersign/core/kept.ts';
import { memoryTexts } from '@countersign/core/ledger/memorytexts.ts';
import type { GitHubClient } from '@countersign/github/client.ts';
import { isGuarded } from '@countersign/github/facts/guarded.ts';
import { mergedFiles, mergedGuarded } from '@countersign/github/facts/merged.ts';
import type { Reader } from '@countersign/github/facts/reader.ts';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'countersign-git-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ENV = {
  ...{ PATH: process.env.PATH ?? '', HOME: folder, GIT_CONFIG_NOSYSTEM: '1' },
  ...{
    GIT_AUTHOR_NAME: 'a',
    GIT_AUTHOR_EMAIL: 'a@example.org',
    GIT_COMMITTER_NAME: 'a',
    GIT_COMMITTER_EMAIL: 'a@example.org',
  },
};

interface Said {
  readonly status: number | null;
  readonly out: string;
}

/** What Git says of commits and trees that are named by their digests stays so: it is asked once. */
const said = new Map<string, Said>();

function tried(args: readonly string[], input?: string): Said {
  const asked = args.join('\0');
  const known = input === undefined ? said.get(asked) : undefined;
  if (known) return known;
  const { status, stdout } = spawnSync('git', args, {
    cwd: folder,
    env: ENV,
    encoding: 'utf8',
    ...(input === undefined ? {} : { input }),
  });
  const answer = { status, out: stdout };
  if (input === undefined) said.set(asked, answer);
  return answer;
}

function git(args: readonly string[], input?: string): string {
  const { status, out } = tried(args, input);
  if (status !== 0) throw new Error(`git ${args.join(' ')}`);
  return out.trim();
}

const linesOf = (text: string): readonly string[] => text.split('\n').filter((one) => one !== '');

git(['init', '-q', '--bare', '.']);

type Files = Readonly<Record<string, string>>;

interface Made {
  readonly sha: string;
  readonly files: Files;
}

/** Writes commits of whole trees, each on those before it. */
let marks = 0;
function committed(files: Files, parents: readonly string[]): string {
  marks += 1;
  const message = `${marks}`;
  const first = parents.length > 0 ? [`from ${parents[0]}`, ...parents.slice(1).map((one) => `merge ${one}`)] : [];
  const entries = Object.entries(files).flatMap(([path, content]) => [
    `M 100644 inline ${path}`,
    `data ${Buffer.byteLength(content)}`,
    content,
  ]);
  const head = [`commit refs/heads/c${marks}`, 'mark :1', `committer a <a@example.org> ${1_000_000 + marks} +0000`];
  const stream = [
    ...head,
    `data ${message.length}`,
    message,
    ...first,
    'deleteall',
    ...entries,
    'get-mark :1',
    '',
  ].join('\n');
  return git(['fast-import', '--quiet', '--force', '--cat-blob-fd=1'], stream);
}

/** So many files differ, and so many stand there, that GitHub lists neither whole. */
interface Huge {
  readonly isHuge: boolean;
}

/** GitHub's answers, given by Git. */
const client = ({ isHuge }: Huge): GitHubClient => ({
  async request(route, parameters = {}) {
    const shown = (sha: string) => ({ sha, commit: { tree: { sha: git(['rev-parse', `${sha}^{tree}`]) } } });
    if (route.includes('/git/trees/')) {
      const sha = String(parameters.tree_sha);
      const tree = linesOf(git(['ls-tree', ...(parameters.recursive ? ['-r', '-t'] : []), sha])).map((line) => {
        const [, mode, type, own, path] = /^(\d+) (\w+) (\w+)\t(.*)$/.exec(line) ?? [];
        return { mode, type, sha: own, path };
      });
      const isCut = isHuge && parameters.recursive !== undefined && tree.some((one) => one.path === UNGUARDED);
      return { status: 200, data: { sha, truncated: isCut, tree } };
    }
    const [base = '', head = ''] = String(parameters.basehead).split('...');
    const met = linesOf(git(['merge-base', base, head]))[0] ?? '';
    const commits = linesOf(git(['rev-list', '--topo-order', '--reverse', '--parents', `${base}..${head}`])).map(
      (line) => {
        const [sha = '', ...parents] = line.split(' ');
        return { ...shown(sha), parents: parents.map((one) => ({ sha: one })) };
      },
    );
    const files = linesOf(git(['diff', '--name-status', '-M', met, head])).map((line) => {
      const [, one = '', other] = line.split('\t');
      return other === undefined ? { filename: one } : { filename: other, previous_filename: one };
    });
    const data = {
      base_commit: shown(base),
      merge_base_commit: shown(met),
      total_commits: commits.length,
      commits,
      files: isHuge ? Array.from({ length: 300 }, (_, at) => ({ filename: `lib/${at}` })) : files,
    };
    return { status: 200, data };
  },
});

function reader(huge: Huge = { isHuge: false }): Reader {
  const kept = new Map<string, KeptFact>();
  const name = ({ kind, id }: Pick<FactKey, 'kind' | 'id'>) => `${kind} ${id}`;
  const facts = {
    find: async (key: FactKey) => kept.get(name(key)),
    list: async (_tenant: string, _project: string, kind: string) =>
      [...kept.values()].filter((one) => one.kind === kind),
    moment: async () => '',
    keep: async (fact: KeptFact) => {
      kept.set(name(fact), fact);
      return true;
    },
    forget: async () => {},
  };
  const answers = client(huge);
  return {
    client: answers,
    facts,
    now: Date.now,
    patient: false,
    texts: memoryTexts(),
    policies: new Map(),
    away: new Map(),
  };
}

const PLACE = { tenant: 'github:1', project: 'R_1', installation: 1, owner: 'o', repo: 'r' };

/** What Git makes of a merge; `undefined` where it finds a conflict. */
function merged(tip: string, head: string, folders: string): string | undefined {
  const { status, out } = tried(['-c', `merge.directoryRenames=${folders}`, 'merge-tree', '--write-tree', tip, head]);
  return status === 0 ? out.trim() : undefined;
}

/** The same of a rebase: each commit that is no merge, one after the other. */
function rebased(tip: string, head: string, folders: string): string | undefined {
  let tree = git(['rev-parse', `${tip}^{tree}`]);
  for (const sha of linesOf(git(['rev-list', '--topo-order', '--reverse', '--no-merges', `${tip}..${head}`]))) {
    const from = git(['commit-tree', '-m', 'x', `${sha}^^{tree}`]);
    const own = git(['commit-tree', '-m', 'x', '-p', from, `${sha}^{tree}`]);
    const here = git(['commit-tree', '-m', 'x', '-p', from, tree]);
    const next = merged(here, own, folders);
    if (next === undefined) return undefined;
    tree = next;
  }
  return tree;
}

const changedIn = (tip: string, tree: string): readonly string[] =>
  linesOf(git(['diff', '--name-only', '--no-renames', `${tip}^{tree}`, tree]));

const TEXTS = ['a', 'b', 'c'].map((letter) => Array.from({ length: 12 }, (_, at) => `${letter}${at}`).join('\n'));
const PATHS = ['docs/a', 'docs/b', 'docs/deep/c', 'src/a', 'src/b', 'lib/a', 'lib/b', 'top'];
const FOLDERS = ['docs', 'src', 'lib', 'docs/deep'];

type Step =
  | { readonly what: 'write' | 'drop'; readonly path: string; readonly text: number }
  | { readonly what: 'line'; readonly path: string; readonly at: number }
  | { readonly what: 'move'; readonly path: string; readonly to: string }
  | { readonly what: 'move-folder'; readonly path: string; readonly to: string };

const STEP: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    what: fc.constantFrom('write' as const, 'drop' as const),
    path: fc.constantFrom(...PATHS),
    text: fc.nat(2),
  }),
  fc.record({ what: fc.constant('line' as const), path: fc.constantFrom(...PATHS), at: fc.nat(11) }),
  fc.record({ what: fc.constant('line' as const), path: fc.constantFrom(...PATHS), at: fc.nat(11) }),
  fc.record({ what: fc.constant('move' as const), path: fc.constantFrom(...PATHS), to: fc.constantFrom(...PATHS) }),
  fc.record({
    what: fc.constant('move-folder' as const),
    path: fc.constantFrom(...FOLDERS),
    to: fc.constantFrom(...FOLDERS),
  }),
);

function after(files: Files, step: Step, side: string): Files {
  const made: Record<string, string> = { ...files };
  const content = files[step.path];
  switch (step.what) {
    case 'write':
      made[step.path] = TEXTS[step.text] ?? '';
      break;
    case 'drop':
      delete made[step.path];
      break;
    case 'line':
      if (content !== undefined)
        made[step.path] = content
          .split('\n')
          .map((one, at) => (at === step.at ? `${one}${side}` : one))
          .join('\n');
      break;
    case 'move':
      if (content === undefined) break;
      delete made[step.path];
      made[step.to] = content;
      break;
    case 'move-folder':
      if (step.path === step.to) break;
      for (const [path, text] of Object.entries(files)) {
        if (!path.startsWith(`${step.path}/`)) continue;
        delete made[path];
        made[`${step.to}/${path.slice(step.path.length + 1)}`] = text;
      }
  }
  return Object.keys(made).length > 0 ? made : files;
}

type Move =
  | { readonly side: 'main' | 'work'; readonly steps: readonly Step[] }
  /** A merge, with steps that only it takes. */
  | { readonly side: 'main' | 'work'; readonly takes: 'ours' | 'theirs' | 'clean'; readonly own: readonly Step[] };

const MOVE: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      side: fc.constantFrom('main' as const, 'work' as const),
      steps: fc.array(STEP, { minLength: 1, maxLength: 2 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      side: fc.constantFrom('main' as const, 'work' as const, 'work' as const),
      takes: fc.constantFrom('ours' as const, 'theirs' as const, 'clean' as const),
      own: fc.oneof(fc.constant([]), fc.array(STEP, { maxLength: 2 })),
    }),
  },
);

/** Stands at the top of every tree in which some files are guarded. */
const UNGUARDED = 'whole';

/** The same history in a repository where one folder runs, and who reviews stands at the top. */
const GUARDED: Readonly<Record<string, string>> = { docs: '.github/workflows', top: 'CODEOWNERS' };
const asGuarded = (path: string): string => path.replace(/^[^/]+/, (name) => GUARDED[name] ?? name);

function guardedStep(step: Step): Step {
  const path = asGuarded(step.path);
  return 'to' in step ? { ...step, path, to: asGuarded(step.to) } : { ...step, path };
}

function guardedMove(move: Move): Move {
  return 'steps' in move
    ? { ...move, steps: move.steps.map(guardedStep) }
    : { ...move, own: move.own.map(guardedStep) };
}

const START: Files = {
  'docs/a': TEXTS[0] ?? '',
  'docs/deep/c': TEXTS[1] ?? '',
  'src/b': TEXTS[2] ?? '',
  'lib/a': TEXTS[1] ?? '',
};

function filesAt(tree: string): Files {
  return Object.fromEntries(
    linesOf(git(['ls-tree', '-r', '--name-only', tree])).map((path) => [path, git(['show', `${tree}:${path}`])]),
  );
}

function played(moves: readonly Move[], files = START): Readonly<Record<'main' | 'work', Made>> {
  const start: Made = { sha: committed(files, []), files };
  const at = { main: start, work: start };
  for (const move of moves) {
    const own = at[move.side];
    const other = at[move.side === 'main' ? 'work' : 'main'];
    if ('steps' in move) {
      const files = move.steps.reduce((made, step) => after(made, step, move.side), own.files);
      if (files !== own.files) at[move.side] = { files, sha: committed(files, [own.sha]) };
    } else if (own.sha !== other.sha) {
      const tree = move.takes === 'clean' ? merged(own.sha, other.sha, 'false') : undefined;
      const taken = tree ? filesAt(tree) : move.takes === 'theirs' ? other.files : own.files;
      const files = move.own.reduce((made, step) => after(made, step, move.side), taken);
      at[move.side] = { files, sha: committed(files, [own.sha, other.sha]) };
    }
  }
  return at;
}

/** A folder is moved and a merge takes that back; the base puts something into it. A rebase moves that along. */
const TAKEN_BACK: Move[] = [
  { side: 'work', steps: [{ what: 'move-folder', path: 'docs', to: 'lib' }] },
  { side: 'work', takes: 'theirs', own: [] },
  { side: 'main', steps: [{ what: 'move-folder', path: 'src', to: 'docs' }] },
];

/** A merge moves a file, a commit edits it there, and another merge puts all back. A rebase edits it where it was. */
const PUT_ELSEWHERE: Move[] = [
  { side: 'work', steps: [{ what: 'line', path: 'docs/a', at: 0 }] },
  { side: 'work', takes: 'ours', own: [{ what: 'move', path: 'src/b', to: 'docs/z' }] },
  { side: 'work', steps: [{ what: 'line', path: 'docs/z', at: 0 }] },
  { side: 'work', takes: 'theirs', own: [] },
];

/** A merge brings back a folder that the work has moved, and something new is put into it. A rebase puts it where the folder went. */
const BROUGHT_BACK: Move[] = [
  { side: 'work', steps: [{ what: 'move-folder', path: 'docs', to: 'src' }] },
  { side: 'work', takes: 'theirs', own: [] },
  { side: 'work', steps: [{ what: 'write', path: 'docs/b', text: 0 }] },
];

/** The same of a folder that a merge alone moves. */
const MOVED_BY_MERGE: Move[] = [
  { side: 'work', steps: [{ what: 'move', path: 'docs/deep/c', to: 'docs/a' }] },
  { side: 'work', takes: 'ours', own: [{ what: 'move-folder', path: 'docs', to: 'docs/deep' }] },
  { side: 'work', steps: [{ what: 'move', path: 'src/b', to: 'docs/deep/c' }] },
];

test('6.1: whatever both sides did, a merge or a rebase by Git changes no file that is not listed, wherever anything is listed', async () => {
  let merges = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(MOVE, { minLength: 2, maxLength: 7 }), async (moves) => {
      const { main, work } = played(moves);
      for (const isRebased of [false, true]) {
        const files = await mergedFiles(reader(), PLACE, { base: main.sha, head: work.sha }, isRebased);
        if (typeof files === 'string') {
          expect(['moved', 'tangled']).toContain(files);
          continue;
        }
        for (const folders of ['true', 'false']) {
          const ways = [
            merged(main.sha, work.sha, folders),
            ...(isRebased ? [rebased(main.sha, work.sha, folders)] : []),
          ];
          for (const tree of ways) {
            if (tree === undefined) continue;
            merges += 1;
            expect(files).toEqual(expect.arrayContaining([...changedIn(main.sha, tree)]));
          }
        }
      }
    }),
    {
      numRuns: Number(process.env.MERGED_RUNS ?? 25),
      examples: [TAKEN_BACK, PUT_ELSEWHERE, BROUGHT_BACK, MOVED_BY_MERGE].map((one) => [one]),
    },
  );
  // What is always closed, or always in conflict, would show nothing.
  expect(merges).toBeGreaterThan(10);
}, 600_000);

/** What the base has by now is made again, and taken back: together nothing, and commit by commit the base is undone. */
const MADE_AND_TAKEN_BACK: Move[] = [
  { side: 'main', steps: [{ what: 'write', path: 'docs/a', text: 1 }] },
  { side: 'work', steps: [{ what: 'write', path: 'docs/a', text: 1 }] },
  { side: 'work', steps: [{ what: 'write', path: 'docs/a', text: 0 }] },
  { side: 'work', steps: [{ what: 'write', path: 'src/a', text: 0 }] },
];

/** A merge takes back what a commit did: a rebase leaves the merge out. */
const LEFT_OUT: Move[] = [
  { side: 'main', steps: [{ what: 'write', path: 'src/b', text: 0 }] },
  { side: 'work', steps: [{ what: 'write', path: 'docs/a', text: 1 }] },
  { side: 'work', takes: 'theirs', own: [] },
];

test.each([false, true])(
  '6.4: whatever both sides did, a merge or a rebase by Git changes no guarded file that is not listed (so large that GitHub lists nothing whole: %s)',
  async (isHuge) => {
    let merges = 0;
    const start = Object.fromEntries(Object.entries(START).map(([path, text]) => [asGuarded(path), text]));
    await fc.assert(
      fc.asyncProperty(fc.array(MOVE, { minLength: 2, maxLength: 7 }), async (moves) => {
        const { main, work } = played(moves.map(guardedMove), { ...start, [UNGUARDED]: 'x' });
        for (const isRebased of [false, true]) {
          const files = await mergedGuarded(reader({ isHuge }), PLACE, { base: main.sha, head: work.sha }, isRebased);
          if (typeof files === 'string') {
            expect(['moved', 'tangled']).toContain(files);
            continue;
          }
          for (const folders of ['true', 'false']) {
            const ways = [
              merged(main.sha, work.sha, folders),
              ...(isRebased ? [rebased(main.sha, work.sha, folders)] : []),
            ];
            for (const tree of ways) {
              if (tree === undefined) continue;
              merges += 1;
              expect(files).toEqual(expect.arrayContaining(changedIn(main.sha, tree).filter(isGuarded)));
            }
          }
        }
      }),
      { numRuns: Number(process.env.MERGED_RUNS ?? 25), examples: [MADE_AND_TAKEN_BACK, LEFT_OUT].map((one) => [one]) },
    );
    expect(merges).toBeGreaterThan(10);
  },
  600_000,
);
