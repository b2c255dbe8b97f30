/** After a transition of our workflow: the move as an event like Jira's own, so that it is followed though that one is late or lost (`rules.md 6.2`). */
import { z } from 'zod';

const id = z.union([z.string(), z.number()]).transform(String);

const moved = z.object({
  issue: z.object({ id, key: z.string() }).loose(),
  transition: z
    .object({
      from: z.object({ id }).loose().optional(),
      to: z.object({ id }).loose().optional(),
      executionId: z.string().max(200).optional(),
    })
    .loose(),
  atlassianId: z.string().optional(),
});

export interface Move {
  readonly eventType: 'avi:jira:updated:issue';
  readonly issue: { readonly id: string; readonly key: string };
  readonly atlassianId?: string;
  /** Without the log's own id: Jira's event of it tells of the edits as well, and is no repetition. */
  readonly changelog: { readonly items: readonly object[] };
  /** The same for everything that one transition runs; never empty. */
  readonly transition: string;
}

/** @returns `undefined` for what no transition says; Jira's own event tells of it then */
export function moveOf(given: unknown): Move | undefined {
  const read = moved.safeParse(given);
  if (!read.success) return undefined;
  const { issue, transition, atlassianId } = read.data;
  const { from, to, executionId } = transition;
  return {
    eventType: 'avi:jira:updated:issue',
    issue: { id: issue.id, key: issue.key },
    ...(atlassianId === undefined ? {} : { atlassianId }),
    changelog: {
      items: [{ field: 'status', fieldId: 'status', from: from?.id, to: to?.id }],
    },
    transition: executionId || crypto.randomUUID(),
  };
}
