/** What an event is known by, so that it is applied once however often it comes. */
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import { COMMENT_DELETED, type JiraEvent } from '../schema.ts';
import { isEdited } from '../translate/edit.ts';

export function causeOf(event: JiraEvent): string {
  const { comment, changelog, timestamp, linkId, transition } = event;
  if (comment && event.eventType === COMMENT_DELETED) return `comment-deleted:${event.issue.id}:${comment.id}`;
  if (comment) {
    const edit = isEdited(event) ? `:${comment.updated ?? timestamp ?? digest(event)}` : '';
    return `comment:${event.issue.id}:${comment.id}${edit}`;
  }
  return `${event.eventType}:${event.issue.id}:${linkId ?? changelog?.id ?? transition ?? timestamp ?? digest(event)}`;
}

/** Of what has neither a number nor a time: one name for all of them would make every later one a repetition. */
const digest = (event: JiraEvent): string => event.digest ?? digestOf(event);
