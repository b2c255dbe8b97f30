/** Who is behind an event: whoever Jira names, or whoever its change log names for what was written. */
import { NOBODY, type Person } from '@countersign/core/content/person.ts';
import type { Desk } from '../desk.ts';
import { linkedBy, writtenBy } from '../facts/history.ts';
import { personWith } from '../facts/people.ts';
import { personOf } from '../place.ts';
import type { JiraEvent } from '../schema.ts';
import { type Governing, isEdited } from '../translate/edit.ts';

/** Who did it, as Jira's event says; a deleted account speaks as nobody. */
export async function actorOf(desk: Desk, event: JiraEvent, governing: Governing): Promise<Person> {
  // Who edited somebody's comment is not the one who wrote it.
  const author = isEdited(event) ? undefined : event.comment?.author;
  const id = author?.accountId ?? event.atlassianId;
  if (id === undefined && isOnlyWriting(event)) {
    const { client } = desk;
    const linked = event.linkId !== undefined;
    const find = linked ? linkedBy : writtenBy;
    const person = await find(client, event.issue.id, governing);
    if (person) return person;
  }
  if (id === undefined) return NOBODY;
  if (author?.displayName) return personOf(author);
  return personWith(desk.client, id);
}

/** Of a text or a link Jira's log says who wrote it; a word or a move that names nobody is nobody's, whoever wrote last. */
function isOnlyWriting({ eventType, comment, changelog }: JiraEvent): boolean {
  const moves = changelog?.items?.some((one) => (one.fieldId ?? one.field) === 'status') === true;
  return eventType !== 'avi:jira:deleted:issue' && comment === undefined && !moves;
}

/** Who wrote the text, where an event tells of a move as well and names nobody: Jira's log names a text's author, who fills no seat (`rules.md 4.4`), and the move stays nobody's. */
export async function authorOf(desk: Desk, event: JiraEvent, governing: Governing, actor: Person): Promise<Person> {
  if (event.atlassianId !== undefined || event.comment !== undefined || isOnlyWriting(event)) return actor;
  return (await writtenBy(desk.client, event.issue.id, governing)) ?? actor;
}
