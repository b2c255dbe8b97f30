/** What the pages on which people choose how they are told ask of whoever serves them. */
import type { Choices, ReaderSettings } from '@countersign/core/notice/reader.ts';
import type { Locale } from '@countersign/core/text/locale.ts';

/** `not-sent`: the mail server did not take it. */
export type CodeAsked = 'sent' | 'just-now' | 'no-address' | 'not-sent';

export interface NoticeFacts {
  /** Whether this server sends mail at all. */
  readonly mails: boolean;
  of(person: string): Promise<ReaderSettings>;
  /** Whom the link in a mail names, without a sign-in. */
  byToken(token: string): Promise<ReaderSettings | undefined>;
  choose(person: string, choices: Choices, locale: Locale | undefined): Promise<void>;
  /** Sends a code to an address that somebody says is theirs. */
  askMail(person: string, mail: string, locale: Locale): Promise<CodeAsked>;
  confirmMail(person: string, code: string): Promise<boolean>;
  forgetMail(person: string): Promise<void>;
}
