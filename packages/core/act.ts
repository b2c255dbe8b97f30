/** Runs one command on one change request with the facts of the moment: the same for every tracker. */
import type { Command } from './change/command.ts';
import type { Outcome } from './change/decide.ts';
import { refuse } from './change/refusal.ts';
import type { ChangeState } from './change/state.ts';
import type { Person } from './content/person.ts';
import type { AffectedItem } from './content/request.ts';
import { type Facts, policyFor, situationFor } from './facts.ts';
import { Transient } from './failure.ts';
import type { PolicyState } from './gate/merge.ts';
import type { Job, Ledger, StreamRef } from './ports.ts';
import { load, type Ran, run } from './run.ts';

export interface Act {
  readonly ref: StreamRef;
  readonly actor: Person;
  readonly command: Command;
  /** Names the delivery and the place in it: running it again changes nothing. */
  readonly cause: string;
  /** The work that has to follow, stored with the append; asked for refusals too. */
  readonly follow: (outcome: Outcome) => readonly Job[];
}

/** What may be recorded while the policy cannot be used: facts about the world, and nothing that decides. */
const WITHOUT_POLICY: readonly Command['type'][] = [
  'open',
  'write',
  'note',
  'relocate',
  'link-work',
  'unlink-work',
  'work-merged',
];

/**
 * Does what was asked, once.
 * @throws Transient when facts cannot be had now; Conflict when others keep coming first. Both are tried again by the queue.
 */
export async function act(ledger: Ledger, facts: Facts, asked: Act): Promise<Ran> {
  const { ref, command, cause, follow } = asked;
  const before = await load(ledger, ref);
  const policy = await policyFor(facts, before);
  if (policy.kind !== 'in-force' && !WITHOUT_POLICY.includes(command.type))
    return withoutPolicy(ledger, asked, policy, before);
  if (policy.kind === 'in-force') await facts.pin(policy.policy);
  return run(ledger, {
    ref,
    command,
    cause,
    situation: (state) =>
      situationFor(facts, state, { actor: asked.actor, policy, items: itemsOf(state, command), command }),
    follow,
  });
}

/** The items of the request as it is and as the command would make it. */
function itemsOf(state: ChangeState | undefined, command: Command): readonly AffectedItem[] {
  const items = new Map((state?.content.request.items ?? []).map((item) => [item.id, item]));
  if (command.type === 'open' || command.type === 'write')
    for (const item of command.request.items) items.set(item.id, item);
  return [...items.values()];
}

/** A policy that is broken or missing lets nobody decide, and says so; one that cannot be read now is asked for again. */
async function withoutPolicy(
  ledger: Ledger,
  { ref, cause, follow }: Act,
  policy: Exclude<PolicyState, { kind: 'in-force' }>,
  state: ChangeState | undefined,
): Promise<Ran> {
  if (policy.kind === 'unreadable')
    throw new Transient(`the policy of ${ref.project} could not be read: ${policy.detail}`);
  const refusal =
    policy.kind === 'broken'
      ? refuse('policy-broken', { problems: policy.problems })
      : refuse('policy-unavailable', {});
  const outcome = { events: [], state, refusal };
  const jobs = follow(outcome);
  if (jobs.length === 0) return { kind: 'done', outcome, before: state };
  const stored = await ledger.append({ ref, expected: state?.version ?? 0, entries: [], jobs, cause });
  return stored === 'repeated' ? { kind: 'repeated', state } : { kind: 'done', outcome, before: state };
}
