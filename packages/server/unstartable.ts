/** Why nothing starts, in one sentence with what to do: never a stack, never a secret. */

import { dirname } from 'node:path';
import { isChannelVariable } from '@countersign/chat/destinations.ts';
import type { MessageId, MessageValues } from '@countersign/core/text/catalogue.ts';
import { NewerSchema, SCHEMA } from '@countersign/postgres/migrations.ts';
import { NotOurs, type Owner, StillRuns } from '@countersign/postgres/owner.ts';
import { Unusable } from '@countersign/postgres/unusable.ts';
import { SECRETS } from './environment.ts';
import { NoAddress } from './noaddress.ts';
import { inBothLanguages, notOurs, stillRuns } from './terminal.ts';

type Database = Extract<MessageId, `start.database.${string}`>;

/** What PostgreSQL, the network and TLS say, by their codes. */
const SAID: readonly (readonly [RegExp, Database])[] = [
  [/^(?:ENOTFOUND|EAI_\w+)$/, 'start.database.unknown-host'],
  [/^(?:ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|08\w{3})$/, 'start.database.unreachable'],
  [/^28P01$/, 'start.database.password'],
  [/^28/, 'start.database.not-admitted'],
  [/^3D000$/, 'start.database.missing'],
  [/^(?:42501|25006)$/, 'start.database.rights'],
  [/^53[12]00$/, 'start.database.full'],
  [/^(?:53\w{3}|55P03|57P0\d)$/, 'start.database.busy'],
  [/CERT|^ERR_(?:TLS|SSL)|^UNABLE_TO|^EPROTO$/, 'start.database.tls'],
];

/** What `pg` says without a code. */
const WORDS: readonly (readonly [RegExp, Database])[] = [
  [/does not support SSL|SSL connection|SSL SECURITY/i, 'start.database.tls'],
  [/connection terminated|timeout/i, 'start.database.unreachable'],
];

/** A socket and a certificate are files, too. */
const OF_FILES = /^(?:EACCES|EPERM|EROFS|ENOTDIR|EISDIR|EEXIST|ENOENT|ENAMETOOLONG|ELOOP|EBUSY)$/;
const OF_SPACE = /^(?:ENOSPC|EDQUOT)$/;

export interface Starting {
  /** Whose record was wanted. */
  readonly owner: Owner;
  /** Values that nobody may read in a terminal. */
  readonly secrets: readonly string[];
}

/** @returns the sentence, in both languages where there is one in both; each on a line of its own. */
export function whyNotStarted(error: unknown, { owner, secrets }: Starting): string {
  if (error instanceof Unusable || error instanceof NoAddress) return error.message;
  if (error instanceof NotOurs) return notOurs(error, owner);
  if (error instanceof StillRuns) return stillRuns(error);
  if (error instanceof NewerSchema) return both('start.newer-schema', { found: error.found, known: SCHEMA });
  const chain = causesOf(error);
  const reason = without(reasonIn(chain), secrets);
  for (const one of chain) {
    const code = codeOf(one);
    const database =
      SAID.find(([pattern]) => pattern.test(code)) ?? WORDS.find(([pattern]) => pattern.test(wordsOf(one)));
    if (database) return both(database[1], { reason });
    const path = without(pathOf(one) ?? '', secrets);
    if (OF_SPACE.test(code)) return both('start.full', { path: path || 'DATA_DIR', code });
    if (OF_FILES.test(code) && path) return both('start.folder', { path, code });
  }
  return both('start.unknown', { reason });
}

/** Secrets that the environment holds (marked in `environment.ts`), the password of the database among them, as they are written and as they are meant. */
export function secretsOf(given: Readonly<Record<string, string | undefined>>): readonly string[] {
  const written = /^postgres(?:ql)?:\/\/[^:@/]*:(.*)@/.exec(given.DATABASE_URL ?? '')?.[1];
  // The address of a robot is a secret as a whole.
  const names = [...SECRETS, ...Object.keys(given).filter(isChannelVariable)];
  const all = [...names.map((name) => given[name]), written, meantBy(written)];
  return all.filter((one): one is string => one !== undefined && one !== '');
}

function meantBy(written: string | undefined): string | undefined {
  try {
    return written && decodeURIComponent(written);
  } catch {
    return undefined;
  }
}

const both = (id: MessageId, values: MessageValues): string => inBothLanguages(id, values).join('\n');

/** The error, what caused it, and so on: the outermost first. */
function causesOf(error: unknown): readonly unknown[] {
  const chain: unknown[] = [];
  for (
    let one = error;
    one !== undefined && one !== null && chain.length < 10;
    one = (one as { cause?: unknown }).cause
  )
    chain.push(one);
  return chain;
}

const codeOf = (error: unknown): string => String((error as { readonly code?: unknown }).code ?? '');
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The innermost words, in one line: whatever stands around them was said for others. */
function reasonIn(chain: readonly unknown[]): string {
  const last = chain.at(-1);
  return (wordsOf(last) || codeOf(last)).replaceAll(/\s+/g, ' ').trim().slice(0, 200);
}

function pathOf(error: unknown): string | undefined {
  const { path, syscall, address } = error as Readonly<Record<string, unknown>>;
  if (typeof path !== 'string') return typeof address === 'string' ? address : undefined;
  // What cannot be written is a file; what has to be changed is its folder.
  return syscall === 'open' || syscall === 'rename' ? `${path} (${dirname(path)})` : path;
}

function without(text: string, secrets: readonly string[]): string {
  return secrets.reduce((left, secret) => left.replaceAll(secret, '…'), text);
}
