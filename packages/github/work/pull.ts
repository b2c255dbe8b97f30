/** Pull requests: what they name, and which change requests they are linked to. */

import { isOpen } from '@countersign/core/change/stage.ts';
import { Malformed, Transient } from '@countersign/core/failure.ts';
import { ageOf } from '@countersign/core/kept.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import type { Json, StreamRef } from '@countersign/core/record/port.ts';
import type { WorkFacts } from '@countersign/core/record/work.ts';
import { act } from '../act.ts';
import { ask } from '../client.ts';
import { type Parts, readerFor } from '../desk.ts';
import { notePushed } from '../facts/authorship.ts';
import { ASKED_AGAIN_MS, SETTLED_MS } from '../facts/copy.ts';
import { GHOST } from '../place.ts';
import { standsOpen } from '../project/check.ts';
import { numbered } from '../record/home.ts';
import { enqueue, type FollowUp } from '../record/job.ts';
import { pullSchema } from '../schema.ts';
import { pullOf } from '../translate/work.ts';
import type { Place, PullSeen, Pushed } from '../translation.ts';
import { madeOfIssue } from './converted.ts';
import { mergeNoted, noteMergeLater, tellMergeLater } from './merge.ts';
import { othersPushes } from './others.ts';
import { formerly, isNamedByOthers, isToldLate, namedByOthers } from './ownword.ts';
import { MOST_PUSHES, placedBefore, seenOf } from './seen.ts';

/** Keeps what was seen of a pull request, links it to the change requests that it names, and has its gate shown. */
export async function pullSeen(parts: Parts, place: Place, told: PullSeen, cause: string): Promise<void> {
  const found = await parts.work.find(place.tenant, place.project, told.id);
  const known = found && seenOf(found);
  if (!found) await madeOfIssue(parts, place, told);
  if (found && (await isToldLate(parts, place, found, told, cause))) return pullSeen(parts, place, told, cause);
  const now = isTied(told, known) ? await asItIs(parts, place, told, known) : told;
  // Whoever is told to have pushed did so, whatever it is now.
  const pull = told.told ? { ...now, told: told.told } : now;
  const refs: StreamRef[] = [];
  /** Streams of requests that it only speaks of: they are followed, and it is no work of theirs. */
  const mentioned = new Set<string>();
  const numbers = new Map<string, number>();
  for (const named of pull.named) {
    if (named.kind !== 'issue') continue;
    const row = await numbered(parts, place, named.number);
    if (!row) continue;
    if (numbers.has(row.ref.stream)) continue;
    numbers.set(row.ref.stream, named.number);
    if (named.mention) mentioned.add(row.ref.stream);
    else refs.push(row.ref);
  }
  // What it named is followed still: taking the name away frees no work where naming is what covers it.
  for (const former of formerly(pull, known)) {
    const row = former.kind === 'issue' ? await numbered(parts, place, former.number) : undefined;
    if (row && !numbers.has(row.ref.stream)) mentioned.add(row.ref.stream);
  }
  const moved = movedByOthers(told, known);
  // Also of a delivery that comes late.
  if (moved !== undefined)
    await notePushed(await readerFor(parts, place), othersPushes(parts), place, { pull: pull.id, push: moved });
  // Whoever accepted it, or may say by themselves what it is, spoke of another's work.
  if (moved !== undefined)
    await tellPushed(parts, place, { ...pull, updatedAt: told.updatedAt }, { refs, numbers }, cause);
  const lasting = lastingOf(pull, known, cause);
  const { told: _, rebases = known?.rebases, ...seen } = pull;
  const facts = {
    tenant: place.tenant,
    project: place.project,
    id: pull.id,
    number: pull.number,
    head: pull.head,
    open: pull.open,
    // Not every answer of GitHub's says how its repository merges.
    data: { ...seen, ...lasting, ...(rebases === undefined ? {} : { rebases }) } as unknown as Json,
    updatedAt: pull.updatedAt,
  };
  const before = await parts.work.see(facts, [...refs.map((ref) => ref.stream), ...mentioned], found);
  // Deliveries may come late: what a newer one said stands, and was shown.
  if (before === 'outdated') {
    // But for whose it is.
    if (found && (await isPlacedLate(parts, { place, found, told }))) return pullSeen(parts, place, told, cause);
    if (moved !== undefined || told.told?.what === 'push' || told.told?.wrote)
      await showLater(parts, place, pull.id, cause);
    return;
  }
  // Somebody else told of it meanwhile, with the same time.
  if (before === 'tied') return pullSeen(parts, place, told, cause);
  // A request that was opened meanwhile looked for who waits for it, perhaps before this was kept.
  for (const named of pull.named) {
    if (named.kind !== 'issue' || [...numbers.values()].includes(named.number)) continue;
    if (await numbered(parts, place, named.number)) return pullSeen(parts, place, pull, cause);
  }
  const show = (why: string) => showLater(parts, place, pull.id, why, pull.head, lasting.left);
  try {
    await link(parts, place, { ...pull, ...lasting }, { refs, numbers, before }, cause);
  } catch (error) {
    // What cannot be put on record yet waits; a gate that this closes does not wait for it.
    await show(`${cause}/waiting`);
    throw error;
  }
  await show(cause);
  // What it names by an edit of its text afterwards was before nobody's eyes when it was merged.
  if (!pull.merged || (known?.merged && !pull.justMerged && !lasting.wasOpen)) return;
  const gate = refs.length > 0 ? await mergeNoted(parts, place, pull, { refs, numbers }, cause) : undefined;
  // A merge of which nobody knows when it was is not told of now.
  if (pull.justMerged || lasting.wasOpen) await noteMergeLater(parts, place, pull, gate);
  await tellMergeLater(parts, place, pull);
}

