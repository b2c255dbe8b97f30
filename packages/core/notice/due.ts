/** When a notice may leave: at once where somebody has to act or should know now, the rest in the morning, unless its reader chose otherwise (`rules.md 9`). */
import type { Instant } from '../calendar/clock.ts';
import { morningFrom } from '../calendar/morning.ts';
import type { WorkCalendar } from '../calendar/workingdays.ts';
import { isContact } from '../policy/contact.ts';
import type { Occasion } from '../policy/telling.ts';
import type { DueNotice } from './kept.ts';
import { type Notice, strongest } from './notice.ts';
import { type Choices, wantedOf } from './reader.ts';

/** A contact is asked to sign by the mail that has the link. */
const BY_LINK: readonly Occasion[] = [
  ...(['plan-to-confirm', 'vote-needed', 'vote-at-50', 'vote-at-80', 'vote-at-100', 'votes-voided'] as const),
];

/** What of a notice is not asked otherwise. @returns `undefined` where nothing is left */
export function apartFromLinks(notice: Notice): Notice | undefined {
  if (!isContact(notice.to)) return notice;
  const matters = notice.matters.filter((one) => one.urgency !== 'act' || !BY_LINK.includes(one.occasion));
  return matters.length === 0 ? undefined : { ...notice, matters, urgency: strongest(matters) };
}

export function dueNotice(
  notice: Notice,
  choices: Choices,
  { now, calendar }: { readonly now: Instant; readonly calendar: WorkCalendar },
): DueNotice {
  const wanted = wantedOf(notice, choices);
  if (!wanted) return { ...notice, due: now, ended: 'off' };
  return { ...notice, due: wanted.isAtOnce ? now : morningFrom(now, calendar) };
}
