/** Commands for operators: check a policy, verify the record, see and replay what was parked, end sessions. */
import { existsSync } from 'node:fs';
import { askedBy, HELP } from './asked.ts';
import { say, Unfit } from './call.ts';

/** As the server does: otherwise this would look into another record than the server writes. */
function loadEnvironment(): void {
  try {
    if (existsSync('.env')) process.loadEnvFile('.env');
  } catch (error) {
    const why = error instanceof Error ? error.message : 'it is none';
    throw new Unfit(`The file .env cannot be read: ${why}. Make it readable, or move it away.`);
  }
}

/** Each command loads what it needs: who only checks a policy waits for no database and no server. */
async function main(): Promise<number> {
  const { command, argument, rest, values } = askedBy(process.argv.slice(2));
  if (command === undefined) {
    say(HELP);
    return values.help ? 0 : 2;
  }
  const all = argument === undefined ? [] : [argument, ...rest];
  if (command === 'validate') return (await import('./validate.ts')).validate(argument, values);
  if (command === 'notify') return (await import('./notify.ts')).notify(all);
  if (command === 'backup' || command === 'restore') {
    if (argument === undefined)
      throw new Unfit(`${command} needs a file: npm run countersign -- ${command} record.backup`);
    const { withDatabase } = await import('./record.ts');
    const { backup, restoreFrom } = await import('./backup.ts');
    return withDatabase(command === 'restore', (database) =>
      command === 'backup' ? backup(database, argument) : restoreFrom(database, argument, values.erasures),
    );
  }
  const { withDatabase, withRecord } = await import('./record.ts');
  return withDatabase(false, (database) =>
    withRecord(database, async (record) => {
      for (const { at, since, again } of record.restored)
        say(
          `The restore of the record as it stood at ${at} was cut off, and is finished: ${again} that had been erased since are erased again, and a server looks again at what happened on GitHub since ${since}.`,
        );
      if (command === 'erase') return (await import('./erase.ts')).erase(record, argument, values.yes === true);
      if (command === 'verify') return (await import('./verify.ts')).verify(record);
      if (command === 'baseline')
        return (await import('./baseline.ts')).baseline(record, [argument, ...rest], values.in);
      if (command === 'reconcile') return (await import('./reconcile.ts')).lookAgain(record, values.since);
      if (command === 'accept-loss') return (await import('./reconcile.ts')).accept(record, argument);
      if (command === 'sessions') return (await import('./sessions.ts')).endAll(record, values.of);
      if (command === 'notices') return (await import('./notices.ts')).notices(record, all);
      const { doParked, parked, replayAll } = await import('./parked.ts');
      if (command === 'parked') return parked(record);
      if (values.all) return replayAll(record);
      return doParked(record, command === 'replay' ? 'replay' : 'discard', argument);
    }),
  );
}

try {
  loadEnvironment();
  process.exitCode = await main();
} catch (error) {
  const why = error instanceof Unfit ? error.message : (await import('./whynot.ts')).whyNot(error);
  process.stderr.write(`${why}\n`);
  process.exitCode = 2;
}
