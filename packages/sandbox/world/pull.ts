/** Pull requests: opening, re-targeting, and merging, which waits for the required checks. */
import type { Actor } from './actor.ts';
import { addCommit, branchTip, commitsBetween, mergedTree } from './git.ts';
import { checkTexts, editIssue, type IssueEdit, issueNumbered, setState, tellIssue } from './issue.ts';
import { moveBranch } from './push.ts';
import type { CheckRun, Commit, Issue, Pull, Repository, RequiredCheck } from './record.ts';
import { invalid, notFound, Refused } from './refused.ts';
import { nextId, type World } from './world.ts';

export type PullIssue = Issue & { readonly pull: Pull };

/** @throws Refused 404 */
export function pullNumbered(repository: Repository, number: number): PullIssue {
  const issue = issueNumbered(repository, number);
  if (!issue.pull) throw notFound();
  return issue as PullIssue;
}

export interface NewPull {
  readonly title: string;
  readonly body?: string | null;
  readonly head: string;
  readonly base: string;
  readonly draft?: boolean;
  /** `false`: as if from a fork. */
  readonly ours?: boolean;
}

/** @throws Refused 422 for unknown branches, nothing to merge, or a second one for the same branches. */
export function openPull(world: World, repository: Repository, actor: Actor, made: NewPull): PullIssue {
  checkTexts(made.title, made.body);
  const pull = newPull(world, repository, made);
  const now = world.now();
  const issue: PullIssue = {
    id: pull.id,
    number: repository.nextNumber,
    title: made.title,
    body: made.body ?? null,
    state: 'open',
    stateReason: null,
    author: actor.account.id,
    viaApp: actor.viaApp,
    labels: [],
    assignees: [],
    type: null,
    locked: false,
    comments: [],
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    closedBy: null,
    pull,
  };
  repository.nextNumber += 1;
  return opened(world, repository, actor, issue);
}

/**
 * Makes an issue a pull request, as who opens one by the API may: its number, texts and comments stay, and nobody is told of an issue any more.
 * @throws Refused as `openPull`, and 422 for one that is a pull request already
 */
export function makePull(
  world: World,
  repository: Repository,
  actor: Actor,
  issue: Issue,
  made: Pick<NewPull, 'head' | 'base'>,
): PullIssue {
  if (issue.pull || issue.state !== 'open') throw invalid('PullRequest', 'issue');
  const pull = newPull(world, repository, made);
  return opened(world, repository, actor, { ...issue, updatedAt: world.now(), pull });
}

function opened(world: World, repository: Repository, actor: Actor, issue: PullIssue): PullIssue {
  repository.issues.set(issue.number, issue);
  repository.open.add(issue.number);
  repository.openPulls.add(issue.number);
  tellIssue(world, repository, issue, actor, 'opened');
  return issue;
}

function newPull(world: World, repository: Repository, made: Pick<NewPull, 'head' | 'base' | 'draft' | 'ours'>): Pull {
  const headRef = made.head.includes(':') ? made.head.slice(made.head.indexOf(':') + 1) : made.head;
  const base = branchTip(repository, made.base);
  const headSha = repository.refs.get(`refs/heads/${headRef}`);
  if (headSha === undefined) throw invalid('PullRequest', 'head');
  if (commitsBetween(repository, base.sha, headSha).length === 0) {
    throw invalid('PullRequest', 'base', 'custom', `No commits between ${made.base} and ${headRef}`);
  }
  for (const number of repository.openPulls) {
    const other = repository.issues.get(number)?.pull;
    if (other?.headRef === headRef && other.baseRef === made.base) {
      throw invalid('PullRequest', 'head', 'custom', `A pull request already exists for ${headRef}.`);
    }
  }
  return {
    id: nextId(world),
    headRef,
    headSha,
    ours: made.ours ?? true,
    baseRef: made.base,
    baseSha: base.sha,
    draft: made.draft ?? false,
    mergedAt: null,
    mergedBy: null,
    mergeCommit: null,
  };
}

