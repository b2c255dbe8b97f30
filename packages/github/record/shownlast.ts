/** What a repository shows of ours: our status comments that were changed last, and what the record has of the requests they tell of. */

import { z } from 'zod';
import { ask, type GitHubClient } from '../client.ts';
import { type Parts, readerFor } from '../desk.ts';
import { isByAnotherHand } from '../facts/edits.ts';
import { statusSeen } from '../markdown/status.ts';
import { STATUS_COMMENT } from '../project/shown.ts';
import { field } from '../project/written.ts';
import type { Place } from '../translation.ts';
import { streamOf } from './home.ts';

/** Of what was shown last, so much is compared: whatever a record lacks is its end. */
const MOST = 5;
/** Comments of others are passed by for so many pages of a hundred. */
const MOST_PAGES = 10;
/** The repository is none that we reach, or issues are switched off there. */
const NOWHERE = [404, 410];

const comment = z.object({
  body: z.string().nullish(),
  issue_url: z.string(),
  node_id: z.string(),
  updated_at: z.iso.datetime({ offset: true }),
  user: z.object({ login: z.string() }).nullish(),
});
export type Shown = z.infer<typeof comment>;

/**
 * The newest of ours among a thousand comments. Where there is none, those that the record knows by their ids: so many people speak there
 * that ours lie deeper. A record that knows none is a new one, or nobody could begin in a repository that is busy.
 * @returns `unread` where GitHub says no: it may say so of what is there; `nowhere` where there is no place for a request, and none is known
 * @throws Transient while GitHub does not answer
 */
export async function shownLast(parts: Parts, place: Place): Promise<readonly Shown[] | 'unread' | 'nowhere'> {
  const { client } = await readerFor(parts, place);
  const { owner, repo } = place;
  const ours: Shown[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const asked = { owner, repo, sort: 'updated', direction: 'desc', per_page: 100, page };
    const answer = await ask(client, 'GET /repos/{owner}/{repo}/issues/comments', asked);
    if (!answer.ok) return (await isNowhere(parts, place, answer.status)) ? 'nowhere' : 'unread';
    const some = answer.data as readonly unknown[];
    ours.push(...some.flatMap((one) => oursIn(parts, one)));
    if (ours.length >= MOST || some.length < 100) return ours.slice(0, MOST);
  }
  return ours.length > 0 ? ours : byIds(parts, client, place);
}

async function isNowhere(parts: Parts, place: Place, status: number): Promise<boolean> {
  return NOWHERE.includes(status) && (await idsKnown(parts, place)).length === 0;
}

function oursIn({ self }: Parts, given: unknown): readonly Shown[] {
  const { data } = comment.safeParse(given);
  return data?.user?.login === self && statusSeen(data.body ?? '') ? [data] : [];
}

/** GitHub's ids of the status comments that were written last, as the record knows them. */
async function idsKnown({ projections }: Parts, place: Place): Promise<readonly number[]> {
  const ids: number[] = [];
  for (const target of await projections.holding(place, STATUS_COMMENT, '"id"', MOST)) {
    const { tenant, project } = place;
    const id = field((await projections.written({ tenant, project, target })).get(STATUS_COMMENT), 'id');
    if (typeof id === 'number') ids.push(id);
  }
  return ids;
}

async function byIds(parts: Parts, client: GitHubClient, place: Place): Promise<readonly Shown[] | 'unread'> {
  const { owner, repo } = place;
  const found: Shown[] = [];
  for (const comment_id of await idsKnown(parts, place)) {
    const answer = await ask(client, 'GET /repos/{owner}/{repo}/issues/comments/{comment_id}', {
      ...{ owner, repo, comment_id },
    });
    if (answer.ok) found.push(...oursIn(parts, answer.data));
    // One that was deleted tells nothing.
    else if (!NOWHERE.includes(answer.status)) return 'unread';
  }
  return found;
}

/** @returns 0 for what is not on record, under whomever the repository was */
export async function versionOf(parts: Parts, place: Place, issue: string): Promise<number> {
  const tenants = [place.tenant, ...(await parts.projections.former(place))];
  for (const tenant of tenants) {
    const entries = await parts.ledger.read(await streamOf(parts, { tenant, project: place.project }, issue));
    const last = entries.at(-1);
    if (last) return last.version;
  }
  return 0;
}

/** Whoever may edit our comment can write any version into it. */
export async function isOurWord(parts: Parts, place: Place, { node_id }: Shown): Promise<boolean> {
  const { client } = await readerFor(parts, place);
  return !(await isByAnotherHand(client, node_id, parts.self));
}

/** A comment goes along with an issue that is transferred, and what it tells of may be on another account's record. */
export async function isFromHere(
  parts: Parts,
  { owner, repo, ...place }: Place,
  one: Shown,
  stream: string,
): Promise<boolean> {
  const number = Number(/\/(\d+)$/.exec(one.issue_url)?.[1]);
  const { client } = await readerFor(parts, place);
  const answer = await ask(client, 'GET /repos/{owner}/{repo}/issues/{issue_number}', {
    ...{ owner, repo, issue_number: number },
  });
  const issue = answer.ok ? z.object({ node_id: z.string() }).safeParse(answer.data).data : undefined;
  return issue?.node_id === stream;
}
