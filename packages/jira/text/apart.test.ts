/** Shows that no two documents of Jira that read differently are bound alike, and that an answer in words says when it is more than words. */
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AdfNode, adfToText } from './adf.ts';
import { answerIn } from './answer.ts';

const text = (words: string, ...marks: readonly { type: string; attrs?: Record<string, unknown> }[]): AdfNode => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 ? { marks } : {}),
});
const p = (...content: readonly AdfNode[]): AdfNode => ({ type: 'paragraph', content });
const doc = (...content: readonly AdfNode[]) => ({ type: 'doc', version: 1, content });
const link = (href: string) => ({ type: 'link', attrs: { href } });

const box = (attrs: Record<string, unknown>): AdfNode => ({ type: 'panel', attrs, content: [p(text('agreed'))] });
const decision = (attrs: Record<string, unknown>): AdfNode => ({
  type: 'decisionList',
  content: [{ type: 'decisionItem', attrs, content: [text('signed')] }],
});
const cell = (words: string, attrs: Record<string, unknown> = {}): AdfNode => ({
  type: 'tableCell',
  attrs,
  content: [p(text(words))],
});
const table = (rows: readonly (readonly AdfNode[])[], attrs: Record<string, unknown> = {}): AdfNode => ({
  type: 'table',
  attrs,
  content: rows.map((content) => ({ type: 'tableRow', content })),
});
const task = (...content: readonly AdfNode[]): AdfNode => ({
  type: 'taskList',
  content: [{ type: 'blockTaskItem', attrs: { state: 'TODO' }, content }],
});

