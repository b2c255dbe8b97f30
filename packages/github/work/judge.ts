/** The verdict of a pull request's gate. */

import { load } from '@countersign/core/change/decider.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import { isMeant } from '@countersign/core/enactment/named.ts';
import { gateSituation, policyFor } from '@countersign/core/facts.ts';
import { changeGate } from '@countersign/core/gate/change.ts';
import type { Claimed } from '@countersign/core/gate/claim.ts';
import {
  covers,
  elsewhere as elsewhereGate,
  exempts,
  isMendable,
  mergeGate,
  type NamedChange,
  type PolicyState,
  type Work,
} from '@countersign/core/gate/merge.ts';
import { leaf, type Verdict } from '@countersign/core/gate/verdict.ts';
import { entryNamed, namesPerson } from '@countersign/core/policy/account.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import type { WorkFacts } from '@countersign/core/record/work.ts';
import { workStream } from '@countersign/core/work/decider.ts';
import { pullAt } from '../address.ts';
import { type Parts, readerFor } from '../desk.ts';
import { authorshipOf } from '../facts/authorship.ts';
import { changedFiles, changedGuarded } from '../facts/files.ts';
import { isGuarded } from '../facts/guarded.ts';
import { linksAmong } from '../facts/links.ts';
import { mayRebase, mergedFiles, mergedGuarded } from '../facts/merged.ts';
import { demandsCheck } from '../facts/rules.ts';
import { tipOf } from '../facts/tip.ts';
import { factsAt } from '../factsat.ts';
import { projectOfKey } from '../mirror/jira.ts';
import { REST } from '../named/reference.ts';
import { meantIn } from '../policy/holders.ts';
import { movedAway, numbered } from '../record/home.ts';
import { lanesOf, unhandledAmong } from '../record/lane.ts';
import { lostAt } from '../record/recordlost.ts';
import { FORM_PATH } from '../setup/proposal.ts';
import { POLICY_PATH } from '../translate/translate.ts';
import type { Place, PullSeen } from '../translation.ts';
import { bumpIn } from './bump.ts';
import { isOurOffer, mendingOf } from './mend.ts';
import { othersPushes } from './others.ts';
import { formerNamed, isTooMany } from './ownword.ts';
import { withPaths } from './paths.ts';
import { seenOf, unseenBelow } from './seen.ts';

interface Asked {
  readonly ref: StreamRef;
  readonly version: number;
}

export interface Judged {
  readonly verdict: Verdict;
  readonly policy: PolicyState;
  /** The change requests that were asked, by label, each as it stood. */
  readonly changes: ReadonlyMap<string, Asked>;
  /** It rests on issues and pull requests of these numbers. */
  readonly numbers?: ReadonlySet<number>;
  /** What else on record it rests on, as it stood: the words by which a policy is mended. */
  readonly words?: Asked;
}

/**
 * The verdict over one pull request, computed afresh from the ledger and facts that are fresh enough (`rules.md 4.3`, 6.1).
 * @param isMerging true in the merge queue and of what was merged: there no answer of another tracker is taken from memory
 * @param under the policy to judge by, where that is not the one that stands now
 */
export async function judge(
  parts: Parts,
  place: Place,
  work: WorkFacts,
  isMerging = false,
  under?: PolicyState,
): Promise<Judged> {
  const seen = seenOf(work);
  const lost = await lostAt(parts, place);
  const now = await factsAt(parts, place);
  const facts = under ? { ...now, policy: async () => under } : now;
  const policy = await policyFor(facts, undefined);
  const changes = new Map<string, Asked>();
  const requests = new Map<string, ChangeState>();
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
    changes.set(label, { ref: row.ref, version: state.version });
    if (!one.mention) requests.set(label, state);
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
  const before = await namedBefore(parts, place, policy, { pull: seen, isMerging }, named);
  for (const { one, asked } of before) {
    named.push(one);
    if (!asked) continue;
    changes.set(one.label, asked);
    numbers.add(Number(one.label.slice(1)));
  }
  const { keys, prefix } = lanesOf(place);
  const streams = new Set([...changes.values()].map(({ ref }) => ref.stream));
  const unhandled = unhandledAmong(await parts.unhandled.like(keys, prefix), { numbers, head: work.head, streams });
  const own = named.filter((one) => one.kind !== 'known' || !one.mention);
  const isOfItsOwn = own.length > 0;
  const pull = restsOnFiles(policy, seen, isOfItsOwn) && !isMerging ? await onTip(parts, place, seen) : seen;
  const files = await filesOf(parts, place, policy, pull, isOfItsOwn);
  const naming = { parts, place, pull: seen, named, requests };
  const words = isMendable(policy) ? await wordsFor(parts, place, seen) : undefined;
  const asked: Work = {
    author: pull.author.name,
    authorId: pull.author.id,
    base: pull.base,
    ...(await beside(parts, { place, policy, pull, files, isOfItsOwn })),
    files,
    named: await withPaths(naming, files),
    isGuarded,
    ...(unhandled ? { unhandled } : {}),
    ...(lost ? { lost } : {}),
    ...(await mendingOf(parts, place, { policy, pull: seen, isMerging })),
  };
  const verdict = mergeGate(policy, asked);
  // More files only close: what is closed by those that differ need not be asked what a merge would do.
  const isFree = verdict.open && typeof asked.files !== 'string';
  if (!isFree) return { verdict, policy, changes, numbers, ...(words ? { words } : {}) };
  const all = await filesToMerge(parts, place, pull, isOfItsOwn);
  const merged = { ...asked, files: all, named: await withPaths(naming, all) };
  const links = await linksOf(parts, place, pull, mergeGate(policy, merged), all);
  return { verdict: mergeGate(policy, { ...merged, ...links }), policy, changes, numbers };
}

