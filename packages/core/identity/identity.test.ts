/** Shows that a thing is found under every id that it ever had, and where it lives now, however often a move is told (`rules.md 5.6`). */
import { expect, test } from 'vitest';
import { verifyProject } from '../ledger/chain.ts';
import { memoryLedger } from '../ledger/memory.ts';
import { folded, replayed, run } from '../record/run.ts';
import { ALIAS, aliasStream, streamUnder } from './alias.ts';
import { HOME, homeStream } from './home.ts';
import { ITEM, itemStream } from './item.ts';

const ref = { tenant: 't', project: 'here', stream: 'I_1' };
const situation = async () => ({ now: '2026-11-02T09:00:00.000Z', actor: { id: 'U' } });
const follow = () => [];

test('5.6: an id belongs to the stream that it was given to, for ever; any other id is its own stream', async () => {
  const ledger = memoryLedger();
  const given = (cause: string, project: string, stream: string) =>
    run(ledger, ALIAS, {
      ref: aliasStream('t', 'there', 'I_9'),
      command: { type: 'belong', project, stream },
      cause,
      situation,
      follow,
    });
  expect(await streamUnder(ledger, 't', 'there', 'I_9')).toEqual({ tenant: 't', project: 'there', stream: 'I_9' });
  await given('one', 'here', 'I_1');
  await given('again', 'here', 'I_1');
  await given('another', 'elsewhere', 'I_2');
  expect(await streamUnder(ledger, 't', 'there', 'I_9')).toEqual(ref);
  expect(await streamUnder(ledger, 't', 'here', 'I_9')).toEqual({ ...ref, stream: 'I_9' });
  const entries = await ledger.readProject('t', 'there', 0, 10);
  expect(entries).toHaveLength(1);
  expect(verifyProject(entries)).toBeUndefined();
  expect(await ledger.row(aliasStream('t', 'there', 'I_9'))).toEqual(replayed(ALIAS, entries));
});

test('5.6: a thing lives where it moved last, and every place where it lived stays on record', async () => {
  const ledger = memoryLedger();
  const moved = (cause: string, project: string, id: string, number: number) =>
    run(ledger, HOME, {
      ref: homeStream(ref),
      command: { type: 'live', project, id, number },
      cause,
      situation,
      follow,
    });
  await moved('out', 'there', 'I_9', 3);
  await moved('told again', 'there', 'I_9', 3);
  await moved('back', 'here', 'I_12', 7);
  await moved('out', 'there', 'I_9', 3);
  const entries = await ledger.read(homeStream(ref));
  expect(entries.map(({ event }) => event)).toEqual([
    { type: 'lives', project: 'there', id: 'I_9', number: 3 },
    { type: 'lives', project: 'here', id: 'I_12', number: 7 },
  ]);
  expect(folded(HOME, entries)).toEqual({ project: 'here', id: 'I_12', number: 7 });
  // The thing's own stream is another.
  expect(await ledger.read(ref)).toEqual([]);
});

test('4.3: what is told to be gone is gone once, until it is seen again, under its id alone', async () => {
  const ledger = memoryLedger();
  const told = (cause: string, type: 'delete' | 'see-again') =>
    run(ledger, ITEM, { ref: itemStream('t', 'I_1'), command: { type }, cause, situation, follow });
  for (const [at, type] of (['delete', 'delete', 'see-again', 'see-again', 'delete'] as const).entries())
    await told(`${at}`, type);
  const entries = await ledger.read(itemStream('t', 'I_1'));
  expect(entries.map(({ event }) => event)).toEqual([{ type: 'deleted' }, { type: 'seen-again' }, { type: 'deleted' }]);
  expect(folded(ITEM, entries)).toBe('gone');
  expect(await ledger.row(itemStream('t', 'I_1'))).toEqual(replayed(ITEM, entries));
});
