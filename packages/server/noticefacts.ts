/** How people say where they are reached: an address is theirs once they know the code that was sent there. */
import { createHash, randomInt, randomUUID } from 'node:crypto';
import type { Channel, Message } from '@countersign/core/notice/channel.ts';
import { catalogue } from '@countersign/core/text/catalogue.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import type { Parts } from '@countersign/github/desk.ts';
import { isMailAddress } from '@countersign/mail/address.ts';
import type { NoticeFacts } from '@countersign/web/noticeport.ts';

const VALID_MS = 15 * 60_000;
/** A code is sent to nobody more often. */
const AGAIN_MS = 2 * 60_000;

export function noticeFacts({ readers, now }: Pick<Parts, 'readers' | 'now'>, mail: Channel | undefined): NoticeFacts {
  const instant = (ms = 0) => new Date(now() + ms).toISOString();
  return {
    mails: mail !== undefined,
    of: readers.of,
    byToken: readers.byToken,
    choose: readers.choose,
    async askMail(person, written, locale) {
      const address = written.toLowerCase();
      if (!isMailAddress(address) || !mail) return 'no-address';
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      const times = { now: instant(), until: instant(VALID_MS), soonest: instant(-AGAIN_MS) };
      if (!(await readers.askMail(person, address, { code: digestOf(person, code), ...times }))) return 'just-now';
      const outcome = await mail.carry(address, [codeMessage(code, locale)]);
      return outcome.kind === 'sent' ? 'sent' : 'not-sent';
    },
    confirmMail: (person, code) => readers.confirmMail(person, digestOf(person, code.replaceAll(/\s/g, '')), instant()),
    forgetMail: readers.forgetMail,
  };
}

function digestOf(person: string, code: string): string {
  return createHash('sha256').update(`${person}\n${code}`).digest('hex');
}

function codeMessage(code: string, locale: Locale): Message {
  const say = catalogue(locale);
  const id = randomUUID();
  const heading = say('mail.code', { code });
  const section = { thread: id, heading, lines: [say('mail.code-line')], asks: [], because: say('mail.code-because') };
  return { id, locale, subject: heading, sections: [section] };
}
