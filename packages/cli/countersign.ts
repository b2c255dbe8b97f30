/** Commands for operators: check a policy, verify the record, see and replay what was parked, end sessions. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Transient } from '@countersign/core/failure.ts';
import { hintSentence, hintsFor } from '@countersign/core/gate/hint.ts';
import { verifyProject } from '@countersign/core/ledger/chain.ts';
import { problemSentence } from '@countersign/core/policy/problem.ts';
import { resolvePolicy } from '@countersign/core/policy/resolve.ts';
import type { Entry } from '@countersign/core/record/port.ts';
import { catalogue } from '@countersign/core/text/catalogue.ts';
import { localeFor } from '@countersign/core/text/locale.ts';
import { type Boss, openBoss } from '@countersign/postgres/boss.ts';
import { connect, type Database } from '@countersign/postgres/connect.ts';
import { postgresDocuments } from '@countersign/postgres/documents.ts';
import { runningEmbedded, startEmbedded } from '@countersign/postgres/embedded.ts';
import { answersLeft, erasePerson, whereNamed } from '@countersign/postgres/erase.ts';
import { postgresInbox } from '@countersign/postgres/inbox.ts';
import { postgresLedger } from '@countersign/postgres/ledger.ts';
import { migrate } from '@countersign/postgres/migrations.ts';
import { discard, parkedJobs, replay } from '@countersign/postgres/parked.ts';
import { endSessions } from '@countersign/postgres/sessions.ts';
import { postgresTexts } from '@countersign/postgres/texts.ts';
import { Unusable } from '@countersign/postgres/unusable.ts';
import { afterErasing } from '@countersign/server/erased.ts';
import { checkoutNames } from './checkout.ts';

const HELP = `npm run countersign -- <command>

  validate <file>   reads a policy file and names every mistake with its line; exit 1 when there are any. In a git checkout, or with
                    --repo <folder>, it also says which of its names match no file or branch there
  verify            checks the hash chains of the whole record; exit 1 at the first broken entry of a repository
  parked            lists deliveries and work that were given up, with the reason
  replay <id>       tries one of them again, by the id that "parked" shows
  discard <id>      lets go of one of them for good: nothing follows from it, and the checks that it keeps closed are judged without it
  sessions end      signs everybody out of the pages, at once and on every server
    --of <login>    only this person, by the login they signed in with, or by GitHub's id as github:7
  erase <what>      a person by GitHub's id as github:7, or the text of a policy by its whole version: says where the record has it, and what
                    erasing would do; changes nothing
    --yes           erases: names are forgotten for good, and what the app wrote on GitHub is written again without them; of a policy only
                    its text goes, and what rests on it is closed

The record is the one of DATABASE_URL, or the built-in one in DATA_DIR (.countersign), whether the server runs or not, and
whether it is an app's or a sandbox's. replay, discard, sessions end and erase --yes write to it; verify and parked only bring its schema up to
date; validate opens none.
`;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

interface Record {
  readonly database: Database;
  readonly boss: Boss;
  close(): Promise<void>;
}

async function openRecord(): Promise<Record> {
  const folder = resolve(process.env.DATA_DIR ?? '.countersign');
  // Looking must not make a record: whoever looks beside it would be told that theirs is empty.
  if (process.env.DATABASE_URL === undefined && !existsSync(folder))
    throw new Unfit(
      `There is no record in ${folder}. Name its folder with DATA_DIR, or your PostgreSQL with DATABASE_URL.`,
    );
  const given = process.env.DATABASE_URL ?? (await runningEmbedded(folder));
  const embedded = given === undefined ? await startEmbedded({ folder, announce: say }) : undefined;
  const database = connect(given ?? embedded?.url ?? '');
  await migrate(database);
  const boss = await openBoss(database);
  return {
    database,
    boss,
    async close() {
      await boss.close();
      await database.close();
      await embedded?.stop();
    },
  };
}

function validate(file: string | undefined, checkout: string | undefined): number {
  if (!file) throw new Unfit('validate needs a file: npm run countersign -- validate .github/countersign.yml');
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new Unfit(`There is no file ${file}.`);
  const names = checkoutNames(checkout ?? dirname(resolve(file)));
  if (checkout !== undefined && !names) throw new Unfit(`There is no git checkout in ${checkout}.`);
  const resolved = resolvePolicy(readFileSync(file, 'utf8'));
  const words = catalogue(localeFor(process.env.LANG));
  if ('policy' in resolved) {
    say(`${file}: ${resolved.policy.profile}, version ${resolved.policy.version.slice(0, 12)}`);
    for (const hint of hintsFor(resolved.policy, names)) say(`${file}: ${hintSentence(hint, words)}`);
    return 0;
  }
  for (const problem of resolved.problems) say(`${file}: ${problemSentence(problem, words)}`);
  return 1;
}

async function verify({ database, boss }: Record): Promise<number> {
  const ledger = postgresLedger(boss);
  const { rows } = await database.pool.query<{ tenant: string; project: string }>(
    'select tenant, project from project_head order by tenant, project',
  );
  let broken = 0;
  for (const { tenant, project } of rows) {
    const entries: Entry[] = [];
    for (;;) {
      const some = await ledger.readProject(tenant, project, entries.at(-1)?.sequence ?? 0, 1000);
      entries.push(...some);
      if (some.length < 1000) break;
    }
    const found = verifyProject(entries);
    if (found) broken += 1;
    const head = entries.at(-1)?.projectHash.slice(0, 16) ?? '–';
    say(
      found
        ? `${tenant} ${project}: BROKEN at entry ${found.entry.sequence} of ${found.entry.ref.stream}: ${found.why}`
        : `${tenant} ${project}: ${entries.length} entries, head ${head}`,
    );
  }
  if (rows.length === 0) say('The record is empty.');
  return broken > 0 ? 1 : 0;
}

async function parked({ boss }: Record): Promise<number> {
  const deliveries = await postgresInbox(boss).parked();
  const jobs = await parkedJobs(boss, 'job');
  for (const one of deliveries) say(`${one.guid}  ${one.parkedAt}  ${one.kind}: ${one.sentence}`);
  for (const one of jobs) say(`${one.id}  ${one.parkedAt}  ${one.kind}: ${one.sentence}`);
  if (deliveries.length + jobs.length === 0) say('Nothing is parked.');
  return 0;
}

/** What can be done with something that was given up. */
const ABOUT_PARKED = {
  replay: { delivery: 'replay', job: replay, done: (id: string) => `${id} will be tried again by the server.` },
  discard: { delivery: 'discard', job: discard, done: (id: string) => `Nothing will follow from ${id} any more.` },
} as const;

