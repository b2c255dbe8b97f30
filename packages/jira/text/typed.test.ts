/** Shows that what people type in Jira is read as the same lines as everywhere, and that nothing shown as somebody's text is a command. */
import { readComment } from '@countersign/core/typed/read.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AdfNode } from './adf.ts';
import { mentions, typedParts } from './typed.ts';

const text = (words: string, ...marks: readonly string[]): AdfNode => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 ? { marks: marks.map((type) => ({ type })) } : {}),
});
const p = (...content: readonly AdfNode[]): AdfNode => ({ type: 'paragraph', content });
const doc = (...content: readonly AdfNode[]) => ({ type: 'doc', version: 1, content });
const item = (...content: readonly AdfNode[]): AdfNode => ({ type: 'listItem', content });
const BREAK: AdfNode = { type: 'hardBreak' };
const MEI = { id: 'jira:712020:5b-a1', name: 'Mei' };
const AT_MEI: AdfNode = { type: 'mention', attrs: { id: '712020:5b-a1', text: '@Mei' } };

function read(comment: unknown): readonly unknown[] {
  const people = new Map([['712020:5b-a1', MEI]]);
  return readComment(typedParts(comment), { people, locale: 'en', currency: 'CNY', keys: true }).map((action) =>
    action.kind === 'command' ? action.command : action.kind,
  );
}

test.each<readonly [string, AdfNode]>([
  ['a quote', { type: 'blockquote', content: [p(text('/reject no'))] }],
  ['a code block', { type: 'codeBlock', content: [text('```\n\n/submit\n\n~~~\n/submit')] }],
  ['code in a line', p(text('/hold', 'code'), text(' it'))],
  ['struck-out words', p(text('/submit', 'strike'))],
  ['the middle of a line', p(text('see\n/submit'))],
  [
    'a table',
    { type: 'table', content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [p(text('/submit'))] }] }] },
  ],
])('6.3: %s carries no command', (_, node) => {
  expect(read(doc(node))).toEqual([]);
  expect(read(doc(node, p(text('/release'))))).toEqual([{ type: 'release' }]);
});

test.each<readonly [string, AdfNode]>([
  ['a list', { type: 'bulletList', content: [item(p(text('/withdraw no'), BREAK, text('/withdraw no')))] }],
  [
    'a list within a list',
    { type: 'bulletList', content: [item({ type: 'orderedList', content: [item(p(text('/submit')))] })] },
  ],
  ['a box', { type: 'panel', content: [p(text('/close'))] }],
  ['a fold', { type: 'expand', content: [p(text('/close'))] }],
  ['a heading', { type: 'heading', content: [text('/submit')] }],
  ['a task', { type: 'taskList', content: [{ type: 'taskItem', content: [text('/submit')] }] }],
])('6.3: %s carries no command, and whoever wrote one there is told', (_, node) => {
  expect(read(doc(node))).toEqual(['misunderstood']);
  expect(read(doc(node, p(text('/release'))))).toEqual([{ type: 'release' }, 'misunderstood']);
});

