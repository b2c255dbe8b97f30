/** The commit at which a branch stands: what merges goes on top of it, so a pull request is compared with it (`docs/decisions/changed-files.md`). */
import { kept, Unreadable } from '@countersign/core/kept.ts';
import { z } from 'zod';
import { ask } from './project/client.ts';
import { field } from './project/written.ts';
import type { Reader } from './reader.ts';
import type { Move, Place } from './translation.ts';

/** A push says when a branch moves; this only bounds how long a lost push could matter. */
const MAX_AGE_MS = 5 * 60_000;

const reference = z.object({ ref: z.string(), object: z.object({ sha: z.string(), type: z.literal('commit') }) });

/** What was read; what a push told is kept apart, so that an answer that is under way never takes its place. */
const readKey = ({ tenant, project }: Place, id: string) => ({ tenant, project, kind: 'branch-tip', id });
const movedKey = ({ tenant, project }: Place, id: string) => ({ tenant, project, kind: 'branch-moved', id });

/**
 * The tip of a branch, by its sha, no older than a few minutes and never older than the last push that was told of.
 * @returns `unreadable` when GitHub does not show it
 * @throws Transient while GitHub does not answer
 */
export async function tipOf(reader: Reader, place: Place, branch: string): Promise<string> {
  const moved = await reader.facts.find(movedKey(place, branch));
  const age = moved ? reader.now() - Date.parse(moved.fetchedAt) : MAX_AGE_MS;
  const to = field(moved?.data, 'to');
  if (typeof to === 'string' && age < MAX_AGE_MS) return to;
  // An answer that was asked for before the push, or in the same moment, may be of before it.
  const maxAge = Math.min(age - 1, MAX_AGE_MS);
  const found = await kept({ ...reader, patient: true }, readKey(place, branch), maxAge, () =>
    readTip(reader, place, branch),
  );
  return found === 'unreadable' ? found : found.value;
}

async function readTip({ client }: Reader, { owner, repo }: Place, branch: string): Promise<string> {
  const answer = await ask(client, 'GET /repos/{owner}/{repo}/git/ref/{ref}', { owner, repo, ref: `heads/${branch}` });
  const read = answer.ok ? reference.safeParse(answer.data) : undefined;
  if (!read?.success || read.data.ref !== `refs/heads/${branch}`) throw new Unreadable(`the tip of ${branch}`);
  return read.data.object.sha;
}

/**
 * Takes note of a push to a branch. Pushes may arrive in another order than they happened: where it is to now is believed only of one that
 * goes on from what was known, and is asked otherwise.
 * @param isAsked whether something may be compared with the branch at this moment; of others nothing is kept
 */
export async function noteMove(
  { facts, now }: Pick<Reader, 'facts' | 'now'>,
  place: Place,
  { branch, before, after }: Move,
  isAsked: boolean,
): Promise<void> {
  const moved = await facts.find(movedKey(place, branch));
  const read = await facts.find(readKey(place, branch));
  if (!moved && !read && !isAsked) return;
  const isRead = read && (!moved || Date.parse(read.fetchedAt) > Date.parse(moved.fetchedAt));
  const known = isRead ? read.data : field(moved?.data, 'to');
  const data = after !== undefined && before !== undefined && known === before ? { to: after } : {};
  await facts.keep({ ...movedKey(place, branch), data, fetchedAt: new Date(now()).toISOString() });
}