async function doParked({ boss }: Record, command: keyof typeof ABOUT_PARKED, id: string | undefined): Promise<number> {
  if (!id) throw new Unfit(`${command} needs an id: see npm run countersign -- parked`);
  const inbox = postgresInbox(boss);
  const { delivery, job, done } = ABOUT_PARKED[command];
  const isDelivery = (await inbox.parked()).some((one) => one.guid === id);
  const isDone = isDelivery ? await inbox[delivery](id) : await job(boss, 'job', id);
  say(isDone ? done(id) : `Nothing parked has the id ${id}.`);
  return isDone ? 0 : 1;
}

async function endAll({ database }: Record, of: string | undefined): Promise<number> {
  await endSessions(database, of);
  say(of === undefined ? 'Every session that was begun until now has ended.' : `Every session of ${of} has ended.`);
  return 0;
}

/** A person by id, or the text of a policy by its version. Without `sure` it is only said what would be done. */
async function erase(record: Record, what: string | undefined, sure: boolean): Promise<number> {
  if (what && /^[0-9a-f]{64}$/.test(what)) return eraseText(record, what, sure);
  if (what && /^github:[1-9]\d*$/.test(what)) return eraseNames(record, what, sure);
  throw new Unfit(
    'erase needs GitHub’s id of a person, as github:7, or the whole version of a policy, 64 letters and figures, as the record says it',
  );
}

