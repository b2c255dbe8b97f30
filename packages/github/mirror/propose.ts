/** What is written in a mirror of a request whose home is Jira: proposed there, in order, until Jira has recorded it (`rules.md 5.6`). */
import { given } from '@countersign/core/facts.ts';
import { Transient } from '@countersign/core/failure.ts';
import type { PolicyState } from '@countersign/core/gate/merge.ts';
import { words } from '@countersign/core/view/sentence.ts';
import { settingFor } from '@countersign/core/view/setting.ts';
import { speak } from '../comment/answer.ts';
import type { Parts } from '../desk.ts';
import { factsAt } from '../factsat.ts';
import { markdownSpeaker } from '../markdown/edge.ts';
import { enqueue, type FollowUp } from '../record/job.ts';
import type { Translation } from '../translation.ts';
import { type Proposal, projectOfKey } from './jira.ts';
import { idsOf, recordLeft } from './lineage.ts';

export async function proposeLater(
  parts: Parts,
  { place, mirror }: Extract<Translation, { kind: 'mirror' }>,
  cause: string,
): Promise<void> {
  await enqueue(parts, place.tenant, [{ kind: 'propose', place, mirror, cause }], `${cause}/mirror`);
}

const SAID = {
  recorded: 'mirror',
  closed: 'mirror-unknown',
  refused: 'mirror-refused',
  unlisted: 'mirror-unlisted',
  off: 'mirror-off',
} as const;

async function answerTo(parts: Parts, policy: PolicyState, key: string, proposal: Proposal) {
  if (!parts.jira) return 'off';
  const listed = policy.kind === 'in-force' ? policy.policy.merge.jira : [];
  return listed.includes(projectOfKey(key) ?? '') ? parts.jira.propose(key, proposal) : 'unlisted';
}

/** @throws Transient while Jira does not answer; the queue tries again. */
export async function propose(
  parts: Parts,
  { place, mirror, cause }: Extract<FollowUp, { kind: 'propose' }>,
): Promise<void> {
  const { issue, number, key, text, address, actor } = mirror;
  await recordLeft(parts, place, mirror, cause);
  const from = `${place.owner}/${place.repo}#${number}`;
  const policy = given(await (await factsAt(parts, place)).policy(), from);
  const answer = await answerTo(parts, policy, key, {
    from,
    address,
    text,
    by: actor,
    cause,
    mirrors: await idsOf(parts, place, issue),
  });
  if (answer === 'unreachable') throw new Transient(`Jira did not take the proposal of ${from}`);
  const said = SAID[answer];
  // Said once, however often it is edited; that there is no such request, each time: the edit was to mend that.
  const once = ['mirror-unknown', 'mirror-unlisted'].includes(said) ? `${cause}/mirror` : `${said}:${issue}:${key}`;
  const setting = settingFor(policy, parts.now());
  const sentence = markdownSpeaker(setting)(words(`status.reply.${said}`, { key: { code: key } }));
  await speak(
    parts,
    { thread: `mirror:${issue}`, place, number },
    { cause: once, to: actor, pieces: [{ text: sentence }], setting },
  );
  // Whoever runs the server mends it, and nothing is lost until then.
  if (answer === 'refused') throw new Transient(`Jira refused the signature on the proposal of ${from}`);
}
