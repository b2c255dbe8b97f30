/** Vitest's global setup: one throw-away PostgreSQL for the whole run; test files copy their own databases from its template. */
import { temporaryServer, variable } from '../../packages/postgres/temporary.ts';

/** Starts the server before the first test file. @returns what stops it after the last. */
export async function setup(): Promise<() => Promise<void>> {
  const server = await temporaryServer();
  process.env[variable] = server.url;
  return () => server.stop();
}
