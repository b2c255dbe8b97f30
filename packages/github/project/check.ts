/** Keeps the check run of one head commit as it should be; only the newest commit of a pull request counts. */
import type { Bound, Standing } from '@countersign/core/gate/head.ts';
import type { Json, Precedence } from '@countersign/core/record/port.ts';
import { ask, type GitHubClient, isGone, refusal } from '../client.ts';
import { CHECK_NAME, type CheckOutput } from '../markdown/check.ts';
import type { Place } from '../translation.ts';
import { post } from './posted.ts';
import { field, type Ports, type Target } from './written.ts';

export const CHECK = 'check';

/** The target of a commit: one commit has one answer, whichever pull requests and merge groups it stands for. */
export function headTarget(place: Pick<Place, 'tenant' | 'project'>, head: string): Target {
  return { tenant: place.tenant, project: place.project, target: `head:${head}` };
}

export interface CheckPlace {
  readonly place: Place;
  /** Head commit of a pull request, or of a group in the merge queue. */
  readonly head: string;
  /** Address of the page that explains the check. */
  readonly details?: string;
  /** Our own id at GitHub: whoever writes as another app may call a run as ours is called. Absent where nobody else does. */
  readonly app?: number;
  /** Of what it is said: kept with the note, so that it is known later what was judged. */
  readonly of?: readonly Bound[];
}

/** What a check says, by how it was concluded. */
const SAYS: Readonly<Record<string, Standing['says']>> = {
  success: 'open',
  neutral: 'observed',
  cancelled: 'withdrawn',
  action_required: 'closed',
  failure: 'closed',
};

const isShut = (says: Standing['says']): boolean => says === 'closed' || says === 'withdrawn';

/** What stands on a commit, by the note of what was last written there; `undefined` when nothing was. */
export function standingOf(note: Json | undefined): Standing | undefined {
  const uncertain = field(note, 'uncertain') === true;
  // GitHub refused to make it, or it is gone.
  if (note === undefined || (field(note, 'id') === undefined && !uncertain)) return undefined;
  const conclusion = field(note, 'conclusion');
  const wanted = SAYS[typeof conclusion === 'string' ? conclusion : ''] ?? 'unknown';
  // Of a write whose outcome nobody knows, either stands: what was there before, or what was wanted. Nobody but us writes it.
  const isEither = uncertain && field(note, 'stood') !== undefined;
  const says = isEither && (field(note, 'stood') !== false || !isShut(wanted)) ? 'unknown' : wanted;
  const of = field(note, 'of');
  return { says, ...(Array.isArray(of) ? { of: of as unknown as readonly Bound[] } : {}) };
}

/**
 * Takes note of a run of ours on a commit of which no note was kept: of another record, or of a time that is forgotten. Without it a
 * second run of the name would stand there, or an old green stay.
 * @throws Transient | Malformed
 */
export async function adoptCheck({ client, written }: Ports, where: CheckPlace): Promise<void> {
  const target = headTarget(where.place, where.head);
  if ((await written.written(target)).has(CHECK)) return;
  const id = await findOurs(client, where);
  await written.remember(target, CHECK, id === undefined ? { digest: null } : { id, digest: null });
}

/** How a run of ours is concluded at GitHub now; `undefined` when it is not there. @throws Transient | Malformed */
export async function concludedAs(
  client: GitHubClient,
  { owner, repo }: Place,
  id: number,
): Promise<string | undefined> {
  const answer = await ask(client, 'GET /repos/{owner}/{repo}/check-runs/{check_run_id}', {
    owner,
    repo,
    check_run_id: id,
  });
  if (!answer.ok && !isGone(answer)) throw refusal(answer, `the check ${id}`);
  const { conclusion } = (answer.ok ? answer.data : {}) as { readonly conclusion?: string | null };
  return conclusion ?? undefined;
}

/** What the note of a check holds that only observes, and how its commit is told from the name of its target. */
export const OBSERVED = '"conclusion":"neutral"';

export function headOf(target: string): string {
  return target.replace(/^head:/, '');
}

/**
 * Whether the check of a commit may let something through as it stands, by what was last written: what is not known for sure may. A commit
 * that never had a check is not let through by it.
 */
export function mayStandOpen(last: Json | undefined): boolean {
  const says = standingOf(last)?.says;
  return says !== undefined && !isShut(says);
}

/** Whether the check of this commit may stand open, by the note of what was last written. */
export async function standsOpen(
  written: Pick<Ports['written'], 'written'>,
  place: Pick<Place, 'tenant' | 'project'>,
  head: string,
): Promise<boolean> {
  return mayStandOpen((await written.written(headTarget(place, head))).get(CHECK));
}

/** Taking back a check that may stand open goes before everything else. */
function precedenceOf(conclusion: string, last: Json | undefined): Precedence {
  const says = SAYS[conclusion];
  return (says === undefined || isShut(says)) && mayStandOpen(last) ? 'close' : 'open';
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
    noted: (last, when) => ({
      conclusion,
      of: (where.of ?? []).map(({ pull, base }) => ({ pull, base })),
      ...(when === 'trying' ? { stood: mayStandOpen(last) } : {}),
    }),
    // What is withdrawn takes back what stands; where nothing does, there is nothing to say.
    createsNone: conclusion === 'cancelled',
    find: (client) => findOurs(client, where),
    precedence: (last) => precedenceOf(conclusion, last),
  });
}

function externalId({ head }: CheckPlace): string {
  return `countersign:${head}`;
}

interface Found {
  readonly id: number;
  readonly external_id?: string | null;
  readonly app?: { readonly id: number } | null;
}

async function findOurs(client: GitHubClient, where: CheckPlace): Promise<number | undefined> {
  const { place, head, app } = where;
  const parameters = {
    owner: place.owner,
    repo: place.repo,
    ref: head,
    check_name: CHECK_NAME,
    filter: 'latest',
    per_page: 100,
    ...(app === undefined ? {} : { app_id: app }),
  };
  const answer = await ask(client, 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs', parameters);
  if (!answer.ok) throw refusal(answer, `the check of ${head}`);
  const { check_runs } = answer.data as { check_runs: readonly Found[] };
  const isOurs = ({ app: by }: Found): boolean => app === undefined || !by || by.id === app;
  return check_runs.find((one) => one.external_id === externalId(where) && isOurs(one))?.id;
}
