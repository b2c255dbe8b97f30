/** How long a test waits for what has to come. */

/** So long that a machine which is slow, or busy with other things, misses nothing: only what never comes is missed. */
export const SOON = { timeout: 150_000, interval: 50 };
