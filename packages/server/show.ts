/** Shows on GitHub what the record says: the jobs that write comments, labels, checks and answers. Level-triggered: the newest state is read when writing. */

import { fold } from '@countersign/core/change/evolve.ts';
import { policyFor, viewSituation } from '@countersign/core/facts.ts';
import { Malformed, Transient } from '@countersign/core/failure.ts';
import { matchesGlob } from '@countersign/core/gate/glob.ts';
import type { PolicyState } from '@countersign/core/gate/merge.ts';
import { leaf, type Verdict } from '@countersign/core/gate/verdict.ts';
import type { StreamRef } from '@countersign/core/ports.ts';
import { happenings } from '@countersign/core/run.ts';
import { settingFor } from '@countersign/core/view/setting.ts';
import type { Brought, Claims } from '@countersign/github/claim.ts';
import { checkOutput, type HeadVerdict } from '@countersign/github/markdown/check.ts';
import { headTarget } from '@countersign/github/project/check.ts';
import { readOnce } from '@countersign/github/project/written.ts';
import { issueTarget, project, projectChecks, surfaces } from '@countersign/github/project.ts';
import type { Place } from '@countersign/github/translation.ts';
import type { WorkFacts } from '@countersign/postgres/work.ts';
import { gatePageOf, pageOf } from './address.ts';
import { answer, explainPull } from './answer.ts';
import { factsAt } from './facts.ts';
import type { FollowUp } from './follow.ts';
import { findGroup, groupsOf, readGroup, rememberGroup, type WaitingGroup } from './group.ts';
import { homeOf } from './home.ts';
import { type Judged, judge } from './judge.ts';
import { gateShown, tellMerge } from './merge.ts';
import { propose } from './mirror.ts';
import { onboardNow } from './onboard.ts';
import { type Parts, readerFor } from './parts.ts';
import { pullSeen, readPull } from './pull.ts';

/** Does one job. Safe to repeat. */
export async function show(parts: Parts, job: FollowUp): Promise<void> {
  switch (job.kind) {
    case 'show-change':
      return showChange(parts, job.ref);
    case 'show-pull':
      return showPull(parts, job);
    case 'show-group':
      return showGroup(parts, job);
    case 'answer':
      return answer(parts, job);
    case 'explain-pull':
      return explainPull(parts, job);
    case 'propose':
      return propose(parts, job);
    case 'tell-merge':
      return tellMerge(parts, job);
    case 'onboard':
      return onboardNow(parts, job.place, job.by);
  }
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
    const situation = await viewSituation(await factsAt(parts, place), policy, state.content.request.items);
    const page = pageOf(parts, ref);
    const wanted = surfaces(state, situation, told, { issue, ...(page ? { links: { page } } : {}) });
    const { client } = await readerFor(parts, place);
    await project({ client, written: readOnce(parts.projections) }, { place, issue, number, self: parts.self }, wanted);
  });
}

/** A comment says what is so; while the policy cannot be read it is left as it stands and tried again. */
async function usable(parts: Parts, place: Place, state: Parameters<typeof policyFor>[1]): Promise<PolicyState> {
  const policy = await policyFor(await factsAt(parts, place), state);
  if (policy.kind === 'unreadable') throw new Transient(`the policy of ${place.owner}/${place.repo} could not be read`);
  return policy;
}

async function showPull(parts: Parts, { place, id, head }: Extract<FollowUp, { kind: 'show-pull' }>): Promise<void> {
  const commit = head ?? (await parts.work.find(place.tenant, place.project, id))?.head;
  if (commit === undefined) return;
  // Several pull requests may have one head commit; it has one check, which is green only when all of them may merge.
  const shown = await parts.projections.alone(headTarget(place, commit), async () => {
    const open = (await parts.work.atCommit(place.tenant, place.project, commit)).filter((one) => one.open);
    if (open.length > 0) await writeCheck(parts, place, { head: commit, works: open, isMerging: false });
    return open.map((one) => one.number);
  });
  for (const group of await groupsOf(parts, place, shown)) await showGroupCheck(parts, place, group);
}

interface Checked {
  readonly head: string;
  readonly works: readonly WorkFacts[];
  /** True for the commit of a group in the merge queue. */
  readonly isMerging: boolean;
  /** What closes it beside its pull requests' own verdicts. */
  readonly closed?: readonly HeadVerdict[];
}

