/** What stood before somebody's eyes when they spoke: words reach the record later than they were written, and are bound to what they were written about (`rules.md 4.1`, `3.4`). */
import { contentDigest } from './approval/facet.ts';
import type { Command } from './change/command.ts';
import { fold } from './change/evolve.ts';
import { NO_ACT } from './change/pending.ts';
import type { ChangeState } from './change/state.ts';
import type { Ledger, StreamRef } from './ports.ts';
import { happenings, type Ran } from './run.ts';

export interface Witnessed {
  /** `contentDigest` of the request that is meant; `ANOTHER` when it is not the one that stands. */
  readonly content: string;
  /** `PendingAct.id` of the act that waited for its second; `NO_ACT` when none did. */
  readonly act: number;
}

/** Of a text that nobody has read: a word for it is refused. */
export const ANOTHER = '';

const contentOf = (state: ChangeState | undefined): string => (state ? contentDigest(state.content) : ANOTHER);
const actOf = (state: ChangeState | undefined): number => state?.pendingAct?.id ?? NO_ACT;

/**
 * What was on record at that moment, by the record's clock. What was written in the tracker before and is heard of after counts as changed:
 * then the word is asked for again.
 * @param at UTC instant, ISO 8601
 */
export async function witnessedAt(ledger: Ledger, ref: StreamRef, at: string): Promise<Witnessed> {
  const told = happenings(await ledger.read(ref));
  const [then, now] = [fold(told.filter((one) => Date.parse(one.at) <= Date.parse(at))), fold(told)];
  return { content: contentOf(then) === contentOf(now) ? contentOf(now) : ANOTHER, act: actOf(then) };
}

/** Whoever wrote several commands at once knows what the earlier ones made of the request, and nothing that came between them. */
export function afterOwn(seen: Witnessed, ran: Ran): Witnessed {
  if (ran.kind === 'repeated') return seen;
  const { before, outcome } = ran;
  return {
    content: contentOf(before) === seen.content ? contentOf(outcome.state) : ANOTHER,
    act: actOf(before) === seen.act ? actOf(outcome.state) : seen.act,
  };
}

/** The command, bound to what its writer saw; of those that rest on nothing seen, as it is. */
export function boundTo(seen: Witnessed, command: Command): Command {
  switch (command.type) {
    case 'vote':
    case 'confirm':
      return { ...command, saw: seen.content };
    case 'second':
      return { ...command, saw: seen.act };
    default:
      return command;
  }
}
