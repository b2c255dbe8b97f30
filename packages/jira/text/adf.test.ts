/** Shows that the same words in Jira's format and in Markdown are the same text, and that nothing visible is lost on the way. */
import { textDigest } from '@countersign/core/text/block.ts';
import { markdownToText } from '@countersign/core/text/markdown.ts';
import { readable } from '@countersign/core/text/readable.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AdfNode, adfToText } from './adf.ts';
import { mentionedIn, withNames } from './mention.ts';
import { mentions, typedParts } from './typed.ts';

const text = (words: string, ...marks: readonly string[]): AdfNode => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 ? { marks: marks.map((type) => ({ type })) } : {}),
});
const p = (...content: readonly AdfNode[]): AdfNode => ({ type: 'paragraph', content });
const doc = (...content: readonly AdfNode[]) => ({ type: 'doc', version: 1, content });
const item = (...content: readonly AdfNode[]): AdfNode => ({ type: 'listItem', content });

test.each<readonly [string, AdfNode, string]>([
  ['paragraphs', { type: 'doc', content: [p(text('One')), p(text('Two'))] }, 'One\n\nTwo'],
  ['a line break', doc(p(text('One'), { type: 'hardBreak' }, text('Two'))), 'One\nTwo'],
  ['bold and italic, which only move emphasis', doc(p(text('a '), text('b', 'strong'), text(' c', 'em'))), 'a **b** c'],
  [
    'code in a line and what is struck out',
    doc(p(text('a '), text('b', 'code'), text(' '), text('c', 'strike'))),
    'a `b` ~~c~~',
  ],
  ['a heading', doc({ type: 'heading', attrs: { level: 2 }, content: [text('Scope')] }), '## Scope'],
  ['a list', doc({ type: 'bulletList', content: [item(p(text('One'))), item(p(text('Two')))] }), '- One\n- Two'],
  ['a numbered list', doc({ type: 'orderedList', attrs: { order: 3 }, content: [item(p(text('Three')))] }), '3. Three'],
  [
    'code',
    doc({ type: 'codeBlock', attrs: { language: 'sql' }, content: [text('select 1')] }),
    '```sql\nselect 1\n```',
  ],
  ['a quote', doc({ type: 'blockquote', content: [p(text('He said'))] }), '> He said'],
  ['a rule', doc(p(text('a')), { type: 'rule' }, p(text('b'))), 'a\n\n---\n\nb'],
  [
    'a link',
    doc(p({ type: 'text', text: 'here', marks: [{ type: 'link', attrs: { href: 'https://a.example/x' } }] })),
    '[here](https://a.example/x)',
  ],
  [
    'a table',
    doc({
      type: 'table',
      content: [
        { type: 'tableRow', content: [{ type: 'tableHeader', content: [p(text('A'))] }] },
        { type: 'tableRow', content: [{ type: 'tableCell', content: [p(text('1'))] }] },
      ],
    }),
    '| A |\n|---|\n| 1 |',
  ],
  [
    'a table whose cell has two lines',
    doc({
      type: 'table',
      content: [
        { type: 'tableRow', content: [{ type: 'tableHeader', content: [p(text('A'))] }] },
        { type: 'tableRow', content: [{ type: 'tableCell', content: [p(text('1')), p(text('2'))] }] },
      ],
    }),
    '| A |\n|---|\n| 1<br>2 |',
  ],
  [
    'a raised letter',
    doc(p(text('10'), { type: 'text', text: '2', marks: [{ type: 'subsup', attrs: { type: 'sup' } }] })),
    '10<sup>2</sup>',
  ],
  [
    'a task that is done, and one that is not',
    doc({
      type: 'taskList',
      content: [
        { type: 'taskItem', attrs: { state: 'DONE', localId: '1' }, content: [text('One')] },
        { type: 'taskItem', attrs: { state: 'TODO', localId: '2' }, content: [text('Two')] },
      ],
    }),
    '- [x] One\n- [ ] Two',
  ],
])('4.2: %s has the digest that it has in Markdown', (_, adf, markdown) => {
  expect(textDigest(adfToText(adf))).toBe(textDigest(markdownToText(markdown)));
});

