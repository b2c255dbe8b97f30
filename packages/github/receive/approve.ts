/** Somebody agrees on a pull request: taken where it mends a policy that is missing or wrong (`rules.md 7.2`). */
import type { Command } from '@countersign/core/change/command.ts';
import { mayMend } from '@countersign/core/gate/mend.ts';
import { putOnRecord } from '@countersign/core/record/run.ts';
import { WORK, workStream } from '@countersign/core/work/decider.ts';
import { type Parts, readerFor } from '../desk.ts';
import { policyAt } from '../policy/policy.ts';
import { enqueue } from '../record/job.ts';
import type { Translation } from '../translation.ts';
import { mendIn } from '../work/mend.ts';
import { showLater } from '../work/pull.ts';
import { seenOf } from '../work/seen.ts';
import { isOvertaken, noteSpoken } from './overtaken.ts';

/** As the same words are on a request. */
const GIVEN: Command = { type: 'vote', verdict: 'approve', authenticated: 'comment' };
const TAKEN_BACK: Command = { type: 'retract' };

/** What they saw is what stood there when they wrote: a commit that came at that time or later is asked about anew. */
export async function pullApproved(
  parts: Parts,
  { place, number, actor, takesBack, saidAt, comment }: Extract<Translation, { kind: 'pull-approved' }>,
  cause: string,
): Promise<void> {
  const { tenant, project } = place;
  const reader = await readerFor(parts, place, true);
  const policy = await policyAt(parts, reader, place);
  const work = await parts.work.findByNumber(tenant, project, number);
  const pull = work && seenOf(work);
  const found = pull?.open ? await mendIn(parts, place, { policy, pull, isMerging: false }) : undefined;
  if (!pull || !found) {
    const job = { kind: 'answer-pull', place, number, cause, to: actor, explains: false } as const;
    return enqueue(parts, tenant, [job], `${cause}/pull-asked:${number}`);
  }
  const isLate = saidAt !== undefined && Date.parse(saidAt) <= Date.parse(pull.updatedAt);
  const ref = workStream(tenant, project, pull.id);
  const command = takesBack ? TAKEN_BACK : GIVEN;
  const spoken = { ref, actor, command, comment };
  const isTaken = !('code' in found) && (takesBack || (found.isSeen && !isLate && mayMend(found, actor)));
  if (!isTaken || (await isOvertaken(parts, spoken))) {
    const job = { kind: 'explain-pull', place, id: pull.id, cause, start: false, by: actor } as const;
    return enqueue(parts, tenant, [job], `${cause}/explain:${number}`);
  }
  const { head, base, blob, policy: under } = found;
  await parts.people.seal(tenant, [actor]);
  await putOnRecord(parts.ledger, WORK, {
    ref,
    command: takesBack ? { type: 'take-back' } : { type: 'agree', head, base, blob, under: under.version },
    cause: `${cause}/mend`,
    situation: { now: new Date(parts.now()).toISOString(), actor },
  });
  await noteSpoken(parts, spoken);
  await showLater(parts, place, pull.id, `${cause}/mended`);
}
