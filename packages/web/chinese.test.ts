/** Reads every page as a Chinese reader would, in each stage of a request: what is written by people stands aside. */
import { expect, test } from 'vitest';
import { states } from '../../test/browser/pages.ts';
import { SIGN_PAGES, signPages } from '../../test/browser/signpages.ts';
import { STUMBLES } from '../../test/instruments/chinesereader.ts';

const PAGES = [
  ...[...states().keys()].filter((one) => one.startsWith('told-')).map((one) => `/c/acme/shop/${one}`),
  ...[21, 22, 23, 24, 25].map((pull) => `/g/acme/shop/${pull}`),
  ...['/r/acme/shop', '/r/acme/empty', '/r/acme/many', '/r/acme/shop/policy', '/r/acme/empty/policy'],
  `/notices/of/${'a'.repeat(32)}`,
  ...SIGN_PAGES.map(([, path]) => path),
  ...['/c/acme/shop/nowhere', '/c/acme/shop/unknown', '/c/acme/shop/broken'],
];

const INLINE = /<\/?(?:a|bdi|code|span|strong|ins|del|time|option|b)\b[^>]*>/g;

/** Lines as they are read: people's texts and names are a letter or a character, code is a letter, a date a figure. */
function lines(page: string): readonly string[] {
  const main = page.slice(page.indexOf('<main'), page.indexOf('</main>'));
  const shown = main
    .replaceAll(/<(svg|script|style)[^>]*>.*?<\/\1>/gs, '')
    .replaceAll(/<(?:p|div|h1|dd) class="(?:eyebrow|text|difference)[^>]*>.*?<\/(?:p|div)>/gs, '\n')
    .replaceAll(/<h1>.*?<\/h1>/gs, '\n')
    .replaceAll(/<dd>([^<]*)<\/dd>/g, (_, text: string) => `\n${/^[^：:]*[：:]/.exec(text)?.[0] ?? ''}\n`)
    .replaceAll(/<bdi[^>]*>([^<]*)<\/bdi>/g, (_, text: string) => (/^[\p{Script=Han}“]/u.test(text) ? '某' : 'x'))
    .replaceAll(/<code>.*?<\/code>/gs, 'x')
    .replaceAll(/<a [^>]*>([^<]*)<\/a>/g, (_, text: string) => (/\p{Script=Han}/u.test(text) ? text : 'x'))
    .replaceAll(/<(?:option|del|ins|span class="(?:class-name|word|count|stage-word))[^>]*>/g, '\n')
    .replaceAll(/<\/span> /g, '\n')
    .replaceAll(INLINE, '')
    .replaceAll(/<[^>]*>/g, '\n')
    .replaceAll(/&(?:amp|lt|gt|quot|#39);/g, '"')
    .replaceAll(
      /\b(?:mei|arch|deputy|carla|fin|qa|saf|dev|chair|small|CSV|XLSX|USD|SHA-256|CNY|developer-with-a-rather-long-login-name)\b/g,
      'x',
    )
    .replaceAll(/veraPDF|PDF(?:\/A)?|GitHub|webhook|@x-lin|acme\/\w+/g, 'x')
    .replaceAll(/(?:\d+年)?\d+月\d+日/g, '9\uE000');
  return shown
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => /\p{Script=Han}/u.test(one));
}

test.each(PAGES)('a Chinese reader stumbles over nothing on %s', async (path) => {
  const response = await signPages().request(path, { headers: { 'accept-language': 'zh-CN' } });
  const page = await response.text();
  const found = lines(page).flatMap((line) =>
    Object.entries(STUMBLES).flatMap(([what, pattern]) => (pattern.test(line) ? [`${what}: ${line}`] : [])),
  );
  expect([...new Set(found)]).toEqual([]);
  // Of what is over nobody asks the weekday: no entry of a history, no look that was taken, no deadline that has passed. A list has those ahead as well.
  const over = path.startsWith('/r/') ? /（周[^<]*<\/time> <strong class="over"/ : /<time[^>]*>[^<]*（周|截至[^<]*（周/;
  expect(page).not.toMatch(over);
  expect(page).not.toMatch(/<(?:em|i)>[^<]*\p{Script=Han}/u);
});
