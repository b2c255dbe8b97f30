/** What Atlassian counts of an app's calls, and how much of it one window of time allows: reads and writes of Forge's storage a minute, points of Jira's REST API an hour. */

/** Forge rounds each request up to so many bytes. */
export const UNIT = 10 * 1024;

/** Reads, and writes, of that size that one installation has in a minute. */
export const UNITS_A_MINUTE = 4000;

/** Points that all sites of an app share in an hour. */
export const POINTS_AN_HOUR = 65_000;

export interface Meter {
  /** All that was counted so far. */
  readonly used: number;
  /** How much one window allows; `undefined`: it is counted, and nothing is refused. */
  limit: number | undefined;
  /** Counts it. What was refused is not counted. */
  take(amount: number): void;
  /** Whether this window is spent: the next call is refused. */
  isSpent(): boolean;
  /** As if this window had ended: the next one begins. A test says when, so that no machine is too quick for it. */
  renew(): void;
}

export function meter(limit?: number): Meter {
  let [used, before] = [0, 0];
  return {
    get used() {
      return used;
    },
    limit,
    take(amount) {
      used += amount;
    },
    isSpent() {
      return this.limit !== undefined && used - before >= this.limit;
    },
    renew() {
      before = used;
    },
  };
}

/** Of a request, whose payload is so many bytes: one that holds nothing counts as well. */
export const unitsOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / UNIT));
