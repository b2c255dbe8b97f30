/** Answers on a pull request: a command where none is taken, and why its check stands as it does. */
import { policyFor } from '@countersign/core/facts.ts';
import { and, words } from '@countersign/core/view/sentence.ts';
import { settingFor } from '@countersign/core/view/setting.ts';
import { speak } from '../comment/answer.ts';
import type { Parts } from '../desk.ts';
import { factsAt } from '../factsat.ts';
import { checkOutput } from '../markdown/check.ts';
import { markdownSpeaker } from '../markdown/edge.ts';
import { numbered } from '../record/home.ts';
import type { FollowUp } from '../record/job.ts';
import { judge } from './judge.ts';
import { readPull } from './pull.ts';
import { seenOf } from './seen.ts';

/** Tells whoever wrote a command on a pull request which requests it names, and that commands are taken there; of a project without a policy nobody expects any. */
export async function answerPull(parts: Parts, job: Extract<FollowUp, { kind: 'answer-pull' }>): Promise<void> {
  const { place, number, cause, to, explains } = job;
  const policy = await policyFor(await factsAt(parts, place), undefined);
  if (policy.kind === 'missing') return;
  const setting = settingFor(policy, parts.now());
  const work = await parts.work.findByNumber(place.tenant, place.project, number);
  const seen = (work && seenOf(work)) ?? (await readPull(parts, place, number));
  const requests: string[] = [];
  for (const named of seen?.named ?? []) {
    if (named.kind === 'issue' && named.mention) continue;
    if (named.kind === 'elsewhere') requests.push(named.label);
    else if (named.outright || (await numbered(parts, place, named.number))) requests.push(`#${named.number}`);
  }
  const say = markdownSpeaker(setting);
  const list = and(requests.map((reference) => ({ reference })));
  const where =
    requests.length > 0
      ? say(words('status.reply.on-pull', { requests: list, requestsCount: requests.length }))
      : say(words('status.reply.on-pull-alone'));
  const title =
    explains && work ? checkOutput([{ pull: number, ...(await judge(parts, place, work)) }], setting).title : '';
  const piece = { text: title ? `**${title}**\n\n${where}` : where, repeats: title ? 'on-pull-explain' : 'on-pull' };
  const at = { thread: seen?.id ?? `pull:${number}`, place, number };
  await speak(parts, at, { cause, to, pieces: [piece], setting });
}

/** Says why the check of a pull request stands as it does, or how a request is started from there: for whoever pressed its button. */
export async function explainPull(parts: Parts, job: Extract<FollowUp, { kind: 'explain-pull' }>): Promise<void> {
  const { place, id, cause, start, by } = job;
  const work = await parts.work.find(place.tenant, place.project, id);
  if (!work) return;
  const { verdict, policy } = await judge(parts, place, work);
  const setting = settingFor(policy, parts.now());
  const { summary, title } = checkOutput([{ pull: work.number, verdict }], setting);
  const form = `${parts.tracker}/${place.owner}/${place.repo}/issues/new?template=change-request.yml`;
  const zh = setting.locale === 'zh-CN';
  const how = zh
    ? `填写[变更请求表单](${form})，然后在本拉取请求的描述中写一行 \`变更：#12\`（换成实际编号）。`
    : `Fill in [the change-request form](${form}), then write a line \`Change: #number\` in this pull request’s description.`;
  const piece = { text: `**${title}**\n\n${start ? how : summary}`, repeats: start ? 'start-request' : 'explain' };
  const at = { thread: id, place, number: work.number };
  await speak(parts, at, { cause, ...(by ? { to: by } : {}), pieces: [piece], setting });
}
