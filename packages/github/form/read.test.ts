import { facetDigests } from '@countersign/core/approval/facet.ts';
import { textsOf, withPassages } from '@countersign/core/content/passage.ts';
import { LOCALES } from '@countersign/core/text/locale.ts';
import { markdownToText } from '@countersign/core/text/markdown.ts';
import { readable } from '@countersign/core/text/readable.ts';
import { CAUSE_OPTIONS, fieldWith } from '@countersign/core/view/field.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formBody } from '../../../test/instruments/formbody.ts';
import type { TranslationFacts } from '../translation.ts';
import { itemNumbers, madeForLogins, readForm } from './read.ts';

const FACTS: TranslationFacts = {
  people: new Map(),
  issues: new Map([[7, { id: 'I_7', isRequirement: true }]]),
  locale: 'en',
  currency: 'CNY',
  profile: 'standard',
  bots: [],
  requirementLabel: 'requirement',
  controlled: { title: true, except: [] },
  known: false,
  self: 'countersign[bot]',
};
const HOME = 'acme/billing';
const CONTENT = { type: 'normal' as const, impacts: {}, alternatives: [], conditions: [] };

test('2.1: what is filled into the form is what is read from it, in both languages', () => {
  const words = fc
    .stringMatching(/^[A-Za-z一-鿿][A-Za-z一-鿿 ,.]{0,60}[A-Za-z一-鿿]$/)
    .filter((one) => one.toLowerCase() !== 'none');
  const option = (id: 'origin' | 'source' | 'urgency') => fc.constantFrom(...(fieldWith(id).options ?? []));
  fc.assert(
    fc.property(
      fc.constantFrom(...LOCALES),
      fc.record({ before: words, after: words, motive: words, outcome: words, notChanging: words }),
      fc.constantFrom(...CAUSE_OPTIONS.filter((one) => one.code !== 'other')),
      option('origin'),
      option('source'),
      option('urgency'),
      (locale, texts, cause, origin, source, urgency) => {
        const body = formBody('standard', locale, {
          ...texts,
          items: '#7',
          cause: cause.label[locale],
          origin: origin.label[locale],
          source: source.label[locale],
          urgency: urgency.label[locale],
        });
        const read = readForm('Title', body, FACTS, HOME);
        expect(read.problems).toEqual([]);
        const [code, kind] = cause.code.split('/');
        expect(read.request).toEqual({
          title: 'Title',
          items: [{ id: 'I_7', label: '#7', action: 'modify' }],
          attachments: [],
          ...Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, markdownToText(text)])),
          cause: kind ? { code, kind } : { code },
          origin: origin.code,
          source: source.code,
          urgency: urgency.code,
        });
      },
    ),
  );
});

test.each([
  ['#7', [7]],
  ['＃7、#9', [7, 9]],
  ['acme/billing#7', [7]],
  ['https://github.com/Acme/Billing/issues/7', [7]],
  ['other/repo#7', []],
  ['https://github.com/other/repo/issues/7', []],
])('2.1: %s names items of this repository only', (answer, expected) => {
  expect(itemNumbers(formBody('standard', 'en', { items: answer }), HOME, 'standard')).toEqual(expected);
});

test('4.2: what is said of a new requirement is read with it, up to the next one that is named', () => {
  const items = '- New requirement: customers may export, and print, their invoices\n- #7';
  const issues = new Map([[7, { id: 'I_7', isRequirement: true }]]);
  const read = readForm('Title', formBody('standard', 'en', { items }), { ...FACTS, issues }, HOME);
  expect(read.problems).toEqual([]);
  expect(read.request.items).toMatchObject([
    { id: 'I_7' },
    { id: 'new:1', action: 'add', text: 'customers may export, and print, their invoices' },
  ]);
});

test('8: an item of another repository is answered with a sentence, and never taken for one of ours', () => {
  const body = formBody('standard', 'en', { items: 'other/repo#7' });
  const read = readForm('Title', body, FACTS, HOME);
  expect(read.request.items).toEqual([]);
  expect(read.problems).toMatchObject([{ code: 'form-strange-item' }]);
});

