/** What a piece of work cost, wherever it was spent: the server's processor time, PostgreSQL's, and statements. Linux tells it by `/proc`. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Product } from './product.ts';

/** Of the clock that `/proc` counts in, on every Linux that Node runs on. */
const TICKS_A_SECOND = 100;

export interface Spent {
  /** Milliseconds of the processor. */
  readonly server: number;
  /** Milliseconds of the processor; 0 where nobody tells. */
  readonly postgres: number;
  readonly statements: number;
}

/** @param postmaster its process id. @returns what was spent until now; two such differ by what was spent between them. */
export async function spentBy(product: Product, postmaster: number): Promise<Spent> {
  const [server, statements] = [await product.metric('process_cpu_seconds_total'), await product.statements()];
  return { server: server * 1000, postgres: processorOf(postmaster), statements };
}

/** For each of so many pieces, in words. */
export function eachOf(pieces: number, before: Spent, after: Spent): string {
  const each = (name: keyof Spent): number => (after[name] - before[name]) / pieces;
  return `${each('server').toFixed(2)} ms, ${each('postgres').toFixed(2)} ms, ${each('statements').toFixed(1)}`;
}

/** Of a process and of those that it started. */
function processorOf(parent: number): number {
  let ticks = 0;
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    const stat = statOf(name);
    if (stat === undefined || (Number(name) !== parent && stat.parent !== parent)) continue;
    // Of processes that have ended, it is their parent who knows.
    ticks += stat.own + (Number(name) === parent ? stat.ended : 0);
  }
  return (ticks / TICKS_A_SECOND) * 1000;
}

function statOf(name: string): { readonly parent: number; readonly own: number; readonly ended: number } | undefined {
  try {
    const text = readFileSync(`/proc/${name}/stat`, 'utf8');
    // The program's name stands in brackets, and may hold blanks.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15);
    return { parent: fields[1] ?? 0, own: user + system, ended: endedUser + endedSystem };
  } catch {
    // It ended meanwhile.
    return undefined;
  }
}
