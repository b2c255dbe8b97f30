/** Keys of Jira's requests on a line of `Change:`: those that the policy can name, and no prose. */
import { resolvePolicy } from '@countersign/core/policy/resolve.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { namedChanges } from './reference.ts';

const keys = (body: string) =>
  namedChanges({ body, branch: 'x', home: 'github.com/acme/billing' }).map((one) =>
    one.kind === 'elsewhere' ? `${one.label}${one.unsure ? '?' : ''}` : `#${one.number}`,
  );

test.each([
  ['Change: SHIP-12', ['SHIP-12']],
  ['**Change:** SHIP-12, SHIP-13', ['SHIP-12', 'SHIP-13']],
  ['变更：SHIP-12、#5', ['SHIP-12', '#5']],
  ['Change: ship-12', ['SHIP-12?']],
  ['Change: Ship-12', ['SHIP-12?']],
  ['Change: SHIP_X-12', ['SHIP_X-12']],
  ['Change: VERYLONGPROJECTKEY-12', ['VERYLONGPROJECTKEY-12']],
  // Whether that is prose, the policy's own list of projects tells.
  ['Change: SHIP-12 export as PDF', ['SHIP-12?']],
  ['Change: UTF-8 for exports', ['UTF-8?']],
  ['Change: use UTF-8 for exports', []],
  ['Change: fix CVE-2024-3094', []],
  ['Change: CVE-2024-3094', []],
  ['Change: AES-256-GCM', []],
  ['Change: ISO-8601.2', []],
  ['变更：改用 UTF-8', []],
  ['See SHIP-12', []],
  ['Change: SHIP-123456789', []],
])('R083–R088: %j names %j', (body, expected) => {
  expect(keys(body)).toEqual(expected);
});

test('R087: whatever key a policy may list, a pull request can name a request of it', () => {
  const isListed = (key: string) =>
    'policy' in
    resolvePolicy(`profile: light\nroles: {lead: ["@a"], customer: ["@b"]}\ngates: {merge: {jira: ["${key}"]}}\n`);
  fc.assert(
    fc.property(
      fc.stringMatching(/^[A-Z][A-Za-z0-9_]{1,31}$/),
      fc.integer({ min: 1, max: 9_999_999 }),
      (key, number) => {
        if (isListed(key)) expect(keys(`Change: ${key}-${number}`)).toEqual([`${key}-${number}`]);
      },
    ),
    { numRuns: 300 },
  );
  for (const key of ['SHIP', 'A1', 'SHIP_X', `A${'B'.repeat(30)}`]) expect([key, isListed(key)]).toEqual([key, true]);
  for (const key of ['ship', 'S', 'S-1', 'GH', `A${'B'.repeat(31)}`])
    expect([key, isListed(key)]).toEqual([key, false]);
});
