/** The environment as a checked value: every problem at once, each in a sentence, before anything is started. */
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { configured, type Destinations, isChannelVariable } from '@countersign/chat/destinations.ts';
import type { MessageId } from '@countersign/core/text/catalogue.ts';
import { type Sender, senderIn } from '@countersign/mail/address.ts';
import { type SmtpServer, smtpServerIn } from '@countersign/mail/smtp.ts';
import { isAddress } from '@countersign/postgres/connect.ts';
import type { Owner } from '@countersign/postgres/owner.ts';
import { z } from 'zod';
import { inBothLanguages } from './terminal.ts';

const anyPort = 'a whole number from 0 to 65535';
const port = z.coerce.number(anyPort).int(anyPort).min(0, anyPort).max(65_535, anyPort);
const address = z.url({ protocol: /^https?$/, error: 'this is not an address such as https://countersign.example' });

const HOST_NAME = /^(?:[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?$/i;

const isHostName = (name: string): boolean => HOST_NAME.test(name) && URL.canParse(`http://${name}`);

/** Marks what nobody may read in a terminal or a log, in whatever a failure says. */
const SECRET = { secret: true };

const both = (id: MessageId): string => inBothLanguages(id).join(' ');

const schema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  // Not `z.url`: an address through a socket names no host.
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'this is not an address such as postgres://user:password@host:5432/database')
    .refine(isAddress, 'this cannot be read; @, :, / and # in a password are written %40, %3A, %2F and %23')
    .optional()
    .meta(SECRET),
  /** Read by the client of PostgreSQL where the address holds no password. */
  PGPASSWORD: z.string().optional().meta(SECRET),
  DATA_DIR: z.string().default('.countersign'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], 'one of fatal, error, warn, info, debug, silent')
    .default('warn'),
  /** Address under which people and GitHub reach us, `https://countersign.example`. */
  PUBLIC_URL: address.optional(),
  GITHUB_API_URL: address.optional(),
  GITHUB_URL: address.default('https://github.com'),
  APP_ID: z.coerce.number('the number on the app’s page').int().positive('the number on the app’s page').optional(),
  PRIVATE_KEY: z.string().optional().meta(SECRET),
  PRIVATE_KEY_PATH: z.string().optional(),
  WEBHOOK_SECRET: z.string().min(16, 'at least 16 characters').optional().meta(SECRET),
  WEBHOOK_SECRET_OLD: z.string().optional().meta(SECRET),
  APP_SLUG: z.string().optional(),
  CLIENT_ID: z.string().optional(),
  CLIENT_SECRET: z.string().optional().meta(SECRET),
  SESSION_SECRET: z.string().min(32, 'at least 32 characters').optional().meta(SECRET),
  /** The web trigger of the Jira app, and the secret it shares with us. */
  JIRA_GATE_URL: address.optional(),
  JIRA_GATE_SECRET: z.string().min(32, 'at least 32 characters').optional().meta(SECRET),
  /** The mail server that carries what people are told, and whom it comes from. */
  SMTP_URL: z
    .string()
    .refine((text) => smtpServerIn(text) !== undefined, { error: () => both('start.smtp-url') })
    .optional()
    .meta(SECRET),
  MAIL_FROM: z
    .string()
    .refine((text) => senderIn(text) !== undefined, { error: () => both('start.mail-from') })
    .optional(),
  /** Names under which people reach this server beside `localhost` and PUBLIC_URL, each with or without its port. */
  ALLOWED_HOSTS: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((name) => name !== ''))
    .pipe(z.array(z.string().refine(isHostName, 'names such as devbox or devbox:3000, with commas between them')))
    .optional(),
  /** Whose record the app takes over: a GitHub App's id, or what a sandbox has left. */
  ADOPT_RECORD_OF: z
    .string()
    .regex(/^(sandbox|[1-9][0-9]{0,14})$/, 'the id of a GitHub App, or the word sandbox')
    .optional(),
  /** Runs the sandbox although an address or a database is set. */
  SANDBOX: z.enum(['0', '1'], '1 for the sandbox, or leave it out').optional(),
  SANDBOX_LANGUAGE: z.enum(['en', 'zh-CN'], 'en or zh-CN').optional(),
});

