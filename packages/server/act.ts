/** Runs one command on one change request: gathers its situation, decides and appends, with everything that follows. */
import type { Command } from '@countersign/core/change/command.ts';
import { refuse } from '@countersign/core/change/refusal.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import type { Person } from '@countersign/core/content/person.ts';
import type { AffectedItem } from '@countersign/core/content/request.ts';
import { Transient } from '@countersign/core/failure.ts';
import type { PolicyState } from '@countersign/core/gate/merge.ts';
import type { StreamRef } from '@countersign/core/ports.ts';
import { load, type Ran, run } from '@countersign/core/run.ts';
import { pinPolicy } from '@countersign/github/policyfile.ts';
import type { Place } from '@countersign/github/translation.ts';
import { followUps, jobOf } from './follow.ts';
import { type Parts, readerFor } from './parts.ts';
import { policyFor, situationFor } from './situation.ts';

export interface Act {
  readonly place: Place;
  readonly ref: StreamRef;
  readonly number: number;
  readonly actor: Person;
  readonly command: Command;
  /** Names the delivery and the place in it. */
  readonly cause: string;
  /** The line that a person typed; empty when nobody did. */
  readonly line: string;
  /** More follows from the same delivery, and whoever asks will have the whole shown at the end. */
  readonly more?: boolean;
}

/** What may be recorded while the policy cannot be used: facts about the world, and nothing that decides. */
const WITHOUT_POLICY: readonly Command['type'][] = ['open', 'write', 'note', 'relocate', 'link-work', 'unlink-work'];

/**
 * Does what was asked, once. An outcome with a refusal has its answer queued.
 * @throws Transient when facts cannot be had now; Conflict when others keep coming first. Both are tried again by the queue.
 */
export async function act(parts: Parts, asked: Act): Promise<Ran> {
  const { place, ref, command } = asked;
  const before = await load(parts.ledger, ref);
  const policy = await policyFor(parts, place, before, true);
  if (policy.kind !== 'in-force' && !WITHOUT_POLICY.includes(command.type))
    return withoutPolicy(parts, asked, policy, before);
  if (policy.kind === 'in-force') await pinPolicy(await readerFor(parts, place), place, policy.policy);
  return run(parts.ledger, {
    ref,
    command,
    cause: asked.cause,
    situation: (state) => situationFor(parts, place, asked.actor, policy, itemsOf(state, command)),
    follow: (outcome) => followUps(outcome, asked),
  });
}

/** The items of the request as it is and as the command would make it. */
function itemsOf(state: ChangeState | undefined, command: Command): readonly AffectedItem[] {
  const items = new Map((state?.content.request.items ?? []).map((item) => [item.id, item]));
  if (command.type === 'open' || command.type === 'write')
    for (const item of command.request.items) items.set(item.id, item);
  return [...items.values()];
}

/** A policy that is broken or missing lets nobody decide, and says so; one that GitHub does not give us now is asked for again. */
async function withoutPolicy(
  parts: Parts,
  { place, ref, number, cause, line }: Act,
  policy: Exclude<PolicyState, { kind: 'in-force' }>,
  state: ChangeState | undefined,
): Promise<Ran> {
  if (policy.kind === 'unreadable') throw new Transient(`the policy of ${place.owner}/${place.repo} could not be read`);
  const refusal =
    policy.kind === 'broken'
      ? refuse('policy-broken', { problems: policy.problems })
      : refuse('policy-unavailable', {});
  const outcome = { events: [], state, refusal };
  if (line === '') return { kind: 'done', outcome, before: state };
  const said = [{ kind: 'refused' as const, refusal, line }];
  const jobs = [jobOf({ kind: 'answer', place, number, ref, cause, said })];
  const stored = await parts.ledger.append({ ref, expected: state?.version ?? 0, entries: [], jobs, cause });
  return stored === 'repeated' ? { kind: 'repeated', state } : { kind: 'done', outcome, before: state };
}
