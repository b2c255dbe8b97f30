/** Sends one message for real: whoever sets up a channel sees at once whether it arrives. */
import { randomUUID } from 'node:crypto';
import type { Message } from '@countersign/core/notice/channel.ts';
import { catalogue } from '@countersign/core/text/catalogue.ts';
import { localeFor } from '@countersign/core/text/locale.ts';
import { isMailAddress } from '@countersign/mail/address.ts';
import { mailChannel } from '@countersign/mail/mail.ts';
import { checkEnvironment, mailOf } from '@countersign/server/environment.ts';
import { say, Unfit } from './call.ts';

const CALLED = 'npm run countersign -- notify test mei@example.com';

/** @param words what stands behind `notify` */
export async function notify([what, to]: readonly string[]): Promise<number> {
  if (what !== 'test' || to === undefined) throw new Unfit(`notify needs the word test and a mail address: ${CALLED}`);
  if (!isMailAddress(to)) throw new Unfit(`${to} is not a mail address. ${CALLED}`);
  const checked = checkEnvironment(process.env);
  if ('problems' in checked) throw new Unfit(checked.problems.join('\n'));
  const mail = mailOf(checked.environment);
  if (!mail) throw new Unfit('No mail server is set: SMTP_URL and MAIL_FROM are missing (docs/running.md).');
  const channel = mailChannel(mail);
  try {
    const outcome = await channel.carry(to, [testMessage()]);
    if (outcome.kind === 'sent') {
      say(`The mail server at ${mail.server.host} took it for ${to}. Look whether it arrives, and not among spam.`);
      return 0;
    }
    say(outcome.reason);
    return 1;
  } finally {
    channel.stop();
  }
}

function testMessage(): Message {
  const locale = localeFor(process.env.LANG);
  const words = catalogue(locale);
  const id = randomUUID();
  const section = {
    ...{ thread: id, heading: words('mail.test'), lines: [words('mail.test-line')], asks: [] },
    because: words('mail.test-because'),
  };
  return { id, locale, subject: section.heading, sections: [section] };
}
