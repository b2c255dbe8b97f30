/** `npm start`: reads the environment and runs the app, its set-up, or the sandbox, each on a record of its own or on none. */

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { channelsOf, isChannelOf } from '@countersign/chat/destinations.ts';
import type { Channel } from '@countersign/core/notice/channel.ts';
import { message } from '@countersign/core/text/catalogue.ts';
import type { Parts } from '@countersign/github/desk.ts';
import { jiraGate } from '@countersign/github/mirror/jira.ts';
import { reasonOf } from '@countersign/github/reconcile/reconcile.ts';
import { domainOf } from '@countersign/mail/address.ts';
import { mailChannel } from '@countersign/mail/mail.ts';
import { connect } from '@countersign/postgres/connect.ts';
import type { Embedded } from '@countersign/postgres/embedded.ts';
import { claimRecord, type Played, startOver } from '@countersign/postgres/owner.ts';
import { startRevived } from '@countersign/postgres/revived.ts';
import { pagesApp } from '@countersign/web/app.ts';
import type { Visitor } from '@countersign/web/port.ts';
import { signApp } from '@countersign/web/sign/routes.ts';
import { signIn } from '@countersign/web/signin.ts';
import type { Context, Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { pino } from 'pino';
import { checkEnvironment, type Environment, HELP, mailOf } from './environment.ts';
import { type Hands, handsOnGitHub } from './hands.ts';
import { noticeFacts } from './noticefacts.ts';
import { githubOauth } from './oauth.ts';
import { pageFacts } from './pages.ts';
import { playedIn } from './played.ts';
import { KeysUnreadable, registered } from './registration.ts';
import { everyone, type MayRead, readersOnGitHub } from './rights.ts';
import type { Sandbox } from './sandbox.ts';
import { type RunningServer, startServer } from './server.ts';
import { WEBHOOK_PATH } from './serving.ts';
import { type Setup, startSetup } from './setup.ts';
import { signPort } from './signing.ts';
import { called } from './terminal.ts';
import { secretsOf, whyNotStarted } from './unstartable.ts';

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
const [strange] = process.argv.slice(2);
if (strange !== undefined)
  fail(`There is no ${strange}; everything is set by environment variables. See: npm start -- --help`);
try {
  if (existsSync('.env')) process.loadEnvFile('.env');
} catch (error) {
  fail(
    `The file .env cannot be read: ${error instanceof Error ? error.message : 'it is none'}. Make it readable, or move it away.`,
  );
}
const checked = checkEnvironment({ ...kept(process.env), ...process.env });
if ('problems' in checked)
  fail(`Countersign cannot start:\n${checked.problems.map((one) => `  ${one}`).join('\n')}\nSee: npm start -- --help`);

const { environment } = checked;
const zh = /^zh/i.test(environment.SANDBOX_LANGUAGE ?? process.env.LANG ?? '');
const log = pino({ level: environment.LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime });
const folder = resolve(environment.DATA_DIR);

let embedded: Embedded | undefined;
let sandbox: Sandbox | undefined;
let server: RunningServer | undefined;
let setup: Setup | undefined;
let leaving = false;

/** Longer than the drain may take. A database that is frozen, or whatever else hangs in any phase, is left as it is then. */
const LEAVE_MS = 45_000;

/** Drains and stops in the order in which things depend on each other; a second signal leaves at once. */
async function leave(signal: string): Promise<void> {
  if (leaving) process.exit(1);
  leaving = true;
  say(zh ? '\n正在停止……' : '\nStopping…');
  setTimeout(() => {
    log.error(
      { signal },
      'something does not let go and is left as it is; what was not finished is found by the next start',
    );
    process.exit(1);
  }, LEAVE_MS);
  try {
    await setup?.stop();
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
  if (environment.mode === 'set-up') await setUp(environment);
  else {
    const url = environment.DATABASE_URL ?? (await builtIn());
    if (environment.app) await real(environment, environment.app, url);
    else await tryOut(environment, url);
  }
} catch (error) {
  // Whoever cannot start leaves nothing running behind.
  await sandbox?.close().catch(() => {});
  await embedded?.stop().catch(() => {});
  const owner = environment.app ? (`app:${environment.app.id}` as const) : 'sandbox';
  log.debug({ stack: error instanceof Error ? error.stack : undefined }, 'the start failed');
  fail(
    whyNotStarted(error, { owner, secrets: secretsOf({ ...process.env, PRIVATE_KEY: environment.app?.privateKey }) }),
  );
}

/** What a registration has left is used where the environment says nothing, unless the environment speaks of another app. */
function kept(given: Readonly<NodeJS.ProcessEnv>): Readonly<Record<string, string>> {
  try {
    const found = registered(resolve(given.DATA_DIR || '.countersign'));
    return given.APP_ID && given.APP_ID !== found.APP_ID ? {} : found;
  } catch (error) {
    if (!(error instanceof KeysUnreadable)) throw error;
    if (given.APP_ID && (given.PRIVATE_KEY || given.PRIVATE_KEY_PATH) && given.WEBHOOK_SECRET) return {};
    return fail(error.message);
  }
}

async function setUp(given: Environment): Promise<void> {
  const { GITHUB_API_URL: apiUrl, PUBLIC_URL: publicUrl } = given;
  setup = await startSetup({
    folder,
    host: given.HOST,
    port: given.PORT,
    githubUrl: given.GITHUB_URL,
    allowedHosts: given.ALLOWED_HOSTS ?? [],
    report: (error) => log.error({ reason: reasonOf(error) }, 'the registration could not go on'),
    ...(apiUrl ? { apiUrl } : {}),
    ...(publicUrl ? { publicUrl } : {}),
  });
  const language = zh ? 'zh-CN' : 'en';
  const address = `${setup.address}${setup.page}`;
  say(message(language, 'start.set-up', { address }));
  if (publicUrl)
    say(message(language, 'start.set-up.outside', { address: `${publicUrl.replace(/\/$/, '')}${setup.page}` }));
}

async function builtIn(): Promise<string> {
  const timer = setTimeout(() => say(zh ? '正在启动内置数据库……' : 'Starting the built-in database…'), 400);
  embedded = await startRevived({
    folder,
    announce: say,
    report: (reason) => log.error({ reason }, 'the built-in database'),
  });
  clearTimeout(timer);
  return embedded.url;
}

const STRANGER: Visitor = { kind: 'stranger' };

/** How it is known who visits: by their sign-in, else by what the pages are told. */
interface Visitors {
  readonly signed?: ReturnType<typeof signIn> | undefined;
  readonly visitor?: (c: Context) => Promise<Visitor>;
  readonly above?: Parameters<typeof pagesApp>[0]['above'];
}

function mountPages(
  app: Hono,
  parts: Parts,
  { mayRead, hands, mail }: { readonly mayRead: MayRead; readonly hands: Hands; readonly mail?: Channel | undefined },
  tracker: string,
  { signed, visitor = async () => STRANGER, above }: Visitors,
): void {
  if (signed) app.route('/', signed.app);
  app.route(
    '/',
    pagesApp({
      facts: pageFacts({ parts, mayRead, hands, tracker }),
      notices: noticeFacts(parts, mail),
      visitor: signed ? (c) => signed.visitor(c) : visitor,
      signIn: signed !== undefined,
      ...(above ? { above } : {}),
      now: () => new Date().toISOString(),
      report: (error) => log.error({ reason: reasonOf(error) }, 'a page could not be shown'),
    }),
  );
  app.route(
    '/',
    signApp({
      port: signPort(parts),
      address: parts.pages ?? '',
      now: () => new Date().toISOString(),
      report: (error) => log.error({ reason: reasonOf(error) }, 'a page to sign on could not be shown'),
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
  const mailing = mailOf(given);
  const mail = mailing && mailChannel(mailing);
  const signing =
    clientId && clientSecret && session && address
      ? {
          oauth: githubOauth({ clientId, clientSecret, githubUrl, ...(apiUrl ? { apiUrl } : {}) }),
          address,
          secrets: [session],
          now: Date.now,
        }
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
    channels: { ...Object.fromEntries(channelsOf(given.channels, Date.now)), ...(mail ? { mail } : {}) },
    isChannelOf: (name, owner) => isChannelOf(given.channels, name, owner),
    ...(given.JIRA_GATE_URL && given.JIRA_GATE_SECRET
      ? { jira: jiraGate({ url: given.JIRA_GATE_URL, secret: given.JIRA_GATE_SECRET }) }
      : {}),
    ...(mailing && mail ? { post: { channel: mail, domain: domainOf(mailing.from) } } : {}),
    announce: say,
    reconcileMs: RECONCILE_MS,
    allowedHosts: given.ALLOWED_HOSTS ?? [],
    ...(address ? { publicUrl: address } : {}),
    // The built-in database belongs to this process alone: whoever tried the sandbox in this folder has stopped it.
    adopts: [...given.adopts, ...(embedded ? (['sandbox'] as const) : [])],
    ...(await playedHere()),
    adopted: (former) => {
      const id = former === 'sandbox' ? 'start.emptied' : 'start.adopted';
      say(message(zh ? 'zh-CN' : 'en', id, { owner: called(former), ours: app.id }));
    },
    mount: (hono, parts, ended) =>
      mountPages(hono, parts, { mayRead: readersOnGitHub(apiUrl), hands: handsOnGitHub(apiUrl), mail }, githubUrl, {
        signed: signing && signIn({ ...signing, ended }),
      }),
  });
  say(`Countersign is listening on ${server.address} for webhooks at ${address ?? server.address}${WEBHOOK_PATH}`);
  if (!signing)
    say(
      'Nobody can sign in to the pages yet: set CLIENT_ID, CLIENT_SECRET and SESSION_SECRET (32 characters or more).',
    );
}

async function tryOut(given: Environment, databaseUrl: string): Promise<void> {
  const database = connect(databaseUrl, { connections: 1 });
  // Before the stand-in writes a word beside the record.
  await claimRecord(database, { owner: 'sandbox', ...(await playedHere()) }).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  const { openSandbox } = await import('./sandbox.ts');
  sandbox = await openSandbox({
    folder,
    locale: zh ? 'zh-CN' : 'en',
    report: (error) => log.error({ reason: reasonOf(error) }, 'the tracker page could not be shown'),
    lookAgain: async () => server?.reconcile(),
    forgetAll: async () => {
      await server?.idle();
      await startOver(database);
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
    owner: 'sandbox',
    post: here.mail,
    allowedHosts: given.ALLOWED_HOSTS ?? [],
    ...(given.PUBLIC_URL ? { publicUrl: given.PUBLIC_URL } : {}),
    reconcileMs: RECONCILE_MS,
    mount: (hono, parts) => {
      const tracker = here.pages(parts);
      const token = (who: Visitor) => (who.kind === 'everyone' && who.as ? here.tokenOf(who.as) : undefined);
      mountPages(hono, parts, { mayRead: everyone, hands: handsOnGitHub(here.apiUrl, token) }, '', {
        visitor: async (c) => ({ kind: 'everyone', as: here.playing(getCookie(c, 'face')) }),
        above: tracker.strip,
      });
      hono.route('/', tracker.app);
    },
  });
  here.connect(`${server.address}${WEBHOOK_PATH}`);
  say(
    zh
      ? `\nCountersign 沙盒已就绪：${server.address}/?lang=zh-CN\n在浏览器中打开即可试用；数据不会离开本机。按 Ctrl+C 停止。`
      : `\nThe Countersign sandbox is ready: ${server.address}\nOpen it in a browser and follow the guide. Nothing leaves this machine. Ctrl+C stops it.`,
  );
  say(
    zh
      ? '在 GitHub 上正式使用：PUBLIC_URL=https://… npm start（见 README.zh-CN.md 的“正式使用”）'
      : 'To use it on GitHub: PUBLIC_URL=https://… npm start (README, "Run it for real")',
  );
}

async function playedHere(): Promise<{ played?: Played }> {
  const played = await playedIn(folder);
  return played ? { played } : {};
}
