/** What a policy's entry says of an account or a team beside its name: an id that it is bound to, in this tracker or another (`rules.md` 4.4, 5.6). */

export interface Entry {
  /** What people call it: a login, or `org/team-slug`; absent where only an id is written. */
  readonly name?: string;
  /** Of an account as the record has it (`github:583231`); of a team as its tracker has it. */
  readonly id?: string;
}

/** `mei:583231`, `release[bot]:49699333`, `acme/pmo:4711`. */
const PINNED = /^(.+):(\d{1,15})$/;
/** An account of Jira in whichever tracker the policy is: `jira:712020:5b10…`. */
const OF_JIRA = /^jira:(.+)$/i;

/** @param entry without its `@` */
export function entryNamed(entry: string): Entry {
  const [, account] = OF_JIRA.exec(entry) ?? [];
  if (account !== undefined) return { id: `jira:${account}` };
  const [, name, id] = PINNED.exec(entry) ?? [];
  if (name === undefined || id === undefined || name.includes(':')) return { name: entry };
  if (name.includes('/')) return { name, id };
  return { ...(name.toLowerCase() === 'github' ? {} : { name }), id: `github:${id}` };
}

/** Whether an entry names somebody: by the id that it writes, or else by the name alone. */
export function namesPerson(
  entry: string,
  { id, name }: { readonly id?: string | undefined; readonly name: string },
): boolean {
  const named = entryNamed(entry);
  return named.id === undefined ? named.name === name : named.id === id;
}

/** As a policy writes it, for whoever reads what is said of it. */
export const written = (entry: string): string => `@${entry}`;
