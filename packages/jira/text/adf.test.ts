/** Shows that the same words in Jira's format and in Markdown are the same text, and that nothing visible is lost on the way. */
import { textDigest } from '@countersign/core/text/block.ts';
import { markdownToText } from '@countersign/core/text/markdown.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AdfNode, adfToText, mentions, typedLines } from './adf.ts';

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

test('4.2: whatever a document holds, another visible word is another digest, and nothing throws', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      adfToText(value);
      typedLines(value);
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

test('6.3: commands are read from the comment itself, and from nothing that is quoted, listed or shown as code', () => {
  const comment = doc(
    p(text('/approve as customer')),
    p(text('/plan')),
    { type: 'codeBlock', content: [text('steps:\n  - text: Build')] },
    { type: 'blockquote', content: [p(text('/reject no'))] },
    { type: 'bulletList', content: [item(p(text('/withdraw')))] },
    { type: 'panel', content: [p(text('/close'))] },
    p(text('/hold', 'code'), text(' it')),
  );
  expect(typedLines(comment)).toBe('/approve as customer\n\n/plan\n\n```yaml\nsteps:\n  - text: Build\n```\n\n`` it');
  const asked = doc(
    p(text('/condition before merge '), { type: 'mention', attrs: { id: '5b:1', text: '@Mei' } }, text(' test it')),
  );
  expect(typedLines(asked)).toBe('/condition before merge @5b:1 test it');
  expect(mentions(asked)).toEqual([{ id: '5b:1', name: 'Mei' }]);
});
