/** Which pull requests the commits of a merge group bring, and which commits nobody claims; pure (`docs/decisions/merge-group.md`). */

export interface GroupCommit {
  readonly sha: string;
  readonly parents: readonly string[];
}

/** A pull request by whose commits a group ends somewhere: an entry of the queue, or a group as its webhook told of it. */
export interface Waiting {
  readonly number: number;
  /** The last of the commits by which the queue brings it. */
  readonly commit: string;
  /** What these commits are built on; where it is unknown, only the last one is known to be its own. */
  readonly base?: string;
  /** The head of the pull request itself. */
  readonly head?: string;
}

/** A pull request that a group brings: by the commits after `from`, up to `to`. */
export interface Brought {
  readonly number: number;
  /** The head that was queued, where it is known. */
  readonly head?: string;
  readonly from: string;
  readonly to: string;
}

export interface Claims {
  readonly brought: readonly Brought[];
  /** Commits that belong to no pull request that is known to wait. */
  readonly unclaimed: readonly string[];
}

/** The commits by which a group was put together, newest first: each pull request's own follow below its last. */
export function spine(head: string, commits: readonly GroupCommit[]): readonly GroupCommit[] {
  const known = new Map(commits.map((one) => [one.sha, one]));
  const found: GroupCommit[] = [];
  for (let next = known.get(head); next; next = known.get(next.parents[0] ?? '')) {
    known.delete(next.sha);
    found.push(next);
  }
  return found;
}

export interface Known {
  readonly waiting: readonly Waiting[];
  /** Open pull requests by their heads. */
  readonly heads: ReadonlyMap<string, readonly number[]>;
  /** Commits at which another pull request's own end, whoever's that may be: what any group was built on. */
  readonly ends?: readonly string[];
}

/** Every commit of the spine is claimed by who waits with it, or by its second parent: the head of a pull request that was merged in. */
export function claims(spine: readonly GroupCommit[], { waiting, heads, ends: given = [] }: Known): Claims {
  const brought: Brought[] = [];
  const unclaimed: string[] = [];
  const ends = new Set([...given, ...waiting.flatMap((one) => (one.base === undefined ? [] : [one.base]))]);
  let owner: Waiting | undefined;
  for (const { sha, parents } of spine) {
    const [first = '', second] = parents;
    const here = claimant(waiting, sha);
    if (here !== undefined || ends.has(sha)) owner = here === 'disputed' ? undefined : here;
    if (second !== undefined) {
      const numbers =
        owner && owner.commit === sha ? [owner.number] : parents.length === 2 ? heads.get(second) : undefined;
      if (parents.length > 2 || !numbers || numbers.length === 0) unclaimed.push(sha);
      else brought.push(...numbers.map((number) => ({ number, head: second, from: first, to: sha })));
      // A merge brings the whole of its pull request; what is below it is another's.
      owner = undefined;
    } else if (!owner || parents.length === 0) unclaimed.push(sha);
    else {
      const own = brought.at(-1);
      if (own?.to === owner.commit) brought.splice(-1, 1, { ...own, from: first });
      else brought.push({ number: owner.number, ...(owner.head ? { head: owner.head } : {}), from: first, to: sha });
      if (owner.base === undefined) owner = undefined;
    }
  }
  return { brought, unclaimed };
}

/** Who waits with this commit as its last; `disputed` when it is said of several. */
function claimant(waiting: readonly Waiting[], sha: string): Waiting | 'disputed' | undefined {
  const all = waiting.filter((one) => one.commit === sha);
  const [first, ...others] = all;
  if (!first) return undefined;
  if (others.some((one) => one.number !== first.number)) return 'disputed';
  const base = all.find((one) => one.base !== undefined)?.base;
  const head = all.find((one) => one.head !== undefined)?.head;
  return { number: first.number, commit: sha, ...(base ? { base } : {}), ...(head ? { head } : {}) };
}
