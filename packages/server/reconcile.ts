/** Finds what was missed: deliveries that GitHub could not make, pull requests whose check is missing or old, and requests whose time has come. */
import { ENGINE } from '@countersign/core/content/person.ts';
import { lookAtNames } from '@countersign/github/names.ts';
import { ask } from '@countersign/github/project/client.ts';
import type { Place } from '@countersign/github/translation.ts';
import type { WorkFacts } from '@countersign/postgres/work.ts';
import { enqueue, type FollowUp } from './follow.ts';
import { forgetGroup, readGroup, SETTLED_MS, stillWaiting, waitingGroups } from './group.ts';
import { rememberPlace } from './home.ts';
import type { Parts } from './parts.ts';
import { readerFor } from './parts.ts';
import { policyAt } from './policy.ts';
import { isAsKnown, pullFrom, pullSeen, readPull, showLater } from './pull.ts';
import { reconsiderOpen, type Shows, showObserved } from './reconsider.ts';
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
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await ask(client, 'GET /app/hook/deliveries', { per_page: 100, ...(cursor ? { cursor } : {}) });
    if (!answer.ok) break;
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

/** Ids of the installations that are not paused; all of them, however many pages GitHub takes. */
async function installationsNow(parts: Parts): Promise<readonly number[]> {
  const app = await parts.installations.client(0);
  const found: number[] = [];
  for (let page = 1; ; page += 1) {
    const answer = await ask(app, 'GET /app/installations', { per_page: 100, page });
    if (!answer.ok) return found;
    const some = answer.data as readonly { id: number; suspended_at?: string | null }[];
    found.push(...some.filter((one) => !one.suspended_at).map((one) => one.id));
    if (some.length < 100) return found;
  }
}

/** Every repository that the app is installed in, as GitHub lists them. */
export async function installedPlaces(parts: Parts): Promise<readonly Place[]> {
  const places: Place[] = [];
  for (const installation of await installationsNow(parts)) {
    const { client } = await readerFor(parts, { installation });
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const answer = await ask(client, 'GET /installation/repositories', { per_page: 100, page });
      if (!answer.ok) break;
      const { repositories } = answer.data as {
        repositories: readonly { node_id: string; name: string; owner: { id: number; login: string } }[];
      };
      for (const { node_id, name, owner } of repositories) {
        places.push({ tenant: `github:${owner.id}`, project: node_id, installation, owner: owner.login, repo: name });
      }
      if (repositories.length < 100) break;
    }
  }
  return places;
}

/**
 * Looks again at one repository: its open pull requests as GitHub has them, and every request that is not over.
 * @param shows how; by stored work unless whoever asks comes again anyway
 */
export async function reconcilePlace(parts: Parts, place: Place, cause: string, shows?: Shows): Promise<void> {
  await rememberPlace(parts, place);
  const reader = await readerFor(parts, place);
  const { client } = reader;
  // Before the checks are looked at, which say what it finds.
  await lookAtNames(reader, place, await policyAt(parts, reader, place));
  const open = new Set<string>();
  let complete = false;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await ask(client, 'GET /repos/{owner}/{repo}/pulls', {
      owner: place.owner,
      repo: place.repo,
      state: 'open',
      per_page: 100,
      page,
    });
    if (!answer.ok) break;
    const some = answer.data as readonly unknown[];
    for (const data of some) {
      const pull = pullFrom(place, data);
      if (!pull) continue;
      open.add(pull.id);
      const { id, head } = pull;
      if (shows && (await isAsKnown(parts, place, pull)))
        await shows({ kind: 'show-pull', place, id, head }, `${cause}/${id}/${head}/show/${id}`);
      else await pullSeen(parts, place, pull, `${cause}/${pull.id}/${pull.head}`);
    }
    complete = some.length < 100;
    if (complete) break;
  }
  // Only a whole list says that one is not on it; a gate that is taken for closed is not shown any more and could stay green.
  for (const work of complete ? await parts.work.open(place.tenant, place.project) : [])
    if (!open.has(work.id)) await goneFromList(parts, place, work, cause);
  await reconsiderOpen(parts, place.tenant, place.project, cause, shows);
  await showObserved(parts, place, cause);
  await groupsGone(parts, place, cause);
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
  if (pull && pull.id === work.id) return pullSeen(parts, place, pull, `${cause}/${pull.id}/${pull.updatedAt}`);
  // With GitHub's own time of before: if it is opened again, whatever tells of it is newer.
  await parts.work.keep({ ...work, open: false });
  await showLater(parts, place, work.id, `${cause}/gone`, work.head);
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

/** The whole round. Trouble with one repository does not keep the others from being looked at. */
export async function reconcile(parts: Parts, since: number, does: Does): Promise<void> {
  const asked = await redeliver(parts, since);
  if (asked > 0) parts.log.info({ asked }, 'asked GitHub to deliver again what was missed');
  const cause = `reconcile/${ENGINE.id}/${parts.now()}`;
  for (const place of await installedPlaces(parts)) {
    try {
      await reconcilePlace(parts, place, cause, atOnce(parts, place, does));
      await unseenEdits(parts, place, since);
    } catch (error) {
      parts.log.warn(
        { repository: place.project, reason: reasonOf(error) },
        'a repository could not be looked at again',
      );
    }
  }
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : 'unknown';
}
