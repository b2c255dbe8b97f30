/** Keeps the one status comment of a change request as it should be, and the only one. */
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import type { Json } from '@countersign/core/record/port.ts';
import { ask, type GitHubClient, isGone, refusal } from '../client.ts';
import type { Place } from '../translation.ts';
import { post } from './posted.ts';
import { noteArrived, STATUS_COMMENT, showing, shownIn } from './shown.ts';
import { field, type Ports, type Target } from './written.ts';

export interface CommentPlace {
  readonly place: Place;
  readonly number: number;
  /** Login of our own bot: a comment of anybody else is never taken for ours. */
  readonly self: string;
  /** The line with which the body begins. */
  readonly marker: string;
}

export interface Shown {
  readonly comment: string;
  /** The stream's version that it shows. */
  readonly version: number;
}

/** @throws Transient | Malformed as `post`. */
export async function projectComment(
  ports: Ports,
  target: Target,
  where: CommentPlace,
  { comment: body, version }: Shown,
): Promise<void> {
  const { owner, repo } = where.place;
  await noteArrived(ports, target, where.place);
  await post(ports, target, STATUS_COMMENT, {
    what: `the status comment of #${where.number}`,
    create: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
    update: 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}',
    idName: 'comment_id',
    place: { owner, repo },
    identity: { issue_number: where.number },
    content: { body },
    noted: (last, when) =>
      when === 'trying'
        ? { ...shownIn(last), ...onlyIn(last), trying: { version, digest: digestOf({ body }) } }
        : when === 'standing'
          ? shownIn(last)
          : { ...showing(last, { version, at: writtenAt(when.answer) }), ...(last ? onlyIn(last) : ONLY) },
    find: (client) => findOurs(client, where),
  });
  await withoutDoubles(ports, target, where);
}

/** What a note says once it is known that no other comment of ours stands there: where nothing was ever tried, none can. */
const ONLY = { only: true } as const;

const onlyIn = (note: Json | undefined): Partial<typeof ONLY> => (field(note, 'only') === true ? ONLY : {});

/**
 * An older version could make one twice, and the one that it forgot goes on saying what is not so any more. They are looked for by reading, once
 * for each request whose note does not say that it is the only one, and removed.
 * @throws Transient | Malformed
 */
async function withoutDoubles({ client, written }: Ports, target: Target, where: CommentPlace): Promise<void> {
  const note = (await written.written(target)).get(STATUS_COMMENT);
  const id = field(note, 'id');
  if (typeof id !== 'number' || field(note, 'uncertain') === true || field(note, 'only') === true) return;
  const { owner, repo } = where.place;
  const ours: number[] = [];
  for await (const one of oursIn(client, where)) ours.push(one);
  for (const comment_id of ours) {
    if (comment_id === id) continue;
    const answer = await ask(client, 'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}', {
      ...{ owner, repo, comment_id },
    });
    if (!answer.ok && !isGone(answer)) throw refusal(answer, `a second status comment of #${where.number}`);
  }
  await written.confirm(target, STATUS_COMMENT, { ...(note as object), ...ONLY });
}

function writtenAt(answer: unknown): string | undefined {
  return (answer as { updated_at?: string } | null)?.updated_at;
}

const PAGE = 100;

async function findOurs(client: GitHubClient, where: CommentPlace): Promise<number | undefined> {
  for await (const one of oursIn(client, where)) return one;
  return undefined;
}

/** Ids of ours, oldest first. */
async function* oursIn(
  client: GitHubClient,
  { place, number, self, marker }: CommentPlace,
): AsyncGenerator<number, void, undefined> {
  for (let page = 1; ; page += 1) {
    const parameters = { owner: place.owner, repo: place.repo, issue_number: number, per_page: PAGE, page };
    const answer = await ask(client, 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments', parameters);
    if (!answer.ok) throw refusal(answer, `the status comment of #${number}`);
    const comments = answer.data as readonly { id: number; body?: string | null; user?: { login?: string } | null }[];
    for (const one of comments) if (one.user?.login === self && one.body?.startsWith(marker)) yield one.id;
    if (comments.length < PAGE) return;
  }
}
