/** The built-in database, started again whenever it ends without having been asked to: out of memory, killed by hand, its machine's trouble. */
import { type Embedded, type EmbeddedOptions, startEmbedded } from './embedded.ts';

export interface RevivedOptions extends EmbeddedOptions {
  /** Told when it is gone, and of what keeps it from starting again. */
  readonly report: (sentence: string) => void;
  /** Wait before the next try, in milliseconds; doubles from half a second to half a minute unless given. */
  readonly waitMs?: (attempt: number) => number;
}

const doubling = (attempt: number): number => Math.min(30_000, 500 * 2 ** attempt);

/**
 * Starts it as `startEmbedded` does and keeps it running, at the same address.
 * @throws Unusable when it cannot be started the first time
 */
export async function startRevived({ report, waitMs = doubling, ...options }: RevivedOptions): Promise<Embedded> {
  let current = await startEmbedded(options);
  const stopping = new AbortController();
  const isOver = (): boolean => stopping.signal.aborted;

  async function again(): Promise<void> {
    for (let attempt = 0; !isOver(); attempt += 1) {
      try {
        current = await startEmbedded(options);
        report('The built-in database ended, and runs again.');
        return;
      } catch (error) {
        report(error instanceof Error ? error.message : String(error));
        await pause(waitMs(attempt), stopping.signal);
      }
    }
  }

  const over = (async () => {
    while (!isOver()) {
      await Promise.race([current.lost, aborted(stopping.signal)]);
      if (!isOver()) await again();
    }
  })();

  const { url, data } = current;
  return {
    url,
    data,
    get pid() {
      return current.pid;
    },
    get lost() {
      return current.lost;
    },
    async stop() {
      stopping.abort();
      await over;
      await current.stop();
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return Promise.race([new Promise<void>((resolve) => setTimeout(resolve, ms).unref()), aborted(signal)]);
}
