import fc from 'fast-check';
import { fromMarkdown, type Options } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { expect, test } from 'vitest';
import { type Dialect, parseMarkdown } from './parse.ts';

/** As much as GitHub lets anybody write. */
const full = (piece: string) => piece.repeat(Math.ceil(65_536 / piece.length)).slice(0, 65_536);

const ROW = '| `REQ-001` | **The export** shall write a [PDF](https://example.com/a) | *must* |\n';
const CHINESE =
  '1. 系统应当在收到**变更请求**之后，于 `24` 小时内完成影响分析，并把结果写入[登记册](https://example.com/r)；如未完成，应当说明原因。\n   - 进度影响以工作日计，成本影响以人民币计。\n   - 需求编号 REQ-12 受影响。\n\n## 第 3 节 范围\n\n本节规定了系统的范围、界面与约束，*不包括*第三方软件的许可费用。\n\n> 引自合同第 7 条。\n\n';

test.each([
  ['a table of 420 rows with code, bold and links', `| a | b | c |\n|---|---|---|\n${ROW.repeat(420)}`],
  ['a table as long as a text can be', full(`| a | b | c |\n|---|---|---|\n${ROW.repeat(2_000)}`)],
  ['a long Chinese specification', full(CHINESE)],
  [
    'one paragraph as long as a text can be',
    full('Some **bold** words and *soft* ones, ~~gone~~, with `code` and a [link](https://a.b). '),
  ],
  ['a long list', full('- an item of a list in a few plain words, as people write them\n')],
  ['thousands of short paragraphs', full('A line as short as this one.\n\n')],
  [
    'a long log in a fence',
    `\`\`\`\n${full('[12:00:01] <warn> *** retry (3/5) http://a_b/_c [x](y\n').slice(0, 65_000)}\n\`\`\``,
  ],
])('%s is writing, and is read', (_, text) => {
  expect(parseMarkdown(text)).toBeDefined();
  expect(parseMarkdown(text, 'plain')).toBeDefined();
});

test.each(['x <?', 'a <!A', '*a_ ', '~a', ']', 'www.a_', '\n\n> ', 'a\n===\n', '> ', '1. ', '[a](b', '- a\n', '`a'])(
  'a full page of %j is no writing',
  (piece) => {
    expect(parseMarkdown(full(piece))).toBeUndefined();
  },
);

const PIECES = [
  ...[
    'word ',
    'Words, ',
    '中文',
    '，',
    '\n',
    '\n\n',
    '- ',
    '1. ',
    '> ',
    '# ',
    '### ',
    '    ',
    ' ',
    '\t',
    '| a | b |\n|---|---|\n',
    '| ',
  ],
  ...[
    '**',
    '*',
    '_',
    '~~',
    '`',
    '```\n',
    '[',
    '](https://a.b)',
    '![',
    ']',
    '[^1]',
    '[^1]: ',
    '[x]: y\n',
    '<b>',
    '<!-- c -->',
    '<?',
  ],
  ...[
    '&amp;',
    '\\',
    'www.example.com',
    'https://a.b/c_d',
    'a@b.c',
    '---\n',
    '~~~',
    '~',
    '===\n',
    '- [ ] ',
    '@mei',
    '#12',
  ],
];

test.each(['a ~~~ b', 'a ~~~\n/take-up ~~~\n', '***a', '_*_', '~~~~ *a* ~b~'])('%j is read', (text) => {
  expect(parseMarkdown(text)).toBeDefined();
});

/** The parser as its authors made it, set up anew for each text. */
const ALONE: Readonly<Record<Dialect, () => Options>> = {
  gfm: () => ({ extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }),
  placed: () => ({
    extensions: [gfm()],
    mdastExtensions: gfmFromMarkdown().map((one) => ({ ...one, transforms: [] })),
  }),
  plain: () => ({}),
};

const drawn = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join(''));
const dialects = fc.constantFrom(...(Object.keys(ALONE) as Dialect[]));

test('what is read is read as the parser alone reads it, so that no digest changes (4.2)', () => {
  fc.assert(
    fc.property(drawn, dialects, (source, dialect) => {
      expect(parseMarkdown(source, dialect)).toEqual(fromMarkdown(source, ALONE[dialect]()));
    }),
    { numRuns: 600 },
  );
});

/** Of such a piece, how often it is repeated in a text that takes most of what it may cost; twice as long it takes too much. */
const DEAR = Object.entries({ 'x <?': 95, '*a_ ': 170, '[a](b': 140, 'a <!A': 80 });
const almost = DEAR.map(([piece, times]) => piece.repeat(times));
const tangled = DEAR.map(([piece, times]) => piece.repeat(2 * times));

test('4.2: what a text costs is counted for it alone: none is read otherwise for what was read before, and be it refused', () => {
  const text = fc.oneof(drawn, fc.constantFrom(...almost), fc.constantFrom(...tangled));
  fc.assert(
    fc.property(fc.array(fc.tuple(text, dialects), { minLength: 2, maxLength: 5 }), (texts) => {
      expect(texts.map(([source, dialect]) => parseMarkdown(source, dialect))).toEqual(
        texts.map(([source, dialect]) =>
          tangled.includes(source) ? undefined : fromMarkdown(source, ALONE[dialect]()),
        ),
      );
    }),
    { numRuns: 40 },
  );
});

test('what is tested is the parser that runs in production, and not its build for development', () => {
  const stacks: (string | undefined)[] = [];
  const transforms = [() => void stacks.push(new Error('where the tree is built').stack)];
  fromMarkdown('a', { mdastExtensions: [{ transforms }] });
  expect(stacks[0]).toContain('/mdast-util-from-markdown/lib/');
  expect(process.execArgv).not.toContain('development');
});
