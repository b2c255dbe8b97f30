/** What people do past our commands: a label, a state or a comment touched by hand, an issue moved elsewhere, a repository that changes its owner. */
import { load } from '@countersign/core/change/decider.ts';
import { isDeleted } from '@countersign/core/change/flags.ts';
import { homeProject } from '@countersign/core/change/rehome.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import { ENGINE } from '@countersign/core/content/person.ts';
import { Transient } from '@countersign/core/failure.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { z } from 'zod';
import { type Act, act, actBlindly } from '../act.ts';
import { ask } from '../client.ts';
import { type Parts, readerFor } from '../desk.ts';
import { ASKED_AGAIN_MS } from '../facts/copy.ts';
import { isMark } from '../place.ts';
import { CHECK, headOf, headTarget, mayStandOpen } from '../project/check.ts';
import { issueTarget, touched } from '../project/project.ts';
import { field } from '../project/written.ts';
import { type Home, placeOfProject, recordMove, streamOf } from '../record/home.ts';
import { enqueue, type FollowUp } from '../record/job.ts';
import type { Place, Translation } from '../translation.ts';
import { targetsAstray } from '../work/astray.ts';
import { forgetGroup, groupsAnywhere, notedGroups, rememberGroup, waitingGroups } from '../work/group.ts';
import { showLater } from '../work/pull.ts';

export async function touchedByHand(
  parts: Parts,
  { place, issue, number, what, detail, actor, at }: Extract<Translation, { kind: 'touched' }>,
  cause: string,
): Promise<void> {
  const ref = await streamOf(parts, place, issue);
  const state = await load(parts.ledger, ref);
  if (!state) return;
  const { client } = await readerFor(parts, place);
  // In turn with whoever is writing there: a note that is written meanwhile would hide that the place was touched.
  await parts.projections.alone(issueTarget({ place, issue }), () =>
    touched({ client, written: parts.projections }, { place, issue }, what, at),
  );
  // As work of its own: what is said later on this issue does not wait until there is room to write.
  if (isMark(detail)) await enqueue(parts, ref.tenant, [{ kind: 'restore-mark', place, ref, number }], `${cause}/mark`);
  const irregularity = what === 'label' ? 'label-by-hand' : what === 'state' ? 'status-by-hand' : 'comment-edited';
  await act(parts, {
    place,
    ref,
    number,
    actor,
    command: { type: 'note', irregularity, detail: `${what}: ${detail}` },
    line: '',
    cause,
  });
}

/**
 * Each of both repositories tells of a transfer, in any order and at any time.
 * @returns whether it is a request on record
 */
export async function moved(
  parts: Parts,
  { place, from, to }: Extract<Translation, { kind: 'moved' }>,
  cause: string,
): Promise<boolean> {
  const ref = await streamOf(parts, place, from);
  const state = await load(parts.ledger, ref);
  if (!state) return false;
  const turn = state.moves.findIndex((one) => one.to.id === to.issue);
  const known = state.moves[turn];
  // It has moved on since.
  if (known && turn < state.moves.length - 1) return true;
  const { project } = to.place;
  const left = { project: place.project, label: known?.label ?? state.label };
  await recordMove(parts, ref, { project, id: to.issue, number: to.number }, left, cause);
  const home = await placeInSight(parts, ref.tenant, to.place);
  const outOfSight = home ? {} : { outOfSight: true as const };
  await (home ? act : actBlindly)(parts, {
    place: home ?? place,
    ref,
    number: to.number,
    actor: ENGINE,
    command: {
      type: 'rehome',
      from: { project: place.project, name: `${place.owner}/${place.repo}` },
      to: { project, id: to.issue, ...outOfSight },
      label: `#${to.number}`,
      address: to.address,
    },
    line: '',
    cause,
  });
  // A round may have found it gone before anybody told where it went.
  if (isDeleted(state))
    await (home ? act : actBlindly)(parts, {
      ...{ place: home ?? place, ref, number: to.number, actor: ENGINE, line: '' },
      command: { type: 'note', irregularity: 'item-seen', detail: `#${to.number}` },
      cause: `${cause}/seen`,
    });
  await showBegun(parts, to, cause);
  return true;
}

/** Versions before wrote down where a request went, and let it go on as it was decided: it is moved when it is looked at next. */
export async function bringHome(parts: Parts, ref: StreamRef, { place, issue, number }: Home): Promise<void> {
  const state = await load(parts.ledger, ref);
  const lives = homeProject(state, ref);
  if (!state || lives === place.project) return;
  const left = await placeOfProject(parts, ref.tenant, lives);
  await act(parts, {
    place,
    ref,
    number,
    actor: ENGINE,
    command: {
      type: 'rehome',
      from: { project: lives, name: left ? `${left.owner}/${left.repo}` : lives },
      to: { project: place.project, id: issue },
      label: `#${number}`,
      address: state.address,
    },
    line: '',
    cause: `home/${ref.stream}/${issue}`,
  });
}

/** Where a request went, if it is the same account's and the app is there; whoever tells of it from there is. */
async function placeInSight(parts: Parts, tenant: string, place: Place): Promise<Place | undefined> {
  return place.tenant === tenant ? placeOfProject(parts, tenant, place.project) : undefined;
}

/** It is told of from where it could not be seen: the app came there since. */
export async function seenAgain(
  parts: Parts,
  { place, ref, number, state }: Pick<Act, 'place' | 'ref' | 'number'> & { readonly state: ChangeState },
  cause: string,
): Promise<void> {
  const { label, address } = state;
  const command = { type: 'relocate', label, address } as const;
  await act(parts, { place, ref, number, actor: ENGINE, command, line: '', cause: `${cause}/seen` });
}