/** Names of the variables that hold secrets. */
export const SECRETS: readonly string[] = Object.entries(schema.shape).flatMap(([name, of]) =>
  of.meta()?.secret === true ? [name] : [],
);

/**
 * Whoever sets one of these means to run the app for real: without its keys it is set up, and no sandbox is shown in its place.
 * `GITHUB_URL` and the like say where the app is registered.
 */
const FOR_REAL = [
  ...['PUBLIC_URL', 'DATABASE_URL', 'GITHUB_API_URL', 'GITHUB_URL', 'APP_SLUG', 'WEBHOOK_SECRET_OLD'],
  ...['CLIENT_ID', 'CLIENT_SECRET', 'SESSION_SECRET', 'JIRA_GATE_URL', 'JIRA_GATE_SECRET', 'ADOPT_RECORD_OF'],
  ...['SMTP_URL', 'MAIL_FROM'],
] as const;

export interface Environment
  extends Omit<z.infer<typeof schema>, 'APP_ID' | 'PRIVATE_KEY' | 'WEBHOOK_SECRET' | 'ADOPT_RECORD_OF' | 'SANDBOX'> {
  /** `set-up`: the app is meant and has no keys yet, so nothing is opened. */
  readonly mode: 'app' | 'sandbox' | 'set-up';
  /** Present in mode `app`. */
  readonly app?: { readonly id: number; readonly privateKey: string; readonly secret: string };
  readonly adopts: readonly Owner[];
  /** Robots of groups and webhooks, by the names that policies use. */
  readonly channels: Destinations;
}

export type Checked = { readonly environment: Environment } | { readonly problems: readonly string[] };

export function checkEnvironment(given: Readonly<Record<string, string | undefined>>): Checked {
  // An empty value is how people unset a variable.
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ''));
  const read = schema.safeParse(set);
  if (!read.success) return { problems: read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) };
  const { APP_ID, PRIVATE_KEY, WEBHOOK_SECRET, ADOPT_RECORD_OF: adopted, SANDBOX, ...rest } = read.data;
  const adopts: Owner[] = adopted === undefined ? [] : adopted === 'sandbox' ? [adopted] : [`app:${Number(adopted)}`];
  const problems: string[] = [];
  let privateKey = PRIVATE_KEY?.replaceAll('\\n', '\n');
  if (!privateKey && rest.PRIVATE_KEY_PATH) {
    try {
      privateKey = readFileSync(rest.PRIVATE_KEY_PATH, 'utf8');
    } catch (error) {
      problems.push(`PRIVATE_KEY_PATH: ${unread(error)}`);
    }
  }
  // A file that is empty was meant to hold the key.
  if (privateKey !== undefined && !isKey(privateKey))
    problems.push('PRIVATE_KEY: this is not a private RSA key in PEM form, as GitHub gives them');
  if ((rest.SMTP_URL === undefined) !== (rest.MAIL_FROM === undefined))
    problems.push(...inBothLanguages('start.mail-halved', { missing: rest.SMTP_URL ? 'MAIL_FROM' : 'SMTP_URL' }));
  const { destinations: channels, problems: misread } = configured(set);
  problems.push(...misread.map(({ variable, wrong }) => `${variable}: ${both(`start.channel.${wrong}`)}`));
  const parts = { APP_ID, PRIVATE_KEY: privateKey, WEBHOOK_SECRET };
  const missing = Object.entries(parts).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (problems.length === 0 && missing.length > 0 && missing.length < 3)
    problems.push(...inBothLanguages('start.keys-missing', { missing: missing.join(', ') }));
  if (missing.length === 0 && !rest.PUBLIC_URL)
    problems.push(
      'PUBLIC_URL: missing. It is the address that GitHub’s checks link to, such as https://countersign.example.',
    );
  if (SANDBOX === '1' && missing.length < 3)
    problems.push('SANDBOX: the keys of an app are set, too. Leave out either of them.');
  if (problems.length > 0) return { problems };
  if (APP_ID && privateKey && WEBHOOK_SECRET)
    return {
      environment: { ...rest, mode: 'app', adopts, channels, app: { id: APP_ID, privateKey, secret: WEBHOOK_SECRET } },
    };
  const forReal = SANDBOX !== '1' && Object.keys(set).some(isForReal);
  return { environment: { ...rest, mode: forReal ? 'set-up' : 'sandbox', adopts: [], channels } };
}

