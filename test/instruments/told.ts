/** People of a line who are told by mail: their addresses, and a mail channel to a server that keeps what it is given. */

import { connect } from '@countersign/postgres/connect.ts';
import { postgresReaders } from '@countersign/postgres/readers.ts';
import { SEED_LOGINS } from '@countersign/sandbox/seed.ts';
import type { SeedRole } from '@countersign/sandbox/story.ts';
import type { Line } from './line.ts';

export const mailOfRole = (role: SeedRole): string => `${SEED_LOGINS[role]}@example.com`;

export const idOfRole = ({ world }: Pick<Line, 'world'>, role: SeedRole): string =>
  `github:${world.logins.get(SEED_LOGINS[role]) ?? 0}`;

/** Whoever is named has confirmed their address. */
export async function reachable(line: Pick<Line, 'world' | 'databaseUrl'>, roles: readonly SeedRole[]): Promise<void> {
  const database = connect(line.databaseUrl, { connections: 1 });
  const readers = postgresReaders(database);
  const [now, until] = ['2026-01-01T00:00:00.000Z', '2026-01-01T00:10:00.000Z'];
  for (const role of roles) {
    const person = idOfRole(line, role);
    await readers.askMail(person, mailOfRole(role), { code: 'known', now, until, soonest: now });
    await readers.confirmMail(person, 'known', now);
  }
  await database.close();
}
