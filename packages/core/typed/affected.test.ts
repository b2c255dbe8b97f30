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
