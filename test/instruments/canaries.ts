/** A record in which every text that is not the customer's holds a canary: wherever one is read afterwards, something internal has left. */
import { type ChangeEvent, eventSchema } from '@countersign/core/change/event.ts';
import type { Happened } from '@countersign/core/change/evolve.ts';

export const CANARY = 'CANARY';

type Path = readonly (string | number)[];
type Leaf = { readonly path: Path; readonly text: string };

/** What a customer may read, by event and place; `*` is any part of a path. Everything else is internal, whatever is added to the record. */
const PUBLIC: readonly (readonly [ChangeEvent['type'], string])[] = [
  ['opened', 'label'],
  ['relocated', 'label'],
  ['rehomed', 'label'],
  ['request-written', 'request.title'],
  ['request-written', 'request.before.**'],
  ['request-written', 'request.after.**'],
  ['request-written', 'request.cause.kind'],
  ['assessed', 'impacts.schedule.value.value.milestones.*.name'],
  ['condition-added', 'condition.text'],
];

/** Their own people: whoever fills the customer's seat, confirms a plan or accepts a result, and whom they stand in for. */
const THEIRS: Readonly<Partial<Record<ChangeEvent['type'], readonly string[]>>> = {
  voted: ['vote.voter.*', 'vote.signedAs.*', 'vote.for.person.*'],
  'plan-confirmed': ['by.*', 'signedAs.*'],
  accepted: ['by.*', 'signedAs.*'],
};

export interface Planted {
  readonly happened: readonly Happened[];
  readonly count: number;
}

/** The same text is the same canary wherever it stands, so that ids still name what they named. */
export function withCanaries(happened: readonly Happened[]): Planted {
  const canaries = new Map<string, string>();
  const planted = happened.map((one) => {
    let event = one.event;
    for (const { path, text } of leaves(event)) {
      if (text === '' || isPublic(event, path)) continue;
      const canary = canaries.get(text) ?? `${CANARY}-${canaries.size}-${String(path.at(-1))}`;
      const tried = eventSchema.safeParse(put(event, path, canary));
      if (!tried.success) continue;
      canaries.set(text, canary);
      event = put(event, path, canary);
    }
    return { ...one, event };
  });
  return { happened: planted, count: canaries.size };
}

function isPublic(event: ChangeEvent, path: Path): boolean {
  const places = PUBLIC.filter(([type]) => type === event.type).map(([, place]) => place);
  const isTheirs = event.type !== 'voted' || event.vote.seat === 'customer';
  const theirs = isTheirs ? (THEIRS[event.type] ?? []) : [];
  return [...places, ...theirs].some((place) => matches(place.split('.'), path));
}

function matches(place: readonly string[], path: Path): boolean {
  const [first, ...rest] = place;
  if (first === '**') return true;
  if (first === undefined) return path.length === 0;
  const [part, ...parts] = path;
  return part !== undefined && (first === '*' || first === String(part)) && matches(rest, parts);
}

function leaves(value: unknown, path: Path = []): readonly Leaf[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

function put<Value>(value: Value, [key, ...rest]: Path, text: string): Value {
  if (key === undefined) return text as Value;
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
  copy[key] = put(copy[key], rest, text);
  return copy as Value;
}
