import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { seedNamed } from '../instruments/drawn.ts';
import { ANSWERS, ASSESSMENT } from '../instruments/line.ts';
import { SOON } from '../instruments/soon.ts';
import { drawing } from './draw.ts';

const START = fileURLToPath(new URL('../../packages/server/start.ts', import.meta.url));
const SEED = seedNamed('FAULT_SEED', Number(process.env.FC_SEED));
const KILLS = Number(process.env.FAULT_KILLS ?? 4);

interface Running {
  readonly child: ChildProcess;
  readonly address: string;
}

async function start(folder: string): Promise<Running> {
  const { DATABASE_URL: _, ...environment } = process.env;
  const child = spawn(process.execPath, [START], {
    cwd: folder,
    env: { ...environment, PORT: '0', DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'fatal', SANDBOX_LANGUAGE: 'en' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (piece) => {
      said += piece;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (address) resolve({ child, address });
    });
    child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code}: ${said}`)));
  });
}

async function end({ child }: Running, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal);
    await once(child, 'exit');
  }
  return child.exitCode;
}

/** One thing that a person does on the tracker's pages. */
async function post(
  address: string,
  login: string,
  path: string,
  fields: Readonly<Record<string, string>>,
): Promise<number> {
  const answer = await fetch(`${address}/harbour/invoices/${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: `face=${login}`, origin: address, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields),
  });
  await answer.text();
  return answer.status;
}

async function page(address: string, path: string): Promise<string> {
  return (await fetch(`${address}/harbour/invoices/${path}`, { headers: { 'accept-language': 'en' } })).text();
}

/** The form's fields as a browser would send them: `f-<id>` for each answer. */
const ANSWERED = Object.fromEntries(Object.entries(ANSWERS).map(([id, answer]) => [`f-${id}`, answer]));

test(`the whole line goes on after every SIGKILL: nothing is lost and nothing is done twice (FAULT_SEED=${SEED})`, {
  timeout: 600_000,
}, async () => {
  const draw = drawing(SEED);
  const folder = await mkdtemp(join(tmpdir(), 'countersign-kill-'));
  let running = await start(folder);
  try {
    const acts: readonly (readonly [string, string, Readonly<Record<string, string>>])[] = [
      ['rosa', 'issues/5/comment', { body: '/submit' }],
      ['dara', 'pull/4/edit', { title: 'Export invoices as PDF', body: 'Change: #5' }],
      ['pan-wei', 'issues/5/comment', { body: ASSESSMENT }],
      ['pan-wei', 'issues/5/comment', { body: '/approve' }],
      ['theo', 'issues/5/comment', { body: '/concern The fonts are not licensed' }],
      ['dara', 'issues/5/comment', { body: '/approve as customer' }],
      ['theo', 'issues/5/comment', { body: '/resolve C1 licence bought' }],
      ['theo', 'issues/5/comment', { body: '/approve' }],
      ['chen-li', 'issues/5/comment', { body: '/approve' }],
    ];
    const doomed = new Set<number>();
    while (doomed.size < Math.min(KILLS, acts.length)) doomed.add(Math.floor(draw() * acts.length));
    const template = '.github/ISSUE_TEMPLATE/change-request.yml';
    const form = { title: 'Export invoices as PDF', template, ...ANSWERED };
    expect(await post(running.address, 'rosa', 'issues/new', form)).toBe(303);
    for (const [index, [login, path, fields]] of acts.entries()) {
      // A yes is for what stands shown: whoever votes has read it.
      if (fields.body === '/approve')
        await vi.waitFor(
          async () => expect(await page(running.address, 'issues/5')).toContain('Change request · in review'),
          SOON,
        );
      expect(await post(running.address, login, path, fields)).toBe(303);
      if (!doomed.has(index)) continue;
      // At some moment between the act and everything that follows from it.
      await after(Math.floor(draw() * 120));
      await end(running, 'SIGKILL');
      running = await start(folder);
    }
    const { address } = running;
    await vi.waitFor(async () => expect(await post(address, 'dara', 'pull/4/merge', {})).toBe(303), SOON);
    expect(await page(address, 'pull/4')).toMatch(/merged/i);
    expect(await end(running, 'SIGTERM')).toBe(0);
    const world = await readFile(join(folder, 'data', 'sandbox-world.json'), 'utf8');
    expect(world.match(/countersign:status/g)).toHaveLength(1);
    expect(world.match(/countersign:reply/g)).toHaveLength(1);
    running = await start(folder);
    expect(await page(running.address, 'pull/4')).toMatch(/merged/i);
    expect(await end(running, 'SIGTERM')).toBe(0);
  } finally {
    await end(running, 'SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
});