test('4.2: plain words have one digest in both, whatever they are', () => {
  const words = fc.stringMatching(/^[A-Za-z一-鿿][A-Za-z0-9一-鿿 ,.]{0,40}[A-Za-z一-鿿]$/);
  fc.assert(
    fc.property(fc.array(words, { minLength: 1, maxLength: 5 }), (lines) => {
      const adf = doc(...lines.map((line) => p(text(line))));
      expect(textDigest(adfToText(adf))).toBe(textDigest(markdownToText(lines.join('\n\n'))));
    }),
  );
});

interface Written {
  readonly adf: AdfNode;
  readonly markdown: string;
}

const MARKS: Readonly<Record<string, readonly string[]>> = { '**': ['strong'], '~~': ['strike'], '`': ['code'] };

/** Words, styles, headings, quotes, code and lists within lists, each written in both formats. */
function writings(): fc.Arbitrary<readonly Written[]> {
  const words = fc.stringMatching(/^[A-Za-z一-鿿é][A-Za-z0-9一-鿿é ,.]{0,20}[A-Za-z一-鿿é]$/);
  const run = fc.tuple(words, fc.constantFrom('', '**', '~~', '`')).map(([word, mark]) => ({
    adf: text(word, ...(MARKS[mark] ?? [])),
    markdown: `${mark}${word}${mark}`,
  }));
  const line = fc.array(run, { minLength: 1, maxLength: 3 }).map((runs) => ({
    adf: p(...runs.flatMap((one, at) => (at === 0 ? [one.adf] : [text(' '), one.adf]))),
    markdown: runs.map((one) => one.markdown).join(' '),
  }));
  const heading = fc.tuple(line, fc.integer({ min: 1, max: 6 })).map(([one, level]) => ({
    adf: { type: 'heading', attrs: { level }, content: one.adf.content },
    markdown: `${'#'.repeat(level)} ${one.markdown}`,
  }));
  const code = words.map((word) => ({
    adf: { type: 'codeBlock', content: [text(word)] },
    markdown: `\`\`\`\n${word}\n\`\`\``,
  }));
  const quote = line.map((one) => ({
    adf: { type: 'blockquote', content: [one.adf] },
    markdown: `> ${one.markdown}`,
  }));
  const list = fc.array(fc.tuple(line, fc.option(line, { nil: undefined })), { minLength: 1, maxLength: 3 }).map(
    (items): Written => ({
      adf: {
        type: 'bulletList',
        content: items.map(([one, below]) =>
          item(one.adf, ...(below ? [{ type: 'bulletList', content: [item(below.adf)] }] : [])),
        ),
      },
      markdown: items.map(([one, below]) => `- ${one.markdown}${below ? `\n  - ${below.markdown}` : ''}`).join('\n'),
    }),
  );
  return fc
    .array(fc.oneof(line, heading, code, quote, list), { minLength: 1, maxLength: 5 })
    .filter((all) =>
      all.every((one, at) => !(one.adf.type === 'bulletList' && all[at + 1]?.adf.type === 'bulletList')),
    );
}

test('4.2: a document has one digest in both formats, and another when a word of it is another', () => {
  const seen = (all: readonly Written[]) => [
    textDigest(adfToText(doc(...all.map((one) => one.adf)))),
    textDigest(markdownToText(all.map((one) => one.markdown).join('\n\n'))),
  ];
  fc.assert(
    fc.property(writings(), writings(), (one, other) => {
      const [adf, markdown] = seen(one);
      expect(adf).toBe(markdown);
      const [adfThen, markdownThen] = seen(other);
      expect(adf === adfThen).toBe(markdown === markdownThen);
    }),
    { numRuns: 300 },
  );
});