/** Puts down what a late delivery tells of its author's own push: what was pushed upon it may rest on that. @returns whether it has to be done anew */
async function isPlacedLate(
  { work }: Parts,
  { place, found, told }: { readonly place: Place; readonly found: WorkFacts; readonly told: PullSeen },
): Promise<boolean> {
  const known = seenOf(found);
  if (told.told?.what !== 'push' || told.told.by !== 'author') return false;
  const data = { ...known, placed: placedOf(told, known), pushes: pushesOf(told, known) } as unknown as Json;
  const streams = await work.changesOf(place.tenant, place.project, found.id);
  return typeof (await work.see({ ...found, data }, streams, found)) === 'string';
}

/** What a verdict rests on, as one word. */
const judged = ({ base, head, open, merged, named, origin }: PullSeen): string =>
  digestOf({ base, head, open, merged, named, ...(origin ? { origin } : {}) } as unknown as Json);

/** Whether the record knows a pull request as GitHub's list shows it, with every request that it names: then there is nothing to take in. */
export async function isAsKnown(parts: Parts, place: Place, pull: PullSeen): Promise<boolean> {
  const found = await parts.work.find(place.tenant, place.project, pull.id);
  const known = found && seenOf(found);
  if (!found?.open || known?.updatedAt !== pull.updatedAt || judged(known) !== judged(pull)) return false;
  for (const named of pull.named) {
    const row = named.kind === 'issue' && !named.mention ? await numbered(parts, place, named.number) : undefined;
    if (row && isOpen(row.stage) && !row.work.includes(pull.id)) return false;
  }
  return true;
}

/** GitHub's times are whole seconds: of two that differ within one, nobody can tell which came later. */
function isTied(told: PullSeen, known: PullSeen | undefined): known is PullSeen {
  return known?.updatedAt === told.updatedAt && judged(known) !== judged(told);
}

/** Asks GitHub what it is now; of the delivery, only what is told by the event itself is kept. */
async function asItIs(parts: Parts, place: Place, told: PullSeen, known: PullSeen): Promise<PullSeen> {
  const { mixed, justMerged, opening, number } = told;
  const pull = await readPull({ ...parts, precedence: 'close' }, place, number);
  if (pull?.id !== told.id)
    throw new Malformed(`pull request #${number}, told of twice in one second, could not be read`);
  // Another copy of GitHub's, which has not heard of it yet.
  if (pull.updatedAt < told.updatedAt) throw new Transient(`GitHub shows pull request #${number} as it was before`);
  // So it may be in the same second: then the answer is what was known, and the delivery would be thrown away for it. Another head is none
  // the worse for that: no check stands there yet.
  const isAsKnown = judged(pull) === judged(known) && judged({ ...told, head: known.head }) !== judged(known);
  if (told.told && isAsKnown && !(await isSettled(parts, place, told)))
    throw new Transient(`GitHub may show pull request #${number} as it was before`, { retryAfterMs: ASKED_AGAIN_MS });
  return {
    ...pull,
    ...(mixed ? { mixed } : {}),
    ...(justMerged && pull.merged ? { justMerged } : {}),
    ...(opening ? { opening } : {}),
  };
}

