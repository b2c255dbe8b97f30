/** `npm start`: reads the environment, opens the record, and runs the server; without an app's credentials, the sandbox. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Transient } from '@countersign/core/failure.ts';
import { connect } from '@countersign/postgres/connect.ts';
import { type Embedded, startEmbedded } from '@countersign/postgres/embedded.ts';
import { Unusable } from '@countersign/postgres/unusable.ts';
import { pagesApp } from '@countersign/web/app.ts';
import { signIn } from '@countersign/web/signin.ts';
import type { Hono } from 'hono';
import { pino } from 'pino';
import { checkEnvironment, type Environment, HELP } from './environment.ts';
import { jiraGate } from './jiragate.ts';
import { githubOauth } from './oauth.ts';
import { type MayRead, pageFacts } from './pages.ts';
import type { Parts } from './parts.ts';
import { reasonOf } from './reconcile.ts';
import { registered, registrationApp } from './registration.ts';
import { everyone, readersOnGitHub } from './rights.ts';
import { openSandbox, type Sandbox } from './sandbox.ts';
import { NoAddress, type RunningServer, startServer, WEBHOOK_PATH } from './server.ts';

const RECONCILE_MS = 5 * 60_000;
const say = (text: string): void => void process.stdout.write(`${text}\n`);
// Whoever read our words may be gone before us; stopping cleanly matters more than being heard.
process.stdout.on('error', () => {});

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

if (process.argv.includes('--help') || process.argv.includes('-h')) {
  say(HELP);
  process.exit(0);
}
if (existsSync('.env')) process.loadEnvFile('.env');
// What a registration left is used where the environment says nothing.
const checked = checkEnvironment({ ...registered(resolve(process.env.DATA_DIR ?? '.countersign')), ...process.env });
if ('problems' in checked)
  fail(`Countersign cannot start:\n${checked.problems.map((one) => `  ${one}`).join('\n')}\nSee: npm start -- --help`);

const { environment } = checked;
const zh = /^zh/i.test(environment.SANDBOX_LANGUAGE ?? process.env.LANG ?? '');
const log = pino({ level: environment.LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime });
const folder = resolve(environment.DATA_DIR);

let embedded: Embedded | undefined;
let sandbox: Sandbox | undefined;
let server: RunningServer | undefined;
let leaving = false;

/** Drains and stops in the order in which things depend on each other; a second signal leaves at once. */
async function leave(signal: string): Promise<void> {
  if (leaving) process.exit(1);
  leaving = true;
  say(zh ? '\n正在停止……' : '\nStopping…');
  try {
    await server?.stop();
    await sandbox?.close();
    await embedded?.stop();
    process.exit(0);
  } catch (error) {
    log.error({ signal, reason: reasonOf(error) }, 'the stop was not clean');
    process.exit(1);
  }
}
process.on('SIGTERM', () => void leave('SIGTERM'));
process.on('SIGINT', () => void leave('SIGINT'));

try {
  const url = environment.DATABASE_URL ?? (await builtIn());
  if (environment.app) await real(environment, environment.app, url);
  else await tryOut(environment, url);
} catch (error) {
  // Whoever cannot start leaves nothing running behind.
  await sandbox?.close().catch(() => {});
  await embedded?.stop().catch(() => {});
  if (error instanceof Unusable || error instanceof NoAddress) fail(error.message);
  const cause = error instanceof Transient ? error.cause : error;
  if (
    cause instanceof Error &&
    'code' in cause &&
    ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', '28P01', '3D000'].includes(String(cause.code))
  ) {
    fail(`The database at DATABASE_URL does not let us in: ${cause.message}`);
  }
  throw error;
}

async function builtIn(): Promise<string> {
  const timer = setTimeout(() => say(zh ? '正在启动内置数据库……' : 'Starting the built-in database…'), 400);
  embedded = await startEmbedded({ folder, announce: say });
  clearTimeout(timer);
  return embedded.url;
}

function mountPages(
  app: Hono,
  parts: Parts,
  mayRead: MayRead,
  tracker: string,
  signed?: ReturnType<typeof signIn>,
): void {
  if (signed) app.route('/', signed.app);
  app.route(
    '/',
    pagesApp({
      facts: pageFacts({ parts, mayRead, tracker }),
      visitor: signed
        ? (c) => signed.visitor(c)
        : async () => ({ kind: mayRead === everyone ? 'everyone' : 'stranger' }),
      signIn: signed !== undefined,
      now: () => new Date().toISOString(),
      report: (error) => log.error({ reason: reasonOf(error) }, 'a page could not be shown'),
    }),
  );
}

