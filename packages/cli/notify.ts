/** Sends one message for real: whoever sets up a channel sees at once whether it arrives. */
import { randomUUID } from 'node:crypto';
import { channelsOf } from '@countersign/chat/destinations.ts';
import type { Channel, Message } from '@countersign/core/notice/channel.ts';
import { catalogue } from '@countersign/core/text/catalogue.ts';
import { localeFor } from '@countersign/core/text/locale.ts';
import { isMailAddress } from '@countersign/mail/address.ts';
import { mailChannel } from '@countersign/mail/mail.ts';
import { checkEnvironment, mailOf } from '@countersign/server/environment.ts';
import { say, Unfit } from './call.ts';

const CALLED = 'npm run countersign -- notify test mei@example.com, or the name of a channel, such as team-a';

/** @param words what stands behind `notify` */
export async function notify([what, to]: readonly string[]): Promise<number> {
  if (what !== 'test' || to === undefined)
    throw new Unfit(`notify needs the word test and where to send it: ${CALLED}`);
  const checked = checkEnvironment(process.env);
  if ('problems' in checked) throw new Unfit(checked.problems.join('\n'));
  const { environment } = checked;
  const named = channelsOf(environment.channels, Date.now).get(to);
  if (named) return outcomeOf(named, to, `${to} took it. Look whether it arrives.`);
  if (!isMailAddress(to)) {
    const known = [...environment.channels.keys()].join(', ') || 'none: CHANNEL_TEAM_A is missing (docs/running.md)';
    throw new Unfit(`${to} is no mail address and no channel. Channels: ${known}. ${CALLED}`);
  }
  const mail = mailOf(environment);
  if (!mail) throw new Unfit('No mail server is set: SMTP_URL and MAIL_FROM are missing (docs/running.md).');
  const channel = mailChannel(mail);
  try {
    return await outcomeOf(
      channel,
      to,
      `The mail server at ${mail.server.host} took it for ${to}. Look whether it arrives, and not among spam.`,
    );
  } finally {
    channel.stop();
  }
}

async function outcomeOf(channel: Channel, to: string, sent: string): Promise<number> {
  const outcome = await channel.carry(to, [testMessage()]);
  say(outcome.kind === 'sent' ? sent : outcome.reason);
  return outcome.kind === 'sent' ? 0 : 1;
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