test('5.6: a mention is the account, whatever words stand in it, and is shown by the name that Jira has', () => {
  const mention = (words: string, id = '712020:5b-a1'): AdfNode => ({ type: 'mention', attrs: { id, text: words } });
  const written = adfToText(
    doc(p(text('Ask '), mention('@Carla'), text('.')), {
      type: 'bulletList',
      content: [item(p(mention('@Mei', 'b')))],
    }),
  );
  expect(textDigest(adfToText(doc(p(mention('@Carla')))))).toBe(textDigest(adfToText(doc(p(mention('@Mei'))))));
  expect(mentionedIn([written, undefined, written])).toEqual(['712020:5b-a1', 'b']);
  const named = (names: readonly (readonly [string, string])[]) => readable(withNames(written, new Map(names)));
  expect(named([['712020:5b-a1', 'Mallory']])).toBe('Ask @Mallory.\n\n- @b');
  expect(named([])).toBe('Ask @712020:5b-a1.\n\n- @b');
});

test('4.2: Jira’s own ids of parts are no content, and lines of a cell are', () => {
  const odd = (localId: string) => doc({ type: 'placeholder', attrs: { localId, words: 'x' } });
  expect(textDigest(adfToText(odd('1')))).toBe(textDigest(adfToText(odd('2'))));
  const cell = (...content: readonly AdfNode[]) =>
    doc({ type: 'table', content: [{ type: 'tableRow', content: [{ type: 'tableCell', content }] }] });
  const digests = [
    cell(p(text('ab'))),
    cell(p(text('a')), p(text('b'))),
    cell({ type: 'bulletList', content: [item(p(text('ab')))] }),
    cell({ type: 'bulletList', content: [item(p(text('a'))), item(p(text('b')))] }),
  ].map((one) => textDigest(adfToText(one)));
  expect(new Set(digests).size).toBe(4);
});

const PLAN = doc(
  { type: 'heading', attrs: { level: 2 }, content: [text('Scope')] },
  p(text('Export invoices as PDF '), text('at once', 'strong'), text('.')),
  { type: 'bulletList', content: [item(p(text('One')))] },
  { type: 'table', content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [p(text('1'))] }] }] },
  { type: 'panel', attrs: { panelType: 'info' }, content: [p(text('Read this.'))] },
);

/** The same document with each part of a kind as it is given back. */
function withEach(type: string, bend: (node: AdfNode) => AdfNode | readonly AdfNode[], node: AdfNode = PLAN): AdfNode {
  if (!node.content) return node;
  const content = node.content.flatMap((one) => {
    const bent = withEach(type, bend, one);
    return one.type === type ? bend(bent) : bent;
  });
  return { ...node, content };
}

test.each<readonly [string, AdfNode]>([
  ['ids that Jira gave its parts', withEach('tableRow', (one) => ({ ...one, attrs: { localId: 'a-1' } }))],
  ['another number of the format', { ...PLAN, version: 2 } as AdfNode],
  ['keys in another order', JSON.parse(JSON.stringify(PLAN), (_, value) => reversed(value))],
  [
    'a word in two parts of one look',
    withEach('text', (one) => [
      { ...one, text: one.text?.slice(0, 1) },
      { ...one, text: one.text?.slice(1) },
    ]),
  ],
  ['a part without letters', withEach('text', (one) => [one, text('')])],
  ['a paragraph without words at the end', { ...PLAN, content: [...(PLAN.content ?? []), p()] }],
  ['a paragraph of a blank alone', { ...PLAN, content: [p(text(' ')), ...(PLAN.content ?? [])] }],
  ['bold taken away', withEach('text', ({ marks: _, ...one }) => one)],
  ['italic put on', withEach('text', (one) => ({ ...one, marks: [...(one.marks ?? []), { type: 'em' }] }))],
  ['underlined', withEach('text', (one) => ({ ...one, marks: [{ type: 'underline' }, ...(one.marks ?? [])] }))],
  ['a colour', withEach('text', (one) => ({ ...one, marks: [{ type: 'textColor', attrs: { color: '#ff5630' } }] }))],
  [
    'another side to which a paragraph is set',
    withEach('paragraph', (one) => ({ ...one, marks: [{ type: 'alignment', attrs: { align: 'center' } }] })),
  ],
  [
    'blanks at the end of a line',
    withEach('paragraph', (one) => ({ ...one, content: [...(one.content ?? []), text('  ')] })),
  ],
  ['a wider table', withEach('table', (one) => ({ ...one, attrs: { layout: 'wide', width: 960 } }))],
  ['a box of another colour', withEach('panel', (one) => ({ ...one, attrs: { panelType: 'note' } }))],
])('4.2: a document keeps its digest through what nobody sees as other words: %s', (_, other) => {
  expect(JSON.stringify(other)).not.toBe(JSON.stringify(PLAN));
  expect(textDigest(adfToText(other))).toBe(textDigest(adfToText(PLAN)));
});

