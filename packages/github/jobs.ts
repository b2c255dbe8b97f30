/** Shows on GitHub what the record says: the jobs that write comments, labels, checks and answers. Level-triggered: the newest state is read when writing. */

import { happenings, load } from '@countersign/core/change/decider.ts';
import { fold } from '@countersign/core/change/evolve.ts';
import { given, policyFor, touchedBy, viewSituation } from '@countersign/core/facts.ts';
import { Transient } from '@countersign/core/failure.ts';
import type { PolicyState } from '@countersign/core/gate/merge.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { askedOf } from '@countersign/core/view/asked.ts';
import { pageOf } from './address.ts';
import { acknowledge } from './comment/acknowledge.ts';
import { answer, say } from './comment/answer.ts';
import { foldAway, settle } from './comment/fold.ts';
import { unname } from './comment/unname.ts';
import { requirementSaved } from './control/saved.ts';
import { type Parts, readerFor } from './desk.ts';
import { factsAt } from './factsat.ts';
import { propose } from './mirror/propose.ts';
import { enactFound, enactPushed } from './policy/enact.ts';
import { restoreMark } from './project/labels.ts';
import { issueTarget, project, surfaces } from './project/project.ts';
import { readOnce } from './project/written.ts';
import { lookAgain } from './receive/reconsider.ts';
import { lookAt, seeMerge } from './reconcile/reconcile.ts';
import { showOpen, watch } from './reconcile/watch.ts';
import { makeBaseline } from './record/baseline.ts';
import { asCalledNow } from './record/formername.ts';
import { homeOf, placeOfProject, workFrom } from './record/home.ts';
import { type FollowUp, showing } from './record/job.ts';
import { onWholeRecord } from './record/recordlost.ts';
import { onboardNow } from './setup/onboard.ts';
import { askToSign, offerLink } from './sign/offer.ts';
import { tellRemoved } from './sign/removed.ts';
import { tell } from './tell.ts';
import type { Place } from './translation.ts';
import { findGroup, headsWaiting } from './work/group.ts';
import { showHead, shutHead, shutLate, shutPull } from './work/head.ts';
import { noteMerge, tellMerge } from './work/merge.ts';
import { answerPull, explainPull } from './work/onpull.ts';
import { showLater } from './work/pull.ts';
import { seenOf } from './work/seen.ts';

/** Jobs that write checks alone, by the verdict of `judge.ts`, or store such: what a record lacks closes them. */
const CHECKS: ReadonlySet<FollowUp['kind']> = new Set([
  ...(['show-pull', 'show-group', 'show-head', 'shut-pull', 'shut-head'] as const),
  ...(['show-open', 'watch', 'look'] as const),
]);

/** @throws Transient where the record lacks what is shown there: a comment that is written by it would hide that */
async function mayShow(parts: Parts, job: FollowUp): Promise<void> {
  if (CHECKS.has(job.kind)) return;
  const place = await placeOfJob(parts, job);
  if (place) await onWholeRecord(parts, place);
}

async function placeOfJob(parts: Parts, job: FollowUp): Promise<Place | undefined> {
  if ('place' in job) return job.place;
  if ('ref' in job && job.ref) return (await homeOf(parts, job.ref))?.place;
  return 'project' in job ? placeOfProject(parts, job.tenant, job.project) : undefined;
}

/**
 * Does one job. Safe to repeat.
 * @param attempt 1 for the first try
 * @throws Transient, also while the record lacks what is shown there
 */
export async function show(parts: Parts, given: FollowUp, attempt = 1): Promise<void> {
  // It may have waited for long.
  const job = 'place' in given ? { ...given, place: await asCalledNow(parts, given.place) } : given;
  await mayShow(parts, job);
  switch (job.kind) {
    case 'show-change':
      await showMentioning(parts, job.ref);
      return showChange(parts, job.ref);
    case 'show-again':
      return showWhole(parts, job);
    case 'unname':
      return unname(parts, job);
    case 'baseline':
      return makeBaseline(parts, job);
    case 'requirement-saved':
      return requirementSaved(parts, job);
    case 'due':
      return lookAgain(parts, job);
    case 'tell':
      return tell(parts, job);
    case 'show-pull':
      return showPull(parts, job, attempt);
    case 'show-group':
      return showGroup(parts, job, attempt);
    case 'show-head':
      await showHead(parts, job.place, job.head, { isGroup: job.isGroup, attempt });
      return;
    case 'answer':
      return answer(parts, job);
    case 'settle':
      return settle(parts, job);
    case 'fold':
      return foldAway(parts, job);
    case 'acknowledge':
      return acknowledge(parts, job, attempt);
    case 'explain-pull':
      return explainPull(parts, job);
    case 'answer-pull':
      return answerPull(parts, job);
    case 'say':
      return say(parts, job);
    case 'propose':
      return propose(parts, job);
    case 'see-merge':
      return seeMerge(parts, job);
    case 'note-merge':
      return noteMerge(parts, job);
    case 'tell-merge':
      return tellMerge(parts, job);
    case 'restore-mark':
      return restoreMark((await readerFor(parts, job.place)).client, job.place, job.number);
    case 'show-open':
      return showOpen(parts, job.place);
    case 'watch':
      return watch(parts, job);
    case 'shut-pull':
      return shutPull(parts, job);
    case 'shut-head':
      return job.late ? shutLate(parts, job) : shutHead(parts, job);
    case 'offer-link':
      await offerLink(parts, job);
      return;
    case 'tell-removed':
      return tellRemoved(parts, job);
    case 'onboard':
      return onboardNow(parts, job.place, job.by);
    case 'enact-found':
      return enactFound(parts, job);
    case 'enact-pushed':
      return enactPushed(parts, job);
    case 'look':
      return lookAt(parts, job.place, job.cause);
  }
}