async function real(given: Environment, app: NonNullable<Environment['app']>, databaseUrl: string): Promise<void> {
  const {
    CLIENT_ID: clientId,
    CLIENT_SECRET: clientSecret,
    SESSION_SECRET: session,
    PUBLIC_URL: address,
    GITHUB_API_URL: apiUrl,
    GITHUB_URL: githubUrl,
  } = given;
  const signed =
    clientId && clientSecret && session && address
      ? signIn({
          oauth: githubOauth({ clientId, clientSecret, githubUrl, ...(apiUrl ? { apiUrl } : {}) }),
          address,
          secrets: [session],
          now: Date.now,
        })
      : undefined;
  server = await startServer({
    databaseUrl,
    credentials: {
      appId: app.id,
      privateKey: app.privateKey,
      secret: app.secret,
      formerSecrets: given.WEBHOOK_SECRET_OLD ? [given.WEBHOOK_SECRET_OLD] : [],
      bot: `${given.APP_SLUG ?? 'countersign'}[bot]`,
    },
    host: given.HOST,
    port: given.PORT,
    log,
    ...(apiUrl ? { apiUrl } : {}),
    ...(address ? { pages: address.replace(/\/$/, '') } : {}),
    tracker: githubUrl.replace(/\/$/, ''),
    ...(given.JIRA_GATE_URL && given.JIRA_GATE_SECRET
      ? { jira: jiraGate({ url: given.JIRA_GATE_URL, secret: given.JIRA_GATE_SECRET }) }
      : {}),
    announce: say,
    reconcileMs: RECONCILE_MS,
    mount: (hono, parts) => mountPages(hono, parts, readersOnGitHub(apiUrl), githubUrl, signed),
  });
  say(`Countersign is listening on ${server.address} for webhooks at ${address ?? server.address}${WEBHOOK_PATH}`);
  if (!signed)
    say(
      'Nobody can sign in to the pages yet: set CLIENT_ID, CLIENT_SECRET and SESSION_SECRET (32 characters or more).',
    );
}

async function tryOut(given: Environment, databaseUrl: string): Promise<void> {
  const setupToken = randomBytes(16).toString('hex');
  const database = connect(databaseUrl, { connections: 1 });
  sandbox = await openSandbox({
    folder,
    locale: zh ? 'zh-CN' : 'en',
    report: (error) => log.error({ reason: reasonOf(error) }, 'the tracker page could not be shown'),
    lookAgain: async () => server?.reconcile(),
    forgetAll: async () => {
      await server?.idle();
      await database.pool.query(
        'truncate entry, project_head, applied_cause, register, register_item, register_work, work, work_change, document, projection, delivery, parked',
      );
    },
  });
  const here = sandbox;
  server = await startServer({
    databaseUrl,
    credentials: here.credentials,
    host: given.HOST,
    port: given.PORT,
    log,
    apiUrl: here.apiUrl,
    limited: false,
    reconcileMs: RECONCILE_MS,
    mount: (hono, parts) => {
      mountPages(hono, parts, everyone, '');
      const apiUrl = given.GITHUB_API_URL;
      const publicUrl = given.PUBLIC_URL;
      hono.route(
        '/',
        registrationApp({
          folder,
          githubUrl: given.GITHUB_URL,
          token: setupToken,
          ...(apiUrl ? { apiUrl } : {}),
          ...(publicUrl ? { publicUrl } : {}),
        }),
      );
      here.mount(hono, parts);
    },
  });
  here.connect(`${server.address}${WEBHOOK_PATH}`);
  say(
    zh
      ? `\nCountersign 沙盒已就绪：${server.address}/?lang=zh-CN\n在浏览器中打开即可试用；所有内容都不会离开本机。按 Ctrl+C 停止。`
      : `\nThe Countersign sandbox is ready: ${server.address}\nOpen it in a browser and follow the guide. Nothing leaves this machine. Ctrl+C stops it.`,
  );
  const setup = `${server.address}/setup?token=${setupToken}`;
  say(zh ? `在 GitHub 上正式使用：${setup}` : `To use it on GitHub: ${setup}`);
}
