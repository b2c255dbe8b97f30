/** Branches that go away, and what becomes of the pull requests that begin or end there. */
import type { Actor } from './actor.ts';
import { setState } from './issue.ts';
import { editPull, pullNumbered } from './pull.ts';
import { dropBranch } from './push.ts';
import type { Repository } from './record.ts';
import type { World } from './world.ts';

/**
 * What begins in it is closed. What goes into it goes on to where it was merged, or is closed.
 * @throws Refused 422 for the default branch
 */
export function deleteBranch(world: World, repository: Repository, actor: Actor, branch: string): void {
  dropBranch(world, repository, actor, branch);
  const onto = mergedInto(repository, branch);
  for (const number of [...repository.openPulls]) {
    const issue = pullNumbered(repository, number);
    const { headRef, baseRef } = issue.pull;
    if (baseRef === branch && headRef !== branch && onto !== undefined)
      editPull(world, repository, issue, actor, { base: onto });
    else if (baseRef === branch || headRef === branch) setState(world, repository, issue, actor, 'closed', null);
  }
}

/** Where the last merged pull request from a branch went, as long as that is there. */
function mergedInto(repository: Repository, branch: string): string | undefined {
  const merged = [...repository.issues.values()].findLast(({ pull }) => pull?.headRef === branch && pull.mergedAt);
  const base = merged?.pull?.baseRef;
  return base !== undefined && repository.refs.has(`refs/heads/${base}`) ? base : undefined;
}
