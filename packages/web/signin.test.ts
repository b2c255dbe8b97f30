import { Hono } from 'hono';
import { expect, onTestFinished, test, vi } from 'vitest';
import { endedInMemory, sealed } from './session.ts';
import { signIn } from './signin.ts';

const SECRET = 'a-secret-of-at-least-thirty-two-characters';
const MEI = { id: 'github:7', login: 'mei', token: 't' };

function site(address = 'https://countersign.test', secret = SECRET) {
  const away = { now: false };
  const questions = { count: 0 };
  const asking = <T>(answer: () => Promise<T>): Promise<T> => {
    questions.count += 1;
    return away.now ? Promise.reject(new Error('the record is away')) : answer();
  };
  const clock = { now: Date.parse('2026-11-23T09:00:00Z') };
  const memory = endedInMemory(() => clock.now);
  const asked: string[] = [];
  const signed = signIn({
    oauth: {
      clientId: 'client',
      authorizeAt: 'https://github.test/login/oauth/authorize',
      exchange: async (code, _redirect, verifier) => {
        asked.push(verifier);
        return code === 'good' ? MEI : undefined;
      },
    },
    address,
    secrets: [secret],
    now: () => clock.now,
    ended: {
      now: memory.now,
      end: (id, until) => asking(() => memory.end(id, until)),
      isEnded: (session) => asking(() => memory.isEnded(session)),
    },
  });
  const app = new Hono().route('/', signed.app).get('/who', async (c) => c.json(await signed.visitor(c)));
  return { app, clock, asked, away, questions };
}

const cookies = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');

async function begin({ app }: ReturnType<typeof site>, to = '/c/a/b/c') {
  const response = await app.request(`/login?to=${encodeURIComponent(to)}`);
  const there = new URL(response.headers.get('location') ?? '');
  return { response, there, state: there.searchParams.get('state') ?? '', cookie: cookies(response) };
}

test('a sign-in that this browser began ends where it began, in a session that scripts cannot read', async () => {
  const one = site();
  const { state, cookie, there } = await begin(one);
  expect(there.searchParams.get('redirect_uri')).toBe('https://countersign.test/login/callback');
  const back = await one.app.request(`/login/callback?code=good&state=${state}`, { headers: { cookie } });
  expect(back.headers.get('location')).toBe('/c/a/b/c');
  expect(back.headers.getSetCookie().find((text) => text.startsWith('__Host-session='))).toMatch(
    /HttpOnly.*Secure.*SameSite=Lax/,
  );
  expect(await (await one.app.request('/who', { headers: { cookie: cookies(back) } })).json()).toEqual({
    kind: 'person',
    ...MEI,
  });
});

test.each([
  ['another state', (state: string, cookie: string) => ({ query: `code=good&state=${state}x`, cookie })],
  ['no cookie', (state: string) => ({ query: `code=good&state=${state}`, cookie: '' })],
  [
    'a code that GitHub does not know',
    (state: string, cookie: string) => ({ query: `code=bad&state=${state}`, cookie }),
  ],
  ['no code', (state: string, cookie: string) => ({ query: `state=${state}`, cookie })],
])('a callback with %s signs nobody in', async (_, bend) => {
  const one = site();
  const { state, cookie } = await begin(one);
  const bent = bend(state, cookie);
  const back = await one.app.request(`/login/callback?${bent.query}`, { headers: { cookie: bent.cookie } });
  expect(back.status).toBe(400);
  expect(await (await one.app.request('/who', { headers: { cookie: cookies(back) } })).json()).toEqual({
    kind: 'stranger',
  });
});

test.each([
  'https://evil.test',
  '//evil.test',
  '/\\evil.test',
  'javascript:alert(1)',
  '/a\r\nset-cookie: x=1',
  '/a\nset-cookie: x=1',
  '/\r/evil.test',
  '/\t/evil.test',
  '/\u2028',
  '/\u2029/evil.test',
  '/a\u010d\u010aset-cookie: x=1',
  '/a\0',
])('a sign-in never leads to %j', async (to) => {
  const one = site();
  const { response, state, cookie } = await begin(one, to);
  const back = await one.app.request(`/login/callback?code=good&state=${state}`, { headers: { cookie } });
  expect(back.headers.get('location')).toBe('/signed-in');
  for (const { headers } of [response, back]) {
    expect(headers.getSetCookie().map((one) => one.split('=')[0])).not.toContain('x');
    expect([...headers].flat().join('')).not.toContain('set-cookie: x');
  }
});

