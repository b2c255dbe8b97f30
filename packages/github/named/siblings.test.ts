/** Siblings of what people were seen to write: what opens, what only closes and what names nothing, put together from parts and drawn by the seed of the run. */
import '../../../test/instruments/seed.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { namedChanges } from './reference.ts';

const named = (body: string, title = '') => {
  const all = namedChanges({ body, title, branch: 'x', home: 'github.com/acme/billing' });
  const numbers = (isMention: boolean) =>
    all.flatMap((one) => (one.kind === 'issue' && Boolean(one.mention) === isMention ? [one.number] : []));
  return { opens: numbers(false), closes: numbers(true) };
};

const LABELS = [
  ...['Change', 'change', 'CHANGES', 'Change request', 'Change Requests', 'change-request', 'CR', 'Change No.'],
  ...[
    '变更',
    '变更请求',
    '变更申请',
    '变更单',
    '需求变更',
    '关联变更',
    '关联变更请求',
    '关联需求变更',
    '变更编号',
    '变更单号',
  ],
];
const COLONS = [':', '：', ' : ', ': '];
const NUMBERS = [
  ...['#5', '＃5', '＃５', 'acme/billing#5', 'GH-5', '[#5](https://github.com/acme/billing/issues/5)'],
  ...['https://github.com/acme/billing/issues/5', '<https://github.com/acme/billing/issues/5>'],
];
const KEYWORDS = [
  ...['close', 'Closes', 'closed', 'fix', 'Fixes', 'FIXED', 'resolve', 'Resolves', 'resolved', '关闭', '修复', '解决'],
];
/** How a line stands in a description. */
const HELD: readonly ((line: string) => string)[] = [
  (line) => line,
  (line) => `- ${line}`,
  (line) => `1. ${line}`,
  (line) => `### ${line}`,
  (line) => `Adds the export.\n${line}\n\nMore.`,
  (line) => `Adds the export\n${line}`,
  (line) => `*Adds the export*  \n${line}\n- tested`,
];
const BOLD: readonly ((label: string, colon: string) => string)[] = [
  (label, colon) => `${label}${colon}`,
  (label, colon) => `**${label}${colon.trim()}** `,
  (label, colon) => `**${label}**${colon}`,
  (label, colon) => `__${label}${colon.trim()}__ `,
];

const from = <One>(all: readonly One[]) => fc.constantFrom(...all);
const RUNS = { numRuns: 300 } as const;

test('6.3: a line of `Change:` and its kin opens, in every dress', () => {
  fc.assert(
    fc.property(
      from(LABELS),
      from(COLONS),
      from(BOLD),
      from(NUMBERS),
      from(HELD),
      (label, colon, dress, number, hold) => {
        const body = hold(`${dress(label, colon)}${number}`);
        expect(named(body), body).toEqual({ opens: [5], closes: [] });
      },
    ),
    RUNS,
  );
});

test('6.3: a closing keyword alone on its line opens, with all that its list names', () => {
  const lists: readonly ((number: string) => readonly [string, readonly number[]])[] = [
    (number) => [number, [5]],
    (number) => [`${number}.`, [5]],
    (number) => [`${number}, #6`, [5, 6]],
    (number) => [`${number}、#6 和 ＃7`, [5, 6, 7]],
    (number) => [`${number} and #6`, [5, 6]],
    (number) => [`${number} & #6, closes #7`, [5, 6, 7]],
    (number) => [`${number} #6`, [5, 6]],
  ];
  fc.assert(
    fc.property(
      from(KEYWORDS),
      from([' ', ': ', '：']),
      from(NUMBERS),
      from(lists),
      from(HELD),
      (word, between, number, list, hold) => {
        const [words, numbers] = list(number);
        const body = hold(`${word}${between}${words}`);
        expect(named(body), body).toEqual({ opens: numbers, closes: [] });
      },
    ),
    RUNS,
  );
});

/** What is said of a request by words that take it back. */
const NEGATED = [
  ...[
    "It doesn't fix {}",
    'It doesn’t fix {}',
    'Will not resolve {}',
    "won't close {}",
    'never fixes {}',
    'no longer closes {}',
  ],
  ...['This does not yet fully and finally fix {}', 'cannot resolve {}', 'This is not a fix for {}', 'unrelated to {}'],
  ...[
    'Not related to {}',
    'does not touch {} or #6',
    'dont close {}',
    'Neither closes {} nor fixes #6',
    'without fixing {}',
  ],
  ...['It isnt about {}', '{} is not fixed by this', 'instead of fixing {}', 'Opens the door, but does not close {}'],
  ...[
    '不修复 {}',
    '本次未解决 {}',
    '没有关闭{}',
    '不会修复 {}',
    '并非修复 {}',
    '无需关闭 {}',
    '不是为了 {}',
    '与 {} 无关',
  ],
  ...['和 {} 没有关系', '尚未解决 {} 和 #6', '无法解决{}', '不再关闭 {}'],
];
const LONE = ['#5', '＃5', 'acme/billing#5', 'https://github.com/acme/billing/issues/5'];

