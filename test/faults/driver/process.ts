/** A server of its own process, as a round starts, kills and stops it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ServerOptions } from '@countersign/server/options.ts';
import type { Plant } from './plants.ts';

const CHILD = fileURLToPath(new URL('child.ts', import.meta.url));
/** So much of what a server said last is kept for the report. */
const SAID = 4000;

export interface Running {
  readonly address: string;
  /** Where GitHub delivers to. */
  readonly webhook: string;
  readonly isOver: () => boolean;
  /** At once, and nothing is drained. */
  kill(): Promise<void>;
  /** Drained. @returns the exit code */
  stop(): Promise<number | null>;
  /** How far its clock is ahead of the machine's, in milliseconds. */
  setClock(ahead: number): void;
  /** Has it look for what was missed. */
  round(): Promise<void>;
  said(): string;
}

interface StartOptions {
  readonly server: Omit<ServerOptions, 'log'>;
  readonly clock: number;
  readonly plant?: Plant | undefined;
}

/** @throws with what it said when it ends before it listens */
export async function startServerProcess({ server, clock, plant }: StartOptions): Promise<Running> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CHILD], {
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: plant ? '' : join(tmpdir(), 'countersign-faults-cache'),
      SERVER_OPTIONS: JSON.stringify(server),
      CLOCK_AHEAD: String(clock),
      PLANT: JSON.stringify(plant ?? null),
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.on('data', (piece) => {
    said = (said + piece).slice(-SAID);
  });
  const rounds = new Map<number, () => void>();
  child.on('message', ({ round }: { readonly round?: number }) => {
    if (round !== undefined) rounds.get(round)?.();
  });
  const ended = once(child, 'exit');
  // Whoever waits for a round of a process that is gone goes on.
  void ended.then(() => {
    for (const over of rounds.values()) over();
  });
  const { address, webhookPath } = await Promise.race([
    firstMessage(child),
    ended.then(([code]) => {
      throw new Error(`the server ended with ${code}: ${said}`);
    }),
  ]);
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (!isOver()) child.kill(signal);
    await ended;
    return child.exitCode;
  };
  return {
    address,
    webhook: `${address}${webhookPath}`,
    isOver,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    setClock: (ahead) => void (!isOver() && child.send({ clock: ahead })),
    round: () =>
      new Promise<void>((resolve) => {
        if (isOver()) return resolve();
        const number = rounds.size + 1;
        rounds.set(number, resolve);
        child.send({ round: number });
      }),
    said: () => said,
  };
}

async function firstMessage(child: ChildProcess): Promise<{ address: string; webhookPath: string }> {
  const [message] = await once(child, 'message');
  return message as { address: string; webhookPath: string };
}
