/** Pull requests: what they name, which change requests they are linked to, and the verdict of their gate. */
import { gateSituation, policyFor } from '@countersign/core/facts.ts';
import { Transient } from '@countersign/core/failure.ts';
import { changeGate } from '@countersign/core/gate/change.ts';
import { matchesGlob } from '@countersign/core/gate/glob.ts';
import { exempts, mergeGate, type NamedChange, type PolicyState, type Work } from '@countersign/core/gate/merge.ts';
import type { Verdict } from '@countersign/core/gate/verdict.ts';
import type { Json, StreamRef } from '@countersign/core/ports.ts';
import { load } from '@countersign/core/run.ts';
import { ask } from '@countersign/github/project/client.ts';
import { pullSchema } from '@countersign/github/schema.ts';
import { pullOf } from '@countersign/github/translate/work.ts';
import { POLICY_PATH } from '@countersign/github/translate.ts';
import type { Place, PullSeen } from '@countersign/github/translation.ts';
import type { WorkFacts } from '@countersign/postgres/work.ts';
import { act } from './act.ts';
import { factsAt } from './facts.ts';
import { jobOf } from './follow.ts';
import { numbered } from './home.ts';
import { projectOfKey } from './jiragate.ts';
import { type Parts, readerFor } from './parts.ts';

/** Keeps what was seen of a pull request, links it to the change requests that it names, and has its gate shown. */
export async function pullSeen(parts: Parts, place: Place, pull: PullSeen, cause: string): Promise<void> {
  const refs: StreamRef[] = [];
  const numbers = new Map<string, number>();
  for (const named of pull.named) {
    if (named.kind !== 'issue') continue;
    const row = await numbered(parts, place, named.number);
    if (!row) continue;
    refs.push(row.ref);
    numbers.set(row.ref.stream, named.number);
  }
  const mixed = await isMixed(parts, place, pull);
  const facts = {
    tenant: place.tenant,
    project: place.project,
    id: pull.id,
    number: pull.number,
    head: pull.head,
    open: pull.open,
    data: (mixed ? { ...pull, mixed } : pull) as unknown as Json,
    updatedAt: pull.updatedAt,
  };
  const before = await parts.work.see(
    facts,
    refs.map((ref) => ref.stream),
  );
  // Deliveries may come late: what a newer one said stands, and was shown.
  if (before === 'outdated') return;
  const common = { place, actor: pull.author, line: '' };
  for (const ref of refs) {
    const command = { type: 'link-work' as const, work: pull.id, label: `#${pull.number}` };
    await act(parts, {
      ...common,
      ref,
      number: numbers.get(ref.stream) ?? 0,
      command,
      cause: `${cause}/link/${ref.stream}`,
    });
  }
  // A merged pull request stays linked: it is part of how the change was made.
  const gone = pull.merged ? [] : before.filter((stream) => !refs.some((ref) => ref.stream === stream));
  for (const stream of gone) {
    const ref = { tenant: place.tenant, project: place.project, stream };
    const row = await parts.register.find(ref);
    if (row)
      await act(parts, {
        ...common,
        ref,
        number: row.number,
        command: { type: 'unlink-work', work: pull.id },
        cause: `${cause}/unlink/${stream}`,
      });
  }
  if (pull.open) await showLater(parts, place, pull.id, cause, pull.head);
  if (pull.merged && refs.length > 0) await mergeNoted(parts, place, pull, { refs, numbers }, cause);
}

/** Puts on the record of each named request that the work was merged, and whether its gate was open then (`rules.md 6.2`). */
async function mergeNoted(
  parts: Parts,
  place: Place,
  pull: PullSeen,
  { refs, numbers }: { readonly refs: readonly StreamRef[]; readonly numbers: ReadonlyMap<string, number> },
  cause: string,
): Promise<void> {
  const work = await parts.work.find(place.tenant, place.project, pull.id);
  if (!work) return;
  const { verdict, policy } = await judge(parts, place, work);
  // Nobody is said to have passed a gate that could not be asked.
  if (policy.kind === 'unreadable')
    throw new Transient(`the policy of ${place.project} could not be read: ${policy.detail}`);
  const gate = verdict.open ? ('open' as const) : ('closed' as const);
  for (const ref of refs)
    await act(parts, {
      place,
      ref,
      number: numbers.get(ref.stream) ?? 0,
      actor: pull.mergedBy ?? { id: 'github:0', name: 'ghost' },
      command: { type: 'work-merged', work: pull.id, gate },
      line: '',
      cause: `${cause}/merged/${ref.stream}`,
    });
}

/** What is exempt for its author's sake is so only while nobody else has pushed to it; a head that moved unseen may be anybody's. */
async function isMixed(parts: Parts, { tenant, project }: Place, pull: PullSeen): Promise<boolean> {
  const known = (await parts.work.find(tenant, project, pull.id))?.data as unknown as PullSeen | undefined;
  const unseen = known !== undefined && known.head !== pull.head && pull.pushedFrom !== known.head;
  return pull.mixed === true || known?.mixed === true || unseen;
}