test('6.3: what is negated names nothing', () => {
  fc.assert(
    fc.property(from(NEGATED), from(LONE), from(HELD.slice(0, 5)), (words, number, hold) => {
      const body = hold(words.replace('{}', `${number} `).trim());
      expect(named(body), body).toEqual({ opens: [], closes: [] });
    }),
    RUNS,
  );
});

/** Said among other words: nobody says that the work implements it, and it may hold it back all the same. */
const MENTIONED = [
  ...[
    'This fixes {}',
    'Part of {}',
    'See {}',
    'partially closes {}',
    'Closes {} when merged',
    'Does this close {}?',
    'Fixes {}?',
  ],
  ...[
    'If this closes {}, fine',
    'Not only fixes {} but more',
    'Do not merge before {} is approved',
    'Not ready yet, closes {}',
  ],
  ...['It is not ready. Fixes {}', 'It does not log in, but fixes {}', '{} first', 'Follow-up of {}', 'Change: see {}'],
  ...[
    'Change: PDF export ({})',
    'A change: {}',
    'cannot ship without {}',
    '{} is not approved yet',
    'does not only close {}',
  ],
  ...[
    '本次修复了 {}',
    '参见 {}',
    '修复 {} 的一部分',
    '请不要在 {} 批准前合并',
    '不仅修复 {}',
    '不影响登录，修复 {}',
    '部分解决 {}',
  ],
  ...[
    '- [ ] Post-merge: close {} with a note',
    '- [ ] closes {}',
    '- [x] closes {}',
    '- [ ] Change: {}',
    '> Change: {}',
  ],
  ...[
    '| a | b |\n|---|---|\n| Change | {} |',
    'It does not\nfix {}',
    '# About {}',
    '如果合并，关闭 {}',
    '*closes* a part of {}',
  ],
];

test('6.3: what is only mentioned opens nothing and can close', () => {
  fc.assert(
    fc.property(from(MENTIONED), from(LONE), (words, number) => {
      const body = words.replace('{}', `${number} `).trim();
      // Over two lines the one before it decides.
      const expected = body.startsWith('It does not\n') ? { opens: [], closes: [] } : { opens: [], closes: [5] };
      expect(named(body), body).toEqual(expected);
    }),
    RUNS,
  );
});

test('6.3: code names nothing, wherever it stands', () => {
  fc.assert(
    fc.property(
      from(['Closes {}', 'Change: {}', '变更：{}', 'see {}']),
      from(LONE),
      from<(words: string) => string>([
        (words) => `Use \`${words}\` to link a request.`,
        (words) => `\`${words}\``,
        (words) => `- \`\`${words}\`\``,
        (words) => `\`\`\`\n${words}\n\`\`\``,
        (words) => `> \`${words}\``,
        (words) => `| a |\n|---|\n| \`${words}\` |`,
      ]),
      (words, number, write) => {
        const body = write(words.replace('{}', number));
        expect(named(body), body).toEqual({ opens: [], closes: [] });
      },
    ),
    RUNS,
  );
});

test('6.3: a title only mentions', () => {
  fc.assert(
    fc.property(from(['Export {}', 'Closes {}', 'Change: {}', 'Export ({})']), from(LONE), (words, number) => {
      expect(named('', words.replace('{}', number))).toEqual({ opens: [], closes: [5] });
    }),
  );
  expect(named('', 'Use `Closes #5`')).toEqual({ opens: [], closes: [] });
});

test('6.3: what opens is no mention besides, and a link is where it leads', () => {
  expect(named('Change: #5\n\nSee #5 and #6')).toEqual({ opens: [5], closes: [6] });
  expect(named('See [#7](https://github.com/other/repo/issues/7)')).toEqual({ opens: [], closes: [] });
  expect(named('See [the export](https://github.com/acme/billing/issues/7)')).toEqual({ opens: [], closes: [7] });
  expect(named('See [#7](https://example.com)')).toEqual({ opens: [], closes: [7] });
});
