/** Why a vote no longer counts: which edit, by whom, when (`rules.md 4.3`), in one short clause. */
import type { Facet } from '../approval/facet.ts';
import type { NotCounting } from '../approval/tally.ts';
import type { KeptVote } from '../approval/vote.ts';
import { changesOf, differenceSentence, differencesOf } from './edit.ts';
import { facetName } from './names.ts';
import { and, clip, type Sentence, type Value, words } from './sentence.ts';
import type { Told } from './told.ts';

type Voided = NonNullable<KeptVote['voided']>;

/** The clause for a vote that is marked as voided on record; `history` knows what the edit made of what. */
function voidedBecause(voided: Voided, history: readonly Told[]): Sentence {
  const on = { day: voided.at };
  switch (voided.kind) {
    case 'edited':
      return isEmergency(voided, history)
        ? words('status.void.emergency', { by: { person: voided.by }, on })
        : words('status.void.edited', { ...edited(voided, history), on });
    case 'item-changed':
      return words('status.void.item-changed', { items: and(voided.items.map((label) => ({ reference: label }))), on });
    case 'retracted':
      return words('status.void.retracted', {
        on,
        reason: clip(voided.reason ?? '', 200),
        reasonCount: voided.reason ? 1 : 0,
      });
    case 'returned':
    case 'class-lowered':
    case 'edit-unrecordable':
      return words(`status.void.${voided.kind}`, { on, by: { person: voided.by } });
    case 'moved':
      return words('status.void.moved', { on, from: { reference: voided.from } });
    default:
      return words(`status.void.${voided.kind}`, { on });
  }
}

/** The same in a line of history, which has its date already. */
export function voidedNow(voided: Voided, history: readonly Told[]): Sentence {
  switch (voided.kind) {
    case 'edited':
      return isEmergency(voided, history)
        ? words('status.void.now.emergency', { by: { person: voided.by } })
        : words('status.void.now.edited', edited(voided, history));
    case 'item-changed':
      return words('status.void.now.item-changed', { items: and(voided.items.map((label) => ({ reference: label }))) });
    case 'retracted':
      return words('status.void.now.retracted', {
        reason: clip(voided.reason ?? '', 200),
        reasonCount: voided.reason ? 1 : 0,
      });
    case 'returned':
    case 'class-lowered':
    case 'edit-unrecordable':
      return words(`status.void.now.${voided.kind}`, { by: { person: voided.by } });
    case 'moved':
      return words('status.void.now.moved', { from: { reference: voided.from } });
    default:
      return words(`status.void.now.${voided.kind}`);
  }
}

/** Its type is governed, too, and counts as one of its reasons: whoever declared an emergency (T20) edited nothing. */
function isEmergency({ facets, at }: Extract<Voided, { kind: 'edited' }>, history: readonly Told[]): boolean {
  const event = history.findLast((one) => one.at <= at && touches(one, facets))?.event;
  return event?.type === 'triaged' && event.changeType === 'emergency' && facets.every((one) => one === 'reason');
}

function edited(voided: Extract<Voided, { kind: 'edited' }>, history: readonly Told[]): Record<string, Value> {
  const { facets, at, by } = voided;
  const edit = history.findLast((one) => one.at <= at && touches(one, facets));
  return { facets: and(facets.map(facetName)), by: { person: by }, ...changes(edit, facets) };
}

function touches({ event }: Told, facets: readonly Facet[]): boolean {
  return changesOf(event).some((facet) => facets.includes(facet));
}

function changes(edit: Told | undefined, facets: readonly Facet[]): Record<string, Value> {
  const found = edit ? differencesOf(edit, facets) : [];
  return { changes: differenceSentence(found), changesCount: found.length };
}

/** The clause for a vote that does not count at this moment, marked or not; `history` finds the edit behind it. */
export function notCountingBecause(not: NotCounting, vote: KeptVote, history: readonly Told[]): Sentence {
  switch (not.kind) {
    case 'voided':
      return voidedBecause(not.voided, history);
    case 'edited': {
      const facets = and(not.facets.map(facetName));
      const edit = history.findLast((one) => one.at >= vote.at && touches(one, not.facets));
      const by = edit && 'by' in edit.event ? edit.event.by : undefined;
      return edit && by
        ? words('status.void.edited', {
            ...{ facets, on: { day: edit.at }, by: { person: by } },
            ...changes(edit, not.facets),
          })
        : words('status.void.edited-since', { facets });
    }
    case 'edit-unrecordable':
      return words('status.void.edit-unrecordable', { on: { day: not.at }, by: { person: not.by } });
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
