/** Whom a request means, and who sent it: a name that we were not told may be another site's that was made to point here (DNS rebinding). */
import { localeFor, localeForHeader } from '@countersign/core/text/locale.ts';
import { html } from 'hono/html';
import { CONTENT_POLICY, page, quietPage } from './layout.ts';
import { type Html, type Voice, voice } from './markup.ts';

export interface Names {
  /** Port that is listened on. */
  readonly port: number;
  /** `https://countersign.example` */
  readonly publicUrl?: string;
  /** Names that the operator allows: with a port, that port; without, any. */
  readonly allowed?: readonly string[];
}

export interface Asked {
  readonly method: string;
  /** Header `Host`. */
  readonly host: string | undefined;
  /** Host and port of the address in the request line, where it names one. */
  readonly target: string | undefined;
  readonly origin: string | undefined;
  /** Header `Sec-Fetch-Site`, which no page can set. */
  readonly site: string | undefined;
}

/** `misdirected`: for a name that is not ours. `foreign`: to ours, but sent by a page that is not. */
export type Answerable = 'yes' | 'misdirected' | 'foreign';

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/** Decides from the headers alone. Nothing that a proxy may add (`X-Forwarded-Host`) is believed. */
export function answerable({ port, publicUrl, allowed = [] }: Names): (asked: Asked) => Answerable {
  const loopback = ['localhost', '127.0.0.1', '[::1]'].flatMap((name) => [
    `${name}:${port}`,
    // A browser leaves out the port that goes without saying.
    ...(port === 80 ? [name] : []),
  ]);
  const outside = publicUrl === undefined ? undefined : new URL(publicUrl);
  const ports: Readonly<Record<string, string>> = { 'http:': ':80', 'https:': ':443' };
  const outsides = outside ? [outside.host, ...(outside.port ? [] : [outside.host + ports[outside.protocol]])] : [];
  const names = allowed.map((name) => name.toLowerCase());
  const exact = new Set([...loopback, ...outsides, ...names.filter(hasPort)]);
  const anyPort = new Set(names.filter((name) => !hasPort(name)));
  const known = (host: string) => exact.has(host) || anyPort.has(hasPort(host) ? host.replace(/:\d+$/, '') : host);

  return ({ method, host: given, target, origin, site }) => {
    const host = given?.toLowerCase();
    // A port may be any digits by the list alone, but none above 65535 is one.
    if (
      host === undefined ||
      !known(host) ||
      !URL.canParse(`http://${host}`) ||
      (target !== undefined && target.toLowerCase() !== host)
    )
      return 'misdirected';
    if (SAFE.includes(method)) return 'yes';
    if (site !== undefined && site !== 'same-origin') return 'foreign';
    // Every browser names the origin of what a page sends; whoever sends neither header is no page of ours.
    // A page that names itself to nobody (`referrer-policy: no-referrer`) names no origin either.
    if (origin === undefined || origin === 'null') return site === 'same-origin' ? 'yes' : 'foreign';
    if (origin === outside?.origin) return 'yes';
    // A proxy may have taken TLS off, so both schemes are its own; not for the address whose scheme we know.
    const own = outsides.includes(host) ? [] : ['http', 'https'].map((scheme) => new URL(`${scheme}://${host}`).origin);
    return own.includes(origin) ? 'yes' : 'foreign';
  };
}

function hasPort(name: string): boolean {
  return /:\d+$/.test(name);
}

export interface Refused {
  readonly status: 403 | 421;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Reader {
  /** As the request gave it; repeated only where it can be a name. */
  readonly host?: string;
  /** `en` or `zh-CN`, as chosen on our pages. */
  readonly chosen?: string;
  readonly acceptLanguage?: string;
}

/** The page for whoever came by a name that is not ours. */
export async function misdirectedPage(reader: Reader): Promise<Refused> {
  const given = reader.host?.toLowerCase() ?? '';
  // It is put into a command: nothing but a name may stand there.
  const host = /^[a-z0-9_.-]{1,253}(:\d{1,5})?$/.test(given) ? given : 'none';
  return refused(reader, 421, (speak) => [
    speak.page('page.host.title'),
    speak.say({ id: 'page.host.text', values: { host: { choice: host } } }),
    '',
  ]);
}

/** The page for what was sent by another site, or from a page of an earlier start. */
export async function foreignPage(reader: Reader): Promise<Refused> {
  return refused(reader, 403, (speak) => [
    speak.page('page.foreign.title'),
    speak.page('page.foreign.text'),
    html`<p><a class="button primary" href="/">${speak.page('page.foreign.open')}</a></p>`,
  ]);
}

async function refused(
  { chosen, acceptLanguage }: Reader,
  status: Refused['status'],
  words: (speak: Voice) => readonly [string, Html | string, Html | ''],
): Promise<Refused> {
  const locale = chosen ? localeFor(chosen) : localeForHeader(acceptLanguage);
  const speak = voice({ locale, timeZone: 'UTC' });
  const [title, text, action] = words(speak);
  const frame = { title, here: '/', visitor: { kind: 'stranger' } } as const;
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': CONTENT_POLICY,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body: String(await page(speak, frame, quietPage(title, text, action))),
  };
}
