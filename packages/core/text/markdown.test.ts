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
      // Within a tag anything may be an address, and that is another one when it is composed otherwise.
      if (!source.includes('<')) expect(digest(source.normalize('NFD'))).toBe(digest(source.normalize('NFC')));
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
  ['the tooltip of a link around a picture', '[![a](b)](c "t")', '[![a](b)](c "u")'],
  ['whose tooltip it is', '[![a](b "t")](c)', '[![a](b)](c "t")'],
  [
    'brackets and a link, beside amounts',
    'We are [not] liable: $5, $6',
    'We are [not] liable: $5, $6\n\n[not]: http://a.test',
  ],
  ['a target and a link of its letters', '[c]: http://a.test\n\n[c], $5, $6', '[c](http://a.test)\n\n[c], $5, $6'],
  ['a target and its letters', '[c]: http://a.test\n\n[c], $5, $6', '\\[c]: "http\\://a.test"\n\n[c], $5, $6'],
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

/** What JavaScript takes for the end of a line, or a parser for no character at all, and GitHub for one of the text. */
const LINE_ENDS_TO_OTHERS = ['\u2028', '\u2029', '\u0085', '\v', '\f'];

test.each(LINE_ENDS_TO_OTHERS)('blanks before %j are no blanks at the end of a line', (mark) => {
  for (const blanks of ['    ', '\t', '     ']) {
    const text = (word: string) => `a\n\n${blanks}${mark}<!-- The vendor is ${word}. -->`;
    expect(digest(text('liable'))).not.toBe(digest(text('free')));
    expect(digest(`\`\`\`\nx${blanks}${mark}y\n\`\`\``)).not.toBe(digest(`\`\`\`\nx${mark}y\n\`\`\``));
  }
  expect(digest(`# ${mark}Risk`)).not.toBe(digest(`#${mark}Risk`));
});

test.each([1, 2, 3])('%i marks of byte order before a text move nothing of what is kept as it was typed', (count) => {
  const before = '\ufeff'.repeat(count);
  for (const text of [
    (one: string) => `The fee is $5, later $${one}`,
    (one: string) => `${'> '.repeat(26)}${one}`,
    (one: string) => `a <x-y b="${one}`,
    (one: string) => `a\n\n${'- '.repeat(26)}${one}`,
  ])
    expect(digest(before + text('6'))).not.toBe(digest(before + text('9')));
  expect(markdownToText(`\ufeff# $5 or $6`)).toEqual(markdownToText('# $5 or $6'));
});

test('a box behind an empty item is no tick of it, and is bound as it stands', () => {
  for (const item of ['-', '*', '1.', '> -', '- a\n  -'])
    for (const next of ['\n', '\n\n', '\n   '])
      expect(digest(`${item}${next}[ ] signed`)).not.toBe(digest(`${item}${next}[x] signed`));
});

/** What leaves a browser inside a tag or a comment, and what GitHub's renderer reads by an older edition of CommonMark. */
const SWALLOWS = [
  '<div title="',
  "<div title='",
  '<div',
  '<p class=x\nid="',
  '<div><? ',
  '<div></ x',
  '<div></',
  '<div><!',
  '<p><!-- x',
  '<p><!-- x --!',
  '> <div title="',
  '- <div\n  title="',
  'a <textarea> b',
  '<noscript>',
  '<![CDATA[ > ',
  'a <![CDATA[ x ]]> b',
  '<!x a\n```\n>',
  '<!x>\n```\n',
  '<search>x\n```',
  '<textarea>x\n```\n</textarea>',
  'a <!-- b -- ` -->',
  'a <!x ` >',
  'a <!X> `',
  'a <!--> ` -->',
];

test.each(SWALLOWS)('behind %j no comment is left out, nor any mark: a browser may show it', (opened) => {
  for (const write of [
    (one: string) => `<!-- ">${one} -->`,
    (one: string) => `some <!-- '>${one} --> text`,
    (one: string) => `x <!-- ${one} --> y`,
    (one: string) => `### a <!-- ${one} -->`,
    (one: string) => `- <!-- >${one} pays. -->`,
    (one: string) => `| a |\n|${one === 'liable' ? '-' : ':-'}|\n| b |`,
    (one: string) => (one === 'liable' ? 'not **it**' : 'not it'),
  ]) {
    const text = (one: string, between = '\n\n') => opened + between + write(one);
    expect(digest(text('liable'))).not.toBe(digest(text('free')));
    expect(digest(text('liable', '\n\nb\n\n'))).not.toBe(digest(text('free', '\n\nb\n\n')));
  }
});