/** What people said on the pull request itself, as it stands. */
async function wordsFor({ ledger }: Parts, { tenant, project }: Place, { id }: PullSeen): Promise<Asked> {
  const ref = workStream(tenant, project, id);
  return { ref, version: (await ledger.read(ref)).at(-1)?.version ?? 0 };
}

/** Links and submodules, where nothing but its files lets it pass. */
async function linksOf(
  parts: Parts,
  place: Place,
  { baseSha, head }: PullSeen,
  { code }: Verdict,
  files: Work['files'],
): Promise<Pick<Work, 'links'> | { readonly files: Work['files'] }> {
  if (code !== 'not-covered-files' || typeof files === 'string' || baseSha === undefined) return {};
  const links = await linksAmong(await readerFor(parts, place), place, { base: baseSha, head }, files);
  return typeof links === 'string' ? { files: links } : { links };
}

/**
 * Where a pull request is covered by what it names, what it named before holds it back until it names something else: whoever was refused would
 * take the name away. What was implemented is history.
 */
async function namedBefore(
  parts: Parts,
  place: Place,
  policy: PolicyState,
  { pull, isMerging }: Pick<Asking, 'pull' | 'isMerging'>,
  named: readonly NamedChange[],
): Promise<readonly { readonly one: NamedChange; readonly asked?: Asked }[]> {
  const isLinked = policy.kind === 'in-force' && policy.policy.merge.covers === 'linked';
  if (!isLinked || named.some((one) => one.kind !== 'known' || !one.mention)) return [];
  const facts = await factsAt(parts, place);
  const found: { readonly one: NamedChange; readonly asked?: Asked }[] = [];
  const holds = (label: string, verdict: Verdict, asked?: Asked): void => {
    found.push({ one: { kind: 'known', label, verdict, mention: { isFormer: true } }, ...(asked ? { asked } : {}) });
  };
  for (const former of (pull.formerly ?? []).map(formerNamed)) {
    if (former.kind === 'elsewhere') {
      const { label, unsure = false } = former;
      const isAsked = isListed(policy, label);
      if (label.startsWith(REST) || (unsure && !isAsked)) continue;
      const one = await elsewhere(parts, { place, policy, pull, isMerging }, label);
      if (isAsked) found.push({ one });
      // What nobody can ask, and what the policy does not name, closed it when it was named.
      else holds(label, elsewhereGate(one));
      continue;
    }
    const { number, outright } = former;
    const label = `#${number}`;
    const row = await numbered(parts, place, number);
    const state = row && (await load(parts.ledger, row.ref));
    if (!state) {
      if (await movedAway(parts, place, number)) holds(label, leaf(false, 'change-moved', { label }));
      else if (outright) holds(label, leaf(false, 'change-unknown', { label }));
      continue;
    }
    if (state.closing?.reason === 'implemented') continue;
    const situation = await gateSituation(facts, await policyFor(facts, state), state);
    holds(label, changeGate(state, 'merge', situation), { ref: row.ref, version: state.version });
  }
  if (isTooMany(pull.formerly)) holds(`+${pull.formerly?.length}`, leaf(false, 'named-many'));
  return found;
}

/** The work as it was pushed: the commits of a queue are whoever's put it there. */
function claimedBy(seen: PullSeen): Claimed {
  const head = (seen.queued ? seen.queued.head : seen.head) ?? '';
  const upon = unseenBelow(seen, head);
  return { id: seen.id, head, isSeen: upon.length === 0, upon };
}

/** Every file that a merge could change; of work that names a request, as far as guarded ones may be among them. */
async function filesToMerge(parts: Parts, place: Place, pull: PullSeen, isOfItsOwn: boolean): Promise<Work['files']> {
  const { baseSha, head } = pull;
  if (baseSha === undefined) return 'unreadable';
  const reader = await readerFor(parts, place);
  const asking = isOfItsOwn ? mergedGuarded : mergedFiles;
  return asking(reader, place, { base: baseSha, head }, await mayRebase(reader, place, pull));
}

