import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NOBODY } from '../content/person.ts';
import { digestOf } from '../ledger/canonical.ts';
import { conclude } from '../record/decider.ts';
import { REQUIREMENT, type RequirementCommand, type RequirementState, type SavedText } from './decider.ts';

const textOf = (words: string): SavedText => {
  const hash = digestOf(words);
  return { snapshot: hash, digest: { title: hash, text: hash } };
};
const second = (at: number) => new Date(Date.UTC(2026, 2, 2, 8, 0, at)).toISOString();

function told(
  deliveries: readonly { readonly by: string; readonly command: readonly RequirementCommand[] }[],
  state = REQUIREMENT.initial,
): RequirementState {
  return deliveries.reduce(
    (now, { by, command }) => conclude(REQUIREMENT, now, command, { now: second(59), actor: { id: by } }).state,
    state,
  );
}

interface Edit {
  readonly by: string;
  readonly words: string;
  readonly at: number;
}

/** The first stood when we came; each other took the place of the one before it. */
const edits = fc
  .array(fc.record({ by: fc.constantFrom('mei', 'tom'), later: fc.nat(1) }), { minLength: 1, maxLength: 7 })
  .map((drawn): readonly Edit[] => {
    let at = 0;
    return drawn.map(({ by, later }, index) => {
      at += later;
      return { by, words: `text ${index}`, at };
    });
  });

const deliveryOf = (all: readonly Edit[], index: number) => {
  const edit = all[index] as Edit;
  const before = all[index - 1];
  const over = before ? { over: textOf(before.words) } : {};
  return {
    by: edit.by,
    command: [{ type: 'save', ...textOf(edit.words), saved: second(edit.at), ...over }] as const,
  };
};

test('5.2: in whatever order, and however often, deliveries arrive, each text is on record with whose it is, and the last one stands', () => {
  fc.assert(
    fc.property(
      edits.chain((all) =>
        fc.record({
          all: fc.constant(all),
          order: fc
            .array(fc.nat(all.length - 1), { maxLength: 6 })
            .chain((more) => fc.shuffledSubarray([...all.keys(), ...more], { minLength: all.length + more.length })),
        }),
      ),
      ({ all, order }) => {
        const { texts } = told(order.map((index) => deliveryOf(all, index)));
        expect(texts.map(({ snapshot, by, at }) => [snapshot, by, at])).toEqual(
          all.map(({ words, by, at }) => [textOf(words).snapshot, by, second(at)]),
        );
      },
    ),
  );
});

/** Words come again, also within one second; what nobody could tell from the same delivery told twice does not. */
const again = fc
  .array(fc.record({ by: fc.constantFrom('mei', 'app'), later: fc.nat(1), words: fc.nat(2) }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((drawn): readonly Edit[] => {
    const known = new Set<string>();
    const all: Edit[] = [];
    let at = 0;
    for (const { by, later, words: n } of drawn) {
      at += later;
      const words = `text ${n}`;
      const before = all.at(-1)?.words;
      const key = [by, at, words, before].join();
      const asFirst = all[0] !== undefined && at === all[0].at && by === all[0].by && words === all[0].words;
      if (words === before || asFirst || known.has(key)) continue;
      known.add(key);
      all.push({ by, words, at });
    }
    return all;
  });

test('5.2: where the same texts are saved again and again within a second, the last one stands in whatever order they are told', () => {
  fc.assert(
    fc.property(
      again.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray([...all.keys()], { minLength: all.length }))),
      ([all, order]) => {
        const { texts } = told(order.map((index) => deliveryOf(all, index)));
        expect(texts.at(-1)?.snapshot).toBe(textOf(all.at(-1)?.words ?? '').snapshot);
        const saved = texts.filter(({ by }) => by !== NOBODY.id);
        expect(saved.map(({ snapshot, by, at }) => `${snapshot} ${by} ${at}`).sort()).toEqual(
          all.map(({ words, by, at }) => `${textOf(words).snapshot} ${by} ${second(at)}`).sort(),
        );
      },
    ),
  );
});

test('5.2: whichever deliveries are lost, a text that the next one took the place of is on record', () => {
  fc.assert(
    fc.property(
      edits.chain((all) => fc.tuple(fc.constant(all), fc.subarray([...all.keys()]))),
      ([all, heard]) => {
        const known = new Set(told(heard.map((index) => deliveryOf(all, index))).texts.map(({ snapshot }) => snapshot));
        for (const index of heard)
          for (const edit of [all[index], all[index - 1]])
            if (edit) expect(known).toContain(textOf(edit.words).snapshot);
      },
    ),
  );
});

test('5.2: a text that is found as it stands is no news; one that nobody told of is, and is nobody’s', () => {
  const found = (words: string, at: number) => ({
    by: NOBODY.id,
    command: [{ type: 'save', ...textOf(words), saved: second(at) }] as const,
  });
  const first = told([deliveryOf([{ by: 'mei', words: 'one', at: 1 }], 0)]);
  expect(told([found('one', 5)], first)).toEqual(first);
  expect(told([found('two', 5)], first).texts.at(-1)).toMatchObject({
    snapshot: textOf('two').snapshot,
    by: NOBODY.id,
  });
});

test('5.2: the same text saved again after another is the one that stands, and each saving is on record', () => {
  const all = ['A', 'B', 'A'].map((words, at) => ({ by: 'mei', words, at }));
  const state = told(all.map((_, index) => deliveryOf(all, index)));
  expect(state.texts.map(({ snapshot }) => snapshot)).toEqual(['A', 'B', 'A'].map((one) => textOf(one).snapshot));
});

test('5.6: names are aliases, a deletion keeps the last text, and what is seen again is there', () => {
  const state = told([
    deliveryOf([{ by: 'mei', words: 'one', at: 1 }], 0),
    { by: 'mei', command: [{ type: 'name', label: '#7', project: 'acme/billing' }] },
    { by: 'mei', command: [{ type: 'name', label: '#7', project: 'acme/invoices' }] },
    { by: 'tom', command: [{ type: 'lose', how: 'deleted' }] },
  ]);
  expect(state.names.map(({ project }) => project)).toEqual(['acme/invoices', 'acme/billing']);
  expect(state).toMatchObject({ gone: { how: 'deleted', by: 'tom' }, texts: [{ snapshot: textOf('one').snapshot }] });
  expect(told([{ by: 'tom', command: [{ type: 'see-again' }] }], state).gone).toBeUndefined();
});
