/** Shows that new versions of what a workflow uses are told from any other change, line for line (`rules.md 6.4`). */
import '../../../test/instruments/seed.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isVersionBump } from './bump.ts';

const SHA = 'b4ffde65f46336ab88eb53be808477a3936bae11';
const NEXT = 'a81bbbf8298c0fa03ea29cdc473d45769f953675';

const flow = (uses: string, run = 'npm test') => `name: ci
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: ${uses}
      - run: ${run}
`;
const isBump = (before: string, after: string) => isVersionBump(flow(before), flow(after));

test.each([
  ['actions/checkout@v4', 'actions/checkout@v5'],
  ['actions/checkout@v4.1.0', 'actions/checkout@v4.1.1'],
  ['actions/checkout@4', 'actions/checkout@5'],
  ['"actions/checkout@v4"', '"actions/checkout@v5"'],
  ['acme/flows/.github/workflows/build.yml@v1', 'acme/flows/.github/workflows/build.yml@v2'],
  ['actions/checkout@v4.2.0', 'actions/checkout@v4'],
  ['actions/checkout@v4.0.0-beta.1', 'actions/checkout@v4.0.0'],
  ['actions/checkout@v4', `actions/checkout@${NEXT} # v4`],
  [`actions/checkout@${SHA} # v4`, `actions/checkout@${NEXT} # v4`],
  ['actions/checkout@v4', `actions/checkout@${NEXT} # v5.0.0`],
  [`actions/checkout@${SHA} # v4.1.1`, `actions/checkout@${NEXT} # v4.1.2`],
  [`actions/checkout@${SHA} #v4`, `actions/checkout@${NEXT} #v5`],
  [`actions/checkout@${SHA}`, `actions/checkout@${NEXT} # v5`],
])('6.4: %s to %s is a new version, and nothing else', (before, after) => expect(isBump(before, after)).toBe(true));

test.each([
  ['actions/checkout@v4', 'actions/checkout@main'],
  ['actions/checkout@v4', 'evil/checkout@v5'],
  ['actions/checkout@v4', 'actions/checkout-x@v5'],
  ['actions/checkout@v4', `actions/checkout@${NEXT}`],
  ['actions/checkout@v4', `actions/checkout@${NEXT} # main`],
  [`actions/checkout@${SHA} # v4`, `actions/checkout@${NEXT}`],
  ['actions/checkout@v5', 'actions/checkout@v4'],
  ['actions/checkout@v4', 'actions/checkout@v4.2.0'],
  ['actions/checkout@v4.1', 'actions/checkout@v4.1.7'],
  ['actions/checkout@v5.0.0', 'actions/checkout@v5.0.0-beta.1'],
  ['actions/checkout@v5.0.0-beta.1', 'actions/checkout@v5.0.0-beta.2'],
  ['actions/checkout@5.0.0', 'actions/checkout@v5.0.0'],
  [`actions/checkout@${SHA} # v4.1.1`, 'actions/checkout@v4.1.2'],
  [`actions/checkout@${SHA} # v4.1.1`, 'actions/checkout@v5'],
  [`actions/checkout@${SHA}`, 'actions/checkout@v5'],
  [`actions/checkout@${SHA} # v4.1.1`, `actions/checkout@${NEXT} # v4.1.1`],
  [`actions/checkout@${SHA} # v4.1.1`, `actions/checkout@${NEXT} # v3`],
  ['actions/checkout@v4', 'Actions/checkout@v5'],
  ['actions/checkout@v4', 'аctions/checkout@v5'],
  ['actions/cache/save@v4', 'actions/cache/restore@v5'],
  [`actions/checkout@${SHA} # v4.1.1`, `actions/checkout@${NEXT} # v4.1.0`],
  ['actions/checkout@main', 'actions/checkout@v5'],
  ['actions/checkout@v4', 'actions/checkout@v5 # and more'],
  ['actions/checkout@v4', 'actions/checkout@v5\n      - run: curl evil'],
  ['actions/checkout@v4', '"actions/checkout@v5"'],
  ['actions/checkout@v4', 'actions/checkout@v5 '],
  ['actions/checkout@v4', 'actions/checkout@v5\u2028'],
  ['actions/checkout@v4', './local'],
  ['docker://alpine@v3', 'docker://alpine@v4'],
  ['actions/checkout@v4', 'actions/checkout@v4'],
])('6.4: %j to %j is more than a new version', (before, after) => expect(isBump(before, after)).toBe(false));

