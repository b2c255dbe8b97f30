/** Read, fold, decide, append: the one way in which anything is ever recorded, whatever kind of thing it is about. */
import { Conflict, Malformed } from '../failure.ts';
import { conclude, type Decider, type Happened, type Outcome, type Thing } from './decider.ts';
import { kindOf } from './kind.ts';
import type { Due, Entry, Job, Json, Ledger, RegisterRow, StreamRef } from './port.ts';

export interface Run<Of extends Thing> {
  readonly ref: StreamRef;
  readonly command: Of['command'];
  /** Names the delivery and the place in it; running it again changes nothing (`port.ts`, Append.cause). */
  readonly cause: string;
  /** Gathers the facts for a decision on this state; asked again when another append came first. */
  readonly situation: (state: Of['state']) => Promise<Of['situation']>;
  /** The work that has to follow, stored with the append. Asked for refusals too: they have to be answered. */
  readonly follow: (outcome: Outcome<Of>, before: Of['state']) => readonly Job[];
  /** Taken before its turn, on facts that may be old: the engine concludes nothing, and of a refusal nothing is stored. */
  readonly ahead?: boolean;
}

export type Ran<Of extends Thing> =
  | { readonly kind: 'done'; readonly outcome: Outcome<Of>; readonly before: Of['state'] }
  /** This cause was applied before: nothing was stored and nothing will follow again. */
  | { readonly kind: 'repeated'; readonly state: Of['state'] };

/** The events of one kind's entries, as its fold takes them and views tell of them. They were checked when they were appended. */
export function happenings<Event>(entries: readonly Entry[]): readonly (Happened<Event> & { readonly hash: string })[] {
  return entries.map(({ at, event, hash }) => ({ at, event: event as unknown as Event, hash }));
}

/** The state that the entries of one stream give. @throws for entries of another kind: a mistake of ours. */
export function folded<Of extends Thing>(decider: Decider<Of>, entries: readonly Entry[]): Of['state'] {
  const [first] = entries;
  if (first) fitting(decider, first.ref);
  return happenings<Of['event']>(entries).reduce<Of['state']>(
    (state, happened) => decider.evolve(state, happened),
    decider.initial,
  );
}

/** The row that the newest append of a stream left, made anew from its entries; `undefined` for what is in no list. */
export function replayed<Of extends Thing>(
  decider: Decider<Of>,
  entries: readonly Entry[],
): (RegisterRow & Of['row']) | undefined {
  const last = entries.at(-1);
  const row = last && decider.row(folded(decider, entries));
  return row && { ...row, ref: last.ref, version: last.version, updatedAt: last.at };
}

/** What the stream of these entries waits for after an instant; `undefined` when nothing of it waits for a time. */
export function dueAfter<Of extends Thing>(
  decider: Decider<Of>,
  entries: readonly Entry[],
  after: string,
): Due | undefined {
  return decider.due?.(folded(decider, entries), after);
}

const TRIES = 5;

/**
 * Runs one command.
 * @throws Conflict when other appends came first several times in a row; the queue tries again. Malformed for what the record cannot hold.
 */
export async function run<Of extends Thing>(
  ledger: Ledger,
  decider: Decider<Of>,
  { ref, command, cause, situation: gather, follow, ahead = false }: Run<Of>,
): Promise<Ran<Of>> {
  fitting(decider, ref);
  for (let attempt = 1; ; attempt += 1) {
    const read = await ledger.read(ref);
    const before = folded(decider, read);
    const situation = await gather(before);
    const outcome = conclude(decider, before, command, situation, { settles: !ahead });
    if (ahead && outcome.refusal !== undefined) return { kind: 'done', outcome, before };
    const jobs = follow(outcome, before);
    if (outcome.events.length === 0 && jobs.length === 0) return { kind: 'done', outcome, before };
    if (outcome.events.length === 0) {
      const stored = await ledger.store({ tenant: ref.tenant, jobs, cause });
      return stored === 'repeated' ? { kind: 'repeated', state: before } : { kind: 'done', outcome, before };
    }
    const { now: at, actor } = situation;
    const expected = read.at(-1)?.version ?? 0;
    const row = decider.row(outcome.state);
    // What time brings was looked at by now only where the engine concluded; otherwise it still waits to be.
    const after = ahead || outcome.refusal !== undefined ? (read.at(-1)?.at ?? at) : at;
    const due = decider.due && (decider.due(outcome.state, after) ?? 'nothing');
    try {
      const appended = await ledger.append({
        ref,
        expected,
        entries: outcome.events.map((event) => ({ at, actor: actor.id, event: storable(decider, event) })),
        ...(row ? { register: { ...row, ref, version: expected + outcome.events.length, updatedAt: at } } : {}),
        ...(row && decider.searched ? { searched: decider.searched(outcome.state) } : {}),
        ...(due ? { due } : {}),
        jobs,
        cause,
      });
      return appended === 'repeated' ? { kind: 'repeated', state: before } : { kind: 'done', outcome, before };
    } catch (error) {
      if (!(error instanceof Conflict) || attempt >= TRIES) throw error;
    }
  }
}

/** A command whose facts are at hand, and from which no work follows. */
export interface Put<Of extends Thing> extends Pick<Run<Of>, 'ref' | 'command' | 'cause'> {
  readonly situation: Of['situation'];
}

/** Runs such a command. @returns the state after it, whoever put it there @throws as `run` */
export async function putOnRecord<Of extends Thing>(
  ledger: Ledger,
  decider: Decider<Of>,
  { situation, ...asked }: Put<Of>,
): Promise<Of['state']> {
  const ran = await run(ledger, decider, { ...asked, situation: async () => situation, follow: () => [] });
  return ran.kind === 'done' ? ran.outcome.state : ran.state;
}

function fitting<Of extends Thing>({ kind }: Decider<Of>, ref: StreamRef): void {
  if (kindOf(ref) !== kind) throw new Error(`the rules of a ${kind} are asked about a ${kindOf(ref)}`);
}

/** What is stored is what the schema knows: an event that it refuses is a fault of ours and must not reach the record. */
function storable<Of extends Thing>({ kind, schema }: Decider<Of>, event: Of['event']): Json {
  const read = schema.safeParse(event);
  if (read.success) return read.data as unknown as Json;
  const [issue] = read.error.issues;
  const type = (event as { readonly type?: unknown } | null)?.type ?? kind;
  throw new Malformed(`the record cannot hold this ${type}: ${issue?.path.join('.')}: ${issue?.message}`);
}
