/** Why a vote no longer counts: which edit, by whom, when (`rules.md 4.3`), in one short clause. */

import type { NotCounting } from '../approval/tally.ts';
import type { KeptVote } from '../approval/vote.ts';
import type { ChangeEvent } from '../change/event.ts';
import { changesOf } from './edit.ts';
import { facetName } from './names.ts';
import { and, type Sentence, words } from './sentence.ts';

/** An entry of the stream as far as a view reads it. */
export interface Told {
  readonly at: string;
  readonly event: ChangeEvent;
  /** Hash of the ledger's entry, where it is to be shown. */
  readonly hash?: string;
}

/** The clause for a vote that is marked as voided on record. */
export function voidedBecause(voided: NonNullable<KeptVote['voided']>): Sentence {
  const on = { day: voided.at };
  switch (voided.kind) {
    case 'edited':
      return words('status.void.edited', { facets: and(voided.facets.map(facetName)), on, by: { person: voided.by } });
    case 'item-changed':
      return words('status.void.item-changed', { items: and(voided.items.map((label) => ({ reference: label }))), on });
    case 'returned':
    case 'class-lowered':
      return words(`status.void.${voided.kind}`, { on, by: { person: voided.by } });
    default:
      return words(`status.void.${voided.kind}`, { on });
  }
}

/** The clause for a vote that does not count at this moment, marked or not; `history` finds the edit behind it. */
export function notCountingBecause(not: NotCounting, vote: KeptVote, history: readonly Told[]): Sentence {
  switch (not.kind) {
    case 'voided':
      return voidedBecause(not.voided);
    case 'edited': {
      const facets = and(not.facets.map(facetName));
      const edit = history.findLast(
        (one) => one.at >= vote.at && changesOf(one.event).some((facet) => not.facets.includes(facet)),
      );
      const by = edit && 'by' in edit.event ? edit.event.by : undefined;
      return edit && by
        ? words('status.void.edited', { facets, on: { day: edit.at }, by: { person: by } })
        : words('status.void.edited-since', { facets });
    }
    case 'item-changed':
      return words('status.void.item-changed-since', { items: and(not.items.map((label) => ({ reference: label }))) });
    case 'ineligible':
      if (not.why === 'no-role') return words('status.void.no-role');
      return words(
        not.why === 'role-unreadable' || not.why === 'staff-unreadable'
          ? 'status.void.unreadable'
          : 'status.void.barred-now',
      );
  }
}
