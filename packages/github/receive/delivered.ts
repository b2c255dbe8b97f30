/** What a stored delivery is, what it is known by, and with what of the policy it is read: the same in its turn and before it. */
import type { Policy } from '@countersign/core/policy/policy.ts';
import type { Parts } from '../desk.ts';
import { streamOf } from '../record/home.ts';
import { type Payload, speaks } from '../schema.ts';
import type { Place, TranslationFacts } from '../translation.ts';

export interface Received {
  readonly guid: string;
  readonly event: string;
  readonly payload: unknown;
}

/**
 * What a delivery is known by, so that it is applied once. A comment speaks once however often it is told of, and under whatever
 * GUID: the signature covers the body alone, so a captured delivery could be sent again under a new one.
 */
export function causeOf(guid: string, event: string, payload: Payload): string {
  const fresh = event === 'issue_comment' && speaks(payload) && payload.comment;
  return fresh ? commentCause(payload.repository?.id ?? '', payload.comment?.id ?? '') : guid;
}

/** By what each of several things is known that one delivery tells. */
export const partOf = (cause: string, index: number, count: number): string =>
  count === 1 ? cause : `${cause}.${index}`;

/** @param repository GitHub's number of it */
export const commentCause = (repository: number | '', comment: number | ''): string =>
  `comment:${repository}:${comment}`;

/** What of a policy decides how a delivery is read. */
export function readBy({
  locale,
  currency,
  profile,
  bots,
  requirementLabel,
  controlled,
}: Policy): Pick<TranslationFacts, 'locale' | 'currency' | 'profile' | 'bots' | 'requirementLabel' | 'controlled'> {
  return { locale, currency, profile, bots, requirementLabel, controlled };
}

/** Whether an issue is a change request on record; its label may have been taken off since. */
export async function isKnown(parts: Parts, place: Place, issue: string): Promise<boolean> {
  return (await parts.register.find(await streamOf(parts, place, issue))) !== undefined;
}
