/** Pull requests, their files and commits as GitHub shows them. */
import { association } from '../world/actor.ts';
import { blobSha, changesBetween, commitsBetween, type FileChange, pullChanges } from '../world/git.ts';
import { nodeId } from '../world/node.ts';
import type { Account, Commit, Issue, Pull, Repository } from '../world/record.ts';
import { accountOf, type World } from '../world/world.ts';
import { accountJson, iso, type Json, maybeAccount } from './account.ts';
import { issueJson } from './issue.ts';
import { listedRepositoryJson, repositoryJson, repositoryPage, repositoryUrl } from './repository.ts';

/** As in the list of pull requests: there it is left open whether the repository tells how it merges. */
export function listedPullJson(world: World, repository: Repository, issue: Issue, pull: Pull): Json {
  return pullJson(world, repository, issue, pull, listedRepositoryJson(world, repository));
}

export function pullJson(
  world: World,
  repository: Repository,
  issue: Issue,
  pull: Pull,
  repo = repositoryJson(world, repository),
): Json {
  const api = repositoryUrl(world, repository);
  const url = `${api}/pulls/${issue.number}`;
  const page = `${repositoryPage(world, repository)}/pull/${issue.number}`;
  const owner = accountJson(world, accountOf(world, repository.owner));
  const shown = issueJson(world, repository, issue);
  const side = (ref: string, sha: string) => ({ label: `${owner.login}:${ref}`, ref, sha, user: owner, repo });
  return {
    url,
    id: pull.id,
    node_id: nodeId('PR', repository.id, pull.id),
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: `${api}/issues/${issue.number}`,
    number: issue.number,
    state: issue.state,
    locked: issue.locked,
    title: issue.title,
    user: maybeAccount(world, issue.author),
    body: issue.body,
    created_at: shown.created_at,
    updated_at: shown.updated_at,
    closed_at: shown.closed_at,
    merged_at: iso(pull.mergedAt),
    merge_commit_sha: pull.mergeCommit,
    assignee: shown.assignee,
    assignees: shown.assignees,
    requested_reviewers: [],
    requested_teams: [],
    labels: shown.labels,
    milestone: null,
    draft: pull.draft,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${api}/pulls/comments{/number}`,
    comments_url: `${api}/issues/${issue.number}/comments`,
    statuses_url: `${api}/statuses/${pull.headSha}`,
    head: pull.ours ? side(pull.headRef, pull.headSha) : forkSide(world, repository, issue, pull),
    base: side(pull.baseRef, pull.baseSha),
    _links: {
      self: { href: url },
      html: { href: page },
      issue: { href: `${api}/issues/${issue.number}` },
      comments: { href: `${api}/issues/${issue.number}/comments` },
      review_comments: { href: `${url}/comments` },
      review_comment: { href: `${api}/pulls/comments{/number}` },
      commits: { href: `${url}/commits` },
      statuses: { href: `${api}/statuses/${pull.headSha}` },
    },
    author_association: association(world, repository, accountOf(world, issue.author)),
    auto_merge: null,
    active_lock_reason: null,
  };
}

/** The head in the author's fork: a repository of its own, with the author as its owner. */
function forkSide(
  world: World,
  repository: Repository,
  issue: Issue,
  { id, headRef, headSha, isForkGone = false }: Pull,
): Json {
  const author = accountJson(world, accountOf(world, issue.author));
  const fork = {
    id,
    node_id: nodeId('R', id),
    owner: author,
    full_name: `${author.login}/${repository.name}`,
    fork: true,
  };
  const repo = { ...repositoryJson(world, repository), ...fork };
  const shown = isForkGone ? null : repo;
  return { label: `${author.login}:${headRef}`, ref: headRef, sha: headSha, user: author, repo: shown };
}

/** Alone, with what takes counting. `mergeable` is what GitHub would have computed by then. */
export function fullPullJson(world: World, repository: Repository, issue: Issue, pull: Pull, blocked = false): Json {
  const changes = pullChanges(repository, pull.baseSha, pull.headSha);
  const open = issue.state === 'open';
  return {
    ...pullJson(world, repository, issue, pull),
    merged: pull.mergedAt !== null,
    mergeable: open ? true : null,
    rebaseable: open ? true : null,
    mergeable_state: open ? (blocked ? 'blocked' : 'clean') : 'unknown',
    merged_by: maybeAccount(world, pull.mergedBy),
    comments: issue.comments.length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: commitsBetween(repository, pull.baseSha, pull.headSha).length,
    additions: changes.reduce((sum, one) => sum + lines(one.after), 0),
    deletions: changes.reduce((sum, one) => sum + lines(one.before), 0),
    changed_files: changes.length,
  };
}

function lines(text: string | undefined): number {
  return text === undefined || text === '' ? 0 : text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

/** A file of a difference. The patch replaces the whole text: readers here want names and counts. */
export function fileJson(world: World, repository: Repository, sha: string, change: FileChange): Json {
  const [additions, deletions] = [lines(change.after), lines(change.before)];
  // Names may hold anything but a slash: line breaks, question marks, quotation marks.
  const path = change.path.split('/').map(encodeURIComponent).join('/');
  const at = `${sha}/${path}`;
  return {
    sha: blobSha(change.after ?? change.before ?? ''),
    filename: change.path,
    ...(change.previous === undefined ? {} : { previous_filename: change.previous }),
    status: change.status,
    additions,
    deletions,
    changes: additions + deletions,
    blob_url: `${repositoryPage(world, repository)}/blob/${at}`,
    raw_url: `${repositoryPage(world, repository)}/raw/${at}`,
    contents_url: `${repositoryUrl(world, repository)}/contents/${path}?ref=${sha}`,
    patch: `@@ -${deletions ? 1 : 0},${deletions} +${additions ? 1 : 0},${additions} @@\n${prefixed('-', change.before)}${prefixed('+', change.after)}`,
  };
}

function prefixed(sign: string, text: string | undefined): string {
  return text === undefined || text === '' ? '' : text.replace(/^(?!$)/gm, sign);
}

export function commitJson(world: World, repository: Repository, commit: Commit): Json {
  const api = repositoryUrl(world, repository);
  const page = repositoryPage(world, repository);
  const author = accountOf(world, commit.author);
  const committer = accountOf(world, commit.committer ?? commit.author);
  const signature = (account: Account) => ({
    name: account.name ?? account.login,
    email: mail(account.login, account.email),
    date: iso(commit.at),
  });
  return {
    sha: commit.sha,
    node_id: nodeId('C', repository.id, commit.sha),
    commit: {
      author: signature(author),
      committer: signature(committer),
      message: commit.message,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      url: `${api}/git/commits/${commit.sha}`,
      comment_count: 0,
      // A signature is the committer's; who wrote it, it does not say.
      verification: commit.unsigned
        ? { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null }
        : {
            ...{ verified: true, reason: 'valid', signature: `signed by ${committer.login}`, payload: commit.message },
            verified_at: iso(commit.at),
          },
    },
    url: `${api}/commits/${commit.sha}`,
    html_url: `${page}/commit/${commit.sha}`,
    comments_url: `${api}/commits/${commit.sha}/comments`,
    author: accountJson(world, author),
    committer: accountJson(world, committer),
    parents: commit.parents.map((sha) => ({ sha, url: `${api}/commits/${sha}`, html_url: `${page}/commit/${sha}` })),
  };
}

export function mail(login: string, email: string | null): string {
  return email ?? `${login.replace('[bot]', '')}@users.noreply.example`;
}

/**
 * A commit as push events list it.
 * @param isDistinct no other branch had it before. https://docs.github.com/en/webhooks/webhook-events-and-payloads#push
 */
export function pushedCommitJson(world: World, repository: Repository, commit: Commit, isDistinct = true): Json {
  const who = (id: number) => {
    const { name, login, email } = accountOf(world, id);
    return { name: name ?? login, email: mail(login, email), username: login };
  };
  const changes = changesBetween(repository, commit.parents[0] ?? '', commit.sha);
  const paths = (...of: readonly FileChange['status'][]) =>
    changes.filter((one) => of.includes(one.status)).map((one) => one.path);
  return {
    id: commit.sha,
    tree_id: commit.tree,
    distinct: isDistinct,
    message: commit.message,
    timestamp: iso(commit.at),
    url: `${repositoryPage(world, repository)}/commit/${commit.sha}`,
    author: who(commit.author),
    committer: who(commit.committer ?? commit.author),
    added: paths('added'),
    removed: paths('removed'),
    modified: paths('modified', 'changed'),
  };
}
