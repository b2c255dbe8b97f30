/** The product as people run it: `packages/server/start.ts` in a process of its own, watched from outside. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const COUNTING = fileURLToPath(new URL('./statements.cjs', import.meta.url));
const SERVER = fileURLToPath(new URL('../../packages/server/', import.meta.url));

export interface Product {
  readonly address: string;
  readonly webhook: string;
  /** A figure of `/metrics` by name, summed over its labels. */
  metric(name: string): Promise<number>;
  /** How many statements it has sent to PostgreSQL since it started. */
  statements(): Promise<number>;
  /** Deliveries that wait or run. */
  waiting(): Promise<number>;
  stop(): Promise<void>;
}

/** Resolves once the server listens. */
export async function startProduct(environment: Readonly<Record<string, string>>): Promise<Product> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const child = spawn(
    process.execPath,
    ['--max-semi-space-size=4', '-r', `${SERVER}check-node.cjs`, '-r', COUNTING, `${SERVER}start.ts`],
    {
      env: { PATH: process.env.PATH ?? '', HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: address, ...environment },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  );
  const ended = once(child, 'exit');
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (text: Buffer) => text.includes('listening') && resolve());
    void ended.then(([code]) => reject(new Error(`the server ended with ${code} before it listened`)));
  });
  const read = async (path: string): Promise<string> => (await fetch(`${address}${path}`)).text();
  return {
    address,
    webhook: `${address}/api/github/webhooks`,
    async metric(name) {
      const lines = (await read('/metrics')).split('\n').filter((line) => line.split(/[ {]/)[0] === name);
      return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
    },
    async statements() {
      const answer = once(child, 'message');
      child.send('how many?');
      const [count] = await answer;
      return Number(count);
    },
    async waiting() {
      return Number(/waiting: (\d+)/.exec(await read('/readyz'))?.[1] ?? Number.NaN);
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
