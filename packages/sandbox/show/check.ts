/** Check runs, their suites and merge groups as GitHub shows them. */

import { commitOf, isWithin } from '../world/git.ts';
import { nodeId } from '../world/node.ts';
import type { CheckRun, MergeGroup, Pull, Repository } from '../world/record.ts';
import { accountOf, type World } from '../world/world.ts';
import { iso, type Json } from './account.ts';
import { appJson } from './app.ts';
import { mail } from './pull.ts';
import { repositoryJson, repositoryPage, repositoryUrl } from './repository.ts';

/** Open pull requests of this repository whose head is the commit; none for forks. */
export function pullsAt(world: World, repository: Repository, sha: string): readonly Json[] {
  return pullsWhere(world, repository, ({ headSha }) => headSha === sha);
}

/** Of a run GitHub also names those whose branch it was made for, when that has gone on. */
function pullsOfRun(world: World, repository: Repository, { headSha: sha }: CheckRun): readonly Json[] {
  return pullsWhere(
    world,
    repository,
    ({ headSha, baseSha }) =>
      headSha === sha || (isWithin(repository, sha, headSha) && !isWithin(repository, sha, baseSha)),
  );
}

function pullsWhere(world: World, repository: Repository, isMeant: (pull: Pull) => boolean): readonly Json[] {
  const found: Json[] = [];
  const url = repositoryUrl(world, repository);
  const repo = { id: repository.id, url, name: repository.name };
  for (const number of repository.openPulls) {
    const issue = repository.issues.get(number);
    const pull = issue?.pull;
    if (!issue || !pull?.ours || !isMeant(pull)) continue;
    found.push({
      url: `${url}/pulls/${issue.number}`,
      id: pull.id,
      number: issue.number,
      head: { ref: pull.headRef, sha: pull.headSha, repo },
      base: { ref: pull.baseRef, sha: pull.baseSha, repo },
    });
  }
  return found;
}

export function checkRunJson(world: World, repository: Repository, run: CheckRun): Json {
  const url = `${repositoryUrl(world, repository)}/check-runs/${run.id}`;
  const page = `${repositoryPage(world, repository)}/runs/${run.id}`;
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId('CR', repository.id, run.id),
    head_sha: run.headSha,
    external_id: run.externalId,
    url,
    html_url: page,
    details_url: run.detailsUrl ?? page,
    status: run.status,
    conclusion: run.conclusion,
    started_at: iso(run.startedAt),
    completed_at: iso(run.completedAt),
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.suite },
    app: appJson(world),
    pull_requests: pullsOfRun(world, repository, run),
  };
}

/** Events show the whole suite and the branch. */
export function checkRunEventJson(world: World, repository: Repository, run: CheckRun): Json {
  const url = `${repositoryUrl(world, repository)}/check-suites/${run.suite}`;
  const pulls = pullsAt(world, repository, run.headSha);
  return {
    ...checkRunJson(world, repository, run),
    check_suite: {
      id: run.suite,
      node_id: nodeId('CS', repository.id, run.suite),
      head_branch: branchAt(repository, run.headSha),
      head_sha: run.headSha,
      status: run.status === 'completed' ? 'completed' : 'in_progress',
      conclusion: run.conclusion,
      url,
      before: commitOf(repository, run.headSha).parents[0] ?? null,
      after: run.headSha,
      pull_requests: pulls,
      app: appJson(world),
      created_at: iso(run.startedAt),
      updated_at: iso(run.completedAt ?? run.startedAt),
    },
  };
}

function branchAt(repository: Repository, sha: string): string | null {
  for (const [ref, tip] of repository.refs)
    if (tip === sha && ref.startsWith('refs/heads/')) return ref.slice('refs/heads/'.length);
  return null;
}

export function headCommitJson(world: World, repository: Repository, sha: string): Json {
  const commit = commitOf(repository, sha);
  const author = accountOf(world, commit.author);
  const who = { name: author.name ?? author.login, email: mail(author.login, author.email) };
  return {
    id: sha,
    tree_id: commit.tree,
    message: commit.message,
    timestamp: iso(commit.at),
    author: who,
    committer: who,
  };
}

export function checkSuiteJson(
  world: World,
  repository: Repository,
  sha: string,
  suite: number,
  runs: readonly CheckRun[],
): Json {
  const url = `${repositoryUrl(world, repository)}/check-suites/${suite}`;
  const commit = commitOf(repository, sha);
  const done = runs.length > 0 && runs.every((one) => one.status === 'completed');
  return {
    id: suite,
    node_id: nodeId('CS', repository.id, suite),
    head_branch: branchAt(repository, sha),
    head_sha: sha,
    status: done ? 'completed' : 'queued',
    conclusion: done ? (runs.at(-1)?.conclusion ?? null) : null,
    url,
    before: commit.parents[0] ?? null,
    after: sha,
    pull_requests: pullsAt(world, repository, sha),
    app: appJson(world),
    repository: repositoryJson(world, repository),
    created_at: iso(commit.at),
    updated_at: iso(commit.at),
    head_commit: headCommitJson(world, repository, sha),
    latest_check_runs_count: runs.length,
    check_runs_url: `${url}/check-runs`,
  };
}

export function mergeGroupJson(world: World, repository: Repository, group: MergeGroup): Json {
  return {
    head_sha: group.headSha,
    head_ref: group.ref,
    base_sha: group.baseSha,
    base_ref: group.baseRef,
    head_commit: headCommitJson(world, repository, group.headSha),
  };
}
