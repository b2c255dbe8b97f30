/** Work that was merged, on the record of the requests that it names, with what its gate said then: here, and in Jira (`rules.md 6.2`). */
import { Transient } from '@countersign/core/failure.ts';
import { type GateCode, missing } from '@countersign/core/gate/verdict.ts';
import type { StreamRef } from '@countersign/core/ports.ts';
import { GHOST } from '@countersign/github/place.ts';
import type { Place, PullSeen } from '@countersign/github/translation.ts';
import { act } from './act.ts';
import { pullAt } from './address.ts';
import { type FollowUp, jobOf } from './follow.ts';
import { projectOfKey } from './jiragate.ts';
import { type Judged, judge } from './judge.ts';
import type { Parts } from './parts.ts';

/** Puts on the record of each named request that the work was merged, and whether its gate was open then (`rules.md 6.2`). */
export async function mergeNoted(
  parts: Parts,
  place: Place,
  pull: PullSeen,
  { refs, numbers }: { readonly refs: readonly StreamRef[]; readonly numbers: ReadonlyMap<string, number> },
  cause: string,
): Promise<void> {
  const work = await parts.work.find(place.tenant, place.project, pull.id);
  if (!work) return;
  const gate = gateOf(await judge(parts, place, work), place);
  for (const ref of refs)
    await act(parts, {
      place,
      ref,
      number: numbers.get(ref.stream) ?? 0,
      actor: pull.mergedBy ?? GHOST,
      command: { type: 'work-merged', work: pull.id, gate },
      line: '',
      cause: `${cause}/merged/${ref.stream}`,
    });
}

/** @throws Transient when the policy could not be read: nobody is said to have passed a gate that could not be asked. */
function gateOf({ verdict, policy }: Judged, { project }: Place): 'open' | 'closed' {
  if (policy.kind === 'unreadable') throw new Transient(`the policy of ${project} could not be read: ${policy.detail}`);
  return verdict.open ? 'open' : 'closed';
}

/** Has Jira told of a merge, once for each of its requests that the work names. */
export async function tellMergeLater(parts: Parts, place: Place, pull: PullSeen): Promise<void> {
  if (!parts.jira) return;
  const { id, mergedBy: by = GHOST } = pull;
  for (const named of pull.named) {
    if (named.kind !== 'elsewhere' || !projectOfKey(named.label)) continue;
    const ref = { tenant: place.tenant, project: place.project, stream: `pull:${id}` };
    const jobs = [jobOf({ kind: 'tell-merge', place, id, key: named.label, by })];
    await parts.ledger.append({ ref, expected: 0, entries: [], jobs, cause: `merged/${id}/${named.label}` });
  }
}

/** Reasons why a gate is closed that say nothing of what Jira would have answered. */
const UNANSWERED: readonly GateCode[] = ['elsewhere-unreachable', 'elsewhere-refused'];

/** @throws Transient until Jira has it on record, and while Jira does not say what its gate is */
export async function tellMerge(
  parts: Parts,
  { place, id, key, by }: Extract<FollowUp, { kind: 'tell-merge' }>,
): Promise<void> {
  const work = await parts.work.find(place.tenant, place.project, id);
  if (!work || !parts.jira) return;
  const judged = await judge(parts, place, work, true);
  const gate = gateOf(judged, place);
  const { verdict, policy } = judged;
  // Jira hears nothing of work whose repository does not let its projects decide.
  if (policy.kind !== 'in-force' || !policy.policy.merge.jira.includes(projectOfKey(key) ?? '')) return;
  if (missing(verdict).some((one) => UNANSWERED.includes(one.code)))
    throw new Transient(`Jira did not say whether the gate of ${key} is open`);
  const pull = pullAt(parts, place, work.number);
  const taken = await parts.jira.merged(key, { ...pull, gate, by, cause: `${id}/${key}` });
  if (taken === 'unreachable' || taken === 'refused')
    throw new Transient(`Jira did not take the merge of ${pull.title}`);
}
