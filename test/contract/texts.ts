/** What every store of texts must keep, as a plain function over whoever implements the port. */
import { textDigest } from '@countersign/core/ledger/digested.ts';
import type { Texts } from '@countersign/core/record/texts.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

export interface TextsUnderTest {
  readonly texts: Texts;
  /** Puts other letters in the place of a text, past the port: what an accident or a stranger would leave. */
  harm(tenant: string, digest: string, text: string): Promise<void>;
  /** All that lies under a digest, as it lies there. */
  stored(tenant: string, digest: string): Promise<string>;
}

const at = '2026-03-02T08:00:00.120Z';
let tenants = 0;

export function textsContract(name: string, open: () => Promise<TextsUnderTest>): void {
  describe(`texts by their digest: ${name}`, () => {
    const tenant = (): string => `reader-${++tenants}`;

    test('what is kept is found by its digest, letter by letter, by its tenant alone', async () => {
      const { texts } = await open();
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 200 }), async (some) => {
          const of = tenant();
          for (const text of [some, `${some}\r\n\u0000 "政策"`]) {
            expect(await texts.keep(of, text)).toBe('kept');
            expect(await texts.keep(of, text)).toBe('kept');
            expect(await texts.read(of, textDigest(text))).toEqual({ text });
          }
          expect(await texts.read(tenant(), textDigest(some))).toBeUndefined();
        }),
        { numRuns: 20 },
      );
    });

    test('one text has one digest whatever ends its lines', async () => {
      const { texts } = await open();
      const of = tenant();
      await texts.keep(of, 'one\r\ntwo');
      expect(await texts.keep(of, 'one\ntwo')).toBe('kept');
      expect(await texts.read(of, textDigest('one\r\ntwo'))).toMatchObject({
        text: expect.stringMatching(/one\r?\ntwo/),
      });
    });

    test('what is not the text of its digest is none, until somebody brings the text again', async () => {
      const { texts, harm } = await open();
      const of = tenant();
      await texts.keep(of, 'seats: 2');
      await harm(of, textDigest('seats: 2'), 'seats: 0');
      expect(await texts.read(of, textDigest('seats: 2'))).toBeUndefined();
      expect(await texts.keep(of, 'seats: 2')).toBe('kept');
      expect(await texts.read(of, textDigest('seats: 2'))).toEqual({ text: 'seats: 2' });
    });

    test('an erased text leaves a tombstone without its letters, for good, and nothing of any other', async () => {
      const { texts, stored } = await open();
      const of = tenant();
      const other = tenant();
      for (const one of [of, other]) await texts.keep(one, 'lead: mei');
      await texts.keep(of, 'lead: ada');
      const digest = textDigest('lead: mei');
      await texts.erase(of, digest, at);
      await texts.erase(of, digest, '2026-03-03T08:00:00.000Z');
      expect(await texts.read(of, digest)).toBe('erased');
      expect(await stored(of, digest)).not.toContain('mei');
      expect(await texts.keep(of, 'lead: mei')).toBe('erased');
      expect(await texts.read(of, digest)).toBe('erased');
      expect(await texts.read(of, textDigest('lead: ada'))).toEqual({ text: 'lead: ada' });
      expect(await texts.read(other, digest)).toEqual({ text: 'lead: mei' });
    });

    test('what is erased before it is kept never is', async () => {
      const { texts } = await open();
      const of = tenant();
      await texts.erase(of, textDigest('late'), at);
      expect(await texts.keep(of, 'late')).toBe('erased');
      expect(await texts.read(of, textDigest('late'))).toBe('erased');
    });

    test('of those who keep one and those who erase it at once, the tombstone stays', async () => {
      const { texts } = await open();
      for (let round = 0; round < 5; round += 1) {
        const of = tenant();
        const acts = [texts.keep(of, 'both'), texts.erase(of, textDigest('both'), at), texts.keep(of, 'both')];
        await Promise.allSettled(acts);
        expect(await texts.read(of, textDigest('both'))).toBe('erased');
      }
    });
  });
}
