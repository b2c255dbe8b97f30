/** In which language a visitor of a page reads: as the address names it, as was chosen before, or as the browser says. */
import { type Locale, localeFor, localeForHeader } from '@countersign/core/text/locale.ts';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

export function localeOf(c: Context): Locale {
  const chosen = c.req.query('lang') ?? getCookie(c, 'lang');
  return chosen ? localeFor(chosen) : localeForHeader(c.req.header('accept-language'));
}

/** The same, and what the address names is kept for a year. */
export function localeKept(c: Context): Locale {
  const asked = c.req.query('lang');
  if (asked) setCookie(c, 'lang', localeFor(asked), { path: '/', sameSite: 'Lax', maxAge: 31_536_000 });
  return localeOf(c);
}