/** In every account that has it; a server that runs reads the policies of those anew. */
async function eraseText({ database }: Record, version: string, sure: boolean): Promise<number> {
  const texts = postgresTexts(database);
  const documents = postgresDocuments(database);
  const { rows } = await database.pool.query<{ tenant: string }>(
    'select tenant from policy_text where digest = $1 order by tenant',
    [version],
  );
  const read = (await documents.anywhere('policy')).filter(({ id }) => id === 'current');
  for (const { tenant } of rows) {
    if (sure) {
      await texts.erase(tenant, version, new Date().toISOString());
      for (const one of read) if (one.tenant === tenant) await documents.forget(one);
    }
    say(`${tenant}: the text of ${version} ${sure ? 'is erased' : 'is kept'}.`);
  }
  if (rows.length === 0) say(`No text has the version ${version}.`);
  else if (!sure)
    say(
      'With --yes it is taken away for good. The record still says that it stood. Requests under it are closed, and so is a repository that still has this very text.',
    );
  return rows.length > 0 ? 0 : 1;
}

async function eraseNames({ database, boss }: Record, id: string, sure: boolean): Promise<number> {
  const found = sure
    ? await erasePerson(boss, id, new Date().toISOString(), afterErasing(id))
    : await whereNamed(database, id);
  for (const { tenant, names, streams, inClear, parked } of found) {
    say(`${tenant}: ${id} has ${names.length} names, and stands in ${streams.length} requests and policies`);
    if (inClear > 0)
      say(`  ${inClear} entries from before names lay beside the chain hold one: it stays there, and is shown nowhere`);
    if (parked > 0)
      say(`  ${parked} given-up deliveries hold one: replay or discard them (see parked), then erase again`);
  }
  for (const { where, count, addresses } of sure ? [] : await answersLeft(database, id)) {
    say(
      `${where}: ${count} answers of ours, or places with such, could not be edited and may hold a name that was erased`,
    );
    for (const one of addresses) say(`  ${one}`);
  }
  if (found.length === 0) say(`The record does not know ${id}.`);
  else if (sure)
    say(
      `${id} is erased. A running server now writes its comments and checks again and edits its answers, a stopped one when it starts. ` +
        `What it could not edit is listed by: npm run countersign -- erase ${id}`,
    );
  else
    say(
      `With --yes the names are forgotten for good: pages, exports and what the app shows on GitHub say "former member", and every session of ${id} ends. ` +
        'Ids, votes and hashes stay. What people wrote themselves stays where they wrote it, and so do backups.',
    );
  return found.length === 0 ? 1 : 0;
}

/** The call itself is wrong. */
class Unfit extends Error {}

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      of: { type: 'string' },
      repo: { type: 'string' },
      yes: { type: 'boolean' },
    },
  });
  const [command, argument] = positionals;
  if (values.help || command === undefined) {
    say(HELP);
    return command === undefined && !values.help ? 2 : 0;
  }
  if (command === 'validate') return validate(argument, values.repo);
  if (!['verify', 'parked', 'replay', 'discard', 'erase', 'sessions'].includes(command))
    throw new Unfit(`There is no command "${command}".\n\n${HELP}`);
  if (command === 'sessions' && argument !== 'end')
    throw new Unfit('sessions needs the word end: npm run countersign -- sessions end');
  if (values.of !== undefined && command !== 'sessions') throw new Unfit('--of belongs to sessions end.');
  if (values.yes && command !== 'erase') throw new Unfit('--yes belongs to erase.');
  const record = await openRecord();
  try {
    if (command === 'erase') return await erase(record, argument, values.yes === true);
    if (command === 'verify') return await verify(record);
    if (command === 'sessions') return await endAll(record, values.of);
    if (command === 'parked') return await parked(record);
    return await doParked(record, command === 'replay' ? 'replay' : 'discard', argument);
  } finally {
    await record.close();
  }
}

// As the server does: otherwise this would look into another record than the server writes.
if (existsSync('.env')) process.loadEnvFile('.env');
try {
  process.exitCode = await main();
} catch (error) {
  const known =
    error instanceof Unfit ||
    error instanceof Unusable ||
    error instanceof Transient ||
    (error instanceof Error && 'code' in error);
  if (!known) throw error;
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
