/** Shows on GitHub what the record says: the jobs that write comments, labels, checks and answers. Level-triggered: the newest state is read when writing. */

import { fold } from '@countersign/core/change/evolve.ts';
import { policyFor, viewSituation } from '@countersign/core/facts.ts';
import { Malformed, Transient } from '@countersign/core/failure.ts';
import type { PolicyState } from '@countersign/core/gate/merge.ts';
import type { StreamRef } from '@countersign/core/ports.ts';
import { happenings } from '@countersign/core/run.ts';
import { hintSentences } from '@countersign/core/view/hint.ts';
import { settingFor } from '@countersign/core/view/setting.ts';
import { checkOutput, type HeadVerdict } from '@countersign/github/markdown/check.ts';
import { headTarget } from '@countersign/github/project/check.ts';
import { ask, isGone, refusal } from '@countersign/github/project/client.ts';
import { readOnce } from '@countersign/github/project/written.ts';
import { issueTarget, project, projectChecks, surfaces } from '@countersign/github/project.ts';
import type { Place } from '@countersign/github/translation.ts';
import type { WorkFacts } from '@countersign/postgres/work.ts';
import { gatePageOf, pageOf } from './address.ts';
import { answer, explainPull } from './answer.ts';
import { factsAt } from './facts.ts';
import type { FollowUp } from './follow.ts';
import { completeGroup, groupsOf, type WaitingGroup } from './group.ts';
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
}

async function writeCheck(parts: Parts, place: Place, { head, works, isMerging }: Checked): Promise<void> {
  const judged: (Judged & { readonly pull: number })[] = [];
  for (const work of works) {
    const one = await judge(parts, place, work, isMerging);
    judged.push({ ...one, pull: work.number });
    await gateShown(parts, work, one);
  }
  const verdicts: readonly HeadVerdict[] = judged.map(({ pull, verdict }) => ({ pull, verdict }));
  const pages = new Map<string, string>();
  for (const one of judged) {
    for (const [label, ref] of one.changes) {
      const page = pageOf(parts, ref);
      if (page) pages.set(label, page);
    }
  }
  const policy = judged[0]?.policy ?? { kind: 'missing' as const };
  const page = works[0] ? gatePageOf(parts, place, works[0].number) : undefined;
  const output = checkOutput(verdicts, settingFor(policy, parts.now()), {
    pages,
    hints: hintSentences(policy),
    ...(page ? { page } : {}),
  });
  const { client } = await readerFor(parts, place);
  await projectChecks({ client, written: readOnce(parts.projections) }, place, [
    { head, output, ...(page ? { details: page } : {}) },
  ]);
}

/** The merge queue: a verdict over every pull request in the group, on the group's own commit; never waved through. */
async function showGroup(parts: Parts, job: Extract<FollowUp, { kind: 'show-group' }>): Promise<void> {
  const { place, head, base } = job;
  const numbers = await pullsInGroup(parts, job);
  for (const number of numbers) {
    if (await parts.work.findByNumber(place.tenant, place.project, number)) continue;
    const pull = await readPull(parts, place, number);
    if (!pull) throw new Malformed(`pull request #${number} of the merge group could not be read`);
    await pullSeen(parts, place, pull, `group/${head}`);
  }
  const group = { head, base, pulls: numbers };
  await completeGroup(parts, place, group);
  await showGroupCheck(parts, place, group);
}

/** Writes the verdict over a group whose pull requests are known, from what is on record now. */
async function showGroupCheck(parts: Parts, place: Place, { head, base, pulls }: WaitingGroup): Promise<void> {
  await parts.projections.alone(headTarget(place, head), async () => {
    const works: WorkFacts[] = [];
    for (const number of pulls) {
      const work = await parts.work.findByNumber(place.tenant, place.project, number);
      if (!work) throw new Malformed(`pull request #${number} of the merge group is not known`);
      works.push({ ...work, data: { ...(work.data as object), base } as never });
    }
    await writeCheck(parts, place, { head, works, isMerging: true });
  });
}

async function pullsInGroup(
  parts: Parts,
  { place, head, base, pulls }: Extract<FollowUp, { kind: 'show-group' }>,
): Promise<readonly number[]> {
  const { client } = await readerFor(parts, place);
  const { owner, repo } = place;
  const found = new Set(pulls);
  const commits: { readonly sha: string }[] = [];
  // Every page: a pull request whose commits come late in the list would else pass unasked.
  for (let page = 1; ; page += 1) {
    const compared = await ask(client, 'GET /repos/{owner}/{repo}/compare/{basehead}', {
      owner,
      repo,
      basehead: `${base}...${head}`,
      per_page: 100,
      page,
    });
    if (!compared.ok) throw refusal(compared, `the merge group ${head}`);
    const some = compared.data as { commits: readonly { sha: string }[]; total_commits: number };
    commits.push(...some.commits);
    if (commits.length >= some.total_commits) break;
    // Fewer than GitHub counts would leave a pull request unasked.
    if (some.commits.length === 0) throw new Malformed(`the commits of the merge group ${head} could not all be read`);
  }
  for (const { sha } of commits) {
    const answer = await ask(client, 'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', {
      owner,
      repo,
      commit_sha: sha,
    });
    if (!answer.ok && !isGone(answer)) throw refusal(answer, `the merge group ${head}`);
    if (answer.ok)
      for (const one of answer.data as readonly { number: number; state: string }[])
        if (one.state === 'open') found.add(one.number);
  }
  return [...found];
}
