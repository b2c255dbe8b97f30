/** Runs one command on one change request with the facts of the moment: the same for every tracker. */
import { ABSENCES, type Absences, absenceStream } from './absence/decider.ts';
import { actOf, onlyCloses } from './change/acts.ts';
import type { Command } from './change/command.ts';
import { happenings, load, type Outcome, type Ran, run } from './change/decider.ts';
import { holdsOn, isSaidLater } from './change/hold.ts';
import { type Refusal, refuse } from './change/refusal.ts';
import { homeProject } from './change/rehome.ts';
import type { ChangeState } from './change/state.ts';
import type { Person } from './content/person.ts';
import type { AffectedItem } from './content/request.ts';
import { type Facts, type Ground, given, groundOf, policyFor, situationFor } from './facts.ts';
import { Conflict } from './failure.ts';
import type { PolicyState } from './gate/merge.ts';
import { digestOf } from './ledger/canonical.ts';
import { Overtaken } from './overtaken.ts';
import type { Job, Json, Ledger, StreamRef } from './record/port.ts';
import { putOnRecord } from './record/run.ts';

export interface Act {
  readonly ref: StreamRef;
  readonly actor: Person;
  readonly command: Command;
  /** Names the delivery and the place in it: running it again changes nothing. */
  readonly cause: string;
  /** The work that has to follow, stored with the append; asked for refusals too. */
  readonly follow: (outcome: Outcome) => readonly Job[];
  /** Asked at each try, once the record was read: whether what was said later is on it by now, and would be undone. */
  readonly isOvertaken?: () => Promise<boolean>;
}

/**
 * Takes a command that only closes before its turn, while something before it waits for the outside (`rules.md 4.4`), under what was last
 * known: nobody's silence keeps a gate open, and whoever has lost the right since has closed it for others to open. Its own turn finds it
 * done, by the same cause.
 * @returns whether it is on record; otherwise it waits for its turn
 */
export async function actAhead(ledger: Ledger, facts: Facts, asked: Act): Promise<boolean> {
  const { ref, actor, command, cause, follow } = asked;
  const before = await load(ledger, ref);
  const policy = before && onlyCloses(command) ? await policyFor(facts, before) : undefined;
  if (policy?.kind !== 'in-force') return false;
  const situation = async (state: ChangeState | undefined) => ({
    ...(await situationFor(facts, state, { actor, policy, items: [], command })),
    ahead: cause,
  });
  const ran = await run(ledger, { ref, command, cause, situation, follow, ahead: true });
  return ran.kind === 'repeated' || ran.outcome.refusal === undefined;
}

/** Whether a command was taken before its turn, as what it left on record says. */
export async function wasTakenAhead(ledger: Ledger, { ref, cause }: Pick<Act, 'ref' | 'cause'>): Promise<boolean> {
  return happenings(await ledger.read(ref)).some(({ event }) => 'ahead' in event && event.ahead === cause);
}

/** Whether what a command closed is closed still, also by what its writer said after it; something that was said before it may have come after it. */
export function isStillClosed(state: ChangeState, actor: Person, command: Command): boolean {
  if (command.type === 'hold')
    return holdsOn(state).some(
      (one) => one.by.id === actor.id && (one.reason === command.reason || isSaidLater(one, command)),
    );
  if (command.type !== 'concern') return true;
  return state.concerns.some((one) => one.by.id === actor.id && one.text === command.text && !one.resolved);
}

/**
 * Does what was asked, once.
 * @throws Transient when facts cannot be had now; Conflict when others keep coming first. Both are tried again by the queue. Overtaken as asked.
 */
export async function act(ledger: Ledger, facts: Facts, asked: Act): Promise<Ran> {
  for (let attempt = 1; ; attempt += 1)
    try {
      return await actOnce(ledger, facts, asked);
    } catch (error) {
      // The policy that decides by now can be asked for at once.
      if (!(error instanceof AnotherPolicy) || attempt >= TRIES) throw error;
    }
}

const TRIES = 5;

/** A request came under another policy between what it was asked for and what was decided. */
class AnotherPolicy extends Conflict {}

