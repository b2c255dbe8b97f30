/** What waits in a group of the merge queue: its pull requests at the commits that were queued, and what closes the group beside their own verdicts. */
import { Malformed } from '@countersign/core/failure.ts';
import { covers } from '@countersign/core/gate/merge.ts';
import { leaf, type Verdict } from '@countersign/core/gate/verdict.ts';
import { shortDigest } from '@countersign/core/ledger/shown.ts';
import type { WorkFacts } from '@countersign/core/record/work.ts';
import type { Parts } from '../desk.ts';
import type { Brought, Claims } from '../facts/claim.ts';
import { factsAt } from '../factsat.ts';
import type { Place } from '../translation.ts';
import { findGroup, readGroup, renewGroup, type WaitingGroup } from './group.ts';
import { pullSeen, readPull } from './pull.ts';
import { seenOf } from './seen.ts';

export interface Queued {
  readonly base: string;
  readonly works: readonly WorkFacts[];
  /** The same as they are known. */
  readonly known: readonly WorkFacts[];
  readonly closed: readonly { readonly pull: number; readonly verdict: Verdict }[];
}

/**
 * Reads what waits on a commit of the merge queue.
 * @returns `none` when no group waits there; `over` when its branch has all of it already
 * @throws Transient while GitHub does not answer
 */
export async function queuedAt(parts: Parts, place: Place, head: string): Promise<Queued | 'none' | 'over'> {
  const group = await findGroup(parts, place, head);
  if (!group) return 'none';
  const { base, number: last } = group;
  const policy = await (await factsAt(parts, place)).policy();
  // Where the policy asks for nothing, nothing has to be read to say so.
  const isCovered = covers(policy, base) !== 'no';
  const claims = group.claims ?? (isCovered ? await readGroup(parts, place, group) : byName(group));
  if (claims === 'over') return 'over';
  const brought = claims === 'unreadable' ? [] : claims.brought;
  const pulls = [...new Set([...brought.map((one) => one.number), ...(last ? [last] : [])])];
  // Kept only while it waits: its end may have been told meanwhile. What nobody claimed may be claimed at the next look.
  if (!group.claims) {
    const isWhole = isCovered && claims !== 'unreadable' && claims.unclaimed.length === 0;
    await renewGroup(parts, place, { ...group, pulls, ...(isWhole ? { claims } : {}) });
  }
  await learn(parts, place, brought);
  const closed: { readonly pull: number; readonly verdict: Verdict }[] = [];
  const close = (verdict: Verdict, pull = last ?? 0) => closed.push({ pull, verdict });
  if (claims === 'unreadable') close(leaf(false, 'queue-unreadable'));
  else
    for (const commit of group.alsoInto ? [head] : claims.unclaimed)
      close(leaf(false, 'commit-unclaimed', { commit: shortDigest(commit) }));
  const works: WorkFacts[] = [];
  const known: WorkFacts[] = [];
  for (const one of brought) {
    const work = await parts.work.findByNumber(place.tenant, place.project, one.number);
    // Of another head than was queued, nothing that is known is true of what was queued.
    if (!isAsQueued(one, work)) close(leaf(false, 'queued-head-moved', { label: `#${one.number}` }), one.number);
    else {
      if (!work.open && !seenOf(work).merged)
        close(leaf(false, 'queued-closed', { label: `#${one.number}` }), one.number);
      // The queue's own commits are whoever's queued it; whose work they bring is asked of what was queued.
      const queued = one.head === undefined ? {} : { head: one.head };
      const data = { ...(work.data as object), base, baseSha: one.from, head: one.to, queued };
      works.push({ ...work, data });
      known.push(work);
    }
  }
  return { base, works, known, closed };
}

function byName({ number, head, baseSha = head }: WaitingGroup): Claims {
  return { brought: number === undefined ? [] : [{ number, from: baseSha, to: head }], unclaimed: [] };
}

/** Reads each pull request of a group that is not known, or not as it was queued. */
async function learn(parts: Parts, place: Place, brought: readonly Brought[]): Promise<void> {
  for (const one of brought) {
    if (isAsQueued(one, await parts.work.findByNumber(place.tenant, place.project, one.number))) continue;
    const pull = await readPull(parts, place, one.number);
    if (!pull) throw new Malformed(`pull request #${one.number} of the merge group could not be read`);
    await pullSeen(parts, place, pull, `group/${one.to}/${pull.head}`);
  }
}

function isAsQueued({ head }: Brought, work: WorkFacts | undefined): work is WorkFacts {
  return work !== undefined && (head === undefined || work.head === head);
}
