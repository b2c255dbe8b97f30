/** What people do around a pull request, and what GitHub leaves out for it, opens nothing and leaves nothing unanswered (`rules.md 6.1`). */
import { afterEach, expect, test } from 'vitest';
import { type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

function opened(branch: string, message: string, folder: string, body = ''): number {
  line.as('developer').push(branch, message, { [`${folder}/${branch.replaceAll('/', '-')}.js`]: 'x' }, 'main');
  return line.as('developer').openPull({ title: message, body, head: branch, base: 'main' });
}

test('6.1: a commit that asks for no checks is answered, a revert is no work on what it reverts, and asking again changes no verdict', async () => {
  line = await openLine();
  const silent = opened('silent', 'Work\n\nskip-checks: true', 'src');
  const skipped = opened('skipped', '[skip ci] Words', 'docs');
  const revert = opened('revert-9-revert-3-change/12', 'Reapply "Export"', 'src', `Reverts #${skipped}`);
  await line.settled();
  const conclusions = () => [silent, skipped, revert].map((one) => line.check(one)?.conclusion);
  const expected = ['action_required', 'success', 'action_required'];
  expect(conclusions()).toEqual(expected);
  for (const one of [silent, skipped]) line.as('technical-expert').rerunCheck(line.check(one)?.id ?? 0);
  await line.settled();
  expect(conclusions()).toEqual(expected);
}, 600_000);
