/** Mail as a channel: what people are told goes to their address through the operator's mail server. */
import type { Carried, Channel } from '@countersign/core/notice/channel.ts';
import { createTransport } from 'nodemailer';
import { isMailAddress, type Sender } from './address.ts';
import { fitting, letterOf } from './letter.ts';
import { outcomeOf } from './outcome.ts';
import { needsTls, type SmtpServer } from './smtp.ts';

/** As many mails to one mailbox as a person may find useful; beyond that they come as one. */
const PER_MINUTE = 6;
const CONNECTIONS = 4;
const CONNECT_MS = 30_000;
const SILENT_MS = 60_000;

export interface MailChannel extends Channel {
  /** Hangs up; what is under way is over before. */
  stop(): void;
}

export function mailChannel({ server, from }: { readonly server: SmtpServer; readonly from: Sender }): MailChannel {
  const { host, port, secure, auth } = server;
  const transport = createTransport({
    ...{ pool: true, maxConnections: CONNECTIONS, host, port, secure, requireTLS: !secure && needsTls(server) },
    ...{ connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, dnsTimeout: CONNECT_MS, socketTimeout: SILENT_MS },
    ...{ disableFileAccess: true, disableUrlAccess: true },
    ...(auth ? { auth: { ...auth } } : {}),
  });
  return {
    perMinute: PER_MINUTE,
    async carry(to, messages): Promise<Carried> {
      if (!isMailAddress(to)) return { kind: 'refused', reason: 'This is not a mail address.' };
      const count = fitting(messages);
      const { messageId, thread, subject, text, html, headers } = letterOf(messages.slice(0, count), from);
      try {
        await transport.sendMail({
          ...{ from, to: { name: '', address: to }, subject, text, html, messageId, headers: { ...headers } },
          ...(thread === undefined ? {} : { inReplyTo: thread, references: [thread] }),
        });
        return { kind: 'sent', count, reference: messageId };
      } catch (error) {
        return outcomeOf(error, auth ? [auth.pass] : []);
      }
    },
    stop: () => transport.close(),
  };
}