/** Whether what a delivery told was first heard so long ago that every copy of GitHub's has heard of it, too. */
async function isSettled(parts: Parts, { tenant, project }: Place, told: PullSeen): Promise<boolean> {
  const key = { tenant, project, kind: 'tied', id: told.id };
  const data = `${told.updatedAt} ${judged(told)}`;
  const heard = await parts.documents.find(key);
  if (heard?.data === data) return ageOf(Date.parse(heard.fetchedAt), parts.now()) >= SETTLED_MS;
  await parts.documents.keep({ ...key, data, fetchedAt: new Date(parts.now()).toISOString() });
  return false;
}

/** What is known of a pull request beyond what it shows of itself now. A delivery that is handled again finds itself already seen: what was before it is kept, too. */
function lastingOf(
  pull: PullSeen,
  known: PullSeen | undefined,
  cause: string,
): Pick<PullSeen, 'mixed' | 'placed' | 'pushes' | 'namedByOthers' | 'formerly' | 'found' | 'wasOpen' | 'seenBy'> & {
  readonly left: readonly string[];
} {
  const again = known?.seenBy === cause ? known : undefined;
  const left = [...(again?.left ?? []), ...(known ? [known.head] : [])].filter((one) => one !== pull.head);
  return {
    ...(known?.mixed ? { mixed: true } : {}),
    placed: placedOf(pull, known),
    pushes: pushesOf(pull, known),
    ...namedByOthers(pull, known),
    formerly: formerly(pull, known),
    ...((known ? known.found : !pull.opening) ? { found: true } : {}),
    seenBy: cause,
    left: [...new Set(left)],
    wasOpen: (again?.wasOpen || known?.open) ?? false,
  };
}

const MOST_PLACED = 50;

/** Heads of which we know whose they are. What only a list shows since, somebody pushed unseen. */
function placedOf({ told, head }: PullSeen, known: PullSeen | undefined): readonly string[] {
  const isOwn = told?.what === 'push' && told.by === 'author';
  const isFirst = !known && (!told || told.what === 'else');
  // What it was pushed upon was there when we first saw it.
  const upon = known || told?.before === undefined ? [] : [told.before];
  const come = isOwn ? [...upon, told.head] : isFirst ? [head] : [];
  return [...new Set([...placedBefore(known), ...come])].slice(-MOST_PLACED);
}

/** What the author was seen to push, this delivery's telling with it. What was there when we first saw it nobody saw pushed. */
function pushesOf({ told }: PullSeen, known: PullSeen | undefined): readonly Pushed[] {
  const unsaid = known && !known.found ? placedBefore(known).map((head) => ({ head })) : [];
  const before = known?.pushes ?? unsaid;
  if (told?.what !== 'push' || told.by !== 'author' || before.some((one) => one.head === told.head)) return before;
  const own = { head: told.head, ...(told.before === undefined ? {} : { before: told.before }) };
  return [...before, own].slice(-MOST_PUSHES);
}

/** What somebody else than the author pushed, by what this delivery tells. What was pushed while it was closed nobody tells of: it is nobody's. */
function movedByOthers({ told }: PullSeen, known: PullSeen | undefined): Pushed | undefined {
  if (!told) return undefined;
  const isNew = !placedBefore(known).includes(told.head);
  const before = told.before ?? known?.head;
  const move = { head: told.head, ...(before === undefined ? {} : { before }) };
  if (told.what === 'reopening') return isNew ? move : undefined;
  if (told.by === 'author') return undefined;
  const isMove = told.what === 'push' || (known !== undefined && known.head !== told.head && isNew);
  return isMove ? move : undefined;
}

