/** Shows how large an append may be on Forge, whose transactions have 25 operations: whatever is within it is done, whatever is not is refused unasked. */
import { Malformed } from '@countersign/core/failure.ts';
import { verifyProject } from '@countersign/core/ledger/chain.ts';
import type { RegisterRow, StreamRef } from '@countersign/core/record/port.ts';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { manifestEntities } from '../../../test/instruments/manifest.ts';
import { LIMITS } from '../../../test/standins/forge/entity.ts';
import { enterForge } from '../../../test/standins/forge/runtime.ts';
import { forgeStorage as standIn } from '../../../test/standins/forge/storage.ts';
import { forgeLedger } from './ledger.ts';
import { forgeStorage } from './storage.ts';

let leave = (): void => {};
afterEach(() => leave());

/** Characters of the events of one append, as JSON, that always fit, however they are divided among at most so many events. */
const TOGETHER = 300_000;
const MOST_EVENTS = 60;
/** Characters of a single event that always fits. */
const SINGLE = 960_000;

const at = '2026-11-02T09:00:00.000Z';
const entry = (text: string) => ({ at, actor: 'jira:mei', event: { type: 'request-written', text } });
const sizeOf = (text: string): number => JSON.stringify(entry(text).event).length;

/** A text whose event has as many characters as asked, or hardly fewer: plain, of three bytes, and of what is escaped twice. */
function textOf(letter: string, size: number): string {
  const each = JSON.stringify(letter).length - 2;
  return letter.repeat(Math.max(1, Math.floor((size - sizeOf('')) / each)));
}

const letter = fc.constantFrom('x', '變', '"', '\u0001');
/** Near what closes a page, what makes a part, and in between. */
const size = fc.oneof(
  fc.constantFrom(20_481, 40_961, 59_990, 60_001, 61_000, 120_001, 122_900),
  fc.integer({ min: 40, max: 130_000 }),
  fc.integer({ min: 40, max: 2_000 }),
);
const texts = fc.array(fc.tuple(letter, size), { minLength: 1, maxLength: MOST_EVENTS }).map((drawn) => {
  const fitting: string[] = [];
  let together = 0;
  for (const text of drawn.map(([one, length]) => textOf(one, length))) {
    if (together + sizeOf(text) > TOGETHER) continue;
    together += sizeOf(text);
    fitting.push(text);
  }
  return fitting;
});

/** Events of which no two fit into one page: the dearest way to divide a text. */
const halfPages = (count: number): readonly string[] => Array.from({ length: count }, () => textOf('變', 20_600));

/** A project of which the next append fills one page of places and begins another, with a page of entries that is open. */
async function begin(open: string) {
  const storage = standIn(manifestEntities());
  leave = enterForge({ storage, pushed: [] });
  const ledger = forgeLedger(forgeStorage());
  const ref: StreamRef = { tenant: 'jira:cloud', project: '10000', kind: 'requirement', stream: 'REQ-1' };
  const others = Array.from({ length: 998 }, () => entry(''));
  await ledger.append({ ref: { ...ref, stream: 'REQ-2' }, expected: 0, entries: others, jobs: [], cause: 'others' });
  await ledger.append({ ref, expected: 0, entries: [entry(open)], jobs: [], cause: 'first' });
  storage.largest.operations = 0;
  const append = (some: readonly string[]) => {
    const row: RegisterRow = { ref, version: 1 + some.length, updatedAt: at };
    const jobs = [{ kind: 'show', key: 'k', data: 'x'.repeat(30_000) }];
    return ledger.append({
      ref,
      expected: 1,
      entries: some.map(entry),
      register: row,
      due: { at, what: 'late' },
      jobs,
      cause: 'largest',
    });
  };
  return { storage, ledger, ref, append };
}

test('an append of many events is never more than 25 operations, whatever they hold and wherever pages end', async () => {
  await fc.assert(
    fc.asyncProperty(texts, fc.tuple(letter, size), async (some, [one, length]) => {
      const { storage, ledger, ref, append } = await begin(textOf(one, length));
      expect(await append(some)).toHaveLength(some.length);
      expect(storage.largest.operations).toBeLessThanOrEqual(LIMITS.operations);
      const project = await ledger.readProject(ref.tenant, ref.project, 0, 2000);
      expect(project).toHaveLength(999 + some.length);
      expect(verifyProject(project)).toBeUndefined();
      leave();
    }),
    { numRuns: 20, examples: [[halfPages(14), ['變', 60_000]]] },
  );
});

test('what is divided in the dearest way comes near the limit, and is refused unasked beyond it', async () => {
  const most = await begin(textOf('變', 60_000));
  expect(await most.append(halfPages(14))).toHaveLength(14);
  expect(most.storage.largest.operations).toBeGreaterThan(20);
  const beyond = await begin(textOf('變', 60_000));
  beyond.storage.spoken.length = 0;
  await expect(beyond.append(halfPages(18))).rejects.toBeInstanceOf(Malformed);
  expect(beyond.storage.spoken).not.toContain('/api/v1/transaction');
});

test.each(['x', '變', '"', '\u0001'])(
  'a single event of %j fits up to its limit, and one that is longer is refused unasked',
  async (one) => {
    const { storage, append } = await begin(textOf('變', 60_000));
    expect(await append([textOf(one, SINGLE)])).toHaveLength(1);
    expect(storage.largest.operations).toBeLessThanOrEqual(LIMITS.operations);
    const longer = await begin(textOf('變', 60_000));
    longer.storage.spoken.length = 0;
    await expect(longer.append([textOf(one, SINGLE + 20)])).rejects.toBeInstanceOf(Malformed);
    expect(longer.storage.spoken).not.toContain('/api/v1/transaction');
  },
);
