/** Groups that wait in the merge queue: their checks follow the change requests for as long as they wait, or a vote that is lost meanwhile would merge. */
import { Transient } from '@countersign/core/failure.ts';
import { ageOf, type KeptFact } from '@countersign/core/kept.ts';
import type { Json } from '@countersign/core/record/port.ts';
import type { GitHubClient } from '../client.ts';
import { type Parts, readerFor } from '../desk.ts';
import { type Claims, claims, spine } from '../facts/claim.ts';
import { ASKED_AGAIN_MS, SETTLED_MS } from '../facts/copy.ts';
import { groupCommits, groupNamed, type QueueRead, queueBranches, readQueue } from '../facts/queue.ts';
import { headOf } from '../project/check.ts';
import { enqueue } from '../record/job.ts';
import type { Place } from '../translation.ts';
import { targetsAstray } from './astray.ts';
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
type Repository = Pick<Place, 'tenant' | 'project'>;

const KIND = 'group';

const keyOf = ({ tenant, project }: Repository) => ({ tenant, project, kind: KIND });

const factOf = (parts: Keeper, place: Place, group: WaitingGroup): KeptFact => ({
  ...keyOf(place),
  id: group.head,
  data: group as unknown as Json,
  fetchedAt: new Date(parts.now()).toISOString(),
});

/** Noted beside the groups once GitHub has listed them; where it is gone, groups may be gone with it, and are listed again. */
const LISTED = 'listed';

interface Noted {
  readonly isListed: boolean;
  readonly groups: readonly WaitingGroup[];
}

function notedIn(facts: readonly KeptFact[]): Noted {
  const groups = facts.filter(({ id }) => id !== LISTED).map(({ data }) => data as unknown as WaitingGroup);
  return { isListed: groups.length < facts.length, groups };
}

async function noted({ documents }: Keeper, { tenant, project }: Repository): Promise<Noted> {
  return notedIn(await documents.list(tenant, project, KIND));
}

/** As it is now: its end may be told while a piece of work is under way, for the length of which other facts are read once. */
async function notedAt({ documents }: Keeper, { tenant, project }: Repository, head: string): Promise<Noted> {
  return notedIn(await documents.findMany(tenant, project, KIND, [head, LISTED]));
}

/** A group as far as it is noted, where nobody may be asked. */
export async function notedGroup(parts: Keeper, place: Place, head: string): Promise<WaitingGroup | undefined> {
  return (await notedAt(parts, place, head)).groups[0];
}

/** Groups as far as they are noted, where nobody may be asked. */
export async function notedGroups(parts: Keeper, place: Repository): Promise<readonly WaitingGroup[]> {
  return (await noted(parts, place)).groups;
}

/** Two queues that put the same commits on the same commit within one second make the same commit: of that it is kept. */
export async function rememberGroup(parts: Keeper, place: Place, group: WaitingGroup): Promise<void> {
  const known = await notedGroup(parts, place, group.head);
  const others = new Set(known ? [known.base, ...(known.alsoInto ?? [])] : []);
  others.delete(group.base);
  await parts.documents.keep(factOf(parts, place, { ...group, ...(others.size > 0 ? { alsoInto: [...others] } : {}) }));
}

/** Keeps what was learned of a group, unless its end was told meanwhile, or it was told of anew: then it is read again. */
export async function renewGroup(parts: Keeper, place: Place, group: WaitingGroup): Promise<void> {
  if ((await notedGroup(parts, place, group.head))?.heardAt !== group.heardAt) return;
  await parts.documents.renew(factOf(parts, place, group));
}

/** @throws Transient while GitHub has to list the groups, and does not */
export async function findGroup(parts: Parts, place: Place, head: string): Promise<WaitingGroup | undefined> {
  const { isListed, groups } = await notedAt(parts, place, head);
  if (isListed || groups[0]) return groups[0];
  await listGroups(parts, place);
  return notedGroup(parts, place, head);
}

export async function forgetGroup(parts: Keeper, place: Place, head: string): Promise<void> {
  await parts.documents.forget({ ...keyOf(place), id: head });
}

/** Every group of a repository that waits. @throws Transient while GitHub has to list them, and does not */
export async function waitingGroups(parts: Parts, place: Place): Promise<readonly WaitingGroup[]> {
  const { isListed, groups } = await noted(parts, place);
  if (isListed) return groups;
  await listGroups(parts, place);
  return notedGroups(parts, place);
}

