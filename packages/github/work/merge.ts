/** Work that was merged: what its gate said then, once and for ever, and whoever is told: the requests that it names, here and in Jira (`rules.md 6.2`). */
import type { GateAtMerge } from '@countersign/core/change/event.ts';
import { ENGINE } from '@countersign/core/content/person.ts';
import { ENACTMENT, policyStream } from '@countersign/core/enactment/decider.ts';
import { given } from '@countersign/core/facts.ts';
import { Transient } from '@countersign/core/failure.ts';
import { covers, gateAtMerge, type PolicyState } from '@countersign/core/gate/merge.ts';
import { reasonOf } from '@countersign/core/gate/verdict.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { folded, putOnRecord } from '@countersign/core/record/run.ts';
import type { WorkFacts } from '@countersign/core/record/work.ts';
import { settingFor } from '@countersign/core/view/setting.ts';
import { WORK, type WorkState, workStream } from '@countersign/core/work/decider.ts';
import { act } from '../act.ts';
import { pullAt } from '../address.ts';
import { speak } from '../comment/answer.ts';
import { type Parts, readerFor } from '../desk.ts';
import { changedGuarded } from '../facts/files.ts';
import { mergedPast } from '../markdown/check.ts';
import { projectOfKey } from '../mirror/jira.ts';
import { GHOST } from '../place.ts';
import { pinnedPolicy, policyAtCommit } from '../policy/policyfile.ts';
import { enqueue, type FollowUp } from '../record/job.ts';
import { standsBy } from '../record/policyinforce.ts';
import { POLICY_PATH } from '../translate/translate.ts';
import type { Place, PullSeen } from '../translation.ts';
import { type Judged, judge } from './judge.ts';
import { seenOf } from './seen.ts';

/** Puts on the record of each named request that the work was merged, and whether its gate was open then (`rules.md 6.2`). */
export async function mergeNoted(
  parts: Parts,
  place: Place,
  pull: PullSeen,
  { refs, numbers }: { readonly refs: readonly StreamRef[]; readonly numbers: ReadonlyMap<string, number> },
  cause: string,
): Promise<GateAtMerge | undefined> {
  const work = await parts.work.find(place.tenant, place.project, pull.id);
  if (!work) return undefined;
  const { gate } = await judgedMerge(parts, place, work);
  for (const ref of refs)
    await act(parts, {
      place,
      ref,
      number: numbers.get(ref.stream) ?? 0,
      actor: pull.mergedBy ?? GHOST,
      command: { type: 'work-merged', work: pull.id, gate },
      line: '',
      cause: `${cause}/merged/${pull.id}/${ref.stream}`,
    });
  return gate;
}

/**
 * What the gate of merged work said, the same for everybody who is told: as its check showed it, where that depends on another tracker. Into a
 * branch that the policy covers it is one event of the work's own stream; whoever is told later, or again, is told that.
 * @throws Transient when the policy could not be read: nobody is said to have passed a gate that could not be asked.
 */
async function judgedMerge(
  parts: Parts,
  place: Place,
  work: WorkFacts,
): Promise<Judged & { readonly gate: GateAtMerge }> {
  const now = await judge(parts, place, work, true);
  given(now.policy, place.project);
  const before = await policyBefore(parts, place, work, now.policy);
  const judged = before ? await judge(parts, place, work, true, before) : now;
  const { policy, verdict } = judged;
  const { shown, merged } = await recorded(parts, work);
  if (merged) return { ...judged, gate: merged.gate };
  const { head, tenant, project, id } = work;
  const { base, mergedBy = GHOST } = seenOf(work);
  const gate = shown?.head === head ? shown.gate : gateAtMerge(verdict, policy);
  if (!isCovered(policy, base)) return { ...judged, gate };
  const state = await putOnRecord(parts.ledger, WORK, {
    ref: workStream(tenant, project, id),
    command: { type: 'merge', head, gate },
    cause: `work/${id}/merged`,
    situation: { now: new Date(parts.now()).toISOString(), actor: mergedBy },
  });
  // Another server may have come first.
  return { ...judged, gate: state.merged?.gate ?? gate };
}

/**
 * The policy that stood when work was merged which brings the one that stands now: nothing is judged by what it brings itself (`rules.md 7.2`).
 * @returns `undefined` of all other work, and where none stood before
 */
async function policyBefore(
  parts: Parts,
  place: Place,
  work: WorkFacts,
  now: PolicyState,
): Promise<PolicyState | undefined> {
  const { baseSha: base, head } = seenOf(work);
  const reader = await readerFor(parts, place, true);
  const files = base === undefined ? [] : await changedGuarded(reader, place, { base, head });
  if (typeof files === 'string' || !files.includes(POLICY_PATH)) return undefined;
  const stands = standsBy(now);
  const brought = standsBy(await policyAtCommit(reader, place, head));
  if (!stands || JSON.stringify(brought) !== JSON.stringify(stands)) return undefined;
  const versions = folded(ENACTMENT, await parts.ledger.read(policyStream(place)));
  const last = versions.findLast(({ version }) => !('version' in stands) || version !== stands.version);
  return last && pinnedPolicy(reader, place, last.version);
}

