/** Shows that whoever sees a command of theirs in a comment sees it done or is told, whatever stands in it or around it, and that prose is left alone. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readComment } from './read.ts';
import type { TypedFacts } from './reading.ts';
import { COMMANDS, QUESTIONS } from './table.ts';

const FACTS: TypedFacts = { people: new Map(), locale: 'en', currency: 'CNY' };

function read(comment: string): { readonly done: number; readonly told: number } {
  const actions = readComment(comment, FACTS);
  const told = actions.filter((one) => one.kind === 'misunderstood').length;
  return { done: actions.length - told, told };
}

const ENTRIES = [...COMMANDS, ...QUESTIONS];
const ENGLISH = ENTRIES.map((one) => one.word);
const ALL = ENTRIES.flatMap((one) => [one.zh, ...(one.also ?? [])]);
/** Without those that are what anybody asks where no slash stands before them. */
const CHINESE = ALL.filter((one) => /\p{Script=Han}/u.test(one) && !['为什么', '为何', '怎么用'].includes(one));
const word = fc.constantFrom(...ENGLISH, ...CHINESE);

/** In front of a command on its line. */
const FRONT = [
  ...[
    '@countersign ',
    '@countersign: ',
    '@mei，',
    '@mei @arch ',
    '@acme/board ',
    '@712020:5b-a1 ',
    '@ci[bot] ',
    '＠mei ',
  ],
  ...['![x](https://e.x/y.png) ', '![](y)', '![a][b] ', '[', '[[', '[ ] ', '[x] ', '[X]', '【'],
  ...['->', '-> ', '=>', '--> ', '→', '»', '+', '! ', '!', '= ', '__', '*', '“', '‘', '(', '—— '],
  ...['<sub>', '<sup>', '<mark>', '<a href="x">', '<abbr title="y">', '<var>', '<foo>', '<time>'],
  ...['✅', '🏽', '①', '1.', '1)', '一、', ':+1: ', ':white_check_mark: ', '… ', '`', ', ', '，'],
  ...['\u2062', '\u034f', '\u2066', '\u202e', '\u3164', '\u{e0041}'],
];
/** Two of the mark of code would make code of what stands between them. */
const MARKS = FRONT.filter((one) => one !== '`');
/** Between the slash and the word. */
const BETWEEN = [
  ' ',
  '　',
  '。',
  '，',
  '"',
  '“',
  '(',
  '（',
  '[',
  '「',
  '/',
  '\u200b \u200b',
  '\u2062',
  '*',
  '\u202e',
  '- ',
];
/** In place of the slash. */
const SLASH = ['、', '／、 ', '。', '？', '?', '\\', '⁄', '//', '／／'];
/** Right behind the word. */
const BEHIND = [
  ...[
    '@mei',
    '@countersign',
    '@acme/board',
    '.it fits',
    '.Fits',
    '.好的',
    '"',
    '”',
    ')',
    '）',
    ']',
    '？',
    '?',
    '✅',
    '…',
    '...',
    '~',
    '_',
  ],
  ...[
    '+1',
    '+ok',
    '#12',
    '、',
    '"太贵"',
    '（预算可行）',
    '(fits)',
    '@mei，好',
    '</sub>',
    '·',
    '|',
    '\u2062',
    '\u034f',
    '\u{e0041}',
    '`',
  ],
];

