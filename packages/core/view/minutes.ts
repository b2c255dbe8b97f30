/** What a board decided, with each vote that counted then, from the record (`rules.md 9`, reports). */
import type { EventType } from '../change/event.ts';
import { fold } from '../change/evolve.ts';
import type { ChangeState } from '../change/state.ts';
import type { ChangeClass } from '../impact/class.ts';
import { eventLine } from './event.ts';
import { type Sentence, words } from './sentence.ts';
import type { Told } from './told.ts';

export interface Minute {
  readonly label: string;
  readonly title: string;
  readonly class?: ChangeClass;
  /** UTC instant of the decision. */
  readonly at: string;
  readonly decision: Sentence;
  /** Each vote that counted then, in the order in which they were cast. */
  readonly votes: readonly MinutedVote[];
  /** Under which the board decided. */
  readonly conditions: readonly string[];
}

export interface MinutedVote {
  readonly at: string;
  readonly line: Sentence;
  /** Of all that the voter saw: SHA-256, in hexadecimal. */
  readonly digest: string;
  /** How it is known to be theirs. */
  readonly how: Sentence;
}

/** What a board decides. That a vote was cast is no decision, and what the engine does by a date is nobody's. */
const DECISIONS: readonly EventType[] = ['approved', 'rejected', 'act-seconded', 'ratified'];

/** @param entries the whole stream of a request @param from UTC instant @param before UTC instant @returns in order of time */
export function minutesOf(entries: readonly Told[], from: string, before: string): readonly Minute[] {
  return entries.flatMap((told, index): readonly Minute[] => {
    if (!DECISIONS.includes(told.event.type) || told.at < from || told.at >= before) return [];
    const history = entries.slice(0, index);
    const state = fold(history);
    if (!state) return [];
    return [
      {
        label: state.label,
        title: state.content.request.title ?? '',
        ...(state.class ? { class: state.class } : {}),
        at: told.at,
        decision: eventLine(told, history),
        votes: votesIn(history, state),
        conditions: told.event.type === 'approved' ? state.content.conditions.map(({ text }) => text) : [],
      },
    ];
  });
}

/** As they were cast. One that was voided, that a later one took the place of, or that is of an earlier round decided nothing. */
function votesIn(history: readonly Told[], { votes, round }: ChangeState): readonly MinutedVote[] {
  // The state keeps each that was cast, in their order.
  return history
    .filter(({ event }) => event.type === 'voted')
    .flatMap((told, index): readonly MinutedVote[] => {
      const vote = votes[index];
      if (!vote || vote.voided || vote.replaced || vote.round !== round) return [];
      const { at, digest, authenticated } = vote;
      return [{ at, digest, line: eventLine(told), how: words(`status.how.${authenticated}`) }];
    });
}
