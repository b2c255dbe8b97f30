/** Where a change request lives now, and which stream an issue belongs to: identity stays when issues and repositories move (`rules.md 5.6`). */

import type { ChangeRow } from '@countersign/core/change/register.ts';
import { ENGINE } from '@countersign/core/content/person.ts';
import { ALIAS, aliasStream, streamUnder } from '@countersign/core/identity/alias.ts';
import { HOME, homeStream, type Home as Lives } from '@countersign/core/identity/home.ts';
import { ACCOUNT, ageOf } from '@countersign/core/kept.ts';
import { partsOf } from '@countersign/core/record/kind.ts';
import type { Entry, Json, StreamRef } from '@countersign/core/record/port.ts';
import { folded, putOnRecord } from '@countersign/core/record/run.ts';
import type { WorkFacts } from '@countersign/core/record/work.ts';
import type { Parts } from '../desk.ts';
import type { Place } from '../translation.ts';
import { placeAtGithub } from './places.ts';

export interface Home {
  readonly place: Place;
  /** Node id of the issue; another than the stream's after a transfer. */
  readonly issue: string;
  readonly number: number;
}

type Reading = Pick<Parts, 'ledger' | 'moves'>;
type Recorder = Pick<Parts, 'ledger' | 'moves' | 'now'>;

/** The stream of an issue: its own node id, or the one that it had before it was transferred. */
export function streamOf(
  parts: Reading,
  { tenant, project }: Pick<Place, 'tenant' | 'project'>,
  issue: string,
): Promise<StreamRef> {
  return streamUnder({ read: (ref) => readOnce(parts, ref) }, tenant, project, issue);
}

/** What is asked for at every turn, and seldom anything is told of: once for each piece of work. */
export function readOnce({ ledger, moves }: Reading, ref: StreamRef): Promise<readonly Entry[]> {
  const name = JSON.stringify(partsOf(ref));
  const known = moves?.get(name);
  if (known) return known;
  const found = ledger.read(ref);
  moves?.set(name, found);
  // What could not be read is asked for again.
  found.catch(() => moves?.delete(name));
  return found;
}

/**
 * Puts a transfer on record: where the request lives from now on, and to which stream its new id belongs, and what it was called. Twice is
 * once, also when only a part was stored.
 * @param left where it was, and what it was called there: whatever names it there is told; `undefined` where nobody knows
 */
export async function recordMove(
  parts: Recorder,
  ref: StreamRef,
  { project, id, number }: Lives,
  left: { readonly project: string; readonly label: string } | undefined,
  cause: string,
): Promise<void> {
  const situation = { now: new Date(parts.now()).toISOString(), actor: ENGINE };
  await putOnRecord(parts.ledger, HOME, {
    situation,
    ref: homeStream(ref),
    command: { type: 'live', project, id, number },
    cause: `${cause}/home`,
  });
  await putOnRecord(parts.ledger, ALIAS, {
    situation,
    ref: aliasStream(ref.tenant, project, id),
    command: { type: 'belong', project: ref.project, stream: ref.stream },
    cause: `${cause}/alias`,
  });
  if (left)
    await putOnRecord(parts.ledger, ALIAS, {
      situation,
      ref: aliasStream(ref.tenant, left.project, left.label),
      command: { type: 'belong', project: ref.project, stream: ref.stream },
      cause: `${cause}/name`,
    });
  parts.moves?.clear();
}

async function livesAt(parts: Reading, ref: StreamRef): Promise<Lives | undefined> {
  return folded(HOME, await readOnce(parts, homeStream(ref)));
}

/** Node id of the issue that a request is by now; another than the stream's after a transfer. */
export async function issueOf(parts: Reading, ref: StreamRef): Promise<string> {
  return (await livesAt(parts, ref))?.id ?? ref.stream;
}

/**
 * Whether what began under an id is what is spoken of there. A transfer that was told of late found another begun: what was transferred goes on
 * under the id, and nobody can say anything more of the other, so that it stands for nothing.
 */
async function isSpokenOf(parts: Reading, ref: StreamRef): Promise<boolean> {
  const { project, stream } = await streamOf(parts, ref, ref.stream);
  return project === ref.project && stream === ref.stream;
}

/**
 * Where a change request lives, and how that is reached now; `undefined` for what is not on record, and where the app is not any more.
 * @param number of a request that is known to be on record, by which it is called in the repository in which it lives
 * @throws Transient when GitHub has to be asked where it is, and is away
 */
