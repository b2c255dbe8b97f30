/** The few ways in which work can fail (as opposed to being refused): callers decide by class whether to retry, wait or park. */

/** Someone else appended first: read again, decide again. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
}

/** The other side is away or asks us to wait; the same work may succeed later. */
export class Transient extends Error {
  override readonly name = 'Transient';
  /** Milliseconds to wait before the next try; `undefined` leaves it to the queue's own back-off. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, options: { cause?: unknown; retryAfterMs?: number } = {}) {
    super(message, { cause: options.cause });
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** Input that can never be understood, however often it is tried: park it, with this sentence. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}
