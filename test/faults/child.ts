/** The server as a process of its own, to be killed: what it is given comes as JSON by the environment, its address goes to standard output. */
import { mailChannel } from '@countersign/mail/mail.ts';
import { mailOf } from '@countersign/server/environment.ts';
import type { ServerOptions } from '@countersign/server/options.ts';
import { startServer } from '@countersign/server/server.ts';
import { pino } from 'pino';

const given = JSON.parse(process.env.SERVER_OPTIONS ?? '{}') as Omit<ServerOptions, 'log'>;
const { SMTP_URL, MAIL_FROM } = process.env;
const mail = mailOf({ SMTP_URL, MAIL_FROM });
const server = await startServer({
  ...given,
  ...(mail ? { channels: { mail: mailChannel(mail) } } : {}),
  log: pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
});
process.stdout.write(`${server.address}\n`);
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));
