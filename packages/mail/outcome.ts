/** What a mail server's answer means for a message: whether the address is bad, or only the moment. */
import type { Carried } from '@countersign/core/notice/channel.ts';

/** What `nodemailer` says of a failure. */
interface Failure {
  readonly code?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

/** Only these speak of the address; other permanent answers speak of us, of the sender or of this mail (RFC 3463). */
const OF_ADDRESS = /^5\.(?:1\.[0-36]|1\.10|2\.1|4\.4)$/;
/** Of servers that say no more than a number, those that mean the mailbox (RFC 5321, 4.2.3). */
const OF_MAILBOX: readonly number[] = [550, 551, 553];

const SENTENCES: Readonly<Record<string, string>> = {
  EAUTH: 'The mail server refuses the user or the password in SMTP_URL.',
  ENOAUTH: 'The mail server wants a user and a password, and SMTP_URL has none.',
  EDNS: 'Nobody knows the host in SMTP_URL.',
  ETLS: 'The mail server offers no encryption that we trust, and a password is not sent without it.',
  ECONNECTION: 'The mail server cannot be reached, or hung up.',
  ESOCKET: 'The mail server cannot be reached, or hung up.',
  ETIMEDOUT: 'The mail server does not answer.',
};

const AN_HOUR_MS = 3_600_000;

/** @param secrets what may stand in no sentence */
export function outcomeOf(error: unknown, secrets: readonly string[]): Exclude<Carried, { kind: 'sent' }> {
  const { code = '', response = '', responseCode = 0, command = '' } = (error ?? {}) as Failure;
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})/.exec(response)?.[1];
  const said = wordsOf(response, secrets);
  const isOfRecipient =
    enhanced === undefined ? command === 'RCPT TO' && OF_MAILBOX.includes(responseCode) : OF_ADDRESS.test(enhanced);
  if (responseCode >= 500 && code !== 'EAUTH' && isOfRecipient)
    return { kind: 'refused', reason: `The mail server takes nothing for this address: ${said}` };
  const sentence = SENTENCES[code] ?? 'The mail server did not take it.';
  // What is wrong with us or with this mail is mended by a person, and asked again now and then.
  const isOurs = responseCode >= 500 || code === 'EAUTH' || code === 'ENOAUTH' || code === 'ETLS';
  return {
    kind: 'later',
    reason: said === '' ? sentence : `${sentence} It said: ${said}`,
    ...(isOurs ? { retryAfterMs: AN_HOUR_MS } : {}),
  };
}

function wordsOf(response: string, secrets: readonly string[]): string {
  const line = response
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 300);
  return secrets.reduce((left, secret) => (secret === '' ? left : left.replaceAll(secret, '…')), line);
}
