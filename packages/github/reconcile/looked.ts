/** Until when the lists of a repository were read: what failed, or was too much for one round, goes on from there. */

import { Transient } from '@countersign/core/failure.ts';
import type { Json } from '@countersign/core/record/port.ts';
import { z } from 'zod';
import { ask, type GitHubClient, isGone } from '../client.ts';
import type { Parts } from '../desk.ts';
import type { Place } from '../translation.ts';

/**
 * Looked back at beyond what was looked at last: GitHub shows some of it late, by seconds. Nothing older is lost by it: the time from which a
 * list is read moves on only once the whole of it was read and handed on, and at each start it goes back by three days.
 */
const LOOK_BACK_MS = 3_600_000;
/** So new a thing is probably on its way to us, with whoever did it. */
export const GRACE_MS = 60_000;
/** GitHub's clock shows whole seconds, and what comes in the second of the last one read may not have been listed. */
const SECOND_MS = 1000;
/** Of a hundred; the rest follows in the next round. */
const MOST_PAGES = 20;
const PAGE = 100;

const LISTS = {
  issues: { route: 'GET /repos/{owner}/{repo}/issues', parameters: { state: 'all' } },
  comments: { route: 'GET /repos/{owner}/{repo}/issues/comments', parameters: {} },
} as const;

/** A list that was too long for one round: it is read from one UTC instant on, and was so far until another. */
const partly = z.object({ from: z.iso.datetime(), until: z.iso.datetime() });

export interface Reading {
  readonly client: GitHubClient;
  readonly place: Place;
  readonly list: keyof typeof LISTS;
  /** Milliseconds since 1970: from then on something may have been missed. */
  readonly since: number;
  /** Takes one of the list. @param from milliseconds since 1970: all that was updated since is read, in this round or in others */
  readonly each: (data: unknown, from: number) => Promise<void>;
}

/**
 * Reads what was updated in a repository, oldest first; what is too much for one round is gone on with in the next.
 * @returns the UTC instant, ISO 8601, until which it was read; `undefined` once nothing is left
 * @throws Transient when GitHub does not give it
 */
export async function readUpdated(
  { documents, now }: Pick<Parts, 'documents' | 'now'>,
  { client, place, list, since, each }: Reading,
): Promise<string | undefined> {
  const { tenant, project, owner, repo } = place;
  const key = { tenant, project, kind: 'looked', id: list };
  /** Until when all is read once the list is: by GitHub's clock where ours is ahead, or else what is written meanwhile would count as read. */
  let began = now();
  const keep = (data: Json) => documents.keep({ ...key, data, fetchedAt: isoOf(now()) });
  const found = await documents.find(key);
  // Whatever goes wrong from here on, it is known from when on nothing was read.
  if (!found) await keep(isoOf(since));
  const { from, start } = startOf(found?.data, since);
  let newest = start;
  for (let page = 1; ; page += 1) {
    const { route, parameters } = LISTS[list];
    const asked = { owner, repo, since: isoOf(start), sort: 'updated', direction: 'asc', per_page: PAGE, page };
    const answer = await ask(client, route, { ...asked, ...parameters });
    // Nothing is written in a repository that is nowhere, or has no issues.
    if (!answer.ok && isGone(answer)) return undefined;
    if (!answer.ok) throw new Transient(`GitHub refuses the ${list} of ${owner}/${repo}: ${answer.message}`);
    if (page === 1) began = Math.min(began, answer.at ?? began);
    const some = answer.data as readonly { readonly updated_at?: unknown }[];
    for (const data of some) {
      await each(data, from);
      const updated = Date.parse(String(data?.updated_at));
      if (updated - SECOND_MS > newest) newest = updated - SECOND_MS;
    }
    if (some.length < PAGE) {
      await keep(isoOf(began));
      return undefined;
    }
    // Of more in one second than a round reads the next would read the same again.
    if (page >= MOST_PAGES && newest > start) break;
  }
  await keep({ from: isoOf(from), until: isoOf(newest) });
  return isoOf(newest);
}

/** From when on all is to be read, and from when on that is still to be done. */
function startOf(kept: Json | undefined, since: number): { readonly from: number; readonly start: number } {
  const looked = typeof kept === 'string' ? Date.parse(kept) : since;
  const from = Math.min(looked, since) - LOOK_BACK_MS;
  const begun = partly.safeParse(kept).data;
  // What is asked for from an earlier time on was not begun.
  if (!begun || Date.parse(begun.from) > from) return { from, start: from };
  return { from: Date.parse(begun.from), start: Date.parse(begun.until) };
}

const isoOf = (ms: number): string => new Date(ms).toISOString();
