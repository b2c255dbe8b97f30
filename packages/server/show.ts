/** Shows on GitHub what the record says: the jobs that write comments, labels, checks and answers. Level-triggered: the newest state is read when writing. */

import { fold } from '@countersign/core/change/evolve.ts';
import { gateSituation, policyFor } from '@countersign/core/facts.ts';
import { Malformed, Transient } from '@countersign/core/failure.ts';
import { changeGate } from '@countersign/core/gate/change.ts';
import type { PolicyState } from '@countersign/core/gate/merge.ts';
import { closedPolicy } from '@countersign/core/policy/closed.ts';
import type { StreamRef } from '@countersign/core/ports.ts';
import { happenings } from '@countersign/core/run.ts';
import type { Setting } from '@countersign/core/view/sentence.ts';
import { statusView } from '@countersign/core/view/status.ts';
import type { Told } from '@countersign/core/view/void.ts';
import { checkOutput, type HeadVerdict } from '@countersign/github/markdown/check.ts';
import { type Answer, reply, replyMarker } from '@countersign/github/markdown/reply.ts';
import { headTarget } from '@countersign/github/project/check.ts';
import { ask, isGone, refusal } from '@countersign/github/project/client.ts';
import { readOnce } from '@countersign/github/project/written.ts';
import { issueTarget, project, projectChecks, settingOf, surfaces } from '@countersign/github/project.ts';
import type { Place } from '@countersign/github/translation.ts';
import type { WorkFacts } from '@countersign/postgres/work.ts';
import { factsAt } from './facts.ts';
import type { FollowUp } from './follow.ts';
import { completeGroup, groupsOf, type WaitingGroup } from './group.ts';
import { homeOf } from './home.ts';
import { onboardNow } from './onboard.ts';
import { type Parts, readerFor } from './parts.ts';
import { type Judged, judge, pullSeen, readPull } from './pull.ts';

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
    case 'onboard':
      return onboardNow(parts, job.place, job.by);
  }
}

function pageOf(parts: Parts, ref: StreamRef): string | undefined {
  return (
    parts.pages &&
    `${parts.pages}/c/${encodeURIComponent(ref.tenant)}/${encodeURIComponent(ref.project)}/${encodeURIComponent(ref.stream)}`
  );
}

function gatePageOf(parts: Parts, place: Place, pull: number): string | undefined {
  return (
    parts.pages && `${parts.pages}/g/${encodeURIComponent(place.tenant)}/${encodeURIComponent(place.project)}/${pull}`
  );
}

