/** What trackers deliver, as it is stored before it is acknowledged. */
import type { Json } from './port.ts';

/** One webhook delivery as it arrived. */
export interface Delivery {
  /** The sender's own id of the delivery; a second one with the same id is not stored. */
  readonly guid: string;
  readonly event: string;
  readonly payload: Json;
  /** Deliveries with one key are handled one after another, in the order they arrived. */
  readonly key: string;
  readonly installation: string;
  /** ISO 8601. */
  readonly receivedAt: string;
}

/** A delivery as it came in. */
export interface Arrival extends Delivery {
  /** The payload's own letters, where they are at hand; they are what is stored then. */
  readonly text?: string;
  /** Why nothing follows from it, where that can be told at once: it is recorded and never queued. */
  readonly ignored?: string;
}

/** What became of a delivery; one that is to be parked throws `Malformed` instead. */
export type Outcome = 'done' | { readonly ignored: string };

export interface Deliveries {
  /** Durable before it resolves; one round trip. @returns `'duplicate'` when this GUID was stored before. */
  store(arrival: Arrival): Promise<'stored' | 'duplicate'>;
}
