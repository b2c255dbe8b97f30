/** Finds what was missed: deliveries that GitHub could not make, pull requests whose check is missing or old, and requests whose time has come. */
import { ENGINE } from '@countersign/core/content/person.ts';
import { Transient } from '@countersign/core/failure.ts';
import { SETTLED_MS } from '@countersign/github/copy.ts';
import { lookAtNames } from '@countersign/github/names.ts';
import { type Answer, ask } from '@countersign/github/project/client.ts';
import type { Place } from '@countersign/github/translation.ts';
import type { WorkFacts } from '@countersign/postgres/work.ts';
import { takeBackAstray } from './astray.ts';
import { enqueue, type FollowUp } from './follow.ts';
import { forgetGroup, readGroup, stillWaiting, waitingGroups } from './group.ts';
import { rememberPlace } from './home.ts';
import type { Parts } from './parts.ts';
import { readerFor } from './parts.ts';
import { installationsNow, placesOf } from './place.ts';
import { policyAt } from './policy.ts';
import { isAsKnown, pullFrom, pullSeen, readPull, showLater } from './pull.ts';
import { reconsiderOpen, type Shows, showObserved } from './reconsider.ts';
import { branchesTakenIn } from './takenin.ts';
import { unseenEdits } from './unseen.ts';

/** GitHub keeps deliveries for three days; older failures cannot be asked for again. */
const KEPT_MS = 3 * 24 * 3_600_000;
const MOST_PAGES = 20;

interface Made {
  readonly id: number;
  readonly guid: string;
  readonly delivered_at: string;
  readonly status_code: number;
}

/**
 * Asks GitHub to deliver again what did not reach us. A delivery counts as arrived when any of its attempts did.
 * @returns how many were asked for.
 */
export async function redeliver(parts: Parts, since: number): Promise<number> {
  const client = await parts.installations.client(0);
  const arrived = new Set<string>();
  const failed = new Map<string, number>();
  const oldest = Math.max(since, parts.now() - KEPT_MS);
  let cursor: string | undefined;
  for (;;) {
    const answer = await ask(client, 'GET /app/hook/deliveries', { per_page: 100, ...(cursor ? { cursor } : {}) });
    // What was not read is not taken for delivered.
    if (!answer.ok) throw new Transient(`GitHub refuses its list of deliveries: ${answer.message}`);
    const made = answer.data as readonly Made[];
    for (const { guid, id, status_code } of made) {
      if (status_code >= 200 && status_code < 300) arrived.add(guid);
      // Newest first: the last attempt's id is the one to ask for again.
      else if (!failed.has(guid)) failed.set(guid, id);
    }
    const last = made.at(-1);
    if (!last || made.length < 100 || Date.parse(last.delivered_at) < oldest) break;
    cursor = String(last.id);
  }
  let asked = 0;
  // Oldest first, as they happened: a vote must not arrive after an edit that came later.
  for (const [guid, id] of [...failed].reverse()) {
    if (arrived.has(guid)) continue;
    const answer = await ask(client, 'POST /app/hook/deliveries/{delivery_id}/attempts', { delivery_id: id });
    if (answer.ok) asked += 1;
  }
  return asked;
}

/** Every repository that the app is installed in, as GitHub lists them. Trouble with one installation does not hide the others. */
async function installedPlaces(parts: Parts): Promise<readonly Place[]> {
  const places: Place[] = [];
  for (const installation of await installationsNow(parts)) {
    try {
      for await (const place of placesOf(parts, installation)) places.push(place);
    } catch (error) {
      parts.log.warn(
        { installation, reason: reasonOf(error) },
        'the repositories of an installation could not be listed',
      );
    }
  }
  return places;
}

/** GitHub does not give the list of pull requests: what stands here is asked for one by one, and the whole is tried again. */
const ASKED_AGAIN_MS = 60_000;

/**
 * Looks again at one repository: its open pull requests as GitHub has them, and every request that is not over. What goes wrong with one of
 * them does not keep the rest from being looked at.
 * @param shows how; by stored work unless whoever asks comes again anyway
 * @throws the first that went wrong; Transient where GitHub refuses the list
 */
async function reconcilePlace(parts: Parts, place: Place, cause: string, shows?: Shows): Promise<void> {
  await rememberPlace(parts, place);
  await eachOf([
    // Before the checks are looked at, which say what it finds.
    async () => {
      const reader = await readerFor(parts, place);
      await lookAtNames({ ...reader, takenIn: branchesTakenIn(parts) }, place, await policyAt(parts, reader, place));
    },
    () => pullsNow(parts, place, cause, shows),
    () => reconsiderOpen(parts, place.tenant, place.project, cause, shows),
    () => showObserved(parts, place, cause),
    () => groupsGone(parts, place, cause),
    // Last, so that what this round itself finds open or merged is not taken for gone.
    () => takeBackAstray(parts, place, cause),
  ]);
}

/** Looks at one repository beside the rounds, with the edits that nobody told of. @throws as `reconcilePlace` */
export async function lookAt(parts: Parts, place: Place, cause: string): Promise<void> {
  await eachOf([() => reconcilePlace(parts, place, cause), () => unseenEdits(parts, place, parts.now())]);
}

