/** Shows that asks made while a round is under way share the next one, and that each gets its own answer. */
import { expect, test } from 'vitest';
import { together } from './together.ts';

test('what is asked during a round is done in one next round, in order, and a failed round fails only those in it', async () => {
  const rounds: (readonly number[])[] = [];
  const gates: (() => void)[] = [];
  const double = together(async (asked: readonly number[]) => {
    rounds.push(asked);
    await new Promise<void>((resolve) => gates.push(resolve));
    if (asked.includes(13)) throw new Error('unlucky');
    return asked.map((one) => one * 2);
  });
  const first = double(1);
  const later = [double(2), double(3)];
  gates.shift()?.();
  expect(await first).toBe(2);
  const failing = double(13);
  gates.shift()?.();
  expect(await Promise.all(later)).toEqual([4, 6]);
  gates.shift()?.();
  await expect(failing).rejects.toThrow('unlucky');
  const last = double(7);
  gates.shift()?.();
  expect(await last).toBe(14);
  expect(rounds).toEqual([[1], [2, 3], [13], [7]]);
});