/** One word in every kind of writing that Jira has. */
const WRITINGS: Readonly<Record<string, (word: string) => AdfNode>> = {
  words: (one) => p(text(one)),
  'bold words': (one) => p(text(one, { type: 'strong' })),
  'struck out': (one) => p(text(one, { type: 'strike' })),
  'code in a line': (one) => p(text(one, { type: 'code' })),
  'link words': (one) => p(text(one, link('https://example.com'))),
  'link address': (one) => p(text('here', link(`https://example.com/${one}`))),
  heading: (one) => ({ type: 'heading', attrs: { level: 3 }, content: [text(one)] }),
  list: (one) => ({ type: 'bulletList', content: [{ type: 'listItem', content: [p(text(one))] }] }),
  task: (one) => ({
    type: 'taskList',
    content: [{ type: 'taskItem', attrs: { state: 'TODO' }, content: [text(one)] }],
  }),
  'task of paragraphs': (one) => ({
    type: 'taskList',
    content: [{ type: 'blockTaskItem', attrs: { state: 'TODO' }, content: [p(text(one))] }],
  }),
  decision: (one) => ({ type: 'decisionList', content: [{ type: 'decisionItem', content: [text(one)] }] }),
  code: (one) => ({ type: 'codeBlock', attrs: { language: 'js' }, content: [text(one)] }),
  'code’s language': (one) => ({ type: 'codeBlock', attrs: { language: one }, content: [text('x')] }),
  quotation: (one) => ({ type: 'blockquote', content: [p(text(one))] }),
  box: (one) => ({ type: 'panel', attrs: { panelType: 'info' }, content: [p(text(one))] }),
  'fold’s title': (one) => ({ type: 'expand', attrs: { title: one }, content: [p(text('x'))] }),
  fold: (one) => ({ type: 'nestedExpand', attrs: { title: 'x' }, content: [p(text(one))] }),
  cell: (one) => ({
    type: 'table',
    content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [p(text(one))] }] }],
  }),
  status: (one) => p({ type: 'status', attrs: { text: one, color: 'red' } }),
  emoji: (one) => p({ type: 'emoji', attrs: { shortName: `:${one}:`, text: one } }),
  mention: (one) => p({ type: 'mention', attrs: { id: one, text: '@x' } }),
  card: (one) => p({ type: 'inlineCard', attrs: { url: `https://example.com/${one}` } }),
  'card as a block': (one) => ({ type: 'blockCard', attrs: { url: `https://example.com/${one}` } }),
  picture: (one) => ({ type: 'mediaSingle', content: [{ type: 'media', attrs: { id: one, collection: 'c' } }] }),
  'link of a picture': (one) => ({
    type: 'mediaSingle',
    content: [{ type: 'media', attrs: { id: '1', collection: 'c' }, marks: [link(`https://example.com/${one}`)] }],
  }),
  'link of a picture’s frame': (one) => ({
    type: 'mediaSingle',
    marks: [link(`https://example.com/${one}`)],
    content: [{ type: 'media', attrs: { id: '1', collection: 'c' } }],
  }),
  'picture’s words': (one) => ({
    type: 'mediaSingle',
    content: [
      { type: 'media', attrs: { id: '1', collection: 'c' } },
      { type: 'caption', content: [text(one)] },
    ],
  }),
  macro: (one) => ({ type: 'extension', attrs: { extensionKey: 'k', parameters: { words: one } } }),
  'macro around words': (one) => ({
    type: 'bodiedExtension',
    attrs: { extensionKey: 'k', parameters: { words: one } },
    content: [p(text('x'))],
  }),
  'something unknown around words': (one) => ({ type: 'novelty', attrs: { words: one }, content: [p(text('x'))] }),
  'something unknown in a line': (one) => p({ type: 'novelty', attrs: { words: one } }),
  'something unknown in a line around words': (one) =>
    p({ type: 'novelty', attrs: { words: one }, content: [text('x')] }),
  'emoji’s short name': (one) => p({ type: 'emoji', attrs: { shortName: `:${one}:`, text: 'ok' } }),
  'title of a link around a status': (one) =>
    p({
      type: 'status',
      attrs: { text: 'x' },
      marks: [{ type: 'link', attrs: { href: 'https://x.test', title: one } }],
    }),
  'emoji’s id': (one) => p({ type: 'emoji', attrs: { shortName: ':a:', id: one, text: ':a:' } }),
  'box’s icon': (one) => box({ panelType: 'custom', panelIcon: `:${one}:` }),
  'box’s icon in letters': (one) => box({ panelType: 'custom', panelIcon: ':a:', panelIconText: one }),
  'box’s kind': (one) => box({ panelType: one }),
  'decision’s state': (one) => decision({ state: one }),
  'width of a cell': (one) => table([[cell('a', { colspan: one.length })]]),
};

test('4.2: one word written in any way that Jira has is bound', () => {
  const kinds = Object.keys(WRITINGS);
  const given = (kind: string, word: string): AdfNode => WRITINGS[kind]?.(word) ?? p();
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 4 }), fc.nat(3), (chosen, at) => {
      const changed = at % chosen.length;
      const written = (word: string) =>
        digestOf(adfToText(doc(...chosen.map((kind, index) => given(kind, index === changed ? word : 'same')))));
      expect(written('alpha'), chosen[changed]).not.toBe(written('delta-y'));
    }),
    { numRuns: 400 },
  );
});

