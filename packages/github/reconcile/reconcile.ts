/** Finds what was missed: deliveries that GitHub could not make, pull requests whose check is missing or old, and requests whose time has come. */
import { ENGINE } from '@countersign/core/content/person.ts';
import { Transient } from '@countersign/core/failure.ts';
import type { WorkFacts } from '@countersign/core/record/work.ts';
import { type Answer, ask, type GitHubClient, isGone } from '../client.ts';
import type { Parts } from '../desk.ts';
import { readerFor } from '../desk.ts';
import { lookAtNames } from '../facts/names.ts';
import { policyAt } from '../policy/policy.ts';
import { branchesTakenIn } from '../policy/takenin.ts';
import { reconsiderOpen, type Shows, showObserved } from '../receive/reconsider.ts';
import { rememberPlace } from '../record/home.ts';
import { enqueue, type FollowUp } from '../record/job.ts';
import { installationsNow, placesOf } from '../record/places.ts';
import { onWholeRecord } from '../record/recordlost.ts';
import type { Place } from '../translation.ts';
import { takeBackAstray } from '../work/astray.ts';
import { groupsGone } from '../work/groupsgone.ts';
import { isAsKnown, pullFrom, pullSeen, readPull, showLater } from '../work/pull.ts';
import { compareRequirements } from './requirements.ts';
import { reconsiderResting } from './resting.ts';
import { type Door, unheardComments } from './unheard.ts';
import { unseenEdits } from './unseen.ts';
import { lookForVanished } from './vanished.ts';

/** GitHub keeps deliveries for three days; older failures cannot be asked for again. */
const KEPT_MS = 3 * 24 * 3_600_000;

interface Made {
  readonly id: number;
  readonly guid: string;
  readonly delivered_at: string;
  readonly status_code: number;
}

/** What a round is told and tells meanwhile. */
export interface Turn {
  /** Whether it should come to an end: the server stops. */
  readonly isOver: () => boolean;
  /** Told how many missed deliveries GitHub has still to be asked for. */
  readonly owes: (count: number) => void;
  /** Where comments go that nobody told of; absent: they are not looked for. */
  readonly door?: Door;
  /** From when on deliveries are asked for that never arrived, by GitHub's clock, milliseconds since 1970; the same as all else unless given. */
  readonly toldSince?: number;
}

export interface Rounded {
  /** All of it could be looked at. */
  readonly isWhole: boolean;
  /** What was written and edited was read until this UTC instant, ISO 8601, in the repository that is furthest behind; absent: all of it. */
  readonly until?: string;
  /** When GitHub made the newest delivery that is known to have arrived or was asked for again, by its own clock; absent where it lists none. */
  readonly toldUntil?: number;
}

/** Longer than any wait that our own limit asks for. */
const LONGEST_WAIT_MS = 5 * 60_000;

/**
 * Asks GitHub to deliver again what did not reach us. A delivery counts as arrived when any of its attempts did. Waiting is waiting: where the
 * limit lets no more through now, it goes on when there is room.
 * @returns how many were asked for, and when the newest was made, milliseconds since 1970: our own clock may be another than GitHub's
 * @throws Transient where one could not be asked for, once all others were
 */
async function redeliver(
  parts: Parts,
  since: number,
  { isOver, owes }: Turn,
): Promise<{ readonly asked: number; readonly newest?: number }> {
  const client = await parts.installations.client(0);
  const { missed, newest } = await missedSince(parts, client, since);
  let owed = missed.length;
  let asked = 0;
  let refused: string | undefined;
  owes(owed);
  for (const id of missed) {
    if (isOver()) break;
    const answer = await patiently(isOver, () =>
      ask(client, 'POST /app/hook/deliveries/{delivery_id}/attempts', { delivery_id: id }),
    );
    // One that GitHub keeps no longer is not owed any more: what it told is found by reading.
    if (!answer.ok && !isGone(answer)) {
      refused = answer.message;
      continue;
    }
    if (answer.ok) asked += 1;
    owed -= 1;
    owes(owed);
  }
  if (refused !== undefined) throw new Transient(`GitHub does not deliver again what it is asked for: ${refused}`);
  // What was not asked for because the server stops is asked for by the next one.
  return { asked, ...(newest === undefined || owed > 0 ? {} : { newest }) };
}

/** @returns GitHub's ids of the last attempts at what never arrived, oldest first: a vote must not arrive after an edit that came later. */
async function missedSince(
  parts: Parts,
  client: GitHubClient,
  since: number,
): Promise<{ readonly missed: readonly number[]; readonly newest: number | undefined }> {
  const arrived = new Set<string>();
  const failed = new Map<string, number>();
  const oldest = Math.max(since, parts.now() - KEPT_MS);
  let cursor: string | undefined;
  let newest: number | undefined;
  for (;;) {
    const answer = await ask(client, 'GET /app/hook/deliveries', { per_page: 100, ...(cursor ? { cursor } : {}) });
    // What was not read is not taken for delivered.
    if (!answer.ok) throw new Transient(`GitHub refuses its list of deliveries: ${answer.message}`);
    const made = answer.data as readonly Made[];
    newest ??= made[0] && Date.parse(made[0].delivered_at);
    for (const { guid, id, status_code, delivered_at } of made) {
      if (status_code >= 200 && status_code < 300) arrived.add(guid);
      // Newest first: the last attempt's id is the one to ask for again. What is not kept any more cannot be asked for, and is found by reading.
      else if (!failed.has(guid) && Date.parse(delivered_at) >= oldest) failed.set(guid, id);
    }
    const last = made.at(-1);
    if (!last || made.length < 100 || Date.parse(last.delivered_at) < oldest) break;
    cursor = String(last.id);
  }
  const missed = [...failed].reverse().filter(([guid]) => !arrived.has(guid));
  return { missed: missed.map(([, id]) => id), newest };
}

