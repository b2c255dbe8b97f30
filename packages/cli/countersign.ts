/** Commands for operators: check a policy, verify the record, see and replay what was parked, end sessions. */
import { existsSync } from 'node:fs';
import { LATEST_MS } from '@countersign/github/receive/late.ts';
import { acceptLoss, askSince } from '@countersign/github/record/asked-since.ts';
import { NoBackup } from '@countersign/postgres/backupfile.ts';
import { postgresDocuments } from '@countersign/postgres/documents.ts';
import { NotEmpty } from '@countersign/postgres/restore.ts';
import { endSessions } from '@countersign/postgres/sessions.ts';
import { secretsOf, whyNotStarted } from '@countersign/server/unstartable.ts';
import { askedBy, HELP } from './asked.ts';
import { backup, restoreFrom } from './backup.ts';
import { baseline } from './baseline.ts';
import { say, Unfit } from './call.ts';
import { erase } from './erase.ts';
import { NoErasures } from './erasures.ts';
import { notices } from './notices.ts';
import { notify } from './notify.ts';
import { order } from './order.ts';
import { doParked, parked, replayAll } from './parked.ts';
import { type Record, withDatabase, withRecord } from './record.ts';
import { validate } from './validate.ts';
import { verify } from './verify.ts';

async function endAll({ database }: Record, of: string | undefined): Promise<number> {
  await endSessions(database, of);
  say(of === undefined ? 'Every session that was begun until now has ended.' : `Every session of ${of} has ended.`);
  return 0;
}

async function lookAgain({ database }: Record, since: string | undefined): Promise<number> {
  const at = since === undefined ? Number.NaN : Date.parse(since);
  if (!/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/.test(since ?? '') || Number.isNaN(at))
    throw new Unfit(
      'reconcile needs a time, with where it is: npm run countersign -- reconcile --since 2026-11-30T08:00Z',
    );
  const now = Date.now();
  if (at > now) throw new Unfit(`${since} is still to come.`);
  if (now - at > LATEST_MS)
    throw new Unfit(
      `${since} is more than 30 days ago: what was done is not remembered for longer, and would be done twice.`,
    );
  await askSince(postgresDocuments(database), new Date(at).toISOString(), new Date(now).toISOString());
  say(
    `Whatever happened on GitHub since ${new Date(at).toISOString()} is looked at again: within five minutes by a server that runs, else by the next that starts. ` +
      'What is on record already is not done twice.',
  );
  return 0;
}

async function accept({ database }: Record, repository: string | undefined): Promise<number> {
  if (repository !== undefined && !/^[\w.-]+\/[\w.-]+$/.test(repository))
    throw new Unfit('accept-loss takes a repository with its owner, as acme/billing, or nothing for all of them.');
  const word = { until: new Date().toISOString(), how: 'begun-anew' } as const;
  await acceptLoss(postgresDocuments(database), word, repository);
  const where = repository === undefined ? 'everywhere' : `in ${repository}`;
  say(
    `From now on the record counts as it is ${where}: within half a minute a server that runs goes on. What GitHub shows of before is history; requests that the record does not know are filed anew by their next edit.`,
  );
  return 0;
}

function whyNot(error: unknown): string {
  if (error instanceof Unfit || error instanceof NoBackup || error instanceof NotEmpty || error instanceof NoErasures)
    return error.message;
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    return error.message;
  return whyNotStarted(error, { owner: 'sandbox', secrets: secretsOf(process.env) });
}

/** As the server does: otherwise this would look into another record than the server writes. */
function loadEnvironment(): void {
  try {
    if (existsSync('.env')) process.loadEnvFile('.env');
  } catch (error) {
    const why = error instanceof Error ? error.message : 'it is none';
    throw new Unfit(`The file .env cannot be read: ${why}. Make it readable, or move it away.`);
  }
}

async function main(): Promise<number> {
  const { command, argument, rest, values } = askedBy(process.argv.slice(2));
  if (command === undefined) {
    say(HELP);
    return values.help ? 0 : 2;
  }
  if (command === 'validate') return validate(argument, values);
  if (command === 'notify') return notify(argument === undefined ? [] : [argument, ...rest]);
  if (command === 'backup' || command === 'restore') {
    if (argument === undefined)
      throw new Unfit(`${command} needs a file: npm run countersign -- ${command} record.backup`);
    return withDatabase(command === 'restore', (database) =>
      command === 'backup' ? backup(database, argument) : restoreFrom(database, argument, values.erasures),
    );
  }
  return withDatabase(false, (database) =>
    withRecord(database, async (record) => {
      for (const { at, since, again } of record.restored)
        say(
          `The restore of the record as it stood at ${at} was cut off, and is finished: ${again} that had been erased since are erased again, and a server looks again at what happened on GitHub since ${since}.`,
        );
      if (command === 'erase') return erase(record, argument, values.yes === true);
      if (command === 'verify') return verify(record);
      if (command === 'baseline') return baseline(record, [argument, ...rest], values.in);
      if (command === 'order') return order(record, [argument, ...rest], values.lang);
      if (command === 'reconcile') return lookAgain(record, values.since);
      if (command === 'accept-loss') return accept(record, argument);
      if (command === 'sessions') return endAll(record, values.of);
      if (command === 'parked') return parked(record);
      if (command === 'notices') return notices(record, argument === undefined ? [] : [argument, ...rest]);
      if (values.all) return replayAll(record);
      return doParked(record, command === 'replay' ? 'replay' : 'discard', argument);
    }),
  );
}

try {
  loadEnvironment();
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${whyNot(error)}\n`);
  process.exitCode = 2;
}
