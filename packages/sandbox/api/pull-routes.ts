/** Pull requests and merging. */
import { commitJson, fileJson, fullPullJson, listedPullJson, pullJson } from '../show/pull.ts';
import { need } from '../world/actor.ts';
import { commitsBetween, pullChanges, withRenames } from '../world/git.ts';
import { editPull, mergePull, missingChecks, openPull, type PullIssue, pullNumbered } from '../world/pull.ts';
import { issueEdit } from './issue-routes.ts';
import { id, nullableText, ok, onRepository, paged, type RepositoryCall, type Route, required, text } from './route.ts';

const READ = ['pull_requests:read'];
const WRITE = ['pull_requests:write'];

function pullOf(call: RepositoryCall): PullIssue {
  return pullNumbered(call.repository, id(call, 'number'));
}

function full({ world, repository }: RepositoryCall, issue: PullIssue) {
  const blocked = missingChecks(world, repository, issue.pull.baseRef, issue.pull.headSha).length > 0;
  return fullPullJson(world, repository, issue, issue.pull, blocked);
}

function listed({ repository, query }: RepositoryCall): readonly PullIssue[] {
  const state = query.get('state') ?? 'open';
  const [head, base] = [query.get('head'), query.get('base')];
  const numbers = state === 'open' ? repository.openPulls : repository.issues.keys();
  const found: PullIssue[] = [];
  for (const number of numbers) {
    const issue = repository.issues.get(number);
    if (!issue?.pull || (state !== 'all' && issue.state !== state)) continue;
    if (base !== null && issue.pull.baseRef !== base) continue;
    if (head !== null && issue.pull.headRef !== head.slice(head.indexOf(':') + 1)) continue;
    found.push(issue as PullIssue);
  }
  const updated = query.get('sort') === 'updated';
  const sign = (query.get('direction') ?? 'desc') === 'asc' ? 1 : -1;
  return found.sort((a, b) => sign * ((updated ? a.updatedAt - b.updatedAt : 0) || a.number - b.number));
}

/** So many files GitHub lists of a pull request. */
const MOST_FILES = 3000;

export const pullRoutes: readonly Route[] = [
  onRepository('GET', '/pulls', READ, (call) =>
    paged(call, listed(call), (one) => listedPullJson(call.world, call.repository, one, one.pull)),
  ),
  onRepository('POST', '/pulls', WRITE, (call) => {
    const { world, repository, actor, body } = call;
    const content = nullableText(body, 'body');
    const made = openPull(world, repository, actor, {
      title: required(body, 'title', 'PullRequest'),
      head: required(body, 'head', 'PullRequest'),
      base: required(body, 'base', 'PullRequest'),
      ...(content === undefined ? {} : { body: content }),
      draft: body.draft === true,
    });
    return ok(full(call, made), 201);
  }),
  onRepository('GET', '/pulls/:number', READ, (call) => ok(full(call, pullOf(call)))),
  onRepository('PATCH', '/pulls/:number', WRITE, (call) => {
    const { world, repository, actor, body } = call;
    const issue = pullOf(call);
    const base = text(body, 'base');
    editPull(world, repository, issue, actor, { ...issueEdit(body), ...(base ? { base } : {}) });
    return ok(full(call, issue));
  }),
  onRepository('GET', '/pulls/:number/files', READ, (call) => {
    const { pull } = pullOf(call);
    const changes = withRenames(pullChanges(call.repository, pull.baseSha, pull.headSha)).slice(0, MOST_FILES);
    return paged(call, changes, (one) => fileJson(call.world, call.repository, pull.headSha, one));
  }),
  onRepository('GET', '/pulls/:number/commits', READ, (call) => {
    const { pull } = pullOf(call);
    const commits = commitsBetween(call.repository, pull.baseSha, pull.headSha);
    return paged(call, commits, (one) => commitJson(call.world, call.repository, one));
  }),
  onRepository('PUT', '/pulls/:number/merge', ['contents:write'], (call) => {
    const { world, repository, actor, body } = call;
    need(world, repository, actor, 'write');
    const [sha, title] = [text(body, 'sha'), text(body, 'commit_title')];
    const commit = mergePull(world, repository, pullOf(call), actor, {
      ...(sha ? { sha } : {}),
      ...(title ? { title } : {}),
    });
    return ok({ sha: commit.sha, merged: true, message: 'Pull Request successfully merged' });
  }),
  // Pull requests that a commit belongs to, merged ones included.
  onRepository('GET', '/commits/:sha/pulls', READ, (call) => {
    const { world, repository, params } = call;
    const found: PullIssue[] = [];
    for (const issue of repository.issues.values()) {
      const { pull } = issue;
      if (!pull) continue;
      const inside =
        pull.mergeCommit === params.sha ||
        commitsBetween(repository, pull.baseSha, pull.headSha).some((one) => one.sha === params.sha);
      if (inside) found.push(issue as PullIssue);
    }
    return paged(call, found, (one) => pullJson(world, repository, one, one.pull));
  }),
];
