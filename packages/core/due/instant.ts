/** Which of several instants comes next. */
import type { Due } from '../record/port.ts';

/** The earliest of those after an instant; of several at once, the first. `undefined` where none is left. */
export function nextOf(dues: readonly Due[], after: string): Due | undefined {
  let next: Due | undefined;
  for (const due of dues) if (due.at > after && (!next || due.at < next.at)) next = due;
  return next;
}

const DAY_MS = 86_400_000;

/**
 * The first moment at which more than so many days have passed since an instant.
 * @returns `undefined` for what is no instant
 */
export function past(instant: string, days = 0): string | undefined {
  const ms = Date.parse(instant) + days * DAY_MS + 1;
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
