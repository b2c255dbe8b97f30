/** Issues that go away: deleted, or transferred to another repository. */
import { issueJson } from '../show/issue.ts';
import { repositoryJson } from '../show/repository.ts';
import type { Actor } from './actor.ts';
import { tellIssue } from './issue.ts';
import type { Issue, Repository } from './record.ts';
import { invalid } from './refused.ts';
import { labelNamed } from './repository.ts';
import { tell } from './tell.ts';
import { nextId, type World } from './world.ts';

/** GitHub deletes issues, never pull requests, and has no webhook that would tell of one. */
export function deleteIssue(world: World, repository: Repository, issue: Issue, actor: Actor): void {
  if (issue.pull) throw invalid('Issue', 'delete');
  repository.issues.delete(issue.number);
  repository.open.delete(issue.number);
  for (const id of issue.comments) repository.comments.delete(id);
  tellIssue(world, repository, issue, actor, 'deleted');
}

/** As GitHub does it: the issue gets a new number and new ids in its new home, and keeps its text, comments and those labels that exist there. */
export function transferIssue(world: World, from: Repository, issue: Issue, actor: Actor, to: Repository): Issue {
  if (issue.pull) throw invalid('Issue', 'transfer');
  const labels: number[] = [];
  for (const id of issue.labels) {
    const name = from.labels.get(id)?.name;
    const same = name === undefined ? undefined : labelNamed(to, name);
    if (same) labels.push(same.id);
  }
  const type = from.owner === to.owner ? issue.type : null;
  const moved: Issue = {
    ...issue,
    id: nextId(world),
    number: to.nextNumber,
    labels,
    type,
    comments: [...issue.comments],
  };
  to.nextNumber += 1;
  to.issues.set(moved.number, moved);
  if (moved.state === 'open') to.open.add(moved.number);
  const oldIssue = issueJson(world, from, issue);
  const oldRepository = repositoryJson(world, from);
  from.issues.delete(issue.number);
  from.open.delete(issue.number);
  from.transferred ??= new Map();
  from.transferred.set(issue.number, { repository: to.id, number: moved.number });
  for (const id of issue.comments) {
    const comment = from.comments.get(id);
    if (comment) to.comments.set(id, { ...comment, issue: moved.number });
    from.comments.delete(id);
  }
  tell(world, {
    event: 'issues',
    action: 'transferred',
    repository: from,
    sender: actor.account,
    parts: () => ({
      issue: oldIssue,
      changes: { new_issue: issueJson(world, to, moved), new_repository: repositoryJson(world, to) },
    }),
  });
  tellIssue(world, to, moved, actor, 'opened', () => ({
    changes: { old_issue: oldIssue, old_repository: oldRepository },
  }));
  return moved;
}