/** @throws what it fails with, unless that names a time to wait */
async function patiently<T>(isOver: () => boolean, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const wait = error instanceof Transient ? error.retryAfterMs : undefined;
      if (wait === undefined || wait > LONGEST_WAIT_MS || isOver()) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait).unref());
    }
  }
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
      await onWholeRecord(parts, place);
      const reader = await readerFor(parts, place);
      await lookAtNames({ ...reader, takenIn: branchesTakenIn(parts) }, place, await policyAt(parts, reader, place));
    },
    () => lookForVanished(parts, place, cause),
    () => pullsNow(parts, place, cause, shows),
    () =>
      shows ? reconsiderResting(parts, place, cause, shows) : reconsiderOpen(parts, place.tenant, place.project, cause),
    () => showObserved(parts, place, cause),
    () => compareRequirements(parts, place, cause),
    () => groupsGone(parts, place, cause),
    // Last, so that what this round itself finds open or merged is not taken for gone.
    () => takeBackAstray(parts, place, cause),
  ]);
}

/** Looks at one repository beside the rounds, with the edits that nobody told of. @throws as `reconcilePlace` */
export async function lookAt(parts: Parts, place: Place, cause: string): Promise<void> {
  await eachOf([
    () => reconcilePlace(parts, place, cause),
    async () => void (await unseenEdits(parts, place, parts.now())),
  ]);
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
  const works: (() => Promise<void>)[] = [];
  let last: Answer | undefined;
  let isComplete = false;
  for (let page = 1; !isComplete; page += 1) {
    const { owner, repo } = place;
    last = await ask(client, 'GET /repos/{owner}/{repo}/pulls', { owner, repo, state: 'open', per_page: 100, page });
    if (!last.ok) break;
    const some = last.data as readonly unknown[];
    for (const data of some) {
      const pull = pullFrom(place, data);
      if (!pull) continue;
      open.add(pull.id);
      const { id, head } = pull;
      works.push(async () => {
        if (shows && (await isAsKnown(parts, place, pull)))
          await shows({ kind: 'show-pull', place, id, head }, `${cause}/${id}/${head}/show/${id}`);
        else await pullSeen(parts, place, pull, `${cause}/${pull.id}/${pull.head}`);
      });
    }
    isComplete = some.length < 100;
  }
  // Only a whole list says that one is not on it; a gate that is taken for closed is not shown any more and could stay green.
  for (const work of await parts.work.open(place.tenant, place.project)) {
    if (open.has(work.id)) continue;
    works.push(() =>
      isComplete ? goneFromList(parts, place, work, cause) : showLater(parts, place, work.id, cause, work.head),
    );
  }
  await eachOf(works);
  if (last && !last.ok)
    throw new Transient(`GitHub refuses the pull requests of ${place.owner}/${place.repo}: ${last.message}`, {
      retryAfterMs: ASKED_AGAIN_MS,
    });
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

/** Does one piece of follow-up work now (`jobs.ts`). */
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

/** So long a round waits before it looks at repositories for what is delivered again: most of it is asked for by then, and people did it before. */
const FIRST_MS = 5000;

/**
 * The whole round. Trouble with one repository, one installation or the list of deliveries does not keep the others from being looked at.
 * @returns what of it could be looked at
 * @throws when it may not have been told of every delivery that was missed: the next round asks for those since the same time
 */
export async function reconcile(parts: Parts, since: number, does: Does, turn: Turn = ALONE): Promise<Rounded> {
  const asking = redeliver(parts, turn.toldSince ?? since, turn).then(({ asked, newest }) => {
    if (asked > 0) parts.log.info({ asked }, 'asked GitHub to deliver again what was missed');
    return newest;
  });
  await Promise.race([asking.catch(() => {}), new Promise((resolve) => setTimeout(resolve, FIRST_MS).unref())]);
  const cause = `reconcile/${ENGINE.id}/${parts.now()}`;
  let isWhole = true;
  let until: string | undefined;
  const readUntil = (instant: string | undefined): void => {
    if (instant !== undefined && (until === undefined || instant < until)) until = instant;
  };
  for (const place of await installedPlaces(parts)) {
    if (turn.isOver()) break;
    try {
      const shows = atOnce(parts, place, does);
      await eachOf([
        () => reconcilePlace(parts, place, cause, shows),
        async () => readUntil(await unseenEdits(parts, place, since)),
        // After the edits: who spoke of what was edited since is asked again.
        async () => {
          if (turn.door) readUntil(await unheardComments(parts, place, since, turn.door));
        },
      ]);
    } catch (error) {
      isWhole = false;
      parts.log.warn(
        { repository: place.project, reason: reasonOf(error) },
        'a repository could not be looked at again',
      );
    }
  }
  const toldUntil = await asking;
  return {
    isWhole: isWhole && until === undefined && !turn.isOver(),
    ...(until === undefined ? {} : { until }),
    ...(toldUntil === undefined ? {} : { toldUntil }),
  };
}

const ALONE: Turn = { isOver: () => false, owes: () => {} };

export function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : 'unknown';
}