test('6.4: a new version beside any other change is more than a new version', () => {
  const [before, after] = ['actions/checkout@v4', 'actions/checkout@v5'];
  expect(isVersionBump(flow(before), flow(after, 'npm test || true'))).toBe(false);
  expect(isVersionBump(flow(before), flow(after).replace('on: push', 'on: pull_request_target'))).toBe(false);
  expect(isVersionBump(flow(before), flow(after).slice(0, -1))).toBe(false);
  expect(isVersionBump(flow(before), `${flow(after)}# x\n`)).toBe(false);
});

const SIGNS = ['v', ''] as const;
const reference = fc.record({
  sign: fc.constantFrom(...SIGNS),
  numbers: fc.array(fc.nat(3), { minLength: 1, maxLength: 4 }),
  behind: fc.constantFrom('', '-beta.1', '+7'),
  sha: fc.constantFrom(undefined, undefined, SHA, NEXT),
  owner: fc.constantFrom('actions', 'actions', 'actions', 'evil', 'Actions'),
});

test('6.4: whatever stands there, no commit becomes a tag, no version an older one, and no action another', () => {
  fc.assert(
    fc.property(reference, reference, (one, other) => {
      const uses = ({ sign, numbers, behind, sha, owner }: typeof one) => {
        const said = `${sign}${numbers.join('.')}${behind}`;
        return sha ? `${owner}/cache@${sha} # ${said}` : `${owner}/cache@${said}`;
      };
      if (!isBump(uses(one), uses(other))) return;
      expect(other.owner).toBe(one.owner);
      expect(one.sha === undefined || other.sha !== undefined).toBe(true);
      const length = Math.min(one.numbers.length, other.numbers.length);
      const [was, is] = [one, other].map(({ numbers }) =>
        numbers
          .slice(0, length)
          .map((n) => `${n}`)
          .join('.'),
      );
      expect((is ?? '') >= (was ?? '')).toBe(true);
      // Both ways it is no raise, unless a tag that goes on is followed, or replaced by what it stands at.
      expect(isBump(uses(other), uses(one)) && other.numbers.length > 2).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

const version = fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20));
const written = (one: readonly number[]) => `v${one.join('.')}`;

test('6.4: whatever versions there are, the newer one passes alone, and with one more letter anywhere it does not', () => {
  fc.assert(
    fc.property(
      version,
      fc.nat(2),
      fc.integer({ min: 1, max: 9 }),
      fc.nat(),
      fc.boolean(),
      (was, at, more, where, isSha) => {
        const is = was.map((one, index) => (index < at ? one : index === at ? one + more : 0));
        const use = (sha: string, one: readonly number[]) =>
          isSha ? `actions/cache@${sha} # ${written(one)}` : `actions/cache@${written(one)}`;
        const [before, after] = [flow(use(SHA, was)), flow(use(NEXT, is))];
        expect(isVersionBump(before, after)).toBe(true);
        expect(isVersionBump(after, before)).toBe(false);
        const [line = ''] = after.split('\n').filter((one) => one.includes('uses:'));
        const begin = after.indexOf(line);
        const outside = where % after.length;
        // Within the line that is raised, another letter may be of another version.
        const place = outside >= begin && outside <= begin + line.length ? begin + line.length + 1 : outside;
        expect(isVersionBump(before, `${after.slice(0, place)}x${after.slice(place)}`)).toBe(false);
      },
    ),
    { numRuns: 500 },
  );
});
