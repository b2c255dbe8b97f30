/** What leaves for people outside the tracker, whoever carries it: mail, a group's robot, a webhook (`rules.md 9`). */
import type { Locale } from '../text/locale.ts';

/** One message to one reader: what happened to one request, or a digest of several. */
export interface Message {
  /** The same for the same thing, however often it is tried: whoever receives it can tell a repetition. */
  readonly id: string;
  readonly locale: Locale;
  readonly subject: string;
  /** One for each request that it tells of. */
  readonly sections: readonly Section[];
  /** Where its reader chooses what they get; absent for a group, and where they have to be told. */
  readonly choices?: string;
}

/** Plain text, one line each: whoever carries it knows what its own format has to have escaped. */
export interface Section {
  /** Names the request, the same in every message about it: a reader's program makes one thread of them. */
  readonly thread: string;
  readonly heading: string;
  readonly lines: readonly string[];
  /** What the reader is asked to do. */
  readonly asks: readonly string[];
  /** The request's page, where there is an address for it. */
  readonly page?: string;
  /** In which capacity they are told. */
  readonly because: string;
}

/** How a message fared. */
export type Carried =
  /** The first so many were taken, as one. */
  | { readonly kind: 'sent'; readonly count: number; readonly reference?: string }
  /** Nothing goes there any more until a person has done something: a bad address, a robot that was revoked. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** It may be taken later. */
  | { readonly kind: 'later'; readonly reason: string; readonly retryAfterMs?: number };

export interface Channel {
  /** So many go to one destination within a minute; what comes beyond that is carried together. */
  readonly perMinute: number;
  /**
   * Carries the first of the messages, and as many more as fit into one.
   * @param to a mail address, or the name that the operator gave a robot or a webhook
   * @param messages at least one, the oldest first
   */
  carry(to: string, messages: readonly Message[]): Promise<Carried>;
}
