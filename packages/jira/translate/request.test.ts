/** Shows that an answer means what people see in Jira's field, however it is set; and that what cannot be read is told to whoever wrote it. */
import { textsOf, withPassages } from '@countersign/core/content/passage.ts';
import type { Site } from '@countersign/core/setup/site.ts';
import { readable } from '@countersign/core/text/readable.ts';
import { expect, test } from 'vitest';
import type { JiraIssue } from '../schema.ts';
import { mentionedBy, requestOf } from './request.ts';

const SITE: Site = {
  changeType: '1',
  fields: { cost: 'f1', risk: 'f2', items: 'f3', causeText: 'f4', noImpact: 'f5' },
  statuses: {},
  locale: 'en',
  address: 'https://jira.example',
};

const text = (words: string, ...marks: readonly object[]) => ({ type: 'text', text: words, marks });
const STRUCK = { type: 'strike' };
const paragraph = (...content: readonly object[]) => ({ type: 'paragraph', content });
const list = (...lines: readonly string[]) => ({
  type: 'bulletList',
  content: lines.map((line) => ({ type: 'listItem', content: [paragraph(text(line))] })),
});
const cell = (words: string) => ({ type: 'tableCell', content: [paragraph(text(words))] });

/** What is read of an issue in whose fields these blocks stand. */
function read(answers: Readonly<Record<string, readonly object[]>>, ticked: readonly string[] = []) {
  const documents = Object.entries(answers).map(([id, content]) => [
    SITE.fields[id],
    { type: 'doc', version: 1, content },
  ]);
  const fields = {
    project: { id: '1', key: 'SHIP' },
    issuetype: { id: '1' },
    status: { id: '1' },
    f5: ticked.map((value) => ({ value })),
    ...Object.fromEntries(documents),
  };
  const issue: JiraIssue = { id: '1', key: 'SHIP-1', fields };
  const { request, impacts, problems } = requestOf(issue, SITE, { locale: 'en', currency: 'USD' });
  return {
    items: request.items.length,
    values: impacts.map(({ value }) => (value.value.kind === 'value' ? value.value.value : value.value)),
    problems: problems.map(({ field, value }) => [field, value.code]).filter(([, code]) => code !== 'form-gone'),
  };
}

const usd = (whole: number) => ({ oneOff: { minor: whole * 100, currency: 'USD' } });

test.each([
  ['a list', [list('USD 5,000')], usd(5000)],
  ['a numbered list', [{ ...list('USD 5,000'), type: 'orderedList' }], usd(5000)],
  ['a block of code', [{ type: 'codeBlock', content: [text('USD 5,000')] }], usd(5000)],
  ['words beside what was struck out', [paragraph(text('USD 90,000', STRUCK), text(' USD 10'))], usd(10)],
  [
    'two lines of a list',
    [list('USD 5,000', 'split 60/40/0')],
    { ...usd(5000), split: { customer: 60, vendor: 40, other: 0 } },
  ],
])('2.2: an impact that is written as %s is read', (_, blocks, value) => {
  expect(read({ cost: blocks })).toEqual({ items: 0, values: [value], problems: [] });
});

test('2.2: an impact that is struck out altogether is not answered', () => {
  expect(read({ cost: [paragraph(text('USD 90,000', STRUCK))] })).toEqual({ items: 0, values: [], problems: [] });
});

test.each([
  ['a table', [{ type: 'table', content: [{ type: 'tableRow', content: [cell('USD'), cell('5,000')] }] }]],
  ['raised letters', [paragraph(text('USD 10'), text('2', { type: 'subsup', attrs: { type: 'sup' } }))]],
  ['a quotation', [{ type: 'blockquote', content: [paragraph(text('USD 5,000'))] }]],
  [
    'a picture beside words',
    [paragraph(text('USD 5')), { type: 'mediaSingle', content: [{ type: 'media', attrs: {} }] }],
  ],
  ['something that nobody here knows', [{ type: 'extension', attrs: { extensionKey: 'sum' } }]],
])('2.2: an impact that is written as %s is not taken, nor the tick beside it, and its writer is told', (_, blocks) => {
  expect(read({ cost: blocks }, ['Cost'])).toEqual({ items: 0, values: [], problems: [['cost', 'form-unread']] });
});

test('2.2: every risk of a list counts, not the last one alone', () => {
  const { values } = read({ risk: [list('Fonts are missing 5x5 mitigate', 'The export is slow 1x2')] });
  expect(values).toEqual([
    {
      entries: [
        { text: 'Fonts are missing', probability: 5, impact: 5, response: 'mitigate' },
        { text: 'The export is slow', probability: 1, impact: 2, response: 'accept' },
      ],
    },
  ]);
});

test('2.1: requirements in a list are read, and in a table they are told to be written otherwise', () => {
  expect(read({ items: [list('new requirement', 'new requirement')] })).toMatchObject({ items: 2, problems: [] });
  const table = { type: 'table', content: [{ type: 'tableRow', content: [cell('new requirement')] }] };
  expect(read({ items: [table] })).toMatchObject({ items: 0, problems: [['items', 'form-unread']] });
});

test('2.1: where an issue names several requirements, each may have its own text below a heading with its key', () => {
  const site: Site = { ...SITE, affects: '3', fields: { after: 'f6' } };
  const heading = (level: number, ...content: readonly object[]) => ({ type: 'heading', attrs: { level }, content });
  const card = { type: 'inlineCard', attrs: { url: 'https://jira.example/browse/SHIP-9' } };
  const content = [
    heading(4, text('SHIP-7')),
    paragraph(text('Invoices as PDF.')),
    heading(4, card),
    paragraph(text('Reminders as PDF.')),
  ];
  const fields = {
    project: { id: '1', key: 'SHIP' },
    issuetype: { id: '1' },
    status: { id: '1' },
    issuelinks: ['7', '9'].map((id) => ({ id: `L${id}`, type: { id: '3' }, outwardIssue: { id, key: `SHIP-${id}` } })),
    f6: { type: 'doc', version: 1, content },
  };
  const { request } = requestOf({ id: '1', key: 'SHIP-1', fields }, site, { locale: 'en', currency: 'USD' });
  const divided = withPassages(request);
  expect(divided.items.map((one) => [one.label, readable(textsOf(divided, one)?.after ?? [])])).toEqual([
    ['SHIP-7', 'Invoices as PDF.'],
    ['SHIP-9', 'Reminders as PDF.'],
  ]);
});

test('2.2: whoever an estimate in a field mentions is found by their account, under the name that Jira has for them', () => {
  const mention = { type: 'mention', attrs: { id: '712020:5b-mei', text: '@Somebody else' } };
  const blocks = [paragraph(text('Fonts 2x2 mitigate residual 2 owner '), mention, text(' due 2026-12-20'))];
  const fields = {
    ...{ project: { id: '1', key: 'SHIP' }, issuetype: { id: '1' }, status: { id: '1' } },
    f2: { type: 'doc', version: 1, content: blocks },
  };
  const issue: JiraIssue = { id: '1', key: 'SHIP-1', fields };
  expect(mentionedBy(issue, SITE)).toEqual(['712020:5b-mei']);
  const names = new Map([['712020:5b-mei', 'Mei']]);
  const { impacts, problems } = requestOf(issue, SITE, { locale: 'en', currency: 'USD', names });
  expect(problems.map(({ value }) => value.code).filter((code) => code !== 'form-gone')).toEqual([]);
  expect(impacts[0]?.value.value).toMatchObject({
    value: { entries: [{ owner: { id: 'jira:712020:5b-mei', name: 'Mei' }, due: '2026-12-20' }] },
  });
});
