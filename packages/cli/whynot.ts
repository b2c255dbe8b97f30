/** Why a command was not done, in words that say what would work. */
import { NoBackup } from '@countersign/postgres/backupfile.ts';
import { NotEmpty } from '@countersign/postgres/restore.ts';
import { secretsOf, whyNotStarted } from '@countersign/server/unstartable.ts';
import { NoErasures } from './erasures.ts';

export function whyNot(error: unknown): string {
  if (error instanceof NoBackup || error instanceof NotEmpty || error instanceof NoErasures) return error.message;
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    return error.message;
  return whyNotStarted(error, { owner: 'sandbox', secrets: secretsOf(process.env) });
}
