import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textDigest, textSchema } from './block.ts';
import { markdownToText } from './markdown.ts';

const digest = (source: string) => textDigest(markdownToText(source));

const words = fc.constantFrom(
  'brake',
  'ändern',
  '系统',
  'é',
  'must',
  '48 kg',
  '`code`',
  '**bold**',
  '[a](b)',
  '~~no~~',
  'a*b',
  '$x$',
  '<b>',
  '&amp;',
  '| a | b |',
);
const line = fc
  .tuple(fc.constantFrom('', '# ', '- ', '1. ', '> ', '- [ ] ', '    '), fc.array(words, { maxLength: 5 }))
  .map(([mark, parts]) => mark + parts.join(' '));
const markdown = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n'));

test('line ends, composed characters and trailing blanks do not change the digest (4.2)', () => {
  fc.assert(
    fc.property(markdown, (source) => {
      expect(digest(source.replaceAll('\n', '\r\n'))).toBe(digest(source));
      expect(digest(source.normalize('NFD'))).toBe(digest(source.normalize('NFC')));
      expect(digest(source.replaceAll('\n', '   \n'))).toBe(digest(source));
      expect(digest(`${source}\n\n`)).toBe(digest(source));
    }),
  );
});

test('any string is Markdown, and its blocks pass their own schema', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), markdown), (source) => {
      const text = markdownToText(source);
      expect(textSchema.parse(text)).toEqual(text);
    }),
  );
});

test.each([
  ['bullets', '- a\n- b', '* a\n\n* b'],
  ['emphasis', 'It **must** stop', 'It must stop'],
  ['heading style', 'Title\n=====', '# Title #'],
  ['a hard break and a line end, which issues show alike', 'a  \nb', 'a<br>b'],
  ['where a link is defined', '[a][1]\n\n[1]: http://x.test', '[a](http://x.test)'],
  ['a comment, which nobody sees', 'a\n\n<!-- hint: write more -->\n\nb', 'a\n\nb'],
  ['an entity', 'a &amp; b', 'a & b'],
])('%s is formatting: the digest stays', (_name, one, other) => {
  expect(digest(one)).toBe(digest(other));
});

test.each([
  ['a word', 'It must stop', 'It may stop'],
  ['a struck-out word', 'not ~~safe~~', 'not safe'],
  ['the target of a link', '[terms](http://a.test)', '[terms](http://b.test)'],
  ['the target of a defined link', '[t][1]\n\n[1]: http://a.test', '[t][1]\n\n[1]: http://b.test'],
  ['a picture', '![p](http://a.test/1.png)', '![p](http://a.test/2.png)'],
  ['a tick', '- [x] tested', '- [ ] tested'],
  ['the number a list starts with', '3. a', '4. a'],
  ['a table cell', '|a|\n|-|\n|1|', '|a|\n|-|\n|2|'],
  ['the language of code, which can draw', '```mermaid\na\n```', '```\na\n```'],
  ['code instead of words', '`a`', 'a'],
  ['raw HTML', '10<sup>2</sup>', '102'],
  ['hidden HTML', 'a <span hidden>not</span>', 'a not'],
  ['a comment that a browser ends early', 'a\n\n<!--> b -->', 'a'],
  ['a comment with another end', 'a\n\n<!-- x --!> b -->', 'a'],
  ['words after a comment on its line', 'a\n\n<!-- x --> b', 'a'],
  ['a comment that never ends', 'a\n\n<!-- b', 'a'],
  ['mathematics and escaped dollars', '$\\phantom{not}$', '\\$\\phantom{not}\\$'],
  ['mathematics and emphasis', '$a*b*c$', '$abc$'],
  ['mathematics and entities', '&#36;x&#36;', '$x$'],
  ['a zero-width character', 'pay\u200bment', 'payment'],
  ['a change of direction', 'pay \u202e100', 'pay 100'],
  ['a quotation and a letter that only looks composed', '>\u0338 a', '\u226f a'],
  ['a footnote', 'a[^1]\n\n[^1]: b', 'a[^1]\n\n[^1]: c'],
])('%s is seen: the digest changes', (_name, one, other) => {
  expect(digest(one)).not.toBe(digest(other));
});

test.each([
  ['quotations', '>'.repeat(30_000)],
  ['emphasis', '*_'.repeat(30_000)],
  ['closed emphasis', '*a _b'.repeat(5_000) + 'b_ a*'.repeat(5_000)],
  ['brackets', '['.repeat(60_000)],
])('endlessly nested %s are bound as their source, at once', (_name, source) => {
  expect(markdownToText(source)).toEqual([{ kind: 'html', source }]);
});

test.each([
  ['blanks', `${' '.repeat(60_000)}a`],
  ['blanks in a line', `a${' '.repeat(60_000)}a`],
  ['line ends', `a${'\n'.repeat(60_000)}a`],
])('many %s are read to their end', (_name, source) => {
  expect(JSON.stringify(markdownToText(source))).toContain('a');
});

test('a backslash before blanks at the end of a line is a backslash, not a line break', () => {
  expect(digest('a\\ \nb')).not.toBe(digest('a\\\nb'));
});

test('levels that nobody reads are kept as source and still bound', () => {
  const deep = (word: string) => `${'> '.repeat(60)}${word}`;
  expect(textSchema.safeParse(markdownToText(deep('a'))).success).toBe(true);
  expect(JSON.stringify(markdownToText(deep('a')))).toContain('"kind":"html"');
  expect(digest(deep('a'))).not.toBe(digest(deep('b')));
});
