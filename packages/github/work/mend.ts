/** A policy that is missing or wrong, mended by a pull request that changes nothing else: whose it is to decide that, and what they said (`rules.md 7.2`). */
import { ENACTMENT, policyStream, type Version } from '@countersign/core/enactment/decider.ts';
import { type Mending, mendGate } from '@countersign/core/gate/mend.ts';
import { isMendable, type PolicyState, type Work } from '@countersign/core/gate/merge.ts';
import { leaf, type Verdict } from '@countersign/core/gate/verdict.ts';
import { shortDigest } from '@countersign/core/ledger/shown.ts';
import { folded } from '@countersign/core/record/run.ts';
import { WORK, workStream } from '@countersign/core/work/decider.ts';
import { ask } from '../client.ts';
import { type Parts, readerFor } from '../desk.ts';
import { readAuthority } from '../facts/directory.ts';
import { type Compared, compared } from '../facts/files.ts';
import { allowsRebase, mergedFiles } from '../facts/merged.ts';
import { entryAt, fileAt } from '../facts/onefile.ts';
import type { Reader } from '../facts/reader.ts';
import { tipOf } from '../facts/tip.ts';
import { contactsIn } from '../policy/contacts.ts';
import { meantIn } from '../policy/holders.ts';
import { pinnedPolicy, policyIn } from '../policy/policyfile.ts';
import { FORM_PATH } from '../setup/proposal.ts';
import { POLICY_PATH } from '../translate/translate.ts';
import type { Place, PullSeen } from '../translation.ts';
import { othersPushes } from './others.ts';
import { unseenBelow } from './seen.ts';

interface Asking {
  readonly policy: PolicyState;
  readonly pull: PullSeen;
  /** In the merge queue, or merged. */
  readonly isMerging: boolean;
}

/** What the gate is told of work that mends the policy alone; nothing of any other, or while a policy stands. */
export async function mendingOf(parts: Parts, place: Place, asking: Asking): Promise<Pick<Work, 'mending'>> {
  const found = await mendIn(parts, place, asking);
  if (!found) return {};
  return { mending: 'code' in found ? found : mendGate(found) };
}

/** Whether we opened it ourselves, to offer a policy. */
export function isOurOffer({ self }: Pick<Parts, 'self'>, { offers, author }: PullSeen): boolean {
  return offers === true && author.name.toLowerCase() === self.toLowerCase();
}

/**
 * What would be mended, or why that cannot be decided; `undefined` of work that does anything else, and while a policy stands.
 * @throws Transient while GitHub does not answer
 */
export async function mendIn(
  parts: Parts,
  place: Place,
  { policy, pull, isMerging }: Asking,
): Promise<Mending | Verdict | undefined> {
  if (!isMendable(policy)) return undefined;
  const last = folded(ENACTMENT, await parts.ledger.read(policyStream(place))).at(-1);
  // Only where no policy was ever valid can its offer be the first.
  const isOffer = !last && isOurOffer(parts, pull);
  // Of a project that never had a policy nobody expects one.
  if (policy.kind === 'missing' && !last && !isOffer) return undefined;
  const reader = await readerFor(parts, place);
  const base = isMerging || !pull.open ? pull.baseSha : await tipOf(reader, place, pull.base);
  if (base === undefined || base === 'unreadable') return undefined;
  const range = { base, head: pull.head };
  const whole = await compared(reader, place, range);
  const own = isOffer ? [POLICY_PATH, FORM_PATH] : [POLICY_PATH];
  if (typeof whole === 'string' || !whole.files.includes(POLICY_PATH)) return undefined;
  if (!whole.files.every((file) => own.includes(file))) return undefined;
  if (!(await isIntoDefault(reader, place, pull.base))) return undefined;
  const isRebased = !pull.queued && ((pull.rebases ?? true) || (await allowsRebase(reader, place)));
  const merged = await mergedFiles(reader, place, range, isRebased);
  if (merged === 'unreadable') return leaf(false, 'facts-unreadable');
  if (typeof merged !== 'string' && !merged.every((file) => own.includes(file))) return undefined;
  if (typeof merged === 'string' || !(await isMergedAsItIs(reader, place, whole, isRebased)))
    return leaf(false, 'mend-behind');
  const file = await fileAt(reader, place, { commit: pull.head, tree: whole.trees.head }, POLICY_PATH);
  if (file === 'unreadable') return leaf(false, 'facts-unreadable');
  const next = typeof file === 'string' ? undefined : policyIn(reader, file.text.toString('utf8'));
  if (typeof file === 'string' || next?.kind !== 'in-force')
    return leaf(false, 'mend-invalid', { problems: next?.kind === 'broken' ? next.problems : [] });
  if (!last) return isOffer ? leaf(true, 'onboarding-first') : leaf(false, 'mend-never');
  return decidedUnder(parts, place, { last, pull, blob: file.sha });
}

/** Whether what is merged is the file as people see it there, letter by letter. */
async function isMergedAsItIs(
  reader: Reader,
  place: Place,
  { trees, commits }: Compared,
  isRebased: boolean,
): Promise<boolean> {
  const stood = await entryAt(reader, place, trees.mergeBase, POLICY_PATH);
  const stands = await entryAt(reader, place, trees.base, POLICY_PATH);
  if (stood === 'unreadable' || JSON.stringify(stood) !== JSON.stringify(stands)) return false;
  // A merge among the commits is left out of a rebase, and with it what it made of the file.
  return !isRebased || (commits !== 'too-many' && commits.every((one) => one.parents.length === 1));
}

/** The last version that was valid decides; the text that is brought says nothing about itself. */
async function decidedUnder(
  parts: Parts,
  place: Place,
  { last, pull, blob }: { readonly last: Version; readonly pull: PullSeen; readonly blob: string },
): Promise<Mending | Verdict> {
  const reader = await readerFor(parts, place);
  const { tenant, project } = place;
  const pinned = await pinnedPolicy(reader, place, last.version);
  if (pinned.kind !== 'in-force') return leaf(false, 'mend-gone', { version: shortDigest(last.version) });
  const { policy } = pinned;
  const head = pull.queued ? pull.queued.head : pull.head;
  const said = folded(WORK, await parts.ledger.read(workStream(tenant, project, pull.id)));
  const others = pull.mixed === true || (await othersPushes(parts).of(place, pull.id)).length > 0;
  return {
    policy,
    authority: await readAuthority(
      ...([reader, tenant, policy, await meantIn(parts, place, policy)] as const),
      await contactsIn(parts, place, policy),
    ),
    since: last.at,
    author: pull.author,
    isSeen: head !== undefined && !others && unseenBelow(pull, head).length === 0,
    head: head ?? '',
    base: pull.base,
    blob,
    agreed: said.agreed ?? [],
    objected: said.objected ?? [],
  };
}

async function isIntoDefault({ client }: Reader, { owner, repo }: Place, base: string): Promise<boolean> {
  const answer = await ask(client, 'GET /repos/{owner}/{repo}', { owner, repo });
  return answer.ok && (answer.data as { readonly default_branch?: string }).default_branch === base;
}
