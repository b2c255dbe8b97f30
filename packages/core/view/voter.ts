/** Whose vote it is: whoever stands in is named with whom they stand in for, wherever a vote is shown (`rules.md 4.5`). */
import type { Person } from '../content/person.ts';
import { type Value, words } from './sentence.ts';

export function voterOf(who: Person, standsFor: Person | undefined): Value {
  const by = { person: who };
  return standsFor ? words('status.voted-for', { by, principal: { person: standsFor } }) : by;
}
