/** Acknowledges a comment of which all that it asked was done, by a reaction where it stands. */
import { Transient } from '@countersign/core/failure.ts';
import { ask } from '../client.ts';
import { type Parts, readerFor } from '../desk.ts';
import type { FollowUp } from '../record/job.ts';

/** So often GitHub is asked; what it says then does not matter any more. */
const MOST_TRIES = 3;

/**
 * Once: GitHub keeps one reaction of each account. Left out where GitHub's limits are short: the status comment says the same, and hours later
 * it would tell nobody anything. What is gone, locked or not allowed is not acknowledged.
 * @throws Transient while GitHub does not answer, a few times
 */
export async function acknowledge(
  parts: Parts,
  { place, comment }: Extract<FollowUp, { kind: 'acknowledge' }>,
  attempt: number,
): Promise<void> {
  const { owner, repo } = place;
  const { client } = await readerFor(parts, place);
  try {
    const parameters = { owner, repo, comment_id: comment, content: '+1' };
    await ask(client, 'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', parameters);
  } catch (error) {
    if (!(error instanceof Transient)) throw error;
    if (error.retryAfterMs === undefined && attempt < MOST_TRIES) throw error;
    parts.log.debug({ comment, reason: error.message }, 'a comment was not acknowledged');
  }
}
