/** The few ways in which work can fail (as opposed to being refused): callers decide by class whether to retry, wait or park. */

/** Someone else appended first: read again, decide again. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
}

/** The other side is away or asks us to wait; the same work may succeed later. */
export class Transient extends Error {
  override readonly name: string = 'Transient';
  /** Milliseconds to wait before the next try; `undefined` leaves it to the queue's own back-off. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, options: { cause?: unknown; retryAfterMs?: number } = {}) {
    super(message, { cause: options.cause });
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** What is under way here goes first; nobody outside is waited for. */
export class Underway extends Transient {
  override readonly name = 'Underway';
}

/** Input that can never be understood, however often it is tried: park it, with this sentence. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}

/** The other side says no to what we write; it may say yes once somebody gives what is missing, or when it sees what is there. */
export class WriteRefused extends Error {
  override readonly name = 'WriteRefused';
}

/**
 * Whether nobody but us is to blame: nobody is away, nobody came first, and no other program has answered. The same mistake is made at each
 * try, until another version of us makes the next.
 */
export function isOurs(error: unknown): boolean {
  for (let one = error; one !== undefined && one !== null; one = causeOf(one)) {
    if ([Conflict, Transient, Malformed, WriteRefused].some((kind) => one instanceof kind)) return false;
    const { code, status, name } = one as {
      readonly code?: unknown;
      readonly status?: unknown;
      readonly name?: unknown;
    };
    // Given up because it took too long.
    if (name === 'AbortError' || name === 'TimeoutError') return false;
    // The database and the network say a code, GitHub a status.
    if (typeof status === 'number' || (typeof code === 'string' && !OF_CALLS.test(code))) return false;
    if (one instanceof AggregateError && one.errors.some((each) => !isOurs(each))) return false;
  }
  return true;
}

/** Codes of the runtime that speak of how it was called; its others tell of a connection. */
const OF_CALLS =
  /^ERR_(?:INVALID|OUT_OF_RANGE|MISSING_ARGS|MISSING_OPTION|UNKNOWN|ASSERTION|UNHANDLED|METHOD|ILLEGAL|MODULE|UNSUPPORTED|BUFFER|STRING_TOO_LONG)/;

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}
