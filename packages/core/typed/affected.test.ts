import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAffected } from './affected.ts';

const affected = (answer: string) =>
  readAffected(answer, {
    isName: (name) => /^[#＃]\d+$/.test(name),
    isNothing: (part) => ['', 'none'].includes(part.toLowerCase()),
  });
const read = (answer: string) => {
  const { named, added, strange, unsure } = affected(answer);
  return { named, added: added.map(({ text }) => text ?? ''), strange: [...strange, ...unsure] };
};

test.each([
  ['#7, new requirement', ['#7'], [''], []],
  ['none', [], [], []],
  ['New requirement: customers may export their own invoices', [], ['customers may export their own invoices'], []],
  ['新需求：客户可以导出发票，包括草稿；#7', ['#7'], ['客户可以导出发票，包括草稿'], []],
  ['New requirements – export, print; and mail, none', [], ['export, print; and mail, none'], []],
  ['- New requirement: export\n- as PDF\n\n- new requirement: print\n- #9', ['#9'], ['export\nas PDF', 'print'], []],
  ['the invoices, new requirement', [], [''], ['the invoices']],
  ['new requirement: export, acme/shop#7', [], ['export, acme/shop#7'], ['acme/shop#7']],
  ['new requirement, #7, the rest', ['#7'], [''], ['the rest']],
])(
  '2.1, 4.2: of “%s” what names a requirement is read, and what is said of a new one is kept',
  (answer, named, added, strange) => {
    expect(read(answer)).toEqual({ named, added, strange });
  },
);

/** Whatever people put between two names. */
const JOINTS = [
  ...[
    ', ',
    ',',
    '，',
    '; ',
    ';',
    '；',
    '、',
    '\n',
    '\n- ',
    ' ',
    '  ',
    '\u3000',
    '/',
    ' / ',
    ' & ',
    ' + ',
    '|',
    '',
    ' . ',
  ],
  ...[
    ' and ',
    ' AND ',
    ', and ',
    ' or ',
    ' plus ',
    ' as well as ',
    '和',
    ' 和 ',
    '、和',
    ' 及 ',
    '以及',
    ' 与 ',
    '跟',
    ' 或 ',
  ],
];

test('2.1: every name is recorded, whatever stands between it and the next', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 9_999 }), fc.constantFrom(...JOINTS)), {
        minLength: 1,
        maxLength: 6,
      }),
      fc.constantFrom('#', '＃'),
      (names, mark) => {
        const answer = names.map(([number, joint], at) => `${at > 0 ? joint : ''}${mark}${number}`).join('');
        expect(affected(answer)).toEqual({
          named: [...new Set(names.map(([number]) => `${mark}${number}`))],
          ...{ added: [], strange: [], unsure: [], more: [] },
        });
      },
    ),
    { numRuns: 500 },
  );
});

test('2.1: a name among words of any kind is recorded or told, never passed over', () => {
  const words = [
    'Export',
    'as CSV',
    'see',
    'like',
    'and the export',
    ': the export of',
    '(was',
    'not',
    '–',
    '-',
    '…',
    'to',
    '至',
  ];
  const name = fc.constantFrom('#1', '＃2', '#34', 'other/repo#5', 'https://example.com/other/repo/issues/6', 'GH-7');
  fc.assert(
    fc.property(
      fc.array(fc.oneof(name, fc.constantFrom(...words), fc.constantFrom('New requirement:', ',', '\n')), {
        maxLength: 8,
      }),
      (pieces) => {
        const { named, strange } = read(pieces.join(' '));
        const said = [...named, ...strange].join(' ').replaceAll('＃', '#');
        for (const one of pieces.filter((piece) => /\d/.test(piece))) expect(said).toContain(one.replace('＃', '#'));
      },
    ),
    { numRuns: 500 },
  );
});

