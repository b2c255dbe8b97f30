/** Whom each open request waits for, as it was when the request was shown last: it may be lost, and the night has it made again. */
import { isOpen } from '@countersign/core/change/stage.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import { ACCOUNT } from '@countersign/core/kept.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import type { Json, StreamRef } from '@countersign/core/record/port.ts';
import { type Waits, waitsSchema } from '../answer/waiting.ts';
import type { Desk } from '../desk.ts';

const KIND = 'waits';

const keyOf = ({ tenant, project, stream }: StreamRef) => ({
  ...{ tenant, project: ACCOUNT, kind: KIND },
  id: `${project}/${stream}`,
});

/** Written where it differs; of what is over nothing is kept. */
export async function noteWaiting(
  { documents, now }: Pick<Desk, 'documents' | 'now'>,
  ref: StreamRef,
  { stage }: Pick<ChangeState, 'stage'>,
  waits: Waits,
): Promise<void> {
  const found = await documents.find(keyOf(ref));
  if (!isOpen(stage)) return found && documents.forget(keyOf(ref));
  if (found && digestOf(found.data) === digestOf(waits as unknown as Json)) return;
  await documents.keep({ ...keyOf(ref), data: waits as unknown as Json, fetchedAt: new Date(now()).toISOString() });
}

/** @returns of each request for which that is known, and not of the others */
export async function waitsIn(
  { documents }: Pick<Desk, 'documents'>,
  refs: readonly StreamRef[],
): Promise<readonly Waits[]> {
  const found = await documents.findAll(refs.map(keyOf));
  return found.flatMap((one) => waitsSchema.safeParse(one?.data).data ?? []);
}

export async function isWaitingKnown({ documents }: Pick<Desk, 'documents'>, ref: StreamRef): Promise<boolean> {
  return (await documents.find(keyOf(ref))) !== undefined;
}

/** Whatever speaks of somebody is forgotten. @param words of an account, and what it is called */
export async function forgetWaiting(
  { documents, tenant }: Pick<Desk, 'documents' | 'tenant'>,
  words: readonly string[],
): Promise<void> {
  for (const one of await documents.list(tenant, ACCOUNT, KIND)) {
    const text = JSON.stringify(one.data);
    if (words.some((word) => word !== '' && text.includes(JSON.stringify(word).slice(1, -1))))
      await documents.forget(one);
  }
}
