/** Shows on GitHub what the record says: the jobs that write comments, labels, checks and answers. Level-triggered: the newest state is read when writing. */

import { fold } from '@countersign/core/change/evolve.ts';
import { given, policyFor, viewSituation } from '@countersign/core/facts.ts';
import type { PolicyState } from '@countersign/core/gate/merge.ts';
import type { StreamRef } from '@countersign/core/ports.ts';
import { happenings } from '@countersign/core/run.ts';
import { restoreMark } from '@countersign/github/project/labels.ts';
import { readOnce } from '@countersign/github/project/written.ts';
import { issueTarget, project, surfaces } from '@countersign/github/project.ts';
import type { Place } from '@countersign/github/translation.ts';
import { pageOf } from './address.ts';
import { answer, explainPull, say } from './answer.ts';
import { answerPull } from './asked.ts';
import { factsAt } from './facts.ts';
import type { FollowUp } from './follow.ts';
import { findGroup, groupsOf } from './group.ts';
import { showHead, shutHead, shutPull } from './head.ts';
import { homeOf } from './home.ts';
import { noteMerge, tellMerge } from './merge.ts';
import { propose } from './mirror.ts';
import { onboardNow } from './onboard.ts';
import { type Parts, readerFor } from './parts.ts';
import { watch } from './watch.ts';

/** Does one job. Safe to repeat. */
export async function show(parts: Parts, job: FollowUp): Promise<void> {
  switch (job.kind) {
    case 'show-change':
      return showChange(parts, job.ref);
    case 'show-pull':
      return showPull(parts, job);
    case 'show-group':
      return showGroup(parts, job);
    case 'show-head':
      await showHead(parts, job.place, job.head, job.isGroup);
      return;
    case 'answer':
      return answer(parts, job);
    case 'explain-pull':
      return explainPull(parts, job);
    case 'answer-pull':
      return answerPull(parts, job);
    case 'say':
      return say(parts, job);
    case 'propose':
      return propose(parts, job);
    case 'note-merge':
      return noteMerge(parts, job);
    case 'tell-merge':
      return tellMerge(parts, job);
    case 'restore-mark':
      return restoreMark((await readerFor(parts, job.place)).client, job.place, job.number);
    case 'watch':
      return watch(parts, job);
    case 'shut-pull':
      return shutPull(parts, job);
    case 'shut-head':
      return shutHead(parts, job);
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
  return given(await policyFor(await factsAt(parts, place), state), `${place.owner}/${place.repo}`);
}

async function showPull(
  parts: Parts,
  { place, id, head, ifOpen = false }: Extract<FollowUp, { kind: 'show-pull' }>,
): Promise<void> {
  const commit = head ?? (await parts.work.find(place.tenant, place.project, id))?.head;
  if (commit === undefined) return;
  const { open } = await showHead(parts, place, commit, false, ifOpen);
  for (const group of await groupsOf(parts, place, open)) await showHead(parts, place, group.head, true);
}

/** The merge queue: a verdict over every pull request in the group, on the group's own commit; never waved through. */
async function showGroup(parts: Parts, { place, head }: Extract<FollowUp, { kind: 'show-group' }>): Promise<void> {
  // A group that was merged or taken apart asks for nothing any more.
  if (await findGroup(parts, place, head)) await showHead(parts, place, head, true);
}
