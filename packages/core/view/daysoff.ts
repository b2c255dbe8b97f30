/** Says where a deadline was counted with weekends alone, because the days off of its year are not announced, or came after this version. */
import { dayIn } from '../calendar/date.ts';
import { knownUntil } from '../calendar/project.ts';
import { emergencyEnds } from '../change/flags.ts';
import { isOpen } from '../change/stage.ts';
import type { ChangeState } from '../change/state.ts';
import type { Policy } from '../policy/policy.ts';
import { type Sentence, words } from './sentence.ts';

/** @returns nothing where every deadline that is still awaited lies in days that are known (`rules.md 2.5`) */
export function daysOffUnknown(state: ChangeState, policy: Policy): readonly Sentence[] {
  const until = knownUntil(policy);
  if (until === undefined) return [];
  const awaited = deadlines(state).map((at) => dayIn(at, policy.timeZone));
  return awaited.some((day) => day > until)
    ? [words('status.flag.days-off-unknown', { calendar: policy.calendar, until: { day: until } })]
    : [];
}

function deadlines({ stage, reviewDue, emergency }: ChangeState): readonly string[] {
  const found: string[] = [];
  if (stage === 'in-review' && reviewDue) found.push(reviewDue);
  if (emergency && !emergency.ratified && isOpen(stage)) found.push(emergencyEnds(emergency));
  return found;
}
