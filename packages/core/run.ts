/** Read, fold, decide, append: the one way in which anything is ever recorded about a change request. */
import type { Command } from './change/command.ts';
import { conclude, type Outcome } from './change/decide.ts';
import { type ChangeEvent, eventSchema } from './change/event.ts';
import { fold, type Happened } from './change/evolve.ts';
import { registerRow } from './change/register.ts';
import type { Situation } from './change/situation.ts';
import type { ChangeState } from './change/state.ts';
import { Conflict, Malformed } from './failure.ts';
import type { Entry, Job, Json, Ledger, StreamRef } from './record/port.ts';

export interface Run {
  readonly ref: StreamRef;
  readonly command: Command;
  /** Names the delivery and the place in it; running it again changes nothing (`record/port.ts`, Append.cause). */
  readonly cause: string;
  /** Gathers the facts for a decision on this state; asked again when another append came first. */
  readonly situation: (state: ChangeState | undefined) => Promise<Situation>;
  /** The work that has to follow, stored with the append. Asked for refusals too: they have to be answered. */
  readonly follow: (outcome: Outcome, before: ChangeState | undefined) => readonly Job[];
  /** Taken before its turn, on facts that may be old: the engine concludes nothing, and of a refusal nothing is stored. */
  readonly ahead?: boolean;
}

export type Ran =
  | { readonly kind: 'done'; readonly outcome: Outcome; readonly before: ChangeState | undefined }
  /** This cause was applied before: nothing was stored and nothing will follow again. */
  | { readonly kind: 'repeated'; readonly state: ChangeState | undefined };

/** The events of ledger entries, as the fold takes them and views tell of them. They were checked when they were appended. */
export function happenings(entries: readonly Entry[]): readonly (Happened & { readonly hash: string })[] {
  return entries.map(({ at, event, hash }) => ({ at, event: event as unknown as ChangeEvent, hash }));
}

/** The state that a stream's entries give; `undefined` for an empty stream. */
export async function load(ledger: Ledger, ref: StreamRef): Promise<ChangeState | undefined> {
  return fold(happenings(await ledger.read(ref)));
}

const TRIES = 5;

/**
 * Runs one command.
 * @throws Conflict when other appends came first several times in a row; the queue tries again. Malformed for what the record cannot hold.
 */
export async function run(ledger: Ledger, request: Run): Promise<Ran> {
  for (let attempt = 1; ; attempt += 1) {
    const before = await load(ledger, request.ref);
    const situation = await request.situation(before);
    const outcome = conclude(before, request.command, situation, { settles: !request.ahead });
    if (request.ahead && outcome.refusal) return { kind: 'done', outcome, before };
    const jobs = request.follow(outcome, before);
    if (outcome.events.length === 0 && jobs.length === 0) return { kind: 'done', outcome, before };
    try {
      const appended = await ledger.append({
        ref: request.ref,
        expected: before?.version ?? 0,
        entries: outcome.events.map((event) => ({
          at: situation.now,
          actor: situation.actor.id,
          event: storable(event),
        })),
        ...(outcome.state && outcome.events.length > 0
          ? { register: registerRow(request.ref, outcome.state, situation.now) }
          : {}),
        jobs,
        cause: request.cause,
      });
      if (appended === 'repeated') return { kind: 'repeated', state: before };
      return { kind: 'done', outcome, before };
    } catch (error) {
      if (!(error instanceof Conflict) || attempt >= TRIES) throw error;
    }
  }
}

/** What is stored is what the schema knows: an event that it refuses is a fault of ours and must not reach the record. */
function storable(event: ChangeEvent): Json {
  const read = eventSchema.safeParse(event);
  if (read.success) return read.data as unknown as Json;
  const [issue] = read.error.issues;
  throw new Malformed(`the record cannot hold this ${event.type}: ${issue?.path.join('.')}: ${issue?.message}`);
}