test('behind HTML that is ended comments and emphasis stay what they are', () => {
  for (const html of [
    '<div title="a>b">',
    '<details>\n<summary>More</summary>',
    'a <b>b</b>',
    '<!-- x -->',
    '```\n<div title="\n```',
  ])
    expect(markdownToText(`${html}\n\n<!-- a -->\n\n### **b**`)).toEqual(markdownToText(`${html}\n\n### b`));
});

/** Texts of which something is kept as it was typed, and in it a reference to `[r]`. */
const SOURCES: Readonly<Record<string, (reference: string) => string>> = {
  'two amounts': (one) => `The fee is $5, later $6, by ${one}.`,
  'escaped dollars': (one) => `\\$5 by ${one} or \\$6`,
  'dollars as entities': (one) => `&#36;5 by ${one} or &#36;6`,
  mathematics: (one) => `$\\text{a}$ ${one}`,
  'a heading with amounts': (one) => `# $5 or $6 by ${one}`,
  'an item with amounts': (one) => `- a\n- $5 or $6 by ${one}`,
  'a cell with amounts': (one) => `| a | b |\n|---|---|\n| c | $5 or $6 by ${one} |`,
  'amounts in a quotation': (one) => `> $5 or $6 by ${one}`,
  'a footnote with amounts': (one) => `See[^1]\n\n[^1]: $5 or $6 by ${one}`,
  'amounts beside a reference': (one) => `$5 or $6\n\n${one}`,
  'deep quotations': (one) => `${'> '.repeat(26)}${one}`,
  'deep items': (one) => `${'- '.repeat(26)}${one}`,
  'deep emphasis': (one) => `${'*a **b '.repeat(14)}${one}${'** *'.repeat(14)}`,
};
const REFERENCES = ['[the contract][r]', '![price][r]', '[r]', '[r][]', '![r]', '[![p][r]][r]', '[![p](a.png)][r]'];
const DEFINITIONS: readonly ((word: string) => string)[] = [
  (one) => `[r]: https://${one}.test`,
  (one) => `[R]: <https://a.test/${one}>`,
  (one) => `[r]: https://a.test "${one}"`,
  (one) => `> [r]: https://${one}.test`,
  (one) => `- a\n\n  [r]: https://a.test '${one}'`,
  (one) => `[^2]: a\n\n    [r]: https://${one}.test`,
];

test('where anything is kept as it was typed, one word of a definition changes the digest', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.values(SOURCES)),
      fc.constantFrom(...REFERENCES),
      fc.constantFrom(...DEFINITIONS),
      fc.boolean(),
      markdown,
      (write, reference, define, isFirst, more) => {
        const text = (word: string) => {
          const parts = [write(reference), define(word)];
          return [...(isFirst ? parts.reverse() : parts), more].join('\n\n');
        };
        expect(digest(text('good'))).not.toBe(digest(text('evil')));
      },
    ),
    { numRuns: 500 },
  );
});

test('a definition is bound with its letters, its place and its order, used or not: GitHub may show it, or use it where our parser does not', () => {
  const texts = [
    (one: string) => `see [the contract][ ]\n\n[the contract]: https://example.com/${one}`,
    (one: string) => `![scan][ ]\n\n[scan]: https://example.com/${one}.png`,
    (one: string) => `[here][i]\n\n[ı]: https://a.test\n[i]: https://example.com/${one}`,
    (one: string) => `[note]: x "The vendor is ${one}."\n| a |\n|---|\n| b |`,
    (one: string) => `> [note]: x (The vendor is ${one}.)\n> | a |\n> |---|`,
    (one: string) => `a\n\n[unused]: https://example.com/${one}`,
    (one: string) => `[a]: x\n\n[A]: ${one}\n\n[a]`,
    (one: string) => `[${one}]: x\n\na`,
    (one: string) => `a\n\n- b\n\n  [note]: <${one}>`,
  ];
  for (const text of texts) expect(digest(text('liable')), text('')).not.toBe(digest(text('free')));
});

