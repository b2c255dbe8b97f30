import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogue } from '../text/catalogue.ts';
import { LOCALES } from '../text/locale.ts';
import { KEY_NAMES } from './key/keys.ts';
import { problemSentence } from './problem.ts';
import { resolvePolicy } from './resolve.ts';
import { ROLES } from './role.ts';
import { policyTemplate } from './template.ts';
import '../../../test/instruments/seed.ts';

const SAY = LOCALES.map((locale) => catalogue(locale));
const NAMES = { lead: 'mei', expert: 'arch', customer: 'carla', sponsor: 'fin', quality: 'qa' };
const GOOD = LOCALES.flatMap((locale) =>
  (['light', 'standard'] as const).map((profile) => policyTemplate(profile, locale, NAMES)),
);
const FULL = `${GOOD[1]}aliases: [["@a", "@b"]]
review-days: {minor: 1}
freeze:
  - {from: 2026-12-24, to: 2026-12-26, stages: [merge], reason: x}
bots: ["@b[bot]"]
tolerance: {schedule: 10}
requirements: {label: requirement}
criteria: [clear]
triage: auto
acceptance: true
`;

/** Reads and has everything said; what throws fails the test, and so does what nobody foresaw. */
function read(source: string): 'policy' | readonly string[] {
  const resolved = resolvePolicy(source);
  if ('policy' in resolved) return 'policy';
  expect(resolved.problems.length).toBeGreaterThan(0);
  expect(resolved.problems.map((one) => one.code)).not.toContain('unforeseen');
  return resolved.problems.flatMap((one) => SAY.map((say) => problemSentence(one, say)));
}

test('the policy that everything is tried on is one', () => {
  expect(read(FULL)).toBe('policy');
});

test.each([
  ['RMB', 'CNY'],
  ['rmb', 'CNY'],
  ['人民币', 'CNY'],
  ['元', 'CNY'],
  ['￥', 'CNY'],
  ['¥', 'CNY'],
  ['CN¥', 'CNY'],
  ['US$', 'USD'],
  ['€', 'EUR'],
  ['" eur "', 'EUR'],
  ['Euro', 'EUR'],
  ['NTD', 'TWD'],
  ['Dollar', 'unknown-currency'],
  ['$', 'unknown-currency'],
  ['XXY', 'unknown-currency'],
  ['__proto__', 'unknown-currency'],
])('a currency may be called what people call it: %s', (given, expected) => {
  const source = `profile: light\ncurrency: ${given}\nbudget: 1,200,000\nroles: {lead: ["@a"], customer: ["@b"]}\n`;
  const resolved = resolvePolicy(source);
  if ('policy' in resolved)
    expect([resolved.policy.currency, resolved.policy.yardstick.budget]).toEqual([
      expected,
      { minor: 120_000_000, currency: expected },
    ]);
  else expect(resolved.problems.map((one) => `${one.code}@${one.line}`)).toEqual([`${expected}@2`]);
});

test.each([
  ['roles:\n  lead: [@mei]\n', 2, /begins with @ needs quotation marks: \["@mei"\]/],
  ['roles:\n  lead:\n    - @mei\n', 3, /begins with @/],
  ['gates: {merge: {paths: [*.md]}}\n', 1, /begins with \* needs quotation marks/],
  ['gates:\n  merge:\n    branches:\n      - *\n', 4, /begins with \*/],
  ['gates:\n  merge:\n    paths:\n      - **/src\n', 4, /begins with \*/],
  ['gates: {merge: {paths: [!src]}}\n', 1, /begins with ! needs quotation marks/],
  [`a: ${'['.repeat(40)}\n`, 1, /within each other/],
  ['profile: light\n---\nprofile: light\n', 2, /valid YAML/],
  ['? [a]\n: b\n', 1, /key: value/],
])('what YAML reserves is said in words of ours: %j', (source, line, words) => {
  const said = read(source);
  expect(said[0]).toMatch(new RegExp(`^Line ${line}: `));
  expect(said[0]).toMatch(words);
});

const SCALARS = [
  ...['', '~', 'null', 'true', 'no', '0', '-1', '1e400', '.inf', '-.inf', '.nan', '0x7f', '1_000', '9'.repeat(400)],
  ...[
    '2026-12-24',
    '2026-02-30',
    '2026-12-24T18:00:00+08:00',
    '12:30:45',
    '!!binary aGk=',
    '!!str x',
    '!a b',
    '&a b',
    '*a',
  ],
  ...[
    '[]',
    '{}',
    '[[]]',
    '{a: b}',
    '[1, ~, {}]',
    '{name: 1}',
    '{name: x, mail: y}',
    '{__proto__: {profile: light}}',
    '|\n x',
    '>\n x',
  ],
  ...[
    '"\\0"',
    '"\\ud800"',
    '"\\u2028"',
    '"@"',
    '"@a/b/c"',
    '"group/"',
    'RMB',
    'CST',
    '__proto__',
    'constructor',
    '"{a"',
    '"{a, plural, other{x}}"',
  ],
  ...[
    'x'.repeat(5_000),
    `"${'a@'.repeat(2_000)}"`,
    `"${'-'.repeat(3_000)}@a.b"`,
    `[${Array(300).fill('customer').join(', ')}]`,
  ],
];
const scalar = fc.constantFrom(...SCALARS);
const key = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...KEY_NAMES) },
  fc.constantFrom('__proto__', 'constructor', 'toString', '<<', '1', 'null', '"\\0"'),
);
const inner = fc.oneof(
  fc.constantFrom(...ROLES),
  fc.constantFrom('minor', 'critical', 'merge', 'schedule', 'label', 'from', '__proto__', 'hasOwnProperty'),
);
const value = fc.oneof(
  { weight: 3, arbitrary: scalar },
  fc.array(scalar, { maxLength: 4 }).map((some) => `[${some.join(', ')}]`),
  fc
    .array(fc.tuple(inner, scalar), { maxLength: 4 })
    .map((some) => `{${some.map(([a, b]) => `${a}: ${b}`).join(', ')}}`),
  fc
    .array(fc.tuple(inner, scalar), { minLength: 1, maxLength: 4 })
    .map((some) => some.map(([a, b]) => `\n  ${a}: ${b}`).join('')),
);

/** A valid policy with the value of one key, or of one line of any depth, exchanged. */
const mutated = fc.oneof(
  fc.tuple(key, value).map(([name, given]) => {
    const without = FULL.replace(new RegExp(`^${name.replace(/\W/g, '.')}:.*\\n((?: .*)?\\n)*`, 'm'), '');
    return `${without}\n${name}: ${given}\n`;
  }),
  fc.tuple(fc.nat(), value).map(([at, given]) => {
    const lines = FULL.split('\n');
    const index = at % lines.length;
    lines[index] = (lines[index] ?? '').replace(/:.*/, `: ${given}`);
    return lines.join('\n');
  }),
  fc
    .tuple(fc.nat(), fc.nat({ max: 30 }), fc.string({ unit: fc.constantFrom(...':-?[]{},#&*!|>\'"%@`\n\t \0é') }))
    .map(([at, gone, put]) => FULL.slice(0, at % FULL.length) + put + FULL.slice((at % FULL.length) + gone)),
);

test('4.4: whatever stands in a policy, its reader answers with a policy or with problems that can be said', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        mutated,
        fc.string({ unit: 'binary' }),
        fc.json(),
        fc.tuple(key, value).map((one) => one.join(': ')),
      ),
      (source) => {
        read(source);
      },
    ),
    { numRuns: 300 },
  );
});
