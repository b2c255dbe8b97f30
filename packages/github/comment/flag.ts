/** Says on a requirement that it was edited and nobody approved it (`rules.md 5.2`). */
import { baselineDifference } from '@countersign/core/baseline/difference.ts';
import { NOBODY } from '@countersign/core/content/person.ts';
import { given } from '@countersign/core/facts.ts';
import { folded } from '@countersign/core/record/run.ts';
import { REQUIREMENT, requirementStream } from '@countersign/core/requirement/decider.ts';
import { words } from '@countersign/core/view/sentence.ts';
import { settingFor } from '@countersign/core/view/setting.ts';
import type { Parts } from '../desk.ts';
import { factsAt } from '../factsat.ts';
import { markdownSpeaker } from '../markdown/edge.ts';
import { approvedBetween, authoritiesOf, baselinesOf } from '../record/baseline.ts';
import type { FollowUp } from '../record/job.ts';
import { speak } from './answer.ts';

/** By the text that stands on record now: of one that was taken back meanwhile nothing is said. */
export async function flagEdit(
  parts: Parts,
  { place, issue, number, by }: Extract<FollowUp, { kind: 'flag-edit' }>,
): Promise<void> {
  const baseline = (await baselinesOf(parts, place)).at(-1);
  const agreed = baseline?.items.find(({ id }) => id === issue);
  if (!baseline || !agreed) return;
  const { texts, gone } = folded(
    REQUIREMENT,
    await parts.ledger.read(requirementStream(place.tenant, place.project, issue)),
  );
  const last = texts.at(-1);
  if (!last || gone) return;
  const now = { ...agreed, digest: last.digest, snapshot: last.snapshot };
  const authorities = authoritiesOf(await approvedBetween(parts, place, baseline.approved));
  const [row] = baselineDifference([agreed], [now], authorities);
  if (!row || row.by) return;
  const policy = given(await (await factsAt(parts, place)).policy(), `${place.owner}/${place.repo}`);
  if (policy.kind === 'in-force' && policy.policy.edits === 'allow') return;
  const setting = settingFor(policy, parts.now());
  const isKnown = by.id !== NOBODY.id;
  const text = markdownSpeaker(setting)(
    words('status.reply.requirement-edited', {
      baseline: { code: baseline.id },
      ...(isKnown ? { person: { person: by, calls: true }, named: 1 } : { person: '', named: 0 }),
    }),
  );
  const { title, text: body } = last.digest;
  await speak(
    parts,
    { thread: issue, place, number },
    {
      cause: `edit:${issue}:${baseline.id}:${title}:${body}`,
      ...(isKnown ? { to: by } : {}),
      pieces: [{ text }],
      setting,
    },
  );
}
