/** What an address is answered that nothing of ours stands at: a page for people, JSON for programs. It is the same for every such address. */
import type { Context } from 'hono';
import { CONTENT_POLICY, page, quietPage } from './layout.ts';
import { voice } from './markup.ts';
import { localeOf } from './reader.ts';

const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const;

export async function nowhere(c: Context): Promise<Response> {
  const speak = voice({ locale: localeOf(c), timeZone: 'UTC' });
  const [title, text] = [speak.page('page.nowhere.title'), speak.page('page.nowhere.text')];
  if (/^\/api(?:\/|$)/.test(c.req.path))
    return c.json({ error: 'not-found', message: speak.page('page.nowhere.api') }, 404, HEADERS);
  const frame = { title, here: '/', visitor: { kind: 'stranger' } } as const;
  return c.html(await page(speak, frame, quietPage(title, text)), 404, {
    ...HEADERS,
    'content-security-policy': CONTENT_POLICY,
    'referrer-policy': 'same-origin',
    vary: 'cookie, accept-language',
  });
}
