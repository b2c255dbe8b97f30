/** What work once said that it implements is remembered as plainly as it was said: taking it away, or saying it less plainly, must open no gate (`rules.md 6.1`). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { namedChanges } from '../named/reference.ts';
import type { PullSeen } from '../translation.ts';
import { formerly, formerNamed, isTooMany } from './ownword.ts';

type Named = PullSeen['named'][number];
/** What it is called, and whether that was said plainly. */
const told = (one: Named): readonly [string, boolean] =>
  one.kind === 'issue' ? [`#${one.number}`, one.outright] : [one.label, !one.unsure];

const seen = (body: string, former?: PullSeen['formerly']) =>
  ({
    named: namedChanges({ body, branch: 'x', home: 'acme/shop' }),
    ...(former ? { formerly: former } : {}),
  }) as unknown as PullSeen;

function after(...bodies: readonly string[]): readonly Named[] {
  let known: PullSeen | undefined;
  for (const body of bodies) {
    const next = seen(body);
    known = seen(body, formerly(next, known));
  }
  return (known?.formerly ?? []).map(formerNamed);
}

test.each([
  [['Change: #5', ''], [['#5', true]]],
  [['Closes #5', ''], [['#5', false]]],
  [['Change: #5', 'Closes #5'], [['#5', true]]],
  [['Closes #5', 'Change: #5'], []],
  [['Change: #5', 'Closes #5', ''], [['#5', true]]],
  [['Closes #5', 'Change: #5', 'See #5'], [['#5', true]]],
  [['Change: SHIP-12', ''], [['SHIP-12', true]]],
  [['Change: SHIP-12', 'Change: SHIP-12 support'], [['SHIP-12', true]]],
  [['Change: SHIP-12 support', 'Change: SHIP-12'], []],
  [['Change: UTF-8 support', ''], [['UTF-8', false]]],
  [['Change: acme/other#5', 'Closes acme/other#5'], [['acme/other#5', true]]],
  [['See #5', 'Needs SHIP-12', ''], []],
] as const)('6.1: after %j it remembers %j', (bodies, expected) => {
  expect(after(...bodies).map(told)).toEqual(expected);
});

test('6.1: of what versions before remembered, a number may be an ordinary issue’s, and a key is one', () => {
  const former = formerly(seen('Of nothing.'), seen('', ['#5', 'SHIP-12', 'acme/other#5', '+3']));
  expect(former.map(told)).toEqual([
    ['#5', false],
    ['SHIP-12', true],
    ['acme/other#5', true],
    ['+3', true],
  ]);
  expect([isTooMany(former), isTooMany(['+3']), isTooMany(['#5'])]).toEqual([true, true, false]);
});

const NAMES = ['#5', '#6', 'SHIP-12', 'acme/other#5', 'https://git.example/a/b/issues/7'] as const;
const LINES = NAMES.flatMap((name) => [`Change: ${name}`, `Closes ${name}`, `See ${name}`, `Change: ${name} or so`]);

test('6.1: whatever edits follow, what was once said plainly is said so now, or remembered', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.constantFrom(...LINES), { maxLength: 3 }), { minLength: 1, maxLength: 8 }),
      (edits) => {
        const bodies = edits.map((lines) => lines.join('\n\n'));
        const plain = (named: PullSeen['named']) =>
          named.flatMap((one) => {
            if (one.kind === 'elsewhere') return one.unsure ? [] : [one.label];
            return one.outright && !one.mention ? [`#${one.number}`] : [];
          });
        const ever = new Set(bodies.flatMap((body) => plain(seen(body).named)));
        const now = plain(seen(bodies.at(-1) ?? '').named);
        const remembered = after(...bodies).map(told);
        expect(new Set([...now, ...remembered.flatMap(([name, isPlain]) => (isPlain ? [name] : []))])).toEqual(ever);
      },
    ),
    { numRuns: 200 },
  );
});