test.each(['/a%0d%0aset-cookie:%20x=1', '/%E2%80%A8', '/%2f%2fevil.test', '/%5cevil.test'])(
  'a sign-in hands on %s as it is written: what is encoded stays encoded',
  async (to) => {
    const one = site();
    const { state, cookie } = await begin(one, to);
    const back = await one.app.request(`/login/callback?code=good&state=${state}`, { headers: { cookie } });
    expect(back.headers.get('location')).toBe(to);
    expect(back.headers.getSetCookie().map((one) => one.split('=')[0])).not.toContain('x');
    expect(new URL(to, 'https://countersign.test').host).toBe('countersign.test');
  },
);

test.each(['en', 'zh-CN'])(
  'a sign-in that began on no page ends on one that says where pages are reached (%s)',
  async (lang) => {
    const one = site('http://localhost:3000');
    const asked = await one.app.request('/login');
    const state = new URL(asked.headers.get('location') ?? '').searchParams.get('state');
    const back = await one.app.request(`/login/callback?code=good&state=${state}`, {
      headers: { cookie: cookies(asked) },
    });
    const place = `${back.headers.get('location')}?lang=${lang}`;
    const home = await one.app.request(place, { headers: { cookie: cookies(back) } });
    expect(home.status).toBe(200);
    const words = await home.text();
    expect(words).toContain(lang === 'en' ? 'Each page is reached from GitHub' : '所有页面都从 GitHub 打开');
    expect(words).toContain('<span>mei</span>');
    const stranger = await one.app.request(place);
    expect([stranger.status, (await stranger.text()).includes('href="/login"')]).toEqual([401, true]);
    one.away.now = true;
    expect((await one.app.request(place, { headers: { cookie: cookies(back) } })).status).toBe(503);
  },
);

test('whoever tries a sign-in again that failed ends where they wanted to, and its page in the other language is no sign-in', async () => {
  const one = site();
  const { state, cookie } = await begin(one);
  const failed = await one.app.request(`/login/callback?code=bad&state=${state}`, { headers: { cookie } });
  const words = await failed.text();
  expect(words).toContain('href="/login?to=%2Fc%2Fa%2Fb%2Fc"');
  expect(words).not.toMatch(/href="\/login\?lang=/);
});

test('the exchange proves that it was begun here: the verifier fits the challenge', async () => {
  const one = site();
  const { state, cookie, there } = await begin(one);
  await one.app.request(`/login/callback?code=good&state=${state}`, { headers: { cookie } });
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(one.asked[0]));
  expect(there.searchParams.get('code_challenge')).toBe(Buffer.from(digest).toString('base64url'));
});

test('a session is renewed while it is used and ends when it is not', async () => {
  const one = site('http://localhost:3000');
  const { state, cookie } = await begin(one);
  const back = await one.app.request(`/login/callback?code=good&state=${state}`, { headers: { cookie } });
  const first = cookies(back);
  one.clock.now += 31 * 60_000;
  const renewed = await one.app.request('/who', { headers: { cookie: first } });
  expect(cookies(renewed)).toMatch(/^session=/);
  one.clock.now += 479 * 60_000;
  expect(await (await one.app.request('/who', { headers: { cookie: first } })).json()).toEqual({ kind: 'stranger' });
  expect(await (await one.app.request('/who', { headers: { cookie: cookies(renewed) } })).json()).toMatchObject({
    login: 'mei',
  });
});

test('signing out ends the session on the server: a copy of its cookie opens nothing, nor does a renewed one', async () => {
  const one = site('http://localhost:3000');
  const { state, cookie } = await begin(one);
  const back = await one.app.request(`/login/callback?code=good&state=${state}`, { headers: { cookie } });
  const stolen = cookies(back);
  one.clock.now += 31 * 60_000;
  const renewed = cookies(await one.app.request('/who', { headers: { cookie: stolen } }));
  const out = await one.app.request('http://localhost:3000/logout', {
    method: 'POST',
    headers: {
      cookie: renewed,
      origin: 'http://localhost:3000',
      'content-type': 'application/x-www-form-urlencoded',
    },
  });
  expect(out.status).toBe(200);
  for (const kept of [stolen, renewed])
    expect(await (await one.app.request('/who', { headers: { cookie: kept } })).json()).toEqual({ kind: 'stranger' });
});

test('whoever signs in gets a new session, whatever cookie came along, and the former one is over', async () => {
  const one = site('http://localhost:3000');
  const enter = async (also: string) => {
    const { state, cookie } = await begin(one);
    const headers = { cookie: `${cookie}; ${also}` };
    return cookies(await one.app.request(`/login/callback?code=good&state=${state}`, { headers }));
  };
  const planted = await enter('session=planted-by-somebody');
  const again = await enter(planted);
  expect(again).not.toBe(planted);
  const kind = async (cookie: string) =>
    ((await (await one.app.request('/who', { headers: { cookie } })).json()) as { kind: string }).kind;
  expect([await kind(planted), await kind(again), await kind('session=planted-by-somebody')]).toEqual([
    'stranger',
    'person',
    'stranger',
  ]);
});