test.each<readonly [string, AdfNode, AdfNode]>([
  [
    'a ticked task',
    { type: 'taskList', content: [{ type: 'taskItem', attrs: { state: 'TODO' }, content: [text('signed')] }] },
    { type: 'taskList', content: [{ type: 'taskItem', attrs: { state: 'DONE' }, content: [text('signed')] }] },
  ],
  [
    'a ticked task of paragraphs',
    { type: 'taskList', content: [{ type: 'blockTaskItem', attrs: { state: 'TODO' }, content: [p(text('signed'))] }] },
    { type: 'taskList', content: [{ type: 'blockTaskItem', attrs: { state: 'DONE' }, content: [p(text('signed'))] }] },
  ],
  ['struck-out words', p(text('free')), p(text('free', { type: 'strike' }))],
  [
    'a number of a list',
    { type: 'orderedList', attrs: { order: 1 }, content: [] },
    { type: 'orderedList', attrs: { order: 2 }, content: [] },
  ],
  ['a break between paragraphs of a task', task(p(text('not')), p(text('liable'))), task(p(text('notliable')))],
  ['a list in a task', task(p(text('a')), p(text('b'))), task(p(text('a')), { type: 'bulletList', content: [] })],
  [
    'what is decided',
    decision({ state: 'DECIDED' }),
    { type: 'bulletList', content: [{ type: 'listItem', content: [p(text('signed'))] }] },
  ],
  ['a mark of success', box({ panelType: 'error' }), box({ panelType: 'success' })],
  ['a mark of warning', p(text('agreed')), box({ panelType: 'warning' })],
  ['the numbers of rows', table([[cell('a')]]), table([[cell('a')]], { isNumberColumnEnabled: true })],
  [
    'which cell goes over two rows',
    table([[cell('a', { rowspan: 2 }), cell('b')], [cell('c')]]),
    table([[cell('a'), cell('b', { rowspan: 2 })], [cell('c')]]),
  ],
  ['a status', p({ type: 'status', attrs: { text: 'x', color: 'red' } }), p(text('x'))],
  ['what nobody here knows', p(text('x')), { type: 'novelty', content: [p(text('x'))] }],
  [
    'the composition of an address',
    p(text('a', link('https://x.test/\u00e9'))),
    p(text('a', link('https://x.test/e\u0301'))),
  ],
])('4.2: %s is bound otherwise than without', (_, one, other) => {
  expect(digestOf(adfToText(doc(one)))).not.toBe(digestOf(adfToText(doc(other))));
});

test.each<readonly [string, AdfNode]>([
  ['a link that names something else than it points to', p(text('the law', link('https://example.com')))],
  [
    'a ticked task',
    { type: 'taskList', content: [{ type: 'taskItem', attrs: { state: 'DONE' }, content: [text('none')] }] },
  ],
])('2.1: an answer in words that holds %s is told, and none of it is taken', (_, node) => {
  expect(answerIn(doc(node)).unread).toBe(true);
});

test('2.1: an address that Jira made a link of is words', () => {
  const address = 'https://example.com/law';
  expect(answerIn(doc(p(text(address, link(address)))))).toEqual({ words: address, unread: false });
});

test.each<readonly [string, AdfNode, AdfNode]>([
  [
    'an emoji and its letters',
    p({ type: 'emoji', attrs: { shortName: ':smile:', id: '1f604', text: '\u{1f604}' } }),
    p(text('\u{1f604}')),
  ],
  [
    'a heart',
    p({ type: 'emoji', attrs: { shortName: ':heart:', id: '2764', text: '\u2764\ufe0f' } }),
    p(text('\u2764\ufe0f')),
  ],
  [
    'a flag',
    p({ type: 'emoji', attrs: { shortName: ':flag_cn:', id: '1f1e8-1f1f3', text: '\u{1f1e8}\u{1f1f3}' } }),
    p(text('\u{1f1e8}\u{1f1f3}')),
  ],
  ['an emoji that has nothing but a name', p({ type: 'emoji', attrs: { shortName: ':x:' } }), p(text(':x:'))],
  ['a plain box', box({ panelType: 'info' }), p(text('agreed'))],
  ['a box of one colour', box({ panelType: 'custom', panelColor: '#fff' }), p(text('agreed'))],
  [
    'cells of one row and column',
    table([[cell('a', { colspan: 1, rowspan: 1, background: '#fff' })]]),
    table([[cell('a')]]),
  ],
])('4.2: %s are bound alike', (_, one, other) => {
  expect(adfToText(doc(one))).toEqual(adfToText(doc(other)));
});

test('2.1: a status or an emoji is words of an answer', () => {
  expect(answerIn(doc(p({ type: 'status', attrs: { text: 'yes' } }))).unread).toBe(false);
});