export async function homeOf(parts: Parts, ref: StreamRef, number?: number): Promise<Home | undefined> {
  const moved = await livesAt(parts, ref);
  if (!moved && !(await isSpokenOf(parts, ref))) return undefined;
  const known = moved?.number ?? number ?? (await parts.register.find(ref))?.number;
  if (known === undefined) return undefined;
  const place = await placeOfProject(parts, ref.tenant, moved?.project ?? ref.project);
  return place && { place, issue: moved?.id ?? ref.stream, number: known };
}

/** The change request that has this number in this very repository: a transferred one has its number where it lives now. */
export async function numbered(
  parts: Reading & Pick<Parts, 'register'>,
  place: Place,
  number: number,
): Promise<ChangeRow | undefined> {
  for (const row of await parts.register.withNumber(place.tenant, place.project, number)) {
    const moved = await livesAt(parts, row.ref);
    if (moved ? moved.project === place.project : await isSpokenOf(parts, row.ref)) return row;
  }
  return undefined;
}

/** Whether a request had this number here, and lives in another repository by now, or under another number. */
export async function movedAway(parts: Reading, place: Place, number: number): Promise<boolean> {
  const name = aliasStream(place.tenant, place.project, `#${number}`);
  return folded(ALIAS, await readOnce(parts, name)) !== undefined;
}

/** What of a place is noted by each delivery, and told by GitHub at any time. */
type Noting = Pick<Parts, 'documents' | 'places' | 'now'>;

/**
 * How a repository is called and reached now: as it was last noted, or else as GitHub lists it.
 * @returns `undefined` where the app is not installed
 * @throws Transient while GitHub is asked and away
 */
export async function placeOfProject(parts: Parts, tenant: string, project: string): Promise<Place | undefined> {
  const noted = await placeNoted(parts, tenant, project);
  if (noted) return noted;
  const known = parts.places.get(project);
  if (known?.text === NOWHERE && ageOf(known.at, parts.now()) < NOTED_MS) return undefined;
  const place = await placeAtGithub(parts, tenant, project);
  if (place) await rememberPlace(parts, place);
  else note(parts, project, NOWHERE);
  return place;
}

/** As this server noted it a moment ago; `undefined` where it did not. */
export function placeJustNoted({ places, now }: Pick<Parts, 'places' | 'now'>, project: string): Place | undefined {
  const known = places.get(project);
  if (!known || known.text === NOWHERE || ageOf(known.at, now()) >= NOTED_MS) return undefined;
  return JSON.parse(known.text) as Place;
}

/** As it was last noted; for whoever may name a repository that we know nothing of. */
export async function placeNoted(
  { documents }: Pick<Parts, 'documents'>,
  tenant: string,
  project: string,
): Promise<Place | undefined> {
  const found = await documents.find({ tenant, project: ACCOUNT, kind: 'place', id: project });
  return found?.data as Place | undefined;
}

/**
 * A pull request where it is registered, whichever place asks for it: a request that was transferred is spoken of in its new home, and its
 * work stays where it was.
 */
export async function workFrom(
  parts: Parts,
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
/** Noted of a repository that GitHub does not list. */
const NOWHERE = '';

/** Every delivery tells where it came from; only news is written, and for a while not even asked for. */
export async function rememberPlace(parts: Noting, place: Place): Promise<void> {
  if (place.project === '' || place.installation === 0) return;
  const text = JSON.stringify(place);
  const noted = parts.places.get(place.project);
  if (noted?.text === text && ageOf(noted.at, parts.now()) < NOTED_MS) return;
  await notePlace(parts, place, text);
  note(parts, place.project, text);
}

/** How repositories of an account are called is asked anew: another may have their names by now. */
export async function forgetPlaces(
  { documents, places }: Pick<Parts, 'documents' | 'places'>,
  tenant: string,
): Promise<void> {
  await documents.forget({ tenant, project: ACCOUNT, kind: 'place' });
  // Of an account that is known by its id alone nobody here tells which of these it has.
  places.clear();
}

function note({ places, now }: Noting, project: string, text: string): void {
  if (places.size >= MOST_NOTED) places.clear();
  places.set(project, { text, at: now() });
}

async function notePlace({ documents, now }: Noting, place: Place, text: string): Promise<void> {
  const key = { tenant: place.tenant, project: ACCOUNT, kind: 'place', id: place.project };
  const known = await documents.find(key);
  if (known && JSON.stringify(known.data) === text) return;
  await documents.keep({ ...key, data: place as unknown as Json, fetchedAt: new Date(now()).toISOString() });
}