/** Queues the gate of a pull request to be shown; once per cause. */
export async function showLater(parts: Parts, place: Place, id: string, cause: string, head?: string): Promise<void> {
  const ref = { tenant: place.tenant, project: place.project, stream: `pull:${id}` };
  await parts.ledger.append({
    ref,
    expected: 0,
    entries: [],
    jobs: [jobOf({ kind: 'show-pull', place, id, ...(head ? { head } : {}) })],
    cause: `${cause}/show/${id}`,
  });
}

/** Reads a pull request that no webhook has told of. */
export async function readPull(parts: Parts, place: Place, number: number): Promise<PullSeen | undefined> {
  const { client } = await readerFor(parts, place);
  const answer = await ask(client, 'GET /repos/{owner}/{repo}/pulls/{pull_number}', {
    owner: place.owner,
    repo: place.repo,
    pull_number: number,
  });
  return answer.ok ? pullFrom(place, answer.data) : undefined;
}

/** A pull request as GitHub's API gives it; `undefined` when it is not as described. */
export function pullFrom(place: Place, data: unknown): PullSeen | undefined {
  const read = pullSchema.safeParse(data);
  return read.success ? pullOf(read.data, place) : undefined;
}

export interface Judged {
  readonly verdict: Verdict;
  readonly policy: PolicyState;
  /** Streams of the change requests that were asked, by label. */
  readonly changes: ReadonlyMap<string, StreamRef>;
}

/**
 * The verdict over one pull request, computed afresh from the ledger and facts that are fresh enough (`rules.md 4.3`, 6.1).
 * @param isMerging true in the merge queue, where no answer of another tracker is taken from memory
 */
export async function judge(parts: Parts, place: Place, work: WorkFacts, isMerging = false): Promise<Judged> {
  const pull = work.data as unknown as PullSeen;
  const facts = await factsAt(parts, place);
  const policy = await policyFor(facts, undefined);
  const changes = new Map<string, StreamRef>();
  const named: NamedChange[] = [];
  for (const one of pull.named) {
    if (one.kind === 'elsewhere') {
      named.push(await elsewhere(parts, { place, policy, pull, isMerging }, one.label));
      continue;
    }
    const label = `#${one.number}`;
    const row = await numbered(parts, place, one.number);
    const state = row && (await load(parts.ledger, row.ref));
    if (!row || !state) {
      // "Fixes #5" closes an ordinary issue; it neither names a change request nor stands in the way.
      if (!one.outright) continue;
      named.push({ kind: 'unknown', label });
      continue;
    }
    changes.set(label, row.ref);
    const pinned = await policyFor(facts, state);
    const situation = await gateSituation(facts, pinned, state);
    named.push({ kind: 'known', label, verdict: changeGate(state, 'merge', situation) });
  }
  const asked: Work = {
    author: pull.mixed ? '' : pull.author.name,
    base: pull.base,
    files: await filesOf(parts, place, policy, pull, named),
    named,
    always: [POLICY_PATH],
  };
  return { verdict: mergeGate(policy, asked, matchesGlob), policy, changes };
}

/** The same head changes other files against another base: a list that was read before a pull request moved to another branch says nothing. */
function filesKey({ base, baseSha, head }: PullSeen): string {
  return `${base} ${baseSha ?? ''}...${head}`;
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
  const address = `${parts.tracker}/${place.owner}/${place.repo}/pull/${pull.number}`;
  // By its number, not its title: anybody may open one, and Jira shows this to people who trust what stands there.
  const title = `${place.owner}/${place.repo}#${pull.number}`;
  return { kind: 'elsewhere', label, answer: await parts.jira.ask(label, { address, title, isMerging }) };
}

/** Changed files, read only when the policy lets anything pass unasked and the pull request names no change request. */
async function filesOf(
  parts: Parts,
  place: Place,
  policy: PolicyState,
  pull: PullSeen,
  named: readonly NamedChange[],
): Promise<Work['files']> {
  if (policy.kind !== 'in-force' || named.length > 0) return 'unasked';
  if (!exempts(policy.policy)) return 'unasked';
  const key = { tenant: place.tenant, project: place.project, kind: 'files', id: filesKey(pull) };
  // What lies between two commits never changes, so what was read once is right for good.
  const known = await parts.documents.find(key);
  if (known) return known.data as readonly string[];
  const { client } = await readerFor(parts, place);
  const files: string[] = [];
  for (let page = 1; page <= 30; page += 1) {
    const answer = await ask(client, 'GET /repos/{owner}/{repo}/pulls/{pull_number}/files', {
      owner: place.owner,
      repo: place.repo,
      pull_number: pull.number,
      per_page: 100,
      page,
    });
    if (!answer.ok) return 'unreadable';
    const some = answer.data as readonly { filename: string; previous_filename?: string }[];
    // A file that was moved counts under both names, or a move would take it out of the gate.
    files.push(
      ...some.flatMap((one) => (one.previous_filename ? [one.filename, one.previous_filename] : [one.filename])),
    );
    if (some.length < 100) {
      await parts.documents.keep({ ...key, data: files, fetchedAt: new Date(parts.now()).toISOString() });
      return files;
    }
  }
  return 'unreadable';
}
