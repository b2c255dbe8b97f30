/** What a request still lacks before it may be submitted or reviewed, as lists that a view can show before anyone asks (T2, T6). */

import { facetDigests, facetsOf } from '../approval/facet.ts';
import type { ItemsNow } from '../approval/tally.ts';
import { isBaseline } from '../baseline/manifest.ts';
import type { Governed } from '../content/governed.ts';
import { textsOf } from '../content/passage.ts';
import { missingInPlan } from '../content/plan.ts';
import { isUnwritten, type RequestContent } from '../content/request.ts';
import { type ChangeClass, type Classification, classify, largerClass } from '../impact/class.ts';
import { DIMENSIONS } from '../impact/dimension.ts';
import { digestOf } from '../ledger/canonical.ts';
import { furtherSeat, hasCustomer, type Policy, type Profile, seatsFor } from '../policy/policy.ts';
import type { SeatRole } from '../policy/role.ts';
import { untickedDigest } from '../requirement/controlled.ts';
import { textDigest } from '../text/block.ts';
import type { ChangeState, Emergency } from './state.ts';

export type RequestField = 'title' | 'before' | 'after' | 'cause' | 'motive' | 'origin' | 'notChanging' | 'items';

/** Fields that T2 demands and the request has not (`rules.md 2.1`), in the order of the form. */
export function missingInRequest(request: RequestContent, profile: Profile): readonly RequestField[] {
  const onlyNew = request.items.length > 0 && request.items.every((item) => item.action === 'add');
  const wanted: RequestField[] =
    profile === 'light' ? ['title', 'after', 'cause'] : ['title', 'after', 'cause', 'motive', 'origin', 'notChanging'];
  // A requirement that does not exist yet has no text before the change.
  if (profile === 'standard' && !onlyNew) wanted.splice(1, 0, 'before');
  const missing: RequestField[] = wanted.filter((field) => isEmpty(request[field]));
  if (profile === 'standard' && request.items.length === 0) missing.push('items');
  return missing;
}

function isEmpty(value: RequestContent[RequestField]): boolean {
  if (value === undefined) return true;
  return typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0;
}

export function classOf(content: Governed, policy: Policy): Classification {
  return classify(content.impacts, policy.yardstick, isFlagged(content));
}

/** A safety or regulatory flag: the class is critical whatever the scores say (`rules.md 2.3`). */
function isFlagged({ request }: Governed): boolean {
  return request.cause?.code === 'regulatory' || request.cause?.code === 'security-safety';
}

/** Digest of all that a class follows from; a lowering is the board's word on this, and on nothing that is said later. */
export function classBasis(content: Governed): string {
  const facets = facetDigests(content);
  return digestOf([...DIMENSIONS.map((dimension) => facets[dimension]), isFlagged(content)]);
}

/** The class on record; once an impact is another than the board lowered it for, the larger one again (`rules.md 4.3`). */
export function standingClass(state: Pick<ChangeState, 'class' | 'lowered' | 'content'>): ChangeClass | undefined {
  const { class: recorded, lowered } = state;
  if (!recorded || !lowered || lowered.basis === classBasis(state.content)) return recorded;
  return largerClass(lowered.from, recorded);
}

/** The class that counts: never smaller than the one already reached since submission (`rules.md 4.3`). */
export function bindingClass(state: ChangeState, policy: Policy): ChangeClass {
  const found = classOf(state.content, policy).class;
  const standing = standingClass(state);
  if (!standing) return found;
  const { lowered } = state;
  if (lowered && largerClass(lowered.from, found) === lowered.from) return standing;
  return largerClass(standing, found);
}

/** The seats that a class asks of this request: one more for an emergency opened while others waited for their review beyond its time (`rules.md 4.8`). */
export function boardFor(
  { content, emergency }: Pick<ChangeState, 'content'> & { readonly emergency?: Pick<Emergency, 'overdue'> },
  policy: Policy,
  found: ChangeClass,
): readonly SeatRole[] {
  const { origin, items } = content.request;
  const usual = seatsFor(policy, found, origin);
  // What both sides agreed on is no baseline without the customer (5.1).
  const isTheirs = items.some(isBaseline) && (hasCustomer(policy) || policy.profile !== 'light');
  const seats: readonly SeatRole[] = isTheirs && !usual.includes('customer') ? [...usual, 'customer'] : usual;
  return emergency?.overdue ? [...seats, furtherSeat(policy, seats, origin)] : seats;
}

export type AlternativeGap = 'do-nothing' | 'recommended' | 'second';

/** What T6 asks of the alternatives: due from class moderate, never in light (`rules.md 2.1`). */
export function missingInAlternatives(
  content: Governed,
  found: ChangeClass,
  profile: Profile,
): readonly AlternativeGap[] {
  if (profile === 'light' || found === 'minor') return [];
  const { alternatives } = content;
  const missing: AlternativeGap[] = [];
  if (!alternatives.some((one) => one.doNothing)) missing.push('do-nothing');
  if (alternatives.filter((one) => one.recommended).length !== 1) missing.push('recommended');
  if (alternatives.length < 2) missing.push('second');
  return missing;
}

export function planGaps(content: Governed, profile: Profile) {
  return profile === 'light' ? [] : missingInPlan(content.plan);
}

/** Items with the base that the tracker has now; items that cannot be read keep what they had. */
export function withBases(request: RequestContent, now: ItemsNow, renew: boolean): RequestContent {
  const items = request.items.map((item) => {
    if (isUnwritten(item) || (item.base !== undefined && !renew)) return item;
    const current = now.get(item.id);
    return current === undefined || current === 'unreadable' || current === 'deleted'
      ? item
      : { ...item, base: { title: current.title, text: current.text } };
  });
  return { ...request, items };
}

/**
 * The facts with this request's own application taken as fresh: a requirement that already holds the approved text, or that was to be
 * retired and is gone, is not stale because of it (`rules.md 4.2`).
 */
export function itemsApartFromOwn(state: ChangeState, now: ItemsNow): ItemsNow {
  const { request } = state.content;
  if (!state.approval) return now;
  const apart = new Map(now);
  for (const item of request.items) {
    const { id, action, base } = item;
    const current = now.get(id);
    if (!base || isUnwritten(item) || current === undefined) continue;
    // It was made by the approval, and goes on being what it was.
    if (isBaseline(item)) {
      apart.set(id, base);
      continue;
    }
    if (action === 'delete') {
      if (current === 'deleted') apart.set(id, base);
      continue;
    }
    const after = textsOf(request, item)?.after;
    if (typeof current === 'string' || !after || current.title !== base.title) continue;
    if (current.text === untickedDigest(after) || current.whole === textDigest(after)) apart.set(id, base);
  }
  return apart;
}

/** What the customer confirms with the plan: everything that a customer's vote depends on, conditions apart (`rules.md T8`, `4.3`). */
export function confirmationDigest(content: Governed): string {
  const facets = facetDigests(content);
  return digestOf([...facetsOf('customer')].sort().map((facet) => [facet, facets[facet]]));
}
