/** First-run registration by GitHub's manifest flow: one click makes the app, and its keys stay on this machine. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { localeFor, localeForHeader } from '@countersign/core/text/locale.ts';
import { rulesetCommand } from '@countersign/github/setup/ruleset.ts';
import { CONTENT_POLICY, page, quietPage } from '@countersign/web/layout.ts';
import { type Html, voice } from '@countersign/web/markup.ts';
import { Octokit } from '@octokit/rest';
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { EVENTS, PERMISSIONS } from './permission.ts';
import { WEBHOOK_PATH } from './serving.ts';
import { inBothLanguages } from './terminal.ts';

/** What GitHub takes for the login of an organisation. */
const LOGIN = /^[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}$/i;

export interface RegistrationOptions {
  /** Where the keys are written, readable by this user alone. */
  readonly folder: string;
  /** Address under which GitHub reaches us; without one nothing can be registered. */
  readonly publicUrl?: string;
  /** `https://github.com` */
  readonly githubUrl: string;
  readonly apiUrl?: string;
  /** Whoever knows it may register: printed at the start, and nowhere else. */
  readonly token: string;
  /** Told why keys could not be kept. */
  readonly report?: (error: unknown) => void;
}

/** The file of the app’s keys; what stands in it is used where the environment says nothing (`start.ts`). */
export function credentialsFile(folder: string): string {
  return join(folder, 'credentials.json');
}

/** The file of the app's keys is there and cannot be used; without it nobody knows that an app is meant, so nothing starts. */
export class KeysUnreadable extends Error {
  override readonly name = 'KeysUnreadable';
}

const KEYS = ['APP_ID', 'PRIVATE_KEY', 'WEBHOOK_SECRET'] as const;

/** Variables that a registration has left; empty when there was none. @throws KeysUnreadable */
export function registered(folder: string): Readonly<Record<string, string>> {
  const path = credentialsFile(folder);
  if (!existsSync(path)) return {};
  const refuse = (cause?: unknown): never => {
    throw new KeysUnreadable(inBothLanguages('start.keys-unreadable', { file: path }).join('\n'), { cause });
  };
  try {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as unknown;
    if (typeof kept !== 'object' || kept === null) return refuse();
    const texts = Object.entries(kept).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    const variables = Object.fromEntries(texts);
    return KEYS.every((name) => variables[name]) ? variables : refuse();
  } catch (error) {
    return error instanceof KeysUnreadable ? refuse(error.cause) : refuse(error);
  }
}

function manifest(publicUrl: string) {
  return {
    name: 'Countersign',
    url: publicUrl,
    hook_attributes: { url: `${publicUrl}${WEBHOOK_PATH}`, active: true },
    redirect_url: `${publicUrl}/setup/callback`,
    callback_urls: [`${publicUrl}/login/callback`],
    public: false,
    default_permissions: PERMISSIONS,
    default_events: EVENTS,
  };
}

