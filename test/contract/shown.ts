/** What is shown of a request, in words of no tracker: whoever projects into one writes it from the record, once, and puts back what a hand changed. */
import { Transient } from '@countersign/core/failure.ts';
import { expect, test } from 'vitest';

/** A request that is on record, and a tracker that shows nothing of it yet. */
export interface Shown {
  /** Writes what should be shown now. @throws Transient to be tried again */
  show(): Promise<void>;
  /** Its requester withdraws it. */
  withdraw(): Promise<void>;
  /** Somebody changes by hand what stands for the request’s state, and we hear of it. */
  byHand(): Promise<void>;
  /** Its issue is deleted in the tracker, or hidden from us. */
  vanish(): void;
  /** How many calls have written so far. */
  writes(): number;
  /** Everything that people see of it. */
  seen(): unknown;
  /** From now on the writing call after so many is lost: on its way there, or its answer on the way back. */
  lose(point: number, what: 'call' | 'answer'): void;
}

/** More writes than any step makes. */
const MOST = 12;

export function shownContract(name: string, begin: () => Promise<Shown>): void {
  const steps = async (one: Shown, show: () => Promise<void>) => {
    await show();
    await one.withdraw();
    await show();
  };

  test(`${name}: what already stands there is not written again, and what differs is`, async () => {
    const one = await begin();
    await one.show();
    const first = one.writes();
    expect(first).toBeGreaterThan(0);
    await one.show();
    expect(one.writes()).toBe(first);
    const before = one.seen();
    await one.withdraw();
    await one.show();
    expect(one.writes()).toBeGreaterThan(first);
    expect(one.seen()).not.toEqual(before);
  });

  test(`${name}, 6.2: what a hand changed is put back`, async () => {
    const one = await begin();
    await one.show();
    const before = one.seen();
    await one.byHand();
    expect(one.seen()).not.toEqual(before);
    await one.show();
    expect(one.seen()).toEqual(before);
  });

  /** What is seen, and how much was written, of a request that was shown once before. */
  const end = async (work: (one: Shown) => Promise<void>) => {
    const one = await begin();
    await one.show();
    await work(one);
    return { seen: one.seen(), writes: one.writes() };
  };

  test(`${name}: what a burst of events asks to be shown again and again is written once`, async () => {
    const calm = await end((one) => steps(one, one.show));
    const burst = await end(async (one) => {
      await one.withdraw();
      for (let time = 0; time < 5; time += 1) await one.show();
    });
    expect(burst).toEqual(calm);
  });

  test(`${name}, 6.2: what a hand changed while the request went on is shown as the record says now`, async () => {
    const calm = await end((one) => steps(one, one.show));
    const changed = await end(async (one) => {
      await one.byHand();
      await one.withdraw();
      await one.show();
    });
    expect(changed.seen).toEqual(calm.seen);
  });

  test(`${name}: to what is gone nothing is written, and it is not tried again`, async () => {
    const before = await end(async () => {});
    const gone = await end(async (one) => {
      one.vanish();
      await one.withdraw();
      await one.show().catch((error: unknown) => expect(error).not.toBeInstanceOf(Transient));
    });
    expect(gone.seen).toEqual(before.seen);
  });

  test(`${name}: whichever write is lost, and wherever, trying again ends in the same place`, async () => {
    const calm = await begin();
    await steps(calm, calm.show);
    for (const what of ['call', 'answer'] as const)
      for (let point = 0; point < MOST; point += 1) {
        const one = await begin();
        one.lose(point, what);
        await steps(one, async () => {
          for (let attempt = 0; attempt < 3; attempt += 1) {
            const failure = await one.show().then(
              () => undefined,
              (error: unknown) => error,
            );
            if (failure === undefined) return;
            expect(failure).toBeInstanceOf(Transient);
          }
        });
        expect([what, point, one.seen()]).toEqual([what, point, calm.seen()]);
      }
  });
}
