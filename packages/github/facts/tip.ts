/** The commit at which a branch stands: what merges goes on top of it, so a pull request is compared with it (`docs/decisions/changed-files.md`). */
import { Transient } from '@countersign/core/failure.ts';
import { ageOf, type KeptFact, kept, Unreadable } from '@countersign/core/kept.ts';
import { z } from 'zod';
import { ask } from '../client.ts';
import type { Move, Place } from '../translation.ts';
import { ASKED_AGAIN_MS, SETTLED_MS } from './copy.ts';
import type { Reader } from './reader.ts';

/** A push says when a branch moves; this only bounds how long a lost push could matter. */
const MAX_AGE_MS = 5 * 60_000;

const reference = z.object({ ref: z.string(), object: z.object({ sha: z.string(), type: z.literal('commit') }) });

/** What was read; that a push was told of is kept apart, so that an answer that is under way never takes its place. */
const readKey = ({ tenant, project }: Place, id: string) => ({ tenant, project, kind: 'branch-tip', id });
const movedKey = ({ tenant, project }: Place, id: string) => ({ tenant, project, kind: 'branch-moved', id });

/** Of branches of which nothing is kept, only what pushes have left lately: one note for a whole repository. */
const latelyKey = ({ tenant, project }: Place) => ({ tenant, project, kind: 'branches-moved', id: 'lately' });

const note = z.array(z.object({ branch: z.string(), sha: z.string(), at: z.number() }));
type Left = z.infer<typeof note>[number];

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
    const left = [moved, await reader.facts.find(latelyKey(place))].flatMap((one) => leftLately(one, reader.now()));
    if (left.some((one) => one.branch === branch && one.sha === tip))
      throw new Transient(`${branch} may be shown as it was before a push`, { retryAfterMs: ASKED_AGAIN_MS });
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
 * @param isAsked whether something may be compared with the branch at this moment; of others nothing is kept for longer than copies may lag
 */
export async function noteMove(
  { facts, now }: Pick<Reader, 'facts' | 'now'>,
  place: Place,
  { branch, before }: Move,
  isAsked: boolean,
): Promise<void> {
  const own = movedKey(place, branch);
  const isKept = isAsked || (await facts.find(own)) || (await facts.find(readKey(place, branch)));
  const key = isKept ? own : latelyKey(place);
  const left = leftLately(await facts.find(key), now());
  const data = before === undefined ? left : [...left, { branch, sha: before, at: now() }];
  await facts.keep({ ...key, data, fetchedAt: new Date(now()).toISOString() });
  // Whoever read it before may have done so by a clock that is ahead of ours.
  if (isKept) await facts.forget(readKey(place, branch));
}

/** The commits that pushes have left, each for as long as a copy may still show it. */
function leftLately(moved: KeptFact | undefined, now: number): readonly Left[] {
  return (note.safeParse(moved?.data).data ?? []).filter(({ at }) => ageOf(at, now) < SETTLED_MS);
}
