/** Vitest's global setup: one throw-away PostgreSQL for the whole run; test files copy their own databases from its template. */
import { temporaryServer, variable } from '../../packages/postgres/temporary.ts';
import { costs, noted } from './cost.ts';

/** What its processor is told under (`cost.ts`). */
const POSTGRESQL = 'the PostgreSQL of the run';

/** Starts the server before the first test file. @returns what stops it after the last. */
export async function setup(): Promise<() => Promise<void>> {
  const server = await temporaryServer();
  process.env[variable] = server.url;
  return async () => {
    noted(POSTGRESQL, costs(server.pid()));
    await server.stop();
  };
}
