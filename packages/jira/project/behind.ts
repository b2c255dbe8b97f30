/** A note that an issue's status could not follow its stage, with what Jira said, for the panel to show until it fits again. */
import type { StreamRef } from '@countersign/core/record/port.ts';
import { z } from 'zod';
import type { Desk } from '../desk.ts';

const noteSchema = z.object({ message: z.string() });

/** Empty: the workflow offers no way there. */
export type Behind = z.infer<typeof noteSchema>;

/** Characters of Jira's message that are kept. */
const LONGEST = 300;

const keyOf = ({ tenant, project, stream }: StreamRef) => ({ tenant, project, kind: 'status-behind', id: stream });

/** @param behind absent when the status fits. Written only where it differs. */
export async function noteBehind(desk: Desk, ref: StreamRef, behind?: Behind): Promise<void> {
  const noted = await behindOf(desk, ref);
  const message = behind?.message.slice(0, LONGEST);
  if (noted?.message === message) return;
  if (message === undefined) return desk.documents.forget(keyOf(ref));
  await desk.documents.keep({ ...keyOf(ref), data: { message }, fetchedAt: new Date(desk.now()).toISOString() });
}

export async function behindOf(desk: Desk, ref: StreamRef): Promise<Behind | undefined> {
  const found = noteSchema.safeParse((await desk.documents.find(keyOf(ref)))?.data);
  return found.success ? found.data : undefined;
}
