/** The port of deliveries, and of work that gates rest on, which should be done and are not. */
import type { Json } from './port.ts';

export interface UnhandledDelivery {
  readonly id: string;
  /** Where it stands in order: what has to do with it is told from that. */
  readonly key: string;
  readonly why: 'parked' | 'waiting';
}

export interface Unhandled {
  /** Those with one of these keys, or with one that begins so; oldest first. */
  like(keys: readonly string[], prefix: string): Promise<readonly UnhandledDelivery[]>;
  /** Whether any of those waits for its next try, or has it. */
  isRetrying(keys: readonly string[], prefix: string): Promise<boolean>;
  /**
   * Deliveries, with keys that begin so, which tell what somebody said or changed, and those with one of these keys which tell who is in which
   * team, that are still to be handled, or are being handled now.
   */
  coming(prefix: string, keys: readonly string[]): Promise<readonly Pick<UnhandledDelivery, 'id' | 'key'>[]>;
  /** What work of a kind was for that was given up, and not because the other side says no to it, of one tenant; oldest first. */
  givenUp(kind: string, tenant: string): Promise<readonly Json[]>;
}
