/** What the translators of all events share: the delivery with its facts, and the two ways to answer. */

import type { Action } from '@countersign/core/typed/reading.ts';
import { personOf } from '../place.ts';
import { FOUND, type Issue, type Payload, type User } from '../schema.ts';
import type { Place, Translation, TranslationFacts } from '../translation.ts';

export interface Delivery {
  readonly payload: Payload;
  readonly place: Place;
  readonly sender: User;
  readonly facts: TranslationFacts;
}

export const ignored = (why: string): readonly Translation[] => [{ kind: 'ignored', why }];

export function acts(
  { payload, place, sender }: Delivery,
  given: Issue,
  actions: readonly Action[],
  commentId?: number,
): Translation {
  return {
    kind: 'change',
    place,
    issue: given.node_id,
    number: given.number,
    title: given.title,
    actor: personOf(sender),
    actions,
    ...(given.updated_at ? { updatedAt: given.updated_at } : {}),
    ...(commentId === undefined ? {} : { comment: commentId }),
    ...(payload.action === FOUND ? { found: true } : {}),
    ...(payload.comment?.created_at ? { saidAt: payload.comment.created_at } : {}),
  };
}
