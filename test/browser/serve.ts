/** Serves a hono app on a free port of this machine for as long as a story lasts. */
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';

export async function served<T>(app: Hono, story: (address: string) => Promise<T>): Promise<T> {
  let ready: (port: number) => void = () => undefined;
  const listening = new Promise<number>((resolve) => {
    ready = resolve;
  });
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info) => ready(info.port));
  try {
    return await story(`http://127.0.0.1:${await listening}`);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}
