/** What the record has to be told of one kind of thing: how it begins, what may happen to it, and what it is then. Pure. */
import type { z } from 'zod';
import type { Due, RegisterRow } from './port.ts';

/** What every decision knows of the outside. */
export interface Moment {
  /** UTC instant of the decision, ISO 8601 with milliseconds. */
  readonly now: string;
  readonly actor: { readonly id: string };
}

/** The types of one kind of thing. */
export interface Thing {
  /** Holds `undefined` where there is nothing before the first event. */
  readonly state: unknown;
  readonly command: unknown;
  readonly event: unknown;
  readonly situation: Moment;
  readonly refusal: unknown;
  /** What the register shows of it, as JSON can say it. Its address, version and time are the register's own. */
  readonly row: object & { readonly [Own in keyof RegisterRow]?: never };
}

/** An event with what the ledger knows about it. */
export interface Happened<Event> {
  readonly at: string;
  readonly event: Event;
}

/** What follows from a command. Of a refused one `events` are what the record keeps of the attempt, mostly nothing. */
export interface Decision<Of extends Thing> {
  readonly events: readonly Of['event'][];
  readonly refusal?: Of['refusal'];
}

export interface Decider<Of extends Thing> {
  /** The kind of its streams (`StreamRef`). */
  readonly kind: string;
  readonly initial: Of['state'];
  decide(state: Of['state'], command: Of['command'], situation: Of['situation']): Decision<Of>;
  evolve(state: Of['state'], happened: Happened<Of['event']>): Of['state'];
  /** What follows by itself, one step at a time; empty when it rests. */
  settle(state: Of['state'], situation: Of['situation']): readonly Of['event'][];
  /** What the register shows; `undefined` for what is in no list. */
  row(state: Of['state']): Of['row'] | undefined;
  /** The text that its row is found by, beside what the row shows. Absent where nothing of the kind is searched. */
  searched?(state: Of['state']): string;
  /**
   * What has to be looked at next for its time alone; `undefined` when nothing waits for a time. Absent where nothing of the kind ever does.
   * @param after UTC instant up to which everything was looked at
   */
  due?(state: Of['state'], after: string): Due | undefined;
  /** The events that the record takes. */
  readonly schema: z.ZodType<Of['event']>;
}

/** Everything to append, and the state after it. */
export interface Outcome<Of extends Thing> extends Decision<Of> {
  readonly state: Of['state'];
}

/** Longer than any chain of steps: each step of the engine makes the next one possible, and none goes round. */
const STEPS = 24;

/**
 * Decides a command, then lets the engine settle until it rests. After a refusal nothing is settled.
 * @param settles false where the facts may be old: then the engine concludes nothing from them
 */
export function conclude<Of extends Thing>(
  decider: Decider<Of>,
  state: Of['state'],
  command: Of['command'],
  situation: Of['situation'],
  { settles = true }: { readonly settles?: boolean } = {},
): Outcome<Of> {
  const decision = decider.decide(state, command, situation);
  const events = [...decision.events];
  const after = (before: Of['state'], more: readonly Of['event'][]): Of['state'] =>
    more.reduce<Of['state']>((now, event) => decider.evolve(now, { at: situation.now, event }), before);
  let now = after(state, events);
  if (decision.refusal !== undefined) return { events, state: now, refusal: decision.refusal };
  if (!settles) return { events, state: now };
  for (let step = 0; step < STEPS; step += 1) {
    const next = decider.settle(now, situation);
    if (next.length === 0) return { events, state: now };
    events.push(...next);
    now = after(now, next);
  }
  throw new Error(`the engine does not come to rest on a ${decider.kind}: ${JSON.stringify(events.slice(-2))}`);
}
