/** Pushes: what moves a branch, tells everybody, and carries pull requests along. */
import { accountJson, iso, type Json } from '../show/account.ts';
import { mail, pushedCommitJson } from '../show/pull.ts';
import { repositoryJson, repositoryPage } from '../show/repository.ts';
import type { Actor } from './actor.ts';
import { requestSuite } from './check.ts';
import { addCommit, ancestors, applied, commitsBetween, type Edits, mergeBase } from './git.ts';
import { tellIssue } from './issue.ts';
import type { Account, Commit, Repository } from './record.ts';
import { invalid, notFound, Refused } from './refused.ts';
import { tell } from './tell.ts';
import { accountOf, type World } from './world.ts';

const NOTHING = '0'.repeat(40);

/** Points the branch at a commit that the repository has. */
export function moveBranch(world: World, repository: Repository, actor: Actor, branch: string, to: Commit): void {
  const ref = `refs/heads/${branch}`;
  const before = repository.refs.get(ref);
  if (before === to.sha) return;
  repository.refs.set(ref, to.sha);
  repository.pushedAt = world.now();
  tell(world, {
    event: 'push',
    repository,
    sender: actor.account,
    parts: () => pushParts(world, repository, actor, { ref, before, after: to.sha }),
  });
  for (const number of repository.openPulls) {
    const issue = repository.issues.get(number);
    if (issue?.pull?.headRef !== branch || before === undefined) continue;
    issue.pull.headSha = to.sha;
    issue.updatedAt = world.now();
    tellIssue(world, repository, issue, actor, 'synchronize', () => ({ before, after: to.sha }));
  }
  requestSuite(world, repository, actor, to.sha);
}

/** The branch alone; what becomes of pull requests is told in `branch.ts`. */
export function dropBranch(world: World, repository: Repository, actor: Actor, branch: string): void {
  const ref = `refs/heads/${branch}`;
  const before = repository.refs.get(ref);
  if (before === undefined) throw notFound();
  if (branch === repository.defaultBranch) throw new Refused(422, 'Cannot delete the default branch');
  repository.refs.delete(ref);
  tell(world, {
    event: 'push',
    repository,
    sender: actor.account,
    parts: () => pushParts(world, repository, actor, { ref, before, after: undefined }),
  });
}

interface Move {
  readonly ref: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

function pushParts(world: World, repository: Repository, actor: Actor, { ref, before, after }: Move): Json {
  const tip = after === undefined ? undefined : repository.commits.get(after);
  const base = before ?? repository.refs.get(`refs/heads/${repository.defaultBranch}`) ?? NOTHING;
  const brought = after === undefined ? [] : commitsBetween(repository, base, after);
  const others = [...repository.refs].flatMap(([name, sha]) => (name === ref ? [] : [sha]));
  const known = ancestors(repository, ...others);
  const commits = brought.map((one) => pushedCommitJson(world, repository, one, !known.has(one.sha)));
  const shown = repositoryJson(world, repository);
  const owner = accountOf(world, repository.owner);
  const page = repositoryPage(world, repository);
  return {
    ref,
    before: before ?? NOTHING,
    after: after ?? NOTHING,
    // Push events alone give these times as seconds since 1970 and name the owner twice.
    repository: {
      ...shown,
      created_at: Math.floor(repository.createdAt / 1000),
      pushed_at: Math.floor(repository.pushedAt / 1000),
      updated_at: iso(repository.updatedAt),
      owner: { ...accountJson(world, owner), name: owner.login, email: owner.email },
      stargazers: 0,
      master_branch: repository.defaultBranch,
      ...(owner.type === 'Organization' ? { organization: owner.login } : {}),
    },
    pusher: { name: actor.account.login, email: mail(actor.account.login, actor.account.email) },
    created: before === undefined,
    deleted: after === undefined,
    forced: before !== undefined && after !== undefined && mergeBase(repository, before, after) !== before,
    base_ref: null,
    compare: `${page}/compare/${(before ?? NOTHING).slice(0, 12)}...${(after ?? NOTHING).slice(0, 12)}`,
    commits,
    head_commit: tip ? pushedCommitJson(world, repository, tip) : null,
  };
}

/** Commits edits on top of a branch; `from` (a branch) starts one that does not exist yet. */
export function push(
  world: World,
  repository: Repository,
  actor: Actor,
  made: {
    readonly branch: string;
    readonly from?: string;
    readonly message: string;
    readonly edits: Edits;
    /** Written down as its author; whoever pushes committed it. */
    readonly author?: Account;
    /** Written down as its committer, and so never signed as such. */
    readonly committer?: Account;
    readonly unsigned?: true;
  },
): Commit {
  const sha = repository.refs.get(`refs/heads/${made.branch}`) ?? repository.refs.get(`refs/heads/${made.from ?? ''}`);
  const parent = sha === undefined ? undefined : repository.commits.get(sha);
  if (!parent) throw invalid('Reference', 'ref');
  const commit = addCommit(world, repository, {
    parents: [parent.sha],
    message: made.message,
    author: made.author ?? actor.account,
    committer: made.committer ?? actor.account,
    ...(made.unsigned ? { unsigned: true } : {}),
    ...applied(parent, made.edits),
  });
  moveBranch(world, repository, actor, made.branch, commit);
  return commit;
}
