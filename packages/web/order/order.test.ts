/** The page and the file of a change order: the same for the same record, and no byte of what is internal (`rules.md 9`). */
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import { LOCALES, type Locale } from '@countersign/core/text/locale.ts';
import { markdownToText } from '@countersign/core/text/markdown.ts';
import { changeOrder } from '@countersign/core/view/changeorder.ts';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, expect, test, vi } from 'vitest';
import { ordered, orderOf, toldOf } from '../../../test/browser/orders.ts';
import { signPages } from '../../../test/browser/signpages.ts';
import { CANARY, withCanaries } from '../../../test/instruments/canaries.ts';
import { voice } from '../markup.ts';
import { orderFile } from './answer.ts';
import type { OrderFacts } from './port.ts';
import { orderView } from './view.ts';

afterEach(() => vi.useRealTimers());

const speaking = (locale: Locale) => voice({ locale, timeZone: 'Asia/Shanghai', year: '' });

async function fileOf(facts: OrderFacts, locale: Locale): Promise<Uint8Array> {
  const file = orderFile(speaking(locale), facts);
  if (!file) throw new Error('no approval stands');
  return file;
}

/** Every part of the file as text, by its name. */
function partsOf(file: Uint8Array): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(unzipSync(file)).map(([name, part]) => [name, strFromU8(part)]));
}

/** The words of a part, without its markup. */
const wordsIn = (xml = ''): string =>
  xml
    .replaceAll(/<w:br\/>|<\/w:p>/g, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('\u00a0', ' ');

const SIGNED = LOCALES.flatMap((locale) => (['link', 'paper'] as const).map((by) => [locale, by] as const));
test.each(SIGNED)(
  '9: no internal field is in any byte of the page or of the unzipped file (%s, signed by %s)',
  async (locale, by) => {
    const { happened, count } = withCanaries(ordered(undefined, by).happened);
    expect(count).toBeGreaterThan(30);
    const facts = orderOf({ happened: [...happened] });
    const page = String(await orderView(speaking(locale), facts, '/order.docx'));
    const parts = partsOf(await fileOf(facts, locale));
    expect(Object.keys(parts)).toContain('docProps/core.xml');
    for (const text of [page, ...Object.keys(parts), ...Object.values(parts)]) {
      expect(text).not.toContain(CANARY);
      expect(text).not.toMatch(/43,?219|4321987/);
    }
  },
);

test.each(LOCALES)('4.7: page and file say the same, whole digests included (%s)', async (locale) => {
  const facts = orderOf(ordered());
  const page = wordsIn(String(await orderView(speaking(locale), facts, '/order.docx')));
  const file = wordsIn(partsOf(await fileOf(facts, locale))['word/document.xml']);
  const { order } = facts;
  for (const both of [order?.digest, order?.record.hash, 'Fonts are licensed', '25,931.92', 'Carla Li', '2026', '#12'])
    for (const text of [page, file]) expect(text).toContain(both);
  // Names and digests are written as they are, whatever stands before them.
  for (const text of [page, file]) expect(text).not.toMatch(/\bAcme\/|\bCarla(?! Li)/);
  for (const { digest } of order?.signatures ?? [])
    for (const text of [page, file]) expect(text).toContain(digest.slice(0, 12));
});

test('the same record gives the same bytes, whenever and however often it is asked', async () => {
  const facts = orderOf(ordered());
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-05T08:00:00.000Z') });
  const first = digestOf([...(await fileOf(facts, 'en'))]);
  vi.setSystemTime(Date.parse('2031-02-03T04:05:06.000Z'));
  expect(digestOf([...(await fileOf(facts, 'en'))])).toBe(first);
});

test('whatever people wrote, the file stays well-formed, and their words are words in it', async () => {
  const play = ordered('<w:p>&"\u0001\uffff]]> {{x}} \u202e');
  const { request } = play.state().content;
  expect(request.title).toBeDefined();
  const parts = partsOf(await fileOf(orderOf(play), 'zh-CN'));
  for (const [name, xml] of Object.entries(parts)) {
    expect([name, ['\u0001', '\uffff'].some((one) => xml.includes(one))]).toEqual([name, false]);
    expect([name, unclosed(xml)]).toEqual([name, []]);
  }
  expect(wordsIn(parts['word/document.xml'])).toContain('<w:p>&"');
});

/** Elements that were not closed in turn. */
function unclosed(xml: string): readonly string[] {
  const open: string[] = [];
  for (const [, end, name = '', self] of xml.matchAll(/<(\/?)([\w:]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (self) continue;
    if (!end) open.push(name);
    else if (open.pop() !== name) return [name];
  }
  return open;
}

test('4.7: a long text stands whole in the file, with what is new and what is gone marked', async () => {
  const play = ordered();
  const told = toldOf(play).map((one) =>
    one.event.type === 'request-written'
      ? {
          ...one,
          event: { ...one.event, request: { ...one.event.request, after: markdownToText('Word '.repeat(2_000)) } },
        }
      : one,
  );
  const order = changeOrder(told);
  const facts = { ...orderOf(play), ...(order ? { order } : {}) };
  const xml = partsOf(await fileOf(facts, 'en'))['word/document.xml'] ?? '';
  expect(wordsIn(xml).match(/Word/g)?.length).toBe(2_000);
  expect(xml).toContain('<w:strike/>');
  expect(xml).toContain('<w:u ');
});

test('9: whoever has no link reads what is said of every link that is none, and where nothing is approved that is said', async () => {
  const get = async (path: string) => {
    const answer = await signPages().request(path);
    return { status: answer.status, type: answer.headers.get('content-type') ?? '', body: await answer.text() };
  };
  const over = await get('/sign/never');
  for (const path of ['/sign/order', '/sign/order.docx', '/sign/never/order', '/sign/never/order.docx']) {
    const { status, body } = await get(path);
    expect([path, status]).toEqual([path, over.status]);
    expect(body).toContain('This page cannot be used');
  }
  expect(await get('/sign/first/order')).toMatchObject({
    status: 404,
    body: expect.stringContaining('There is no change order'),
  });
  expect((await get('/sign/first/order.docx')).type).toContain('text/html');
  expect((await get('/sign/signed/order.docx')).type).toContain('officedocument');
  expect(await get('/c/acme/shop/ordered')).toMatchObject({
    body: expect.stringContaining('/c/acme/shop/ordered/order"'),
  });
});
