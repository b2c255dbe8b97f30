/** Groups that wait in the merge queue: their checks follow the change requests for as long as they wait, or a vote that is lost meanwhile would merge. */
import type { Json } from '@countersign/core/ports.ts';
import type { Place } from '@countersign/github/translation.ts';
import type { Parts } from './parts.ts';

export interface WaitingGroup {
  /** The group's own commit. */
  readonly head: string;
  readonly base: string;
  /** Numbers of its pull requests, as far as they are known. */
  readonly pulls: readonly number[];
}

type Keeper = Pick<Parts, 'documents' | 'now'>;

const keyOf = ({ tenant, project }: Place) => ({ tenant, project, kind: 'group' });

export async function rememberGroup(parts: Keeper, place: Place, group: WaitingGroup): Promise<void> {
  const data = group as unknown as Json;
  await parts.documents.keep({
    ...keyOf(place),
    id: group.head,
    data,
    fetchedAt: new Date(parts.now()).toISOString(),
  });
}

/** Adds the pull requests that were found in a group, unless it is over already. */
export async function completeGroup(parts: Keeper, place: Place, group: WaitingGroup): Promise<void> {
  if (await parts.documents.find({ ...keyOf(place), id: group.head })) await rememberGroup(parts, place, group);
}

export async function forgetGroup(parts: Keeper, place: Place, head: string): Promise<void> {
  await parts.documents.forget({ ...keyOf(place), id: head });
}

/** The group that waits on this commit, if one does. */
export async function groupAt(parts: Keeper, place: Place, head: string): Promise<WaitingGroup | undefined> {
  return (await parts.documents.find({ ...keyOf(place), id: head }))?.data as WaitingGroup | undefined;
}

/** The groups in which any of these pull requests waits. */
export async function groupsOf(
  parts: Keeper,
  place: Place,
  pulls: readonly number[],
): Promise<readonly WaitingGroup[]> {
  if (pulls.length === 0) return [];
  const { tenant, project, kind } = keyOf(place);
  const groups = await parts.documents.list(tenant, project, kind);
  return groups
    .map((one) => one.data as unknown as WaitingGroup)
    .filter((group) => group.pulls.some((pull) => pulls.includes(pull)));
}