test('6.3: with anything in front that is no word, between, in place of the slash or behind, a command is told and not done', () => {
  const part = (some: readonly string[]) => fc.constantFrom(...some);
  const written = fc.oneof(
    fc.tuple(part(FRONT), word).map(([front, one]) => `${front}/${one}`),
    fc
      .tuple(part(MARKS), part(MARKS), part(BETWEEN), word)
      .map(([front, more, between, one]) => `${front}${more}/${between}${one}`),
    fc.tuple(part(BETWEEN), word).map(([between, one]) => `/${between}${one}`),
    fc.tuple(part(SLASH), word).map(([slash, one]) => `${slash}${one}`),
    fc.tuple(word, part(BEHIND)).map(([one, behind]) => `/${one}${behind}`),
    fc.tuple(part(MARKS), word, part(BEHIND)).map(([front, one, behind]) => `${front}/${one}${behind}`),
  );
  fc.assert(
    fc.property(written, fc.constantFrom('', 'Looks good.\n', 'Thanks\n\n'), (line, above) => {
      expect(read(`${above}${line}`), JSON.stringify(line)).toEqual({ done: 0, told: 1 });
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ...FRONT.map((one) => `${one}/approve`),
  ...BEHIND.map((one) => `/批准${one}`),
  ...BETWEEN.map((one) => `/${one}批准`),
])('6.3: %j is told and not done', (line) => {
  expect(read(line)).toEqual({ done: 0, told: 1 });
});

test.each([
  '@mei /aprove',
  '✅ /lgtm',
  '@mei，/同意',
  '/。批淮',
  '“/同意”',
  '1、/審批',
  '[x] /aprove',
  '<sub>/aprove</sub>',
])('6.3: %j, nearly one of ours and not as a command is written, is told', (line) => {
  expect(read(line)).toEqual({ done: 0, told: 1 });
});

/** Characters that take no room, as editors and copying leave them. */
const ROOM = ['\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\ufe0f'];
/** Others that nobody sees, or that change what is read. */
const UNSEEN = [
  '\u034f',
  '\u2061',
  '\u2062',
  '\u2063',
  '\u2064',
  '\u200e',
  '\u200f',
  '\u202d',
  '\u202e',
  '\u2066',
  '\ufe00',
  '\u{e0020}',
  '\u{e0101}',
];

test('6.3: a word is the word that is seen, whatever takes no room within it; with anything else that nobody sees it is told', () => {
  fc.assert(
    fc.property(word, fc.constantFrom(...ROOM, ...UNSEEN), fc.nat(), (one, unseen, at) => {
      const place = 1 + (at % (one.length - 1));
      const plain = read(`/${one}`);
      const found = read(`/${one.slice(0, place)}${unseen}${one.slice(place)}`);
      expect(found).toEqual(ROOM.includes(unseen) ? plain : { done: 0, told: 1 });
    }),
    { numRuns: 1_000 },
  );
});

test('6.3: no character that nobody sees hides a reservation', () => {
  for (const unseen of [...ROOM, ...UNSEEN])
    expect(read(`/approve n${unseen}ot yet`), JSON.stringify(unseen)).toEqual({ done: 0, told: 1 });
});

test('6.3: a word of Chinese characters with blanks in it, or of which only the beginning was typed, is told', () => {
  for (const one of CHINESE) {
    const letters = [...one];
    for (const blank of [' ', '　', '\u00a0'])
      expect(read(`/${letters.join(blank)}`), one).toEqual({ done: 0, told: 1 });
    for (let length = 1; length < letters.length; length += 1) {
      const begun = letters.slice(0, length).join('');
      if (!CHINESE.includes(begun)) expect(read(`/${begun}`), begun).toEqual({ done: 0, told: 1 });
    }
  }
});

/** As Taiwan and Hong Kong write the words of ours; what is the same there is missing. */
const TRADITIONAL = [
  ...[
    '確認',
    '重新打開',
    '補充信息',
    '重複',
    '重覆',
    '評估',
    '計劃',
    '計畫',
    '備選方案',
    '升級',
    '評審',
    '批準',
    '反對',
    '棄權',
    '異議',
  ],
  ...[
    '解決',
    '採納',
    '不採納',
    '條件',
    '滿足',
    '推遲',
    '重啟',
    '重啓',
    '降級',
    '附議',
    '緊急',
    '追認',
    '暫停',
    '恢復',
    '開始',
    '放棄',
  ],
  ...['證據', '實際', '驗證', '關閉', '説明', '說明', '幫助', '駁回'],
];
/** … and the words that are common for one of ours. */
const SYNONYMS = [
  ...[
    ['審批', '同意'],
    ['审批', '同意'],
    ['审批通过', '同意'],
    ['核准', '同意'],
    ['准许', '同意'],
    ['赞同', '同意'],
    ['支持', '同意'],
    ['認可', '同意'],
    ['赞同', '同意'],
    ['同意上线', '同意'],
  ],
  ...[
    ['释放', '解除暂停'],
    ['釋放', '解除暂停'],
    ['解除暫停', '解除暂停'],
    ['不贊成', '反对'],
    ['投反对票', '反对'],
    ['不认可', '反对'],
    ['審核', '评审'],
    ['审核', '评审'],
    ['核驗', '验证'],
    ['關單', '关闭'],
  ],
] as const;

test.each(TRADITIONAL)('6.3: /%s is told which word of ours it is', (typed) => {
  const [action] = readComment(`/${typed}`, FACTS);
  expect(action).toMatchObject({ kind: 'misunderstood', misunderstanding: { code: 'unknown-command' } });
  const meant = action?.kind === 'misunderstood' ? String(action.misunderstanding.values.meant) : '';
  expect(ALL).toContain(meant);
  // By one of its words it is read, and by the one of them that is shown it is called.
  expect(ENTRIES.map((one) => one.zh)).toContain(meant);
});

test.each(SYNONYMS)('6.3: whoever writes /%s is told of /%s', (typed, meant) => {
  expect(JSON.stringify(readComment(`/${typed}`, FACTS))).toContain(`"/${meant}`);
});

test.each([
  'a <!-- b -- c\n/approve\n-->',
  'a <!--> b\n/approve\n-->',
  'a <!---> b\n/approve\n-->',
  'a <!-- b --- c\n/批准\n-->',
  'a <!-- b\n/approve\n--->',
])('6.3: %j is no comment to GitHub, which shows its lines: told', (comment) => {
  expect(Object.values(read(comment))).toContain(1);
});

/** Slashes as people write them for other ends. */
const PROSE = [
  ...[
    '/usr/bin',
    '/usr/bin/approve is missing',
    '/etc',
    'and/or',
    'km/h',
    '1/2',
    '1/2/2027',
    '2027/1/2',
    '/s',
    '/approve/reject',
    'n/a',
    '24/7',
    'w/o',
  ],
  ...[
    'https://e.x/approve',
    '//e.x/approve',
    'http://e.x/a/批准',
    'file:///approve',
    'C:\\approve\\x',
    '~/approve',
    './approve',
    '../close',
    '$HOME/start',
  ],
  ...[
    'either /approve or /reject',
    'I would /approve',
    'he said “/approve” to it',
    '是/否',
    '同意/反对',
    '批准/反对',
    '中/英',
    '（见 /批准 命令）',
  ],
  ...[
    '/approve.md',
    '/plan.yml is old',
    '/start.sh',
    '/help.html#top',
    '/close_all',
    '/release/2.0',
    '/release.2.0',
    '/plan=1&x=2',
    '/help#options',
  ],
  ...[
    '@countersign/plan',
    '@acme/review please look',
    '#/plan',
    '@/plan',
    '*/5 * * * *',
    '| /approve |',
    '</approve>',
    '</p>',
    's/approve/reject/',
  ],
  ...[
    '✅ /users',
    '@mei /etc/hosts',
    '@mei see /approve',
    '![x](y) see /approve',
    '[docs](https://e.x) /approve',
    '`x` /approve',
    '`/approve`',
    '- `/approve`',
  ],
  ...[
    '~~/approve~~',
    '[/approve](https://e.x)',
    '<code>/approve</code>',
    '<kbd>/approve</kbd>',
    '<s>/approve</s>',
    '**`/approve`**',
    '👍 `/approve`',
    '<!-- /approve -->',
  ],
  ...[
    '/项目',
    '/首页/设置',
    '/用户',
    '。谢谢',
    '？为什么',
    '、以及',
    '“引号”',
    '（注）',
    '1. 好',
    '——完',
    '/cc @mei',
    '/assign @mei',
    '/deploy prod',
    '/retest',
  ],
  ...['- /users\n- /status\n- /reviews', '- "/reviews" fails', '- "/approved"', '1. /planes'],
];

test.each(PROSE)('6.3: %j is not answered', (line) => {
  expect(readComment(line, FACTS)).toEqual([]);
});

test('6.3: a line of ornaments without end costs no more than its length', () => {
  for (const one of [
    '![',
    '![!](!)',
    '@a ',
    '<a ',
    '[x]',
    ':a',
    '- ',
    '->',
    '/ ',
    '“',
    '\u2062',
    '。',
    '`',
    '批 ',
    'a\u200b',
  ]) {
    const line = `${one.repeat(60_000)}/approve`.slice(-65_000);
    const parts = [{ kind: 'text', lines: [{ shown: line, written: line }] }] as const;
    expect(readComment(parts, FACTS).filter(({ kind }) => kind === 'command')).toEqual([]);
    expect(readComment([{ ...parts[0], lines: [{ shown: `/${line}`, written: line }] }], FACTS)).toEqual(
      expect.anything(),
    );
  }
});
