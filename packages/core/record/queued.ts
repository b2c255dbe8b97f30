/** A job as the queue hands it to whoever carries it out. */
import type { Json } from './port.ts';

export interface QueuedJob {
  readonly id: string;
  readonly kind: string;
  readonly key: string;
  /** Higher goes first among the keys; see `ledger.ts`. */
  readonly priority: number;
  readonly data: Json;
  /** 1 for the first try. */
  readonly attempt: number;
}
