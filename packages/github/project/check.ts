/** Keeps the check run of one head commit as it should be; only the newest commit of a pull request counts. */

import type { Json } from '@countersign/core/ports.ts';
import { CHECK_NAME, type CheckOutput } from '../markdown/check.ts';
import type { Place } from '../translation.ts';
import { ask, type GitHubClient, refusal } from './client.ts';
import { post } from './posted.ts';
import { field, type Ports, type Target } from './written.ts';

export const CHECK = 'check';

/** The target of a commit: one commit has one answer, whichever pull requests and merge groups it stands for. */
export function headTarget(place: Place, head: string): Target {
  return { tenant: place.tenant, project: place.project, target: `head:${head}` };
}

export interface CheckPlace {
  readonly place: Place;
  /** Head commit of a pull request, or of a group in the merge queue. */
  readonly head: string;
  /** Address of the page that explains the check. */
  readonly details?: string;
}

/** @throws Transient | Malformed as `post`. */
export function projectCheck(ports: Ports, where: CheckPlace, output: CheckOutput): Promise<void> {
  const { owner, repo } = where.place;
  const { conclusion, title, summary, actions } = output;
  return post(ports, headTarget(where.place, where.head), CHECK, {
    what: `the check of ${where.head}`,
    create: 'POST /repos/{owner}/{repo}/check-runs',
    update: 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}',
    idName: 'check_run_id',
    place: { owner, repo },
    identity: { head_sha: where.head, external_id: externalId(where) },
    content: {
      name: CHECK_NAME,
      status: 'completed',
      conclusion,
      output: { title, summary },
      actions,
      ...(where.details ? { details_url: where.details } : {}),
    },
    noted: { conclusion },
    find: (client) => findOurs(client, where),
  });
}

/** What the check of a commit says now, as far as we know: `unknown` where a write may or may not have happened, or came before this was noted. */
export function shownConclusion(note: Json | undefined): CheckOutput['conclusion'] | 'none' | 'unknown' {
  if (note === undefined) return 'none';
  const said = field(note, 'conclusion');
  const isSaid = said === 'success' || said === 'action_required' || said === 'failure';
  return isSaid && field(note, 'uncertain') !== true ? said : 'unknown';
}

function externalId({ head }: CheckPlace): string {
  return `countersign:${head}`;
}

async function findOurs(client: GitHubClient, where: CheckPlace): Promise<number | undefined> {
  const { place, head } = where;
  const parameters = {
    owner: place.owner,
    repo: place.repo,
    ref: head,
    check_name: CHECK_NAME,
    filter: 'latest',
    per_page: 100,
  };
  const answer = await ask(client, 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs', parameters);
  if (!answer.ok) throw refusal(answer, `the check of ${head}`);
  const { check_runs } = answer.data as { check_runs: readonly { id: number; external_id?: string | null }[] };
  return check_runs.find((one) => one.external_id === externalId(where))?.id;
}
