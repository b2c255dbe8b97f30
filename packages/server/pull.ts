/** Pull requests: what they name, and which change requests they are linked to. */

import type { Json, StreamRef } from '@countersign/core/ports.ts';
import { ask } from '@countersign/github/project/client.ts';
import { pullSchema } from '@countersign/github/schema.ts';
import { pullOf } from '@countersign/github/translate/work.ts';
import type { Place, PullSeen } from '@countersign/github/translation.ts';
import { act } from './act.ts';
import { jobOf } from './follow.ts';
import { numbered } from './home.ts';
import { mergeNoted, tellMergeLater } from './merge.ts';
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
  const known = (await parts.work.find(place.tenant, place.project, pull.id))?.data as unknown as PullSeen | undefined;
  const mixed = isMixed(pull, known);
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
  // A request that was opened meanwhile looked for who waits for it, perhaps before this was kept.
  for (const named of pull.named) {
    if (named.kind !== 'issue' || [...numbers.values()].includes(named.number)) continue;
    if (await numbered(parts, place, named.number)) return pullSeen(parts, place, pull, cause);
  }
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
  // What it names by an edit of its text afterwards was before nobody's eyes when it was merged.
  if (!pull.merged || (known?.merged && !pull.justMerged)) return;
  if (refs.length > 0) await mergeNoted(parts, place, pull, { refs, numbers }, cause);
  await tellMergeLater(parts, place, pull);
}

/** What is exempt for its author's sake is so only while nobody else has pushed to it; a head that moved unseen may be anybody's. */
function isMixed(pull: PullSeen, known: PullSeen | undefined): boolean {
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
