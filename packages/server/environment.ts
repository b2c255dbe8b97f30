/** The environment as a checked value: every problem at once, each in a sentence, before anything is started. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const anyPort = 'a whole number from 0 to 65535';
const port = z.coerce.number(anyPort).int(anyPort).min(0, anyPort).max(65_535, anyPort);
const address = z.url({ protocol: /^https?$/, error: 'this is not an address such as https://countersign.example' });

const schema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  // Not `z.url`: an address through a socket names no host.
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'this is not an address such as postgres://user:password@host:5432/database')
    .optional(),
  DATA_DIR: z.string().default('.countersign'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], 'one of fatal, error, warn, info, debug, silent')
    .default('warn'),
  /** Address under which people and GitHub reach us, `https://countersign.example`. */
  PUBLIC_URL: address.optional(),
  GITHUB_API_URL: address.optional(),
  GITHUB_URL: address.default('https://github.com'),
  APP_ID: z.coerce.number('the number on the app’s page').int().positive('the number on the app’s page').optional(),
  PRIVATE_KEY: z.string().optional(),
  PRIVATE_KEY_PATH: z.string().optional(),
  WEBHOOK_SECRET: z.string().min(16, 'at least 16 characters').optional(),
  WEBHOOK_SECRET_OLD: z.string().optional(),
  APP_SLUG: z.string().optional(),
  CLIENT_ID: z.string().optional(),
  CLIENT_SECRET: z.string().optional(),
  SESSION_SECRET: z.string().min(32, 'at least 32 characters').optional(),
  /** The web trigger of the Jira app, and the secret it shares with us. */
  JIRA_GATE_URL: address.optional(),
  JIRA_GATE_SECRET: z.string().min(32, 'at least 32 characters').optional(),
  SANDBOX_LANGUAGE: z.enum(['en', 'zh-CN'], 'en or zh-CN').optional(),
});

export interface Environment extends Omit<z.infer<typeof schema>, 'APP_ID' | 'PRIVATE_KEY' | 'WEBHOOK_SECRET'> {
  /** Present when the app's credentials are complete; otherwise the sandbox runs. */
  readonly app?: { readonly id: number; readonly privateKey: string; readonly secret: string };
}

export type Checked = { readonly environment: Environment } | { readonly problems: readonly string[] };

export function checkEnvironment(given: Readonly<Record<string, string | undefined>>): Checked {
  // An empty value is how people unset a variable.
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ''));
  const read = schema.safeParse(set);
  if (!read.success) return { problems: read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) };
  const { APP_ID, PRIVATE_KEY, WEBHOOK_SECRET, ...rest } = read.data;
  const problems: string[] = [];
  let privateKey = PRIVATE_KEY?.replaceAll('\\n', '\n');
  if (!privateKey && rest.PRIVATE_KEY_PATH) {
    try {
      privateKey = readFileSync(rest.PRIVATE_KEY_PATH, 'utf8');
    } catch (error) {
      problems.push(`PRIVATE_KEY_PATH: ${error instanceof Error ? error.message : 'cannot be read'}`);
    }
  }
  if (privateKey && !privateKey.includes('PRIVATE KEY'))
    problems.push('PRIVATE_KEY: this is not a private key in PEM form');
  const parts = { APP_ID, PRIVATE_KEY: privateKey, WEBHOOK_SECRET };
  const missing = Object.entries(parts).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length > 0 && missing.length < 3) {
    problems.push(
      `${missing.join(', ')}: missing. An app needs APP_ID, PRIVATE_KEY (or PRIVATE_KEY_PATH) and WEBHOOK_SECRET; without any of them the sandbox runs.`,
    );
  }
  if (missing.length === 0 && !rest.PUBLIC_URL)
    problems.push(
      'PUBLIC_URL: missing. It is the address that GitHub’s checks link to, such as https://countersign.example.',
    );
  if (problems.length > 0) return { problems };
  if (!APP_ID || !privateKey || !WEBHOOK_SECRET) return { environment: rest };
  return { environment: { ...rest, app: { id: APP_ID, privateKey, secret: WEBHOOK_SECRET } } };
}

export const HELP = `Countersign: change control inside the tracker a team already uses.

  npm start                 the sandbox, until the app's credentials are there
  npm start -- --help       this page

Environment (a file .env in this folder is read, too):
  HOST, PORT                where to listen            127.0.0.1, 3000
  DATABASE_URL              a PostgreSQL of yours      built in, in DATA_DIR
  DATA_DIR                  where the record is kept   .countersign
  LOG_LEVEL                 fatal … debug              warn

For real use on GitHub:
  PUBLIC_URL                address of this server as people and GitHub reach it
  APP_ID, PRIVATE_KEY (or PRIVATE_KEY_PATH), WEBHOOK_SECRET, APP_SLUG
  WEBHOOK_SECRET_OLD        accepted as well while the secret is being changed
  CLIENT_ID, CLIENT_SECRET, SESSION_SECRET   sign-in to the pages
  GITHUB_API_URL, GITHUB_URL                 for GitHub Enterprise Server
  JIRA_GATE_URL, JIRA_GATE_SECRET            pull requests that name a request in Jira ask there (docs/jira.md)

The sandbox:
  SANDBOX_LANGUAGE          en or zh-CN                by LANG
`;
