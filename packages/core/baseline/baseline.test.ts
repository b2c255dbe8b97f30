import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestOf } from '../ledger/canonical.ts';
import { conclude } from '../record/decider.ts';
import { BASELINE, type BaselineKind } from './decider.ts';
import { type Authority, baselineDifference } from './difference.ts';
import {
  asBaselineItem,
  type BaselineItem,
  isBaseline,
  manifestDigest,
  manifestIn,
  manifestOf,
  manifestText,
  saysBaseline,
} from './manifest.ts';

const itemOf = (id: string, title: string, text: string, label = `#${id}`): BaselineItem => ({
  ...{ id, label, snapshot: digestOf([title, text, 'as saved']) },
  digest: { title: digestOf(title), text: digestOf(text) },
});
const item = fc
  .tuple(fc.constantFrom('1', '2', '3', '4'), fc.constantFrom('A', 'B'), fc.constantFrom('x', 'y', 'z'), fc.nat(1))
  .map(([id, title, text, moved]) => itemOf(id, title, text, moved ? `other#${id}` : `#${id}`));
const items = fc.uniqueArray(item, { selector: ({ id }) => id });

const REQUEST = { project: 'R_1', stream: 'I_9', label: '#9' };
const asked = (all: readonly BaselineItem[], stream = 'I_9'): BaselineKind['command'] => ({
  ...{ items: all, request: { ...REQUEST, stream }, approved: '2026-03-02T08:00:00.000Z' },
  ...{ approvers: [{ by: 'github:1', seat: 'customer' }], changes: [] },
});
const made = (commands: readonly BaselineKind['command'][]) =>
  commands.reduce<BaselineKind['state']>(
    (state, command) =>
      conclude(BASELINE, state, command, { now: '2026-03-02T08:00:01.000Z', actor: { id: 'countersign' } }).state,
    BASELINE.initial,
  );

test('5.1: a manifest is the same whatever order its items come in, and whatever is free in them or people call them', () => {
  fc.assert(
    fc.property(items, fc.option(fc.constant('B1'), { nil: undefined }), (all, parent) => {
      const renamed = all.map((one) => ({ ...one, label: 'other', snapshot: digestOf('another') }));
      expect(manifestDigest(manifestOf(parent, renamed.toReversed()))).toBe(manifestDigest(manifestOf(parent, all)));
      const manifest = manifestOf(parent, all);
      expect(manifestIn(manifestText(manifest))).toEqual(manifest);
    }),
  );
});

test('5.1: any other requirement, text or parent is another manifest', () => {
  fc.assert(
    fc.property(items, items, (one, other) => {
      const same = (all: readonly BaselineItem[]) =>
        JSON.stringify(
          all.map(({ id, digest }) => [id, digest]).sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
        );
      const digests = [one, other].map((all) => manifestDigest(manifestOf('B1', all)));
      expect(digests[0] === digests[1]).toBe(same(one) === same(other));
      expect(manifestDigest(manifestOf('B2', one))).not.toBe(digests[0]);
    }),
  );
});

test('5.1: baselines are a line, each after the one before, and one approval makes one however often it is told', () => {
  fc.assert(
    fc.property(fc.array(items, { minLength: 1, maxLength: 4 }), fc.nat(2), (all, again) => {
      const commands = all.map((one, index) => asked(one, `I_${index}`));
      const state = made([...commands, ...commands.slice(0, again)]);
      expect(state.map(({ id, parent }) => [id, parent])).toEqual(
        all.map((_, index) => [`B${index + 1}`, index === 0 ? undefined : `B${index}`]),
      );
      for (const { manifest, parent, items: held } of state)
        expect(manifest).toBe(manifestDigest(manifestOf(parent, held)));
    }),
  );
});

test('5.1: a difference says of each item what became of it, and taken over gives the other baseline', () => {
  fc.assert(
    fc.property(items, items, (before, after) => {
      const rows = baselineDifference(before, after);
      const taken = new Map(before.map((one) => [one.id, one]));
      for (const { id, kind, after: now } of rows) {
        if (kind === 'removed') taken.delete(id);
        else if (now) taken.set(id, now);
      }
      const shown = (all: Iterable<BaselineItem>) =>
        [...all].map(({ id, label, digest }) => ({ id, label, digest })).sort((a, b) => (a.id < b.id ? -1 : 1));
      expect(shown(taken.values())).toEqual(shown(after));
      expect(baselineDifference(before, before)).toEqual([]);
    }),
  );
});

const CHANGE: Authority = {
  ...{ request: REQUEST, approved: '2026-03-02T08:00:00.000Z', item: '1', action: 'modify' },
  texts: [digestOf('y')],
};
const [BEFORE, AFTER] = [[itemOf('1', 'A', 'x')], [itemOf('1', 'A', 'y')]];

test.each<[string, readonly BaselineItem[], readonly BaselineItem[], Partial<Authority>, boolean]>([
  ['the text that was approved', BEFORE, AFTER, {}, true],
  ['another text than was approved', BEFORE, [itemOf('1', 'A', 'z')], {}, false],
  ['a title, of which no request speaks', BEFORE, [itemOf('1', 'B', 'y')], {}, false],
  ['the text of another item', BEFORE, AFTER, { item: '2' }, false],
  ['a retirement', BEFORE, [], { action: 'delete', texts: [] }, true],
  ['an item that is gone, and was only to be changed', BEFORE, [], {}, false],
  ['a new one with the text that was approved', [], AFTER, { action: 'add' }, true],
  ['a new one that nobody had written yet', [], AFTER, { action: 'add', item: 'new:1' }, true],
  ['a new one that a request only changes', [], AFTER, {}, false],
  ['another name', BEFORE, [itemOf('1', 'A', 'x', '#7')], {}, false],
])('5.1: %s', (_, before, after, given, isAuthorised) => {
  const [row] = baselineDifference(before, after, [{ ...CHANGE, ...given }]);
  expect(row?.by).toEqual(isAuthorised ? REQUEST : undefined);
});

test.each([
  ['Baseline', true],
  ['a baseline', true],
  ['the first baseline', true],
  ['基线', true],
  ['新基线', true],
  ['Baseline and #7', false],
  ['Baselines', false],
  ['no baseline', false],
  ['基线管理', false],
])('5.1: whether %j asks for a baseline: %s', (words, expected) => {
  expect(saysBaseline(words)).toBe(expected);
  expect(isBaseline(asBaselineItem(words))).toBe(true);
});