/** Does each, whatever becomes of the others. @throws the first failure */
async function eachOf(works: readonly (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const work of works) await work().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

/** Takes the open pull requests as GitHub lists them. */
async function pullsNow(parts: Parts, place: Place, cause: string, shows?: Shows): Promise<void> {
  const { client } = await readerFor(parts, place);
  const open = new Set<string>();
  let last: Answer | undefined;
  let isComplete = false;
  for (let page = 1; page <= MOST_PAGES && !isComplete; page += 1) {
    const { owner, repo } = place;
    last = await ask(client, 'GET /repos/{owner}/{repo}/pulls', { owner, repo, state: 'open', per_page: 100, page });
    if (!last.ok) break;
    const some = last.data as readonly unknown[];
    for (const data of some) {
      const pull = pullFrom(place, data);
      if (!pull) continue;
      open.add(pull.id);
      const { id, head } = pull;
      if (shows && (await isAsKnown(parts, place, pull)))
        await shows({ kind: 'show-pull', place, id, head }, `${cause}/${id}/${head}/show/${id}`);
      else await pullSeen(parts, place, pull, `${cause}/${pull.id}/${pull.head}`);
    }
    isComplete = some.length < 100;
  }
  // Only a whole list says that one is not on it; a gate that is taken for closed is not shown any more and could stay green.
  for (const work of await parts.work.open(place.tenant, place.project)) {
    if (open.has(work.id)) continue;
    if (isComplete) await goneFromList(parts, place, work, cause);
    else await showLater(parts, place, work.id, cause, work.head);
  }
  if (last && !last.ok)
    throw new Transient(`GitHub refuses the pull requests of ${place.owner}/${place.repo}: ${last.message}`, {
      retryAfterMs: ASKED_AGAIN_MS,
    });
}

/** Lets go of groups whose end GitHub never told. */
async function groupsGone(parts: Parts, place: Place, cause: string): Promise<void> {
  const known = await waitingGroups(parts, place);
  const groups = known.filter(({ heardAt = '' }) => !(parts.now() - Date.parse(heardAt) < SETTLED_MS));
  if (groups.length === 0) return;
  const waiting = await stillWaiting(parts, place, groups);
  if (waiting === 'unreadable') return;
  for (const group of groups) {
    if (waiting.includes(group)) continue;
    const { head } = group;
    const isMerged = (await readGroup(parts, place, group)) === 'over';
    await forgetGroup(parts, place, head);
    if (isMerged) continue;
    const over = { kind: 'show-head', place, head, isGroup: true } as const;
    await enqueue(parts, place.tenant, [over], `${cause}/over/${head}`);
  }
}

/** One that we took for open, and the list does not hold: whether it was merged or closed, only it says itself. */
async function goneFromList(parts: Parts, place: Place, work: WorkFacts, cause: string): Promise<void> {
  const pull = await readPull(parts, place, work.number);
  const { id, number } = work;
  // As work that is tried until it is done: a merge is taken in once, and whoever died over it would leave it untold.
  if (pull?.id === id && pull.merged)
    return enqueue(parts, place.tenant, [{ kind: 'see-merge', place, id, number }], `${cause}/merge/${id}`);
  if (pull?.id === id) return pullSeen(parts, place, pull, `${cause}/${id}/${pull.updatedAt}`);
  // With GitHub's own time of before: if it is opened again, whatever tells of it is newer.
  await parts.work.keep({ ...work, open: false });
  await showLater(parts, place, work.id, `${cause}/gone`, work.head);
}

/** Takes in a merge that no delivery told of; all of it is known by a cause of its own, however often it is begun. */
export async function seeMerge(
  parts: Parts,
  { place, id, number }: Extract<FollowUp, { kind: 'see-merge' }>,
): Promise<void> {
  const pull = await readPull(parts, place, number);
  if (pull?.id === id) await pullSeen(parts, place, pull, `merge/${id}/seen`);
}

/** Does one piece of follow-up work now (`show.ts`). */
type Does = (job: FollowUp) => Promise<void>;

/** A round comes again, so that nothing of a quiet one is stored; what cannot be shown now waits in the queue, which tries again. */
const atOnce =
  (parts: Parts, { tenant }: Place, does: Does): Shows =>
  async (job, cause) => {
    try {
      await does(job);
    } catch (error) {
      parts.log.debug({ kind: job.kind, reason: reasonOf(error) }, 'shown later');
      await enqueue(parts, tenant, [job], cause);
    }
  };

/**
 * The whole round. Trouble with one repository, one installation or the list of deliveries does not keep the others from being looked at.
 * @throws when it may not have been told of every delivery that was missed: the next round asks for those since the same time
 */
export async function reconcile(parts: Parts, since: number, does: Does): Promise<void> {
  const asking = redeliver(parts, since).then((asked) => {
    if (asked > 0) parts.log.info({ asked }, 'asked GitHub to deliver again what was missed');
  });
  // Before the rest, as people did it before.
  await asking.catch(() => {});
  const cause = `reconcile/${ENGINE.id}/${parts.now()}`;
  for (const place of await installedPlaces(parts)) {
    try {
      const shows = atOnce(parts, place, does);
      await eachOf([() => reconcilePlace(parts, place, cause, shows), () => unseenEdits(parts, place, since)]);
    } catch (error) {
      parts.log.warn(
        { repository: place.project, reason: reasonOf(error) },
        'a repository could not be looked at again',
      );
    }
  }
  await asking;
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : 'unknown';
}
