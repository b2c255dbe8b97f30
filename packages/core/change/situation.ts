/** What is known about the outside at the moment of a decision: time, person, policy, authority and items come in with the command. */

import type { Absence } from '../absence/absence.ts';
import type { ItemsNow } from '../approval/tally.ts';
import type { Person } from '../content/person.ts';
import type { Authority } from '../policy/authority.ts';
import type { Policy } from '../policy/policy.ts';
import type { ChangeState } from './state.ts';

/**
 * Whether the tracker still says what is on record of a request. An edit reaches the record by an event, which may come after whoever
 * acts on the text, or never (`rules.md 4.3`).
 */
export type AsRecorded = 'yes' | 'no' | 'unreadable';

/** Why nothing may rest on what people read now, as refusals and gates alike call it; `undefined` where it is what is on record. */
export function whyNotAsRecorded({
  asRecorded = 'unreadable',
}: Pick<Situation, 'asRecorded'>): 'not-as-recorded' | 'issue-unreadable' | undefined {
  if (asRecorded === 'yes') return undefined;
  return asRecorded === 'no' ? 'not-as-recorded' : 'issue-unreadable';
}

export interface Situation {
  /** UTC instant of the decision. */
  readonly now: string;
  /** Who acts, as the platform's sender says, never as a text says (`rules.md 6.3`). */
  readonly actor: Person;
  /** The one that it is decided under. */
  readonly policy: Policy;
  /** The one that stands now, where that is another (`rules.md 7.2`). */
  readonly current?: Policy;
  readonly authority: Authority;
  /** Who said that they are away from the project, now or to come. */
  readonly absences?: readonly Absence[];
  /** What the command is known by, where it is taken before its turn (`rules.md 4.4`): what was said before it is still to come. */
  readonly ahead?: string;
  /** Current digests of the items that the request touches. */
  readonly items: ItemsNow;
  /** For what rests on the text: `isOfTheText` (`acts.ts`), and the gates. Absent is as good as unreadable. */
  readonly asRecorded?: AsRecorded;
  /** Digests of the files that the request rests on and that were erased since. */
  readonly erasedFiles?: readonly string[];
  /** The other change request that the command names; for commands that name one. */
  readonly named?: ChangeState | 'unknown';
  /** Labels of the project's emergencies whose review is overdue (`rules.md 4.8`); for the command that opens another. */
  readonly overdueReviews?: readonly string[];
  /** The version of the project's calendar, which is kept beside what was counted by it. */
  readonly calendar?: string;
  /** `workingDeadline` of the project's calendar: when so many working days, or parts of one, have passed since an instant. */
  readonly workingDaysLater: (from: string, days: number) => string;
}
