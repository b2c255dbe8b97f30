/**
 * One watch for each repository in which something cannot be known: while it stands, green checks are closed; when it is over, everything
 * is judged anew (`rules.md 4.4`). A job of the durable queue, so that what it closed is opened again whatever happens meanwhile.
 */
import { Transient } from '@countersign/core/failure.ts';
import type { PolicyState } from '@countersign/core/gate/merge.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import type { Job, Json } from '@countersign/core/record/port.ts';
import type { QueuedJob } from '@countersign/core/record/queued.ts';
import type { Parts } from '../desk.ts';
import { factsAt } from '../factsat.ts';
import { watchLater } from '../policy/policy.ts';
import { awayName } from '../policy/policyfile.ts';
import { standsOpen } from '../project/check.ts';
import { placeOfProject } from '../record/home.ts';
import { enqueue, type FollowUp, jobOf } from '../record/job.ts';
import { laneKey, lanesOf, readLane } from '../record/lane.ts';
import type { Place } from '../translation.ts';
import { headsWaiting } from '../work/group.ts';

const EVERY_MS = 5000;
/** However long GitHub asks not to be asked for the policy: what is given up meanwhile is noticed by the same watch, whose key it holds. */
const LONGEST_MS = 15_000;
/** So long a watch holds its place for an answer. It comes back for one that takes longer. */
const ASKING_MS = 500;
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

/**
 * What rests on work that no delivery stands for: the policy that was pushed, what time brings, everything that is judged anew. Given up, it
 * keeps that closed until it is done or let go of, as a delivery does.
 * @returns a lane; `undefined` where nothing rests on it, or `shutFor` closes what does
 */
export function laneOfWork({ data }: Pick<QueuedJob, 'data'>): string | undefined {
  const job = data as unknown as FollowUp;
  switch (job.kind) {
    case 'watch':
      return laneKey(job.project === '' ? { tenant: job.tenant } : job);
    case 'show-open':
    case 'enact-found':
    case 'enact-pushed':
      return laneKey({ tenant: job.place.tenant, project: job.place.project });
    case 'due':
      return laneKey({ tenant: job.ref.tenant, project: job.ref.project, head: job.ref.stream });
    default:
      return undefined;
  }
}

/** What follows when work is given up: the checks that it would have shown are closed, and what else rests on it is watched. */
export function closedFor(job: QueuedJob, why: 'parked' | 'overdue', now: number): readonly Job[] {
  const lane = why === 'parked' ? laneOfWork(job) : undefined;
  // A watch that watches a watch that is given up would be given up, too, and so on: the next round closes for that one.
  const isWatched = lane !== undefined && job.kind !== 'watch' && job.kind !== 'show-open';
  return [...shutFor(job, why), ...(isWatched ? watchFor({ ...job, key: lane }, now) : [])];
}

/** The work that shows checks. */
export const SHOWING: readonly string[] = ['show-pull', 'show-head', 'show-group'] satisfies FollowUp['kind'][];

