/** Shows that every view of the register is an address and comes back as it was asked, and that its files hold each row once and nothing that a spreadsheet would run. */
import { REGISTER_SORTS } from '@countersign/core/change/registerport.ts';
import { STAGES } from '@countersign/core/change/stage.ts';
import { CAUSE_CODES } from '@countersign/core/content/request.ts';
import { CLASSES } from '@countersign/core/impact/class.ts';
import { AGES, DUES } from '@countersign/core/view/measured.ts';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { fixtureFacts, fixturePages } from '../../test/browser/pages.ts';
import type { PageFacts } from './pagefacts.ts';
import type { RegisterAsk, RegisterChoice } from './port.ts';
import { askIn, queryOf } from './registerask.ts';

const some = <One>(all: readonly One[]) => fc.option(fc.subarray([...all], { minLength: 1 }), { nil: undefined });
const maybe = <One>(one: fc.Arbitrary<One>) => fc.option(one, { nil: undefined });

const asks = fc
  .record({
    text: maybe(fc.stringMatching(/^[a-z变更&=%#+]{1,20}[a-z]$/)),
    stages: some(STAGES),
    classes: some([...CLASSES, 'none']),
    causes: some([...CAUSE_CODES, 'none']),
    owner: fc.constantFrom(undefined, 'github:12', 'none'),
    currency: fc.constantFrom(undefined, 'CNY'),
    due: fc.constantFrom(undefined, ...DUES),
    age: fc.constantFrom(undefined, ...AGES),
    mine: fc.constantFrom(undefined, true as const),
    sort: fc.constantFrom(...REGISTER_SORTS),
    descending: fc.boolean(),
    cursor: maybe(fc.stringMatching(/^[\w-]{1,30}$/)),
  })
  .map(({ sort, descending, cursor, ...choice }): RegisterAsk => {
    const known = Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== undefined));
    const base = {
      tenant: 't',
      project: 'p',
      projects: [],
      choice: known as RegisterChoice,
      sort,
      descending,
      limit: 50,
    };
    return cursor === undefined ? base : { ...base, cursor };
  });

test('every view is an address, and an address gives the view again', () => {
  fc.assert(
    fc.property(asks, (ask) => {
      const search = new URL(queryOf(ask), 'http://page/').searchParams;
      expect(askIn({ tenant: 't', project: 'p' }, search)).toEqual({ ask });
    }),
  );
});

test('a form that sends empty fields, or several states in one, is understood', () => {
  const read = askIn(
    { tenant: 't' },
    new URLSearchParams('q=&stage=draft+closed&class=&repository=R_1&repository=R_2'),
  );
  expect(read).toMatchObject({ ask: { projects: ['R_1', 'R_2'], choice: { stages: ['draft', 'closed'] } } });
});

/** Rows in two batches, with what people may have written. */
function hostile(...titles: readonly string[]): PageFacts {
  const facts = fixtureFacts();
  return {
    ...facts,
    async registerRows(ask, visitor) {
      const found = await facts.registerRows(ask, visitor);
      const row = typeof found === 'string' ? undefined : found.rows[0];
      if (!row || typeof found === 'string') return 'hidden';
      const { next: _, ...rest } = found;
      const half = Math.ceil(titles.length / 2);
      const shown = ask.cursor === 'second' ? titles.slice(half) : titles.slice(0, half);
      const rows = shown.map((title, at) => ({ ...row, number: at, title, ownerName: title, days: -2.5 }));
      return { ...rest, rows, ...(ask.cursor === 'second' ? {} : { next: 'second' }) };
    },
  };
}

const file = async (path: string, facts: PageFacts) => fixturePages({ facts }).request(path);
const FORMULAS = ['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)', '\t=1', '＝1', 'a\n=1', 'plain, "quoted"; text', '变更'];

test.each(['csv', 'words.csv'])('%s has every row once, and no cell that a spreadsheet would run', async (name) => {
  const answer = await file(`/r/acme/shop/${name}?lang=zh-CN`, hostile(...FORMULAS));
  expect(answer.headers.get('content-type')).toContain('text/csv');
  const body = await answer.text();
  expect(body.match(/^\d+,/gm)).toHaveLength(FORMULAS.length);
  expect(body).not.toMatch(/(^|[,;\t\n])"?[=+@＝]/m);
  expect(body).toContain(name === 'csv' ? 'number,title,state,class,cause,owner,updated,id' : '编号,标题,状态');
  // A number is one, with its sign.
  expect(body).toContain(',-2.5,');
  expect((await file(`/r/acme/nowhere/${name}`, fixtureFacts())).status).toBe(404);
});

test('xlsx is a zip of well-formed parts, with every row once, numbers as numbers, days as days, and texts that no program runs', async () => {
  const answer = await file('/r/acme/shop/xlsx', hostile(...FORMULAS, 'a\u0001<b>&\uffff_x0041_', 'x'.repeat(40_000)));
  expect(answer.headers.get('content-type')).toContain('spreadsheetml.sheet');
  const parts = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  expect(Object.keys(parts).toSorted()).toEqual([
    '[Content_Types].xml',
    '_rels/.rels',
    'xl/_rels/workbook.xml.rels',
    'xl/styles.xml',
    'xl/workbook.xml',
    'xl/worksheets/sheet1.xml',
  ]);
  const sheet = new TextDecoder().decode(parts['xl/worksheets/sheet1.xml']);
  expect(sheet.match(/<row>/g)).toHaveLength(FORMULAS.length + 3);
  expect(sheet).not.toContain('<f>');
  expect(sheet).toContain('<c t="inlineStr" s="3"><is><t xml:space="preserve">=HYPERLINK(&quot;x&quot;)</t></is></c>');
  expect(sheet).toContain('a\ufffd&lt;b&gt;&amp;\ufffd_x005F_x0041_');
  expect(sheet).toContain('<c><v>-2.5</v></c>');
  expect(sheet).toMatch(/<c s="1"><v>\d{5}<\/v><\/c>/);
  expect(Math.max(...[...sheet.matchAll(/preserve">([^<]*)</g)].map(([, text = '']) => text.length))).toBe(32_767);
});

test.each(['en', 'zh-CN'])('the register tells what it cannot show, and how it could (%s)', async (lang) => {
  const pages = fixturePages();
  const body = async (path: string) =>
    (await pages.request(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`)).text();
  const zh = lang === 'zh-CN';
  expect(await body('/r/acme/shop?stage=withdrawn')).toContain(
    zh ? '没有符合筛选条件的变更请求' : 'No change request fits this filter',
  );
  expect(await body('/r/acme/empty')).toContain(zh ? '还没有变更请求' : 'There is no change request yet');
  const account = await body('/r/acme');
  expect(account).toContain(zh ? '内容不完整' : 'Not whole');
  expect(account).toContain('acme/a-repository-with-a-rather-long-name');
  const misread = await body('/r/acme/shop?stage=draught');
  expect(misread).toContain('<code>stage=draught</code>');
  expect(misread).toContain('<code>in-review</code>');
  // Marks of full width stand without a blank.
  for (const text of [misread, account, await body('/r/acme/shop')])
    expect(text.replaceAll(/<[^>]*>/g, '')).not.toMatch(/[。：；] (?!\n)/);
});