function isForReal(name: string): boolean {
  return (FOR_REAL as readonly string[]).includes(name) || isChannelVariable(name);
}

/** The mail server that this environment names, and whom mails come from; absent: no mail is sent. */
export function mailOf({
  SMTP_URL,
  MAIL_FROM,
}: {
  readonly SMTP_URL?: string | undefined;
  readonly MAIL_FROM?: string | undefined;
}): { readonly server: SmtpServer; readonly from: Sender } | undefined {
  const server = smtpServerIn(SMTP_URL ?? '');
  const from = senderIn(MAIL_FROM ?? '');
  return server && from && { server, from };
}

const isKey = (text: string): boolean => {
  try {
    return createPrivateKey(text).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
};

const UNREAD: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'the user who runs this may not read that file',
  EISDIR: 'this is a folder, and the key is a file',
};

function unread(error: unknown): string {
  const { code = '', path = '' } = (error ?? {}) as { readonly code?: string; readonly path?: string };
  return `${UNREAD[code] ?? 'that file cannot be read'}${path ? `: ${path}` : ''}`;
}

export const HELP = `Countersign: change control inside the tracker a team already uses.

  npm start                 without a variable from "real use": the sandbox, on this machine alone
                            with one of them and no keys: set-up only; it registers the app and opens no record
                            with APP_ID, PRIVATE_KEY and WEBHOOK_SECRET, or with the keys that a registration
                            has left in DATA_DIR/credentials.json: the app
  npm start -- --help       this page

A record knows whose it is: a sandbox never starts on one that an app has written, nor an app on another's.

Environment (a file .env in this folder is read, too):
  HOST, PORT                where to listen            127.0.0.1, 3000
  DATABASE_URL              a PostgreSQL of yours      built in, in DATA_DIR
  DATA_DIR                  where the record is kept   .countersign
  ALLOWED_HOSTS             names beside localhost and PUBLIC_URL under which people reach this server, such as
                            devbox or devbox:3000, with commas between them; any other name is answered with 421
  LOG_LEVEL                 fatal … debug              warn

For real use on GitHub:
  PUBLIC_URL                address of this server as people and GitHub reach it
  APP_ID, PRIVATE_KEY (or PRIVATE_KEY_PATH), WEBHOOK_SECRET, APP_SLUG
  WEBHOOK_SECRET_OLD        accepted as well while the secret is being changed
  CLIENT_ID, CLIENT_SECRET, SESSION_SECRET   sign-in to the pages; another SESSION_SECRET ends every session
  ADOPT_RECORD_OF           once, to go on with the record of another app: its id; or of a "sandbox", which is emptied
  GITHUB_API_URL, GITHUB_URL                 for GitHub Enterprise Server
  CHANNEL_TEAM_A            a robot of 企业微信, 钉钉, 飞书, Slack or Teams, or a webhook, with CHANNEL_TEAM_A_SECRET (docs/running.md)
  SMTP_URL, MAIL_FROM       mail to people: smtps://user:password@host, or smtp://; "Countersign <address>"
  JIRA_GATE_URL, JIRA_GATE_SECRET            pull requests that name a request in Jira ask there (docs/jira.md)

The sandbox:
  SANDBOX=1                 the sandbox although such variables are set; its record has to be empty or a sandbox's
  SANDBOX_LANGUAGE          en or zh-CN                by LANG
`;
