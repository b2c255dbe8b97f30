/** The merge queue: pull requests on commits of their own, each on top of what waits before it, merged only when the required checks are green there. */
import { mergeGroupJson } from '../show/check.ts';
import type { Actor } from './actor.ts';
import { addCommit, applied, branchTip, commitOf, commitsBetween, editsBetween, isWithin, mergedTree } from './git.ts';
import { tellIssue } from './issue.ts';
import { finishMerge, missingChecks, type PullIssue, pullNumbered } from './pull.ts';
import { moveBranch } from './push.ts';
import type { Commit, MergeGroup, QueueEntry, Repository } from './record.ts';
import { invalid, notFound, Refused } from './refused.ts';
import { tell } from './tell.ts';
import { nextId, type World } from './world.ts';

/** Puts the pull requests, in this order, into one group behind all that waits already, and asks for checks. */
export function joinQueue(world: World, repository: Repository, actor: Actor, numbers: readonly number[]): MergeGroup {
  const pulls = numbers.map((number) => pullNumbered(repository, number));
  const last = pulls.at(-1);
  if (!last) throw invalid('MergeGroup', 'pulls', 'missing');
  const baseRef = last.pull.baseRef;
  for (const issue of pulls) {
    if (issue.state !== 'open' || issue.pull.baseRef !== baseRef)
      throw new Refused(405, 'Pull Request is not mergeable');
  }
  const before = queueOf(repository, baseRef).at(-1);
  const base = before ? commitOf(repository, before.headSha) : branchTip(repository, baseRef);
  let head = base;
  const entries: QueueEntry[] = [];
  for (const issue of pulls) {
    const from = head;
    head = queued(world, repository, actor, head, issue);
    const { number, pull } = issue;
    const shas = { baseSha: from.sha, headSha: head.sha, pullHead: pull.headSha };
    entries.push({ id: nextId(world), number, branch: baseRef, ...shas });
  }
  repository.queue = [...(repository.queue ?? []), ...entries];
  const ref = `refs/heads/gh-readonly-queue/${baseRef}/pr-${last.number}-${base.sha}`;
  const group = { ref, headSha: head.sha, baseSha: base.sha, baseRef: `refs/heads/${baseRef}`, pulls: numbers };
  repository.refs.set(ref, head.sha);
  repository.groups.set(head.sha, group);
  for (const issue of pulls) tellIssue(world, repository, issue, actor, 'enqueued');
  tell(world, {
    event: 'merge_group',
    action: 'checks_requested',
    repository,
    sender: actor.account,
    parts: () => ({ merge_group: mergeGroupJson(world, repository, group) }),
  });
  return group;
}

/** What waits in the queue of a branch, first first. */
export function queueOf(repository: Repository, branch: string): readonly QueueEntry[] {
  return (repository.queue ?? []).filter((one) => one.branch === branch);
}

/** The commit, or the last of the commits, by which a queue brings a pull request, as its merge method makes them. */
function queued(world: World, repository: Repository, actor: Actor, onto: Commit, issue: PullIssue): Commit {
  const { pull, number, title } = issue;
  const tree = mergedTree(repository, onto.sha, pull.headSha);
  const author = actor.account;
  switch (repository.queueMethod ?? 'merge') {
    case 'merge':
      return addCommit(world, repository, {
        parents: [onto.sha, pull.headSha],
        message: `Merge pull request #${number} from ${pull.headRef}\n\n${title}`,
        author,
        ...tree,
      });
    case 'squash':
      return addCommit(world, repository, {
        parents: [onto.sha],
        message: `${title} (#${number})`,
        author,
        ...tree,
      });
    case 'rebase': {
      let last = onto;
      for (const one of commitsBetween(repository, onto.sha, pull.headSha)) {
        // Merges are left out, as Git leaves them out of a rebase.
        if (one.parents.length !== 1) continue;
        const edits = editsBetween(repository, one.parents[0] ?? '', one.sha);
        last = addCommit(world, repository, {
          parents: [last.sha],
          message: one.message,
          author,
          ...applied(last, edits),
        });
      }
      return last;
    }
  }
}

/** Merges a group, and whatever it is built on, as GitHub does once the checks of its head are green. @throws Refused 405 while they are not. */
export function mergeQueued(world: World, repository: Repository, actor: Actor, headSha: string): void {
  const group = repository.groups.get(headSha);
  const commit = repository.commits.get(headSha);
  if (!group || !commit) throw notFound();
  const branch = group.baseRef.replace('refs/heads/', '');
  const missing = missingChecks(world, repository, branch, headSha);
  if (missing.length > 0) throw new Refused(405, `Required status check "${missing.join('", "')}" is expected.`);
  const brought = queueOf(repository, branch).filter((one) => isWithin(repository, one.headSha, headSha));
  for (const one of [...repository.groups.values()])
    if (isWithin(repository, one.headSha, headSha)) leaveQueue(world, repository, actor, one.headSha, 'merged');
  for (const one of brought) {
    const made = commitOf(repository, one.headSha);
    finishMerge(world, repository, pullNumbered(repository, one.number), actor, made);
  }
  moveBranch(world, repository, actor, branch, commit);
}

/** Takes a group and its pull requests out of the queue. What was built on it waits on as it is, until GitHub builds it anew. */
export function leaveQueue(
  world: World,
  repository: Repository,
  actor: Actor,
  headSha: string,
  reason: 'merged' | 'invalidated' | 'dequeued',
): void {
  const group = repository.groups.get(headSha);
  if (!group) throw notFound();
  repository.groups.delete(headSha);
  repository.refs.delete(group.ref);
  const branch = group.baseRef.replace('refs/heads/', '');
  repository.queue = (repository.queue ?? []).filter(
    (one) => one.branch !== branch || !group.pulls.includes(one.number),
  );
  tell(world, {
    event: 'merge_group',
    action: 'destroyed',
    repository,
    sender: actor.account,
    parts: () => ({ reason, merge_group: mergeGroupJson(world, repository, group) }),
  });
  for (const number of group.pulls)
    tellIssue(world, repository, pullNumbered(repository, number), actor, 'dequeued', () => ({
      reason: REMOVED[reason],
    }));
}

/** How GitHub says of a pull request why it left. */
const REMOVED = { merged: 'MERGE', invalidated: 'QUEUE_CLEARED', dequeued: 'MANUAL' } as const;

/** Puts a pull request before everything that waits: all groups of its branch are built anew behind it. @returns the groups, first first. */
export function jumpQueue(world: World, repository: Repository, actor: Actor, number: number): readonly MergeGroup[] {
  const { baseRef } = pullNumbered(repository, number).pull;
  const waiting = [...repository.groups.values()].filter((one) => one.baseRef === `refs/heads/${baseRef}`);
  for (const one of waiting) leaveQueue(world, repository, actor, one.headSha, 'invalidated');
  const rest = waiting.map((one) => one.pulls.filter((other) => other !== number)).filter((one) => one.length > 0);
  return [[number], ...rest].map((numbers) => joinQueue(world, repository, actor, numbers));
}
