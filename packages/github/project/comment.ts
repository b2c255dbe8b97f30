/** Keeps the one status comment of a change request as it should be. */
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import type { Place } from '../translation.ts';
import { ask, type GitHubClient, refusal } from './client.ts';
import { post } from './posted.ts';
import { noteArrived, STATUS_COMMENT, showing, shownIn } from './shown.ts';
import type { Ports, Target } from './written.ts';

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
  return post(ports, target, STATUS_COMMENT, {
    what: `the status comment of #${where.number}`,
    create: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
    update: 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}',
    idName: 'comment_id',
    place: { owner, repo },
    identity: { issue_number: where.number },
    content: { body },
    noted: (last, when) =>
      when === 'trying'
        ? { ...shownIn(last), trying: { version, digest: digestOf({ body }) } }
        : when === 'standing'
          ? shownIn(last)
          : showing(last, { version, at: writtenAt(when.answer) }),
    find: (client) => findOurs(client, where),
  });
}

function writtenAt(answer: unknown): string | undefined {
  return (answer as { updated_at?: string } | null)?.updated_at;
}

const PAGE = 100;

async function findOurs(
  client: GitHubClient,
  { place, number, self, marker }: CommentPlace,
): Promise<number | undefined> {
  for (let page = 1; ; page += 1) {
    const parameters = { owner: place.owner, repo: place.repo, issue_number: number, per_page: PAGE, page };
    const answer = await ask(client, 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments', parameters);
    if (!answer.ok) throw refusal(answer, `the status comment of #${number}`);
    const comments = answer.data as readonly { id: number; body?: string | null; user?: { login?: string } | null }[];
    const ours = comments.find((one) => one.user?.login === self && one.body?.startsWith(marker));
    if (ours) return ours.id;
    if (comments.length < PAGE) return undefined;
  }
}
