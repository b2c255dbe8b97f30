/** Groups that wait in the merge queue: their checks follow the change requests for as long as they wait, or a vote that is lost meanwhile would merge. */
import { Transient } from '@countersign/core/failure.ts';
import type { KeptFact } from '@countersign/core/kept.ts';
import type { Json } from '@countersign/core/record/port.ts';
import { type Claims, claims, spine } from '@countersign/github/claim.ts';
import { ASKED_AGAIN_MS, SETTLED_MS } from '@countersign/github/copy.ts';
import { ask } from '@countersign/github/project/client.ts';
import { groupCommits, type QueueRead, readQueue } from '@countersign/github/queue.ts';
import type { Place } from '@countersign/github/translation.ts';
import { type Parts, readerFor } from './parts.ts';
import { seenOf } from './seen.ts';

export interface WaitingGroup {
  /** The group's own commit. */
  readonly head: string;
  /** The queue's own branch for it; absent in notes of older versions. */
  readonly ref?: string;
  readonly base: string;
  /** What it was built on: the branch, or the group before it. */
  readonly baseSha?: string;
  /** The pull request that its name holds: the last one in it. */
  readonly number?: number;
  /** Numbers of its pull requests, as far as they are known. */
  readonly pulls: readonly number[];
  /** When we heard of it. ISO 8601. */
  readonly heardAt?: string;
  /** The same commit waits in the queues of these branches, too: a check answers for a commit, so it merges nowhere. */
  readonly alsoInto?: readonly string[];
  /** What its commits bring; absent until it was read. Commits do not change, so it is read once. */
  readonly claims?: Claims;
}

type Keeper = Pick<Parts, 'documents' | 'now'>;

const KIND = 'group';

const keyOf = ({ tenant, project }: Place) => ({ tenant, project, kind: KIND });

const factOf = (parts: Keeper, place: Place, group: WaitingGroup): KeptFact => ({
  ...keyOf(place),
  id: group.head,
  data: group as unknown as Json,
  fetchedAt: new Date(parts.now()).toISOString(),
});

/** Two queues that put the same commits on the same commit within one second make the same commit: of that it is kept. */
export async function rememberGroup(parts: Keeper, place: Place, group: WaitingGroup): Promise<void> {
  const known = await findGroup(parts, place, group.head);
  const others = new Set(known ? [known.base, ...(known.alsoInto ?? [])] : []);
  others.delete(group.base);
  await parts.documents.keep(factOf(parts, place, { ...group, ...(others.size > 0 ? { alsoInto: [...others] } : {}) }));
}

/** Keeps what was learned of a group, unless its end was told meanwhile, or it was told of anew: then it is read again. */
export async function renewGroup(parts: Keeper, place: Place, group: WaitingGroup): Promise<void> {
  if ((await findGroup(parts, place, group.head))?.heardAt !== group.heardAt) return;
  await parts.documents.renew(factOf(parts, place, group));
}

/** As it is now: its end may be told while a piece of work is under way, for the length of which other facts are read once. */
export async function findGroup(parts: Keeper, place: Place, head: string): Promise<WaitingGroup | undefined> {
  const [found] = await parts.documents.findMany(place.tenant, place.project, KIND, [head]);
  return found?.data as unknown as WaitingGroup | undefined;
}

export async function forgetGroup(parts: Keeper, place: Place, head: string): Promise<void> {
  await parts.documents.forget({ ...keyOf(place), id: head });
}

/** Every group of a repository that waits. */
export async function waitingGroups(
  parts: Keeper,
  place: Pick<Place, 'tenant' | 'project'>,
): Promise<readonly WaitingGroup[]> {
  const groups = await parts.documents.list(place.tenant, place.project, KIND);
  return groups.map((one) => one.data as unknown as WaitingGroup);
}

/** Every group that waits anywhere. */
export async function groupsAnywhere(
  parts: Keeper,
): Promise<readonly { readonly tenant: string; readonly project: string; readonly group: WaitingGroup }[]> {
  const groups = await parts.documents.anywhere(KIND);
  return groups.map(({ tenant, project, data }) => ({ tenant, project, group: data as unknown as WaitingGroup }));
}

