/** Answers people in comments of ours: what was refused, not understood or asked. Each answer once. */

import { fold } from '@countersign/core/change/evolve.ts';
import { gateSituation, policyFor, viewSituation } from '@countersign/core/facts.ts';
import { changeGate } from '@countersign/core/gate/change.ts';
import { happenings } from '@countersign/core/run.ts';
import { settingFor } from '@countersign/core/view/setting.ts';
import { statusView } from '@countersign/core/view/status.ts';
import { checkOutput } from '@countersign/github/markdown/check.ts';
import { type Answer, reply, replyMarker } from '@countersign/github/markdown/reply.ts';
import { ask, isGone, refusal } from '@countersign/github/project/client.ts';
import { settingOf } from '@countersign/github/project.ts';
import type { Place } from '@countersign/github/translation.ts';
import { pageOf } from './address.ts';
import { factsAt } from './facts.ts';
import type { FollowUp } from './follow.ts';
import { homeOf } from './home.ts';
import { judge } from './judge.ts';
import { type Parts, readerFor } from './parts.ts';

/** Answers a comment, once: after an uncertain outcome our own mark is looked for before a second try. */
export async function answer(parts: Parts, job: Extract<FollowUp, { kind: 'answer' }>): Promise<void> {
  const { place, ref, cause } = job;
  const home = (await homeOf(parts, ref)) ?? { place, number: job.number };
  const entries = await parts.ledger.read(ref);
  const told = happenings(entries);
  const state = fold(told);
  const facts = await factsAt(parts, home.place);
  const policy = await policyFor(facts, state);
  const situation = state ? await gateSituation(facts, policy, state) : await viewSituation(facts, policy, []);
  const setting = policy.kind === 'in-force' ? settingOf(situation) : settingFor(policy, parts.now());
  const answers = job.said.flatMap((said): readonly Answer[] => {
    if (said.kind === 'help')
      return [{ kind: 'help', stage: state?.stage ?? 'draft', profile: situation.policy.profile }];
    if (said.kind !== 'explain') return [said];
    return state
      ? [{ kind: 'explain', view: statusView(state, situation, told), verdict: changeGate(state, 'merge', situation) }]
      : [];
  });
  const page = pageOf(parts, ref);
  await post(parts, home.place, home.number, cause, reply(answers, cause, setting, page ? { page } : {}));
}

export async function explainPull(parts: Parts, job: Extract<FollowUp, { kind: 'explain-pull' }>): Promise<void> {
  const { place, id, cause, start } = job;
  const work = await parts.work.find(place.tenant, place.project, id);
  if (!work) return;
  const { verdict, policy } = await judge(parts, place, work);
  const setting = settingFor(policy, parts.now());
  const { summary, title } = checkOutput([{ pull: work.number, verdict }], setting);
  const form = `${parts.tracker}/${place.owner}/${place.repo}/issues/new?template=change-request.yml`;
  const zh = setting.locale === 'zh-CN';
  const how = zh
    ? `填写[变更请求表单](${form})，然后在本拉取请求的说明中写一行 \`Change: #编号\`。`
    : `Fill in [the change-request form](${form}), then write a line \`Change: #number\` in this pull request’s description.`;
  await post(parts, place, work.number, cause, `${replyMarker(cause)}\n**${title}**\n\n${start ? how : summary}`);
}

/** A comment of ours that is written at most once for its cause. */
export async function post(parts: Parts, place: Place, number: number, cause: string, body: string): Promise<void> {
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
    // Unread is not unsaid: the answer waits until the comments can be read.
    if (!found.ok && !isGone(found)) throw refusal(found, `the answers on #${number}`);
    if (!found.ok) return false;
    const some = found.data as readonly { body?: string; user?: { login?: string } }[];
    if (some.some((one) => one.body?.includes(marker) && one.user?.login === parts.self)) return true;
    if (some.length < 100) return false;
  }
}
