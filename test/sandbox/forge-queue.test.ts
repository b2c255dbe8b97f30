/** Shows that the stand-in's queues take no more at once than Forge's, so that a story sees what Forge would refuse. */

import { Queue } from '@forge/events';
import { afterEach, expect, test } from 'vitest';
import { enterForge, type ForgeWorld, QUEUE_LIMITS } from '../standins/forge/runtime.ts';
import { forgeStorage } from '../standins/forge/storage.ts';

let leave = (): void => {};
afterEach(() => leave());

const bytes = (size: number) => ({ body: { text: 'x'.repeat(size) } });

test.each([
  ['fifty small events', Array.from({ length: QUEUE_LIMITS.events }, () => bytes(10)), true],
  ['fifty-one events', Array.from({ length: QUEUE_LIMITS.events + 1 }, () => bytes(10)), false],
  ['one event a little below 100 KB', [bytes(QUEUE_LIMITS.event - 100)], true],
  ['one event of more than 100 KB', [bytes(QUEUE_LIMITS.event)], false],
  ['more than 200 KB together', Array.from({ length: 3 }, () => bytes(QUEUE_LIMITS.push / 3)), false],
])('a push of %s is taken whole or not at all', async (_, events, taken) => {
  const pushed: ForgeWorld['pushed'] = [];
  leave = enterForge({ storage: forgeStorage([]), pushed });
  const push = new Queue({ key: 'events' }).push(events);
  await (taken ? push : expect(push).rejects.toThrow());
  expect(pushed).toHaveLength(taken ? events.length : 0);
});
