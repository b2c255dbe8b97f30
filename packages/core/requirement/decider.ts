/** A requirement as a stream of its own: every text that was ever saved, by whom and when, and what it was called (`rules.md 5.2`, 5.6). */
import { z } from 'zod';
import { NOBODY } from '../content/person.ts';
import type { Decider, Decision, Happened, Moment } from '../record/decider.ts';
import type { Kind } from '../record/kind.ts';
import type { StreamRef } from '../record/port.ts';
import { chained } from './chained.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const itemDigest = z.object({ title: hash, text: hash });

const text = {
  /** Of the text as it was saved, which lies beside the chain (`snapshot.ts`). */
  snapshot: hash,
  /** Of what of it is under control. */
  digest: itemDigest,
};

const eventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('saved'),
    ...text,
    /** Whoever saved it, by id; nobody, where it was found to stand. */
    by: z.string().min(1),
    /** When, by the tracker's clock. */
    saved: z.iso.datetime({ offset: true }),
    /** Digest of the text whose place it took, where the tracker says it. */
    over: hash.optional(),
  }),
  /** It stood there before the next one was saved, and nobody had told of it. */
  z.object({ type: z.literal('stood-before'), ...text, saved: z.iso.datetime({ offset: true }) }),
  /** What people call it, and where that is. */
  z.object({ type: z.literal('named'), label: z.string().min(1), project: z.string().min(1) }),
  /** Whether its tracker marks it as a requirement. */
  z.object({ type: z.literal('marked'), is: z.boolean(), by: z.string().min(1) }),
  z.object({
    type: z.literal('gone'),
    how: z.enum(['deleted', 'moved']),
    by: z.string().min(1),
    /** Where it went on, under which id. */
    to: z.object({ project: z.string().min(1), id: z.string().min(1) }).optional(),
  }),
  z.object({ type: z.literal('seen-again') }),
  /** What was agreed on is written over what somebody saved; noted before, so that none is written that is not counted. */
  z.object({
    type: z.literal('put-back'),
    /** Digest of the agreed text as it was saved. */
    to: hash,
  }),
  /** Somebody holds against that: nobody writes any more, until something agreed on is newer. */
  z.object({
    type: z.literal('contested'),
    /** Where the text that was agreed on then stands in the project's order. */
    order: z.number().int(),
  }),
]);

type Event = z.infer<typeof eventSchema>;
export type SavedText = Pick<Extract<Event, { type: 'saved' }>, 'snapshot' | 'digest'>;

/** A text with who saved it and when. */
export interface Saved extends SavedText {
  readonly by: string;
  readonly at: string;
  readonly over?: string;
}

export interface Named {
  readonly label: string;
  readonly project: string;
}

export interface RequirementState {
  /** Oldest first, as they were saved and not as they were told of. The last one is the text that stands. */
  readonly texts: readonly Saved[];
  /** Every name that it had, the last one first. */
  readonly names: readonly Named[];
  readonly isMarked: boolean;
  /** Absent while it is there. Its last text stays. */
  readonly gone?: Pick<Extract<Event, { type: 'gone' }>, 'how' | 'by' | 'to'> & { readonly at: string };
  /** UTC instants at which it was put back. */
  readonly putBacks: readonly string[];
  readonly contested?: { readonly order: number; readonly after: number };
}

export type RequirementCommand =
  | ({
      readonly type: 'save';
      readonly saved: string;
      /** It stands there, whoever saved it. */
      readonly isFound?: boolean;
      /** What it took the place of, as the tracker says it. */
      readonly over?: SavedText;
    } & SavedText)
  | { readonly type: 'name'; readonly label: string; readonly project: string }
  | { readonly type: 'mark'; readonly is: boolean }
  | {
      readonly type: 'lose';
      readonly how: 'deleted' | 'moved';
      readonly to?: { readonly project: string; readonly id: string };
    }
  | { readonly type: 'see-again' }
  | { readonly type: 'put-back'; readonly to: string }
  | { readonly type: 'contest'; readonly order: number };

export interface Requirement {
  readonly state: RequirementState;
  /** What one delivery tells of it, in its order. */
  readonly command: readonly RequirementCommand[];
  readonly event: Event;
  readonly situation: Moment;
  readonly refusal: never;
  readonly row: {
    readonly label: string;
    readonly isMarked: boolean;
    readonly isGone: boolean;
    readonly texts: number;
    /** Of the text that stands. */
    readonly snapshot?: string;
    readonly digest?: SavedText['digest'];
    readonly by?: string;
    readonly saved?: string;
  };
}

export const REQUIREMENT: Decider<Requirement> = {
  kind: 'requirement' satisfies Kind,
  initial: { texts: [], names: [], isMarked: false, putBacks: [] },
  decide,
  evolve,
  settle: () => [],
  row({ texts, names, isMarked, gone }) {
    const last = texts.at(-1);
    const said = { label: names[0]?.label ?? '', isMarked, isGone: gone !== undefined, texts: texts.length };
    return last ? { ...said, snapshot: last.snapshot, digest: last.digest, by: last.by, saved: last.at } : said;
  },
  schema: eventSchema,
};

