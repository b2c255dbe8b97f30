/** Ends sessions in the record, so that whoever was signed in signs in anew. */
import { endSessions } from '@countersign/postgres/sessions.ts';
import { say } from './call.ts';
import type { Record } from './record.ts';

export async function endAll({ database }: Record, of: string | undefined): Promise<number> {
  await endSessions(database, of);
  say(of === undefined ? 'Every session that was begun until now has ended.' : `Every session of ${of} has ended.`);
  return 0;
}
