/** Notices that a repository shows more of ours than the record knows: the record was lost, or is a former one. Nothing is decided by it then (`rules.md 4.4`). */
import { Transient } from '@countersign/core/failure.ts';
import { ageOf } from '@countersign/core/kept.ts';
import type { Loss, RecordLost } from '@countersign/core/record/loss.ts';
import type { Looking, Lost, Parts, RecordLooked } from '../desk.ts';
import { statusSeen } from '../markdown/status.ts';
import type { Place } from '../translation.ts';
import { askedSince, type Word, wordOn } from './asked-since.ts';
import { lossOnRecord, recordLoss } from './lossonrecord.ts';
import { isFromHere, isOurWord, type Shown, shownLast, versionOf } from './shownlast.ts';

/** So long what was found stands before it is looked at again, or that GitHub gave no list; a record that knows everything stays so. */
const AGAIN_MS = 30_000;

/**
 * Asks GitHub once for each repository, before anything is decided there for the first time, and again while something is missing.
 * @returns what the record lacks, by which every gate there is closed; `undefined` where it knows all that is shown
 * @throws Transient while GitHub does not answer
 */
export async function lostAt(parts: Parts, place: Place): Promise<Lost | undefined> {
  return (await lookedAt(parts, place)).found;
}

async function lookedAt(parts: Parts, place: Place): Promise<Looking> {
  const { lost } = parts;
  if (place.project === '') return {};
  const known = lost.get(place.project);
  if (known && (known.isWhole || ageOf(known.at, parts.now()) < AGAIN_MS)) return known.asking;
  // What is known to be missing is known also while it is looked for.
  const asking = lookedFor(parts, place, known?.found);
  const looked: RecordLooked = { asking, at: parts.now(), ...(known?.found ? { found: known.found } : {}) };
  lost.set(place.project, looked);
  try {
    const now = await asking;
    if (!now.found) delete looked.found;
    Object.assign(looked, now);
  } catch (error) {
    if (lost.get(place.project) === looked) {
      // What was known to be missing is known still.
      if (known) lost.set(place.project, Object.assign(known, { at: parts.now() }));
      else lost.delete(place.project);
    }
    throw error;
  }
  if (looked.found && !known?.found) tell(parts, place, looked.found);
  return looked;
}

function tell({ log }: Parts, { owner, repo }: Place, found: Lost): void {
  const about = { repository: `${owner}/${repo}`, ...(found === 'unread' ? {} : found) };
  log.error(about, whatToDo(found));
}

function whatToDo(found: Lost): string {
  if (found === 'unread')
    return 'GitHub does not give the comments by which a lost record is noticed: the gates there are closed';
  return found.has === 0
    ? 'the record was lost: restore a backup, or say that it begins anew (npm run countersign -- accept-loss)'
    : 'the record is a former one: have what happened since looked at again (npm run countersign -- reconcile --since …)';
}

/** What is known to be missing now, of whatever repository. */
export function lostNow({ lost }: Pick<Parts, 'lost'>): RecordLost | undefined {
  for (const { found } of lost.values()) if (found && found !== 'unread') return found;
  return undefined;
}

/** An operator has spoken: whatever was found is looked at anew. */
export function lookAnew({ lost }: Pick<Parts, 'lost'>): void {
  for (const one of lost.values()) one.at = Number.NEGATIVE_INFINITY;
}

/** @param before what was missing when it was looked at last: a no of GitHub's ends nothing */
async function lookedFor(parts: Parts, place: Place, before: Lost | undefined): Promise<Looking> {
  const isBeingRead = (await askedSince(parts.documents)) !== undefined;
  const said = await wordOn(parts.documents, place);
  const stands = await lossOnRecord(parts, place);
  const known = standing(stands, said);
  // What is read meanwhile may bring the record up to what is shown before it knows all that happened.
  if (isBeingRead && known) return { found: known, isBeingRead };
  const shown = await shownLast(parts, place);
  if (shown === 'unread') return { found: known ?? before ?? 'unread' };
  // Nothing stands in the way of what is told of such a place; it is looked at again, for it may come back.
  if (shown === 'nowhere') {
    const last = known ?? before;
    return last ? { found: last } : {};
  }
  const open = shown.filter(({ updated_at }) => !isUntil(updated_at, stands.acceptedUntil));
  const missing = await missingIn(parts, place, open);
  const [found] = missing.filter(({ shownAt }) => !isUntil(shownAt, said?.until));
  if (found) {
    const { shownAt: _, ...lost } = found;
    await recordLoss(parts, place, { type: 'miss', missing: lost });
    return { found: lost, isBeingRead };
  }
  if (missing.length > 0 && said) await recordLoss(parts, place, { type: 'accept', ...said });
  else await recordLoss(parts, place, { type: 'find-whole' });
  return { isWhole: true };
}

/** What was found to be missing, and is not accepted since. */
function standing({ missing }: Loss['state'], said: Word | undefined): RecordLost | undefined {
  if (!missing || isUntil(missing.foundAt, said?.until)) return undefined;
  const { label, shows, has } = missing;
  return { label, shows, has };
}

function isUntil(instant: string, until: string | undefined): boolean {
  return until !== undefined && Date.parse(instant) <= Date.parse(until);
}

async function missingIn(
  parts: Parts,
  place: Place,
  shown: readonly Shown[],
): Promise<readonly (RecordLost & { readonly shownAt: string })[]> {
  const missing: (RecordLost & { readonly shownAt: string })[] = [];
  for (const one of shown) {
    const seen = statusSeen(one.body ?? '');
    if (!seen) continue;
    const label = `#${/\/(\d+)$/.exec(one.issue_url)?.[1] ?? ''}`;
    const has = await versionOf(parts, place, seen.stream);
    if (has >= seen.version) continue;
    if (has === 0 && !(await isFromHere(parts, place, one, seen.stream))) continue;
    if (!(await isOurWord(parts, place, one))) continue;
    missing.push({ label, shows: seen.version, has, shownAt: one.updated_at });
  }
  return missing;
}

/**
 * Where nothing may be decided or shown but closed checks: whatever is asked there waits, so that nothing begins a second time, and nothing
 * writes over what tells of the loss. While what happened since is being read, it goes on.
 * @throws Transient where the record lacks what is shown
 */
export async function onWholeRecord(parts: Parts, place: Place): Promise<void> {
  const { found, isBeingRead } = await lookedAt(parts, place);
  if (!found || isBeingRead) return;
  const why =
    found === 'unread'
      ? 'whether its record is whole could not be read'
      : `its record was lost: ${found.label} shows version ${found.shows}, and ${found.has} is on record`;
  throw new Transient(`${place.owner}/${place.repo} waits: ${why}`, { retryAfterMs: AGAIN_MS });
}