/** What JSON has with its keys the other way round. */
function reversed(value: unknown): unknown {
  const isPlain = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isPlain ? Object.fromEntries(Object.entries(value).reverse()) : value;
}

const ANY = [
  ...['paragraph', 'heading', 'bulletList', 'orderedList', 'listItem', 'taskList', 'taskItem', 'blockTaskItem'],
  ...['decisionList', 'decisionItem', 'codeBlock', 'blockquote', 'rule', 'table', 'tableRow', 'tableHeader'],
  ...['tableCell', 'panel', 'expand', 'nestedExpand', 'layoutSection', 'layoutColumn', 'bodiedExtension', 'caption'],
  ...['mediaSingle', 'mediaGroup', 'media', 'text', 'hardBreak', 'mention', 'emoji', 'date', 'status', 'inlineCard'],
  ...['extension', 'placeholder', 'new'],
];

test('4.2: wherever a word stands, also where Jira puts none, another word there is another digest', () => {
  const { node } = fc.letrec<{ node: AdfNode }>((tie) => ({
    node: fc.record(
      {
        type: fc.constantFrom(...ANY),
        text: fc.constant('now'),
        content: fc.array(tie('node'), { maxLength: 3 }),
      },
      { requiredKeys: ['type'] },
    ),
  }));
  /** Each text of a document, one after the other, in place of which another stands. */
  function* changed({ text: said, content, ...rest }: AdfNode): Generator<AdfNode> {
    const whole = { ...rest, ...(said === undefined ? {} : { text: said }), ...(content ? { content } : {}) };
    if (said !== undefined) yield { ...whole, text: 'then' };
    for (const [at, one] of (content ?? []).entries())
      for (const other of changed(one)) yield { ...whole, content: (content ?? []).with(at, other) };
  }
  fc.assert(
    fc.property(fc.array(node, { minLength: 1, maxLength: 3 }), (content) => {
      const whole = doc(...content);
      const before = textDigest(adfToText(whole));
      for (const other of changed(whole)) expect(textDigest(adfToText(other)), JSON.stringify(other)).not.toBe(before);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['a task', (word: string) => ({ type: 'taskList', content: [{ type: 'taskItem', text: word }] })],
  ['an item', (word: string) => ({ type: 'bulletList', content: [{ type: 'listItem', text: word }] })],
  ['a row', (word: string) => ({ type: 'table', content: [{ type: 'tableRow', text: word, content: [] }] })],
  [
    'a paragraph of a cell',
    (word: string) => {
      const cell = { type: 'tableCell', content: [{ type: 'paragraph', text: word, content: [] }] };
      return { type: 'table', content: [{ type: 'tableRow', content: [cell] }] };
    },
  ],
])('4.2: a word that %s holds itself is bound', (_, of) => {
  expect(textDigest(adfToText(doc(of('now'))))).not.toBe(textDigest(adfToText(doc(of('then')))));
});

test('4.2: whatever a document holds, another visible word is another digest, and nothing throws', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      adfToText(value);
      typedParts(value);
      mentions(value);
      const extra = doc({ type: 'extension', attrs: { value: value as never } });
      const other = doc({ type: 'extension', attrs: { value: [value, 1] as never } });
      expect(textDigest(adfToText(extra))).not.toBe(textDigest(adfToText(other)));
    }),
  );
  let deep: AdfNode = p(text('x'));
  for (let at = 0; at < 5000; at += 1) deep = { type: 'blockquote', content: [deep] };
  expect(() => adfToText(doc(deep))).not.toThrow();
});
