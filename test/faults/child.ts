/** The server as a process of its own, to be killed: what it is given comes as JSON by the environment, its address goes to standard output. */
import type { ServerOptions } from '@countersign/server/options.ts';
import { startServer } from '@countersign/server/server.ts';
import { pino } from 'pino';

const given = JSON.parse(process.env.SERVER_OPTIONS ?? '{}') as Omit<ServerOptions, 'log'>;
const server = await startServer({ ...given, log: pino({ level: process.env.LOG_LEVEL ?? 'silent' }) });
process.stdout.write(`${server.address}\n`);
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));
