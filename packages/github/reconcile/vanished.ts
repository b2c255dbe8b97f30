/** Requests whose issue GitHub has no longer, or has again, and nobody told: what nobody can check opens no gate (`rules.md` 4.3, 5.6). */
import { load } from '@countersign/core/change/decider.ts';
import { isDeleted } from '@countersign/core/change/flags.ts';
import type { ChangeRow } from '@countersign/core/change/register.ts';
import { NOBODY } from '@countersign/core/content/person.ts';
import { z } from 'zod';
import { act } from '../act.ts';
import { ask, type GitHubClient, isGone } from '../client.ts';
import { type Parts, readerFor } from '../desk.ts';
import { issuesThere } from '../facts/edits.ts';
import { type Home, homeOf } from '../record/home.ts';
import type { Place } from '../translation.ts';
import { inTurn } from './inturn.ts';

/** So many at each round, which one question tells of; the next round goes on behind them. */
const MOST = 100;
/** What was just told of a deletion may not have reached all of GitHub's copies. */
const SETTLED_MS = 60_000;

/**
 * Asks for the issues of decided requests, the only ones by which a gate is open, and puts on record which are gone and which are there again.
 * @throws Transient while GitHub does not answer
 */
export async function lookForVanished(parts: Parts, place: Place, cause: string): Promise<void> {
  const homes: { readonly home: Home; readonly row: ChangeRow; readonly deletedAt: string | undefined }[] = [];
  for (const row of await inTurn(parts, place, 'decided', MOST)) {
    const home = await homeOf(parts, row.ref, row.number);
    const state = await load(parts.ledger, row.ref);
    if (home?.place.installation === place.installation && state)
      homes.push({ home, row, deletedAt: isDeleted(state)?.at });
  }
  if (homes.length === 0) return;
  const { client } = await readerFor(parts, place);
  const there = await issuesThere(
    client,
    homes.map(({ home }) => home.issue),
  );
  for (const { home, row, deletedAt } of homes) {
    const isThere = there.has(home.issue);
    if (isThere === (deletedAt === undefined)) continue;
    if (deletedAt !== undefined && parts.now() - Date.parse(deletedAt) < SETTLED_MS) continue;
    // Both of GitHub's ways to ask have to say so.
    if ((await isStanding(client, home)) !== isThere) continue;
    const { number } = home;
    const irregularity = isThere ? 'item-seen' : 'item-deleted';
    const command = { type: 'note', irregularity, detail: `#${number}` } as const;
    const { ref } = row;
    await act(parts, {
      ...{ place: home.place, ref, number, actor: NOBODY, command, line: '' },
      cause: `${cause}/vanished/${ref.stream}`,
    });
  }
}

const issue = z.object({ node_id: z.string(), pull_request: z.unknown().optional() });

/**
 * Not where GitHub shows another under its address, as after a transfer, nor where issues are switched off: nobody can say anything of it there.
 * @returns `undefined` where nobody can tell: GitHub says no
 */
async function isStanding(client: GitHubClient, { place, number, issue: id }: Home): Promise<boolean | undefined> {
  const { owner, repo } = place;
  const answer = await ask(client, 'GET /repos/{owner}/{repo}/issues/{issue_number}', {
    ...{ owner, repo, issue_number: number },
  });
  if (answer.ok) {
    const found = issue.safeParse(answer.data).data;
    return found?.node_id === id && !found.pull_request;
  }
  if (!isGone(answer)) return undefined;
  // Of a repository that GitHub does not show, each is said to be gone.
  const repository = await ask(client, 'GET /repos/{owner}/{repo}', { owner, repo });
  return repository.ok ? false : undefined;
}
