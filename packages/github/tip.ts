/** The commit at which a branch stands: what merges goes on top of it, so a pull request is compared with it (`docs/decisions/changed-files.md`). */
import { Transient } from '@countersign/core/failure.ts';
import { type KeptFact, kept, Unreadable } from '@countersign/core/kept.ts';
import { z } from 'zod';
import { ask } from './project/client.ts';
import type { Reader } from './reader.ts';
import type { Move, Place } from './translation.ts';

/** A push says when a branch moves; this only bounds how long a lost push could matter. */
const MAX_AGE_MS = 5 * 60_000;

const reference = z.object({ ref: z.string(), object: z.object({ sha: z.string(), type: z.literal('commit') }) });

/** What was read; that a push was told of is kept apart, so that an answer that is under way never takes its place. */
const readKey = ({ tenant, project }: Place, id: string) => ({ tenant, project, kind: 'branch-tip', id });
const movedKey = ({ tenant, project }: Place, id: string) => ({ tenant, project, kind: 'branch-moved', id });

/** So long after a push was told of, an answer may be of one of GitHub's copies that has not heard of it. */
const SETTLED_MS = 10_000;

const note = z.object({ since: z.number(), left: z.array(z.string()) });
type Note = z.infer<typeof note>;

/**
 * The tip of a branch, by its sha, no older than a few minutes and never older than the last push that was told of.
 * @returns `unreadable` when GitHub does not show it
 * @throws Transient while GitHub does not answer, or answers what a push has just left
 */
export async function tipOf(reader: Reader, place: Place, branch: string): Promise<string> {
  const moved = await reader.facts.find(movedKey(place, branch));
  const age = moved ? reader.now() - Date.parse(moved.fetchedAt) : MAX_AGE_MS;
  // An answer that was asked for before the push, or in the same moment, may be of before it.
  const maxAge = Math.min(age - 1, MAX_AGE_MS);
  const found = await kept({ ...reader, patient: true }, readKey(place, branch), maxAge, async () => {
    const tip = await readTip(reader, place, branch);
    if (leftLately(moved, reader.now()).left.includes(tip))
      throw new Transient(`${branch} may be shown as it was before a push`, { retryAfterMs: 2000 });
    return tip;
  });
  return found === 'unreadable' ? found : found.value;
}

async function readTip({ client }: Reader, { owner, repo }: Place, branch: string): Promise<string> {
  const answer = await ask(client, 'GET /repos/{owner}/{repo}/git/ref/{ref}', { owner, repo, ref: `heads/${branch}` });
  const read = answer.ok ? reference.safeParse(answer.data) : undefined;
  if (!read?.success || read.data.ref !== `refs/heads/${branch}`) throw new Unreadable(`the tip of ${branch}`);
  return read.data.object.sha;
}

/**
 * Takes note of a push to a branch: where it stands is read anew. What a push tells is never believed, because pushes may be told of in
 * another order than they happened, and one that was forced away again looks like the newest.
 * @param isAsked whether something may be compared with the branch at this moment; of others nothing is kept
 */
export async function noteMove(
  { facts, now }: Pick<Reader, 'facts' | 'now'>,
  place: Place,
  { branch, before }: Move,
  isAsked: boolean,
): Promise<void> {
  const moved = await facts.find(movedKey(place, branch));
  if (!moved && !isAsked && !(await facts.find(readKey(place, branch)))) return;
  const { since, left } = leftLately(moved, now());
  const data = { since, left: before === undefined ? left : [...left, before] };
  await facts.keep({ ...movedKey(place, branch), data, fetchedAt: new Date(now()).toISOString() });
}

/** The commits that pushes have left, and since when they are counted: whoever forces a branch to and fro is not waited for. */
function leftLately(moved: KeptFact | undefined, now: number): Note {
  const read = note.safeParse(moved?.data).data;
  return read && now - read.since < SETTLED_MS ? read : { since: now, left: [] };
}
