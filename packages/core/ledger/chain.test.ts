/** Shows that no entry can be altered, removed, added or moved without being named by the verification (`rules.md 7.1`). */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { streamBreak } from '../../../test/instruments/chain.ts';
import type { Entry, Json } from '../record/port.ts';
import { digestOf } from './canonical.ts';
import { chained, hashOf, lettersOf, origin, verifyProject } from './chain.ts';

const refOf = (stream: string) => ({ tenant: 't', project: 'p', stream });
const fresh = { version: 0, hash: origin, sequence: 0, projectHash: origin };

/** A project whose entries belong to the given streams in turn. */
function project(streams: readonly string[]): Entry[] {
  const entries: Entry[] = [];
  for (const [index, stream] of streams.entries()) {
    const before = entries.findLast(({ ref }) => ref.stream === stream);
    const last = entries.at(-1);
    const heads = {
      version: before?.version ?? 0,
      hash: before?.hash ?? origin,
      sequence: last?.sequence ?? 0,
      projectHash: last?.projectHash ?? origin,
    };
    entries.push(...chained(refOf(stream), heads, [{ at: '2026-01-01T00:00:00.000Z', actor: 'U', event: { index } }]));
  }
  return entries;
}

const streams = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 2, maxLength: 12 });
const json = fc.jsonValue({ noUnicodeString: false }) as fc.Arbitrary<Json>;

test('7.1: a change request’s entry has the hash that it had before there were other kinds, whether its kind is said or not', () => {
  const entry = { version: 1, at: '2026-01-01T00:00:00.000Z', actor: 'U', event: { a: 1 }, previous: origin };
  const before = `{"actor":"U","at":"2026-01-01T00:00:00.000Z","event":{"a":1},"previous":"${origin}","ref":{"project":"p","stream":"s","tenant":"t"},"version":1}`;
  const hash = bytesToHex(sha256(utf8ToBytes(before)));
  expect(hashOf({ ...entry, ref: refOf('s') })).toBe(hash);
  expect(hashOf({ ...entry, ref: { ...refOf('s'), kind: 'change' } })).toBe(hash);
  expect(hashOf({ ...entry, ref: { ...refOf('s'), kind: 'policy' } })).not.toBe(hash);
});

test('7.1: an entry that is moved to the stream of another kind is named', () => {
  const entries = project(['a', 'a']);
  const moved = entries.map((entry, at) => (at === 1 ? { ...entry, ref: { ...entry.ref, kind: 'policy' } } : entry));
  expect(verifyProject(moved)).toMatchObject({ index: 1, why: 'version gap' });
});

test('7.1: chains that were made hold, of each stream and of the project', () => {
  fc.assert(
    fc.property(streams, (names) => {
      const entries = project(names);
      expect(verifyProject(entries)).toBeUndefined();
      for (const name of new Set(names))
        expect(streamBreak(entries.filter(({ ref }) => ref.stream === name))).toBeUndefined();
    }),
  );
});

test('7.1: an entry altered in any of its parts is named', () => {
  const changes: ((entry: Entry) => Entry)[] = [
    (entry) => ({ ...entry, event: { index: 'other' } }),
    (entry) => ({ ...entry, actor: 'someone else' }),
    (entry) => ({ ...entry, at: '2026-01-01T00:00:00.001Z' }),
    (entry) => ({ ...entry, ref: { ...entry.ref, tenant: 'another' } }),
    (entry) => ({ ...entry, version: entry.version + 1 }),
    (entry) => ({ ...entry, sequence: entry.sequence + 1 }),
    (entry) => ({ ...entry, previous: 'f'.repeat(64) }),
    (entry) => ({ ...entry, hash: 'f'.repeat(64) }),
    (entry) => ({ ...entry, projectPrevious: 'f'.repeat(64) }),
    (entry) => ({ ...entry, projectHash: 'f'.repeat(64) }),
    // Whoever can write can also make its own hash right; the next entry or the project's chain tells.
    (entry) => ({ ...entry, actor: 'x', hash: hashOf({ ...entry, actor: 'x' }) }),
  ];
  fc.assert(
    fc.property(streams, fc.nat(), fc.constantFrom(...changes), (names, place, change) => {
      const entries = project(names);
      const index = place % entries.length;
      const altered = entries.map((entry, at) => (at === index ? change(entry) : entry));
      expect(verifyProject(altered)?.index).toBe(index);
    }),
  );
});

test('7.1: an entry removed before the end, doubled, or moved is found where the order breaks', () => {
  fc.assert(
    fc.property(streams, fc.nat(), (names, place) => {
      const entries = project(names);
      const index = place % (entries.length - 1);
      expect(verifyProject(entries.toSpliced(index, 1))?.index).toBe(index);
      expect(verifyProject(entries.toSpliced(index, 0, entries[index] as Entry))?.index).toBe(index + 1);
      const swapped = entries.with(index, entries[index + 1] as Entry).with(index + 1, entries[index] as Entry);
      expect(verifyProject(swapped)?.index).toBe(index);
    }),
  );
});

test('7.1: in a stream alone, what was altered, removed or moved is named', () => {
  const entries = chained(
    refOf('s'),
    fresh,
    [1, 2, 3].map((event) => ({ at: 'now', actor: 'U', event })),
  );
  const [one, two, three] = entries as [Entry, Entry, Entry];
  expect(streamBreak([two, three])).toBe('version gap');
  expect(streamBreak([one, three])).toBe('version gap');
  expect(streamBreak([one, { ...two, event: 9 }, three])).toBe('content differs');
  expect(streamBreak([{ ...one, actor: 'x', hash: hashOf({ ...one, actor: 'x' }) }, two])).toBe('previous differs');
});

test('a store that learns the previous hash last gets the same hash from the letters', () => {
  fc.assert(
    fc.property(json, fc.string(), fc.string(), fc.nat(), (event, actor, stream, version) => {
      const content = { at: 'now', actor, event };
      const { head, tail } = lettersOf(refOf(stream), version, content);
      const previous = 'ab'.repeat(32);
      const whole = { ref: refOf(stream), version, previous, ...content };
      expect(digestOf(JSON.parse(head + previous + tail))).toBe(hashOf(whole));
    }),
  );
});
