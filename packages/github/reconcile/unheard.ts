/** Finds what people wrote while nothing of it reached us, and GitHub delivers it no more: a command is not lost (`rules.md 4.1`, `6.3`). */

import type { Arrival } from '@countersign/core/record/delivery.ts';
import { linesIn } from '@countersign/core/typed/line.ts';
import { seenParts } from '@countersign/core/typed/seen.ts';
import { z } from 'zod';
import { ask } from '../client.ts';
import { type Parts, readerFor } from '../desk.ts';
import { readEdits } from '../facts/edits.ts';
import { commentCause } from '../receive/delivered.ts';
import { LATEST_MS } from '../receive/late.ts';
import { laneOf } from '../record/lane.ts';
import { commentSchema, FOUND, issueSchema } from '../schema.ts';
import type { Place } from '../translation.ts';
import { GRACE_MS, readUpdated } from './looked.ts';

/** Where what was found is put, to be handled in its turn like any delivery. */
export interface Door {
  /** Whether one of these causes was applied, or a delivery of this id came in. */
  isKnown(tenant: string, causes: readonly string[], guid: string): Promise<boolean>;
  store(arrival: Arrival): Promise<unknown>;
}

const listed = commentSchema.extend({
  node_id: z.string(),
  created_at: z.iso.datetime({ offset: true }),
  updated_at: z.iso.datetime({ offset: true }),
  issue_url: z.string(),
});
type Listed = z.infer<typeof listed>;

/**
 * Takes comments with commands that no delivery told of. A comment speaks once, so that one of which we knew is passed by.
 * @param since milliseconds since 1970
 * @returns as `readUpdated`
 * @throws Transient when GitHub is away.
 */
export async function unheardComments(
  parts: Parts,
  place: Place,
  since: number,
  door: Door,
): Promise<string | undefined> {
  const { client } = await readerFor(parts, place);
  const hear = hearing(parts, place, door);
  return readUpdated(parts, {
    ...{ client, place, since, list: 'comments' },
    async each(data, from) {
      const read = listed.safeParse(data);
      if (!read.success) return;
      const at = Date.parse(read.data.created_at);
      // Of what was written before that time, at most its edit was not told; of what is older still, nobody knows any more what was done.
      if (at < Math.max(from, parts.now() - LATEST_MS) || at > parts.now() - GRACE_MS) return;
      if (mayCommand(read.data)) await hear(read.data);
    },
  });
}

function mayCommand({ body }: Listed): boolean {
  return linesIn(seenParts(body ?? '')).commands.length > 0;
}

/** Asks GitHub for what all comments of one repository need, at most once. */
function hearing(parts: Parts, place: Place, door: Door): (comment: Listed) => Promise<void> {
  const { owner, repo, project, tenant, installation } = place;
  let numbered: Promise<number | undefined> | undefined;
  const repositoryId = async (): Promise<number | undefined> => {
    const { client } = await readerFor(parts, place);
    const answer = await ask(client, 'GET /repos/{owner}/{repo}', { owner, repo });
    return answer.ok ? z.object({ id: z.number() }).safeParse(answer.data).data?.id : undefined;
  };
  return async (comment) => {
    numbered ??= repositoryId();
    const id = await numbered;
    const number = Number(/\/(\d+)$/.exec(comment.issue_url)?.[1]);
    if (id === undefined || !Number.isInteger(number)) return;
    const cause = commentCause(id, comment.id);
    const guid = `found/${id}/${comment.id}`;
    const done = ['', '/0', '/1', '/accept/0', '/mend'].map((part) => `${cause}${part}`);
    const answered = ['/said', `/pull-asked:${number}`, `/explain:${number}`].map(
      (part) => `${project}/${cause}${part}`,
    );
    const causes = [...done, ...answered];
    if (await door.isKnown(tenant, causes, guid)) return;
    const { client } = await readerFor(parts, place);
    const answer = await ask(client, 'GET /repos/{owner}/{repo}/issues/{issue_number}', {
      owner,
      repo,
      issue_number: number,
    });
    const issue = answer.ok ? issueSchema.safeParse(answer.data).data : undefined;
    if (!issue) return;
    const payload = {
      action: FOUND,
      issue,
      comment,
      found: await readEdits(client, place, { number, comment: comment.node_id, at: comment.created_at }),
      sender: comment.user,
      installation: { id: installation },
      repository: {
        id,
        node_id: project,
        name: repo,
        full_name: `${owner}/${repo}`,
        owner: { id: Number(tenant.split(':')[1]) },
      },
    };
    const text = JSON.stringify(payload);
    await door.store({
      guid,
      event: 'issue_comment',
      payload: JSON.parse(text),
      text,
      key: laneOf(JSON.parse(text)),
      installation: String(installation),
      receivedAt: new Date(parts.now()).toISOString(),
    });
  };
}