async function showChange(parts: Parts, ref: StreamRef): Promise<void> {
  const home = await homeOf(parts, ref);
  if (!home) return;
  const { place, issue, number } = home;
  const target = issueTarget({ place, issue });
  await parts.projections.alone(target, async () => {
    const entries = await parts.ledger.read(ref);
    const told = happenings(entries).map((one, index): Told => ({ ...one, hash: entries[index]?.hash ?? '' }));
    const state = fold(told);
    if (!state) return;
    const policy = await usable(parts, place, state);
    const situation = await gateSituation(await factsAt(parts, place), policy, state.content.request.items);
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

function settingFor(policy: PolicyState, now: number): Setting {
  const { locale, timeZone } = policy.kind === 'in-force' ? policy.policy : closedPolicy(policyLocale(policy));
  return { locale, timeZone, year: new Date(now).toISOString().slice(0, 4) };
}

/** The language of a policy that is broken: its problems are written in it already. */
function policyLocale(policy: PolicyState): 'en' | 'zh-CN' {
  return policy.kind === 'broken' && policy.problems.some((problem) => /\p{Script=Han}/u.test(problem))
    ? 'zh-CN'
    : 'en';
}

async function showPull(parts: Parts, { place, id, head }: Extract<FollowUp, { kind: 'show-pull' }>): Promise<void> {
  const commit = head ?? (await parts.work.find(place.tenant, place.project, id))?.head;
  if (commit === undefined) return;
  // Several pull requests may have one head commit; it has one check, which is green only when all of them may merge.
  const shown = await parts.projections.alone(headTarget(place, commit), async () => {
    const open = (await parts.work.atCommit(place.tenant, place.project, commit)).filter((one) => one.open);
    if (open.length > 0) await writeCheck(parts, place, commit, open);
    return open.map((one) => one.number);
  });
  for (const group of await groupsOf(parts, place, shown)) await showGroupCheck(parts, place, group);
}

async function writeCheck(parts: Parts, place: Place, head: string, works: readonly WorkFacts[]): Promise<void> {
  const judged: (Judged & { readonly pull: number })[] = [];
  for (const work of works) judged.push({ ...(await judge(parts, place, work)), pull: work.number });
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
  const output = checkOutput(verdicts, settingFor(policy, parts.now()), { pages, ...(page ? { page } : {}) });
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
    await writeCheck(parts, place, head, works);
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

/** Answers a comment, once: after an uncertain outcome our own mark is looked for before a second try. */
async function answer(parts: Parts, job: Extract<FollowUp, { kind: 'answer' }>): Promise<void> {
  const { place, ref, cause } = job;
  const home = (await homeOf(parts, ref)) ?? { place, number: job.number };
  const entries = await parts.ledger.read(ref);
  const told = happenings(entries).map((one): Told => one);
  const state = fold(told);
  const facts = await factsAt(parts, home.place);
  const policy = await policyFor(facts, state);
  const situation = await gateSituation(facts, policy, state?.content.request.items ?? []);
  const setting = policy.kind === 'in-force' ? settingOf(situation) : settingFor(policy, parts.now());
  const answers = job.said.flatMap((said): readonly Answer[] => {
    if (said.kind === 'help') return [{ kind: 'help', stage: state?.stage ?? 'draft' }];
    if (said.kind !== 'explain') return [said];
    return state
      ? [{ kind: 'explain', view: statusView(state, situation, told), verdict: changeGate(state, 'merge', situation) }]
      : [];
  });
  const page = pageOf(parts, ref);
  await post(parts, home.place, home.number, cause, reply(answers, cause, setting, page ? { page } : {}));
}

async function explainPull(parts: Parts, job: Extract<FollowUp, { kind: 'explain-pull' }>): Promise<void> {
  const { place, id, cause, start } = job;
  const work = await parts.work.find(place.tenant, place.project, id);
  if (!work) return;
  const { verdict, policy } = await judge(parts, place, work);
  const setting = settingFor(policy, parts.now());
  const { summary, title } = checkOutput([{ pull: work.number, verdict }], setting);
  const form = `https://github.com/${place.owner}/${place.repo}/issues/new?template=change-request.yml`;
  const zh = setting.locale === 'zh-CN';
  const how = zh
    ? `填写[变更请求表单](${form})，然后在本拉取请求的说明中写一行 \`Change: #编号\`。`
    : `Fill in [the change-request form](${form}), then write a line \`Change: #number\` in this pull request’s description.`;
  await post(parts, place, work.number, cause, `${replyMarker(cause)}\n**${title}**\n\n${start ? how : summary}`);
}

/** A comment of ours that is written at most once for its cause. */
async function post(parts: Parts, place: Place, number: number, cause: string, body: string): Promise<void> {
  if (body === '') return;
  const target = { tenant: place.tenant, project: place.project, target: `answer:${cause}` };
  await parts.projections.alone(target, async () => {
    const { client } = await readerFor(parts, place);
    const known = (await parts.projections.written(target)).get('reply') as { readonly done?: boolean } | undefined;
    if (known?.done) return;
    const { owner, repo } = place;
    if (known) {
      if (await isPosted(parts, place, number, replyMarker(cause)))
        return parts.projections.confirm(target, 'reply', { done: true });
    }
    await parts.projections.remember(target, 'reply', { done: false });
    const posted = await ask(client, 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      owner,
      repo,
      issue_number: number,
      body,
    });
    // An issue that is gone or locked needs no answer any more.
    if (!posted.ok && !isGone(posted) && posted.status !== 403) throw refusal(posted, `the answer on #${number}`);
    await parts.projections.confirm(target, 'reply', { done: true });
  });
}

/** Is a comment of ours with this mark among the issue's comments? All of them: the newest stand on the last page. */
async function isPosted(
  parts: Parts,
  { owner, repo, installation }: Place,
  number: number,
  marker: string,
): Promise<boolean> {
  const { client } = await readerFor(parts, { installation });
  for (let page = 1; ; page += 1) {
    const found = await ask(client, 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      owner,
      repo,
      issue_number: number,
      per_page: 100,
      page,
    });
    if (!found.ok) return false;
    const some = found.data as readonly { body?: string; user?: { login?: string } }[];
    if (some.some((one) => one.body?.includes(marker) && one.user?.login === parts.self)) return true;
    if (some.length < 100) return false;
  }
}