interface Beside {
  readonly place: Place;
  readonly policy: PolicyState;
  readonly pull: PullSeen;
  readonly files: Work['files'];
  readonly isOfItsOwn: boolean;
}

/** Facts that are asked only where the policy lets something pass: by its base, or for its author's sake. */
async function beside(
  parts: Parts,
  { place, policy, pull, files, isOfItsOwn }: Beside,
): Promise<Pick<Work, 'demanded' | 'authored' | 'bump' | 'isOnboarding'>> {
  if (policy.kind !== 'in-force') return {};
  const reader = await readerFor(parts, place);
  if (covers(policy, pull.base) === 'no') return { demanded: await demandsCheck(reader, place, pull.base, parts.app) };
  const { exemptAuthors, exemptBumps = [], exemptOnboarding } = policy.policy.merge;
  const { author, baseSha, head } = pull;
  const names = (entry: string): boolean => namesPerson(entry, author);
  const bumps = typeof files === 'string' ? [] : exemptBumps.filter(names);
  const entries = [...exemptAuthors.filter(names), ...bumps];
  const offers = exemptOnboarding && isOffer(parts, pull, files);
  if (isOfItsOwn || !(entries.length > 0 || offers)) return {};
  const range = bumps.length > 0 && baseSha !== undefined ? { base: baseSha, head } : undefined;
  const asked = range ? { bump: await bumpIn(reader, place, range, () => mayRebase(reader, place, pull)) } : {};
  // An id that is written needs nothing on record.
  const isByName = entries.length === 0 || entries.some((entry) => entryNamed(entry).id === undefined);
  const meant = isByName ? isMeant(await meantIn(parts, place, policy.policy), author) : true;
  if (meant !== true) return { authored: { kind: meant === 'unread' ? 'unreadable' : 'another-account' }, ...asked };
  const authored = await authorshipOf(reader, othersPushes(parts), place, pull);
  return { authored, ...asked, ...(offers && authored.kind === 'own' ? { isOnboarding: true } : {}) };
}

/** Whether it is the pull request by which the app offers a policy, and nothing but what is offered there. */
function isOffer(parts: Parts, pull: PullSeen, files: Work['files']): boolean {
  return (
    isOurOffer(parts, pull) &&
    typeof files !== 'string' &&
    files.every((file) => file === POLICY_PATH || file === FORM_PATH)
  );
}

/** Whether the policy lets the project of a key decide here. */
export function isListed(policy: PolicyState, label: string): boolean {
  const project = projectOfKey(label);
  return project !== undefined && policy.kind === 'in-force' && policy.policy.merge.jira.includes(project);
}

type Elsewhere = Extract<NamedChange, { kind: 'elsewhere' }>;

interface Asking {
  readonly place: Place;
  readonly policy: PolicyState;
  readonly pull: PullSeen;
  readonly isMerging: boolean;
}

/** What is named in another place: a Jira request is asked of Jira each time, where a site was set; anything else cannot be asked. */
async function elsewhere(parts: Parts, { place, policy, pull, isMerging }: Asking, label: string): Promise<Elsewhere> {
  const project = projectOfKey(label);
  if (!parts.jira || !project || policy.kind !== 'in-force') return { kind: 'elsewhere', label };
  // Whoever administers any other project there could open this gate by a policy of their own.
  if (!policy.policy.merge.jira.includes(project)) return { kind: 'elsewhere', label, answer: 'unlisted' };
  const { head, isSeen } = claimedBy(pull);
  const isOthers = pull.mixed === true || (pull.namedByOthers?.includes(label) ?? false);
  const others = (await othersPushes(parts).of(place, pull.id)).length + (isOthers ? 1 : 0);
  const claim = { author: pull.author, origin: pull.origin ?? ('own' as const), head, isSeen, others };
  const answer = await parts.jira.ask(label, { id: pull.id, ...pullAt(parts, place, pull.number), claim, isMerging });
  return { kind: 'elsewhere', label, answer };
}

/** Whether it matters what is changed: where a request is named, for guarded files; where none is, for what the policy lets pass unasked. */
function restsOnFiles(policy: PolicyState, { base }: PullSeen, isOfItsOwn: boolean): boolean {
  if (policy.kind !== 'in-force' || covers(policy, base) === 'no') return false;
  return isOfItsOwn || exempts(policy.policy);
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

/** Changed files, read only where they matter. */
async function filesOf(
  parts: Parts,
  place: Place,
  policy: PolicyState,
  pull: PullSeen,
  isOfItsOwn: boolean,
): Promise<Work['files']> {
  if (!restsOnFiles(policy, pull, isOfItsOwn)) return 'unasked';
  const { baseSha, head } = pull;
  if (baseSha === undefined) return 'unreadable';
  const asking = isOfItsOwn ? changedGuarded : changedFiles;
  return asking(await readerFor(parts, place), place, { base: baseSha, head });
}
