/** Comments on issues and pull requests. */

import type { Json } from '../show/account.ts';
import { commentJson, issueJson } from '../show/issue.ts';
import type { Actor } from './actor.ts';
import { BODY_LIMIT } from './issue.ts';
import { type Comment, type Issue, REACTIONS, type Reaction, type Repository } from './record.ts';
import { invalid, notFound } from './refused.ts';
import { tell } from './tell.ts';
import { nextId, type World } from './world.ts';

/** @throws Refused 404 */
export function commentWithId(
  repository: Repository,
  id: number,
): { readonly comment: Comment; readonly issue: Issue } {
  const comment = repository.comments.get(id);
  const issue = comment && repository.issues.get(comment.issue);
  if (!comment || !issue) throw notFound();
  return { comment, issue };
}

function checkBody(body: string): void {
  if (body.trim() === '') throw invalid('IssueComment', 'body', 'missing_field');
  if ([...body].length > BODY_LIMIT)
    throw invalid('IssueComment', 'data', 'custom', 'Body is too long (maximum is 65536 characters)');
}

function tellComment(
  world: World,
  repository: Repository,
  issue: Issue,
  comment: Comment,
  actor: Actor,
  action: string,
  parts: Json = {},
): void {
  tell(world, {
    event: 'issue_comment',
    action,
    repository,
    sender: actor.account,
    parts: () => ({
      issue: issueJson(world, repository, issue),
      comment: commentJson(world, repository, issue, comment),
      ...parts,
    }),
  });
}

/** @param now milliseconds since 1970 by GitHub's clock */
export function addComment(
  world: World,
  repository: Repository,
  issue: Issue,
  actor: Actor,
  body: string,
  now = world.now(),
): Comment {
  checkBody(body);
  const comment = {
    id: nextId(world),
    issue: issue.number,
    body,
    author: actor.account.id,
    viaApp: actor.viaApp,
    createdAt: now,
    updatedAt: now,
  };
  repository.comments.set(comment.id, comment);
  issue.comments.push(comment.id);
  issue.updatedAt = now;
  tellComment(world, repository, issue, comment, actor, 'created');
  return comment;
}

export function editComment(world: World, repository: Repository, id: number, actor: Actor, body: string): Comment {
  const { comment, issue } = commentWithId(repository, id);
  checkBody(body);
  if (comment.body === body) return comment;
  const from = comment.body;
  comment.body = body;
  comment.updatedAt = world.now();
  comment.editedAt = comment.updatedAt;
  comment.editedBy = actor.account.id;
  tellComment(world, repository, issue, comment, actor, 'edited', { changes: { body: { from } } });
  return comment;
}

/** Each account reacts once in the same way. GitHub tells nobody of it. @returns whether it is new, too */
export function react(
  world: World,
  repository: Repository,
  id: number,
  actor: Actor,
  content: string,
): { readonly reaction: Reaction; readonly isNew: boolean } {
  const { comment } = commentWithId(repository, id);
  const kind = REACTIONS.find((one) => one === content);
  if (!kind) throw invalid('Reaction', 'content');
  const by = actor.account.id;
  const known = comment.reactions?.find((one) => one.by === by && one.content === kind);
  if (known) return { reaction: known, isNew: false };
  const reaction = { id: nextId(world), content: kind, by, at: world.now() };
  comment.reactions = [...(comment.reactions ?? []), reaction];
  return { reaction, isNew: true };
}

export function deleteComment(world: World, repository: Repository, id: number, actor: Actor): void {
  const { comment, issue } = commentWithId(repository, id);
  repository.comments.delete(id);
  issue.comments.splice(issue.comments.indexOf(id), 1);
  tellComment(world, repository, issue, comment, actor, 'deleted');
}