async function showWhole(parts: Parts, { ref, cause }: Extract<FollowUp, { kind: 'show-again' }>): Promise<void> {
  const [home, state] = await Promise.all([homeOf(parts, ref), load(parts.ledger, ref)]);
  if (!home || !state) return;
  const jobs = showing(state, { place: home.place, ref });
  await parts.ledger.store({ tenant: ref.tenant, jobs, cause: `${ref.project}/again/${ref.stream}/${cause}` });
}

async function showChange(parts: Parts, ref: StreamRef): Promise<void> {
  const home = await homeOf(parts, ref);
  if (!home) return;
  const { place, issue, number } = home;
  const target = issueTarget({ place, issue });
  await parts.projections.alone(target, async () => {
    const entries = await parts.ledger.read(ref);
    const told = happenings(entries);
    const state = fold(told);
    if (!state) return;
    const policy = await usable(parts, place, state);
    const situation = await viewSituation(await factsAt(parts, place), policy, touchedBy(state));
    const page = pageOf(parts, ref);
    const wanted = surfaces(state, situation, told, { issue, ...(page ? { links: { page } } : {}) });
    const { client } = await readerFor(parts, place);
    await project({ client, written: readOnce(parts.projections) }, { place, issue, number, self: parts.self }, wanted);
    await parts.register.noteAsked(ref, askedOf(state, { ...situation, asRecorded: 'yes' }));
    await askToSign(parts, ref, state, situation);
  });
}

/** Work that only speaks of a request is none of its own, and held back by it all the same. */
async function showMentioning(parts: Parts, ref: StreamRef): Promise<void> {
  const works = await parts.work.workOf(ref.tenant, ref.stream);
  if (works.length === 0) return;
  const state = await load(parts.ledger, ref);
  for (const { id, open, project } of works) {
    const place =
      state && open && !state.work.some((one) => one.id === id) && (await placeOfProject(parts, ref.tenant, project));
    if (place) await showLater(parts, place, id, `mentions/${ref.stream}/${state.version}`);
  }
}

/** A comment says what is so; while the policy cannot be read it is left as it stands and tried again. */
async function usable(parts: Parts, place: Place, state: Parameters<typeof policyFor>[1]): Promise<PolicyState> {
  return given(await policyFor(await factsAt(parts, place), state), `${place.owner}/${place.repo}`);
}

/** So soon groups are asked for again that GitHub did not list. */
const LISTED_AGAIN_MS = 4000;

async function showPull(
  parts: Parts,
  { place: asking, id, head, ifOpen = false }: Extract<FollowUp, { kind: 'show-pull' }>,
  attempt: number,
): Promise<void> {
  // Its head is at hand only where it is known itself.
  const { place, work } = head === undefined ? ((await workFrom(parts, asking, id)) ?? {}) : { place: asking };
  const commit = head ?? work?.head;
  if (commit === undefined || !place) return;
  const waits: Transient[] = [];
  const shown = async (one: string, isGroup: boolean): Promise<void> => {
    try {
      await showHead(parts, place, one, { isGroup, ifOpen: ifOpen && !isGroup, attempt });
    } catch (error) {
      // What waits for one does not hold back the others: they may have to be closed.
      if (!(error instanceof Transient)) throw error;
      waits.push(error);
    }
  };
  await shown(commit, false);
  // One that was closed may wait still: nobody but the queue itself takes it out.
  const known = await parts.work.atCommit(place.tenant, place.project, commit);
  const numbers = known.filter((one) => one.open || !seenOf(one).merged).map((one) => one.number);
  const groups = await headsWaiting(parts, place, numbers);
  // One more try before anything is closed for it.
  if (groups.waits && attempt < 2) throw new Transient(groups.waits.message, { retryAfterMs: LISTED_AGAIN_MS });
  for (const one of groups.heads) await shown(one, true);
  if (groups.waits) waits.push(groups.waits);
  if (waits[0]) throw waits[0];
}

/** The merge queue: a verdict over every pull request in the group, on the group's own commit; never waved through. */
async function showGroup(
  parts: Parts,
  { place, head }: Extract<FollowUp, { kind: 'show-group' }>,
  attempt: number,
): Promise<void> {
  // A group that was merged or taken apart asks for nothing any more.
  if (await findGroup(parts, place, head)) await showHead(parts, place, head, { isGroup: true, attempt });
}