test.each(['none', 'None', '无', 'none: covered by tests'])(
  '2.2: %s says that there is no impact, not that it is unknown',
  (answer) => {
    const body = formBody('light', 'en', { after: 'x', cost: answer });
    const read = readForm('Title', body, { ...FACTS, profile: 'light' }, HOME);
    expect(read.problems).toEqual([]);
    expect(read.impacts).toMatchObject([{ dimension: 'cost', value: { kind: 'none' } }]);
  },
);

test('no body makes the reader throw', () => {
  const noise = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.string().map((one) => `### After\n\n${one}`),
  );
  fc.assert(
    fc.property(noise, noise, fc.constantFrom('light', 'standard'), (title, body, profile) => {
      expect(readForm(title, body, { ...FACTS, profile: profile as 'light' }, HOME).request).toBeDefined();
    }),
  );
});

test.each(['en', 'zh-CN'] as const)(
  '2.2: none is one tick in the light form, and words beside a tick are what counts (%s)',
  (locale) => {
    const [schedule, cost] = fieldWith('noImpact').options?.map((option) => option.label[locale]) ?? [];
    const body = formBody('light', locale, {
      noImpact: `- [x] ${schedule}\n- [X] ${cost}\n- [ ] ${fieldWith('noImpact').options?.[2]?.label[locale]}`,
      cost: locale === 'en' ? 'CNY 500' : '500 元',
      feasibility: locale === 'en' ? 'yes' : '可行',
    });
    const { impacts, problems } = readForm('T', body, { ...FACTS, locale, profile: 'light' }, 'acme/shop');
    expect(problems).toEqual([]);
    expect(impacts.map(({ dimension, value }) => [dimension, value.kind])).toEqual([
      ['schedule', 'none'],
      ['cost', 'value'],
      ['feasibility', 'value'],
    ]);
  },
);

test('4.2: what stands beside the answers is governed with them: before the first heading, under a strange one, told twice', () => {
  const body = formBody('standard', 'en', { after: 'PDF, too.', cause: 'Defect' });
  const text = (given: string) => facetDigests({ ...CONTENT, request: readForm('T', given, FACTS, HOME).request }).text;
  expect(readForm('T', body, FACTS, HOME).request.besides).toBeUndefined();
  const others = [
    `Do the opposite.\n\n${body}`,
    `### Note\n\nDo the opposite.\n\n${body}`,
    `${body}\n\n### Desired outcome\n\nThe opposite.`,
  ];
  expect(new Set([body, ...others].map(text)).size).toBe(4);
  // An answer that is not taken because it was given twice is read by people all the same.
  const twice = (words: string) => text(`${body}\n\n### Desired outcome\n\nOne.\n\n### Desired outcome\n\n${words}`);
  expect(twice('This.')).not.toBe(twice('That.'));
});

test('2.1: where a form names several requirements, each may have its own text below a heading with its number', () => {
  const issues = new Map([7, 9].map((number) => [number, { id: `I_${number}`, isRequirement: true }] as const));
  const body = formBody('standard', 'en', {
    items: '#7, #9',
    before: '#### #7\n\nInvoices as CSV.\n\n#### #9\n\nNo reminders.',
    after: 'Both in PDF.\n\n#### #9 Reminders\n\nReminders as PDF.',
  });
  const { request, problems } = readForm('Exports', body, { ...FACTS, issues }, HOME);
  expect(problems).toEqual([]);
  const divided = withPassages(request);
  expect(divided.items.map((one) => textsOf(divided, one))).toEqual([
    { before: markdownToText('Invoices as CSV.') },
    { before: markdownToText('No reminders.'), after: markdownToText('Reminders as PDF.') },
  ]);
});

test.each([
  '![#1 #7](https://example.com/a.png)',
  '![#7, #9](x)',
  '![#7][pic]\n\n[pic]: https://example.com',
  '> ![#7](x)',
  '- ![#7](x)',
  '![](x)',
])('2.1: a picture names no requirement, and whoever put it there is told: %j', (items) => {
  const { request, problems } = readForm('Title', formBody('standard', 'en', { items }), FACTS, HOME);
  expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['form-strange-item']));
  expect(request.items).toEqual([]);
  expect(request.besides).toBeDefined();
});

