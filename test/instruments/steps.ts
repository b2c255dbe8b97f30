/** Counts what a piece of work does, the kept parsers inside included: each time that a block of JavaScript is entered is one step. No clock is asked. */
import { Session } from 'node:inspector';

interface Coverage {
  readonly result: readonly {
    readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[];
  }[];
}

/**
 * Begins to count in this process; `stop` it, since everything is slower meanwhile.
 * What is written in C++ (an expression, `indexOf`, `splice`) is one step: expressions are kept short (`LONGEST_LINE`).
 */
export function stepCounter(): { readonly of: (work: () => void) => number; readonly stop: () => void } {
  const session = new Session();
  session.connect();
  const take = (): number => {
    let steps = 0;
    session.post('Profiler.takePreciseCoverage', (error, taken) => {
      if (error) throw error;
      for (const { functions } of (taken as Coverage).result)
        for (const { ranges } of functions) for (const { count } of ranges) steps += count;
    });
    return steps;
  };
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return {
    of: (work) => {
      take();
      work();
      return take();
    },
    stop: () => {
      session.post('Profiler.stopPreciseCoverage');
      session.disconnect();
    },
  };
}
