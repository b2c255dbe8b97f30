/** What is remembered of words, so that what comes late undoes nothing that was said after it. */
import { actOf, type Late } from '@countersign/core/change/acts.ts';
import type { Command } from '@countersign/core/change/command.ts';
import type { Ran } from '@countersign/core/change/decider.ts';
import { holdsOn } from '@countersign/core/change/hold.ts';
import type { Person } from '@countersign/core/content/person.ts';
import { replacedBy } from '@countersign/core/overtaken.ts';

/** The newest opinion of each person, the newest hold, the newest failure of the work. */
export type Mark = 'opinion' | 'hold' | 'failure';

/** Which marks a command leaves, and to which newer ones it gives way, by what its row says (`core/change/acts.ts`). */
export const MARKS: Readonly<Record<Late, { readonly leaves: readonly Mark[]; readonly heeds: readonly Mark[] }>> = {
  taken: { leaves: [], heeds: [] },
  replaces: { leaves: [], heeds: [] },
  opinion: { leaves: ['opinion'], heeds: [] },
  'last-opinion': { leaves: ['opinion'], heeds: ['opinion'] },
  'last-acceptance': { leaves: ['opinion'], heeds: ['opinion', 'failure'] },
  hold: { leaves: ['opinion', 'hold'], heeds: [] },
  release: { leaves: [], heeds: ['hold'] },
  failure: { leaves: ['failure'], heeds: [] },
  pass: { leaves: [], heeds: ['failure'] },
};

/** Comments by their ids, which GitHub counts upwards: the newest that was taken of each sort. */
export interface Newest {
  readonly opinions?: Readonly<Record<string, number>>;
  readonly hold?: number;
  readonly failure?: number;
  /** By what was ended, a hold by whose it was, a concern by its id: the newest word that ended it. */
  readonly ended?: Readonly<Record<string, number>>;
  /** By what was replaced (`replacedBy`): the newest word about it. */
  readonly said?: Readonly<Record<string, number>>;
}

export const holdOf = (person: string): string => `hold/${person}`;
export const concernOf = (id: string): string => `concern/${id}`;

interface Said {
  readonly actor: Person;
  readonly command: Command;
  readonly comment: number | undefined;
}

/** What a command leaves behind; `undefined` for nothing. @param ends what it ended, by the keys of `ended` */
export function leftBy({ actor, command, comment }: Said, ends: readonly string[]): Newest | undefined {
  const { leaves } = MARKS[actOf(command).late];
  const said = replacedBy(command);
  if (comment === undefined || leaves.length + ends.length + said.length === 0) return undefined;
  const all = (keys: readonly string[]) => Object.fromEntries(keys.map((one) => [one, comment]));
  return {
    ...(leaves.includes('opinion') ? { opinions: all([actor.id]) } : {}),
    ...(leaves.includes('hold') ? { hold: comment } : {}),
    ...(leaves.includes('failure') ? { failure: comment } : {}),
    ended: all(ends),
    said: all(said),
  };
}

/** Of each sort the newer. */
export function joined(some: Newest, more: Newest): Newest {
  return {
    opinions: raised(some.opinions, more.opinions),
    hold: Math.max(some.hold ?? 0, more.hold ?? 0),
    failure: Math.max(some.failure ?? 0, more.failure ?? 0),
    ended: raised(some.ended, more.ended),
    said: raised(some.said, more.said),
  };
}

function raised(
  some: Readonly<Record<string, number>> = {},
  more: Readonly<Record<string, number>> = {},
): Readonly<Record<string, number>> {
  const next = Object.entries(more).map(([one, comment]) => [one, Math.max(comment, some[one] ?? 0)] as const);
  return { ...some, ...Object.fromEntries(next) };
}

/** What it ended, by the keys of `ended`. */
export function endedBy(ran: Ran | undefined): readonly string[] {
  if (ran?.kind !== 'done') return [];
  const { before, outcome } = ran;
  return outcome.events.flatMap((event) => {
    if (event.type === 'concern-resolved') return [concernOf(event.id)];
    if (event.type !== 'released') return [];
    return (event.of ?? (before ? holdsOn(before).map(({ by }) => by.id) : [])).map(holdOf);
  });
}
