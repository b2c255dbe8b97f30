/** What the record has to know of each kind of thing to keep names out of its chain (`record/people.ts`). */
import { type ChangeEvent, type EventType, eventSchema } from './change/event.ts';
import { personSchema } from './content/person.ts';
import { DIMENSIONS, type Impacts, type Recorded } from './impact/dimension.ts';
import { digestOf } from './ledger/canonical.ts';
import type { Kind } from './record/kind.ts';
import { type Path, pathsTo } from './record/path.ts';
import type { Form } from './record/people.ts';
import type { Json } from './record/port.ts';
import { textSchema } from './text/block.ts';

/** Of each type of event, where its persons stand. */
const PERSONS: ReadonlyMap<string, readonly Path[]> = new Map(
  eventSchema.options.map((option): [EventType, readonly Path[]] => [
    option.shape.type.value,
    pathsTo(personSchema, option, [textSchema]),
  ]),
);

const change: Form = {
  paths: (event) => PERSONS.get((event as unknown as ChangeEvent).type) ?? [],
  before(event, isKnown) {
    const told = event as unknown as ChangeEvent;
    if (told.type === 'assessed') return { ...told, impacts: digested(told.impacts) } as unknown as Json;
    if (told.type === 'irregularity') return { ...told, detail: withoutNames(told, isKnown) } as unknown as Json;
    return event;
  },
};

/** Votes were bound to values with names in them; masked, those values would give another digest, and end the votes. */
function digested(impacts: Impacts): Impacts {
  return Object.fromEntries(
    DIMENSIONS.flatMap((dimension) => {
      const recorded = impacts[dimension];
      return recorded
        ? [[dimension, named(recorded) ? { ...recorded, digest: digestBefore(recorded) } : recorded]]
        : [];
    }),
  );
}

const digestBefore = ({ value, confidence }: Recorded): string => digestOf({ value, confidence });

/** Whether a name in clear stands in the value itself. */
function named({ value, digest }: Recorded): boolean {
  if (digest !== undefined || value.kind === 'none') return false;
  const known = value.value;
  const owned = 'controls' in known ? known.controls : 'entries' in known ? known.entries : [];
  return owned.some(({ owner }) => owner !== undefined && 'name' in owner);
}

/** Whose comment it was stood before its address, by name. */
function withoutNames(
  { kind, detail }: Extract<ChangeEvent, { type: 'irregularity' }>,
  isKnown: (name: string) => boolean,
): string {
  if (kind !== 'comment-edited' && kind !== 'comment-deleted') return detail;
  const [, name, where] = /^(.*): (.*)$/s.exec(detail) ?? [];
  return where === undefined || isKnown(name ?? '') ? detail : where;
}

/** People by their ids alone. */
const ids: Form = { paths: () => [] };

/** A name that was typed beside a signature is of the contact who signed. */
const signoff: Form = { paths: () => [['signedAs']] };

/** A kind without its form does not compile. */
export const FORMS: Readonly<Record<Kind, Form>> = {
  ...{ change, policy: ids, coverage: ids },
  ...{ home: ids, alias: ids, work: ids },
  ...{ item: ids, requirement: ids, baseline: ids, setup: ids, site: ids, loss: ids },
  ...{ contact: ids, signoff },
};