/** Puts on the record of each request that somebody else than its author pushed to the work: nobody's word stands for it any more (`rules.md 6.4`). */
async function tellPushed(
  parts: Parts,
  place: Place,
  { id, told, updatedAt }: PullSeen,
  { refs, numbers }: { readonly refs: readonly StreamRef[]; readonly numbers: ReadonlyMap<string, number> },
  cause: string,
): Promise<void> {
  for (const ref of refs)
    await act(parts, {
      place,
      ref,
      number: numbers.get(ref.stream) ?? 0,
      actor: told?.who ?? GHOST,
      command: { type: 'work-pushed', work: id, at: updatedAt },
      line: '',
      cause: `${cause}/pushed/${id}/${ref.stream}`,
    });
}

/** Whether somebody else than its author has ever pushed to it. */
async function isPushedByOthers(parts: Parts, place: Place, pull: PullSeen): Promise<boolean> {
  return pull.mixed === true || (await othersPushes(parts).of(place, pull.id)).length > 0;
}

/** Puts on the record of each request that it is implemented by this pull request, or not any more. */
async function link(
  parts: Parts,
  place: Place,
  pull: PullSeen,
  {
    refs,
    numbers,
    before,
  }: {
    readonly refs: readonly StreamRef[];
    readonly numbers: ReadonlyMap<string, number>;
    readonly before: readonly string[];
  },
  cause: string,
): Promise<void> {
  const common = { place, actor: pull.author, line: '' };
  for (const ref of refs) {
    const isKnown = before.includes(ref.stream) && (await parts.register.find(ref))?.work.includes(pull.id);
    const pushedByOthers = !isKnown && (await isPushedByOthers(parts, place, pull));
    const command = {
      type: 'link-work' as const,
      work: pull.id,
      label: `#${pull.number}`,
      origin: pull.origin ?? ('own' as const),
      ...(pushedByOthers ? { pushedByOthers } : {}),
      ...(isNamedByOthers(pull, numbers.get(ref.stream)) ? { namedByOthers: true as const } : {}),
      at: pull.updatedAt,
    };
    await act(parts, {
      ...common,
      ref,
      number: numbers.get(ref.stream) ?? 0,
      command,
      cause: `${cause}/link/${pull.id}/${ref.stream}`,
    });
  }
  // A merged pull request stays linked: it is part of how the change was made.
  const gone = pull.merged ? [] : before.filter((stream) => !refs.some((ref) => ref.stream === stream));
  for (const stream of gone) {
    const ref = { tenant: place.tenant, project: place.project, stream };
    const row = await parts.register.find(ref);
    if (row)
      await act(parts, {
        ...common,
        ref,
        number: row.number,
        command: { type: 'unlink-work', work: pull.id },
        cause: `${cause}/unlink/${pull.id}/${stream}`,
      });
  }
}

/**
 * Queues the gate of a pull request to be shown, open or not; once per cause.
 * @param left heads that it had before: whoever forces one back would find the check that stands there
 */
export async function showLater(
  parts: Parts,
  place: Place,
  id: string,
  cause: string,
  head?: string,
  left: readonly string[] = [],
): Promise<void> {
  const commit = head ?? (await parts.work.find(place.tenant, place.project, id))?.head;
  // What stands open may have to be closed by whatever it is shown for: that goes before what opens.
  const closes = commit !== undefined && (await standsOpen(parts.projections, place, commit));
  const showing: readonly FollowUp[] = [
    ...left.map((one) => ({ kind: 'show-head', place, head: one, isGroup: false }) as const),
    { kind: 'show-pull', place, id, ...(head ? { head } : {}), ...(closes ? { closes } : {}) },
  ];
  await enqueue(parts, place.tenant, showing, `${cause}/show/${id}`);
}

/** Reads a pull request that no webhook has told of. */
export async function readPull(parts: Parts, place: Place, number: number): Promise<PullSeen | undefined> {
  const { client } = await readerFor(parts, place);
  const answer = await ask(client, 'GET /repos/{owner}/{repo}/pulls/{pull_number}', {
    owner: place.owner,
    repo: place.repo,
    pull_number: number,
  });
  return answer.ok ? pullFrom(place, answer.data) : undefined;
}

/** A pull request as GitHub's API gives it; `undefined` when it is not as described. */
export function pullFrom(place: Place, data: unknown): PullSeen | undefined {
  const read = pullSchema.safeParse(data);
  return read.success ? pullOf(read.data, place) : undefined;
}
