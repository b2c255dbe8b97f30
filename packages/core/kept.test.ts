import { expect, test } from 'vitest';
import { Transient } from './failure.ts';
import { type FactReader, type KeptFact, kept, Unreadable } from './kept.ts';

const KEY = { tenant: 't', project: 'p', kind: 'user', id: 'mei' };

function reading({ patient = false } = {}) {
  const clock = { now: 0 };
  let stored: KeptFact | undefined;
  let forgotten = 0;
  const facts = {
    find: async () => stored,
    moment: async () => String(forgotten),
    async keep(fact: KeptFact, since?: string) {
      if (since !== String(forgotten)) return false;
      stored = fact;
      return true;
    },
  };
  const forget = () => {
    forgotten += 1;
    stored = undefined;
  };
  const reader: FactReader = { facts, now: () => clock.now, patient };
  const ask = (read: () => Promise<string>) => kept(reader, KEY, 1000, read);
  return { clock, ask, forget, stored: () => stored?.data };
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

test('4.4: a fact that was read by a clock that was ahead by more than it may be old is read again', async () => {
  const { clock, ask } = reading();
  clock.now = 5000;
  await ask(async () => 'Mei');
  clock.now = 4000;
  expect(await ask(fails(new Error('asked again')))).toMatchObject({ value: 'Mei' });
  clock.now = 3999;
  expect(await ask(async () => 'Mei Lin')).toMatchObject({ value: 'Mei Lin' });
});

test('4.4: what cannot be read is unreadable, never the old fact, and is not kept', async () => {
  const { clock, ask, stored } = reading();
  await ask(async () => 'Mei');
  clock.now = 2000;
  for (const error of [new Unreadable('gone'), new Transient('away')])
    expect(await ask(fails(error))).toBe('unreadable');
  expect(stored()).toBe('Mei');
});

test.each([0, 1, 3])(
  '4.4: what is forgotten %d times while it is read is read again, and nothing from before is kept',
  async (times) => {
    const { ask, forget, stored } = reading();
    let readings = 0;
    const read = async () => {
      readings += 1;
      if (readings <= times) forget();
      return `text ${readings}`;
    };
    expect(await ask(read)).toMatchObject({ value: `text ${times + 1}` });
    expect(stored()).toBe(`text ${times + 1}`);
  },
);

test('4.4: what changes each time it is read is unreadable, and is not kept', async () => {
  const { ask, forget, stored } = reading();
  const read = async () => {
    forget();
    return 'text';
  };
  expect(await ask(read)).toBe('unreadable');
  expect(stored()).toBeUndefined();
});

test('who is patient waits for a tracker that is away, but not for one that says no; a fault of ours is nobody’s answer', async () => {
  const { ask } = reading({ patient: true });
  await expect(ask(fails(new Transient('away')))).rejects.toThrow(Transient);
  expect(await ask(fails(new Unreadable('gone')))).toBe('unreadable');
  await expect(reading().ask(fails(new TypeError('ours')))).rejects.toThrow(TypeError);
});
