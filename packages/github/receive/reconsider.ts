/** Looks again at what rests on facts that have changed: open requests, and the gates of open pull requests. */

import { ABSENCES } from '@countersign/core/absence/decider.ts';
import { CHANGE, load } from '@countersign/core/change/decider.ts';
import type { ChangeRow } from '@countersign/core/change/register.ts';
import { ENGINE } from '@countersign/core/content/person.ts';
import { Transient } from '@countersign/core/failure.ts';
import { isEnforced } from '@countersign/core/gate/merge.ts';
import { entryNamed } from '@countersign/core/policy/account.ts';
import { kindOf } from '@countersign/core/record/kind.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { replayed } from '@countersign/core/record/run.ts';
import { act } from '../act.ts';
import { type Parts, readerFor } from '../desk.ts';
import { noteMadeFor } from '../facts/authorship.ts';
import { forgetTeams } from '../facts/directory.ts';
import { keepItem } from '../facts/items.ts';
import { forgetNames } from '../facts/names.ts';
import { noteMove } from '../facts/tip.ts';
import { policyAt } from '../policy/policy.ts';
import { policyChanged } from '../policy/policyfile.ts';
import { CHECK, headOf, OBSERVED } from '../project/check.ts';
import { homeOf, placeOfProject } from '../record/home.ts';
import { enqueue, type FollowUp } from '../record/job.ts';
import type { Move, Place, Translation } from '../translation.ts';
import { othersPushes } from '../work/others.ts';
import { showLater } from '../work/pull.ts';
import { seenOf } from '../work/seen.ts';
import { bringHome } from './byhand.ts';

export async function factsChanged(
  parts: Parts,
  { place, changed }: Extract<Translation, { kind: 'facts' }>,
  cause: string,
): Promise<void> {
  const { tenant, project } = place;
  if (changed.kind === 'policy') {
    await policyChanged({ facts: parts.documents, now: parts.now }, place, changed, cause);
    const { push } = changed;
    const at = new Date(parts.now()).toISOString();
    // Before whoever reads it below says that nobody is known.
    if (push) await enqueue(parts, tenant, [{ kind: 'enact-pushed', place, push, at }], `${cause}/enact`);
    // Everything is shown below: whoever reads it first need not have that done once more.
    await parts.documents.forget({ tenant, project, kind: 'policy', id: 'judged-by' });
    await forgetNames({ facts: parts.documents }, place);
    await reconsiderOpen(parts, tenant, project, cause);
    await showOpenPulls(parts, place, cause);
    return showObserved(parts, place, cause);
  }
  if (changed.kind === 'team') {
    await forgetTeams({ facts: parts.documents }, tenant);
    for (const one of await parts.register.projects(tenant)) {
      await reconsiderOpen(parts, tenant, one, cause);
      const known = await placeOfProject(parts, tenant, one);
      if (known) await showOpenPulls(parts, known, cause);
    }
    return;
  }
  if (changed.kind === 'branch') return branchMoved(parts, place, changed, cause);
  await keepItem({ facts: parts.documents, now: parts.now }, place, changed);
  for (const row of await parts.register.touching(tenant, project, [changed.id]))
    await reconsider(parts, row.ref, row.number, cause);
}

/**
 * What a pull request changes depends on where its base stands. Only what stands open by that is judged anew: by what a push brings, its
 * files grow, or are another's.
 */
async function branchMoved(parts: Parts, place: Place, move: Move, cause: string): Promise<void> {
  const open = await parts.work.open(place.tenant, place.project);
  const into = open.filter((work) => seenOf(work).base === move.branch);
  await noteMove({ facts: parts.documents, now: parts.now }, place, move, into.length > 0);
  await madeForOthers(parts, place, move, cause);
  for (const work of into) {
    const { id } = work;
    const job = { kind: 'show-pull', place, id, closes: true, ifOpen: true } as const;
    await enqueue(parts, place.tenant, [job], `${cause}/moved/${id}`);
  }
}

/** Notes what GitHub made in an author's name for somebody else, and judges an exempt author's pull requests anew: one may have been opened of it. */
async function madeForOthers(parts: Parts, place: Place, { madeFor = [] }: Move, cause: string): Promise<void> {
  if (madeFor.length === 0) return;
  const commits = madeFor.map(({ sha }) => sha);
  await noteMadeFor(othersPushes(parts), place, commits);
  const policy = await policyAt(parts, await readerFor(parts, place), place);
  const merge = policy.kind === 'in-force' ? policy.policy.merge : undefined;
  const exempt = merge && [...merge.exemptAuthors, ...(merge.exemptBumps ?? [])];
  const authors = new Set(
    madeFor.flatMap(({ author }) => ((exempt?.some((entry) => mayName(entry, author)) ?? true) ? [author] : [])),
  );
  for (const work of await parts.work.open(place.tenant, place.project)) {
    if (!authors.has(seenOf(work).author.name)) continue;
    const { id } = work;
    const job = { kind: 'show-pull', place, id, closes: true, ifOpen: true } as const;
    await enqueue(parts, place.tenant, [job], `${cause}/made/${id}`);
  }
}

