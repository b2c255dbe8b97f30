/** A wire between the server and its database that a test can freeze: connections stay open, and nothing is said on them any more. */
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';

export interface Wire {
  /** The same database, by this wire. */
  readonly url: string;
  freeze(): void;
  /** What was asked meanwhile arrives now, as with a machine that wakes up. */
  thaw(): void;
  /** How many there are from the server. */
  connections(): number;
  close(): Promise<void>;
}

/** @param url of a database that is reached by a socket in a folder, as the test run's is */
export async function wireTo(url: string): Promise<Wire> {
  const given = new URL(url.replace('@/', '@localhost/'));
  const folder = given.searchParams.get('host') ?? '';
  const sockets = new Set<Socket>();
  let isFrozen = false;
  const server = createServer((near) => {
    const far = connect(join(folder, '.s.PGSQL.5432'));
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      if (isFrozen) from.pause();
      from.on('data', (chunk) => to.write(chunk));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  given.searchParams.delete('host');
  given.hostname = '127.0.0.1';
  given.port = String(typeof address === 'object' ? address?.port : '');
  return {
    url: given.href,
    freeze() {
      isFrozen = true;
      for (const socket of sockets) socket.pause();
    },
    thaw() {
      isFrozen = false;
      for (const socket of sockets) socket.resume();
    },
    connections: () => sockets.size,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
