/**
 * What may be read in a minute for pages that people look at. Forge counts 4,000 reads of 10 KB a minute for all that the app does on a site,
 * and answers nobody when they are spent: so lists and panels have shares of it, and whatever they leave is the record's and the gates' own.
 */
import { type Attributes, type Change, keyOf, type Storage } from './storage.ts';

/** Reads of 10 KB in a minute. What is left of 4,000 is a reserve that no page can spend. */
const SHARES = { lists: 1000, panels: 1200 } as const;
export type Share = keyof typeof SHARES;

/** A share lies in parts, so that of those who take at once few meet at one. */
const PARTS = 5;
/** Parts that are asked: one that is spent, or at which somebody came first, says little of the others. */
const TRIES = 3;
const MINUTE_MS = 60_000;

interface Spent extends Attributes {
  /** Minutes since 1970. */
  readonly minute: number;
  readonly units: number;
  /** Another at every write. */
  readonly stamp: string;
}

export interface Budget {
  /**
   * Takes from a share of this minute. Costs one read and one write.
   * @param units how much the page is going to read
   * @returns false where the share is spent
   */
  take(share: Share, units: number): Promise<boolean>;
  /** Takes what was read beyond that: afterwards, so that it is missing to the next page. */
  takeAlso(share: Share, units: number): Promise<void>;
  /** Reads of the storage so far, of this invocation. */
  used(): number;
}

/** @param now in milliseconds since 1970. @param random from 0 to below 1 */
export function forgeBudget(storage: Storage, tenant: string, now: () => number, random = Math.random): Budget {
  async function takeOf(share: Share, part: number, units: number, isRead = false): Promise<boolean> {
    const key = keyOf('budget', tenant, share, String(part));
    const minute = Math.floor(now() / MINUTE_MS);
    const known = (await storage.read([{ entity: 'budget', key }])).get(key) as Spent | undefined;
    const spent = known?.minute === minute ? known.units : 0;
    // One that needs more than a part has is not shut out for ever.
    if (!isRead && spent > 0 && spent + units > SHARES[share] / PARTS) return false;
    const change: Change = {
      ...{ entity: 'budget', key, value: { minute, units: spent + units, stamp: crypto.randomUUID() } },
      only: { attribute: 'stamp', is: known?.stamp ?? 'absent' },
    };
    return (await storage.transact([change])) === 'done';
  }
  return {
    async take(share, units) {
      const first = Math.floor(random() * PARTS);
      for (let tried = 0; tried < TRIES; tried += 1)
        if (await takeOf(share, (first + tried) % PARTS, units)) return true;
      return false;
    },
    async takeAlso(share, units) {
      // What no part has alone is taken of each.
      const each = Math.ceil(units / PARTS);
      for (let part = 0; part < PARTS; part += 1) await takeOf(share, part, each, true);
    },
    used: () => storage.used(),
  };
}
