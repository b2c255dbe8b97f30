/** The merge queue: groups of pull requests on a commit of their own, merged only when the required checks are green there. */
import { mergeGroupJson } from '../show/check.ts';
import type { Actor } from './actor.ts';
import { addCommit, branchTip, mergedTree } from './git.ts';
import { finishMerge, missingChecks, pullNumbered } from './pull.ts';
import { moveBranch } from './push.ts';
import type { MergeGroup, Repository } from './record.ts';
import { invalid, notFound, Refused } from './refused.ts';
import { tell } from './tell.ts';
import type { World } from './world.ts';

/** Puts the pull requests, in this order, into one group on top of their common base, and asks for checks. */
export function joinQueue(world: World, repository: Repository, actor: Actor, numbers: readonly number[]): MergeGroup {
  const pulls = numbers.map((number) => pullNumbered(repository, number));
  const last = pulls.at(-1);
  if (!last) throw invalid('MergeGroup', 'pulls', 'missing');
  const baseRef = last.pull.baseRef;
  const base = branchTip(repository, baseRef);
  let head = base;
  for (const issue of pulls) {
    if (issue.state !== 'open' || issue.pull.baseRef !== baseRef)
      throw new Refused(405, 'Pull Request is not mergeable');
    head = addCommit(world, repository, {
      parents: [head.sha, issue.pull.headSha],
      message: `Merge pull request #${issue.number} from ${issue.pull.headRef}\n\n${issue.title}`,
      author: actor.account,
      files: mergedTree(repository, head.sha, issue.pull.headSha),
    });
  }
  const ref = `refs/heads/gh-readonly-queue/${baseRef}/pr-${last.number}-${base.sha}`;
  const group = { ref, headSha: head.sha, baseSha: base.sha, baseRef: `refs/heads/${baseRef}`, pulls: numbers };
  repository.refs.set(ref, head.sha);
  repository.groups.set(head.sha, group);
  tell(world, {
    event: 'merge_group',
    action: 'checks_requested',
    repository,
    sender: actor.account,
    parts: () => ({ merge_group: mergeGroupJson(world, repository, group) }),
  });
  return group;
}

/** Merges the whole group, as GitHub does once its checks are green. @throws Refused 405 while they are not. */
export function mergeQueued(world: World, repository: Repository, actor: Actor, headSha: string): void {
  const group = repository.groups.get(headSha);
  const commit = repository.commits.get(headSha);
  if (!group || !commit) throw notFound();
  const branch = group.baseRef.replace('refs/heads/', '');
  const missing = missingChecks(world, repository, branch, headSha);
  if (missing.length > 0) throw new Refused(405, `Required status check "${missing.join('", "')}" is expected.`);
  leaveQueue(world, repository, actor, headSha, 'merged');
  for (const number of group.pulls) finishMerge(world, repository, pullNumbered(repository, number), actor, commit);
  moveBranch(world, repository, actor, branch, commit);
}

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
  tell(world, {
    event: 'merge_group',
    action: 'destroyed',
    repository,
    sender: actor.account,
    parts: () => ({ reason, merge_group: mergeGroupJson(world, repository, group) }),
  });
}
