/** Of which concerns a word speaks: those that were there when it was said. By its number a concern that was raised later, and taken before its turn, would be meant by chance (`rules.md 4.6`). */
import type { Command } from './command.ts';
import type { ChangeState, Concern } from './state.ts';

/** The open concerns that somebody could speak of. @param spoken absent where nobody knows where it stands among all that was said */
export function openConcerns({ concerns }: Pick<ChangeState, 'concerns'>, spoken?: number): readonly Concern[] {
  const isLater = (one: Concern): boolean => spoken !== undefined && one.spoken !== undefined && one.spoken > spoken;
  return concerns.filter((one) => !one.resolved && !isLater(one));
}

/** A hold, or a word about a concern, keeps where it stands among all that was said; any other command stays as it is. What is pressed stands between two comments: before the next. */
export function inOrder(command: Command, spoken: number | undefined): Command {
  const isOrdered = command.type === 'concern' || command.type === 'resolve' || command.type === 'hold';
  return spoken !== undefined && isOrdered ? { ...command, spoken: Math.ceil(spoken) } : command;
}