test.each([
  ['which of two definitions', '[ı]: a\n[i]: b\n\n[here][i]', '[ı]: a\n[i]: b\n\n[here][ı]'],
  ['which of two pictures', '[ı]: a\n[i]: b\n\n![p][i]', '[ı]: a\n[i]: b\n\n![p][ı]'],
  ['a reference to others, or its letters', '[a]: b\n\n[a][ ]', '[a]: b\n\n[a]\\[ ]'],
  ['brackets that only others use', '[a]: b\n\n[x][ a̸]', '[a]: b\n\n\\[x][ a̸]'],
  ['which of two notes', 'P[^i] Q[^ı]\n\n[^i]: A\n\n[^ı]: B', 'P[^ı] Q[^i]\n\n[^i]: A\n\n[^ı]: B'],
  ['which text a note has', 'P[^i]\n\n[^i]: A\n\n[^ı]: B', 'P[^i]\n\n[^ı]: A\n\n[^i]: B'],
  ['where a definition stands', '[a]: b\n| c |\n|---|', '| c |\n|---|\n\n[a]: b'],
  ['the order of definitions', '[a]: b\n[a]: c\n\n[x][a]', '[a]: c\n[a]: b\n\n[x][a]'],
])('%s is seen: the digest changes', (_name, one, other) => {
  expect(digest(one)).not.toBe(digest(other));
});

test.each([
  ['of a link', (one: string) => `[a](https://example.com/${one})`],
  ['of a picture', (one: string) => `![a](https://example.com/${one})`],
  ['by itself', (one: string) => `see https://example.com/${one}`],
  ['in brackets', (one: string) => `<https://example.com/${one}>`],
  ['of a definition', (one: string) => `[a]\n\n[a]: https://example.com/${one}`],
  ['of HTML', (one: string) => `<a href="https://example.com/${one}">x</a>`],
  ['of HTML in a block', (one: string) => `<div>\n<a href="/x ${one} y">x</a>\n</div>`],
  ['beside amounts', (one: string) => `$5 $6 [a](https://example.com/${one})`],
  ['with blanks, beside amounts', (one: string) => `$5 $6 [a](<x ${one} y>)`],
  ['too deep to read', (one: string) => `${'> '.repeat(26)}[a](/${one})`],
])('an address %s is composed as it was typed: another one is another page', (_name, text) => {
  expect(digest(text('é'))).not.toBe(digest(text('é')));
});

test.each([
  ['the mark of a warning and its letters', '> [!WARNING]\n> a', '> \\[!WARNING]\n> a'],
  ['the mark of a warning and an entity', '> [!NOTE]\n> a', '> &#91;!NOTE]\n> a'],
  ['an emoji broken by a comment', ':white_check_<!-- -->mark:', ':white_check_mark:'],
  ['an emoji broken by emphasis', ':white_**check**_mark:', ':white_check_mark:'],
  ['an emoji beside a whole one', ':x: :*x*: [a](u:x:)', ':x: :x: [a](u:x:)'],
  ['a mention broken by a comment', 'by @me<!-- -->i', 'by @mei'],
  ['a number of an issue broken by emphasis', '- #1*2*', '- #12'],
  ['a number of an issue broken by a comment', '- #<!-- -->1', '- #1'],
])('%s are seen: the digest changes', (_name, one, other) => {
  expect(digest(one)).not.toBe(digest(other));
});

test.each(['&#10;', '&#x0A;', '&#010;', '&NewLine;', '&#13;'])(
  '4.2: %s is a blank to readers, and bound otherwise than the end of a line',
  (entity) => {
    for (const between of ['\n', '<br>', '  \n', '\\\n', ' ', ''])
      for (const write of [
        (text: string) => text,
        (text: string) => `- ${text}`,
        (text: string) => `> *${text}*`,
        (text: string) => `~~${text}~~`,
        (text: string) => `[${text}](https://example.com)`,
      ])
        expect(digest(write(`pay${entity}not`)), JSON.stringify(between)).not.toBe(digest(write(`pay${between}not`)));
  },
);
