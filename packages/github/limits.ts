/** GitHub's documented limits for one installation: what closes a gate goes before what opens one, and that before everything else. */
import { Transient } from '@countersign/core/failure.ts';
import type { Precedence } from '@countersign/core/record/port.ts';

/**
 * Secondary limits, per installation. Whatever is not read makes content (GitHub does not say that an edit is none); a read costs one
 * point, a write five. https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
const LIMITS = [
  { windowMs: 60_000, most: 80, cost: { read: 0, write: 1 } },
  { windowMs: 3_600_000, most: 500, cost: { read: 0, write: 1 } },
  { windowMs: 60_000, most: 900, cost: { read: 1, write: 5 } },
] as const;

/**
 * The app itself, without an installation, makes no content: it asks for lists and for deliveries to be made again. Only the points bind it,
 * so it may ask for 180 deliveries a minute.
 */
export const OF_THE_APP = LIMITS.filter(({ cost }) => cost.read > 0);

/**
 * How full a window may be, in parts of the whole, for a call still to be made. The rest is kept for what goes before it: of 80 writes a
 * minute, 20 for checks that close and 20 for checks that open. Reading by which a gate may close leaves room for 22 writes that close it.
 */
const PART: Readonly<Record<CallKind, Readonly<Record<Precedence, number>>>> = {
  read: { close: 0.875, open: 0.75, talk: 0.5, aside: 0.25 },
  write: { close: 1, open: 0.75, talk: 0.5, aside: 0.25 },
};

/** After GitHub itself asked for a pause, closing goes on first, then opening, then talk, then what is done beside it. */
const AFTER_PAUSE_MS: Readonly<Record<Precedence, number>> = { close: 0, open: 1000, talk: 3000, aside: 9000 };

/** Whoever would wait longer looks again within this time: what holds it back may be gone by then. */
const LONGEST_MS = 300_000;

export type CallKind = 'read' | 'write';

export interface Limits {
  /** Counts a call that is made now. @throws Transient before one for which there is no room, with the time to wait. */
  spend(kind: CallKind, precedence: Precedence): void;
  /** The same question without counting anything, for who has to prepare a call. @throws as `spend`. */
  room(kind: CallKind, precedence: Precedence): void;
  /** GitHub itself asked to wait so long: nothing is sent meanwhile, whatever its precedence. */
  pause(ms: number): void;
}

interface Spent {
  readonly at: number;
  readonly cost: number;
}

/** @param now milliseconds of any clock that does not go back. @param bounds those of an installation unless given */
export function limits(now: () => number, bounds: readonly (typeof LIMITS)[number][] = LIMITS): Limits {
  const windows = bounds.map((limit) => ({ ...limit, spent: [] as Spent[], sum: 0 }));
  /** When those who were told to wait come back, by precedence: so that each is told a time of its own. */
  const turns: Record<Precedence, Promised[]> = { close: [], open: [], talk: [], aside: [] };
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let refused = 0;

  function forget(at: number): void {
    for (const window of windows) {
      let over = 0;
      for (const { at: spentAt, cost } of window.spent) {
        if (spentAt > at - window.windowMs) break;
        window.sum -= cost;
        over += 1;
      }
      window.spent.splice(0, over);
    }
    for (const promised of Object.values(turns)) {
      const due = promised.findIndex((one) => one.at > at);
      promised.splice(0, due < 0 ? promised.length : due);
    }
  }

  /** The first moment in which the call fits, after all who were told a time before and go before it. */
  function turnOf(at: number, kind: CallKind, precedence: Precedence): number {
    const before = AHEAD[precedence].flatMap((one) => turns[one]);
    let turn = before.reduce((last, one) => Math.max(last, one.at), at);
    for (const { windowMs, most, cost, spent } of windows) {
      if (cost[kind] === 0) continue;
      const taken = [...spent, ...before.map((one) => ({ at: one.at, cost: cost[one.kind] }))];
      let over = taken.reduce((sum, one) => sum + one.cost, 0) + cost[kind] - most * PART[kind][precedence];
      for (const one of taken) {
        if (over <= 0) break;
        over -= one.cost;
        turn = Math.max(turn, one.at + windowMs);
      }
    }
    return turn;
  }

  function refuse(at: number, kind: CallKind, precedence: Precedence): never {
    const turn = turnOf(at, kind, precedence);
    refused += 1;
    // Far from their turn, they come back spread over the time instead of all at once.
    const longest = LONGEST_MS * (0.5 + ((refused * 0.618) % 0.5));
    if (turn - at <= longest) turns[precedence].push({ at: turn, kind });
    throw new Transient('this installation has used up what GitHub lets it do for now', {
      retryAfterMs: Math.min(turn - at, longest) + 50,
    });
  }

  function room(kind: CallKind, precedence: Precedence): void {
    const at = now();
    const resumes = pausedUntil + AFTER_PAUSE_MS[precedence];
    if (at < resumes) throw new Transient('GitHub asked this installation to wait', { retryAfterMs: resumes - at });
    forget(at);
    const fits = windows.every(
      ({ sum, most, cost }) => cost[kind] === 0 || sum + cost[kind] <= most * PART[kind][precedence],
    );
    if (!fits) refuse(at, kind, precedence);
  }

  return {
    room,
    spend(kind, precedence) {
      room(kind, precedence);
      const at = now();
      for (const window of windows) {
        const cost = window.cost[kind];
        if (cost > 0) window.spent.push({ at, cost });
        window.sum += cost;
      }
    },
    pause(ms) {
      pausedUntil = Math.max(pausedUntil, now() + ms);
    },
  };
}

interface Promised {
  readonly at: number;
  readonly kind: CallKind;
}

/** Who goes before whom: those of the same precedence who came earlier too. */
const AHEAD: Readonly<Record<Precedence, readonly Precedence[]>> = {
  close: ['close'],
  open: ['close', 'open'],
  talk: ['close', 'open', 'talk'],
  aside: ['close', 'open', 'talk', 'aside'],
};
