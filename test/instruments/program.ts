/** The product as `npm start` runs it, in a process and a folder of its own: what it says, where it listens, how it ends. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const SERVER = fileURLToPath(new URL('../../packages/server/', import.meta.url));

/** What `npm start` runs with Node. */
export const STARTED = ['--max-semi-space-size=4', '-r', `${SERVER}check-node.cjs`, `${SERVER}start.ts`] as const;

export interface Program {
  readonly child: ChildProcess;
  /** What it has said so far, on both streams. */
  said(): string;
  /** Where it listens, `http://127.0.0.1:3000`; rejects when it ends before it says so. */
  readonly address: Promise<string>;
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>;
  /** Ctrl+C. @returns the exit code. */
  stop(): Promise<number | null>;
  /** At once, without draining: for one that waits for a GitHub that is not there. */
  kill(): Promise<void>;
}

/** A folder that is gone after the test. */
export async function scratch(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-program-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts in `folder`, with its data in `folder/data`; nothing but `environment` is set. Ends with the test. */
export function program(folder: string, environment: Readonly<Record<string, string>> = {}): Program {
  const child = spawn(process.execPath, [...STARTED], {
    cwd: folder,
    env: {
      PATH: process.env.PATH ?? '',
      LANG: 'en_US.UTF-8',
      PORT: '0',
      DATA_DIR: join(folder, 'data'),
      LOG_LEVEL: 'fatal',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const address = Promise.withResolvers<string>();
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece) => {
      text += piece;
      const found = /http:\/\/(?:127\.0\.0\.1|localhost):\d+/.exec(text)?.[0];
      if (found) address.resolve(found);
    });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  ended.then((code) => address.reject(new Error(`it ended with ${code}: ${text}`)));
  address.promise.catch(() => {});
  const stop = async (): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
    return ended;
  };
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(async () => void (await stop()));
  return { child, said: () => text, address: address.promise, ended, stop, kill };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
