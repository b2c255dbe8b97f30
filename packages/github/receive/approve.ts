/** Somebody agrees on a pull request: taken where it mends a policy that is missing or wrong (`rules.md 7.2`). */
import type { Command } from '@countersign/core/change/command.ts';
import { mayMend } from '@countersign/core/gate/mend.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { folded, putOnRecord } from '@countersign/core/record/run.ts';
import { type Agreed, WORK, type WorkKind, workStream } from '@countersign/core/work/decider.ts';
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

/**
 * What they saw is what stood there when they wrote: a commit that came at that time or later is asked about anew. A word is taken back whatever
 * the work is at the moment: it may once more be what was agreed to.
 */
export async function pullApproved(
  parts: Parts,
  { place, number, actor, takesBack, saidAt, comment }: Extract<Translation, { kind: 'pull-approved' }>,
  cause: string,
): Promise<void> {
  const { tenant, project } = place;
  const work = await parts.work.findByNumber(tenant, project, number);
  const pull = work && seenOf(work);
  const ref = workStream(tenant, project, pull?.id ?? '');
  const spoken = { ref, actor, command: takesBack ? TAKEN_BACK : GIVEN, comment };
  const put = async (command: WorkKind['command']): Promise<void> => {
    await parts.people.seal(tenant, [actor]);
    const situation = { now: new Date(parts.now()).toISOString(), actor };
    await putOnRecord(parts.ledger, WORK, { ref, command, cause: `${cause}/mend`, situation });
    await noteSpoken(parts, spoken);
    await showLater(parts, place, pull?.id ?? '', `${cause}/mended`);
  };
  const isTakenBack = pull !== undefined && takesBack && !(await isOvertaken(parts, spoken));
  const agreed = isTakenBack ? await agreedOn(parts, ref) : [];
  const wasGiven = agreed.some(({ by }) => by === actor.id);
  // Before GitHub is asked anything, so whoever agreed may be the same person: the gate knows whose accounts are one.
  if (agreed.length > 0) await put({ type: 'take-back' });
  else if (isTakenBack) await noteSpoken(parts, spoken);
  const reader = await readerFor(parts, place, true);
  const policy = await policyAt(parts, reader, place);
  const found = pull?.open ? await mendIn(parts, place, { policy, pull, isMerging: false }) : undefined;
  if (wasGiven && found && !('code' in found)) return;
  if (!pull || !found) {
    const job = { kind: 'answer-pull', place, number, cause, to: actor, explains: false } as const;
    return enqueue(parts, tenant, [job], `${cause}/pull-asked:${number}`);
  }
  const isLate = saidAt !== undefined && Date.parse(saidAt) <= Date.parse(pull.updatedAt);
  const mending = takesBack || 'code' in found || isLate ? undefined : found;
  const isTaken = mending?.isSeen && mayMend(mending, actor);
  if (!isTaken || (await isOvertaken(parts, { ...spoken, authority: mending.authority }))) {
    const job = { kind: 'explain-pull', place, id: pull.id, cause, start: false, by: actor } as const;
    return enqueue(parts, tenant, [job], `${cause}/explain:${number}`);
  }
  const { head, base, blob, policy: under } = mending;
  await put({ type: 'agree', head, base, blob, under: under.version });
}

async function agreedOn({ ledger }: Parts, ref: StreamRef): Promise<readonly Agreed[]> {
  return folded(WORK, await ledger.read(ref)).agreed ?? [];
}