/** @throws Refused 422 for another base of one that is closed */
export function editPull(
  world: World,
  repository: Repository,
  issue: PullIssue,
  actor: Actor,
  edit: IssueEdit & { readonly base?: string },
): void {
  if (edit.base !== undefined && edit.base !== issue.pull.baseRef) {
    const tip = branchTip(repository, edit.base);
    if (issue.state !== 'open')
      throw invalid('PullRequest', 'base', 'custom', 'Cannot change the base branch of a closed pull request.');
    const changes = { base: { ref: { from: issue.pull.baseRef }, sha: { from: issue.pull.baseSha } } };
    issue.pull.baseRef = edit.base;
    issue.pull.baseSha = tip.sha;
    issue.updatedAt = world.now();
    tellIssue(world, repository, issue, actor, 'edited', () => ({ changes }));
  }
  editIssue(world, repository, issue, actor, edit);
}

/** The newest run of a check on a commit, of the app that is asked for. Only our app writes checks here. */
function newest(repository: Repository, sha: string, { context }: RequiredCheck): CheckRun | undefined {
  const runs = (repository.checksOf.get(sha) ?? []).map((id) => repository.checks.get(id));
  return runs.findLast((one) => one?.name === context);
}

const SATISFIES = new Set(['success', 'neutral', 'skipped']);

/** Names of required checks that keep the commit out of the branch. */
export function missingChecks(world: World, repository: Repository, baseRef: string, sha: string): readonly string[] {
  const required = repository.required.get(baseRef) ?? [];
  return required
    .filter((one) => {
      const run = newest(repository, sha, one);
      const ours = one.integration === null || one.integration === world.state.app.id;
      return !(run && ours && run.status === 'completed' && SATISFIES.has(run.conclusion ?? ''));
    })
    .map((one) => one.context);
}

/** @throws Refused 405 when checks are missing, 409 when the head is another one than expected. */
export function mergePull(
  world: World,
  repository: Repository,
  issue: PullIssue,
  actor: Actor,
  how: { readonly sha?: string; readonly title?: string } = {},
): Commit {
  const { pull } = issue;
  if (issue.state !== 'open') throw new Refused(405, 'Pull Request is not mergeable');
  if (pull.draft) throw new Refused(405, 'Pull Request is still a draft');
  if (how.sha !== undefined && how.sha !== pull.headSha) {
    throw new Refused(409, 'Head branch was modified. Review and try the merge again.');
  }
  const missing = missingChecks(world, repository, pull.baseRef, pull.headSha);
  if (missing.length > 0) {
    const names = missing.map((one) => `Required status check "${one}" is expected.`).join(' ');
    throw new Refused(405, `Repository rule violations found\n\n${names}`);
  }
  const base = branchTip(repository, pull.baseRef);
  const commit = addCommit(world, repository, {
    parents: [base.sha, pull.headSha],
    message: how.title ?? `Merge pull request #${issue.number} from ${pull.headRef}\n\n${issue.title}`,
    author: actor.account,
    ...mergedTree(repository, base.sha, pull.headSha),
  });
  finishMerge(world, repository, issue, actor, commit);
  moveBranch(world, repository, actor, pull.baseRef, commit);
  return commit;
}

/** Marks it merged by a commit and tells so. */
export function finishMerge(
  world: World,
  repository: Repository,
  issue: PullIssue,
  actor: Actor,
  commit: Commit,
): void {
  const now = world.now();
  issue.state = 'closed';
  issue.closedAt = now;
  issue.closedBy = actor.account.id;
  issue.updatedAt = now;
  issue.pull.mergedAt = now;
  issue.pull.mergedBy = actor.account.id;
  issue.pull.mergeCommit = commit.sha;
  repository.open.delete(issue.number);
  repository.openPulls.delete(issue.number);
  tellIssue(world, repository, issue, actor, 'closed');
  if (issue.pull.baseRef === repository.defaultBranch) closeNamed(world, repository, issue, actor);
}

const CLOSING = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+#(\d+)/gi;

/** Merging into the default branch closes the issues that the description names with a closing keyword, as the merging person. */
function closeNamed(world: World, repository: Repository, { body }: PullIssue, actor: Actor): void {
  for (const [, number] of (body ?? '').matchAll(CLOSING)) {
    const named = repository.issues.get(Number(number));
    if (named && !named.pull) setState(world, repository, named, actor, 'closed', 'completed');
  }
}

export function setDraft(world: World, repository: Repository, issue: PullIssue, actor: Actor, draft: boolean): void {
  if (issue.pull.draft === draft) return;
  issue.pull.draft = draft;
  tellIssue(world, repository, issue, actor, draft ? 'converted_to_draft' : 'ready_for_review');
}
