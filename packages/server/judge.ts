/** The verdict of a pull request's gate. */

import { load } from '@countersign/core/change/decider.ts';
import { isMeant } from '@countersign/core/enactment/named.ts';
import { gateSituation, policyFor } from '@countersign/core/facts.ts';
import { changeGate } from '@countersign/core/gate/change.ts';
import type { Claimed } from '@countersign/core/gate/claim.ts';
import {
  covers,
  exempts,
  mergeGate,
  type NamedChange,
  type PolicyState,
  type Work,
} from '@countersign/core/gate/merge.ts';
import type { Verdict } from '@countersign/core/gate/verdict.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { authorshipOf } from '@countersign/github/authorship.ts';
import { changedFiles } from '@countersign/github/files.ts';
import { allowsRebase, mergedFiles } from '@countersign/github/merged.ts';
import { demandsCheck } from '@countersign/github/rules.ts';
import { tipOf } from '@countersign/github/tip.ts';
import { POLICY_PATH } from '@countersign/github/translate.ts';
import type { Place, PullSeen } from '@countersign/github/translation.ts';
import type { WorkFacts } from '@countersign/postgres/work.ts';
import { pullAt } from './address.ts';
import { factsAt } from './facts.ts';
import { movedAway, numbered } from './home.ts';
import { projectOfKey } from './jiragate.ts';
import { lanesOf, unhandledAmong } from './lane.ts';
import { meantIn } from './meant.ts';
import { othersPushes } from './others.ts';
import { type Parts, readerFor } from './parts.ts';
import { seenOf, unseenBelow } from './seen.ts';

export interface Judged {
  readonly verdict: Verdict;
  readonly policy: PolicyState;
  /** Streams of the change requests that were asked, by label. */
  readonly changes: ReadonlyMap<string, StreamRef>;
}

/**
 * The verdict over one pull request, computed afresh from the ledger and facts that are fresh enough (`rules.md 4.3`, 6.1).
 * @param isMerging true in the merge queue and of what was merged: there no answer of another tracker is taken from memory
 */