test('6.3: what is done is what is seen as a line of a paragraph, in Jira’s documents as in Markdown', () => {
  const before = fc.constantFrom('', ' ', '\u200b', '\ufeff', '\u3000', '\u00a0');
  const line = fc.tuple(before, fc.constantFrom('/', '／', '/、'), fc.constantFrom('release', '恢复', 'Release'));
  const written = line.map((parts) => parts.join(''));
  const cell = (node: AdfNode): AdfNode => ({
    type: 'table',
    content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [node] }] }],
  });
  const places: readonly (readonly [number, (words: string) => AdfNode])[] = [
    [0, (words) => p(text(words))],
    [0, (words) => p(text('Looks good.'), BREAK, text(words))],
    [0, (words) => p(text(words, 'strong'))],
    [0, (words) => p(text('> somebody'), BREAK, text(words))],
    [0, (words) => p(text('<!-- shown in Jira'), BREAK, text(words), BREAK, text('-->'))],
    [1, (words) => p(text(words, 'code'))],
    [1, (words) => p(text('see '), text(`this\n${words}`, 'code'))],
    [1, (words) => p(text(words, 'strike'))],
    [1, (words) => p(text(`see\n${words}`))],
    [1, (words) => ({ type: 'codeBlock', content: [text(words)] })],
    [1, (words) => ({ type: 'blockquote', content: [p(text(words))] })],
    [1, (words) => ({ type: 'expand', content: [{ type: 'blockquote', content: [p(text(words))] }] })],
    [1, (words) => cell(p(text(words)))],
    [2, (words) => ({ type: 'bulletList', content: [item(p(text(words)))] })],
    [2, (words) => ({ type: 'panel', content: [p(text('Note'), BREAK, text(words))] })],
    [2, (words) => ({ type: 'heading', content: [text(words)] })],
  ];
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...places), written), { minLength: 1, maxLength: 5 }), (parts) => {
      const rule: AdfNode = { type: 'rule' };
      expect(read(doc(...parts.flatMap(([[, wrap], words]) => [wrap(words), rule])))).toEqual([
        ...parts.flatMap(([[kind]]) => (kind === 0 ? [{ type: 'release' }] : [])),
        ...(parts.some(([[kind]]) => kind === 2) ? ['misunderstood'] : []),
      ]);
    }),
    { numRuns: 400 },
  );
});

test.each([
  ['a quote', '{quote}\n/reject no\n\n/submit\n{quote}'],
  ['a quoted line', 'bq. He said\nbq. /submit'],
  ['code', '{code:java}\n/submit\n{quote}\n{code}'],
  ['text as it is', '{noformat}\n\n/submit\n{noformat}'],
  ['a box', '{panel:title=Old}\n/submit\n{panel}'],
])('6.3: in Jira’s older notation %s carries no command either', (_, words) => {
  expect(read(words)).toEqual([]);
  expect(read(`${words}\n\n/release`)).toEqual([{ type: 'release' }]);
});

test('6.3: a quote that nobody closes carries no command to the end', () => {
  expect(read('{quote}\n/submit\n\n/release')).toEqual([]);
});

test.each(['```', '~~~', '<!--', '<script>'])('6.3: a line that begins with %s hides no command below it', (words) => {
  expect(read(doc(p(text(words)), p(text('/release'))))).toEqual([{ type: 'release' }]);
});

test('4.7: whom a comment mentions is the account behind the mention, whatever the name says', () => {
  const asked = doc(
    p(text('/condition before merge '), AT_MEI, text(' test it by '), {
      type: 'date',
      attrs: { timestamp: '1797724800000' },
    }),
  );
  expect(mentions(asked)).toEqual(['712020:5b-a1']);
  expect(read(asked)).toEqual([{ type: 'condition', text: 'test it', owner: MEI, blocks: 'merge', due: '2026-12-20' }]);
});

test('a key that Jira made a card of is read as the key', () => {
  const card = (url: string): AdfNode => ({ type: 'inlineCard', attrs: { url } });
  expect(read(doc(p(text('/duplicate of '), card('https://harbour.atlassian.net/browse/SHIP-11'))))).toEqual([
    { type: 'duplicate', of: 'SHIP-11' },
  ]);
  expect(read(doc(p(text('/evidence 1 '), card('https://ci.example/42'))))).toEqual([
    { type: 'evidence', criterion: '1', evidence: 'https://ci.example/42' },
  ]);
});

test('a plan is read as Jira writes it: steps in a list, owners mentioned, words in code kept', () => {
  const plan = doc(
    p(text('/plan'), BREAK, text('steps:')),
    {
      type: 'bulletList',
      content: [
        item(p(text('text: Build '), text('export', 'code'), BREAK, text('owner: '), AT_MEI)),
        item(p(text('Test it '), AT_MEI)),
      ],
    },
    p(text('rollback: Switch it off')),
    p(text('/release')),
  );
  expect(read(plan)).toMatchObject([
    {
      plan: {
        steps: [
          { text: 'Build `export`', owner: MEI },
          { text: 'Test it', owner: MEI },
        ],
        rollback: 'Switch it off',
      },
    },
    { type: 'release' },
  ]);
});

