/** What an event is known by, so that it is applied once however often it comes. */
import { COMMENT_DELETED, type JiraEvent } from '../schema.ts';
import { isEdited } from '../translate/edit.ts';

export function causeOf(event: JiraEvent): string {
  const { comment, changelog, timestamp, linkId, transition } = event;
  if (comment && event.eventType === COMMENT_DELETED) return `comment-deleted:${event.issue.id}:${comment.id}`;
  if (comment) {
    const edit = isEdited(event) ? `:${comment.updated ?? timestamp ?? ''}` : '';
    return `comment:${event.issue.id}:${comment.id}${edit}`;
  }
  return `${event.eventType}:${event.issue.id}:${linkId ?? changelog?.id ?? transition ?? timestamp ?? ''}`;
}
