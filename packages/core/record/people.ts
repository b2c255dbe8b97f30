/** Entries are for ever and names are not: the chain holds ids and seals, and what somebody is called lies beside it, where it can be erased (`rules.md 7.1`). */
import { kindOf } from './kind.ts';
import { type Path, replacedAt } from './path.ts';
import type { Append, Entry, Json, Ledger, StreamRef } from './port.ts';

/** Somebody with what they are called. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** What whoever is not named any more is called inside the product; every edge says it in the reader's words (`status.former-member`). */
export const FORMER = 'former member';

export interface Recalled {
  /** Names by seal. */
  readonly names: ReadonlyMap<string, string>;
  /** Ids that were erased at some time: entries from before seals name them no more. They may have acted again, and then have new seals. */
  readonly erased: ReadonlySet<string>;
}

export interface People {
  /**
   * Seals, one for each person in the order asked: lower-case hex SHA-256 of a random salt and the name. The same person under the same name
   * has the same seal until they are erased. Kept durably before it resolves.
   */
  seal(tenant: string, persons: readonly Named[]): Promise<readonly string[]>;
  /** What is known of them now. What was never kept is absent. */
  recall(tenant: string, ids: readonly string[]): Promise<Recalled>;
  /** Forgets every name and salt of somebody, for good, and that they were erased is known from then on. Doing it again changes nothing. */
  erase(tenant: string, id: string): Promise<void>;
}

/** What the record has to know of one kind of thing to keep names out of its chain. */
export interface Form {
  /** Where persons may stand in an event. */
  paths(event: Json): readonly Path[];
  /**
   * Entries from before seals hold names in clear: what has to be done to such an event before a name is masked in it.
   * @param isKnown whether somebody of this stream is called so and was not erased
   */
  before?(event: Json, isKnown: (name: string) => boolean): Json;
}

/** Each event with every person in it replaced. Whatever has no id stands where another type of event has no person. */
function withPersons(event: Json, form: Form, replace: (person: Stored) => Json): Json {
  return form
    .paths(event)
    .reduce<Json>((now, path) => replacedAt(now, path, (found) => (isStored(found) ? replace(found) : found)), event);
}

/** A person as an entry has it: sealed, erased before it was written, or with the name in clear as entries had it before. */
type Stored = { readonly id: string; readonly seal?: string; readonly name?: string };

function isStored(value: Json): value is Stored {
  return value !== null && typeof value === 'object' && 'id' in value && typeof value.id === 'string';
}

function personsIn(events: readonly Json[], form: Form): readonly Stored[] {
  const found: Stored[] = [];
  for (const event of events)
    withPersons(event, form, (person) => {
      found.push(person);
      return person;
    });
  return found;
}

/**
 * The ledger as everybody but a verifier uses it: what is appended is sealed, and what is read is named again. The hashes are those of what
 * stands in the record, so that chains are verified on the record itself.
 * @throws for a kind that no form is known of: its names would stay in the chain
 */
export function withNames(ledger: Ledger, people: People, forms: Readonly<Record<string, Form>>): Ledger {
  function formOf(ref: StreamRef): Form {
    const form = forms[kindOf(ref)];
    if (!form) throw new Error(`it is not known where persons stand in a ${kindOf(ref)}`);
    return form;
  }

  /** Entries of one tenant, with what whoever is in them is called now. */
  async function told(tenant: string, entries: readonly Entry[]): Promise<readonly Entry[]> {
    const persons = entries.flatMap(({ ref, event }) => personsIn([event], formOf(ref)));
    if (persons.length === 0) return entries;
    const { names, erased } = await people.recall(tenant, [...new Set(persons.map(({ id }) => id))]);
    const clear = persons.flatMap(({ id, name }) => (name === undefined ? [] : [{ id, name }]));
    const masked = new Set(clear.flatMap(({ id, name }) => (erased.has(id) ? [name] : [])));
    const known = new Set(clear.flatMap(({ name }) => (masked.has(name) ? [] : [name])));
    const named = ({ id, seal, name }: Stored): Json => {
      if (name !== undefined) return { id, name: erased.has(id) ? FORMER : name };
      return { id, name: (seal === undefined ? undefined : names.get(seal)) ?? FORMER };
    };
    return entries.map((entry) => {
      const form = formOf(entry.ref);
      const event = form.before?.(entry.event, (name) => known.has(name)) ?? entry.event;
      return { ...entry, event: withPersons(event, form, named) };
    });
  }

  async function append(asked: Append): Promise<readonly Entry[] | 'repeated'> {
    const form = formOf(asked.ref);
    const all = personsIn(
      asked.entries.map(({ event }) => event),
      form,
    );
    const named = new Map<string, Named>();
    for (const { id, name } of all)
      if (name !== undefined && name !== FORMER) named.set(JSON.stringify([id, name]), { id, name });
    const seals = named.size > 0 ? await people.seal(asked.ref.tenant, [...named.values()]) : [];
    const sealOf = new Map([...named.keys()].map((key, at) => [key, seals[at]]));
    const sealed = ({ id, name }: Stored): Json => {
      const seal = sealOf.get(JSON.stringify([id, name]));
      return seal === undefined ? { id } : { id, seal };
    };
    const entries = asked.entries.map((entry) => ({ ...entry, event: withPersons(entry.event, form, sealed) }));
    const made = await ledger.append({ ...asked, entries });
    if (made === 'repeated') return made;
    return made.map((entry, at) => ({ ...entry, event: asked.entries[at]?.event ?? entry.event }));
  }

  return {
    ...ledger,
    append,
    read: async (ref) => told(ref.tenant, await ledger.read(ref)),
    readProject: async (tenant, ...page) => told(tenant, await ledger.readProject(tenant, ...page)),
  };
}
