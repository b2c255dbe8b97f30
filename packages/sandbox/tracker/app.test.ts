import { expect, test } from 'vitest';
import { paperTracker } from '../../../test/browser/paper.ts';

const HOME = 'http://localhost:4000';

function post(
  app: ReturnType<typeof paperTracker>,
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
) {
  return app.request(HOME + path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: HOME, ...headers },
  });
}

test('a form of another site changes nothing', async () => {
  const app = paperTracker();
  const answer = await post(
    app,
    '/acme/billing/issues/4/comment',
    { body: '/approve' },
    { origin: 'https://evil.test' },
  );
  expect(answer.status).toBe(403);
  expect(await (await app.request('/acme/billing/issues/4')).text()).not.toContain('/approve</p>');
});

test('the merge button is disabled while a required check is missing, and the server refuses too', async () => {
  const app = paperTracker();
  expect(await (await app.request('/acme/billing/pull/3')).text()).toMatch(/merge-button"[^>]* disabled/);
  const answer = await post(app, '/acme/billing/pull/3/merge', {});
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain('Required status check');
});

test('one comments as the face that is chosen', async () => {
  const app = paperTracker();
  const chosen = await post(app, '/as', { login: 'arch', to: '/acme/billing/issues/4#comment' });
  expect(chosen.headers.get('location')).toBe('/acme/billing/issues/4#comment');
  const cookie = chosen.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  await post(app, '/acme/billing/issues/4/comment', { body: 'I agree.' }, { cookie });
  expect(await (await app.request('/acme/billing/issues/4')).text()).toMatch(/<strong>arch<\/strong>[\s\S]*I agree\./);
});

test('whoever is where the guide leads is not sent there again', async () => {
  const app = paperTracker();
  const chosen = await post(app, '/as', { login: 'mei', to: '/' });
  const headers = { cookie: chosen.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
  const there = await (await app.request('/acme/billing/issues/4', { headers })).text();
  expect(there).toMatch(/class="button" href="#act-vote"/);
  expect(there).not.toMatch(/Go there as/);
  expect(await (await app.request('/acme/billing/issues/4')).text()).toMatch(/Go there as mei/);
});

test.each(['https://evil.test', '//evil.test', '/\\evil.test', '/\t/evil.test', '/\u0001', '/\r\nx: y', '/中'])(
  'choosing a face never leads to %s',
  async (to) => {
    const answer = await post(paperTracker(), '/as', { login: 'arch', to });
    expect(answer.headers.get('location')).toBe('/');
  },
);

test('after a refusal one can change the face or the language where one is', async () => {
  const answer = await post(paperTracker(), '/acme/billing/issues/4/comment', { body: ' ' });
  const page = await answer.text();
  expect(page).toContain('name="to" value="/acme/billing/issues/4"');
  expect(page).toContain('href="/acme/billing/issues/4?lang=zh-CN"');
});

test('a comment that is refused is not lost: the words stay in the box', async () => {
  const answer = await post(paperTracker(), '/acme/billing/issues/4/comment', { body: ' \n ' });
  expect(answer.status).toBe(422);
});

test('the form is filed with its labels once everything required is there', async () => {
  const app = paperTracker();
  const template = '.github/ISSUE_TEMPLATE/change-request.yml';
  const missing = await post(app, '/acme/billing/issues/new', { template, title: 'More', 'f-items': '#1' });
  expect(missing.status).toBe(422);
  expect(await missing.text()).toMatch(/Please fill in:.*Motive/);
  const fields = {
    template,
    title: 'More',
    'f-items': '#1',
    'f-after': 'b',
    'f-cause': 'Defect',
    'f-motive': 'm',
    'f-origin': 'Customer',
    'f-notChanging': 'n',
  };
  const filed = await post(app, '/acme/billing/issues/new', fields);
  expect(filed.status).toBe(303);
  expect(await (await app.request(filed.headers.get('location') ?? '')).text()).toContain('change-request');
});

test('an address fills in answers of the form by the ids of their questions', async () => {
  const asked = new URLSearchParams({
    template: 'change-request.yml',
    title: 'More',
    items: '#1',
    after: 'In "PDF".\n\nSoon.',
  });
  const page = await (await paperTracker().request(`/acme/billing/issues/new?${asked}`)).text();
  expect(page).toMatch(/name="f-items"[^>]*value="#1"/);
  expect(page).toContain('In &quot;PDF&quot;.\n\nSoon.</textarea>');
});

test('pages have no inline script or style', async () => {
  for (const path of [
    '/',
    '/acme/billing/issues/4',
    '/acme/billing/pull/3',
    '/acme/billing/issues/new',
    '/acme/billing/nowhere',
  ]) {
    const answer = await paperTracker().request(path);
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(await answer.text()).not.toMatch(/<script(?![^>]* src=)|<style| style="| on\w+="/);
  }
});

test.each([
  ['application/json', '{}'],
  ['multipart/form-data', 'no boundary'],
  ['multipart/form-data; boundary=x', '--y'],
])('what is posted as %s and is no form is refused, and changes nothing', async (type, body) => {
  const headers = { origin: 'http://localhost', 'content-type': type };
  const answer = await paperTracker().request('/as', { method: 'POST', headers, body });
  expect([400, 303]).toContain(answer.status);
  expect(answer.headers.getSetCookie()).toEqual([]);
});

test('a form that is longer than any text is not read', async () => {
  const answer = await post(paperTracker(), '/as', { login: 'arch', to: 'x'.repeat(1_100_000) });
  expect(answer.status).toBe(413);
});
