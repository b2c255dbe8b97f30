/** Signing in with GitHub (OAuth with state and PKCE), staying signed in, and signing out. */
import { type Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { csrf } from 'hono/csrf';
import { html } from 'hono/html';
import { CONTENT_POLICY, page, quietPage } from './layout.ts';
import { voice } from './markup.ts';
import type { Visitor } from './port.ts';
import { localeKept, localeOf } from './reader.ts';
import { type EndedSessions, endedInMemory, type Person, type Session, sealed, sessionOf } from './session.ts';

/** GitHub's side of the sign-in. */
export interface Oauth {
  readonly clientId: string;
  /** Where GitHub asks the person, `https://github.com/login/oauth/authorize`. */
  readonly authorizeAt: string;
  /** The person behind a code, or `undefined` when GitHub does not confirm it. Never retried: a code works once. */
  exchange(code: string, redirect: string, verifier: string): Promise<Person | undefined>;
}

export interface SignIn {
  readonly oauth: Oauth;
  /** The address people use, `https://countersign.example`: what GitHub sends them back to. Never taken from a request. */
  readonly address: string;
  /** The first seals, all open. At least 32 characters each. */
  readonly secrets: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Where it is kept that a session was ended early; absent: in this process. */
  readonly ended?: EndedSessions;
}

/** A session ends after so many minutes without a visit; it is renewed after the shorter time. */
const IDLE = 480;
const RENEW = 30;
/** However often it is used, a session ends so many minutes after it was begun. */
const LONGEST = 24 * 60;
const ASKING = 10;
/** Where a sign-in ends that began on no page of ours: no other address is the same on every server. */
const HOME = '/signed-in';

export interface SignedIn {
  /** Serves `/login`, `/login/callback`, `/logout`, and the page on which a sign-in ends that was begun on none. */
  readonly app: Hono;
  /** Who this request comes from; renews the cookie of someone who stays. */
  visitor(c: Context): Promise<Visitor>;
}

export function signIn({ oauth, address, secrets, now, ended = endedInMemory(now) }: SignIn): SignedIn {
  const sessions = sealed(secrets, 'session', now);
  const states = sealed(secrets, 'sign-in', now);
  const secure = address.startsWith('https:');
  // `__Host-` lets no other host or path of the same site set or read it; it works over TLS only.
  const [session, asking] = secure ? ['__Host-session', '__Host-asking'] : ['session', 'asking'];
  const cookie = { path: '/', httpOnly: true, sameSite: 'Lax', secure } as const;
  const redirect = new URL('/login/callback', address).toString();
  const app = new Hono();
  const endOf = ({ begun }: Session): number => begun + LONGEST * 60_000;

  /** The session of this request, and when its cookie was sealed; `undefined` when there is none or it was ended. */
  const current = async (c: Context): Promise<{ session: Session; sealedAt: number } | undefined> => {
    const found = await sessions.open(getCookie(c, session));
    const here = sessionOf(found?.value);
    if (!found || !here || endOf(here) <= now() || (await ended.isEnded(here))) return undefined;
    return { session: here, sealedAt: found.sealedAt };
  };

  const keep = async (c: Context, kept: Session): Promise<void> => {
    const minutes = Math.min(IDLE, (endOf(kept) - now()) / 60_000);
    setCookie(c, session, await sessions.seal(kept, minutes), { ...cookie, maxAge: Math.ceil(minutes * 60) });
  };

  app.get('/login', async (c) => {
    const verifier = random();
    const state = random();
    setCookie(c, asking, await states.seal({ state, verifier, to: within(c.req.query('to')) }, ASKING), {
      ...cookie,
      maxAge: ASKING * 60,
    });
    const there = new URL(oauth.authorizeAt);
    there.searchParams.set('client_id', oauth.clientId);
    there.searchParams.set('redirect_uri', redirect);
    there.searchParams.set('state', state);
    there.searchParams.set('code_challenge', await challenge(verifier));
    there.searchParams.set('code_challenge_method', 'S256');
    return c.redirect(there.toString());
  });

  app.get('/login/callback', async (c) => {
    const kept = (await states.open(getCookie(c, asking)))?.value as
      | { state: string; verifier: string; to: string }
      | undefined;
    deleteCookie(c, asking, cookie);
    const { code, state } = c.req.query();
    // A callback that this browser did not begin is someone else's sign-in.
    const person =
      kept && code && state === kept.state
        ? await oauth.exchange(code, redirect, kept.verifier).catch(() => undefined)
        : undefined;
    const again = `/login?to=${encodeURIComponent(kept?.to ?? HOME)}`;
    if (!kept || !person)
      return say(c, 'page.login.failed.title', 'page.login.failed.text', { to: again, as: 'page.login.again' }, 400);
    try {
      // Always a new id: one that was known before the sign-in never becomes somebody's session. The former one is over.
      const former = await current(c);
      if (former) await ended.end(former.session.id, endOf(former.session));
      await keep(c, { id: random(), begun: await ended.now(), person });
    } catch {
      // The record is away: nobody is signed in beside a session of which nobody knows whether it stands.
      return say(c, 'page.login.failed.title', 'page.login.failed.text', { to: again, as: 'page.login.again' }, 503);
    }
    return c.redirect(kept.to);
  });

  app.get(HOME, async (c) => {
    localeKept(c);
    const signIn = { to: '/login', as: 'page.sign-in' } as const;
    try {
      const here = await current(c);
      if (!here) return say(c, 'page.stranger.title', 'page.stranger.text', signIn, 401);
      return say(c, 'page.signed-in.title', 'page.signed-in.text', undefined, 200, here.session.person);
    } catch {
      return say(c, 'page.broken.title', 'page.broken.text', undefined, 503);
    }
  });

  // A proxy may have taken TLS off: what counts is the address that people use.
  app.use('/logout', csrf({ origin: new URL(address).origin }));
  app.post('/logout', async (c) => {
    try {
      const here = await current(c);
      if (here) await ended.end(here.session.id, endOf(here.session));
    } catch {
      // The cookie stays: whoever believes to be signed out while a copy of it still works is worse off.
      const back = { to: HOME, as: 'page.signed-out.back' } as const;
      return say(c, 'page.signed-out.failed.title', 'page.signed-out.failed.text', back, 503);
    }
    deleteCookie(c, session, cookie);
    return say(c, 'page.signed-out.title', 'page.signed-out.text', { to: '/login', as: 'page.sign-in' }, 200);
  });

  return {
    app,
    visitor: async (c) => {
      const here = await current(c);
      if (!here) return { kind: 'stranger' };
      if (now() - here.sealedAt > RENEW * 60_000) await keep(c, here.session);
      return { kind: 'person', ...here.session.person };
    },
  };
}

type Said = 'login.failed' | 'signed-in' | 'signed-out' | 'signed-out.failed' | 'stranger' | 'broken';

/** @param next the one thing to do from here, if any */
async function say(
  c: Context,
  title: `page.${Said}.title`,
  text: `page.${Said}.text`,
  next: { readonly to: string; readonly as: 'page.login.again' | 'page.sign-in' | 'page.signed-out.back' } | undefined,
  status: 200 | 400 | 401 | 503,
  person?: Person,
) {
  const speak = voice({ locale: localeOf(c), timeZone: 'UTC' });
  const body = quietPage(
    speak.page(title),
    speak.page(text),
    next ? html`<p><a class="button primary" href="${next.to}">${speak.page(next.as)}</a></p>` : '',
  );
  const visitor: Visitor = person ? { kind: 'person', ...person } : { kind: 'stranger' };
  return c.html(await page(speak, { title: speak.page(title), here: HOME, visitor }, body), status, {
    'content-security-policy': CONTENT_POLICY,
    'cache-control': 'no-store',
  });
}

function random(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
}

async function challenge(verifier: string): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))).toString('base64url');
}

/** A cookie has room for it, beside what else the sign-in keeps. */
const LONGEST_PLACE = 1_000;

/** Only places of ours, as a header can hold them: a sign-in must not end elsewhere. */
function within(to: string | undefined): string {
  return to !== undefined && to.length <= LONGEST_PLACE && /^\/(?![/\\])[!-[\]-~]*$/.test(to) ? to : HOME;
}
