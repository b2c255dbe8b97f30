/** Comments on issues and pull requests. */
import { commentJson, reactionJson } from '../show/issue.ts';
import { need } from '../world/actor.ts';
import { addComment, commentWithId, deleteComment, editComment, react } from '../world/comment.ts';
import type { Comment } from '../world/record.ts';
import { EITHER_READ, issueOf } from './issue-routes.ts';
import { id, NO_CONTENT, ok, onRepository, paged, type RepositoryCall, type Route, required } from './route.ts';

/** For an installation as any write; people may comment wherever they may read. */
const COMMENT = ['issues:comment', 'pull_requests:comment'];

/** GitHub's own order is by when they were written. */
function ordered({ query }: RepositoryCall, comments: readonly Comment[]): readonly Comment[] {
  const key = (one: Comment): number => (query.get('sort') === 'updated' ? one.updatedAt : one.createdAt);
  const sign = query.get('direction') === 'desc' ? -1 : 1;
  return [...comments].sort((a, b) => sign * (key(a) - key(b) || a.id - b.id));
}

function since(call: RepositoryCall, comments: readonly Comment[]): readonly Comment[] {
  const from = call.query.get('since');
  return from === null ? comments : comments.filter((one) => one.updatedAt >= Date.parse(from));
}

/** Authors change their own, others need the write role. */
function own(call: RepositoryCall): number {
  const number = id(call, 'comment');
  const { comment } = commentWithId(call.repository, number);
  if (comment.author !== call.actor.account.id) need(call.world, call.repository, call.actor, 'write');
  return number;
}

function show({ world, repository }: RepositoryCall, comment: Comment) {
  return commentJson(world, repository, commentWithId(repository, comment.id).issue, comment);
}

export const commentRoutes: readonly Route[] = [
  onRepository('GET', '/issues/comments', EITHER_READ, (call) =>
    paged(call, ordered(call, since(call, [...call.repository.comments.values()])), (one) => show(call, one)),
  ),
  onRepository('GET', '/issues/:number/comments', EITHER_READ, (call) => {
    const all = issueOf(call).comments.map((one) => commentWithId(call.repository, one).comment);
    return paged(call, since(call, all), (one) => show(call, one));
  }),
  onRepository('POST', '/issues/:number/comments', COMMENT, (call) => {
    const { world, repository, actor, body } = call;
    return ok(
      show(call, addComment(world, repository, issueOf(call), actor, required(body, 'body', 'IssueComment'))),
      201,
    );
  }),
  onRepository('GET', '/issues/comments/:comment', EITHER_READ, (call) =>
    ok(show(call, commentWithId(call.repository, id(call, 'comment')).comment)),
  ),
  onRepository('PATCH', '/issues/comments/:comment', COMMENT, (call) => {
    const { world, repository, actor, body } = call;
    return ok(show(call, editComment(world, repository, own(call), actor, required(body, 'body', 'IssueComment'))));
  }),
  onRepository('DELETE', '/issues/comments/:comment', COMMENT, (call) => {
    deleteComment(call.world, call.repository, own(call), call.actor);
    return NO_CONTENT;
  }),
  onRepository('POST', '/issues/comments/:comment/reactions', COMMENT, (call) => {
    const { world, repository, actor, body } = call;
    const { reaction, isNew } = react(
      world,
      repository,
      id(call, 'comment'),
      actor,
      required(body, 'content', 'Reaction'),
    );
    return ok(reactionJson(world, repository, reaction), isNew ? 201 : 200);
  }),
];
