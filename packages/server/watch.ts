/**
 * One watch for each repository in which something cannot be known: while it stands, green checks are closed; when it is over, everything
 * is judged anew (`rules.md 4.4`). A job of the durable queue, so that what it closed is opened again whatever happens meanwhile.
 */
import { Transient } from '@countersign/core/failure.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import type { Job, Json } from '@countersign/core/record/port.ts';
import { CHECK, headTarget, mayStandOpen } from '@countersign/github/project/check.ts';
import type { Place } from '@countersign/github/translation.ts';
import type { QueuedJob } from '@countersign/postgres/queue.ts';
import { factsAt } from './facts.ts';
import { enqueue, type FollowUp, jobOf } from './follow.ts';
import { waitingGroups } from './group.ts';
import { placeOfProject } from './home.ts';
import { lanesOf, readLane } from './lane.ts';
import type { Parts } from './parts.ts';
import { watchLater } from './policy.ts';

const EVERY_MS = 5000;
/** A job that waits for a day would be given up: the watch is handed on before. */
const HANDED_ON_MS = 6 * 3_600_000;
/** What was closed is opened once those who waited with it have had their turn, if they are quick. */
const LET_PASS_MS = 1000;
const MOST_PASSES = 10;

/** Where a watch keeps how far it is. */
const targetOf = ({ tenant, project }: Pick<Place, 'tenant' | 'project'>) => ({ tenant, project, target: 'watch' });
const NOTE = 'watch';

interface Note {
  /** What stands, as ids; empty when nothing does. */
  readonly stands: readonly string[];
  /** How often those who waited were let pass. */
  readonly passes?: number;
}

/** What follows when a delivery is given up, or waits for longer than a moment: its repository is watched, or every one of its account. */
export function watchFor(job: QueuedJob, now: number): readonly Job[] {
  const { tenant, project = '' } = readLane(job.key);
  return [jobOf({ kind: 'watch', tenant, project, since: now })];
}

/** What follows when a check could not be shown for a reason that no retry mends: it is closed without being judged. */
export function shutFor({ data }: QueuedJob): readonly Job[] {
  const job = data as unknown as FollowUp;
  switch (job.kind) {
    case 'show-pull': {
      const { place, id, head } = job;
      return [jobOf({ kind: 'shut-pull', place, id, ...(head ? { head } : {}) })];
    }
    case 'show-head':
    case 'show-group': {
      const { kind, place, head } = job;
      return [jobOf({ kind: 'shut-head', place, head, isGroup: kind === 'show-group' || job.isGroup })];
    }
    default:
      return [];
  }
}

/** @throws Transient for as long as anything stands. */
export async function watch(
  parts: Parts,
  { tenant, project, since }: Extract<FollowUp, { kind: 'watch' }>,
): Promise<void> {
  if (project === '') {
    for (const one of await parts.register.projects(tenant)) await watchOne(parts, tenant, one, since);
    return;
  }
  return watchOne(parts, tenant, project, since, true);
}

async function watchOne(parts: Parts, tenant: string, project: string, since: number, isOwn = false): Promise<void> {
  const place = await placeOfProject(parts, tenant, project);
  // A repository that nobody has told of has no check to close.
  if (!place) return;
  if (!isOwn) return watchLater(parts, place, String(since));
  const target = targetOf(place);
  const note = ((await parts.projections.written(target)).get(NOTE) ?? { stands: [] }) as unknown as Note;
  const { stands, retryAfterMs, isSure } = await standingAt(parts, place);
  if (!isSure) throw new Transient(`${project} is watched`, { retryAfterMs });
  const come = stands.some((one) => !note.stands.includes(one));
  const gone = note.stands.some((one) => !stands.includes(one));
  if (gone && stands.length === 0 && (await isWaiting(parts, place)) && (note.passes ?? 0) < MOST_PASSES) {
    const passes = { ...note, passes: (note.passes ?? 0) + 1 };
    await parts.projections.remember(target, NOTE, passes as unknown as Json);
    throw new Transient(`those who waited in ${project} go first`, { retryAfterMs: LET_PASS_MS });
  }
  if (come || gone) {
    await showAgain(parts, place, `${parts.now()}/${digestOf(stands)}`, gone);
    await parts.projections.remember(target, NOTE, { stands });
  }
  if (stands.length === 0) return;
  if (parts.now() - since > HANDED_ON_MS) return watchLater(parts, place, `on/${parts.now()}`);
  throw new Transient(`${project} is watched`, { retryAfterMs });
}

/** What stands in a repository, as ids. */
async function standingAt(
  parts: Parts,
  place: Place,
): Promise<{ readonly stands: readonly string[]; readonly retryAfterMs: number; readonly isSure: boolean }> {
  const policy = await (await factsAt(parts, place)).policy();
  const away = policy.kind === 'unreadable' ? policy.away : undefined;
  const { keys, prefix } = lanesOf(place);
  const unhandled = await parts.unhandled.like(keys, prefix);
  return {
    stands: [...(away ? ['policy'] : []), ...unhandled.map(({ id, why }) => `${why}:${id}`)],
    retryAfterMs: away?.retryAfterMs ?? EVERY_MS,
    isSure: away?.isFirst !== true,
  };
}

/** Whether deliveries of the repository still wait for their next try. */
async function isWaiting(parts: Parts, place: Place): Promise<boolean> {
  const { keys, prefix } = lanesOf(place);
  return parts.unhandled.isRetrying(keys, prefix);
}

/** Has what is green shown again, which closes it; or everything, which opens what may be open. What does not change is not written. */
async function showAgain(parts: Parts, place: Place, cause: string, everything: boolean): Promise<void> {
  const { tenant, project } = place;
  const open = async (head: string): Promise<boolean> =>
    mayStandOpen((await parts.projections.written(headTarget(place, head))).get(CHECK));
  const later = (what: string, job: FollowUp) => enqueue(parts, tenant, [job], `watch/${cause}/${what}`);
  const heads = new Set<string>();
  for (const { id, head } of await parts.work.open(tenant, project)) {
    if (heads.has(head) || (!everything && !(await open(head)))) continue;
    heads.add(head);
    await later(`pull:${id}`, { kind: 'show-pull', place, id, head, ...(everything ? {} : { closes: true }) });
  }
  for (const { head, base, pulls } of await waitingGroups(parts, place)) {
    if (everything || (await open(head)))
      await later(`group:${head}`, { kind: 'show-group', place, head, base, pulls });
  }
}