/** What began under the new id before the transfer was told of: its gates open for nothing any more, and it has no comment of its own. */
async function showBegun(
  parts: Parts,
  { place, issue }: Extract<Translation, { kind: 'moved' }>['to'],
  cause: string,
): Promise<void> {
  const begun = await load(parts.ledger, { tenant: place.tenant, project: place.project, stream: issue });
  for (const { id } of begun?.work ?? []) await showLater(parts, place, id, `${cause}/begun`);
}

/** So many commits of a repository that comes back, or that a former owner left green, are looked at anew. */
const MOST_HEADS = 5000;

/**
 * A repository that changes its owner: its requests stay on the record of the one before, and open nothing any more. What is green by them is
 * judged anew at once, also groups in its queue, which nobody lists, and greens for which nothing stands. Of several changes the last may be told
 * of first: nobody lets go of what is another's by now.
 * @throws Transient while nobody can tell whose it is now; what may be green is taken back by then
 */
export async function handedOver(
  parts: Parts,
  { place }: Extract<Translation, { kind: 'handed-over' }>,
  cause: string,
): Promise<void> {
  const { tenant, project } = place;
  const owner = await ownerNow(parts, place);
  if (owner !== undefined && owner !== tenant) return;
  const jobs: FollowUp[] = [{ kind: 'look', place, cause }];
  // It may have been ours before: whoever had it meanwhile may have written over what we remember.
  for (const target of await parts.projections.holding(place, CHECK, '"id"', MOST_HEADS)) {
    const note = (await parts.projections.written({ tenant, project, target })).get(CHECK);
    const id = field(note, 'id');
    if (id !== undefined)
      await parts.projections.remember({ tenant, project, target }, CHECK, { id, digest: null, uncertain: true });
  }
  const left = (await formerOwners(parts, place)).map((former): Place => ({ ...place, tenant: former }));
  for (const former of left) jobs.push(...(await takenOver(parts, place, former)));
  for (const { head } of await waitingGroups(parts, place)) jobs.push({ kind: 'show-group', place, head });
  await enqueue(parts, tenant, jobs, `${cause}/handed-over`);
  // Where nothing is left under anybody else, nothing is let go of either.
  if (owner === undefined && left.length > 0)
    throw new Transient(`nobody can tell whether ${place.owner} has ${project} now`, { retryAfterMs: ASKED_AGAIN_MS });
  // Nobody can show them under their former owner's name. Only now: a delivery that dies before has to find them again.
  for (const former of left) {
    for (const { head } of await notedGroups(parts, former)) await forgetGroup(parts, former, head);
    for (const work of await parts.work.open(former.tenant, project)) await parts.work.keep({ ...work, open: false });
  }
}

/** Whose it is by now, as a tenant; `undefined` where GitHub does not say. */
async function ownerNow(parts: Parts, place: Place): Promise<string | undefined> {
  try {
    const { client } = await readerFor(parts, place);
    const answer = await ask(client, 'GET /repos/{owner}/{repo}', { owner: place.owner, repo: place.repo });
    const read = answer.ok ? repository.safeParse(answer.data) : undefined;
    // Another may have its former name by now.
    if (!read?.success || read.data.node_id !== place.project) return undefined;
    return `github:${read.data.owner.id}`;
  } catch (error) {
    if (error instanceof Transient) return undefined;
    throw error;
  }
}

const repository = z.object({ node_id: z.string(), owner: z.object({ id: z.number() }) });

/** Under whom anything of it is known still. */
async function formerOwners(parts: Parts, { tenant, project }: Place): Promise<readonly string[]> {
  const known = [...(await parts.work.openAnywhere()), ...(await groupsAnywhere(parts))];
  const owners = known.flatMap((one) => (one.project === project && one.tenant !== tenant ? [one.tenant] : []));
  return [...new Set([...owners, ...(await parts.projections.former({ tenant, project }))])];
}

/** Takes over what may be green under a former owner. @returns the work by which each is judged anew */
async function takenOver(parts: Parts, place: Place, former: Place): Promise<readonly FollowUp[]> {
  const jobs: FollowUp[] = [];
  for (const group of await notedGroups(parts, former)) {
    const note = (await parts.projections.written(headTarget(former, group.head))).get(CHECK);
    if (note !== undefined) await parts.projections.remember(headTarget(place, group.head), CHECK, note);
    await rememberGroup(parts, place, group);
  }
  // Whoever looks at the whole repository finds these as its own.
  for (const head of (await targetsAstray(parts, former, MOST_HEADS)).map(headOf)) {
    const target = headTarget(place, head);
    const note = (await parts.projections.written(headTarget(former, head))).get(CHECK);
    const isKnown = (await parts.projections.written(target)).has(CHECK);
    if (note !== undefined && !isKnown) await parts.projections.remember(target, CHECK, note);
  }
  for (const { head } of await parts.work.open(former.tenant, former.project)) {
    const note = (await parts.projections.written(headTarget(former, head))).get(CHECK);
    if (!mayStandOpen(note)) continue;
    // Taken back without the list of pull requests, which GitHub may refuse: whoever is on it opens it again.
    const data = { id: field(note, 'id') ?? null, digest: null, uncertain: true };
    await parts.projections.remember(headTarget(place, head), CHECK, data);
    jobs.push({ kind: 'show-head', place, head, isGroup: false });
  }
  return jobs;
}