test('who cannot be signed out on the server is told so and stays signed in; who cannot be asked about is nobody', async () => {
  const one = site('http://localhost:3000');
  const { state, cookie } = await begin(one);
  const back = await one.app.request(`/login/callback?code=good&state=${state}`, { headers: { cookie } });
  one.away.now = true;
  const headers = {
    cookie: cookies(back),
    origin: 'http://localhost:3000',
    'content-type': 'application/x-www-form-urlencoded',
  };
  const out = await one.app.request('http://localhost:3000/logout', { method: 'POST', headers });
  expect(out.status).toBe(503);
  expect(out.headers.getSetCookie()).toEqual([]);
  expect((await one.app.request('/who', { headers })).status).toBe(500);
  one.away.now = false;
  expect(await (await one.app.request('/who', { headers })).json()).toMatchObject({ login: 'mei' });
});

test('whoever signs in while it cannot be asked whether their former session stands is told to try again, and has no session', async () => {
  const one = site('http://localhost:3000');
  const first = await begin(one);
  const back = await one.app.request(`/login/callback?code=good&state=${first.state}`, {
    headers: { cookie: first.cookie },
  });
  const again = await begin(one);
  const said: unknown[] = [];
  const spy = vi.spyOn(console, 'error').mockImplementation((...words) => void said.push(words));
  onTestFinished(() => spy.mockRestore());
  one.away.now = true;
  for (const language of ['en', 'zh-CN']) {
    const answer = await one.app.request(`/login/callback?code=good&state=${again.state}&lang=${language}`, {
      headers: { cookie: `${again.cookie}; ${cookies(back)}` },
    });
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain(language === 'en' ? 'try again' : '重试');
    expect(answer.headers.getSetCookie().filter((cookie) => !/Max-Age=0/.test(cookie))).toEqual([]);
  }
  expect(said).toEqual([]);
});

test('a page asks once whether a session stands, and asks nothing about strangers', async () => {
  const one = site('http://localhost:3000');
  const { state, cookie } = await begin(one);
  const back = await one.app.request(`/login/callback?code=good&state=${state}`, { headers: { cookie } });
  one.questions.count = 0;
  await one.app.request('/who');
  await one.app.request('/who', { headers: { cookie: 'session=nonsense' } });
  expect(one.questions.count).toBe(0);
  await one.app.request('/who', { headers: { cookie: cookies(back) } });
  expect(one.questions.count).toBe(1);
});

test('another session secret ends every session', async () => {
  const one = site('http://localhost:3000');
  const { state, cookie } = await begin(one);
  const back = await one.app.request(`/login/callback?code=good&state=${state}`, { headers: { cookie } });
  const other = site('http://localhost:3000', `${SECRET}-another`);
  const seen = await other.app.request('/who', { headers: { cookie: cookies(back) } });
  expect(await seen.json()).toEqual({ kind: 'stranger' });
});

test('a session ends a day after it was begun, however often it is used', async () => {
  const one = site('http://localhost:3000');
  const { state, cookie } = await begin(one);
  const back = await one.app.request(`/login/callback?code=good&state=${state}`, { headers: { cookie } });
  let kept = cookies(back);
  const kinds: string[] = [];
  for (let hours = 0; hours <= 25; hours += 1) {
    const seen = await one.app.request('/who', { headers: { cookie: kept } });
    kinds.push(((await seen.json()) as { kind: string }).kind);
    if (cookies(seen)) kept = cookies(seen);
    one.clock.now += 60 * 60_000;
  }
  expect(kinds.slice(0, 24)).toEqual(kinds.slice(0, 24).map(() => 'person'));
  expect(kinds.slice(24)).toEqual(['stranger', 'stranger']);
});

test('another site cannot sign anybody out', async () => {
  const one = site();
  const post = (origin: string) =>
    one.app.request('https://countersign.test/logout', {
      method: 'POST',
      headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
    });
  expect((await post('https://evil.test')).status).toBe(403);
  expect((await post('https://countersign.test')).status).toBe(200);
});

test('what was sealed for one purpose, changed, or sealed with an unknown secret does not open', async () => {
  const now = () => 0;
  const text = await sealed([SECRET], 'session', now).seal(MEI, 1);
  expect(await sealed([SECRET], 'sign-in', now).open(text)).toBeUndefined();
  expect(await sealed([`${SECRET}!`], 'session', now).open(text)).toBeUndefined();
  expect(await sealed([`${SECRET}!`, SECRET], 'session', now).open(text)).toMatchObject({ value: MEI });
  expect(await sealed([SECRET], 'session', now).open(`${text.slice(0, -2)}AA`)).toBeUndefined();
  expect(await sealed([SECRET], 'session', () => 60_001).open(text)).toBeUndefined();
  expect(() => sealed(['short'], 'session', now)).toThrow();
});
