/** What the terminal says before it can know its reader's language: the same sentence in both. */
import { type MessageId, type MessageValues, message } from '@countersign/core/text/catalogue.ts';
import type { NotOurs, Owner, StillRuns } from '@countersign/postgres/owner.ts';

export function inBothLanguages(id: MessageId, values: MessageValues = {}): readonly string[] {
  return [message('en', id, values), message('zh-CN', id, values)];
}

/** An app is called by its id, as on its page at GitHub. */
export function called(owner: Owner): string {
  return owner.replace('app:', '');
}

/** Why nothing is taken over while its former owner still works on it, and what to do. */
export function stillRuns({ owner }: StillRuns): string {
  return inBothLanguages('start.still-runs', { owner: owner === 'sandbox' ? owner : called(owner) }).join('\n');
}

/** Why nothing starts on this record, and what to do. */
export function notOurs({ owner }: NotOurs, ours: Owner): string {
  const id =
    owner === 'sandbox'
      ? 'start.not-ours.sandbox'
      : owner === 'unknown'
        ? 'start.not-ours.unknown'
        : ours === 'sandbox'
          ? 'start.not-ours.app'
          : 'start.not-ours.other';
  const values = { owner: owner === 'unknown' ? '' : called(owner), ours: called(ours) };
  return inBothLanguages(id, values).join('\n');
}
