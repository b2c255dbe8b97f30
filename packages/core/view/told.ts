/** The entries of a stream as a view reads them, with what stood before each, so that a line can say what an edit made of what. */
import type { ChangeEvent } from '../change/event.ts';
import { ASSESSMENT_VOID } from '../change/evolve.ts';
import { EMPTY_REQUEST, type RequestContent } from '../content/request.ts';
import type { ChangeClass } from '../impact/class.ts';
import type { Impacts } from '../impact/dimension.ts';
import type { SeatRole } from '../policy/role.ts';

/** An entry of the stream as far as a view reads it. */
export interface Told {
  readonly at: string;
  readonly event: ChangeEvent;
  /** Hash of the ledger's entry, where it is to be shown. */
  readonly hash?: string;
  /** What stood before it; `withBefore` finds it. */
  readonly before?: Before;
}

export interface Before {
  readonly request: RequestContent;
  readonly impacts: Impacts;
  readonly class?: ChangeClass;
  readonly seats: readonly SeatRole[];
}

const NOTHING: Before = { request: EMPTY_REQUEST, impacts: {}, seats: [] };

/** @param entries the whole stream: a part of it does not know what stood before. */
export function withBefore(entries: readonly Told[]): readonly (Told & { readonly before: Before })[] {
  let before = NOTHING;
  return entries.map((told) => {
    const one = { ...told, before };
    before = after(before, told);
    return one;
  });
}

function after(before: Before, { event }: Told): Before {
  switch (event.type) {
    case 'request-written':
      return { ...before, request: event.request };
    case 'assessed':
      return { ...before, impacts: event.impacts };
    case 'classified':
      return { ...before, class: event.class, seats: event.seats };
    case 'moved': {
      if (event.rule !== 'T2' && event.rule !== 'T11') return before;
      // The class is counted anew from here (4.3).
      const { class: _, ...rest } = before;
      return event.reason === ASSESSMENT_VOID ? { ...rest, impacts: {} } : rest;
    }
    default:
      return before;
  }
}
