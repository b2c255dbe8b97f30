/** The port of letters: what of the kept notices is carried to whom, over which channel, and how it fared. */
import type { Locale } from '../text/locale.ts';
import type { Carried } from './channel.ts';
import type { Ended, KeptNotice } from './kept.ts';

/** Somebody for whom something waits that may leave, and where they are reached. */
export interface Recipient {
  readonly tenant: string;
  readonly recipient: string;
  readonly channel: string;
  readonly address: string;
}

export interface OpenLetter extends Recipient {
  /** The same however often it is tried. */
  readonly id: string;
  /** How often it was tried. */
  readonly tries: number;
}

/** How somebody wants to be told. */
export interface ReaderWay {
  readonly locale?: Locale;
  /** Names them to the page on which they choose, without a sign-in. */
  readonly token: string;
}

export interface Fate {
  /** UTC instant. */
  readonly at: string;
  /** When it is tried again; only of one that waits. */
  readonly retryAt?: string;
}

export interface LetterStore {
  /** Those for whom something may leave now and nothing is under way (but what was tried again and again), who waited longest first. */
  waiting(now: string, most: number): Promise<readonly Recipient[]>;
  /** Begins a letter of all that may leave to somebody now. @returns `undefined` where nothing is left of it */
  begin(of: Recipient, id: string, now: string): Promise<OpenLetter | undefined>;
  /** Letters that were begun and may be tried now, oldest first. */
  open(now: string, most: number): Promise<readonly OpenLetter[]>;
  /** What a letter carries. */
  contents(id: string): Promise<readonly KeptNotice[]>;
  /** Takes out of a letter what is not to be told any more. */
  end(notices: readonly KeptNotice[], how: Exclude<Ended, 'told'>, now: string): Promise<void>;
  /** Puts back among what waits what a letter could not hold. */
  release(notices: readonly KeptNotice[]): Promise<void>;
  /** Puts back what nobody can tell now, until an instant; what else a letter holds does not wait for it. */
  postpone(notices: readonly KeptNotice[], until: string): Promise<void>;
  /** How many were tried at an address since an instant. */
  triedSince(of: Pick<Recipient, 'channel' | 'address'>, since: string): Promise<number>;
  /** Notes that it is tried now, before it is. @returns false where somebody else has tried it since it was read */
  trying(letter: OpenLetter, now: string): Promise<boolean>;
  /** Notes how it fared, with all that follows from it: told; back among what waits, the address parked; or to be tried again. */
  fared(letter: OpenLetter, outcome: Carried | { readonly kind: 'nothing' }, fate: Fate): Promise<void>;
  /** How somebody wants to be told; they have a way to choose from the first letter on. */
  way(recipient: string): Promise<ReaderWay>;
}
