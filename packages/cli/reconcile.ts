/** What a server is to do with what GitHub shows: look at it again, or go on though the record knows less. */
import { LATEST_MS } from '@countersign/github/receive/late.ts';
import { acceptLoss, askSince } from '@countersign/github/record/asked-since.ts';
import { postgresDocuments } from '@countersign/postgres/documents.ts';
import { say, Unfit } from './call.ts';
import type { Record } from './record.ts';

export async function lookAgain({ database }: Record, since: string | undefined): Promise<number> {
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

export async function accept({ database }: Record, repository: string | undefined): Promise<number> {
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
