/** The merge queue of a branch as GitHub shows it, and the commits that a group of it would bring. */
import { z } from 'zod';
import { ask, askGraphql, type GitHubClient } from '../client.ts';
import type { Place } from '../translation.ts';
import type { GroupCommit, Waiting } from './claim.ts';

export type QueueRead =
  | {
      readonly kind: 'read';
      /** The newest commit of the branch when the queue was read. */
      readonly tip: string;
      readonly waiting: readonly Waiting[];
      /** Numbers of the pull requests in the queue by their heads, also of those that have no commit in it yet. */
      readonly heads: ReadonlyMap<string, readonly number[]>;
    }
  | { readonly kind: 'unreadable' };

const commit = z.object({ oid: z.string() }).nullish();

const answer = z.object({
  repository: z.object({
    ref: z.object({ target: z.object({ oid: z.string() }) }),
    mergeQueue: z.object({
      entries: z.object({
        nodes: z.array(
          z
            .object({
              headCommit: commit,
              baseCommit: commit,
              pullRequest: z.object({ number: z.number(), headRefOid: z.string(), baseRefName: z.string() }).nullish(),
            })
            .nullish(),
        ),
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
      }),
    }),
  }),
});

type Entry = NonNullable<z.infer<typeof answer>['repository']['mergeQueue']['entries']['nodes'][number]>;

/** https://docs.github.com/en/graphql/reference/objects#mergequeueentry; there is no such thing in the REST API. */
const QUERY = `query($owner: String!, $name: String!, $branch: String!, $ref: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    ref(qualifiedName: $ref) { target { oid } }
    mergeQueue(branch: $branch) {
      entries(first: 100, after: $after) {
        nodes { position state headCommit { oid } baseCommit { oid } pullRequest { number headRefOid baseRefName } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`;

/** A queue that is longer is not waited for: nobody merges two thousand pull requests at once. */
const MOST_PAGES = 20;

/** @throws Transient while GitHub does not answer */
export async function readQueue(client: GitHubClient, { owner, repo }: Place, branch: string): Promise<QueueRead> {
  const entries: Entry[] = [];
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const given = { owner, name: repo, branch, ref: `refs/heads/${branch}`, after };
    const asked = await askGraphql(client, QUERY, given);
    const read = asked.ok ? answer.safeParse(asked.data) : undefined;
    if (!read?.success) return { kind: 'unreadable' };
    const { mergeQueue, ref } = read.data.repository;
    entries.push(...mergeQueue.entries.nodes.filter((one) => one !== null && one !== undefined));
    const { hasNextPage, endCursor } = mergeQueue.entries.pageInfo;
    if (!hasNextPage) return { kind: 'read', tip: ref.target.oid, ...waitingIn(entries, branch) };
    after = endCursor ?? null;
  }
  return { kind: 'unreadable' };
}

function waitingIn(entries: readonly Entry[], branch: string): Pick<QueueRead & { kind: 'read' }, 'waiting' | 'heads'> {
  const waiting: Waiting[] = [];
  const heads = new Map<string, number[]>();
  for (const { headCommit, baseCommit, pullRequest } of entries) {
    // What nobody may see, or what goes elsewhere, claims nothing.
    if (pullRequest?.baseRefName !== branch) continue;
    const { number, headRefOid: head } = pullRequest;
    heads.set(head, [...(heads.get(head) ?? []), number]);
    if (headCommit)
      waiting.push({ number, head, commit: headCommit.oid, ...(baseCommit ? { base: baseCommit.oid } : {}) });
  }
  return { waiting, heads };
}

/** What the name of a queue's own branch tells of its group: where that goes, its last pull request, and what it was built on. */
export interface GroupName {
  readonly base: string;
  readonly number: number;
  readonly baseSha: string;
}

/** @param ref in full; the name of the branch that it goes to may itself look like that of a group. */
export function groupNamed(ref: string): GroupName | undefined {
  const [, base, number, baseSha] =
    /^refs\/heads\/gh-readonly-queue\/(.+)\/pr-(\d+)-([0-9a-f]{40,64})$/.exec(ref) ?? [];
  return base && number && baseSha ? { base, number: Number(number), baseSha } : undefined;
}

const refs = z.array(z.object({ ref: z.string(), object: z.object({ sha: z.string() }) }));

/**
 * The branches that merge queues made, and whatever is called so, with their commits.
 * @throws Transient while GitHub does not answer
 */
export async function queueBranches(
  client: GitHubClient,
  { owner, repo }: Place,
): Promise<ReadonlyMap<string, string> | 'unreadable'> {
  const ref = 'heads/gh-readonly-queue/';
  const answer = await ask(client, 'GET /repos/{owner}/{repo}/git/matching-refs/{ref}', { owner, repo, ref });
  const read = answer.ok ? refs.safeParse(answer.data) : undefined;
  return read?.success ? new Map(read.data.map((one) => [one.ref, one.object.sha])) : 'unreadable';
}

const comparison = z.object({
  base_commit: z.object({ sha: z.string() }),
  total_commits: z.number(),
  commits: z.array(z.object({ sha: z.string(), parents: z.array(z.object({ sha: z.string() })) })),
});

/** So many pages of a hundred commits a group may have; what has more is not known. */
const MOST_COMMIT_PAGES = 50;

/**
 * The commits that a branch at `tip` would gain by a group's head.
 * @throws Transient while GitHub does not answer
 */
export async function groupCommits(
  client: GitHubClient,
  { owner, repo }: Place,
  { tip, head }: { readonly tip: string; readonly head: string },
): Promise<readonly GroupCommit[] | 'unreadable'> {
  const commits: GroupCommit[] = [];
  for (let page = 1; page <= MOST_COMMIT_PAGES; page += 1) {
    const asked = await ask(client, 'GET /repos/{owner}/{repo}/compare/{basehead}', {
      owner,
      repo,
      basehead: `${tip}...${head}`,
      per_page: 100,
      page,
    });
    const read = asked.ok ? comparison.safeParse(asked.data) : undefined;
    if (!read?.success || read.data.base_commit.sha !== tip) return 'unreadable';
    commits.push(...read.data.commits.map(({ sha, parents }) => ({ sha, parents: parents.map((one) => one.sha) })));
    if (commits.length < read.data.total_commits && read.data.commits.length > 0) continue;
    // Fewer than GitHub counts, or another head's, would leave a pull request unasked.
    const isWhole = commits.length === read.data.total_commits;
    return isWhole && (commits.length === 0 || commits.some((one) => one.sha === head)) ? commits : 'unreadable';
  }
  return 'unreadable';
}
