/** Writes down what tests take of the processor, where `test/tools/cost.ts` asks for it: that stays comparable beside other work, as time does not. */
import { appendFileSync, readFileSync } from 'node:fs';

/** Where it is written down; nowhere in an ordinary run. */
export const BOOK = 'COUNTERSIGN_COST';

/** Milliseconds of processor. */
export interface Cost {
  /** In the process itself. */
  readonly own: number;
  /** In processes that it started and that have ended, and in theirs. */
  readonly started: number;
}

export interface Noted extends Cost {
  /** A file of tests, or what serves all of them. */
  readonly who: string;
}

/** Linux counts a process's time in hundredths of a second. */
const TICK = 10;

/** What a process has taken so far; nothing where nobody tells it as Linux does. */
export function costs(pid: number | 'self'): Cost {
  if (process.platform !== 'linux') return { own: 0, started: 0 };
  // The name stands in parentheses and may hold anything.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15).map(Number);
  return { own: (user + system) * TICK, started: (endedUser + endedSystem) * TICK };
}

export function noted(who: string, { own, started }: Cost): void {
  const book = process.env[BOOK];
  if (book) appendFileSync(book, `${JSON.stringify({ who, own, started } satisfies Noted)}\n`);
}
