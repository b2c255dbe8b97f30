/** What is known about the outside at the moment of a decision: time, person, policy, authority and items come in with the command. */
import type { ItemsNow } from '../approval/tally.ts';
import type { Person } from '../content/person.ts';
import type { Authority } from '../policy/authority.ts';
import type { Policy } from '../policy/policy.ts';

export interface Situation {
  /** UTC instant of the decision. */
  readonly now: string;
  /** Who acts, as the platform's sender says, never as a text says (`domain.md 6.3`). */
  readonly actor: Person;
  readonly policy: Policy;
  readonly authority: Authority;
  /** Current digests of the items that the request touches. */
  readonly items: ItemsNow;
  /** `addWorkingDays` of the project's calendar: the end of the n-th working day after an instant, as an instant. */
  readonly workingDaysLater: (from: string, days: number) => string;
}
