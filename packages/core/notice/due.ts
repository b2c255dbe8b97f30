/** When a notice may leave: at once where somebody has to act or should know now, the rest in the morning (`rules.md 9`). */
import type { Instant } from '../calendar/clock.ts';
import { morningFrom } from '../calendar/morning.ts';
import type { WorkCalendar } from '../calendar/workingdays.ts';
import type { Notice } from './notice.ts';

export function whenDue({ urgency }: Pick<Notice, 'urgency'>, now: Instant, calendar: WorkCalendar): Instant {
  return urgency === 'digest' ? morningFrom(now, calendar) : now;
}
