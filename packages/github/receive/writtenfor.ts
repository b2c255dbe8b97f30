/** For whom our own hand wrote a text: told of as ours, it is the edit of whoever asked for exactly that (`rules.md 4.4`, `6.3`). */
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import { storable } from '@countersign/core/text/storable.ts';
import { z } from 'zod';
import type { Parts } from '../desk.ts';
import { GHOST_ACCOUNT, placeOf } from '../place.ts';
import type { Payload } from '../schema.ts';
import type { Place } from '../translation.ts';

export interface IssueText {
  readonly title: string;
  readonly body: string;
}

/** What an issue reads, letter by letter: what somebody saw, or asked to have written. */
export const textDigest = ({ title, body }: IssueText): string =>
  digestOf({ title: storable(title), body: storable(body) });

const KIND = 'written-for';
const account = z.object({ id: z.number(), login: z.string() });

const keyOf = ({ tenant, project }: Pick<Place, 'tenant' | 'project'>, issue: string, text: IssueText) => ({
  ...{ tenant, project, kind: KIND },
  id: `${issue} ${textDigest(text)}`,
});

/** Notes it before it is written: a server that dies in between must not leave the text to nobody. */
export async function noteWrittenFor(
  { documents, now }: Pick<Parts, 'documents' | 'now'>,
  place: Place,
  { issue, text, by }: { readonly issue: string; readonly text: IssueText; readonly by: z.infer<typeof account> },
): Promise<void> {
  await documents.keep({ ...keyOf(place, issue, text), data: by, fetchedAt: new Date(now()).toISOString() });
}

/**
 * A delivery of an edit by our own hand, with the person for whom that hand wrote exactly this text as its sender; every other as it is. What a round found,
 * and nobody is known to have written, is read alike.
 */
export async function creditedToAsker(
  { documents, self }: Pick<Parts, 'documents' | 'self'>,
  payload: Payload,
): Promise<Payload> {
  const { action, issue, repository, sender, installation, comment } = payload;
  if (action !== 'edited' || comment || !issue || !repository || !installation || !sender) return payload;
  const isOurs = sender.login.toLowerCase() === self.toLowerCase();
  if (!isOurs && sender.id !== GHOST_ACCOUNT.id) return payload;
  const text = { title: issue.title, body: issue.body ?? '' };
  const noted = await documents.find(keyOf(placeOf(payload, repository), issue.node_id, text));
  const by = account.safeParse(noted?.data).data;
  return by ? { ...payload, sender: { ...by, type: 'User' } } : payload;
}
