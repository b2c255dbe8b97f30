/** Bounds how long what stands open may wait for what is read to judge it: nobody's silence keeps a gate open (`rules.md 4.4`). */
import { Transient } from '@countersign/core/failure.ts';

/** So long a try may read; a single call is given up later (`installation.ts`). */
const PATIENCE_MS = 5000;

/** What had to be read was not told, or not in time, while something stands open. */
export class Silent extends Error {
  override readonly name = 'Silent';
  /** What the work that waits for it is put off by. */
  readonly waits: Transient;

  constructor(waits: Transient) {
    super(waits.message, { cause: waits });
    this.waits = waits;
  }
}

/**
 * Reads for what stands open: no longer than a moment, however many calls it takes. What is read afterwards is kept for the next try.
 * Where nothing stands open there is nothing to close, and no hurry.
 * @throws Silent
 */
export async function patience<T>(standsOpen: boolean, read: () => Promise<T>): Promise<T> {
  if (!standsOpen) return read();
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new Silent(new Transient('the tracker takes long to tell what a check rests on'))),
    PATIENCE_MS,
  );
  try {
    return await Promise.race([read(), promise]);
  } catch (error) {
    throw error instanceof Transient ? new Silent(error) : error;
  } finally {
    clearTimeout(timer);
  }
}