/** Every group that waits anywhere, as far as it is noted. */
export async function groupsAnywhere(
  parts: Keeper,
): Promise<readonly { readonly tenant: string; readonly project: string; readonly group: WaitingGroup }[]> {
  const groups = (await parts.documents.anywhere(KIND)).filter(({ id }) => id !== LISTED);
  return groups.map(({ tenant, project, data }) => ({ tenant, project, group: data as unknown as WaitingGroup }));
}

/** A list that GitHub refuses is asked for again. */
const REFUSED_MS = 60_000;

/**
 * Takes the groups of a repository as GitHub shows them, once for all who ask, and has each judged that was not known: it may stand green by
 * what is so no more.
 */
async function listGroups(parts: Parts, place: Place): Promise<void> {
  const { tenant, project } = place;
  // Without a pull request there is no group, and of an empty repository GitHub lists no branches.
  if ((await parts.work.open(tenant, project)).length === 0) return;
  await parts.projections.alone({ tenant, project, target: 'groups' }, async () => {
    if ((await noted(parts, place)).isListed) return;
    const since = await parts.documents.moment({ ...keyOf(place), id: LISTED });
    const shown = await groupsShown(parts, place);
    const fetchedAt = new Date(parts.now()).toISOString();
    for (const group of shown) {
      const known = await notedGroup(parts, place, group.head);
      if (known?.base === group.base) continue;
      if (known) await rememberGroup(parts, place, group);
      // Its end may have been told while the list was read.
      else if (!(await parts.documents.keep(factOf(parts, place, group), since))) continue;
      const { head } = group;
      await enqueue(parts, tenant, [{ kind: 'show-group', place, head }], `listed/${project}/${head}/${fetchedAt}`);
    }
    await parts.documents.keep({ ...keyOf(place), id: LISTED, data: true, fetchedAt });
  });
}

/** What the queues of a repository show. Anybody may make a branch of such a name. */
async function groupsShown(parts: Parts, place: Place): Promise<readonly WaitingGroup[]> {
  const { client } = await readerFor(parts, place);
  const branches = await queueBranches(client, place);
  if (branches === 'unreadable')
    throw new Transient(`GitHub refuses the groups of ${place.owner}/${place.repo}`, { retryAfterMs: REFUSED_MS });
  const heardAt = new Date(parts.now()).toISOString();
  const named = [...branches].flatMap(([ref, head]): WaitingGroup[] => {
    const name = groupNamed(ref);
    return name ? [{ ...name, ref, head, pulls: [name.number], heardAt }] : [];
  });
  return inQueue(client, place, named);
}

/** So many greens of nobody's are looked at each time where groups are not listed, newest first. */
const MOST_GREENS = 100;

export interface HeadsWaiting {
  readonly heads: readonly string[];
  /** GitHub has to be asked again. */
  readonly waits?: Transient;
}

/**
 * Commits of the groups in which any of these pull requests waits, or of all of them. Where GitHub does not list them, the newest greens
 * of nobody's: each may be that of one which waits, and nobody's silence keeps a gate open (`rules.md 4.4`).
 */
export async function headsWaiting(parts: Parts, place: Place, pulls?: readonly number[]): Promise<HeadsWaiting> {
  if (pulls?.length === 0) return { heads: [] };
  try {
    const groups = await waitingGroups(parts, place);
    const asked = groups.filter((group) => !pulls || group.pulls.some((pull) => pulls.includes(pull)));
    return { heads: asked.map(({ head }) => head) };
  } catch (error) {
    if (!(error instanceof Transient)) throw error;
    return { heads: (await targetsAstray(parts, place, MOST_GREENS)).map(headOf), waits: error };
  }
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
    if (ageOf(Date.parse(heardAt ?? ''), parts.now()) < SETTLED_MS)
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
  const { client } = await readerFor(parts, place);
  const branches = await queueBranches(client, place);
  if (branches === 'unreadable') return 'unreadable';
  return inQueue(
    client,
    place,
    groups.filter((one) => branches.get(refOf(one)) === one.head),
  );
}

/** Of these groups, those that their queues show. */
async function inQueue(
  client: GitHubClient,
  place: Place,
  groups: readonly WaitingGroup[],
): Promise<readonly WaitingGroup[]> {
  const queues = new Map<string, QueueRead>();
  const found: WaitingGroup[] = [];
  for (const group of groups) {
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
