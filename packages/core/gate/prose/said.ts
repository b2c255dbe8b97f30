/** What a text says of the files that it names, in the order in which it is read, and what stands above each place (`rules.md 6.4`). */
import type { Find } from './spots.ts';

/** A path where it stands. */
export interface Named {
  readonly path: string;
  /** What was not understood, as it is read; absent where the text says that the file changes. */
  readonly unclear?: string;
}

/** Takes back what names before it say. */
export interface Back {
  readonly line: string;
  /** Absent: of all that stands before it in the text. */
  readonly of?: readonly Named[];
}

/** In the order in which they are read. */
export type Said = readonly (Named | Back)[];

export const isNamed = (one: Named | Back): one is Named => 'path' in one;

/** What stands above: nothing, what says that what follows changes, or a line that is not understood. */
export interface Above {
  readonly line?: string;
  /** It goes on in what follows, so that no sentence there stands by itself. */
  readonly goesOn?: true;
}

/** Asked only where something stands below. */
export type Over = () => Above;

export const NOTHING_ABOVE: Above = {};
export const nothing: Over = () => NOTHING_ABOVE;

export function once(read: Over): Over {
  let known: Above | undefined;
  return () => {
    known ??= read();
    return known;
  };
}
export interface Place {
  readonly find: Find;
  /** The line that takes out, or may take out, all that stands here. */
  readonly within: string | undefined;
  readonly above: Over;
  /** What the item before names. */
  readonly before?: readonly Named[];
}

export interface Walked {
  readonly said: Said;
  /** What it is to what follows. */
  readonly above: Over;
}

export const naming = (path: string, unclear: string | undefined): Named =>
  unclear === undefined ? { path } : { path, unclear };
