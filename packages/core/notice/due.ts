/** When a notice may leave: at once where somebody has to act or should know now, the rest in the morning, unless its reader chose otherwise (`rules.md 9`). */
import type { Instant } from '../calendar/clock.ts';
import { morningFrom } from '../calendar/morning.ts';
import type { WorkCalendar } from '../calendar/workingdays.ts';
import type { DueNotice } from './kept.ts';
import type { Notice } from './notice.ts';
import { type Choices, wantedOf } from './reader.ts';

export function dueNotice(
  notice: Notice,
  choices: Choices,
  { now, calendar }: { readonly now: Instant; readonly calendar: WorkCalendar },
): DueNotice {
  const wanted = wantedOf(notice, choices);
  if (!wanted) return { ...notice, due: now, ended: 'off' };
  return { ...notice, due: wanted.isAtOnce ? now : morningFrom(now, calendar) };
}