/** By an id that is written somebody may be meant whatever they are called. */
const mayName = (entry: string, author: string): boolean => entry === author || entryNamed(entry).id !== undefined;

/** A change of mode leaves at most so many to the next round: each is written, and what is open goes before. */
const MOST_OBSERVED = 50;

/**
 * Looks again at neutral checks of commits that nobody has open, where the gate enforces: what was merged while it only observed could be
 * spent on another branch. Newest first; the rounds go on with the rest.
 */
export async function showObserved(parts: Parts, place: Place, cause: string): Promise<void> {
  const policy = await policyAt(parts, await readerFor(parts, place), place);
  if (!isEnforced(policy)) return;
  const { tenant, project } = place;
  for (const target of await parts.projections.holding(place, CHECK, OBSERVED, MOST_OBSERVED)) {
    const head = headOf(target);
    const isGroup = (await parts.work.atCommit(tenant, project, head)).length === 0;
    const job = { kind: 'show-head', place, head, isGroup } as const;
    await enqueue(parts, tenant, [job], `${cause}/observed/${head}`);
  }
}

async function showOpenPulls(parts: Parts, place: Place, cause: string): Promise<void> {
  for (const work of await parts.work.open(place.tenant, place.project)) await showLater(parts, place, work.id, cause);
}

/** How what may have changed is shown: by work that is stored, or at once by whoever comes again anyway. */
export type Shows = (job: FollowUp, cause: string) => Promise<void>;

const stored =
  (parts: Parts, tenant: string): Shows =>
  (job, cause) =>
    enqueue(parts, tenant, [job], cause);

/** Lets the engine look again at every request of a project that is not over. The list is read before: what is done changes it. */
export async function reconsiderOpen(
  parts: Parts,
  tenant: string,
  project: string,
  cause: string,
  shows: Shows = stored(parts, tenant),
): Promise<void> {
  const open: ChangeRow[] = [];
  for (;;) {
    const last = open.at(-1);
    const after = last && { number: last.number, stream: last.ref.stream };
    const rows = await parts.register.turn({ tenant, project, after, limit: 500 });
    open.push(...rows);
    if (rows.length < 500) break;
  }
  await reconsiderEach(parts, open, cause, shows);
}

/** Lets the engine look again at these. @throws Transient at once, for the others would wait as well; else the first failure, once all were looked at */
export async function reconsiderEach(
  parts: Parts,
  rows: readonly ChangeRow[],
  cause: string,
  shows?: Shows,
): Promise<void> {
  const failures: unknown[] = [];
  for (const row of rows) {
    try {
      await reconsider(parts, row.ref, row.number, cause, shows);
      if (row.policy === undefined) await showAnew(parts, row.ref);
    } catch (error) {
      if (error instanceof Transient) throw error;
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

/** A row from before it said by which policy its request is decided. */
async function showAnew({ ledger, register }: Parts, ref: StreamRef): Promise<void> {
  const row = replayed(CHANGE, await ledger.read(ref));
  if (row) await register.rewrite(row);
}

/** What has come due: whatever time brought of it is concluded, and shown wherever the request is. @throws Transient to be tried again */
export async function lookAgain(parts: Parts, { ref, at, what }: Extract<FollowUp, { kind: 'due' }>): Promise<void> {
  // Another server's clock runs before ours.
  const early = Date.parse(at) - parts.now();
  if (early > 0) throw new Transient(`${what} is due in ${early} ms`, { retryAfterMs: early });
  const cause = `due/${what}/${at}`;
  // Who is away from a project is asked for none of its votes.
  if (kindOf(ref) === ABSENCES.kind) return reconsiderOpen(parts, ref.tenant, ref.project, cause);
  const row = await parts.register.find(ref);
  if (!row) return;
  await reconsider(parts, ref, row.number, cause);
  const [home, state] = [await homeOf(parts, ref, row.number), await load(parts.ledger, ref)];
  if (!home || !state) return;
  for (const { id } of state.work) await showLater(parts, home.place, id, `${cause}/${ref.stream}`);
}

async function reconsider(
  parts: Parts,
  ref: StreamRef,
  number: number,
  cause: string,
  shows: Shows = stored(parts, ref.tenant),
): Promise<void> {
  const home = await homeOf(parts, ref, number);
  if (!home) return;
  await bringHome(parts, ref, home);
  await act(parts, {
    place: home.place,
    ref,
    number,
    actor: ENGINE,
    command: { type: 'reconsider' },
    line: '',
    cause: `${cause}/reconsider/${ref.stream}`,
  });
  if (!(await load(parts.ledger, ref))) return;
  // Facts that ended no vote may still change what is shown: who can be asked, what is stale.
  await shows({ kind: 'show-change', ref }, `${cause}/show/${ref.stream}`);
}
