/** Where people are answered: the comments of one issue or pull request, and the notes of what is said there. */
import type { StreamRef } from '@countersign/core/record/port.ts';
import type { Target } from '../project/written.ts';
import type { Place } from '../translation.ts';

export interface Thread {
  /** Its immutable id. */
  readonly thread: string;
  /** The change request that is spoken of, where it may have moved to another place meanwhile. */
  readonly ref?: StreamRef;
  readonly place: Place;
  readonly number: number;
}

export const REPLY = 'reply';

export function threadTarget({ ref, thread, place }: Pick<Thread, 'ref' | 'thread' | 'place'>): Target {
  return { tenant: place.tenant, project: ref?.project ?? place.project, target: `said:${thread}` };
}

export function replyTarget(thread: Target, key: string): Target {
  return { ...thread, target: `answer:${key}` };
}
