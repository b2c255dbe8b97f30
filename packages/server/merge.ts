/** Work that was merged, on the record of the requests that it names, with what its gate said then: here, and in Jira (`rules.md 6.2`). */
import type { GateAtMerge } from '@countersign/core/change/event.ts';
import { given } from '@countersign/core/facts.ts';
import { Transient } from '@countersign/core/failure.ts';
import { covers, gateAtMerge } from '@countersign/core/gate/merge.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { settingFor } from '@countersign/core/view/setting.ts';
import { mergedPast } from '@countersign/github/markdown/check.ts';
import { GHOST } from '@countersign/github/place.ts';
import type { Place, PullSeen } from '@countersign/github/translation.ts';
import type { WorkFacts } from '@countersign/postgres/work.ts';
import { act } from './act.ts';
import { pullAt } from './address.ts';
import { speak } from './answer.ts';
import { enqueue, type FollowUp } from './follow.ts';
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
 * What the gate of merged work said, the same for everybody who is told: as its check showed it, where that depends on another tracker.
 * @throws Transient when the policy could not be read: nobody is said to have passed a gate that could not be asked.
 */
async function judgedMerge(
  parts: Parts,
  place: Place,
  work: WorkFacts,
): Promise<Judged & { readonly gate: GateAtMerge }> {
  const judged = await judge(parts, place, work, true);
  given(judged.policy, place.project);
  const shown = (await parts.documents.find(shownKey(work)))?.data as { head: string; gate: GateAtMerge } | undefined;
  return { ...judged, gate: shown?.head === work.head ? shown.gate : gateAtMerge(judged.verdict, judged.policy) };
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
  const { base } = work.data as unknown as PullSeen;
  const { policy, verdict, gate: now } = await judgedMerge(parts, place, work);
  const gate = known ?? now;
  // Where there is no policy to go by, and into branches that it leaves out, there is no process to be out of.
  if (policy.kind !== 'in-force' || covers(policy, base) === 'no') return;
  if (gate === 'closed' && known === undefined && !namesElsewhere(work.data as unknown as PullSeen)) {
    const setting = settingFor(policy, parts.now());
    const pieces = [{ text: mergedPast(verdict, base, setting) }];
    await speak(parts, { thread: id, place, number: work.number }, { cause: `merged/${id}`, pieces, setting });
  }
  if (gate === 'closed')
    parts.log.warn({ repository: place.project, pull: work.number, base, gate: verdict.code }, 'merged out of process');
  parts.merged(gate);
}

/** Keeps what the check of work that names requests elsewhere says, for the moment in which it is merged: then Jira may be away, or say something else already. */
export async function gateShown(parts: Parts, work: WorkFacts, { verdict, policy }: Judged): Promise<void> {
  if (!namesElsewhere(work.data as unknown as PullSeen)) return;
  const data = { head: work.head, gate: gateAtMerge(verdict, policy) };
  await parts.documents.keep({ ...shownKey(work), data, fetchedAt: new Date(parts.now()).toISOString() });
}

const shownKey = ({ tenant, project, id }: Pick<WorkFacts, 'tenant' | 'project' | 'id'>) => ({
  tenant,
  project,
  kind: 'gate-shown',
  id,
});

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
  const taken = await parts.jira.merged(key, { ...pull, gate, by, cause: `${id}/${key}` });
  if (taken === 'unreachable' || taken === 'refused')
    throw new Transient(`Jira did not take the merge of ${pull.title}`);
}
