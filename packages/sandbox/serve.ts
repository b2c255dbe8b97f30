/** Serves the stand-in over HTTP. */
import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import type { Http2ServerRequest } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { GithubApi } from './api/app.ts';
import { CUT } from './api/failure.ts';
import type { World } from './world/world.ts';

export interface Served {
  /** `http://127.0.0.1:port`, the base address for an Octokit. */
  readonly url: string;
  close(): Promise<void>;
}

export interface ServeOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  readonly hostname?: string;
  /** Answers what the API does not: the tracker's pages. */
  readonly pages?: (request: Request) => Response | Promise<Response>;
}

/** From now on the world's answers name this address. */
export async function serve(world: World, api: GithubApi, options: ServeOptions = {}): Promise<Served> {
  const { port = 0, hostname = '127.0.0.1', pages } = options;
  const server = createAdaptorServer({
    async fetch(request: Request, env: { incoming?: IncomingMessage | Http2ServerRequest }) {
      const answer = await api.app.fetch(request);
      if (answer.headers.has(CUT)) {
        env.incoming?.socket.destroy();
        return RESPONSE_ALREADY_SENT;
      }
      if (answer.status === 501 && pages) return pages(request);
      return answer;
    },
  }) as Server;
  server.listen(port, hostname);
  await once(server, 'listening');
  const url = `http://${hostname}:${(server.address() as AddressInfo).port}`;
  world.apiUrl = url;
  world.webUrl = url;
  world.addresses.clear();
  return {
    url,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