/** What follows when a check could not be shown for a reason that no retry mends, or not soon: it is closed without being judged. */
function shutFor({ data }: Pick<QueuedJob, 'data'>, why: 'parked' | 'overdue'): readonly Job[] {
  const job = data as unknown as FollowUp;
  const late = why === 'overdue' ? { late: true } : {};
  switch (job.kind) {
    case 'show-pull': {
      const { place, id, head } = job;
      return [jobOf({ kind: 'shut-pull', place, id, ...(head ? { head } : {}), ...late })];
    }
    case 'show-head':
    case 'show-group': {
      const { kind, place, head } = job;
      return [jobOf({ kind: 'shut-head', place, head, isGroup: kind === 'show-group' || job.isGroup, ...late })];
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
  const { stands, retryAfterMs, isSure } = await standingAt(parts, place, note.stands);
  const come = stands.some((one) => !note.stands.includes(one));
  // What closes waits for nobody; what opens waits until all is known.
  if (!isSure && !come) throw new Transient(`${project} is watched`, { retryAfterMs });
  const gone = isSure && note.stands.some((one) => !stands.includes(one));
  if (gone && stands.length === 0 && (await isWaiting(parts, place)) && (note.passes ?? 0) < MOST_PASSES) {
    const passes = { ...note, passes: (note.passes ?? 0) + 1 };
    await parts.projections.remember(target, NOTE, passes as unknown as Json);
    throw new Transient(`those who waited in ${project} go first`, { retryAfterMs: LET_PASS_MS });
  }
  if (come || gone) {
    await showGates(parts, place, `${parts.now()}/${digestOf(stands)}`, gone);
    await parts.projections.remember(target, NOTE, { stands });
  }
  if (isSure && stands.length === 0) return;
  if (parts.now() - since > HANDED_ON_MS) return watchLater(parts, place, `on/${parts.now()}`);
  throw new Transient(`${project} is watched`, { retryAfterMs });
}

interface Stands {
  /** As ids. */
  readonly stands: readonly string[];
  readonly retryAfterMs: number;
  /** False until it is known whether the policy is away. */
  readonly isSure: boolean;
}

/** What stands in a repository. Of the policy, what stood before stands for as long as nothing is known. */
async function standingAt(parts: Parts, place: Place, before: readonly string[]): Promise<Stands> {
  const policy = await policySoon(parts, place);
  const away = policy?.kind === 'unreadable' ? policy.away : undefined;
  const isSure = policy !== undefined && away?.isFirst !== true;
  const isAway = isSure ? away !== undefined : before.includes(POLICY);
  const { keys, prefix } = lanesOf(place);
  const unhandled = await parts.unhandled.like(keys, prefix);
  return {
    stands: [...(isAway ? [POLICY] : []), ...unhandled.map(({ id, why }) => `${why}:${id}`)],
    retryAfterMs: Math.min(away?.retryAfterMs ?? EVERY_MS, LONGEST_MS),
    isSure,
  };
}

const POLICY = 'policy';

/** @returns `undefined` when it takes long; then the asking goes on, once for each repository. */
async function policySoon(parts: Parts, place: Place): Promise<PolicyState | undefined> {
  const name = awayName(place);
  if (parts.asking.has(name)) return undefined;
  const asking = (async () => (await factsAt(parts, place)).policy())();
  const over = asking.finally(() => parts.asking.delete(name));
  over.catch(() => {});
  parts.asking.set(name, over);
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), ASKING_MS);
  try {
    return await Promise.race([asking, promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether deliveries of the repository still wait for their next try. */
async function isWaiting(parts: Parts, place: Place): Promise<boolean> {
  const { keys, prefix } = lanesOf(place);
  return parts.unhandled.isRetrying(keys, prefix);
}

/** Has every gate of a repository judged anew, what stands open first. */
export function showOpen(parts: Parts, place: Place): Promise<void> {
  return showGates(parts, place, `${parts.now()}/open`, true);
}

/** Has what is green shown again, which closes it; or everything, which opens what may be open. What does not change is not written. */
async function showGates(parts: Parts, place: Place, cause: string, everything: boolean): Promise<void> {
  const { tenant, project } = place;
  const open = (head: string) => standsOpen(parts.projections, place, head);
  const later = (what: string, job: FollowUp) => enqueue(parts, tenant, [job], `watch/${cause}/${what}`);
  const heads = new Set<string>();
  for (const { id, head } of await parts.work.open(tenant, project)) {
    const closes = !heads.has(head) && (await open(head));
    if (heads.has(head) || (!everything && !closes)) continue;
    heads.add(head);
    await later(`pull:${id}`, { kind: 'show-pull', place, id, head, ...(closes ? { closes } : {}) });
  }
  const groups = await headsWaiting(parts, place);
  for (const head of groups.heads) {
    const closes = await open(head);
    if (groups.waits && closes) await later(`group:${head}`, { kind: 'shut-head', place, head, isGroup: true });
    else if (!groups.waits && (everything || closes))
      await later(`group:${head}`, { kind: 'show-group', place, head, ...(closes ? { closes } : {}) });
  }
  if (groups.waits) throw groups.waits;
}
