/** Greens for which nothing stands any more: whoever noted that their work was over may have died before it had them taken back (`rules.md` 6.1). */

import { ask } from '../client.ts';
import { type Parts, readerFor } from '../desk.ts';
import { CHECK, headOf, headTarget, mayStandOpen, standingOf } from '../project/check.ts';
import { enqueue } from '../record/job.ts';
import type { Place } from '../translation.ts';

/** So many commits at each round, newest first. */
const MOST = 100;
/** The surface that says of what stands on a commit that its branch has it: such a green is evidence, and stays. */
const MERGED = 'merged';

/**
 * Has every green looked at that belongs to no open or merged pull request and to no group that waits, however it came to stand there alone:
 * a round, a hand-over or a delivery notes first that something is over, and only then has it shown.
 * @throws Transient while GitHub does not answer
 */
export async function takeBackAstray(parts: Parts, place: Place, cause: string): Promise<void> {
  const { tenant, project } = place;
  for (const target of await targetsAstray(parts, place, MOST)) {
    const head = headOf(target);
    const note = (await parts.projections.written(headTarget(place, head))).get(CHECK);
    if (note === undefined || !mayStandOpen(note)) continue;
    const isGroup = (await parts.work.atCommit(tenant, project, head)).length === 0;
    const bases = (standingOf(note)?.of ?? []).map((one) => one.base);
    if (isGroup && (await isOnAny(parts, place, head, new Set(bases)))) {
      await parts.projections.remember(headTarget(place, head), MERGED, note);
      continue;
    }
    const job = { kind: 'show-head', place, head, isGroup } as const;
    await enqueue(parts, tenant, [job], `${cause}/astray/${head}`);
  }
}

/** Where a green may stand for which nothing stands, under whoever has or had the repository. */
export function targetsAstray(
  { projections }: Pick<Parts, 'projections'>,
  place: Pick<Place, 'tenant' | 'project'>,
  most: number,
): Promise<readonly string[]> {
  return projections.astray(place, CHECK, MERGED, most);
}

/** Whether one of these branches has the commit: a group's commits are those of its branch, and no pull request has them as its head. */
async function isOnAny(
  parts: Parts,
  { owner, repo, installation }: Place,
  head: string,
  bases: ReadonlySet<string>,
): Promise<boolean> {
  const { client } = await readerFor(parts, { installation });
  for (const base of bases) {
    const basehead = `${base}...${head}`;
    const answer = await ask(client, 'GET /repos/{owner}/{repo}/compare/{basehead}', {
      owner,
      repo,
      basehead,
      per_page: 1,
    });
    if (answer.ok && (answer.data as { readonly ahead_by?: number }).ahead_by === 0) return true;
  }
  return false;
}