/**
 * Reads what a group would bring to its branch: every commit that the branch has not, with what the group is built on, claimed by the queue
 * itself, by the names of the groups that wait, and by second parents (`docs/decisions/merge-group.md`).
 * @returns `over` when the branch has all of it already
 * @throws Transient while GitHub does not answer
 */
export async function readGroup(
  parts: Parts,
  place: Place,
  { head, base, heardAt }: WaitingGroup,
): Promise<Claims | 'unreadable' | 'over'> {
  const { client } = await readerFor(parts, place);
  const queue = await readQueue(client, place, base);
  if (queue.kind === 'unreadable') return 'unreadable';
  const commits = await groupCommits(client, place, { tip: queue.tip, head });
  if (commits === 'unreadable') return 'unreadable';
  if (commits.length === 0) return 'over';
  if (!shows(queue, head)) {
    if (parts.now() - Date.parse(heardAt ?? '') < SETTLED_MS)
      throw new Transient(`the queue does not show the merge group ${head} yet`, { retryAfterMs: ASKED_AGAIN_MS });
    // It has left: whoever tells of it late must not bring it back, and its own name claims nothing.
    return { brought: [], unclaimed: [head] };
  }
  const own = spine(head, commits);
  const groups = (await waitingGroups(parts, place)).filter((group) => group.base === base);
  const heads = new Map(queue.heads);
  for (const { parents } of own) {
    const [, second] = parents;
    if (second === undefined || heads.has(second)) continue;
    const works = await parts.work.atCommit(place.tenant, place.project, second);
    // One with the same head that goes elsewhere says nothing of what goes here.
    const open = works.filter((one) => one.open && seenOf(one).base === base);
    heads.set(
      second,
      open.map((one) => one.number),
    );
  }
  const named = groups.flatMap(({ number, head: commit }) => (number === undefined ? [] : [{ number, commit }]));
  // A group's name tells its last pull request, and not where that one's commits begin: several may be in it.
  const ends = groups.flatMap((one) => (one.baseSha === undefined ? [] : [one.baseSha]));
  return claims(own, { waiting: [...queue.waiting, ...named], heads, ends });
}

const shows = ({ waiting }: QueueRead & { kind: 'read' }, head: string): boolean =>
  waiting.some((one) => one.commit === head);

/**
 * Of these groups, those that wait still: the queue has its own branch at their commit, and shows them. Anybody may make a branch, also of
 * that name. A queue that cannot be read says nothing against them.
 * @returns `unreadable` when nobody can tell
 * @throws Transient while GitHub does not answer
 */
export async function stillWaiting(
  parts: Parts,
  place: Place,
  groups: readonly WaitingGroup[],
): Promise<readonly WaitingGroup[] | 'unreadable'> {
  const { owner, repo } = place;
  const { client } = await readerFor(parts, place);
  const ref = 'heads/gh-readonly-queue/';
  const answer = await ask(client, 'GET /repos/{owner}/{repo}/git/matching-refs/{ref}', { owner, repo, ref });
  if (!answer.ok) return 'unreadable';
  const branches = new Map(
    (answer.data as readonly { ref: string; object: { sha: string } }[]).map((one) => [one.ref, one.object.sha]),
  );
  const queues = new Map<string, QueueRead>();
  const found: WaitingGroup[] = [];
  for (const group of groups.filter((one) => branches.get(refOf(one)) === one.head)) {
    const queue = queues.get(group.base) ?? (await readQueue(client, place, group.base));
    queues.set(group.base, queue);
    if (queue.kind === 'unreadable' || shows(queue, group.head)) found.push(group);
  }
  return found;
}

/** As GitHub names it, where the note is of a version that did not keep it. */
function refOf({ ref, base, number, baseSha }: WaitingGroup): string {
  return ref ?? `refs/heads/gh-readonly-queue/${base}/pr-${number}-${baseSha}`;
}

/** The groups in which any of these pull requests waits. */
export async function groupsOf(
  parts: Keeper,
  place: Place,
  pulls: readonly number[],
): Promise<readonly WaitingGroup[]> {
  if (pulls.length === 0) return [];
  return (await waitingGroups(parts, place)).filter((group) => group.pulls.some((pull) => pulls.includes(pull)));
}
