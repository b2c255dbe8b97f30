/** One repository of the stand-in world as the tracker page reads it. */
import { pullChanges, resolve } from '../world/git.ts';
import { missingChecks } from '../world/pull.ts';
import type { CheckRun, Issue, Repository } from '../world/record.ts';
import { accountOf, type World } from '../world/world.ts';
import type { Check, Comment, Item, Label, Row } from './port.ts';

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function labelsOf(repository: Repository, issue: Issue): readonly Label[] {
  return issue.labels.flatMap((id) => {
    const label = repository.labels.get(id);
    return label ? [{ name: label.name, color: label.color }] : [];
  });
}

export function rowOf(world: World, repository: Repository, issue: Issue): Row {
  return {
    number: issue.number,
    title: issue.title,
    kind: issue.pull ? 'pull' : 'issue',
    state: issue.pull?.mergedAt ? 'merged' : issue.state,
    author: accountOf(world, issue.author).login,
    labels: labelsOf(repository, issue),
  };
}

function commentsOf(world: World, repository: Repository, issue: Issue): readonly Comment[] {
  return issue.comments.flatMap((id) => {
    const comment = repository.comments.get(id);
    if (!comment) return [];
    const author = accountOf(world, comment.author);
    return [
      {
        id,
        author: author.login,
        bot: author.type === 'Bot',
        body: comment.body,
        at: instant(comment.createdAt),
        edited: comment.updatedAt > comment.createdAt,
        changed: comment.updatedAt,
        nods: (comment.reactions ?? [])
          .filter(({ content }) => content === '+1')
          .map(({ by }) => accountOf(world, by).login),
        folded: comment.minimized !== undefined,
      },
    ];
  });
}

/** The newest run of each name: only that one counts on GitHub. */
function checksOn(repository: Repository, sha: string): readonly CheckRun[] {
  const newest = new Map<string, CheckRun>();
  for (const id of repository.checksOf.get(sha) ?? []) {
    const run = repository.checks.get(id);
    if (run) newest.set(run.name, run);
  }
  return [...newest.values()];
}

const STATUSES = ['queued', 'in_progress', 'completed'] as const;

function checkOf(run: CheckRun): Check {
  return {
    id: run.id,
    name: run.name,
    status: STATUSES.find((one) => one === run.status) ?? 'queued',
    ...(run.conclusion ? { conclusion: run.conclusion } : {}),
    ...(run.title ? { title: run.title } : {}),
    ...(run.summary ? { summary: run.summary } : {}),
    ...(run.detailsUrl ? { address: run.detailsUrl } : {}),
    buttons: run.actions,
  };
}

export function itemOf(world: World, repository: Repository, issue: Issue): Item {
  const base = {
    ...rowOf(world, repository, issue),
    body: issue.body ?? '',
    at: instant(issue.createdAt),
    comments: commentsOf(world, repository, issue),
  };
  const { pull } = issue;
  if (!pull) return base;
  return {
    ...base,
    pull: {
      head: pull.headRef,
      base: pull.baseRef,
      sha: pull.headSha,
      files: pullChanges(repository, pull.baseSha, pull.headSha).map((one) => one.path),
      checks: checksOn(repository, pull.headSha).map(checkOf),
      missing: missingChecks(world, repository, pull.baseRef, pull.headSha),
    },
  };
}

export function fileOf(repository: Repository, path: string): string | undefined {
  return resolve(repository)?.files[path];
}

/** Paths of the issue forms on the default branch, in order. */
export function formsOf(repository: Repository): readonly string[] {
  const paths = Object.keys(resolve(repository)?.files ?? {});
  return paths
    .filter((path) => /^\.github\/ISSUE_TEMPLATE\/[^/]+\.ya?ml$/.test(path) && !/\/config\.ya?ml$/.test(path))
    .sort();
}