/** Serves `/setup` and `/setup/callback`. */
export function registrationApp(options: RegistrationOptions): Hono {
  const { folder, githubUrl, token, report = () => {} } = options;
  const publicUrl = options.publicUrl?.replace(/\/$/, '');
  const app = new Hono();
  // One state for each time the page is shown; a callback that we did not ask for is somebody else's app.
  const states = new Set<string>();

  const show = async (
    c: Context,
    main: (speak: ReturnType<typeof voice>) => Html,
    status: 200 | 400 | 403 | 409 | 500 = 200,
  ) => {
    const asked = c.req.query('lang');
    const speak = voice({
      locale: asked ? localeFor(asked) : localeForHeader(c.req.header('accept-language')),
      timeZone: 'UTC',
    });
    const here = new URL(c.req.url);
    const frame = {
      title: speak.page('page.setup.title'),
      here: here.pathname + here.search,
      visitor: { kind: 'stranger' } as const,
    };
    return c.html(await page(speak, frame, main(speak)), status, {
      'content-security-policy': CONTENT_POLICY.replace("form-action 'self'", `form-action 'self' ${githubUrl}`),
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
  };

  app.get('/setup', (c) => {
    const given = Buffer.from(c.req.query('token') ?? '');
    const known = given.length === token.length && timingSafeEqual(given, Buffer.from(token));
    if (!known)
      return show(c, (speak) => quietPage(speak.page('page.setup.title'), speak.page('page.setup.stranger')), 403);
    // Its keys are nowhere else: a second registration must not write over them.
    if (existsSync(credentialsFile(folder)))
      return show(c, (speak) => quietPage(speak.page('page.setup.title'), speak.page('page.setup.already')), 409);
    if (!publicUrl)
      return show(c, (speak) => quietPage(speak.page('page.setup.title'), speak.page('page.setup.address')), 400);
    const organization = c.req.query('organization')?.trim() ?? '';
    const isWrong = organization !== '' && !LOGIN.test(organization);
    const owner = organization && !isWrong ? `/organizations/${organization}` : '';
    const state = randomBytes(24).toString('base64url');
    states.add(state);
    return show(
      c,
      (speak) =>
        quietPage(
          speak.page('page.setup.title'),
          speak.page('page.setup.text'),
          html`<form method="post" action="${githubUrl}${owner}/settings/apps/new?state=${state}"><input type="hidden" name="manifest" value="${JSON.stringify(manifest(publicUrl))}"><button class="button primary">${owner ? speak.page('page.setup.button.organization', { organization }) : speak.page('page.setup.button')}</button></form>
<form method="get" action="/setup"><input type="hidden" name="token" value="${token}">${c.req.query('lang') ? html`<input type="hidden" name="lang" value="${c.req.query('lang')}">` : ''}
<p>${speak.page('page.setup.organization.text')}</p>
<p class="field"><label for="organization">${speak.page('page.setup.organization')}</label><input id="organization" name="organization" type="text" maxlength="100" autocomplete="organization" placeholder="acme" value="${organization}"${isWrong ? html` aria-invalid="true" aria-describedby="organization-wrong"` : ''}></p>${isWrong ? html`<p class="wrong" id="organization-wrong">${speak.page('page.setup.organization.wrong')}</p>` : ''}
<button class="button">${speak.page('page.setup.organization.choose')}</button></form>`,
        ),
      isWrong ? 400 : 200,
    );
  });

  app.get('/setup/callback', async (c) => {
    const { code, state } = c.req.query();
    const ours = state !== undefined && states.has(state);
    const free = !existsSync(credentialsFile(folder));
    if (ours && free && code) {
      // A code works once: it is not spent on keys that cannot be kept.
      try {
        prepare(folder);
      } catch (error) {
        report(error);
        return show(c, (speak) => quietPage(speak.page('page.setup.title'), speak.page('page.setup.unkept')), 500);
      }
    }
    if (ours) states.delete(state);
    const made = ours && free && code ? await converted(code, options.apiUrl).catch(() => undefined) : undefined;
    if (!made || !publicUrl)
      return show(c, (speak) => quietPage(speak.page('page.setup.title'), speak.page('page.setup.failed')), 400);
    const path = credentialsFile(folder);
    const file = JSON.stringify({ ...made.variables, PUBLIC_URL: publicUrl }, null, 2);
    if (!written(path, file))
      return show(c, (speak) => quietPage(speak.page('page.setup.title'), speak.page('page.setup.already')), 409);
    return show(c, (speak) =>
      quietPage(
        speak.page('page.setup.title'),
        speak.page('page.setup.done'),
        html`<p><a class="button primary" href="${made.address}/installations/new">${speak.page('page.setup.install')}</a></p>
<p>${speak.page('page.setup.ruleset')}</p>
<pre class="typed" tabindex="0"><code>${rulesetCommand(Number(made.variables.APP_ID), 'OWNER/REPOSITORY')}</code></pre>`,
      ),
    );
  });
  return app;
}

/** @throws where the folder cannot be made, or nothing written to it */
function prepare(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const tried = mkdtempSync(join(folder, '.written-'));
  rmSync(tried, { recursive: true });
}

/** Whole or not at all: half a file would be nobody's keys, and another app's keys, which are nowhere else, stay. */
function written(path: string, file: string): boolean {
  rmSync(`${path}.new`, { force: true });
  writeFileSync(`${path}.new`, file, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(`${path}.new`, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(`${path}.new`);
  }
}

async function converted(code: string, apiUrl: string | undefined) {
  const octokit = new Octokit(apiUrl ? { baseUrl: apiUrl } : {});
  const { data } = await octokit.request('POST /app-manifests/{code}/conversions', { code });
  const variables = {
    APP_ID: String(data.id),
    APP_SLUG: data.slug ?? 'countersign',
    PRIVATE_KEY: data.pem,
    WEBHOOK_SECRET: data.webhook_secret ?? '',
    CLIENT_ID: data.client_id,
    CLIENT_SECRET: data.client_secret,
    SESSION_SECRET: randomBytes(32).toString('hex'),
  };
  return { variables, address: data.html_url };
}
