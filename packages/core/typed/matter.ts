/** What a command that was refused or not understood was for, so that it is known when it is settled. */
import { TYPED_ACTS, wordsOf } from '../change/acts.ts';
import type { Command } from '../change/command.ts';
import { DIMENSIONS } from '../impact/dimension.ts';
import type { Misunderstanding } from './reading.ts';
import { entryFor } from './table.ts';

export interface Matter {
  /** Types of commands, any of which settles it; none where nothing tells what was meant. */
  readonly types: readonly string[];
  /** What of the request it is about: impacts, a step, a concern. Absent for the whole. */
  readonly about?: readonly string[];
}

export function matterOf(command: Command): Matter {
  const about = aboutOf(command);
  return { types: [command.type], ...(about ? { about } : {}) };
}

/** A misunderstanding is for what would have been understood. */
export function matterMeant({ example }: Pick<Misunderstanding, 'example'>): Matter {
  const [word = '', first = ''] = (example.split('\n')[0] ?? '').replace(/^\//, '').split(/\s+/);
  const entry = entryFor(word);
  const types = entry ? TYPED_ACTS.filter((type) => wordsOf(type).includes(entry.word)) : [];
  const isPart = types.some((type) => type === 'assess') && (DIMENSIONS as readonly string[]).includes(first);
  return { types, ...(isPart ? { about: [first] } : {}) };
}

/** Whether whoever asked for the one has it by the other, said later. */
export function isSettledBy(matter: Matter, done: Matter): boolean {
  const { about } = matter;
  const isSame = done.types.some((type) => matter.types.includes(type));
  return isSame && (!about || !done.about || about.every((one) => done.about?.includes(one)));
}

function aboutOf(command: Command): readonly string[] | undefined {
  switch (command.type) {
    case 'assess':
      return command.inputs.map(({ dimension }) => dimension);
    case 'accept':
      return [command.work];
    case 'resolve':
      return [command.concern];
    case 'take-over':
    case 'turn-down':
      return [command.proposal];
    case 'meet-condition':
      return [command.condition];
    case 'done':
      return command.step === undefined ? undefined : [command.step];
    case 'drop':
      return [command.step];
    case 'evidence':
      return [command.criterion];
    default:
      return undefined;
  }
}
