/** Erases a person, the text of a policy or a file of evidence, after it was noted outside the record. */
import { accountsWith, answersLeft, eraseDigest, erasePerson, whereNamed } from '@countersign/postgres/erase.ts';
import { accountsWithFile, requestsWithFile } from '@countersign/postgres/files.ts';
import { postgresLedger } from '@countersign/postgres/ledger.ts';
import { whoseRecord } from '@countersign/postgres/owner.ts';
import { afterErasing, shownAgain } from '@countersign/server/erased.ts';
import { say, Unfit } from './call.ts';
import { noteErasure } from './erasures.ts';
import type { Record } from './record.ts';

/** A person by id, the text of a policy by its version, a file by its digest. Without `sure` it is only said what would be done. */
export async function erase(record: Record, what: string | undefined, sure: boolean): Promise<number> {
  if (what && /^[0-9a-f]{64}$/.test(what)) return eraseHeld(record, what, sure);
  if (what && /^github:[1-9]\d*$/.test(what)) return eraseNames(record, what, sure);
  throw new Unfit(
    'erase needs GitHub’s id of a person, as github:7, or 64 letters and figures, as the record says them: the whole version of a policy, or the digest of a file',
  );
}

/** In every account that has it; a server that runs reads the policies of those anew. */
async function eraseHeld({ database, boss }: Record, digest: string, sure: boolean): Promise<number> {
  const texts = await accountsWith(database, digest);
  const files = await accountsWithFile(database, digest);
  const isKnown = texts.length + files.length > 0;
  const at = new Date().toISOString();
  if (sure && isKnown) {
    sayNoted(noteErasure({ at, what: digest }, await whoseRecord(database)));
    await eraseDigest(database, digest, at);
    for (const [tenant, requests] of Map.groupBy(await requestsWithFile(database, digest), (ref) => ref.tenant))
      await postgresLedger(boss).store({ tenant, jobs: shownAgain(requests, at), cause: `erase/${digest}/${at}` });
  }
  for (const tenant of texts) say(`${tenant}: the text of ${digest} ${sure ? 'is erased' : 'is kept'}.`);
  for (const tenant of files) say(`${tenant}: the file ${digest} ${sure ? 'is erased' : 'is kept'}.`);
  if (!isKnown) say(`No text has the version ${digest}, and no file that digest.`);
  else if (!sure && texts.length > 0)
    say(
      'With --yes it is taken away for good. The record still says that it stood. Requests under it are closed, and so is a repository that still has this very text.',
    );
  else if (!sure) say('With --yes it is taken away for good. The record still says that it was given, and by whom.');
  return isKnown ? 0 : 1;
}

const sayNoted = (file: string): void =>
  say(
    `It is noted in ${file}, by id, time and whose record this is: keep a copy with your backups, so that a restore erases it again.`,
  );

async function eraseNames({ database, boss }: Record, id: string, sure: boolean): Promise<number> {
  const known = await whereNamed(database, id);
  const isErased = sure && known.length > 0;
  const at = new Date().toISOString();
  if (isErased) sayNoted(noteErasure({ at, what: id }, await whoseRecord(database)));
  const found = isErased ? await erasePerson(boss, id, at, afterErasing(id)) : known;
  for (const { tenant, names, streams, inClear, parked, files } of found) {
    say(`${tenant}: ${id} has ${names.length} names, and stands in ${streams.length} requests and policies`);
    if (inClear > 0)
      say(`  ${inClear} entries from before names lay beside the chain hold one: it stays there, and is shown nowhere`);
    if (parked > 0)
      say(`  ${parked} given-up deliveries hold one: replay or discard them (see parked), then erase again`);
    for (const digest of files) say(`  they gave a file as evidence: if it speaks of them, run erase ${digest}`);
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
        'Ids, votes and hashes stay. What people wrote themselves stays where they wrote it, and so do backups: a restore erases again what the list beside the record names.',
    );
  return found.length === 0 ? 1 : 0;
}
