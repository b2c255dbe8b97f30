/**
 * Checks and suites of which nothing follows, told before their payload is read: each check that we write comes back as one, and each push
 * brings a suite. They are four of five deliveries.
 */
import { ASKED_OF_CHECKS } from '../translate/work.ts';

/** As GitHub writes them: what happened stands first, then what it happened to, with its number. */
const BEGINNING = /^\{"action":"([a-z_]{1,40})","(check_run|check_suite)":\{"id":\d/;
/** So many bytes hold the longest beginning. */
const LONGEST_BEGINNING = 96;
/** Quotation marks within a text have a backslash before them: this is never a part of what people wrote. */
const INSTALLATION = Buffer.from(',"installation":{"id":');

export interface Unasked {
  /** Why nothing follows. */
  readonly why: string;
  /** GitHub's id of the installation, empty where the payload names none. */
  readonly installation: string;
}

/**
 * @param event as its header names it, which no signature covers: the beginning of the body has to be of the same
 * @param body letters of a payload whose signature was found to be right
 * @returns `undefined` for whatever has to be read, which is every payload that begins in another way
 */
export function unasked(event: string, body: Buffer): Unasked | undefined {
  const [, action = '', subject = ''] = BEGINNING.exec(body.toString('latin1', 0, LONGEST_BEGINNING)) ?? [];
  if (subject !== event || (subject !== 'check_run' && subject !== 'check_suite')) return undefined;
  if (ASKED_OF_CHECKS[subject].includes(action)) return undefined;
  return { why: 'no check is asked for', installation: installationOf(body) };
}

/** It stands last. */
function installationOf(body: Buffer): string {
  const at = body.lastIndexOf(INSTALLATION);
  if (at < 0) return '';
  const from = at + INSTALLATION.length;
  return /^\d{1,15}(?=[,}])/.exec(body.toString('latin1', from, from + 16))?.[0] ?? '';
}
