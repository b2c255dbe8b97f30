/** Shows that the record says what set-up made and by which ids our own names are known, each news once. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memoryLedger } from '../ledger/memory.ts';
import { folded, putOnRecord, replayed } from '../record/run.ts';
import { INVENTORY, type Inventory, inventoryStream } from './inventory.ts';
import { SITE, type Site, siteStream } from './site.ts';

const situation = { now: '2026-11-02T09:00:00.000Z', actor: { id: 'U' } };

async function noted(commands: readonly Inventory['command'][]) {
  const ledger = memoryLedger();
  const ref = inventoryStream('t');
  for (const [at, command] of commands.entries())
    await putOnRecord(ledger, INVENTORY, { ref, command, cause: `${at}`, situation });
  const entries = await ledger.read(ref);
  expect(await ledger.row(ref)).toEqual(replayed(INVENTORY, entries));
  return entries;
}

test('after any notes the inventory is the last one, and what says nothing new is not kept', async () => {
  const piece = fc.constantFrom('type', 'field', 'screen@7');
  const note = fc.record({
    type: fc.constant('note' as const),
    made: fc.dictionary(piece, fc.constantFrom('1', '2'), { noNullPrototype: true }),
    trying: fc.option(piece, { nil: undefined }),
  });
  const name = fc.record({
    type: fc.constant('name' as const),
    locale: fc.option(fc.constantFrom('en' as const, 'zh-CN' as const), { nil: undefined }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(note, name), { maxLength: 12 }), async (commands) => {
      const last = commands.findLast((one) => one.type === 'note');
      const language = commands.findLast((one) => one.type === 'name');
      const { made, trying, locale } = folded(INVENTORY, await noted(commands));
      expect([made, trying, locale]).toEqual([last?.made ?? {}, last?.trying, language?.locale]);
      const twice = await noted(commands.flatMap((one) => [one, one]));
      expect(twice).toHaveLength((await noted(commands)).length);
    }),
  );
});

test('what a site calls our names stands until it is found otherwise or taken back, a project’s own apart from the site’s', async () => {
  const ledger = memoryLedger();
  const site: Site = { changeType: '1', fields: { before: 'f1' }, statuses: {}, locale: 'en', address: '' };
  let cause = 0;
  const put = (command: Parameters<typeof SITE.decide>[1], project?: string) => {
    cause += 1;
    return putOnRecord(ledger, SITE, { ref: siteStream('t', project), command, cause: `${cause}`, situation });
  };
  await put({ type: 'take-back' });
  await put({ type: 'find', site });
  // In another order it says the same.
  await put({
    type: 'find',
    site: { address: '', locale: 'en', statuses: {}, fields: { before: 'f1' }, changeType: '1' },
  });
  const own = { ...site, changeType: '2' };
  await put({ type: 'find', site: own }, 'p');
  expect(await put({ type: 'take-back' })).toBeUndefined();
  expect(folded(SITE, await ledger.read(siteStream('t', 'p')))).toEqual(own);
  expect((await ledger.read(siteStream('t'))).map(({ event }) => (event as { type: string }).type)).toEqual([
    'found',
    'taken-back',
  ]);
  const entries = await ledger.read(siteStream('t'));
  expect(await ledger.row(siteStream('t'))).toEqual(replayed(SITE, entries));
  expect(await ledger.row(siteStream('t'))).not.toHaveProperty('changeType');
});
