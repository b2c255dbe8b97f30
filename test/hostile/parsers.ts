/** Every parser of what strangers write, with the pieces of which hostile texts for it are made. A parser that is missing here has no bound that anybody saw. */
import { parseDate } from '@countersign/core/calendar/date.ts';
import { NOTHING_GOVERNED } from '@countersign/core/content/governed.ts';
import { pathsNamed } from '@countersign/core/gate/standing.ts';
import { parseMoney } from '@countersign/core/money/parse.ts';
import { difference } from '@countersign/core/text/difference.ts';
import { revealHidden } from '@countersign/core/text/hidden.ts';
import { markdownToText } from '@countersign/core/text/markdown.ts';
import { csvCell, neutralInline } from '@countersign/core/text/neutralise.ts';
import { normaliseText } from '@countersign/core/text/normalise.ts';
import { readable } from '@countersign/core/text/readable.ts';
import { readAffected } from '@countersign/core/typed/affected.ts';
import { blockOf, linesIn, mentionedLogins } from '@countersign/core/typed/line.ts';
import { readComment } from '@countersign/core/typed/read.ts';
import { seenParts } from '@countersign/core/typed/seen.ts';
import { COMMANDS } from '@countersign/core/typed/table.ts';
import { itemNumbers, readForm } from '@countersign/github/form/read.ts';
import { namedChanges } from '@countersign/github/named/reference.ts';
import { isTooDeep } from '@countersign/github/receive/depth.ts';
import { mirrored } from '@countersign/github/translate/mirrored.ts';
import { NO_FACTS } from '@countersign/github/translate/translate.ts';
import { policyForm } from '@countersign/jira/answer/policyform.ts';
import { adfToText } from '@countersign/jira/text/adf.ts';
import { answerIn } from '@countersign/jira/text/answer.ts';
import { typedParts } from '@countersign/jira/text/typed.ts';
import { renderMarkdown } from '@countersign/sandbox/tracker/markdown.ts';

export interface Parser {
  readonly name: string;
  readonly read: (text: string) => unknown;
  /** What its own grammar is made of; every parser is also given the pieces of Markdown. */
  readonly pieces: readonly string[];
  /** Markdown is taken apart in it, whose parser may look back within the bounds of `docs/decisions/bounded-work.md`. */
  readonly looksBack?: true;
}

/** What opens, closes, separates or goes on in Markdown. */
export const MARKDOWN = [
  ...[
    '<?',
    '<!A',
    '<![CDATA[',
    '<!--',
    '-->',
    '<a ',
    '</a ',
    '<a a="',
    '<',
    '>',
    '?>',
    '<http://a',
    '&',
    '&#x',
    '&amp;',
  ],
  ...['[', '![', '](', '][', ']', ']: ', '[^', '[a](b', '[a](<', '[a](b "', '(', ')'],
  ...['*', '**', '***', '_', '__', '~', '~~', '`', '``', '```\n', '~~~\n', '$', '\\'],
  ...[
    '> ',
    '- ',
    '1. ',
    '+ ',
    '* ',
    '    ',
    '\t',
    '  ',
    '# ',
    '### ',
    '\n===\n',
    '\n---\n',
    '\n\n',
    '\n',
    '|',
    '\n|-|-|\n',
  ],
  ...['www.', 'http://', '@', 'x@y.z', '.', ':', '/', 'a', 'b', '1', ' ', '中', '，'],
] as const;

const facts = { ...NO_FACTS, known: true };
const doc = (text: string) => ({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] });
const shared = 'The export shall write PDF within 2 s.';