test.each([
  ['#1 #2', ['#1', '#2'], []],
  ['#1 and #2', ['#1', '#2'], []],
  ['#1、#2 和 #3', ['#1', '#2', '#3'], []],
  ['#7 Export as CSV', ['#7'], []],
  ['#7: Export, and print', ['#7'], ['and print']],
  ['#7 – Export', ['#7'], []],
  ['#1 and other/repo#3', ['#1'], ['other/repo#3']],
  ['#1 and new requirement: print', ['#1'], []],
  ['#1 and 2', ['#1'], ['#1 and 2']],
  ['#1–#3', ['#1', '#3'], ['#1–#3']],
  ['#1 to #3', ['#1', '#3'], ['#1 to #3']],
  ['#1至#3', ['#1', '#3'], ['#1至#3']],
  ['#1 replaces what #2 said', ['#1'], ['#1 replaces what #2 said']],
  ['`#1`', [], ['`#1`']],
  ['1. #7\n2. #9', ['#7', '#9'], []],
  ['• #7\n· #9', ['#7', '#9'], []],
  ['1）#7\n2）#9', ['#7', '#9'], []],
])('2.1: of “%s”, %j is recorded and %j is told', (answer, named, told) => {
  expect(read(answer)).toMatchObject({ named, strange: told });
});

/** Between a name and a bare number, or a name: a reader sees more than the two. */
const RANGES = [
  ' to ',
  '至',
  ' 到 ',
  '到',
  ' through ',
  ' thru ',
  ' until ',
  ' till ',
  ' up to ',
  ' .. ',
  ' ... ',
  '–',
  '~',
  '～',
  ' - ',
  '…',
  ' -> ',
  '→',
  '直到',
];
/** Between a name and a bare number that is as much of a name to its reader. */
const BARE = [
  ' ',
  '  ',
  '＋',
  ' + ',
  ' & ',
  ' / ',
  '|',
  ' and ',
  ' or ',
  ' plus ',
  ' as well as ',
  '和',
  ' 和 ',
  '及',
  '与',
  '或',
  '以及',
  '还有',
  ' (also ',
  '（',
  ' (',
  '.',
  ': ',
  ' also ',
];
/** Behind a name: more are meant than stand there. */
const MORE = [
  '等',
  ' 等',
  '等等',
  '等3项',
  ' etc.',
  ' etc',
  ' ff',
  ' ff.',
  ' f.',
  ' …',
  '…',
  '...',
  ' ..',
  ' and more',
  ' and others',
  ' and so on',
  ' and the rest',
  ' et al.',
  '及其他',
  ' 以及其他',
  '之后',
  '以后',
  '起',
  ' onwards',
  ' and following',
  ' and up',
  '及以后',
  '及后续',
  '（等）',
];

test('2.1: a range, a bare number, or a mark that says that more are meant is told, wherever the name stands', () => {
  const name = fc.integer({ min: 1, max: 99 }).map((one) => `#${one}`);
  const more = fc.oneof(
    fc
      .tuple(fc.constantFrom(...RANGES, ...BARE), fc.integer({ min: 1, max: 99 }))
      .map(([between, one]) => `${between}${one}`),
    fc.tuple(fc.constantFrom(...RANGES), name).map(([between, one]) => `${between}${one}`),
    fc.constantFrom(...MORE),
  );
  fc.assert(
    fc.property(
      fc.array(name, { maxLength: 2 }),
      name,
      more,
      fc.constantFrom('', ', #7', '\n- #8'),
      (before, last, behind, after) => {
        const answer = `${[...before, last].join(', ')}${behind}${after}`;
        expect(affected(answer).unsure, answer).toHaveLength(1);
      },
    ),
    { numRuns: 1_500 },
  );
});

test.each([
  ...[
    '#1 to 3',
    '#1至3',
    '#1到3',
    '#1 through 3',
    '#1 thru 3',
    '#1 up to 3',
    '#1 .. 3',
    '#1 ... 3',
    '#1 2',
    '#1 2 3',
    '#1＋2',
    '#1 (also 2)',
    '#1.2',
    '#1、3至5',
    '#1, #3 to 5',
  ],
  ...['#1等', '#1 等', '#1 etc.', '#1 ff', '#1 …', '#1...', '#1 (2, 3)', '#1和2号', '#1 -3', '#1到三'],
])('2.1: of %s more is seen than is recorded: told', (answer) => {
  expect(read(answer).strange).not.toEqual([]);
});

test.each([
  '#7 Export as CSV',
  '#7: Export 1000 invoices',
  '#7 – 2FA login',
  '#7 等级调整',
  '#7 导出 3 个月的发票',
  '#7 Effort per team',
  '#7.',
  '#7。',
  '#7 (PDF)',
  '#7 （导出）',
  '#7 Start and end dates',
  '#7 起始日期',
])('2.1: the words of %s name nothing else', (answer) => {
  expect(read(answer).strange).toEqual([]);
});
