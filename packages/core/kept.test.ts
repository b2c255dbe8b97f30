import { expect, test } from 'vitest';
import { Transient } from './failure.ts';
import { type FactReader, type KeptFact, kept, Unreadable } from './kept.ts';

const KEY = { tenant: 't', project: 'p', kind: 'user', id: 'mei' };

function reading({ patient = false } = {}) {
  const clock = { now: 0 };
  let stored: KeptFact | undefined;
  const facts = {
    find: async () => stored,
    async keep(fact: KeptFact) {
      stored = fact;
    },
  };
  const reader: FactReader = { facts, now: () => clock.now, patient };
  const ask = (read: () => Promise<string>) => kept(reader, KEY, 1000, read);
  return { clock, ask, stored: () => stored?.data };
}

const fails = (error: Error) => () => Promise.reject(error);

test('a fact is read once while it is fresh, and again when it is older than asked', async () => {
  const { clock, ask } = reading();
  expect(await ask(async () => 'Mei')).toEqual({ value: 'Mei', at: '1970-01-01T00:00:00.000Z' });
  clock.now = 1000;
  expect(await ask(fails(new Error('asked again')))).toMatchObject({ value: 'Mei' });
  clock.now = 1001;
  expect(await ask(async () => 'Mei Lin')).toEqual({ value: 'Mei Lin', at: '1970-01-01T00:00:01.001Z' });
});

test('4.4: what cannot be read is unreadable, never the old fact, and is not kept', async () => {
  const { clock, ask, stored } = reading();
  await ask(async () => 'Mei');
  clock.now = 2000;
  for (const error of [new Unreadable('gone'), new Transient('away')])
    expect(await ask(fails(error))).toBe('unreadable');
  expect(stored()).toBe('Mei');
});

test('who is patient waits for a tracker that is away, but not for one that says no; a fault of ours is nobody’s answer', async () => {
  const { ask } = reading({ patient: true });
  await expect(ask(fails(new Transient('away')))).rejects.toThrow(Transient);
  expect(await ask(fails(new Unreadable('gone')))).toBe('unreadable');
  await expect(reading().ask(fails(new TypeError('ours')))).rejects.toThrow(TypeError);
});