async function writeCheck(parts: Parts, place: Place, { head, works, isMerging, closed = [] }: Checked): Promise<void> {
  const judged: (Judged & { readonly pull: number })[] = [];
  for (const work of works) {
    const one = await judge(parts, place, work, isMerging);
    judged.push({ ...one, pull: work.number });
    await gateShown(parts, work, one);
  }
  const verdicts: readonly HeadVerdict[] = [...closed, ...judged.map(({ pull, verdict }) => ({ pull, verdict }))];
  const pages = new Map<string, string>();
  for (const one of judged) {
    for (const [label, ref] of one.changes) {
      const page = pageOf(parts, ref);
      if (page) pages.set(label, page);
    }
  }
  const policy = judged[0]?.policy ?? (await policyFor(await factsAt(parts, place), undefined));
  const page = works[0] ? gatePageOf(parts, place, works[0].number) : undefined;
  const output = checkOutput(verdicts, settingFor(policy, parts.now()), { pages, ...(page ? { page } : {}) });
  const { client } = await readerFor(parts, place);
  await projectChecks({ client, written: readOnce(parts.projections) }, place, [
    { head, output, ...(page ? { details: page } : {}) },
  ]);
}

/** The merge queue: a verdict over every pull request in the group, on the group's own commit; never waved through. */
async function showGroup(parts: Parts, { place, head }: Extract<FollowUp, { kind: 'show-group' }>): Promise<void> {
  const group = await findGroup(parts, place, head);
  // A group that was merged or taken apart asks for nothing any more.
  if (group) await showGroupCheck(parts, place, group);
}

/** Writes the verdict over a group, from what is on record now. */
async function showGroupCheck(parts: Parts, place: Place, group: WaitingGroup): Promise<void> {
  const { head, base } = group;
  const policy = await policyFor(await factsAt(parts, place), undefined);
  const isCovered = covers(policy, base);
  const claims = group.claims ?? (isCovered ? await readGroup(parts, place, group) : byName(group));
  if (claims === 'over') return;
  const brought = claims === 'unreadable' ? [] : claims.brought;
  const pulls = [...new Set([...brought.map((one) => one.number), ...(group.number ? [group.number] : [])])];
  // Kept only while it waits: its end may have been told meanwhile. What nobody claimed may be claimed at the next look.
  if (!group.claims && (await findGroup(parts, place, head))) {
    const isWhole = isCovered && claims !== 'unreadable' && claims.unclaimed.length === 0;
    await rememberGroup(parts, place, { ...group, pulls, ...(isWhole ? { claims } : {}) });
  }
  await learnQueued(parts, place, brought);
  const closed: HeadVerdict[] = [];
  const close = (verdict: Verdict, pull = group.number ?? 0) => closed.push({ pull, verdict });
  if (claims === 'unreadable') close(leaf(false, 'queue-unreadable'));
  else for (const commit of claims.unclaimed) close(leaf(false, 'commit-unclaimed', { commit: commit.slice(0, 12) }));
  await parts.projections.alone(headTarget(place, head), async () => {
    const works: WorkFacts[] = [];
    for (const one of brought) {
      const work = await parts.work.findByNumber(place.tenant, place.project, one.number);
      // Of another head than was queued, nothing that is known is true of what was queued.
      if (!isAsQueued(one, work)) close(leaf(false, 'queued-head-moved', { label: `#${one.number}` }), one.number);
      else works.push({ ...work, data: { ...(work.data as object), base, baseSha: one.from, head: one.to } as never });
    }
    await writeCheck(parts, place, { head, works, closed, isMerging: true });
  });
}

/** Where the policy asks for nothing, nothing has to be read to say so. */
function covers(policy: PolicyState, base: string): boolean {
  return policy.kind !== 'in-force' || policy.policy.merge.branches.some((glob) => matchesGlob(glob, base));
}

function byName({ number, head, baseSha = head }: WaitingGroup): Claims {
  return { brought: number === undefined ? [] : [{ number, from: baseSha, to: head }], unclaimed: [] };
}

/** Reads each pull request of a group that is not known, or not as it was queued. */
async function learnQueued(parts: Parts, place: Place, brought: readonly Brought[]): Promise<void> {
  for (const one of brought) {
    if (isAsQueued(one, await parts.work.findByNumber(place.tenant, place.project, one.number))) continue;
    const pull = await readPull(parts, place, one.number);
    if (!pull) throw new Malformed(`pull request #${one.number} of the merge group could not be read`);
    await pullSeen(parts, place, pull, `group/${one.to}/${pull.head}`);
  }
}

function isAsQueued({ head }: Brought, work: WorkFacts | undefined): work is WorkFacts {
  return work !== undefined && (head === undefined || work.head === head);
}