async function actOnce(ledger: Ledger, facts: Facts, asked: Act): Promise<Ran> {
  const { ref, command, cause, follow } = asked;
  const before = await load(ledger, ref);
  const ground = groundIn(ref, before);
  // Whoever arrives is received by the policy of where that is (`rules.md 7.2`).
  const stands = command.type === 'rehome' ? facts.policy(command.to.project) : policyFor(facts, before, ground);
  const policy = given(await stands, ref.project);
  if (policy.kind !== 'in-force' && !mayWithout(policy, command)) return withoutPolicy(ledger, asked, policy, before);
  if (policy.kind === 'in-force') await facts.pin(policy.policy);
  const ran = await run(ledger, {
    ref,
    command,
    cause,
    situation: async (state) => {
      if (await asked.isOvertaken?.()) throw new Overtaken('what was said later is on record');
      // Nobody decides by the policy of where it was a moment ago. Whoever arrives is received by that of where they come to, whatever else is heard meanwhile.
      const { version, home } = groundIn(ref, state);
      if (command.type !== 'rehome') {
        if (home !== ground.home) throw new Conflict(`${ref.stream} was moved while ${command.type} was decided`);
        if (version !== ground.version) throw new AnotherPolicy(`${ref.stream} came under another policy meanwhile`);
      }
      return situationFor(facts, state, { actor: asked.actor, policy, items: itemsOf(state, command), command });
    },
    follow,
  });
  if (command.type === 'away' || command.type === 'back') await putAbsence(ledger, facts, asked, ran);
  return ran;
}

/**
 * What was said of an absence counts for the whole project, and stands in a stream of its own. It follows the entry on the request: where
 * this fails, both are done again, and each cause is applied once.
 */
async function putAbsence(ledger: Ledger, facts: Facts, { ref, actor, cause }: Act, ran: Ran): Promise<void> {
  const state = ran.kind === 'done' ? ran.outcome.state : ran.state;
  const said = happenings(await ledger.read(ref)).findLast(
    ({ event }) => (event.type === 'away' || event.type === 'back') && event.by.id === actor.id,
  )?.event;
  const isRefused = ran.kind === 'done' && ran.outcome.refusal !== undefined;
  if (isRefused || !state || (said?.type !== 'away' && said?.type !== 'back')) return;
  const stream = absenceStream(ref.tenant, homeProject(state, ref));
  // A command that was refused long ago and is heard once more tells nothing that an earlier one did not.
  const isKnown = async (): Promise<boolean> =>
    said.type === 'away' &&
    (await ledger.read(stream)).some(
      ({ event }) => digestOf((event as { absence?: Json }).absence ?? null) === digestOf(said.absence),
    );
  // What was taken back meanwhile may be said again in the very same words.
  if (ran.kind === 'repeated' && (await isKnown())) return;
  const commands: readonly Absences['command'][] =
    said.type === 'away'
      ? [{ type: 'away', absence: said.absence }]
      : (said.accounts ?? [actor]).map((person) => ({ type: 'back', person }));
  for (const [at, told] of commands.entries())
    await putOnRecord(ledger, ABSENCES, {
      ref: stream,
      command: told,
      situation: { now: facts.now(), actor },
      cause: at === 0 ? `${cause}/absence` : `${cause}/absence/${at}`,
    });
}

/** By its record, wherever the facts are of. */
function groundIn(ref: StreamRef, state: ChangeState | undefined): Ground {
  return { ...groundOf(state), home: homeProject(state, ref) };
}

/** Facts about the world are recorded while the policy cannot be used; nothing that decides is. */
function mayWithout(policy: PolicyState, command: Command): boolean {
  const { policy: needed } = actOf(command);
  if (needed === 'needed-unless-gone') return policy.kind === 'unreadable' && policy.gone !== undefined;
  return needed === 'none';
}

/** The items of the request as it is and as the command would make it. */
function itemsOf(state: ChangeState | undefined, command: Command): readonly AffectedItem[] {
  const items = new Map((state?.content.request.items ?? []).map((item) => [item.id, item]));
  if (command.type === 'open' || command.type === 'write')
    for (const item of command.request.items) items.set(item.id, item);
  return [...items.values()];
}

/** A policy that cannot be used lets nobody decide, and says so. */
async function withoutPolicy(
  ledger: Ledger,
  { ref, cause, follow }: Act,
  policy: Exclude<PolicyState, { kind: 'in-force' }>,
  state: ChangeState | undefined,
): Promise<Ran> {
  const refusal = refusalFor(policy);
  const outcome = { events: [], state, refusal };
  const jobs = follow(outcome);
  if (jobs.length === 0) return { kind: 'done', outcome, before: state };
  const stored = await ledger.store({ tenant: ref.tenant, jobs, cause });
  return stored === 'repeated' ? { kind: 'repeated', state } : { kind: 'done', outcome, before: state };
}

/** Why nobody decides under it. */
export function refusalFor(policy: Exclude<PolicyState, { kind: 'in-force' }>): Refusal {
  if (policy.kind === 'broken') return refuse('policy-broken');
  if (policy.kind === 'unreadable' && policy.gone) return refuse(`policy-${policy.gone}`, { version: policy.detail });
  return refuse('policy-unavailable');
}