async function recorded({ ledger }: Parts, { tenant, project, id }: WorkFacts): Promise<WorkState> {
  return folded(WORK, await ledger.read(workStream(tenant, project, id)));
}

/** Where there is no policy to go by, and into branches that it leaves out, there is no process to be out of. */
function isCovered(policy: PolicyState, base: string): boolean {
  return policy.kind === 'in-force' && covers(policy, base) !== 'no';
}

/** Has a merge counted, and told of where no request's record could; once for each pull request. */
export async function noteMergeLater(parts: Parts, place: Place, pull: PullSeen, gate?: GateAtMerge): Promise<void> {
  const noting = { kind: 'note-merge', place, id: pull.id, ...(gate ? { gate } : {}) } as const;
  await enqueue(parts, place.tenant, [noting], `merged/${pull.id}/note`);
}

/**
 * A merge past a closed gate is never silent: it stands on the records of the requests that the work names, in the log, among the
 * metrics, and, where it names none, in a comment on the pull request itself.
 */
export async function noteMerge(
  parts: Parts,
  { place, id, gate: known }: Extract<FollowUp, { kind: 'note-merge' }>,
): Promise<void> {
  const work = await parts.work.find(place.tenant, place.project, id);
  if (!work) return;
  const seen = seenOf(work);
  const { base } = seen;
  const { policy, verdict, gate: now } = await judgedMerge(parts, place, work);
  const gate = known ?? now;
  if (!isCovered(policy, base)) return;
  if (gate === 'closed' && known === undefined && !namesElsewhere(seen)) {
    const setting = settingFor(policy, parts.now());
    const pieces = [{ text: mergedPast(verdict, base, setting) }];
    await speak(parts, { thread: id, place, number: work.number }, { cause: `merged/${id}`, pieces, setting });
  }
  if (gate === 'closed')
    parts.log.warn({ repository: place.project, pull: work.number, base, gate: verdict.code }, 'merged out of process');
  parts.merged(gate);
}

/**
 * Puts on record what the check of work that names requests elsewhere says, for the moment in which it is merged: then Jira may be away, or say
 * something else already. So it does of work that brings the policy, which is judged by that very policy once it is merged.
 */
export async function gateShown(parts: Parts, work: WorkFacts, { verdict, policy }: Judged): Promise<void> {
  if (!namesElsewhere(seenOf(work)) && !reasonOf(verdict).brings) return;
  const { tenant, project, id, head } = work;
  const ref = workStream(tenant, project, id);
  const gate = gateAtMerge(verdict, policy);
  const entries = await parts.ledger.read(ref);
  const { shown, merged } = folded(WORK, entries);
  // It is asked every minute, and mostly says the same.
  if (merged || (shown?.head === head && shown.gate === gate)) return;
  await putOnRecord(parts.ledger, WORK, {
    ref,
    command: { type: 'show', head, gate },
    cause: `work/${id}/shown/${entries.length}`,
    situation: { now: new Date(parts.now()).toISOString(), actor: ENGINE },
  });
}

const namesElsewhere = ({ named }: PullSeen): boolean => named.some((one) => one.kind === 'elsewhere');

/** Has Jira told of a merge, once for each of its requests that the work names, with what the check said when it was merged. */
export async function tellMergeLater(parts: Parts, place: Place, pull: PullSeen): Promise<void> {
  if (!parts.jira || !namesElsewhere(pull)) return;
  const work = await parts.work.find(place.tenant, place.project, pull.id);
  if (!work) return;
  const { policy, gate } = await judgedMerge(parts, place, work);
  for (const named of pull.named) {
    const project = named.kind === 'elsewhere' ? projectOfKey(named.label) : undefined;
    // Jira hears nothing of work whose repository does not let its projects decide.
    if (named.kind !== 'elsewhere' || policy.kind !== 'in-force' || !policy.policy.merge.jira.includes(project ?? ''))
      continue;
    const merged = { id: pull.id, number: pull.number, gate, by: pull.mergedBy ?? GHOST };
    const telling = { kind: 'tell-merge', place, key: named.label, merged } as const;
    await enqueue(parts, place.tenant, [telling], `merged/${pull.id}/${named.label}`);
  }
}

/** @throws Transient until Jira has it on record */
export async function tellMerge(
  parts: Parts,
  { place, key, merged: { id, number, gate, by } }: Extract<FollowUp, { kind: 'tell-merge' }>,
): Promise<void> {
  if (!parts.jira) return;
  const pull = pullAt(parts, place, number);
  const taken = await parts.jira.merged(key, { id, ...pull, gate, by, cause: `${id}/${key}` });
  if (taken === 'unreachable' || taken === 'refused')
    throw new Transient(`Jira did not take the merge of ${pull.title}`);
}