test.each(['#7 ![#1 #9](x)', '![#1, #9](x) #7', '#7\n![#9](x)'])(
  '2.1: what stands beside a picture is named as it stands: %j',
  (items) => {
    const { request, problems } = readForm('Title', formBody('standard', 'en', { items }), FACTS, HOME);
    expect(problems).toMatchObject([{ code: 'form-strange-item' }]);
    expect(request.items.map(({ label }) => label)).toEqual(['#7']);
    expect(request.besides).toBeDefined();
  },
);

test.each(['a', 'a-', '-.'])(
  '4.4: no long word of a new requirement makes its names take long to find: %j',
  (piece) => {
    const items = `new requirement: ${piece.repeat(39_000 / piece.length)}`;
    expect(itemNumbers(formBody('standard', 'en', { items }), HOME, 'standard')).toEqual([]);
  },
);

test('2.1: a specification of 420 rows is read whole; what is too large is said to be, and bound as it stands', () => {
  const table = (rows: number) =>
    [
      '| id | field | text | see |',
      '|---|---|---|---|',
      ...Array.from(
        { length: rows },
        (_, at) => `| R${at} | \`f${at}\` | **must ${at}** | [spec](https://x.test/${at}) |`,
      ),
    ].join('\n');
  const read = readForm('T', formBody('standard', 'en', { after: table(420) }), FACTS, 'acme/shop');
  expect(read.problems).toEqual([]);
  expect(readable(read.request.after ?? [])).toContain('must 419');
  const large = readForm('T', formBody('standard', 'en', { after: table(900) }), FACTS, 'acme/shop');
  expect(large.problems.map(({ code }) => code)).toEqual(['form-too-long']);
  expect(readable(large.request.besides ?? [])).toContain('must 899');
  const risks = readForm(
    'T',
    formBody('light', 'en', { risk: table(420) }),
    { ...FACTS, profile: 'light' },
    'acme/shop',
  );
  expect(risks.problems.map(({ code }) => code)).toEqual(['line-too-long']);
  expect(readable(risks.request.besides ?? [])).toContain('must 419');
});

const MEI = { id: 'github:1', name: 'mei' };

test.each(LOCALES.flatMap((locale) => (['standard', 'light'] as const).map((profile) => [locale, profile] as const)))(
  '4.4: for whom a request is made is read from its form, and stands beside the answers as it was written (%s, %s)',
  (locale, profile) => {
    const read = (answer: string) =>
      readForm(
        'Title',
        formBody(profile, locale, { after: 'Invoices as PDF.', madeFor: answer }),
        { ...FACTS, profile, people: new Map([['mei', MEI]]) },
        HOME,
      );
    for (const answer of ['@mei', '@Mei', 'for @mei, who is on leave']) {
      expect([read(answer).madeFor, read(answer).problems]).toEqual([MEI, []]);
      expect(readable(read(answer).request.besides ?? [])).toContain(answer);
      expect(madeForLogins(formBody(profile, locale, { madeFor: answer }), profile)).toEqual(['mei']);
    }
    for (const answer of ['', 'none', '未填写']) {
      const { madeFor, problems, request } = read(answer);
      expect([madeFor, problems, request.besides]).toEqual([undefined, [], undefined]);
    }
    for (const [answer, code] of [
      ['@nobody', 'unknown-person'],
      ['@mei @li', 'unknown-word'],
      ['the customer', 'needs-argument'],
    ] as const) {
      const { madeFor, problems, request } = read(answer);
      expect([madeFor, problems.map((one) => one.code)]).toEqual([undefined, [code]]);
      expect(readable(request.besides ?? [])).toContain(answer);
    }
  },
);

test('4.2: a form that does not ask for whom it is made reads as it always did', () => {
  const body = formBody('standard', 'en', { after: 'Invoices as PDF.' }).replace(/### Made for\n\n[^\n]*\n\n/, '');
  expect(body).not.toContain('Made for');
  const { request, madeFor } = readForm('Title', body, FACTS, HOME);
  expect([madeFor, facetDigests({ ...CONTENT, request })]).toEqual([
    undefined,
    facetDigests({
      ...CONTENT,
      request: readForm('Title', formBody('standard', 'en', { after: 'Invoices as PDF.' }), FACTS, HOME).request,
    }),
  ]);
});
