/** The sandbox as `npm start` runs it, for stories in a browser. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const START = fileURLToPath(new URL('../../packages/server/start.ts', import.meta.url));

/** The sandbox as `npm start` runs it, in a folder of its own. */
export async function started<T>(language: string, run: (address: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-story-'));
  const { DATABASE_URL: _, ...environment } = process.env;
  const child = spawn(process.execPath, [START], {
    cwd: folder,
    env: { ...environment, PORT: '0', DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'warn', SANDBOX_LANGUAGE: language },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    return await run(await addressOf(child));
  } finally {
    if (child.exitCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  }
}

/** Goes on reading afterwards: a program whose words nobody takes would fail when it says that it stops. */
async function addressOf(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (piece) => {
      said += piece;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (address) resolve(address);
    });
    child.once('exit', () => reject(new Error(`the sandbox did not start: ${said}`)));
  });
}
