/** `npm start`, asked to end as a container or systemd asks: npm gets the signal, and nothing of ours may outlive it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { scratch } from '../instruments/program.ts';

test('a SIGTERM to npm stops the server and its database before npm ends', { timeout: 600_000 }, async () => {
  const child = spawn('npm', ['start'], {
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      ...{ LANG: 'en_US.UTF-8', PORT: '0', LOG_LEVEL: 'fatal', SANDBOX: '1', DATA_DIR: join(await scratch(), 'data') },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that what is left of it can be ended whatever the test says.
    detached: true,
  });
  onTestFinished(() => {
    try {
      if (child.pid) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // Nothing is left.
    }
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece) => {
      said += piece;
    });
  const ended = once(child, 'close');
  await expect.poll(() => said, { timeout: 150_000 }).toMatch(/http:\/\/(?:127\.0\.0\.1|localhost):\d+/);
  const address = /http:\/\/[^\s/]+/.exec(said)?.[0] ?? '';
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
  child.kill('SIGTERM');
  await ended;
  expect(said).toContain('Stopping…');
  await expect(fetch(`${address}/healthz`)).rejects.toThrow();
});
