/** Shows that GitHub's documented limits are kept for one installation, whatever it asks for and when. */
import { Transient } from '@countersign/core/failure.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { budget } from './installation.ts';

const MINUTE = 60_000;

test('no minute has more than 80 writes or 900 points, no hour more than 500 writes, and a refusal says when there is room', () => {
  const calls = fc.array(fc.record({ method: fc.constantFrom('GET', 'GET', 'GET', 'POST'), wait: fc.nat(1500) }), {
    minLength: 200,
    maxLength: 1500,
  });
  fc.assert(
    fc.property(calls, (asked) => {
      let now = 0;
      const spend = budget(() => now);
      const done: { at: number; method: string }[] = [];
      for (const { method, wait } of asked) {
        now += wait;
        try {
          spend(method);
        } catch (error) {
          expect(error).toBeInstanceOf(Transient);
          now += (error as Transient).retryAfterMs ?? Number.NaN;
          spend(method);
        }
        done.push({ at: now, method });
        const lately = done.filter((one) => one.at > now - MINUTE);
        const writes = lately.filter((one) => one.method !== 'GET').length;
        expect(writes).toBeLessThanOrEqual(80);
        expect(writes * 5 + lately.length - writes).toBeLessThanOrEqual(900);
        expect(done.filter((one) => one.at > now - 60 * MINUTE && one.method !== 'GET').length).toBeLessThanOrEqual(
          500,
        );
      }
    }),
    { numRuns: 30 },
  );
});

test('one who waits long has everything again', () => {
  let now = 0;
  const spend = budget(() => now);
  for (let at = 0; at < 80; at += 1) spend('POST');
  expect(() => spend('POST')).toThrow(Transient);
  expect(() => spend('GET')).not.toThrow();
  now += MINUTE + 1;
  expect(() => spend('POST')).not.toThrow();
});

test.each([90, 500])('after %i answers in one moment, twenty checks close at once', (answers) => {
  let now = 0;
  const spend: (method: string, precedence: 'talk' | 'close') => void = budget(() => now);
  for (let done = 0; done < answers; ) {
    try {
      spend('POST', 'talk');
      done += 1;
    } catch {
      break;
    }
  }
  now += 1;
  for (let closed = 0; closed < 20; closed += 1) expect(() => spend('PATCH', 'close')).not.toThrow();
});
