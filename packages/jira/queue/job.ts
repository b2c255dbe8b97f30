/** Work that follows from what was recorded, as it waits in the record's own outbox. */
import type { Person } from '@countersign/core/content/person.ts';
import type { Job, Json, StreamRef } from '@countersign/core/record/port.ts';

export type FollowUp =
  | { readonly kind: 'show'; readonly ref: StreamRef }
  /** The engine looks again: something of a request has come due. */
  | { readonly kind: 'due'; readonly ref: StreamRef; readonly at: string; readonly what: string }
  | {
      readonly kind: 'answer';
      readonly ref: StreamRef;
      readonly text: string;
      readonly cause: string;
      /** People whom it mentions, so that Jira tells them. */
      readonly to?: readonly Person[];
      /** Only they may read it who may read what it answers. */
      readonly visibility?: Json;
      /** Of an internal note, which customers do not read. */
      readonly isInternal?: true;
    };

export function jobOf(followUp: FollowUp): Job {
  return { kind: followUp.kind, key: `${followUp.kind}:${followUp.ref.stream}`, data: followUp as unknown as Json };
}