export async function judge(parts: Parts, place: Place, work: WorkFacts, isMerging = false): Promise<Judged> {
  const seen = seenOf(work);
  const facts = await factsAt(parts, place);
  const policy = await policyFor(facts, undefined);
  const changes = new Map<string, StreamRef>();
  const numbers = new Set([work.number]);
  const named: NamedChange[] = [];
  const claimed = claimedBy(seen);
  for (const one of seen.named) {
    if (one.kind === 'elsewhere') {
      // A word that looks like a key, where nobody would know what to do with it.
      if (one.unsure && !isListed(policy, one.label)) continue;
      named.push(await elsewhere(parts, { place, policy, pull: seen, isMerging }, one.label));
      continue;
    }
    const label = `#${one.number}`;
    numbers.add(one.number);
    const row = await numbered(parts, place, one.number);
    const state = row && (await load(parts.ledger, row.ref));
    if (!row || !state) {
      if (await movedAway(parts, place, one.number)) {
        named.push({ kind: 'moved', label });
        continue;
      }
      // "Fixes #5" closes an ordinary issue; it neither names a change request nor stands in the way.
      if (!one.outright) continue;
      named.push({ kind: 'unknown', label });
      continue;
    }
    changes.set(label, row.ref);
    for (const item of state.content.request.items) numbers.add(Number(/#(\d+)$/.exec(item.label)?.[1] ?? 0));
    const pinned = await policyFor(facts, state);
    const situation = await gateSituation(facts, pinned, state);
    const mention = one.mention ? { mention: state.stage === 'closed' ? ({ isOver: true } as const) : {} } : {};
    named.push({
      kind: 'known',
      label,
      verdict: changeGate(state, 'merge', situation, one.mention ? undefined : claimed),
      ...mention,
    });
  }
  const { keys, prefix } = lanesOf(place);
  const unhandled = unhandledAmong(await parts.unhandled.like(keys, prefix), { numbers, head: work.head });
  const own = named.filter((one) => one.kind !== 'known' || !one.mention);
  const pull = restsOnChange(policy, seen, own) && !isMerging ? await onTip(parts, place, seen) : seen;
  const asked: Work = {
    author: pull.author.name,
    base: pull.base,
    ...(await beside(parts, place, policy, pull, own)),
    files: await filesOf(parts, place, policy, pull, own),
    named,
    always: [POLICY_PATH],
    ...(unhandled ? { unhandled } : {}),
  };
  const verdict = mergeGate(policy, asked);
  // More files only close: what is closed by those that differ need not be asked what a merge would do.
  const isFree = verdict.open && typeof asked.files !== 'string';
  return { verdict: isFree ? await freeToMerge(parts, place, pull, policy, asked) : verdict, policy, changes };
}

/** The work as it was pushed: the commits of a queue are whoever's put it there. */
function claimedBy(seen: PullSeen): Claimed {
  const head = (seen.queued ? seen.queued.head : seen.head) ?? '';
  const upon = unseenBelow(seen, head);
  return { id: seen.id, head, isSeen: upon.length === 0, upon };
}

/** Asked again with every file that a merge could change. */
async function freeToMerge(
  parts: Parts,
  place: Place,
  { baseSha, head, queued, rebases = true }: PullSeen,
  policy: PolicyState,
  work: Work,
): Promise<Verdict> {
  if (baseSha === undefined) return mergeGate(policy, { ...work, files: 'unreadable' });
  const reader = await readerFor(parts, place);
  // The commits of a queue are those that its branch will have. What webhooks told may have been switched on since.
  const isRebased = !queued && (rebases || (await allowsRebase(reader, place)));
  const files = await mergedFiles(reader, place, { base: baseSha, head }, isRebased);
  return mergeGate(policy, { ...work, files });
}

/** Facts that are asked only where the policy lets something pass: by its base, or for its author's sake. */
async function beside(
  parts: Parts,
  place: Place,
  policy: PolicyState,
  pull: PullSeen,
  named: readonly NamedChange[],
): Promise<Pick<Work, 'demanded' | 'authored'>> {
  if (policy.kind !== 'in-force') return {};
  const reader = await readerFor(parts, place);
  if (covers(policy, pull.base) === 'no') return { demanded: await demandsCheck(reader, place, pull.base, parts.app) };
  if (named.length > 0 || !policy.policy.merge.exemptAuthors.includes(pull.author.name)) return {};
  const meant = await meantIn(parts, place, policy.policy);
  if (!isMeant(meant, pull.author)) return { authored: { kind: 'another-account' } };
  return { authored: await authorshipOf(reader, othersPushes(parts), place, pull) };
}

/** Whether the policy lets the project of a key decide here. */
function isListed(policy: PolicyState, label: string): boolean {
  const project = projectOfKey(label);
  return project !== undefined && policy.kind === 'in-force' && policy.policy.merge.jira.includes(project);
}

interface Asking {
  readonly place: Place;
  readonly policy: PolicyState;
  readonly pull: PullSeen;
  readonly isMerging: boolean;
}

/** What is named in another place: a Jira request is asked of Jira each time, where a site was set; anything else cannot be asked. */
async function elsewhere(
  parts: Parts,
  { place, policy, pull, isMerging }: Asking,
  label: string,
): Promise<NamedChange> {
  const project = projectOfKey(label);
  if (!parts.jira || !project || policy.kind !== 'in-force') return { kind: 'elsewhere', label };
  // Whoever administers any other project there could open this gate by a policy of their own.
  if (!policy.policy.merge.jira.includes(project)) return { kind: 'elsewhere', label, answer: 'unlisted' };
  const { head, isSeen } = claimedBy(pull);
  const isOthers = pull.mixed === true || (pull.namedByOthers?.includes(label) ?? false);
  const others = (await othersPushes(parts).of(place, pull.id)).length + (isOthers ? 1 : 0);
  const claim = { author: pull.author, origin: pull.origin ?? ('own' as const), head, isSeen, others };
  const answer = await parts.jira.ask(label, { ...pullAt(parts, place, pull.number), claim, isMerging });
  return { kind: 'elsewhere', label, answer };
}

/** Whether the policy lets anything pass unasked, and no change request is named: then it matters what is changed, and whose it is. */
function restsOnChange(policy: PolicyState, { base }: PullSeen, named: readonly NamedChange[]): boolean {
  if (policy.kind !== 'in-force' || named.length > 0) return false;
  return exempts(policy.policy) && covers(policy, base) !== 'no';
}

/**
 * An open pull request, seen from where its base stands now: GitHub renews the base that it shows at its own times. What waits in the queue,
 * or was merged, keeps what it was built on: the tip may have all of it already.
 */
async function onTip(parts: Parts, place: Place, seen: PullSeen): Promise<PullSeen> {
  if (!seen.open) return seen;
  const { baseSha: _, ...pull } = seen;
  const tip = await tipOf(await readerFor(parts, place), place, pull.base);
  return tip === 'unreadable' ? pull : { ...pull, baseSha: tip };
}

/** Changed files, read only when the policy lets anything pass unasked and the pull request names no change request. */
async function filesOf(
  parts: Parts,
  place: Place,
  policy: PolicyState,
  pull: PullSeen,
  named: readonly NamedChange[],
): Promise<Work['files']> {
  if (!restsOnChange(policy, pull, named)) return 'unasked';
  const { baseSha, head } = pull;
  if (baseSha === undefined) return 'unreadable';
  return changedFiles(await readerFor(parts, place), place, { base: baseSha, head });
}