test('what stands apart from a command is no part of it', () => {
  const quote: AdfNode = { type: 'blockquote', content: [p(text('He said'))] };
  expect(read(doc(p(text('/concern fonts')), quote, p(text('something else'))))).toEqual([
    { type: 'concern', text: 'fonts' },
  ]);
});

test('6.3: nothing that a comment can hold makes the reader throw', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      read(value);
      read(doc(value as never));
      read(doc({ type: 'bulletList', content: [value as never] }));
      mentions(value);
    }),
  );
});

const coloured = (words: string, ...marks: readonly object[]): AdfNode => ({
  type: 'text',
  text: words,
  marks: marks as never,
});
const colour = (type: string, color: unknown) => ({ type, attrs: { color } });

test('6.3: what a part carries and nobody sees is no command', () => {
  const carries: readonly AdfNode[] = [
    { type: 'emoji', attrs: { shortName: ':tada:', text: '/release' } },
    { type: 'emoji', attrs: { shortName: '/release', id: '1' } },
    ...['placeholder', 'inlineExtension', 'extension', 'mediaInline', 'anythingNew'].map((type) => ({
      type,
      attrs: { text: '/release', alt: '/release', title: '/release', shortName: '/release', url: '/release' },
    })),
  ];
  for (const node of carries) {
    expect(read(doc(p(node))), JSON.stringify(node)).toEqual([]);
    expect(read(doc(p(text('ok'), BREAK, node, BREAK, text('/release'))))).toEqual([{ type: 'release' }]);
  }
});

test('6.3: a command behind a part that is seen is told, whatever the part is', () => {
  const seen: readonly AdfNode[] = [
    { type: 'emoji', attrs: { shortName: ':white_check_mark:', text: '✅' } },
    { type: 'emoji', attrs: { shortName: ':ours:', id: 'x' } },
    AT_MEI,
    { type: 'inlineExtension', attrs: {} },
    { type: 'mediaInline', attrs: {} },
    { type: 'anythingNew' },
  ];
  for (const node of seen)
    expect(read(doc(p(node, text(' /release')))), JSON.stringify(node)).toEqual(['misunderstood']);
});

test('6.3: an emoji in a reason is kept as it is seen, and a part without words adds none', () => {
  const emoji = { type: 'emoji', attrs: { shortName: ':thumbsdown:', text: '👎🏽' } };
  expect(read(doc(p(text('/reject too dear '), emoji)))).toMatchObject([
    { verdict: 'reject', reason: 'too dear 👎🏽' },
  ]);
  expect(read(doc(p(text('/reject '), { type: 'mediaInline', attrs: {} })))).toMatchObject([{ verdict: 'reject' }]);
  expect(JSON.stringify(read(doc(p(text('/reject '), { type: 'mediaInline', attrs: {} }))))).not.toContain('reason');
});

test('6.3: a command in a colour that is hardly seen is told and not done', () => {
  const pale = [
    '#ffffff',
    '#FFF',
    '#fefefe',
    '#f4f5f7',
    '#ffff99',
    'white',
    'transparent',
    'rgba(0,0,0,0)',
    '',
    7,
    undefined,
    '#ffffff00',
  ];
  for (const one of pale)
    for (const node of [
      p(coloured('/release', colour('textColor', one))),
      p(text('/rel'), coloured('ease', colour('textColor', one))),
    ])
      expect(read(doc(node)), String(one)).toEqual(['misunderstood']);
  for (const one of ['#000000', '#172b4d', '#ff5630', '#6554c0', '#36b37e', '#97a0af', '#bf2600'])
    expect(read(doc(p(coloured('/release', colour('textColor', one))))), one).toEqual([{ type: 'release' }]);
  const both = [colour('textColor', '#ff5630'), colour('backgroundColor', '#ff5630')];
  expect(read(doc(p(coloured('/release', ...both))))).toEqual(['misunderstood']);
  expect(read(doc(p(coloured('so ', colour('textColor', '#ffffff')), BREAK, text('/release'))))).toEqual([
    { type: 'release' },
  ]);
});