export const PARSERS: readonly Parser[] = [
  { name: 'a body of an issue as blocks', looksBack: true, read: markdownToText, pieces: MARKDOWN },
  {
    name: 'command lines of a comment',
    looksBack: true,
    read: (text) => linesIn(seenParts(`/approve\n${text}`)),
    pieces: MARKDOWN,
  },
  {
    name: 'a comment',
    looksBack: true,
    read: (text) => readComment(text, facts),
    pieces: COMMANDS.flatMap(({ word, zh }) => [`/${word} `, `/${zh} `]),
  },
  {
    name: 'the reason of an approval',
    looksBack: true,
    read: (text) => readComment(`/approve because ${text}`, facts),
    pieces: ['.', ', ', '…', 'not ', 'fine for ', 'the customer has ', '待', '当', '等', '，', '(', ' and '],
  },
  ...COMMANDS.map(
    ({ word, example }): Parser => ({
      name: `the words behind /${word}`,
      looksBack: true,
      read: (text) => readComment(`/${word} ${text}`, facts),
      pieces: [...example.split(/(?<=\s)/), '2026-12-20', 'milestone ', ': ', '->', '@mei', ' by ', '60/40/0', '+6d '],
    }),
  ),
  {
    name: 'the block below a command',
    read: blockOf,
    pieces: [
      'a: ',
      '- ',
      '? ',
      '{',
      '}',
      '[',
      ']',
      '&a ',
      '*a ',
      '<<: ',
      '"',
      "'",
      '|\n',
      '>\n',
      '#',
      '!!x ',
      '--- ',
      '@a',
      '\n',
    ],
  },
  {
    name: 'a block of many keys',
    read: (text) => blockOf([...text].map((letter, nth) => `k${nth}: "${letter}"`).join('\n')),
    pieces: ['a', '字'],
  },
  { name: 'names that a comment mentions', read: mentionedLogins, pieces: ['@', 'a-', '-', '/@'] },
  {
    name: 'the form of an issue',
    looksBack: true,
    read: (text) => readForm('Title', text, facts, 'a/b'),
    pieces: [
      '### After\n\n',
      '### Before\n\n',
      '### Affected requirements\n\n',
      '#7',
      ', ',
      'new requirement: ',
      '- [x] ',
    ],
  },
  {
    name: 'one answer of a form',
    looksBack: true,
    read: (text) => readForm('Title', `### After\n\n${text}`, facts, 'a/b'),
    pieces: MARKDOWN,
  },
  {
    name: 'affected requirements',
    looksBack: true,
    read: (text) => itemNumbers(`### Affected requirements\n\n${text}`, 'a/b', 'standard'),
    pieces: ['#7', '#', ',', '，', 'new requirement', ' - ', 'https://github.com/a/b/issues/', 'a/b#1', '\n'],
  },
  {
    name: 'parts of an answer',
    read: (text) => readAffected(text, { isName: (part) => part === '#7', isNothing: (part) => part === 'none' }),
    pieces: ['#7', '#', ',', '、', 'new requirement', '新需求', ':', '—', '- ', '\n', 'https://'],
  },
  {
    name: 'what a pull request names',
    looksBack: true,
    read: (body) => namedChanges({ body, branch: 'x', home: 'github.com/a/b' }),
    pieces: [
      'Change: ',
      '\nChange: ',
      'fixes ',
      'close',
      'a-.',
      '/',
      '#1',
      'https://',
      'AB-1',
      'not ',
      '不',
      '，',
      ', ',
      ' and ',
      '> ',
      '- [ ] ',
      '[#1](https://a.b/c/d/issues/1)',
      '<!--',
      '-->',
      '\n```',
      '\n~~~\n',
      '\t',
    ],
  },
  {
    name: 'paths that a request names',
    looksBack: true,
    read: (text) => {
      const request = { items: [], attachments: [], after: markdownToText(text) };
      return pathsNamed(
        { content: { ...NOTHING_GOVERNED, request } },
        ['.github/workflows/a.yml', '.github/CODEOWNERS'],
        'https://a.b/c/d',
      );
    },
    pieces: [
      '.github/workflows/a.yml',
      'Update ',
      'use a in ',
      '修改',
      ' and ',
      ': ',
      '(',
      '\n',
      'not ',
      '不',
      '. A',
      '。',
      '? ',
      '<b>',
      '</b>',
      '<a ',
      '\n\n',
      '- ',
      '| ',
      '[x](./',
      ')',
      '../',
      ', ',
      '+',
    ],
  },
  {
    name: 'a branch',
    read: (branch) => namedChanges({ body: '', branch, home: 'github.com/a/b' }),
    pieces: ['change/', 'cr-', '#', '1', '-', '/'],
  },
  {
    name: 'an issue that mirrors another',
    looksBack: true,
    read: (body) => mirrored('Title', body),
    pieces: ['mirror of: ', '镜像：', '`', 'AB-1', '<!--', '-->', '\n', '\n```', '\t', ' '],
  },
  { name: 'a text made of characters alone', read: normaliseText, pieces: [' ', '\t', '\r', '\r\n', '\u0301', 'e'] },
  {
    name: 'hidden characters',
    read: revealHidden,
    pieces: ['\u202e', '\u200d', '\ufe0f', '\u0900', '\u{e0100}', '字', '😀'],
  },
  {
    name: 'a text shown again in a line',
    read: neutralInline,
    pieces: ['@', '#', ':a:', ':', '0123456', 'f', 'gh-1', 'www.', 'mailto:', '-1', '\u2028', '|', '\u200d'],
  },
  { name: 'a cell of a spreadsheet', read: csvCell, pieces: [' ', '=', '\u0007', '\u200b', '"', ','] },
  { name: 'an amount', read: (text) => parseMoney(text), pieces: ['1', ',', '.', ' ', '-', '(', 'CNY', '万', "'"] },
  { name: 'a date', read: parseDate, pieces: ['2026', '-', ' ', '年', '12', '\t'] },
  {
    name: 'the difference of two texts',
    read: (text) => difference(shared, text),
    pieces: ['the ', 'export ', '字', '\u0301', '\n', 'e', '\u200d'],
  },
  {
    name: 'blocks written out',
    looksBack: true,
    read: (text) => readable(markdownToText(text)),
    pieces: ['- ', '> ', '  ', '\n'],
  },
  { name: 'a document of Jira', read: (text) => adfToText(doc(text)), pieces: [' ', '\n', '\t'] },
  { name: 'the answer in a field of Jira', read: (text) => answerIn(doc(text)), pieces: [' ', '\n', '\t', '- ', '|'] },
  {
    name: 'a policy as Jira’s form',
    read: policyForm,
    pieces: ['roles:\n', 'a: ', '- ', '{', '}', '[', ']', '"', "'", '#', '\n', '  ', '? ', '|\n', '@group/'],
  },
  {
    name: 'a policy of many keys as Jira’s form',
    read: (text) => policyForm([...text].map((letter, nth) => `k${nth}: "${letter}"`).join('\n')),
    pieces: ['a', '字'],
  },
  { name: 'a comment in Jira', read: (text) => typedParts(doc(text)), pieces: ['/approve ', '\n', '`'] },
  {
    name: 'a comment in Jira’s older notation',
    read: typedParts,
    pieces: ['{quote}', '{code:', '}', '{', 'bq. ', '\n', ' ', '{panel:a'],
  },
  {
    name: 'the sandbox’s own pages',
    looksBack: true,
    read: (text) => renderMarkdown(text, '/a/b'),
    pieces: ['<b', '<p>', '</', '@a', '#1', '&'],
  },
  { name: 'how deep a payload nests', read: (text) => isTooDeep(text, 100), pieces: ['{', '[', '"', '\\', ']', '}'] },
];
