/** Where a change request lives now, and which stream an issue belongs to: identity stays when issues and repositories move (`rules.md 5.6`). */

import type { ChangeRow } from '@countersign/core/change/register.ts';
import { ACCOUNT } from '@countersign/core/kept.ts';
import type { Json, StreamRef } from '@countersign/core/record/port.ts';
import type { Place } from '@countersign/github/translation.ts';
import type { WorkFacts } from '@countersign/postgres/work.ts';
import type { Parts } from './parts.ts';

export interface Home {
  readonly place: Place;
  /** Node id of the issue; another than the stream's after a transfer. */
  readonly issue: string;
  readonly number: number;
}

type Finder = Pick<Parts, 'documents' | 'now'>;

/** The stream of an issue: its own node id, or the one that it had before it was transferred. */
export async function streamOf(parts: Finder, place: Place, issue: string): Promise<StreamRef> {
  const alias = await parts.documents.find({ tenant: place.tenant, project: ACCOUNT, kind: 'alias', id: issue });
  const moved = alias?.data as { readonly project: string; readonly stream: string } | undefined;
  return moved ? { tenant: place.tenant, ...moved } : { tenant: place.tenant, project: place.project, stream: issue };
}

export async function rememberAlias(parts: Finder, ref: StreamRef, issue: string): Promise<void> {
  const data = { project: ref.project, stream: ref.stream };
  await keep(parts, { tenant: ref.tenant, project: ACCOUNT, kind: 'alias', id: issue }, data);
}

export async function homeOf(parts: Finder, ref: StreamRef): Promise<Home | undefined> {
  const found = await parts.documents.find({ tenant: ref.tenant, project: ref.project, kind: 'home', id: ref.stream });
  return found?.data as Home | undefined;
}

/** The change request that has this number in this very repository: a transferred one has its number where it lives now. */
export async function numbered(
  parts: Finder & Pick<Parts, 'register'>,
  place: Place,
  number: number,
): Promise<ChangeRow | undefined> {
  for (const row of await parts.register.withNumber(place.tenant, place.project, number)) {
    const home = await homeOf(parts, row.ref);
    if (!home || home.place.project === place.project) return row;
  }
  return undefined;
}

export async function rememberHome(parts: Finder, ref: StreamRef, home: Home): Promise<void> {
  await keep(
    parts,
    { tenant: ref.tenant, project: ref.project, kind: 'home', id: ref.stream },
    home as unknown as Json,
  );
}

/** How a repository is called and reached now. */
export async function placeOfProject(parts: Finder, tenant: string, project: string): Promise<Place | undefined> {
  const found = await parts.documents.find({ tenant, project: ACCOUNT, kind: 'place', id: project });
  return found?.data as Place | undefined;
}

/**
 * A pull request where it is registered, whichever place asks for it: a request that was transferred is spoken of in its new home, and its
 * work stays where it was.
 */
export async function workFrom(
  parts: Finder & Pick<Parts, 'work'>,
  place: Place,
  id: string,
): Promise<{ readonly place: Place; readonly work: WorkFacts } | undefined> {
  const here = await parts.work.find(place.tenant, place.project, id);
  if (here) return { place, work: here };
  const work = await parts.work.anywhere(place.tenant, id);
  const there = work && (await placeOfProject(parts, work.tenant, work.project));
  return there && { place: there, work };
}

/** Another server on the same record may have noted something else meanwhile. */
const NOTED_MS = 60_000;
const MOST_NOTED = 10_000;

/** Every delivery tells where it came from; only news is written, and for a while not even asked for. */
export async function rememberPlace(parts: Finder & Pick<Parts, 'places'>, place: Place): Promise<void> {
  if (place.project === '' || place.installation === 0) return;
  const text = JSON.stringify(place);
  const noted = parts.places.get(place.project);
  if (noted?.text === text && parts.now() - noted.at < NOTED_MS) return;
  await notePlace(parts, place, text);
  if (parts.places.size >= MOST_NOTED) parts.places.clear();
  parts.places.set(place.project, { text, at: parts.now() });
}

async function notePlace(parts: Finder, place: Place, text: string): Promise<void> {
  const key = { tenant: place.tenant, project: ACCOUNT, kind: 'place', id: place.project };
  const known = await parts.documents.find(key);
  if (known && JSON.stringify(known.data) === text) return;
  await keep(parts, key, place as unknown as Json);
}

async function keep(
  parts: Finder,
  key: { tenant: string; project: string; kind: string; id: string },
  data: Json,
): Promise<void> {
  await parts.documents.keep({ ...key, data, fetchedAt: new Date(parts.now()).toISOString() });
}
