/** Whom an entry of a policy means: the account or team that had the name when the policy was put in force, whatever it is called by now (`rules.md` 4.4, 5.6). */
import { entryNamed, written } from './account.ts';

/** JSON-able; its words are `policy.hint.<code>`. */
export interface NameSaid {
  readonly code: NameCode;
  readonly values: Readonly<Record<string, string>>;
}

export type NameCode =
  /** It is called otherwise by now, and its name is free. */
  | 'name-renamed'
  /** It is called otherwise by now, and somebody else has its name. */
  | 'name-taken'
  /** What it meant is there no more. */
  | 'name-gone'
  /** It was nobody's, and still is. */
  | 'name-nobody'
  /** It was nobody's, and somebody has it by now. */
  | 'name-late'
  /** Whom it meant could not be read when the policy was put in force. */
  | 'name-unread'
  /** A program of which could not be read what its account is. */
  | 'bots-unread'
  /** An alias whose other account nobody can tell. */
  | 'alias-open';

interface Called {
  readonly id: string;
  readonly name: string;
}

export type Found<Held> = Held | 'nobody' | 'unreadable';

/** What a tracker knows of accounts, or of teams. */
export interface Look<Held> {
  named(name: string): Promise<Found<Held>>;
  withId(id: string): Promise<Found<Held>>;
  /** Of what is known by its id, and cannot be read now: an account is its id, and of a team nobody knows who is in it. */
  unseen?(called: Called): Held;
}

export interface Meaning<Held> {
  /** The id that it means, where that is known, whether or not anybody is behind it by now. */
  readonly id?: string;
  readonly holder?: Held;
  /** Of these nobody can say whether they are meant: nothing is granted to them, and they are not free of what it bars. */
  readonly doubtful: readonly Held[];
  /** Who is meant, or who is in it, cannot be told: whoever might be is neither in nor out. */
  readonly unreadable?: true;
  readonly said?: NameSaid;
}

/**
 * @param entry as the policy writes it, without `@`
 * @param bound the id that it meant when it was put in force; empty where it was nobody's, `UNREAD`, or `undefined` where nothing is on record
 */
export async function meaningOf<Held extends Called>(
  entry: string,
  bound: string | undefined,
  look: Look<Held>,
): Promise<Meaning<Held>> {
  const { name, id = bound } = entryNamed(entry);
  if (id === UNREAD) return unread(name ?? entry, look);
  if (id) return known({ entry, name, id }, look);
  const found = await look.named(name ?? entry);
  if (found === 'nobody') return { doubtful: [], said: saying('name-nobody', entry) };
  // What was nobody's when the policy was put in force, the policy gave nothing to.
  if (bound === '') {
    if (found === 'unreadable') return { doubtful: [] };
    return { doubtful: [found], said: saying('name-late', entry, { id: bare(found.id) }) };
  }
  return found === 'unreadable' ? { doubtful: [], unreadable: true } : { id: found.id, holder: found, doubtful: [] };
}

/** Stands for the id of what the tracker refused to show when the policy was put in force: who has the name by now may be another. */
export const UNREAD = '?';

/** It grants nothing until it is bound; whoever has the name now may be meant. */
async function unread<Held extends Called>(name: string, look: Look<Held>): Promise<Meaning<Held>> {
  const found = await look.named(name);
  const doubtful = typeof found === 'object' ? [found] : [];
  return { doubtful, unreadable: true, said: saying('name-unread', name) };
}

interface Bound {
  readonly entry: string;
  readonly name: string | undefined;
  readonly id: string;
}

async function known<Held extends Called>({ entry, name, id }: Bound, look: Look<Held>): Promise<Meaning<Held>> {
  const found = name === undefined ? 'nobody' : await look.named(name);
  if (typeof found === 'object' && found.id === id) return { id, holder: found, doubtful: [] };
  const held = found === 'unreadable' ? found : await look.withId(id);
  const doubtful = typeof found === 'object' ? [found] : [];
  if (held === 'nobody') {
    const said = saying('name-gone', entry);
    // Whoever was known by an id alone cannot act any more; who was in a team can, and nobody knows who that was.
    const gone = look.unseen?.({ id, name: name ?? id });
    return gone ? { id, doubtful: [...doubtful, gone], said } : { id, doubtful, unreadable: true, said };
  }
  const taken = typeof found === 'object';
  if (held === 'unreadable') {
    const holder = look.unseen?.({ id, name: name ?? id });
    return holder ? { id, holder, doubtful } : { id, doubtful, unreadable: true };
  }
  if (name === undefined) return { id, holder: held, doubtful };
  const said = saying(taken ? 'name-taken' : 'name-renamed', entry, { now: written(held.name) });
  return { id, holder: held, doubtful, said };
}

function saying(code: NameCode, entry: string, values: NameSaid['values'] = {}): NameSaid {
  return { code, values: { name: written(entry), ...values } };
}

const bare = (id: string): string => id.slice(id.indexOf(':') + 1);

/** Each once, in order. */
export function saidOnce(said: readonly (NameSaid | undefined)[]): readonly NameSaid[] {
  const known = new Map<string, NameSaid>();
  for (const one of said) if (one) known.set(JSON.stringify(one), one);
  return [...known.values()];
}
