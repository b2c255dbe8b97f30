/** Shows that the preview says how it is used, keeps what was chosen from page to page, and starts over when asked. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HELP, previewAsked } from './options.ts';
import { serve } from './server.ts';
import { PAGE_NAMES } from './viewer.ts';

const served: { url: string; close: () => void } = { url: '', close: () => {} };

beforeAll(async () => {
  const { url, server } = await serve(0);
  Object.assign(served, { url, close: () => server.close() });
});
afterAll(() => served.close());

const textOf = async (path: string) => (await fetch(served.url + path)).text();
const CHOSEN = 'as=carla&locale=zh-CN&chapter=assessing';

test('help is given for the asking and names every page; what is not known is refused in a sentence', () => {
  expect(previewAsked(['--help'], undefined)).toEqual({ kind: 'help' });
  expect(previewAsked(['-h'], 'x')).toEqual({ kind: 'help' });
  for (const page of PAGE_NAMES) expect(HELP).toContain(`/${page}`);
  for (const word of ['PORT', 'as=', 'locale=', 'chapter=', 'Start over']) expect(HELP).toContain(word);
  expect(previewAsked(['--prot', '9'], undefined)).toMatchObject({
    kind: 'refused',
    why: expect.stringContaining('“--prot”'),
  });
  expect(previewAsked(['issue'], undefined)).toMatchObject({ kind: 'refused' });
  expect(previewAsked([], 'abc')).toMatchObject({ kind: 'refused', why: expect.stringContaining('PORT “abc”') });
  expect(previewAsked([], undefined)).toEqual({ kind: 'serve', port: 8090 });
});

test('every link of the bar keeps person, language and chapter', async () => {
  const html = await textOf(`/issue?${CHOSEN}`);
  const links = [...html.matchAll(/<a class="link" href="([^"]+)"/g)].map(([, href]) => href?.replaceAll('&amp;', '&'));
  expect(links).toEqual(PAGE_NAMES.map((page) => `/${page}?${CHOSEN}`));
});

test('each person stands in the bar with the roles of the chapter', async () => {
  expect(await textOf('/issue')).toContain('>Lin Mei – Project manager<');
  expect(await textOf(`/issue?${CHOSEN}`)).toContain('>Carla Díaz – 客户<');
  expect(await textOf('/issue?chapter=light')).toContain('>Lin Mei – Lead<');
});

test('the bar speaks the language that was chosen: pages and chapters too', async () => {
  const html = await textOf(`/issue?${CHOSEN}`);
  const bar = html.slice(html.indexOf('<form class="bar"'), html.indexOf('</form>'));
  const said = [...bar.matchAll(/>([^<]+)<\/(?:a|option|label|button)>/g)].map(([, text]) => text ?? '');
  const names = said.filter((text) => text !== 'English' && !/ – |^Dara|^Ivo/.test(text));
  expect(names.length).toBeGreaterThan(30);
  expect(names.filter((text) => /[A-Za-z]{3,}/.test(text) && !/\p{Script=Han}/u.test(text))).toEqual([]);
});

test('what was done is there until somebody starts over, and the same page is shown then', async () => {
  const ask = async (name: string, payload: object) => {
    const body = JSON.stringify(payload);
    const answer = await fetch(`${served.url}/invoke/${name}?as=mei&locale=en`, { method: 'POST', body });
    return (await answer.json()) as { readonly undo: readonly unknown[] };
  };
  expect((await ask('setupApply', { projectId: '10000' })).undo.length).toBeGreaterThan(0);
  expect((await ask('setupPlan', { projectId: '10000' })).undo.length).toBeGreaterThan(0);
  const html = await textOf(`/admin?${CHOSEN}`);
  const again = /formaction="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const answer = await fetch(served.url + again, { method: 'POST', redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `/admin?${CHOSEN}`]);
  expect((await ask('setupPlan', { projectId: '10000' })).undo).toEqual([]);
});