/** Only news is kept; what is told twice, or late, changes nothing that came after it. */
function decide(
  before: RequirementState,
  commands: readonly RequirementCommand[],
  { actor: { id: by }, now }: Moment,
): Decision<Requirement> {
  const events: Event[] = [];
  let state = before;
  for (const command of commands)
    for (const event of newsOf(state, command, by)) {
      events.push(event);
      state = evolve(state, { at: now, event });
    }
  return { events };
}

function newsOf(state: RequirementState, command: RequirementCommand, by: string): readonly Event[] {
  switch (command.type) {
    case 'save':
      return saving(state, command, by);
    case 'name': {
      const { label, project } = command;
      const [last] = state.names;
      return last?.label === label && last.project === project ? [] : [{ type: 'named', label, project }];
    }
    case 'mark':
      return state.isMarked === command.is ? [] : [{ type: 'marked', is: command.is, by }];
    case 'lose': {
      const { how, to } = command;
      return state.gone ? [] : [{ type: 'gone', how, by, ...(to ? { to } : {}) }];
    }
    case 'see-again':
      return state.gone ? [{ type: 'seen-again' }] : [];
    case 'put-back':
      return [{ type: 'put-back', to: command.to }];
    case 'contest':
      return state.contested && state.contested.order >= command.order
        ? []
        : [{ type: 'contested', order: command.order }];
  }
}

function saving(
  { texts }: RequirementState,
  { snapshot, digest, saved, over, isFound = false }: Extract<RequirementCommand, { type: 'save' }>,
  actor: string,
): readonly Event[] {
  const events: Event[] = [];
  const by = isFound ? NOBODY.id : actor;
  const isKnown = (one: SavedText): boolean => texts.some((known) => known.snapshot === one.snapshot);
  // No delivery told of it: lost, or still on its way. Its own would say whose it is.
  if (over && over.snapshot !== snapshot && !isKnown(over))
    events.push({ type: 'stood-before', snapshot: over.snapshot, digest: over.digest, saved });
  const last = texts.at(-1);
  const stands = last?.snapshot === snapshot && sameWords(last.digest, digest);
  // Whoever only finds it learns nothing by it.
  if (by === NOBODY.id && stands) return [];
  const told = texts.filter((one) => one.snapshot === snapshot && one.at === saved && one.by === by);
  // Whoever wrote it knows less of what it took the place of than the delivery that tells of it.
  const isTold = told.some((one) => over === undefined || one.over === over.snapshot);
  if (!isTold) events.push({ type: 'saved', snapshot, digest, by, saved, ...(over ? { over: over.snapshot } : {}) });
  return events;
}

const sameWords = (one: SavedText['digest'], other: SavedText['digest']): boolean =>
  one.title === other.title && one.text === other.text;

function evolve(state: RequirementState, { at, event }: Happened<Event>): RequirementState {
  switch (event.type) {
    case 'saved':
    case 'stood-before': {
      const { snapshot, digest, saved } = event;
      const told = event.type === 'saved' ? event : { by: NOBODY.id };
      const over = 'over' in told && told.over !== undefined ? { over: told.over } : {};
      return { ...state, texts: put(state.texts, { snapshot, digest, by: told.by, at: saved, ...over }) };
    }
    case 'named': {
      const { label, project } = event;
      return { ...state, names: [{ label, project }, ...state.names] };
    }
    case 'marked':
      return { ...state, isMarked: event.is };
    case 'gone': {
      const { how, by, to } = event;
      return { ...state, gone: { how, by, at, ...(to ? { to } : {}) } };
    }
    case 'seen-again': {
      const { gone: _, ...there } = state;
      return there;
    }
    case 'put-back':
      return { ...state, putBacks: [...state.putBacks, at] };
    case 'contested':
      return { ...state, contested: { order: event.order, after: state.putBacks.length } };
  }
}

/** In the order in which they were saved. Whose a text is that was only found, and what it took the place of, its own delivery says. */
function put(texts: readonly Saved[], text: Saved): readonly Saved[] {
  const found = texts.findIndex(
    (one) => one.snapshot === text.snapshot && one.by === NOBODY.id && Date.parse(one.at) >= Date.parse(text.at),
  );
  const isSame = (one: Saved): boolean =>
    one.snapshot === text.snapshot && one.by === text.by && one.at === text.at && one.over === undefined;
  const others = texts.filter((one, index) => index !== found && !(text.by !== NOBODY.id && isSame(one)));
  const time = Date.parse(text.at);
  const before = others.filter(({ at }) => Date.parse(at) < time);
  const after = others.filter(({ at }) => Date.parse(at) > time);
  const beside = others.slice(before.length, others.length - after.length);
  const ordered = [...before, ...chained([...beside, text], before.at(-1)?.snapshot)];
  // What stood when a later second began may be another by it.
  let was = others[before.length + beside.length - 1]?.snapshot;
  let rest = after;
  while (rest.length > 0 && ordered.at(-1)?.snapshot !== was) {
    const next = rest.filter(({ at }) => at === rest[0]?.at);
    was = next.at(-1)?.snapshot;
    ordered.push(...chained(next, ordered.at(-1)?.snapshot));
    rest = rest.slice(next.length);
  }
  return [...ordered, ...rest];
}

/** By its own id, in the project where it began; under the id of a transfer another one begins that says where it came from. */
export function requirementStream(tenant: string, project: string, id: string): StreamRef {
  return { tenant, project, kind: REQUIREMENT.kind, stream: id };
}
